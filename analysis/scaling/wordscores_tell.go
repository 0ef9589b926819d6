package scaling

import (
	"math"
	"strconv"
	"strings"

	"concord/analysis"
	"concord/analysis/measure"
)

// tell writes findings, warnings and the figure.
func (v *scoring) tell(out *analysis.Output[ScoreRow], words measure.WordScores, reading reading, draws int) {
	var placed []int // rows of the documents scored, by position
	thin := 0
	for i, r := range out.Rows {
		if r.Role == "virgin" && !math.IsNaN(r.Position) {
			placed = append(placed, i)
			if r.Share < 0.3 {
				thin++
			}
		}
	}
	if len(placed) == 0 {
		return
	}
	if thin > 0 {
		out.Warnings = append(out.Warnings, analysis.Warn("SCL-09",
			analysis.T("有{n}篇文本可评分的词项不足三成：其余词项不见于参照文本或未达次数要求，位置仅凭少数词。",
				"Documents of which less than 30 % of tokens are scored: {n}. The rest stand in no reference or are too rare; the place rests on few words."),
			analysis.Int("n", thin)))
	}
	a, b := out.Rows[placed[0]], out.Rows[placed[len(placed)-1]]
	if a.Position < b.Position {
		low, high := v.ends(v.pull(words), 4)
		f := analysis.NewFinding(analysis.ModelBased, 0.5, placed[len(placed)-1],
			analysis.T("在拟合的模型中，以{reference}为参照，待评文本以{a}（{x}）最低、{b}（{y}）最高；低分词有{low}，高分词有{high}。",
				"In the fitted model, with {reference} as references, {a} ({x}) is placed lowest and {b} ({y}) highest; low-scoring words include {low}, high-scoring ones {high}."),
			analysis.Phrase("reference", v.named()), analysis.Word("a", a.Doc), analysis.Word("b", b.Doc),
			analysis.Num("x", a.Position, 2), analysis.Num("y", b.Position, 2), analysis.Phrase("low", list(low)), analysis.Phrase("high", list(high)))
		f.Evidence = append(append([]analysis.Evidence{}, out.Evidence[placed[0]]...), out.Evidence[placed[len(placed)-1]]...)
		out.Findings = append(out.Findings, f)
	}
	if f, ok := reading.finding(analysis.ModelBased, out.Evidence[placed[len(placed)-1]]); ok {
		out.Findings = append(out.Findings, f)
	}
	out.Figures = append(out.Figures, v.figure(len(out.Rows), draws))
}

func (v *scoring) figure(n, draws int) analysis.Figure {
	rows := shownRows(n)
	values := []analysis.Value{analysis.Int("n", n), analysis.Int("shown", len(rows)), analysis.Int("draws", draws), analysis.Phrase("reference", v.named())}
	return analysis.Figure{
		Name: "positions", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "position", Lo: "lo", Hi: "hi", Label: "doc", Group: "role"}, Rows: rows,
		Title: analysis.T("Wordscores 位置", "Positions by Wordscores"),
		Note: fill(analysis.T("{n}篇文本中的{shown}篇；参照：{reference}。线为95%区间（重抽各文段落{draws}次）。",
			"{shown} of {n} documents; references: {reference}. Lines are 95 % intervals ({draws} draws of the paragraphs of every document)."), values...),
		XLabel: analysis.T("位置（参照分数的尺度）", "position, on the scale of the reference scores"), YLabel: analysis.T("文本", "document"),
		Alt: fill(analysis.T("点线图：{shown}篇文本的 Wordscores 位置与95%区间；参照：{reference}。",
			"Dot-and-whisker chart: Wordscores positions of {shown} documents with 95 % intervals; references: {reference}."), values...),
	}
}

// pull is how much each word does to tell the references apart: its score from
// the middle of the references, times its uses in them.
func (v *scoring) pull(words measure.WordScores) []float64 {
	centre, out := 0.0, make([]float64, len(words.Score))
	for _, a := range v.given {
		centre += a / float64(len(v.given))
	}
	for j, s := range words.Score {
		uses := 0.0
		for _, i := range v.reference {
			uses += v.sample.rows[i][j]
		}
		out[j] = (s - centre) * uses
	}
	return out
}

// named lists the references with their scores.
func (v *scoring) named() analysis.Text {
	parts := make([]string, len(v.reference))
	for k, i := range v.reference {
		parts[k] = v.id(i) + " = " + strconv.FormatFloat(v.given[k], 'g', -1, 64)
	}
	return analysis.T(strings.Join(parts, "、"), strings.Join(parts, ", "))
}
