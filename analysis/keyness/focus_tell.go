package keyness

import (
	"math"
	"strconv"

	"concord/analysis"
)

const (
	focusFigureRows = 25
	focusFound      = 10 // findings with a probability
	focusTold       = 5  // findings without, of either kind
)

// focusTeller puts the comparison of one document into words and figures.
type focusTeller struct {
	c        *FocusComparison
	s        *sample
	doc      string                // ID of the focus
	first    string                // year of the oldest reference, "" where none is dated
	last     string                // year of the latest
	evidence [][]analysis.Evidence // by row: of the focus, or of the reference where the focus has none
	counter  [][]analysis.Evidence
	names    []string // by row: how it is told, "" for what is not told by itself
}

func (t *focusTeller) quote(in *analysis.Input) {
	t.first, t.last = t.coverage()
	t.evidence = make([][]analysis.Evidence, len(t.c.Rows))
	t.counter = make([][]analysis.Evidence, len(t.c.Rows))
	n := min(len(t.c.Rows), analysis.EvidenceRows)
	uses := t.s.uses(in, n, func(i int) string { return t.c.Rows[i].Feature })
	for i, r := range t.c.Rows[:n] {
		if r.Count == 0 {
			t.evidence[i] = uses.Quote(i, t.s.on(false))
			continue
		}
		t.evidence[i] = uses.Quote(i, t.s.on(true))
		t.counter[i] = uses.Densest(i, t.s.on(false))
	}
	t.names = t.s.told(len(t.c.Rows), func(i int) (string, bool) { return t.c.Rows[i].Feature, t.evidence[i] != nil })
}

// row is a row as it is told: the words of one formula under one name.
func (t *focusTeller) row(i int) FocusRow {
	r := t.c.Rows[i]
	r.Feature = t.names[i]
	return r
}

func (t *focusTeller) values(r FocusRow) []analysis.Value {
	return []analysis.Value{
		analysis.Word("feature", r.Feature), analysis.Word("doc", t.doc),
		analysis.Times("count", r.Count), analysis.Num("rate", r.PerMillion, 0), about("expected", r.Expected),
		analysis.Num("lo", r.RateLow, 0), analysis.Num("hi", r.RateHigh, 0),
		analysis.Int("rank", r.DensityRank), analysis.Int("all", t.c.References+1),
		analysis.Int("j", t.c.References), analysis.Phrase("years", t.years()), analysis.Int("dr", r.DocumentsReference), verb(r.DocumentsReference),
		analysis.Percent("bound", r.AbsenceBound, 0),
		analysis.Probability("p", r.P), analysis.Probability("q", r.PAdj), analysis.Int("family", t.c.Family),
	}
}

// verb agrees with a number of documents.
func verb(n int) analysis.Value {
	if n == 1 {
		return analysis.Phrase("use", analysis.T("", "uses"))
	}
	return analysis.Phrase("use", analysis.T("", "use"))
}

// about is an expected count, which is told no finer than a tenth.
func about(name string, x float64) analysis.Value {
	v := analysis.Num(name, x, 1)
	if x < 0.1 {
		v.Text = analysis.T("应不足0.1", "fewer than 0.1")
	} else {
		v.Text = analysis.T("应有约"+v.Text.ZH, "about "+v.Text.EN)
	}
	return v
}

// reach is the template of how the references use a feature: the range of their
// rates, or how many use it where at least nine in ten do not.
func reach(r FocusRow) analysis.Text {
	if r.RateHigh == 0 {
		return analysis.T("{j}篇参照文本中有{dr}篇使用", "{dr} of {j} reference documents {use} it")
	}
	return analysis.T("参照文本的10%–90%范围为{lo}–{hi}次", "the reference range (10–90 %) is {lo}–{hi}")
}

func (t *focusTeller) finding(tier analysis.Tier, weight float64, i int, text analysis.Text) analysis.Finding {
	text = analysis.Fill(text, analysis.Phrase("range", reach(t.c.Rows[i]))) // a template too
	f := analysis.NewFinding(tier, weight, i, text, analysis.Named(text, t.values(t.row(i))...)...)
	f.Evidence, f.Counter = t.evidence[i], t.counter[i]
	return f
}

