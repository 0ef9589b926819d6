package infer

import (
	"fmt"
	"math"
	"slices"
)

// Adjustment names a way to correct p-values for the number of tests.
type Adjustment string

// The adjustments. The first group bounds the chance of any false finding
// (family-wise error), the second the expected share of false findings.
const (
	Bonferroni Adjustment = "bonferroni" // m·p (Bonferroni 1936)
	Sidak      Adjustment = "sidak"      // 1−(1−p)^m, independent tests (Šidák 1967)
	Holm       Adjustment = "holm"       // step-down Bonferroni (Holm 1979)
	HolmSidak  Adjustment = "holm-sidak" // step-down Šidák (Holland & Copenhaver 1987)
	Hochberg   Adjustment = "hochberg"   // step-up (Hochberg 1988), independence or positive dependence
	Hommel     Adjustment = "hommel"     // closed Simes test (Hommel 1988), same assumption
	BH         Adjustment = "bh"         // false discovery rate (Benjamini & Hochberg 1995)
	BY         Adjustment = "by"         // the same under any dependence (Benjamini & Yekutieli 2001)
	None       Adjustment = "none"       // p as it is
)

// Adjustments lists the known adjustments in the order they are documented.
func Adjustments() []Adjustment {
	return []Adjustment{None, Bonferroni, Sidak, Holm, HolmSidak, Hochberg, Hommel, BH, BY}
}

// Adjust returns adjusted p-values in the order of p. NaN marks a test that was
// not made: it stays NaN and does not count towards the number of tests m.
// A value outside [0,1] or an unknown adjustment is an error.
func Adjust(p []float64, how Adjustment) ([]float64, error) {
	out := make([]float64, len(p))
	order := make([]int, 0, len(p))
	for i, v := range p {
		if math.IsNaN(v) {
			out[i] = v
			continue
		}
		if v < 0 || v > 1 {
			return nil, fmt.Errorf("infer: adjust: p-value %d is %g, expected 0 to 1", i, v)
		}
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	sorted := make([]float64, len(order))
	for k, i := range order {
		sorted[k] = p[i]
	}
	adjusted, err := adjustSorted(sorted, how)
	if err != nil {
		return nil, err
	}
	for k, i := range order {
		out[i] = adjusted[k]
	}
	return out, nil
}

// adjustSorted adjusts ascending p-values.
func adjustSorted(p []float64, how Adjustment) ([]float64, error) {
	m := float64(len(p))
	// fromBelow and fromAbove apply a factor per rank (k from 0) and enforce
	// monotony from the smallest or from the largest p-value.
	fromBelow := func(f func(k int, p float64) float64) []float64 {
		out, top := make([]float64, len(p)), 0.0
		for k, v := range p {
			top = max(top, min(1, f(k, v)))
			out[k] = top
		}
		return out
	}
	fromAbove := func(f func(k int, p float64) float64) []float64 {
		out, low := make([]float64, len(p)), 1.0
		for k := len(p) - 1; k >= 0; k-- {
			low = min(low, f(k, p[k]))
			out[k] = low
		}
		return out
	}
	switch how {
	case None:
		return slices.Clone(p), nil
	case Bonferroni:
		return fromBelow(func(_ int, v float64) float64 { return m * v }), nil
	case Sidak:
		return fromBelow(func(_ int, v float64) float64 { return sidak(v, m) }), nil
	case Holm:
		return fromBelow(func(k int, v float64) float64 { return (m - float64(k)) * v }), nil
	case HolmSidak:
		return fromBelow(func(k int, v float64) float64 { return sidak(v, m-float64(k)) }), nil
	case Hochberg:
		return fromAbove(func(k int, v float64) float64 { return (m - float64(k)) * v }), nil
	case BH:
		return fromAbove(func(k int, v float64) float64 { return m / float64(k+1) * v }), nil
	case BY:
		harmonic := 0.0
		for k := range p {
			harmonic += 1 / float64(k+1)
		}
		return fromAbove(func(k int, v float64) float64 { return harmonic * m / float64(k+1) * v }), nil
	case Hommel:
		return hommel(p), nil
	}
	return nil, fmt.Errorf("infer: adjust: unknown adjustment %q, expected one of %v", how, Adjustments())
}

// sidak is 1−(1−p)^m without cancellation for small p.
func sidak(p, m float64) float64 { return -math.Expm1(m * math.Log1p(-p)) }

// hommel follows Wright (1992): for each subset size the Simes bound is carried
// over to the p-values outside the subset.
func hommel(p []float64) []float64 {
	n := len(p)
	if n < 2 {
		return slices.Clone(p)
	}
	// simes is the least size·p/j over the p-values from index first on, j
	// counting from the given rank.
	simes := func(size, first, rank int) float64 {
		low := math.Inf(1)
		for j := rank; first+j-rank < n; j++ {
			low = min(low, float64(size)*p[first+j-rank]/float64(j))
		}
		return low
	}
	bound := make([]float64, n)
	all := simes(n, 0, 1)
	for i := range bound {
		bound[i] = all
	}
	out := slices.Clone(bound)
	for size := n - 1; size >= 2; size-- {
		split := n - size // the largest size−1 p-values lie above this index
		low := simes(size, split+1, 2)
		for i := 0; i <= split; i++ {
			bound[i] = min(float64(size)*p[i], low)
		}
		for i := split + 1; i < n; i++ {
			bound[i] = bound[split]
		}
		for i := range out {
			out[i] = max(out[i], bound[i])
		}
	}
	for i := range out {
		out[i] = min(1, max(out[i], p[i]))
	}
	return out
}
