package cluster

import (
	"math"
	"strconv"
	"strings"

	"concord/analysis"
	"concord/corpus"
)

const (
	weak       = 0.7  // cophenetic correlation below which CLU-01 warns
	parted     = 0.25 // mean silhouette below which there is no substantial structure (Kaufman & Rousseeuw 1990)
	lost       = 0.75 // recovery below which a group is not interpreted
	quoteWidth = 30
	mapSize    = 60 // documents of a figure
)

func (g *grouping) rows(out *analysis.Output[Row]) {
	joins := g.hierarchy.Joins()
	for rank, i := range g.leaves {
		out.Rows = append(out.Rows, Row{
			Rank: rank + 1, Doc: g.id(i), Date: g.doc(i).Date.String(), Group: strconv.Itoa(g.label[i]), Height: joins[i],
			Silhouette: g.silhouette[i], Recovery: g.recovery[g.label[i]-1], Tokens: g.total[i],
		})
		out.Evidence = append(out.Evidence, g.quote(i))
	}
}

// quote is the first feature of a document that takes part.
func (t *tree) quote(i int) []analysis.Evidence {
	m := t.members[i]
	seq, at := t.tokens.Docs[m.Doc], -1
	m.Each(seq, func(k int) {
		if at < 0 && !t.tokens.Stopped[seq.IDs[k]] {
			at = k
		}
	})
	if at < 0 {
		return nil
	}
	return []analysis.Evidence{t.in.Quote(m.Doc, corpus.Span{Start: int(seq.Start[at]), End: int(seq.End[at])}, quoteWidth)}
}

// middle is the document of a group with the least mean distance to the others,
// the first of equals.
func (g *grouping) middle(c int) int {
	best, least := -1, math.Inf(1)
	for i, l := range g.label {
		if l != c {
			continue
		}
		total := 0.0
		for j, m := range g.label {
			if m == c {
				total += g.distance[i][j]
			}
		}
		if total < least {
			best, least = i, total
		}
	}
	return best
}

func (g *grouping) tell(out *analysis.Output[Row], o Options) {
	sizes := make([]int, g.k)
	for _, l := range g.label {
		sizes[l-1]++
	}
	var parts, partsEN []string
	var evidence []analysis.Evidence
	for c, n := range sizes {
		m := g.middle(c + 1)
		if c < 6 {
			parts = append(parts, "第"+strconv.Itoa(c+1)+"组"+strconv.Itoa(n)+"篇（居中者"+g.id(m)+"）")
			partsEN = append(partsEN, strconv.Itoa(n)+" around "+g.id(m))
			evidence = append(evidence, g.quote(m)...)
		}
	}
	if g.k > 6 {
		parts[5], partsEN = parts[5]+"等", append(partsEN, "and others")
	}
	r := g.hierarchy.CopheneticCorrelation(g.distance)
	mean := 0.0
	for _, s := range g.silhouette {
		mean += s / float64(g.size())
	}
	values := []analysis.Value{analysis.Int("n", g.size()), analysis.Int("k", g.k),
		analysis.Phrase("groups", analysis.T(strings.Join(parts, "、"), strings.Join(partsEN, "; "))),
		analysis.Num("cophenetic", r, 2), analysis.Num("silhouette", mean, 2), analysis.Phrase("distance", named(o.Distance)), analysis.Word("linkage", o.Linkage)}
	if g.k > 1 && !math.IsNaN(r) && !math.IsNaN(mean) {
		f := analysis.NewFinding(analysis.ModelBased, max(0, min(1, mean)), -1,
			analysis.T("在拟合的模型中，{n}篇文本按{distance}分为{k}组：{groups}；共表型相关系数为{cophenetic}，平均轮廓值为{silhouette}。",
				"In the fitted model, {n} documents fall into {k} groups by {distance}: {groups}; cophenetic correlation {cophenetic}, mean silhouette {silhouette}."),
			values...)
		f.Evidence = evidence
		out.Findings = append(out.Findings, f)
	}
	g.warn(out, r, sizes)
	if mean < parted && g.k > 1 {
		out.Warnings = append(out.Warnings, analysis.Warn("CLU-07",
			analysis.T("平均轮廓值为{silhouette}（低于0.25）：各组之间界限模糊，宜看作渐变而非类别。",
				"The mean silhouette is {silhouette}, below 0.25: the groups shade into each other; read them as a gradient rather than as kinds."),
			analysis.Num("silhouette", mean, 2)))
	}
	g.figure(out, values)
}

