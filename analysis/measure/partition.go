package measure

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// KMeans is a partition of rows around centres.
type KMeans struct {
	Labels  []int // by row: number of its centre, from 0
	Centers [][]float64
	Inertia float64 // sum of squared distances to the own centre
	Rounds  int
}

// KMeansFrom moves centres to the means of the rows nearest to them until no row
// changes (Lloyd 1982), 300 rounds at most, from the centres given. A row goes to
// the first of equally near centres; a centre that loses all rows stays.
func KMeansFrom(rows, start [][]float64) (KMeans, error) {
	if _, err := denseOf(rows); err != nil {
		return KMeans{}, err
	}
	if len(start) == 0 || len(start) > len(rows) {
		return KMeans{}, fmt.Errorf("measure: k-means: %d centres for %d rows, expected 1 to %d", len(start), len(rows), len(rows))
	}
	k := KMeans{Labels: make([]int, len(rows))}
	for _, c := range start {
		if len(c) != len(rows[0]) {
			return KMeans{}, fmt.Errorf("measure: k-means: a centre has %d columns, expected %d", len(c), len(rows[0]))
		}
		k.Centers = append(k.Centers, slices.Clone(c))
	}
	for k.Rounds < 300 {
		k.Rounds++
		changed := k.assign(rows)
		if k.Rounds > 1 && !changed {
			break
		}
		k.Centers = means(rows, k.Labels, k.Centers)
	}
	return k, nil
}

func (k *KMeans) assign(rows [][]float64) (changed bool) {
	k.Inertia = 0
	for i, r := range rows {
		best, nearest := 0, math.Inf(1)
		for c, center := range k.Centers {
			if d := squared(r, center); d < nearest {
				best, nearest = c, d
			}
		}
		changed = changed || best != k.Labels[i]
		k.Labels[i] = best
		k.Inertia += nearest
	}
	return changed
}

func squared(x, y []float64) float64 {
	s := 0.0
	for i := range x {
		s += (x[i] - y[i]) * (x[i] - y[i])
	}
	return s
}

// means are the centres of the groups; an empty group keeps the old one.
func means(rows [][]float64, labels []int, old [][]float64) [][]float64 {
	out, n := make([][]float64, len(old)), make([]float64, len(old))
	for c := range out {
		out[c] = make([]float64, len(rows[0]))
	}
	for i, r := range rows {
		n[labels[i]]++
		for j, v := range r {
			out[labels[i]][j] += v
		}
	}
	for c := range out {
		if n[c] == 0 {
			out[c] = slices.Clone(old[c])
			continue
		}
		for j := range out[c] {
			out[c][j] /= n[c]
		}
	}
	return out
}

// Silhouettes returns for each row (b−a)/max(a, b), −1…1: a is its mean distance
// to the own group, b that to the nearest other one (Rousseeuw 1987). It is 0 for
// a row that is alone in its group, NaN where there is one group only.
func Silhouettes(distance [][]float64, labels []int) []float64 {
	groups := slices.Compact(slices.Sorted(slices.Values(labels)))
	out := make([]float64, len(labels))
	for i := range out {
		if len(groups) < 2 {
			out[i] = math.NaN()
			continue
		}
		own, other, alone := 0.0, math.Inf(1), false
		for _, g := range groups {
			total, n := 0.0, 0.0
			for j, l := range labels {
				if l == g && j != i {
					total += distance[i][j]
					n++
				}
			}
			switch {
			case g != labels[i]:
				other = min(other, total/n)
			case n == 0:
				alone = true
			default:
				own = total / n
			}
		}
		if top := max(own, other); !alone && top > 0 {
			out[i] = (other - own) / top
		}
	}
	return out
}

// Separation holds indices of how well groups part, from the rows themselves.
type Separation struct {
	CalinskiHarabasz float64 // between over within variance, high is parted (Caliński & Harabasz 1974)
	DaviesBouldin    float64 // mean likeness to the likest other group, low is parted (Davies & Bouldin 1979)
}

// SeparationOf computes the indices for labels 0…k−1 with Euclidean distances.
func SeparationOf(rows [][]float64, labels []int) (Separation, error) {
	if _, err := denseOf(rows); err != nil {
		return Separation{}, err
	}
	if len(labels) != len(rows) || slices.Min(labels) < 0 {
		return Separation{}, errors.New("measure: separation: expected one label from 0 for each row")
	}
	k := slices.Max(labels) + 1
	centers := means(rows, labels, make([][]float64, k))
	all := means(rows, make([]int, len(rows)), make([][]float64, 1))[0]
	within, between := 0.0, 0.0
	spread, n := make([]float64, k), make([]float64, k)
	for i, r := range rows {
		g := labels[i]
		within += squared(r, centers[g])
		between += squared(centers[g], all)
		spread[g] += math.Sqrt(squared(r, centers[g]))
		n[g]++
	}
	s := Separation{CalinskiHarabasz: defined(between / float64(k-1) / (within / float64(len(rows)-k)))}
	for a := range k {
		worst := 0.0
		for b := range k {
			if a != b {
				worst = max(worst, (spread[a]/n[a]+spread[b]/n[b])/math.Sqrt(squared(centers[a], centers[b])))
			}
		}
		s.DaviesBouldin += worst / float64(k)
	}
	s.DaviesBouldin = defined(s.DaviesBouldin)
	return s, nil
}
