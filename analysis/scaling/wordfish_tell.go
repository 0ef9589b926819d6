package scaling

import (
	"math"

	"concord/analysis"
	"concord/analysis/measure"
)

// tellFish writes findings and the figure.
func (s *sample) tellFish(out *analysis.Output[FishRow], w measure.Wordfish, reading reading, low, high, draws int) {
	n := len(out.Rows)
	a, b := out.Rows[0], out.Rows[n-1]
	if math.IsNaN(a.Position) || !(a.Position < b.Position) {
		return
	}
	slope := make([]float64, len(w.Beta))
	for j, beta := range w.Beta {
		uses := 0.0
		for _, r := range s.rows {
			uses += r[j]
		}
		slope[j] = beta * math.Sqrt(uses) // about the slope over its standard error
	}
	left, right := s.ends(slope, 4)
	f := analysis.NewFinding(analysis.ModelBased, 0.5, n-1,
		analysis.T("在拟合的模型中，Wordfish 的一维尺度以{a}（{x}）为低端、{b}（{y}）为高端；低端词有{left}，高端词有{right}。",
			"In the fitted model, the scale of Wordfish runs from {a} ({x}) to {b} ({y}); its low end is marked by {left}, its high end by {right}."),
		analysis.Word("a", a.Doc), analysis.Word("b", b.Doc), analysis.Num("x", a.Position, 2), analysis.Num("y", b.Position, 2),
		analysis.Phrase("left", list(left)), analysis.Phrase("right", list(right)))
	f.Evidence = append(append([]analysis.Evidence{}, out.Evidence[0]...), out.Evidence[n-1]...)
	out.Findings = append(out.Findings, f)
	if f, ok := reading.finding(analysis.ModelBased, out.Evidence[n-1]); ok {
		out.Findings = append(out.Findings, f)
	}
	rows := shownRows(n)
	values := []analysis.Value{analysis.Int("n", n), analysis.Int("shown", len(rows)), analysis.Int("words", len(s.words)),
		analysis.Int("draws", draws), analysis.Word("low", s.id(low)), analysis.Word("high", s.id(high))}
	out.Figures = append(out.Figures, analysis.Figure{
		Name: "positions", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "position", Lo: "lo", Hi: "hi", Label: "doc"}, Rows: rows,
		Title: analysis.T("Wordfish 位置", "Positions by Wordfish"),
		Note: fill(analysis.T("{n}篇文本中的{shown}篇，{words}个词项；方向由{low}（低）与{high}（高）确定。线为95%区间（重抽文本与段落{draws}次）。",
			"{shown} of {n} documents, {words} words; the direction is fixed by {low} (low) and {high} (high). Lines are 95 % intervals ({draws} draws of documents and paragraphs)."), values...),
		XLabel: analysis.T("位置（均值0，标准差1）", "position (mean 0, standard deviation 1)"), YLabel: analysis.T("文本", "document"),
		Alt: fill(analysis.T("点线图：{shown}篇文本的 Wordfish 位置与95%区间。", "Dot-and-whisker chart: Wordfish positions of {shown} documents with 95 % intervals."), values...),
	})
}
