package scaling

import (
	"math"

	"concord/analysis"
)

// tell writes findings, warnings and the figure.
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
	out.Figures = append(out.Figures, p.figure(n, first, second))
}

// figure is the map of the documents with their regions.
func (p *plane) figure(n int, first, second float64) analysis.Figure {
	values := []analysis.Value{
		analysis.Percent("first", first, 0), analysis.Percent("second", second, 0), analysis.Int("n", n),
		analysis.Int("words", len(p.words)), analysis.Int("draws", len(p.draws)),
	}
	f := analysis.Figure{
		Name: "map", Mark: analysis.Plane, Encoding: analysis.Encoding{X: "dim1", Y: "dim2", Label: "doc", Group: "role"},
		Title: analysis.T("对应分析平面上的文本", "Documents in the plane of the correspondence analysis"),
		Note: fill(analysis.T("{n}篇文本，{words}个词项；两轴比例相同。文本过多，不画区域。",
			"{n} documents, {words} words; both axes have one scale. Too many documents to show regions."), values...),
		XLabel: fill(analysis.T("第一维坐标（占惯量{first}%）", "coordinate, first dimension ({first} % of inertia)"), values...),
		YLabel: fill(analysis.T("第二维坐标（占惯量{second}%）", "coordinate, second dimension ({second} % of inertia)"), values...),
		Alt: fill(analysis.T("平面图：{n}篇文本在对应分析前两维上的位置；两维占惯量{first}%与{second}%。",
			"Map: places of {n} documents on the first two dimensions of a correspondence analysis, which have {first} % and {second} % of inertia."), values...),
	}
	if n <= figureRows {
		f.Encoding.Major, f.Encoding.Minor, f.Encoding.Angle = "ellipse_major", "ellipse_minor", "ellipse_angle"
		f.Note = fill(analysis.T("{n}篇文本，{words}个词项；两轴比例相同。椭圆为95%区域（重抽文本与段落{draws}次）。",
			"{n} documents, {words} words; both axes have one scale. Ellipses are 95 % regions ({draws} draws of documents and paragraphs)."), values...)
	}
	return f
}
