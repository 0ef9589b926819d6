package infer

import (
	"fmt"
	"math"
	"slices"
)

// Clusters groups units (documents) that depend on each other, such as the
// statements of one pair of parties, which copy their predecessors. Each cluster
// lists its units, ascending; clusters are in order of their first unit.
type Clusters [][]int

// ClustersOf groups units by label. A unit with the empty label is a cluster of its
// own: nothing is known to depend on it.
func ClustersOf(labels []string) Clusters {
	var out Clusters
	at := map[string]int{}
	for i, label := range labels {
		c, known := at[label]
		if !known || label == "" {
			c = len(out)
			at[label] = c
			out = append(out, nil)
		}
		out[c] = append(out[c], i)
	}
	return out
}

// units is the number of units in all clusters.
func (c Clusters) units() int {
	n := 0
	for _, units := range c {
		n += len(units)
	}
	return n
}

// Labels gives the number of its cluster for each unit: the Strata of
// PermuteOptions, which keep every permutation within the clusters. That test holds
// the clusters constant; a cluster wholly on one side adds nothing to it.
func (c Clusters) Labels() []int {
	out := make([]int, c.units())
	for k, units := range c {
		for _, u := range units {
			out[u] = k
		}
	}
	return out
}

// Sides gives the side of every cluster when no cluster has units on both sides of a
// comparison. Then whole clusters are what can change places: permute the rows of
// Merged with these labels. whole is false where a cluster has units on both sides;
// permute within clusters then (Labels).
func (c Clusters) Sides(target []bool) (sides []bool, whole bool) {
	sides = make([]bool, len(c))
	for k, units := range c {
		sides[k] = target[units[0]]
		for _, u := range units {
			if target[u] != sides[k] {
				return nil, false
			}
		}
	}
	return sides, true
}

// Merged adds up the rows of each cluster: one row a cluster, in their order.
func (c Counts) Merged(clusters Clusters) (Counts, error) {
	if err := c.check(); err != nil {
		return Counts{}, err
	}
	if n := clusters.units(); n != c.Units() {
		return Counts{}, fmt.Errorf("infer: clusters of %d units for %d rows, expected equal numbers", n, c.Units())
	}
	out := Counts{Start: []int{0}, Features: c.Features}
	sums := map[uint32]uint32{}
	for _, units := range clusters {
		clear(sums)
		total := 0.0
		for _, u := range units {
			total += c.Total[u]
			for k := c.Start[u]; k < c.Start[u+1]; k++ {
				sums[c.Col[k]] += c.Count[k]
			}
		}
		columns := make([]uint32, 0, len(sums))
		for f := range sums {
			columns = append(columns, f)
		}
		slices.Sort(columns)
		for _, f := range columns {
			out.Col, out.Count = append(out.Col, f), append(out.Count, sums[f])
		}
		out.Start, out.Total = append(out.Start, len(out.Col)), append(out.Total, total)
	}
	return out, nil
}

// BootstrapClusters resamples whole clusters with replacement (Davison & Hinkley
// 1997, §3.8) and evaluates statistic on the units of the drawn clusters, with
// repetition; their number varies from draw to draw where clusters differ in size.
// Otherwise as BootstrapUnits; Strata, if any, have a label for each cluster.
func BootstrapClusters(c Clusters, statistic func(units []int) float64, opt BootstrapOptions) (Bootstrap, error) {
	return BootstrapUnits(len(c), func(drawn []int) float64 { return statistic(c.join(drawn, -1)) }, opt)
}

// join lists the units of the given clusters, without one of them (−1: none).
func (c Clusters) join(clusters []int, without int) []int {
	var out []int
	for _, k := range clusters {
		if k != without {
			out = append(out, c[k]...)
		}
	}
	return out
}

// JackknifeClusters leaves out one cluster at a time, from whatever groups its units
// are in, and gives the interval estimate ± t·SE with G−1 degrees of freedom for G
// clusters: v = (G−1)/G·Σ(θ₍₋g₎ − mean)² (Shao & Tu 1995, ch. 2; Cameron, Gelbach &
// Miller 2008 on why few clusters want t). statistic has the units that are left,
// ascending by cluster, and returns NaN where it is not defined for them. At least
// two clusters are needed for an interval; below about ten it is rough.
func JackknifeClusters(c Clusters, statistic func(units []int) float64, level float64) (Jackknife, error) {
	all := make([]int, len(c))
	for i := range all {
		all[i] = i
	}
	estimate, without := LeaveOneOut(len(c), func(leaveOut int) float64 { return statistic(c.join(all, leaveOut)) })
	return JackknifeOne(estimate, without, level)
}

// EffectiveClusters is the number of clusters of equal size that would be as
// informative, (Σn)²/Σn² over their numbers of units (Kish 1965): far below their
// number where one cluster holds most units. NaN without clusters.
func (c Clusters) EffectiveClusters() float64 {
	n, squares := 0.0, 0.0
	for _, units := range c {
		m := float64(len(units))
		n += m
		squares += m * m
	}
	if squares == 0 {
		return math.NaN()
	}
	return n * n / squares
}
