package shift

import (
	"strings"

	"concord/analysis"
)

const (
	figureRows  = 25
	findingRows = 5
)

// wordTeller puts the words behind a divergence into words and a figure.
type wordTeller struct {
	rows              []WordRow
	listed            int
	s                 *sample
	target, reference analysis.Text
	evidence, counter [][]analysis.Evidence // by row: of the side that uses it more, and of the other
	names             []string              // by row: how it is told, "" for what is not told by itself
}

func (t *wordTeller) quote(in *analysis.Input) {
	t.evidence = make([][]analysis.Evidence, len(t.rows))
	t.counter = make([][]analysis.Evidence, len(t.rows))
	features := make([]string, min(len(t.rows), analysis.EvidenceRows))
	for i := range features {
		features[i] = t.rows[i].Feature
	}
	uses := in.Uses(t.s.tokens, t.s.members, features)
	for i := range features {
		up := t.rows[i].Contribution > 0
		t.evidence[i] = uses.Quote(i, t.s.on(up))
		t.counter[i] = uses.Densest(i, t.s.on(!up))
	}
	t.name()
}

// name says how each row is told: the words of one formula together, names and
// numbers not at all.
func (t *wordTeller) name() {
	var features []string
	var at []int
	for i, r := range t.rows {
		if t.evidence[i] != nil && !t.s.untold(r.Feature) {
			features, at = append(features, r.Feature), append(at, i)
		}
	}
	t.names = make([]string, len(t.rows))
	for k, name := range analysis.Together(t.s.corpus, t.s.tokens, t.s.members, features) {
		t.names[at[k]] = name
	}
}

func (t *wordTeller) values(r WordRow) []analysis.Value {
	up := r.Contribution > 0
	counts, documents, sizes := [2]int{r.CountTarget, r.CountReference}, [2]int{r.DocumentsTarget, r.DocumentsReference}, t.s.sizes
	totals := t.s.totals
	more, less := t.target, t.reference
	if !up {
		counts[0], counts[1] = counts[1], counts[0]
		documents[0], documents[1] = documents[1], documents[0]
		sizes[0], sizes[1] = sizes[1], sizes[0]
		totals[0], totals[1] = totals[1], totals[0]
		more, less = less, more
	}
	return []analysis.Value{
		analysis.Word("feature", r.Feature), analysis.Phrase("more", more), analysis.Phrase("less", less),
		analysis.Times("a", counts[0]), analysis.Times("b", counts[1]), analysis.Int("d1", documents[0]), analysis.Int("d2", documents[1]),
		analysis.Int("m1", sizes[0]), analysis.Int("m2", sizes[1]), analysis.Percent("share", r.Share, 1),
		analysis.Num("rate1", 1e6*float64(counts[0])/float64(totals[0]), 0), analysis.Num("rate2", 1e6*float64(counts[1])/float64(totals[1]), 0),
	}
}

