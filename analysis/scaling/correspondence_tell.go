package scaling

import (
	"math"

	"concord/analysis"
)

// tell writes findings, warnings and the figures.
func (p *plane) tell(out *analysis.Output[Row]) {
	n := len(out.Rows)
	first, second := ratio(p.axes.inertia[0], p.total), 0.0
	if len(p.axes.inertia) > 1 {
		second = ratio(p.axes.inertia[1], p.total)
	}
	if math.IsNaN(first) {
		return
	}
	contribution := make([]float64, len(p.words))
	for j, g := range p.axes.word[0] {
		contribution[j] = p.axes.mean[j] * g * math.Abs(g)
	}
	low, high := p.ends(contribution, 4)
	a, b := out.Rows[0], out.Rows[n-1]
	if len(low) > 0 && !math.IsNaN(a.Dim1) && !math.IsNaN(b.Dim1) && a.Dim1 < b.Dim1 {
		f := analysis.NewFinding(analysis.Descriptive, 0.5, n-1,
			analysis.T("对应分析第一维（占惯量{share}%）的两端是{a}（{x}）与{b}（{y}）；前一端的代表词有{low}，后一端有{high}。",
				"The first dimension of the correspondence analysis ({share} % of inertia) runs from {a} ({x}) to {b} ({y}); the first end is marked by {low}, the other by {high}."),
			analysis.Percent("share", first, 0), analysis.Word("a", a.Doc), analysis.Word("b", b.Doc),
			analysis.Num("x", a.Dim1, 2), analysis.Num("y", b.Dim1, 2), analysis.Phrase("low", list(low)), analysis.Phrase("high", list(high)))
		f.Evidence = append(append([]analysis.Evidence{}, out.Evidence[0]...), out.Evidence[n-1]...)
		out.Findings = append(out.Findings, f)
	}
	if f, ok := p.reading.finding(analysis.Descriptive, out.Evidence[n-1]); ok {
		out.Findings = append(out.Findings, f)
	}
	top := 0
	for i, r := range out.Rows {
		if r.Dim1Share > out.Rows[top].Dim1Share || math.IsNaN(out.Rows[top].Dim1Share) {
			top = i
		}
	}
	if r := out.Rows[top]; r.Dim1Share > 0.5 {
		out.Warnings = append(out.Warnings, analysis.Warn("SCL-07",
			analysis.T("第一维惯量的{share}%来自一篇（{doc}）：这一维主要是该文与其余各文之别，可将其列为 supplementary 再算。",
				"{share} % of the inertia of the first dimension is due to one document ({doc}): the dimension sets it apart from the rest; run again with it as supplementary."),
			analysis.Percent("share", r.Dim1Share, 0), analysis.Word("doc", r.Doc)))
	}
	out.Figures = append(out.Figures, p.figure(out, 1, first), p.figure(out, 2, second))
}

// figure shows the documents along one dimension.
func (p *plane) figure(out *analysis.Output[Row], dimension int, share float64) analysis.Figure {
	e := analysis.Encoding{X: "dim1", Lo: "lo", Hi: "hi", Label: "doc", Group: "role"}
	name := analysis.T("第一维", "first dimension")
	if dimension == 2 {
		e.X, e.Lo, e.Hi = "dim2", "dim2_lo", "dim2_hi"
		name = analysis.T("第二维", "second dimension")
	}
	rows := shownRows(len(out.Rows))
	values := []analysis.Value{
		analysis.Phrase("name", name), analysis.Percent("share", share, 0), analysis.Int("shown", len(rows)), analysis.Int("n", len(out.Rows)),
		analysis.Int("words", len(p.words)), analysis.Int("draws", len(p.draws)),
	}
	return analysis.Figure{
		Name: map[int]string{1: "dimension-1", 2: "dimension-2"}[dimension], Mark: analysis.DotWhisker, Encoding: e, Rows: rows,
		Title: fill(analysis.T("对应分析{name}上的文本", "Documents on the {name} of the correspondence analysis"), values...),
		Note: fill(analysis.T("{n}篇文本中的{shown}篇，{words}个词项；该维占惯量{share}%。线为95%区间（重抽文本与段落{draws}次）。按第一维排列。",
			"{shown} of {n} documents, {words} words; the dimension has {share} % of inertia. Lines are 95 % intervals ({draws} draws of documents and paragraphs). In order of the first dimension."), values...),
		XLabel: fill(analysis.T("{name}坐标", "coordinate, {name}"), values...),
		YLabel: analysis.T("文本", "document"),
		Alt: fill(analysis.T("点线图：{shown}篇文本在对应分析{name}上的位置与95%区间；该维占惯量{share}%。",
			"Dot-and-whisker chart: places of {shown} documents on the {name} of a correspondence analysis with 95 % intervals; the dimension has {share} % of inertia."), values...),
	}
}
