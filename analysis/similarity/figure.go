package similarity

import (
	"cmp"
	"slices"

	"concord/analysis"
)

// heatMap shows the documents in order of date: labels appear so in doc, and the
// one that stands in doc_b alone is the last.
func (v *comparison) heatMap(listed []Pair, shown []int) analysis.Figure {
	inMap := make(map[int]bool, len(shown))
	for _, s := range shown {
		inMap[s] = true
	}
	rows := make([]int, 0, len(listed))
	for i, p := range listed {
		if inMap[p.A] && inMap[p.B] {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(i, j int) int {
		p, q := listed[i], listed[j]
		return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	name := v.measureName()
	values := map[string]analysis.Text{
		"measure": name, "shown": analysis.Int("", len(shown)).Text, "documents": analysis.Int("", len(v.members)).Text,
		"median": analysis.Num("", v.median, 3).Text, "pairs": analysis.Int("", v.pairs).Text,
	}
	note := analysis.T("{shown}篇文本，按日期排列；{measure}；{pairs}对文本的中位数为{median}。", "{shown} documents in order of date; {measure}; median of {pairs} pairs {median}.")
	if len(shown) < len(v.members) {
		values["focus"] = analysis.Word("", v.id(v.focus)).Text
		note = analysis.T("{focus}及与其最相近的各篇，共{shown}篇（全部{documents}篇），按日期排列；{measure}；{pairs}对文本的中位数为{median}。",
			"{focus} and the documents nearest to it, {shown} of {documents}, in order of date; {measure}; median of {pairs} pairs {median}.")
	}
	return analysis.Figure{
		Name: "similarity", Mark: analysis.HeatMap,
		Encoding: analysis.Encoding{X: v.options.Measure, Label: "doc", LabelB: "doc_b"}, Rows: rows,
		Title:  analysis.T("文本之间的相似度", "Similarity between documents"),
		Note:   note.Fill(values),
		XLabel: name,
		Alt: analysis.T("热图：{shown}篇文本两两之间的{measure}，按日期排列；颜色越深越相近。",
			"Heat map: {measure} between each two of {shown} documents in order of date; darker is nearer.").Fill(values),
	}
}
