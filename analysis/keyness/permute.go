package keyness

import (
	"context"
	"math"

	"concord/analysis/infer"
)

const falseDiscovery = 0.05

// test returns p and adjusted p by position in family, NaN where no feature
// could be selected or there are too few units.
func (g *groups) test(ctx context.Context, family []uint32, s Settings, c *Comparison) (p, adjusted []float64, err error) {
	p, adjusted = undefined(len(family)), undefined(len(family))
	if !g.resampled() || len(family) == 0 {
		return p, adjusted, nil
	}
	counts, label, strata, err := g.arranged(family)
	if err != nil {
		return nil, nil, err
	}
	opt := infer.PermuteOptions{Draws: s.Permutations, Seed: s.Seed, Progress: s.Progress, Strata: strata}
	if c.Reach, err = infer.Feasible(label, len(family), falseDiscovery, opt); err != nil {
		return nil, nil, err
	}
	if !reachable(c.Reach, s.Adjust, len(family)) {
		return p, adjusted, nil
	}
	test, err := infer.Permute(ctx, counts, label, opt)
	if err != nil {
		return nil, nil, err
	}
	c.Tested, c.Drawn = true, !test.Exact
	if s.Adjust == "maxt" {
		return test.P, test.MaxT, nil
	}
	adjusted, err = infer.Adjust(test.P, infer.Adjustment(s.Adjust))
	return test.P, adjusted, err
}

// arranged is the units that change places and their labels: documents, whole
// clusters where each lies on one side, and documents within their clusters where
// some do not.
func (g *groups) arranged(family []uint32) (counts infer.Counts, label []bool, strata []int, err error) {
	counts = g.counted(family)
	switch {
	case g.Cluster == nil:
		return counts, smaller(g.Target), nil, nil
	case g.paired:
		return counts, smaller(g.Target), g.clusters.Labels(), nil
	}
	counts, err = counts.Merged(g.clusters)
	sides, _ := g.clusters.Sides(g.Target)
	return counts, smaller(sides), nil, err
}

// smaller marks the smaller group, of equal groups the one that holds the first
// unit. The two-sided test is the same whichever side is marked, so that
// the p-values do not change when target and reference change places.
func smaller(target []bool) []bool {
	n := 0
	for _, t := range target {
		if t {
			n++
		}
	}
	small := 2*n < len(target) || 2*n == len(target) && target[0]
	out := make([]bool, len(target))
	for r, t := range target {
		out[r] = t == small
	}
	return out
}

// reachable says whether any feature could be selected under an adjustment.
func reachable(f infer.Feasibility, adjust string, family int) bool {
	switch adjust {
	case "bh":
		return f.Possible
	case "holm":
		return f.SmallestP*float64(family) <= falseDiscovery
	}
	return f.SmallestP <= falseDiscovery
}

// counted is the matrix of the family only.
func (g *groups) counted(family []uint32) infer.Counts {
	const none = math.MaxUint32
	number := make([]uint32, len(g.columns))
	for f := range number {
		number[f] = none
	}
	for i, f := range family {
		number[f] = uint32(i)
	}
	n := 0
	for _, f := range family {
		n += len(g.columns[f].Row)
	}
	c := infer.Counts{
		Start: make([]int, 1, len(g.Matrix.Rows)+1), Col: make([]uint32, 0, n), Count: make([]uint32, 0, n),
		Total: g.Matrix.Total, Features: len(family),
	}
	for r := range g.Matrix.Rows {
		cols, counts := g.Matrix.Row(r)
		for k, f := range cols {
			if number[f] != none {
				c.Col, c.Count = append(c.Col, number[f]), append(c.Count, counts[k])
			}
		}
		c.Start = append(c.Start, len(c.Col))
	}
	return c
}

func undefined(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
