package robustness

import (
	"math"
	"slices"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus"
)

// teller puts a study into rows, words and a figure.
type teller struct {
	in       *analysis.Input
	s        *study
	rows     []Row
	evidence [][]analysis.Evidence // by row, of the baseline
	inner    []*analysis.Finding   // by row: what the method tells of it; nil for nothing
	untold   func(feature string) bool
}

func newTeller(in *analysis.Input, s *study) *teller {
	t := &teller{in: in, s: s, untold: analysis.Untold(in.Corpus, corpus.Whole(in.Corpus, "").Members)}
	for i, x := range s.subjects {
		t.rows = append(t.rows, s.judge(i))
		t.inner = append(t.inner, s.told(x.row))
	}
	t.evidence = s.evidence(in)
	return t
}

// told is the finding of the baseline on one of its rows.
func (s *study) told(row int) *analysis.Finding {
	i := slices.IndexFunc(s.baseline.Findings, func(f analysis.Finding) bool { return f.Row == row && !f.Null })
	if i < 0 {
		return nil
	}
	return &s.baseline.Findings[i]
}

// evidence is that of the rows of the baseline; of features beyond what the
// method quotes, places in any document.
func (s *study) evidence(in *analysis.Input) [][]analysis.Evidence {
	out := make([][]analysis.Evidence, len(s.subjects))
	var uses *analysis.Uses
	if s.tokens != nil {
		features := make([]string, len(s.subjects))
		for i, x := range s.subjects {
			features[i] = x.feature
		}
		uses = in.Uses(s.tokens, corpus.Whole(in.Corpus, "").Members, features)
	}
	for i, x := range s.subjects {
		if s.baseline.Evidence != nil {
			out[i] = s.baseline.Evidence[x.row]
		}
		if len(out[i]) == 0 && uses != nil {
			out[i] = uses.Quote(i, nil)
		}
	}
	return out
}

// values are what most sentences on a feature share.
func (t *teller) values(i int) []analysis.Value {
	r := t.rows[i]
	n, _ := t.s.tally(i)
	column, _ := table.Lookup(t.s.effect)
	missed := analysis.Text{}
	if n.missing > 0 {
		missed = analysis.Fill(analysis.T("，{missing}种得不出该词项", ", {missing} do not yield it"), analysis.Int("missing", n.missing))
	}
	num := func(name string, x float64) analysis.Value { return analysis.Num(name, x, column.Decimals) }
	return []analysis.Value{
		analysis.Word("feature", r.Feature), analysis.Phrase("method", t.s.method.Title), analysis.Phrase("effect", column.Title),
		analysis.Int("n", n.all), analysis.Int("same", n.same), analysis.Int("excludes", n.excludes), analysis.Int("holds", n.holds),
		analysis.Int("missing", n.missing), analysis.Phrase("missed", missed),
		num("base", r.Effect), num("median", r.EffectMedian), num("low", r.EffectLow), num("high", r.EffectHigh),
		analysis.Phrase("factor", stepName(r.Factor)), num("difference", r.FactorDifference),
	}
}

// findings tells the verdicts, but not of names and numbers.
func (t *teller) findings() []analysis.Finding {
	var out []analysis.Finding
	for i, r := range t.rows {
		if r.Verdict == "" || len(t.evidence[i]) == 0 || t.untold(r.Feature) {
			continue
		}
		text := analysis.T(
			"“{feature}”（{method}）：{n}种预处理设定中，{same}种与基准同号，{excludes}种的区间不含0{missed}；{effect}为{base}，各设定中位数{median}（{low}至{high}）。",
			"“{feature}” ({method}): of {n} preprocessing specifications, {same} have the sign of the baseline and {excludes} an interval that excludes 0{missed}; {effect} {base}, median over the specifications {median} ({low} to {high}).")
		text = joined(text, t.ending(r))
		tier := analysis.Descriptive
		var counter []analysis.Evidence
		if t.inner[i] != nil {
			tier, counter = t.inner[i].Tier, t.inner[i].Counter
		}
		f := analysis.NewFinding(tier, r.SameSign*r.ExcludesZero/2, i, text, analysis.Named(text, t.values(i)...)...)
		f.Evidence, f.Counter = t.evidence[i], counter
		out = append(out, f)
	}
	return out
}

// ending says the verdict and the step.
func (t *teller) ending(r Row) analysis.Text {
	switch {
	case r.Factor == "" && !excludes(r.Lo, r.Hi):
		return analysis.T("区间在基准设定下已含0，故不稳健。", " It is not robust, as the interval of the baseline includes 0 already.")
	case r.Verdict == "robust" && r.Factor == "":
		return analysis.T("结论稳健，不取决于任何一步。", " The finding is robust; no step changes the effect.")
	case r.Verdict == "robust":
		return analysis.T("结论稳健；影响最大的一步是{factor}（效应平均相差{difference}）。", " The finding is robust; the step that matters most is {factor} (mean difference of effects {difference}).")
	case !excludes(r.Lo, r.Hi):
		return analysis.T("区间在基准设定下已含0，故不稳健；影响最大的一步是{factor}。", " It is not robust, as the interval of the baseline includes 0 already; the step that matters most is {factor}.")
	case r.Factor == "":
		return analysis.T("结论敏感，但不取决于某一步。", " The finding is sensitive, but no single step changes the effect.")
	}
	return analysis.T("结论敏感，最取决于{factor}（效应平均相差{difference}）。", " The finding is sensitive and depends most on {factor} (mean difference of effects {difference}).")
}

func joined(a, b analysis.Text) analysis.Text { return analysis.T(a.ZH+b.ZH, a.EN+b.EN) }

// figures draws the range of every feature over its specifications.
func (t *teller) figures() []analysis.Figure {
	robust, judged := 0, 0
	for _, r := range t.rows {
		if r.Verdict != "" {
			judged++
		}
		if r.Verdict == "robust" {
			robust++
		}
		if math.IsNaN(r.EffectMedian) {
			return nil
		}
	}
	column, _ := table.Lookup(t.s.effect)
	values := []analysis.Value{
		analysis.Phrase("method", t.s.method.Title), analysis.Phrase("effect", column.Title), analysis.Int("features", len(t.rows)),
		analysis.Int("specifications", len(t.s.list)), analysis.Int("robust", robust), analysis.Phrase("steps", stepNames(t.s.apply)),
	}
	e := analysis.Encoding{X: "effect_median", Lo: "effect_low", Hi: "effect_high", Label: "feature"}
	if judged == len(t.rows) {
		e.Group = "verdict"
	}
	return []analysis.Figure{{
		Name: "ranges", Mark: analysis.DotWhisker, Encoding: e,
		Title: analysis.Fill(analysis.T("{method}：各预处理设定下的效应", "{method}: effects over preprocessing specifications"), values...),
		Note: analysis.Fill(analysis.T("至多{specifications}种设定；变动的步骤：{steps}。点为中位数，线由最小值至最大值，不是置信区间。",
			"At most {specifications} specifications; steps varied: {steps}. Dots are medians, lines run from the least to the greatest effect and are no confidence intervals."), values...),
		XLabel: column.Title, YLabel: analysis.T("词项", "feature"),
		Alt: analysis.Fill(analysis.T("点线图：{features}个词项在至多{specifications}种预处理设定下{effect}的中位数与极值，其中{robust}项稳健。",
			"Dot chart of the median and the range of {effect} of {features} features over at most {specifications} preprocessing specifications; {robust} are robust."), values...),
	}}
}
