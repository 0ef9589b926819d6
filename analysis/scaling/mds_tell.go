package scaling

import (
	"math"

	"concord/analysis"
)

// tellMap writes findings, warnings and the figure.
func (s *sample) tellMap(out *analysis.Output[MapRow], distance, points [][]float64, eigenvalues []float64, r reading) {
	wrong, square, plane, positive := 0.0, 0.0, 0.0, 0.0
	for i := range distance {
		for j := range i {
			shown := math.Hypot(points[i][0]-points[j][0], points[i][1]-points[j][1])
			wrong += (distance[i][j] - shown) * (distance[i][j] - shown)
			square += distance[i][j] * distance[i][j]
		}
	}
	for d, v := range eigenvalues {
		positive += max(0, v)
		if d < dimensions {
			plane += max(0, v)
		}
	}
	stress, share := math.Sqrt(ratio(wrong, square)), ratio(plane, positive)
	out.Warnings = append(r.warnings(), s.doubts()...)
	if math.IsNaN(stress) || math.IsNaN(share) {
		return
	}
	if stress > 0.2 {
		out.Warnings = append(out.Warnings, analysis.Warn("SCL-08",
			analysis.T("应力为{stress}（大于0.2）：平面只能粗略反映距离，两点相邻未必文本相近。",
				"Stress is {stress}, above 0.2: the plane shows distances only roughly, and points near to each other need not be near documents."),
			analysis.Num("stress", stress, 2)))
	}
	n := len(out.Rows)
	f := analysis.NewFinding(analysis.Descriptive, 0.3, n-1,
		analysis.T("多维标度的平面保留了距离的{share}%（应力{stress}）；第一维的两端是{a}与{b}。",
			"The plane of the multidimensional scaling keeps {share} % of the distances (stress {stress}); its first dimension runs from {a} to {b}."),
		analysis.Percent("share", share, 0), analysis.Num("stress", stress, 2),
		analysis.Word("a", out.Rows[0].Doc), analysis.Word("b", out.Rows[n-1].Doc))
	f.Evidence = append(append([]analysis.Evidence{}, out.Evidence[0]...), out.Evidence[n-1]...)
	out.Findings = append(out.Findings, f)
	if f, ok := r.finding(analysis.Descriptive, out.Evidence[n-1]); ok {
		out.Findings = append(out.Findings, f)
	}
	out.Figures = append(out.Figures, mapFigure(n, stress, share))
}

func mapFigure(n int, stress, share float64) analysis.Figure {
	values := []analysis.Value{analysis.Int("n", n), analysis.Num("stress", stress, 2), analysis.Percent("share", share, 0)}
	return analysis.Figure{
		Name: "map", Mark: analysis.Plane, Encoding: analysis.Encoding{X: "dim1", Y: "dim2", Label: "doc"},
		Title: analysis.T("多维标度平面上的文本", "Documents in the plane of the multidimensional scaling"),
		Note: fill(analysis.T("{n}篇文本；平面保留距离的{share}%，应力{stress}；两轴比例相同。无区间。",
			"{n} documents; the plane keeps {share} % of the distances, stress {stress}; both axes have one scale. No intervals."), values...),
		XLabel: analysis.T("第一维坐标（距离单位）", "coordinate, first dimension (units of the distance)"),
		YLabel: analysis.T("第二维坐标（距离单位）", "coordinate, second dimension (units of the distance)"),
		Alt: fill(analysis.T("平面图：{n}篇文本在多维标度平面上的位置，应力{stress}。",
			"Map: places of {n} documents in the plane of a multidimensional scaling, stress {stress}."), values...),
	}
}
