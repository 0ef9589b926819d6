// Dendrogram lists every two documents with their distance and the height at
// which they join.
//
// It answers: which documents join first, and does the tree tell the distances
// truly?
//
// The tree is that of cluster: the same distances, linkages and order of leaves
// (see there). One row a pair, in leaf order:
//
//	distance    between the two documents
//	cophenetic  the height at which they join (Sokal & Rohlf 1962)
//
// The cophenetic distances are the dendrogram: two documents lie under one branch
// at height h exactly where their cophenetic distance is at most h. The heat map
// shows distances in leaf order; groups stand along the diagonal as pale blocks.
// The second map shows the cophenetic distances: what the tree makes of them.
//
// Defaults: jsd, ward. Floors: 4 documents; at most 300, as pairs are
// listed; the maps show 60 documents at most.
//
// When it misleads: order is not a scale, neighbours across a high merge are not
// near; distances grow as texts become shorter.
//
// Warnings: CLU-01 the hierarchy keeps little of the distances; CLU-04 documents
// left out; CLU-05 several languages; CLU-06 no heat map.

package cluster

import (
	"context"
	_ "embed"
	"math"

	"concord/analysis"
	"concord/corpus"
)

//go:embed dendrogram.go
var treeDoc string

// TreeOptions says which documents are joined and how.
type TreeOptions struct{ Choice }

// Pair is two documents.
type Pair struct {
	Rank       int     `col:"rank"`
	Doc        string  `col:"doc"`
	DocB       string  `col:"doc_b"`
	Distance   float64 `col:"distance"`
	Cophenetic float64 `col:"cophenetic"`
}

// Dendrogram returns the catalog entry.
func Dendrogram() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "dendrogram",
		Title:    analysis.T("聚类树", "Dendrogram"),
		Question: analysis.T("哪些文本最先归并，树形是否如实反映了距离？", "Which documents join first, and does the tree tell the distances truly?"),
		Doc:      analysis.Comment(treeDoc),
		Account: analysis.T(
			"文本间的距离（{distance}）与层次聚类（{linkage} 连接）的归并高度按最优叶序列出，两者的相关系数即共表型相关系数。",
			"Distances between documents ({distance}) and the heights at which they join by {linkage} linkage are listed in optimal leaf order; their correlation is the cophenetic correlation."),
		Cites: []string{
			"Sokal, R. R. & Rohlf, F. J. (1962). The comparison of dendrograms by objective methods. Taxon, 11(2), 33–40.",
			"Bar-Joseph, Z., Gifford, D. K. & Jaakkola, T. S. (2001). Fast optimal leaf ordering for hierarchical clustering. Bioinformatics, 17(Suppl. 1), S22–S29.",
		},
	}, pairs)
}

func pairs(ctx context.Context, in *analysis.Input, o TreeOptions) (*analysis.Output[Pair], error) {
	t, refusal, err := grow(ctx, in, o.Choice)
	if err != nil {
		return nil, err
	}
	out := &analysis.Output[Pair]{Tokens: t.tokens, Groups: []corpus.Group{t.group}, Refusal: refusal}
	if refusal != nil {
		return out, nil
	}
	if t.size() > mostOrdered {
		out.Refusal = analysis.Refuse(
			analysis.T("所选文本有{n}篇，文本对过多，此方法至多{most}篇。", "Documents selected: {n}; with more than {most} there are too many pairs to list."),
			analysis.T("以 where 缩小范围，或改用 cluster。", "Narrow the choice with where, or use cluster."),
			analysis.Int("n", t.size()), analysis.Int("most", mostOrdered))
		return out, nil
	}
	heights := t.hierarchy.Cophenetic()
	nearest := -1
	for a, i := range t.leaves {
		for _, j := range t.leaves[a+1:] {
			out.Rows = append(out.Rows, Pair{Rank: len(out.Rows) + 1, Doc: t.id(i), DocB: t.id(j), Distance: t.distance[i][j], Cophenetic: heights[i][j]})
			if last := len(out.Rows) - 1; nearest < 0 || out.Rows[last].Distance < out.Rows[nearest].Distance {
				nearest = last
			}
		}
	}
	t.tellPairs(out, nearest, o)
	return out, nil
}

