package infer

import (
	"fmt"
	"math"
	"slices"
)

// TTest is a two-sided t test of two means.
type TTest struct{ T, DF, P float64 }

// StudentTest assumes equal variances (Student 1908): pooled over n_x+n_y−2.
// NaN below two values in all or where nothing varies.
func StudentTest(x, y []float64) TTest {
	n, m := float64(len(x)), float64(len(y))
	mx, sx := meanSD(x)
	my, sy := meanSD(y)
	df := n + m - 2
	pooled := ((n-1)*sx*sx + (m-1)*sy*sy) / df
	t := (mx - my) / math.Sqrt(pooled*(1/n+1/m))
	return finishT(t, df)
}

// WelchTest lets the variances differ, with Satterthwaite degrees of freedom
// (Welch 1947). NaN below two values in a sample.
func WelchTest(x, y []float64) TTest {
	n, m := float64(len(x)), float64(len(y))
	mx, sx := meanSD(x)
	my, sy := meanSD(y)
	a, b := sx*sx/n, sy*sy/m
	df := (a + b) * (a + b) / (a*a/(n-1) + b*b/(m-1))
	return finishT((mx-my)/math.Sqrt(a+b), df)
}

func finishT(t, df float64) TTest {
	if math.IsNaN(t) || math.IsInf(t, 0) || !(df > 0) {
		return TTest{math.NaN(), math.NaN(), math.NaN()}
	}
	return TTest{t, df, StudentTwoSided(t, df)}
}

// RankSum is a Wilcoxon–Mann–Whitney test of x against y.
type RankSum struct {
	U       float64 // of x: the sum of its ranks − n(n+1)/2
	RankSum float64 // of x, ascending midranks
	// Z is (U − nm/2)/σ with the tie correction of σ, without continuity correction.
	Z           float64
	P           float64 // two-sided, normal, without continuity correction
	PContinuity float64 // two-sided, normal, |U − nm/2| lowered by ½
}

// MannWhitney compares two samples by ranks (Wilcoxon 1945; Mann & Whitney
// 1947). Ties take mean ranks. p-values are NaN where all values are equal.
func MannWhitney(x, y []float64) RankSum {
	n, m := float64(len(x)), float64(len(y))
	if n == 0 || m == 0 {
		return RankSum{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	ranks, tie := Midranks(append(slices.Clone(x), y...))
	var r RankSum
	for _, v := range ranks[:len(x)] {
		r.RankSum += v
	}
	r.U = r.RankSum - n*(n+1)/2
	all := n + m
	sd := math.Sqrt(n * m / 12 * (all + 1 - tie/(all*(all-1))))
	d := r.U - n*m/2
	if !(sd > 0) {
		r.Z, r.P, r.PContinuity = math.NaN(), math.NaN(), math.NaN()
		return r
	}
	r.Z = d / sd
	r.P = NormalTwoSided(r.Z)
	r.PContinuity = min(1, 2*NormalUpper((math.Abs(d)-0.5)/sd))
	return r
}

// Midranks gives ascending ranks from 1 with ties averaged, and Σ(t³−t) over
// the groups of t tied values.
func Midranks(v []float64) (ranks []float64, tie float64) {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case v[a] < v[b]:
			return -1
		case v[a] > v[b]:
			return 1
		}
		return 0
	})
	ranks = make([]float64, len(v))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && v[order[to]] == v[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+to+1) / 2
		}
		t := float64(to - from)
		tie += t*t*t - t
		from = to
	}
	return ranks, tie
}