// findings says of the first words that are neither names nor numbers how often either side uses
// them.
func (t *wordTeller) findings() []analysis.Finding {
	var out []analysis.Finding
	for i, r := range t.rows {
		if len(out) == findingRows || t.evidence[i] == nil {
			break
		}
		if t.names[i] == "" {
			continue
		}
		r.Feature = t.names[i]
		text := analysis.T("“{feature}”：{more}（{m1}篇）中有{d1}篇使用，共{a}次，每百万词{rate1}次；{less}（{m2}篇）中有{d2}篇使用，共{b}次，每百万词{rate2}次；占两者用词差异的{share}%。",
			"“{feature}” was used more in {more} ({a}, {rate1} per million tokens, in {d1} of {m1} documents) than in {less} ({b}, {rate2} per million, in {d2} of {m2}); it makes up {share} % of the difference in vocabulary.")
		if r.Exclusive != "" {
			text = analysis.T("“{feature}”：{more}（{m1}篇）中有{d1}篇使用，共{a}次；{less}（{m2}篇）均未使用；占两者用词差异的{share}%。",
				"“{feature}” was used {a} in {more} ({d1} of {m1} documents) and not at all in {less} ({m2} documents); it makes up {share} % of the difference in vocabulary.")
		}
		if t.names[i] != t.rows[i].Feature { // the share is that of one word
			text = analysis.T(strings.Replace(text.ZH, "；占两者用词差异的{share}%", "", 1), strings.Replace(text.EN, "; it makes up {share} % of the difference in vocabulary", "", 1))
		}
		f := analysis.NewFinding(analysis.Descriptive, 0.5*(1-float64(len(out))/findingRows), i, text, analysis.Named(text, t.values(r)...)...)
		f.Evidence, f.Counter = t.evidence[i], t.counter[i]
		if r.Exclusive != "" {
			keep := t.s.on(r.Contribution > 0)
			for k, m := range t.s.members {
				if !keep(k) {
					f.Absent = append(f.Absent, m)
				}
			}
		}
		out = append(out, f)
	}
	return out
}

func (t *wordTeller) figures() []analysis.Figure {
	n := min(len(t.rows), figureRows)
	if n == 0 {
		return nil
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	values := []analysis.Value{
		analysis.Int("n", n), analysis.Int("listed", t.listed), analysis.Phrase("target", t.target), analysis.Phrase("reference", t.reference),
		analysis.Int("a", t.s.sizes[0]), analysis.Int("b", t.s.sizes[1]),
		analysis.Int("n1", t.s.totals[0]), analysis.Int("n2", t.s.totals[1]),
		analysis.Word("first", t.rows[0].Feature),
	}
	return []analysis.Figure{{
		Name: "contributions", Mark: analysis.WordShift,
		Encoding: analysis.Encoding{X: "contribution", Lo: "lo", Hi: "hi", Label: "feature"},
		Rows:     rows,
		Title:    analysis.Fill(analysis.T("{target}与{reference}：差异最大的{n}个词项", "The {n} words that differ most: {target} against {reference}"), values...),
		Note: analysis.Fill(analysis.T("条为对 Jensen–Shannon 差异的贡献（比特），线为逐篇删去的95%区间，区间跨零者空心。目标{a}篇（{n1}词），参照{b}篇（{n2}词）；符合条件的词项{listed}个。",
			"Bars are contributions to the Jensen–Shannon divergence in bits, lines 95 % delete-one-document intervals; hollow where they cross zero. Target: {a} documents, {n1} tokens; reference: {b} documents, {n2} tokens; {listed} features qualify."), values...),
		XLabel: analysis.T("对差异的贡献（比特）", "contribution to the divergence (bits)"),
		YLabel: analysis.T("词项", "feature"),
		Left:   analysis.Fill(analysis.T("{reference}多用", "more in {reference}"), values...),
		Right:  analysis.Fill(analysis.T("{target}多用", "more in {target}"), values...),
		Alt: analysis.Fill(analysis.T("词移图：{n}个词项对{target}（{a}篇）与{reference}（{b}篇）用词差异的贡献；最大为“{first}”。",
			"Word shift chart of {n} contributions to the difference between {target} ({a} documents) and {reference} ({b}); the largest is “{first}”."), values...),
	}}
}

func (t *wordTeller) warnings() []analysis.Warning {
	crossing, shown := 0, min(len(t.rows), figureRows)
	for _, r := range t.rows[:shown] {
		if r.Lo <= 0 && r.Hi >= 0 {
			crossing++
		}
	}
	if crossing == 0 {
		return nil
	}
	return []analysis.Warning{analysis.Warn("WSH-01",
		analysis.T("前{n}条中有{k}条的区间跨零（空心）。", "Of the first {n} bars {k} have intervals crossing zero (hollow)."),
		analysis.Int("n", shown), analysis.Int("k", crossing))}
}