func (t *tree) tellPairs(out *analysis.Output[Pair], nearest int, o TreeOptions) {
	r := t.hierarchy.CopheneticCorrelation(t.distance)
	first, top := out.Rows[nearest], t.hierarchy.Merges[t.size()-2].Height
	if !math.IsNaN(r) {
		f := analysis.NewFinding(analysis.ModelBased, max(0, min(1, r))/2, nearest,
			analysis.T("在拟合的模型中，最先归并的是{a}与{b}（{measure}{distance}），全部文本在{top}处合为一体；共表型相关系数为{cophenetic}。",
				"In the fitted model, {a} and {b} join first ({measure} {distance}), and all documents are one at {top}; cophenetic correlation {cophenetic}."),
			analysis.Word("a", first.Doc), analysis.Word("b", first.DocB), analysis.Num("distance", first.Distance, 3),
			analysis.Phrase("measure", named(o.Distance)), analysis.Num("top", top, 3), analysis.Num("cophenetic", r, 2))
		for i := range t.members {
			if t.id(i) == first.Doc || t.id(i) == first.DocB {
				f.Evidence = append(f.Evidence, t.quote(i)...)
			}
		}
		out.Findings = append(out.Findings, f)
	}
	if r < weak {
		out.Warnings = append(out.Warnings, weakTree(r))
	}
	out.Warnings = append(out.Warnings, t.doubts()...)
	if t.size() > mapSize {
		out.Warnings = append(out.Warnings, analysis.Warn("CLU-06",
			analysis.T("文本有{n}篇，热图至多{most}篇，未作图；请以 where 缩小范围。", "No heat map: {n} documents, at most {most} can be shown. Narrow the choice with where."),
			analysis.Int("n", t.size()), analysis.Int("most", mapSize)))
		return
	}
	values := map[string]analysis.Text{"n": analysis.Int("", t.size()).Text, "distance": named(o.Distance), "linkage": analysis.Word("", o.Linkage).Text, "r": analysis.Num("", r, 2).Text}
	note := analysis.T("{n}篇文本，按最优叶序排列（并非尺度）；{distance}，{linkage} 连接；共表型相关系数{r}。颜色越深越远。",
		"{n} documents in optimal leaf order, which is no scale; {distance}, {linkage} linkage; cophenetic correlation {r}. Darker is farther.").Fill(values)
	out.Figures = append(out.Figures,
		analysis.Figure{
			Name: "distances", Mark: analysis.HeatMap, Encoding: analysis.Encoding{X: "distance", Label: "doc", LabelB: "doc_b"},
			Title: analysis.T("文本之间的距离，按叶序", "Distances between documents in leaf order"), Note: note, XLabel: named(o.Distance),
			Alt: analysis.T("热图：{n}篇文本两两之间的{distance}，按叶序排列；颜色越深越远。", "Heat map: {distance} between each two of {n} documents in leaf order; darker is farther.").Fill(values),
		},
		analysis.Figure{
			Name: "heights", Mark: analysis.HeatMap, Encoding: analysis.Encoding{X: "cophenetic", Label: "doc", LabelB: "doc_b"},
			Title: analysis.T("文本两两归并的高度，按叶序", "Heights at which documents join, in leaf order"), Note: note, XLabel: analysis.T("归并高度", "height of the merge"),
			Alt: analysis.T("热图：{n}篇文本两两归并的高度，按叶序排列；颜色越深归并越晚。", "Heat map: height at which each two of {n} documents join, in leaf order; darker joins later.").Fill(values),
		})
}
