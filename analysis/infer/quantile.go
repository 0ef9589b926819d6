package infer

import (
	"math"
	"slices"
)

// QuantileRule is a definition of a sample quantile by its plotting position
// h = (n + 1 − A − B)·p + A (Hyndman & Fan 1996), interpolated linearly.
type QuantileRule struct{ A, B float64 }

// The quantile rules in use, numbered as by Hyndman and Fan.
var (
	QuantileType5 = QuantileRule{0.5, 0.5}         // Hazen
	QuantileType6 = QuantileRule{0, 0}             // Weibull
	QuantileType7 = QuantileRule{1, 1}             // the default of R and NumPy, and here
	QuantileType8 = QuantileRule{1. / 3., 1. / 3.} // median-unbiased
)

// Quantile is the type 7 quantile of values (any order, 0 ≤ p ≤ 1); NaN for no
// values.
func Quantile(values []float64, p float64) float64 { return QuantileBy(values, p, QuantileType7) }

// QuantileBy is Quantile under another rule.
func QuantileBy(values []float64, p float64, rule QuantileRule) float64 {
	if len(values) == 0 || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	return SortedQuantile(slices.Sorted(slices.Values(values)), p, rule)
}

// SortedQuantile is QuantileBy for at least one ascending value.
func SortedQuantile(sorted []float64, p float64, rule QuantileRule) float64 {
	n := float64(len(sorted))
	h := min(n, max(1, (n+1-rule.A-rule.B)*p+rule.A))
	// Positions meant to be whole must not fall short of it by rounding.
	if near := math.Round(h); math.Abs(h-near) < 4e-15*n {
		h = near
	}
	low := math.Floor(h)
	i := int(low) - 1
	if h == low {
		return sorted[i]
	}
	return sorted[i] + (h-low)*(sorted[i+1]-sorted[i])
}

// StepRule is a quantile definition that returns an observed value.
type StepRule int

// The step rules: the order statistic below or above the type 7 position, and
// the inverse of the empirical distribution function (type 1).
const (
	StepLower StepRule = iota
	StepHigher
	StepInverse
)

// StepQuantile is the quantile of values under a step rule; NaN for no values.
func StepQuantile(values []float64, p float64, rule StepRule) float64 {
	n := len(values)
	if n == 0 || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	at := float64(n-1) * p
	switch rule {
	case StepLower:
		return sorted[int(math.Floor(at+1e-12))]
	case StepHigher:
		return sorted[int(math.Ceil(at-1e-12))]
	}
	return sorted[max(0, int(math.Ceil(float64(n)*p-1e-12))-1)]
}
