package keyness

import (
	"cmp"
	"slices"

	"concord/analysis/infer"
)

// clustering is the units that are left out and change places: the documents, or
// clusters of documents that depend on each other. Units are numbered in the order
// of their first documents.
type clustering struct {
	clusters infer.Clusters
	names    []string
	units    [2]int       // units with documents on either side
	paired   bool         // some units have documents on both sides
	lengths  [2][]float64 // tokens by side and unit
	unit     []int        // by row
	ratios   *infer.LogRatios
}

func newClustering(d Data) clustering {
	labels := d.Cluster
	if labels == nil {
		labels = make([]string, len(d.Target))
	}
	c := clustering{clusters: infer.ClustersOf(labels)}
	c.unit = c.clusters.Labels()
	for side := range 2 {
		c.lengths[side] = make([]float64, len(c.clusters))
	}
	for k, rows := range c.clusters {
		c.names = append(c.names, cmp.Or(labels[rows[0]], d.Matrix.Rows[rows[0]]))
		for _, r := range rows {
			side := 1
			if d.Target[r] {
				side = 0
			}
			c.lengths[side][k] += d.Matrix.Total[r]
		}
		for side := range 2 {
			if c.lengths[side][k] > 0 {
				c.units[side]++
			}
		}
		c.paired = c.paired || c.lengths[0][k] > 0 && c.lengths[1][k] > 0
	}
	c.ratios = infer.NewLogRatios(c.lengths, c.paired)
	return c
}

// resampled reports whether there are two units on either side, the least for
// intervals and tests.
func (c *clustering) resampled() bool { return c.units[0] >= 2 && c.units[1] >= 2 }

// byUnit lists the units that use a feature, ascending.
func (g *groups) byUnit(f uint32) []infer.UnitUses {
	col := g.columns[f]
	out := make([]infer.UnitUses, len(col.Row))
	for k, r := range col.Row {
		out[k].Unit = g.unit[r]
		out[k].Uses[g.side(r)] = float64(col.Count[k])
	}
	if g.Cluster == nil {
		return out
	}
	slices.SortStableFunc(out, func(a, b infer.UnitUses) int { return a.Unit - b.Unit })
	joined := out[:0]
	for _, u := range out {
		if n := len(joined); n > 0 && joined[n-1].Unit == u.Unit {
			joined[n-1].Uses[0] += u.Uses[0]
			joined[n-1].Uses[1] += u.Uses[1]
			continue
		}
		joined = append(joined, u)
	}
	return joined
}

// usesOf returns the uses of a unit on either side.
func usesOf(used []infer.UnitUses, unit int) [2]float64 {
	at, found := slices.BinarySearchFunc(used, unit, func(u infer.UnitUses, unit int) int { return u.Unit - unit })
	if !found {
		return [2]float64{}
	}
	return used[at].Uses
}