// findings tells what is surprising, what is not found in any reference, and,
// where no probability stands out, the first rows by rank; names and numbers are not told.
func (t *focusTeller) findings() []analysis.Finding {
	var surprising, first, ranked []analysis.Finding
	for i, r := range t.c.Rows {
		switch {
		case t.names[i] == "":
		case r.Exclusive == "target":
			first = append(first, t.unseen(i))
		case t.c.References >= CalibratedFrom && r.PAdj < 0.05:
			surprising = append(surprising, t.surprise(i))
		default:
			ranked = append(ranked, t.ranked(i))
		}
	}
	out := surprising[:min(len(surprising), focusFound)]
	if len(surprising) == 0 {
		out = append(out, t.nothing()...)
		out = append(out, ranked[:min(len(ranked), focusTold)]...)
	}
	return append(out, first[:min(len(first), focusTold)]...)
}

// nothing is the sentence of a test that found no surprise. Its evidence is the
// first row that may be told.
func (t *focusTeller) nothing() []analysis.Finding {
	if t.c.References < CalibratedFrom || math.IsNaN(t.c.LeastP) {
		return nil
	}
	f := analysis.NewFinding(analysis.Calibrated, nullWeight, -1,
		analysis.T("与{j}篇参照文本相比，检验{family}个词项，未发现{doc}中有使用次数可靠地偏离预测的词项（最小q={least}）。",
			"Against {j} reference documents, none of {family} features was found to be used in {doc} more or less often than predicted (smallest q = {least})."),
		analysis.Int("j", t.c.References), analysis.Int("family", t.c.Family), analysis.Word("doc", t.doc), analysis.Num("least", t.c.LeastP, 2))
	f.Null = true
	for i := range t.c.Rows {
		if t.names[i] != "" {
			f.Evidence = t.evidence[i]
			return []analysis.Finding{f}
		}
	}
	return nil
}

// surprise is told by how far in the tail it lies: q = .05 weighs .5.
func (t *focusTeller) surprise(i int) analysis.Finding {
	weight := 1 - 10*t.c.Rows[i].PAdj
	if t.c.Rows[i].Count == 0 {
		return t.finding(analysis.Calibrated, weight, i,
			analysis.T("“{feature}”未见于{doc}，按参照文本推算{expected}次；{j}篇参照文本中有{dr}篇使用（预测p{p}；检验{family}个词项，校正后q{q}）。",
				"“{feature}” is not found in {doc}, where {expected} uses are expected; {dr} of {j} reference documents {use} it (predictive p {p}, q {q} in a family of {family})."))
	}
	return t.finding(analysis.Calibrated, weight, i,
		analysis.T("“{feature}”在{doc}中出现{count}次，按参照文本推算{expected}次；每百万词{rate}次，{range}，在{all}篇中居第{rank}位（预测p{p}；检验{family}个词项，校正后q{q}）。",
			"“{feature}” occurs {count} in {doc}, where {expected} are expected: {rate} per million tokens; {range}; rank {rank}/{all}; predictive p {p}, q {q} in a family of {family}."))
}

// ranked says how often, and where the rate stands among the others.
func (t *focusTeller) ranked(i int) analysis.Finding {
	if t.c.Rows[i].Count == 0 {
		f := t.finding(analysis.Descriptive, 0.3, i,
			analysis.T("“{feature}”未见于{doc}；{j}篇参照文本中有{dr}篇使用。",
				"“{feature}” was not used in {doc}; {dr} of {j} reference documents {use} it."))
		f.Absent = t.s.outside(t.s.on(false))
		return f
	}
	text := analysis.T("“{feature}”在{doc}中出现{count}次，每百万词{rate}次；{range}，在{all}篇中居第{rank}位。",
		"“{feature}” was used {count} in {doc}, {rate} per million tokens; {range}; rank {rank}/{all}.")
	if t.c.References < CalibratedFrom {
		text = analysis.T("“{feature}”在{doc}中出现{count}次，每百万词{rate}次；{range}，在{all}篇中居第{rank}位（参照文本仅{j}篇，只报告位次）。",
			"“{feature}” was used {count} in {doc}, {rate} per million tokens; {range}; rank {rank}/{all} (rank only: {j} reference documents).")
	}
	return t.finding(analysis.Descriptive, 0.4, i, text)
}

