package conformance

import (
	"math"

	"concord/analysis/measure"
)

func scalingAdapters() map[string]adapter {
	return map[string]adapter{
		"scaling/ca":       correspondence,
		"scaling/cmdscale": classicalScaling,
		"scaling/lsa":      lsa,
		"scaling/pca":      principalComponents,
	}
}

func correspondence(f *fixture) (result, error) {
	rows := f.table().rows
	// All dimensions but the trivial one, unless a number is asked for.
	nd := int(f.Params.numOr("nd", float64(min(len(rows), len(rows[0]))-1)))
	c, err := measure.Correspond(rows, nd)
	if err != nil {
		return nil, err
	}
	turned := make([][]float64, len(rows[0]))
	total := 0.0
	for _, r := range rows {
		for j, v := range r {
			turned[j] = append(turned[j], v)
			total += v
		}
	}
	t, err := measure.Correspond(turned, nd)
	if err != nil {
		return nil, err
	}
	squares := []float64{}
	for _, s := range c.S {
		squares = append(squares, s*s)
	}
	return result{
		"singular_values": c.S, "principal_inertias": squares, "total_inertia": c.TotalInertia, "chi2": c.TotalInertia * total,
		"row_std_coords": c.Rows, "row_mass": c.Mass, "row_dist": c.Distance, "row_inertia": c.Inertia, "row_chi2_dist": c.Distance,
		"row_standard": leading(f, "row_standard", c.Rows), "row_principal": leading(f, "row_principal", principal(c.Rows, c.S)),
		"col_std_coords": c.Columns, "col_mass": t.Mass, "col_inertia": t.Inertia, "col_chi2_dist": t.Distance,
		"col_standard": leading(f, "col_standard", c.Columns), "col_principal": leading(f, "col_principal", principal(c.Columns, c.S)),
	}, nil
}

// principal scales standard coordinates by the singular values.
func principal(standard [][]float64, s []float64) [][]float64 {
	out := make([][]float64, len(standard))
	for i, r := range standard {
		for d, v := range r {
			out[i] = append(out[i], v*s[d])
		}
	}
	return out
}

// leading cuts coordinates to as many dimensions as the fixture lists.
func leading(f *fixture, key string, m [][]float64) [][]float64 {
	want, ok := f.Expected[key].([]any)
	if !ok || len(want) == 0 {
		return m
	}
	k, out := len(list(want[0])), make([][]float64, len(m))
	for i, r := range m {
		out[i] = r[:min(k, len(r))]
	}
	return out
}

func classicalScaling(f *fixture) (result, error) {
	points, eigenvalues, err := measure.ClassicalScaling(f.Input.matrix("X"), f.Params.integer("k"))
	kept, magnitude, positive := 0.0, 0.0, 0.0
	for d, v := range eigenvalues {
		if d < f.Params.integer("k") {
			kept += v
		}
		magnitude += math.Abs(v)
		positive += max(0, v)
	}
	if want, ok := f.Expected["eig"].([]any); ok && len(want) < len(eigenvalues) {
		eigenvalues = eigenvalues[:len(want)]
	}
	return result{"abs_points": points, "eig": eigenvalues, "gof": []float64{kept / magnitude, kept / positive}}, err
}

func lsa(f *fixture) (result, error) {
	d, err := measure.Decompose(f.table().rows, f.Params.integer("nd"))
	return result{"abs_docs": d.U, "abs_features": d.V, "singular_values": d.S}, err
}

func principalComponents(f *fixture) (result, error) {
	k := len(list(f.Expected["explained_variance"]))
	p, err := measure.PrincipalComponents(f.Input.matrix("X"), k)
	return result{"abs_components": p.Components, "abs_scores": p.Scores, "explained_variance": p.Variance, "explained_variance_ratio": p.Share}, err
}
