package keyness

import (
	"math"

	"concord/analysis"
)

// drawn lists the rows of the figure: the first of either side, the target's
// first.
func (t *teller) drawn() []int {
	var up, down []int
	for i, r := range t.c.Rows {
		switch {
		case math.IsNaN(r.LogRatio) || r.LogRatio == 0:
		case more(r) && len(up) < sideRows:
			up = append(up, i)
		case !more(r) && len(down) < sideRows:
			down = append(down, i)
		}
	}
	return append(up, down...)
}

func (t *teller) figures() []analysis.Figure {
	rows := t.drawn()
	if len(rows) == 0 {
		return nil
	}
	values := []analysis.Value{
		analysis.Int("n", len(rows)), analysis.Int("family", t.c.Family),
		analysis.Int("m1", t.c.Sizes[0]), analysis.Int("m2", t.c.Sizes[1]),
		analysis.Int("n1", t.c.Tokens[0]), analysis.Int("n2", t.c.Tokens[1]),
		analysis.Num("prior", t.c.Prior, 0), analysis.Word("first", t.c.Rows[rows[0]].Feature),
		analysis.Phrase("target", t.name(true)), analysis.Phrase("reference", t.name(false)),
		analysis.Phrase("tests", t.tests()), analysis.Phrase("each", t.each()),
	}
	return []analysis.Figure{{
		Name: "log-ratios", Mark: analysis.TwoSided,
		Encoding: analysis.Encoding{X: "log_ratio", Lo: "lo", Hi: "hi", Label: "feature", Hollow: "exclusive"},
		Rows:     rows,
		Title:    analysis.Fill(analysis.T("{target}与{reference}用词之比", "Words of {target} against {reference}"), values...),
		Note: analysis.Fill(analysis.T("目标{m1}篇（{n1}词），参照{m2}篇（{n2}词）。两侧各取|ζ|最大的词项（先验α0={prior}）；线为逐一删去{each}的95%区间；框内词项只见于一方。{tests}",
			"Target: {m1} documents, {n1} tokens; reference: {m2} documents, {n2} tokens. Largest |ζ| on either side (prior α0 = {prior}); lines are 95 % delete-one-{each} intervals; boxed features are used on one side only. {tests}"), values...),
		XLabel: analysis.T("使用率之比（log2）", "ratio of rates (log2)"),
		YLabel: analysis.T("词项", "feature"),
		Left:   analysis.Fill(analysis.T("{reference}多用", "more in {reference}"), values...),
		Right:  analysis.Fill(analysis.T("{target}多用", "more in {target}"), values...),
		Alt: analysis.Fill(analysis.T("双侧点线图：{n}个词项的使用率之比，{target}（{m1}篇）对{reference}（{m2}篇）；首列词项为“{first}”。",
			"Two-sided dot chart of log ratios of {n} features, {target} ({m1} documents) against {reference} ({m2} documents); the first is “{first}”."), values...),
	}}
}

// tests says which tests stand behind the p-values, or that there are none.
func (t *teller) tests() analysis.Text {
	if !t.c.Tested {
		return analysis.T("未作逐词检验。", "No term-wise tests.")
	}
	how := map[string]analysis.Text{
		"bh":   analysis.T("Benjamini–Hochberg法校正", "adjusted by Benjamini–Hochberg"),
		"holm": analysis.T("Holm法校正", "adjusted by Holm"),
		"maxt": analysis.T("Westfall–Young最大统计量法校正", "adjusted by Westfall–Young max-T"),
		"none": analysis.T("未校正", "not adjusted"),
	}[t.options.Adjust]
	return analysis.Fill(analysis.T("以{each}为单位置换检验{family}个词项，{how}。", "Permutation tests of {family} features with the {each} as the unit, {how}."),
		analysis.Int("family", t.c.Family), analysis.Phrase("how", how), analysis.Phrase("each", t.each()))
}

// each is the unit of resampling.
func (t *teller) each() analysis.Text {
	if t.pairs() {
		return analysis.T("当事方组合", "pair")
	}
	return analysis.T("文本", "document")
}
