package reports

import (
	"slices"

	"concord/analysis"
	"concord/corpus"
)

// The floors of the gatekeeper; methods hold their own and refuse by
// themselves, this table tells the reader beforehand.
const (
	fewReferences  = 5  // below: side-by-side reading only
	manyReferences = 20 // from here: probabilities
	shortText      = 500
	fullText       = 1500
	fewTimePoints  = 8
	manyTimePoints = 20
)

// checks says what the data allow.
func checks(set *corpus.Corpus, focus *corpus.Document) []Check {
	return []Check{
		checkReferences(set.Len() - 1),
		checkLength(set),
		checkTime(set),
		checkKinds(set),
		checkFocus(focus),
	}
}

func grade(n, limited, pass int) State {
	switch {
	case n >= pass:
		return Pass
	case n >= limited:
		return Limited
	}
	return Blocked
}

func count(zh, en string, n int) analysis.Text {
	return analysis.T("{n}"+zh, "{n}"+en).Fill(map[string]analysis.Text{"n": analysis.Int("n", n).Text})
}

func checkReferences(n int) Check {
	return Check{
		What:  analysis.T("参照文本", "Reference documents"),
		Have:  count("篇", "", n),
		Want:  analysis.T("满 20 篇给概率；5 至 19 篇只排序；不足 5 篇仅对照", "20 for probabilities; 5 to 19 ranks only; below 5 side-by-side reading"),
		State: grade(n, fewReferences, manyReferences),
	}
}

func checkLength(set *corpus.Corpus) Check {
	lengths := make([]int, set.Len())
	for i := range lengths {
		lengths[i] = set.Doc(i).Characters()
	}
	slices.Sort(lengths)
	shortest, longest := lengths[0], lengths[len(lengths)-1]
	state := grade(shortest, shortText, fullText)
	if longest > 4*max(shortest, 1) && state == Pass {
		state = Limited
	}
	have := analysis.T("最短 {a} 字，最长 {b} 字", "shortest {a}, longest {b} characters").Fill(map[string]analysis.Text{
		"a": analysis.Int("a", shortest).Text, "b": analysis.Int("b", longest).Text,
	})
	return Check{
		What: analysis.T("篇幅", "Length"), Have: have,
		Want:  analysis.T("各篇不少于 1500 字，长短不过四倍；不足 500 字仅可对照", "1500 characters each and at most fourfold apart; below 500 side-by-side reading only"),
		State: state,
	}
}

func checkTime(set *corpus.Corpus) Check {
	dates := map[corpus.Date]bool{}
	for _, i := range set.ByDate() {
		dates[set.Doc(i).Date] = true
	}
	return Check{
		What:  analysis.T("时间点", "Points in time"),
		Have:  count("个", "", len(dates)),
		Want:  analysis.T("满 20 个可查变化；8 至 19 个仅粗看；不足 8 个不检测", "20 to date a change; 8 to 19 a rough picture; below 8 none"),
		State: grade(len(dates), fewTimePoints, manyTimePoints),
	}
}

func checkKinds(set *corpus.Corpus) Check {
	kinds := map[string]bool{}
	for i := range set.Len() {
		if k := set.Doc(i).Kind; k != "" {
			kinds[k] = true
		}
	}
	state := Pass
	if len(kinds) != 1 {
		state = Limited
	}
	return Check{
		What:  analysis.T("文体", "Genre"),
		Have:  count("种", " kinds", len(kinds)),
		Want:  analysis.T("同一文体；混杂时差异可能出自文体", "one kind; where kinds are mixed, a difference may be one of genre"),
		State: state,
	}
}

func checkFocus(focus *corpus.Document) Check {
	missing := 0
	for _, absent := range []bool{focus.Title == "", focus.Date.IsZero(), len(focus.Parties) == 0, focus.Kind == ""} {
		if absent {
			missing++
		}
	}
	state := Pass
	if missing > 0 {
		state = Limited
	}
	return Check{
		What:  analysis.T("本篇著录", "Record of the document"),
		Have:  analysis.T("缺 {n} 项", "{n} missing").Fill(map[string]analysis.Text{"n": analysis.Int("n", missing).Text}),
		Want:  analysis.T("标题、日期、双方、文体俱全", "title, date, parties and kind"),
		State: state,
	}
}