// unseen is a feature that no reference document uses.
func (t *focusTeller) unseen(i int) analysis.Finding {
	text := analysis.T("“{feature}”在{doc}中出现{count}次，{j}篇参照文本均未使用；据此，同类文本中使用它的至多占{bound}%（95%上限）。",
		"“{feature}” was used {count} in {doc} and in none of the {j} reference documents; a share above {bound} % of such documents is excluded at 95 %.")
	if t.first != "" {
		text = analysis.T("“{feature}”在{doc}中出现{count}次，{j}篇参照文本（{years}）均未使用；据此，同类文本中使用它的至多占{bound}%（95%上限）。",
			"“{feature}” was used {count} in {doc} and in none of the {j} reference documents ({years}); a share above {bound} % of such documents is excluded at 95 %.")
	}
	f := t.finding(analysis.Descriptive, 0.6, i, text)
	f.Absent = t.s.outside(t.s.on(true))
	return f
}

// coverage returns the first and last year of the reference, "" where unknown.
func (t *focusTeller) coverage() (from, to string) {
	first, last := 0, 0
	for i, m := range t.s.members {
		y := t.s.corpus.Doc(m.Doc).Date.Year
		if t.s.target[i] || y == 0 {
			continue
		}
		if first == 0 || y < first {
			first = y
		}
		last = max(last, y)
	}
	if first == 0 {
		return "", ""
	}
	return strconv.Itoa(first), strconv.Itoa(last)
}

// years names the years of the reference documents.
func (t *focusTeller) years() analysis.Text {
	return analysis.GroupName(t.s.corpus, "year:"+t.first+".."+t.last)
}

func (t *focusTeller) figures() []analysis.Figure {
	n := min(len(t.c.Rows), focusFigureRows)
	if n == 0 {
		return nil
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	values := append(t.values(t.c.Rows[0]), analysis.Int("n", n))
	return []analysis.Figure{{
		Name: "surprises", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "per_million", Lo: "rate_low", Hi: "rate_high", Label: "feature", Group: "direction", Hollow: "exclusive"},
		Rows:     rows,
		Title:    analysis.Fill(analysis.T("{doc}中最出人意料的{n}个词项", "The {n} most surprising features of {doc}"), values...),
		Note: analysis.Fill(analysis.T("点为该文本每百万词次数，线为{j}篇参照文本的10%–90%范围，不是置信区间；空心点只见于一方。共比较{family}个词项。",
			"Dots are uses per million tokens of this document; lines span 10 % to 90 % of {j} reference documents and are no confidence intervals; hollow dots are used on one side only. {family} features compared."), values...),
		XLabel: analysis.T("每百万词次数", "uses per million tokens"),
		YLabel: analysis.T("词项", "feature"),
		Alt: analysis.Fill(analysis.T("点线图：{doc}的{n}个词项的每百万词次数与{j}篇参照文本的范围；首列词项为“{feature}”。",
			"Dot-and-whisker chart of {n} features of {doc} against the range of {j} reference documents; the first is “{feature}”."), values...),
	}}
}

func (t *focusTeller) warnings() []analysis.Warning {
	j := analysis.Int("j", t.c.References)
	switch n := t.c.References; {
	case len(t.c.Rows) == 0:
		return []analysis.Warning{analysis.Warn("KEY-09",
			analysis.T("没有词项达到最少次数；请降低 min_count。", "No feature reaches the fewest uses; lower min_count."))}
	case n < RanksFrom:
		return nil
	case n < ProbabilitiesFrom:
		return []analysis.Warning{analysis.Warn("KEY-03",
			analysis.T("参照文本仅{j}篇：只报告排序，不报告概率。", "Only {j} reference documents: ranks are shown, probabilities are not."), j)}
	case n < CalibratedFrom:
		return []analysis.Warning{analysis.Warn("KEY-10",
			analysis.T("参照文本仅{j}篇：概率是近似的，往往偏小，只供参考；满二十篇方可据以陈述。",
				"Only {j} reference documents: probabilities are approximate and tend to be too small. From twenty on they may carry a statement."), j)}
	}
	return nil
}