// RankSumExact is the exact two-sided p of the rank-sum test conditional on the
// ties: twice the smaller tail of the distribution of the rank sum over all
// choices of len(x) values, at most 1. The work grows with n·N²; samples of more
// than 200 values in all are an error.
func RankSumExact(x, y []float64) (float64, error) {
	n, all := len(x), len(x)+len(y)
	if n == 0 || n == all || all > 200 {
		return math.NaN(), fmt.Errorf("infer: exact rank-sum test: samples of %d and %d, expected at least 1 each and at most 200 together", n, all-n)
	}
	ranks, _ := Midranks(append(slices.Clone(x), y...))
	doubled, observed, top := make([]int, all), 0, 0
	for i, r := range ranks {
		doubled[i] = int(math.Round(2 * r))
		top += doubled[i]
		if i < n {
			observed += doubled[i]
		}
	}
	// share[k][s] is the number of ways to choose k values with doubled rank sum
	// s; at most C(200,100), well within a float64.
	share := make([][]float64, n+1)
	for k := range share {
		share[k] = make([]float64, top+1)
	}
	share[0][0] = 1
	for i, d := range doubled {
		for k := min(i+1, n); k >= 1; k-- {
			for s := top; s >= d; s-- {
				share[k][s] += share[k-1][s-d]
			}
		}
	}
	low, high, total := 0.0, 0.0, 0.0
	for s, w := range share[n] {
		total += w
		if s <= observed {
			low += w
		}
		if s >= observed {
			high += w
		}
	}
	return min(1, 2*min(low, high)/total), nil
}

// MeanPermutation is the exact permutation distribution of a difference of means.
type MeanPermutation struct {
	Difference   float64 // mean x − mean y
	Arrangements int
	Greater      float64 // P(D* ≥ D), the observed arrangement counted
	TwoSided     float64 // P(|D*| ≥ |D|)
}

// PermuteMeans enumerates all arrangements of two samples (Fisher 1935; Pitman
// 1937); more than a million is an error.
func PermuteMeans(x, y []float64) (MeanPermutation, error) {
	n, all := len(x), len(x)+len(y)
	size := choose(all, n)
	if n == 0 || n == all || size > 1e6 {
		return MeanPermutation{}, fmt.Errorf("infer: exact permutation of means: samples of %d and %d, expected at least 1 each and at most a million arrangements", n, all-n)
	}
	values := append(slices.Clone(x), y...)
	label := make([]bool, all)
	for i := range n {
		label[i] = true
	}
	arr, err := newArrangement(label, nil)
	if err != nil {
		return MeanPermutation{}, err
	}
	difference := func() float64 {
		a, b := 0.0, 0.0
		for i, v := range values {
			if label[i] {
				a += v
			} else {
				b += v
			}
		}
		return a/float64(n) - b/float64(all-n)
	}
	p := MeanPermutation{Difference: difference(), Arrangements: int(size)}
	slack, greater, both := 0.0, 0, 0
	for _, v := range values {
		slack += 1e-12 * math.Abs(v)
	}
	for i := range p.Arrangements {
		arr.nth(i, label)
		d := difference()
		if d >= p.Difference-slack {
			greater++
		}
		if math.Abs(d) >= math.Abs(p.Difference)-slack {
			both++
		}
	}
	p.Greater, p.TwoSided = float64(greater)/size, float64(both)/size
	return p, nil
}

// CliffDelta is P(x > y) − P(x < y) over all pairs, −1…1 (Cliff 1993); NaN for
// an empty sample.
func CliffDelta(x, y []float64) float64 {
	d := 0
	for _, a := range x {
		for _, b := range y {
			switch {
			case a > b:
				d++
			case a < b:
				d--
			}
		}
	}
	return float64(d) / (float64(len(x)) * float64(len(y)))
}

// HodgesLehmann is the median of all pairwise differences x−y, the shift between
// two samples (Hodges & Lehmann 1963); NaN for an empty sample.
func HodgesLehmann(x, y []float64) float64 {
	d := make([]float64, 0, len(x)*len(y))
	for _, a := range x {
		for _, b := range y {
			d = append(d, a-b)
		}
	}
	return Quantile(d, 0.5)
}

// KolmogorovSmirnov is the largest distance between the two empirical
// distribution functions, 0…1 (Smirnov 1939); NaN for an empty sample.
func KolmogorovSmirnov(x, y []float64) float64 {
	if len(x) == 0 || len(y) == 0 {
		return math.NaN()
	}
	a, b := slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))
	i, j, top := 0, 0, 0.0
	for i < len(a) && j < len(b) {
		at := min(a[i], b[j])
		for i < len(a) && a[i] == at {
			i++
		}
		for j < len(b) && b[j] == at {
			j++
		}
		top = max(top, math.Abs(float64(i)/float64(len(a))-float64(j)/float64(len(b))))
	}
	return top
}