func (g *grouping) warn(out *analysis.Output[Row], r float64, sizes []int) {
	if r < weak {
		out.Warnings = append(out.Warnings, weakTree(r))
	}
	var bad, alone []string
	for c, x := range g.recovery {
		if x < lost && g.k > 1 {
			bad = append(bad, strconv.Itoa(c+1))
		}
		if sizes[c] == 1 {
			alone = append(alone, g.id(g.middle(c+1)))
		}
	}
	if len(bad) > 0 {
		out.Warnings = append(out.Warnings, analysis.Warn("CLU-02",
			analysis.T("第{groups}组在重抽文本后不能稳定重现（重现度低于0.75），不作解释。", "Groups that do not come back when documents are drawn anew (recovery below 0.75), not to be interpreted: {groups}."),
			analysis.Phrase("groups", analysis.T(strings.Join(bad, "、"), strings.Join(bad, ", ")))))
	}
	if len(alone) > 0 && len(alone) < g.size() {
		shown := alone[:min(len(alone), 5)]
		out.Warnings = append(out.Warnings, analysis.Warn("CLU-03",
			analysis.T("独自成组的文本有{n}篇（如{documents}）：多因篇幅过短、过长或题材特殊，并非一类；可另设 k 或 linkage=ward。",
				"Documents that make a group alone: {n} (such as {documents}). Mostly they are very short, very long or of another kind; set k, or linkage=ward."),
			analysis.Int("n", len(alone)), analysis.Phrase("documents", analysis.T(strings.Join(shown, "、"), strings.Join(shown, ", ")))))
	}
	out.Warnings = append(out.Warnings, g.doubts()...)
}

func weakTree(r float64) analysis.Warning {
	return analysis.Warn("CLU-01",
		analysis.T("共表型相关系数为{r}（低于0.7）：树只保留了距离的一部分，归并高度不可细读。",
			"The cophenetic correlation is {r}, below 0.7: the tree keeps part of the distances only; do not read heights closely."),
		analysis.Num("r", r, 2))
}

// doubts are warnings that do not depend on the cut.
func (t *tree) doubts() []analysis.Warning {
	var out []analysis.Warning
	if t.empty > 0 {
		out = append(out, analysis.Warn("CLU-04",
			analysis.T("{n}篇文本没有可计的词项，未列入。", "Documents without a feature that counts, left out: {n}."), analysis.Int("n", t.empty)))
	}
	if langs := analysis.Languages(t.in.Corpus, t.members); len(langs) > 1 {
		out = append(out, analysis.Warn("CLU-05",
			analysis.T("文本有{n}种语言，首先会按语言分组；请用 where（如 lang:zh）只取一种。", "The documents are in {n} languages and fall apart by language first: take one with where (lang:zh)."),
			analysis.Int("n", len(langs))))
	}
	return out
}

// named is a distance in a sentence.
func named(distance string) analysis.Text {
	switch distance {
	case "hellinger":
		return analysis.T("Hellinger 距离", "Hellinger distance")
	case "cosine":
		return analysis.T("词频余弦距离", "cosine distance of counts")
	case "jaccard":
		return analysis.T("五字串 Jaccard 距离", "Jaccard distance of character 5-grams")
	case "dice":
		return analysis.T("五字串 Dice 距离", "Dice distance of character 5-grams")
	case "wjaccard":
		return analysis.T("加权 Jaccard 距离", "weighted Jaccard distance")
	case "euclidean":
		return analysis.T("词项占比的欧氏距离", "Euclidean distance of shares")
	case "manhattan":
		return analysis.T("词项占比的曼哈顿距离", "Manhattan distance of shares")
	case "correlation":
		return analysis.T("词频相关距离", "correlation distance of counts")
	}
	return analysis.T("Jensen–Shannon 距离", "Jensen–Shannon distance")
}

// figure shows at which height each document joins, in leaf order.
func (g *grouping) figure(out *analysis.Output[Row], values []analysis.Value) {
	texts := map[string]analysis.Text{}
	for _, v := range values {
		texts[v.Name] = v.Text
	}
	var rows []int
	for i := range min(len(out.Rows), mapSize) {
		rows = append(rows, i)
	}
	texts["shown"] = analysis.Int("", len(rows)).Text
	out.Figures = append(out.Figures, analysis.Figure{
		Name: "joins", Mark: analysis.DotWhisker, Encoding: analysis.Encoding{X: "height", Label: "doc", Group: "group"}, Rows: rows,
		Title: analysis.T("文本在聚类中首次归并的高度", "Height at which each document first joins another"),
		Note: analysis.T("{n}篇文本中的{shown}篇，按叶序排列；{distance}，{linkage} 连接，{k}组；共表型相关系数{cophenetic}。",
			"{shown} of {n} documents in leaf order; {distance}, {linkage} linkage, {k} groups; cophenetic correlation {cophenetic}.").Fill(texts),
		XLabel: analysis.T("首次归并高度", "height of the first merge"), YLabel: analysis.T("文本", "document"),
		Alt: analysis.T("点图：{shown}篇文本首次归并的高度，按叶序排列，分{k}组。", "Dot chart: height at which each of {shown} documents first joins another, in leaf order, {k} groups.").Fill(texts),
	})
}
