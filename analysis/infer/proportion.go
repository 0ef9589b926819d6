package infer

import (
	"fmt"
	"math"
)

// Interval is a closed interval. Both ends are NaN where it is undefined.
type Interval struct{ Lo, Hi float64 }

func undefinedInterval() Interval { return Interval{math.NaN(), math.NaN()} }

// Contains reports whether x lies in the interval; false where it is undefined.
func (v Interval) Contains(x float64) bool { return v.Lo <= x && x <= v.Hi }

// checkProportion validates k successes in n trials and the level.
func checkProportion(k, n, level float64) error {
	if !(n > 0) || !(k >= 0) || k > n {
		return fmt.Errorf("infer: proportion: %g of %g, expected 0 ≤ k ≤ n and n > 0", k, n)
	}
	return checkLevel("proportion", level)
}

func checkLevel(where string, level float64) error {
	if !(level > 0 && level < 1) {
		return fmt.Errorf("infer: %s: confidence level %g, expected between 0 and 1 (for example 0.95)", where, level)
	}
	return nil
}

// ClopperPearson is the exact interval for a proportion k of n (Clopper &
// Pearson 1934): quantiles of Beta(k, n−k+1) and Beta(k+1, n−k).
func ClopperPearson(k, n, level float64) (Interval, error) {
	if err := checkProportion(k, n, level); err != nil {
		return undefinedInterval(), err
	}
	tail := (1 - level) / 2
	return Interval{betaQuantile(tail, k, n-k+1), betaQuantile(1-tail, k+1, n-k)}, nil
}

// ProportionLower is the one-sided exact lower bound: with probability 1−tail
// the proportion is at least this (Clopper & Pearson 1934).
func ProportionLower(k, n, tail float64) float64 { return betaQuantile(tail, k, n-k+1) }

// ProportionUpper is the one-sided exact upper bound.
func ProportionUpper(k, n, tail float64) float64 { return betaQuantile(1-tail, k+1, n-k) }

// Wilson is the score interval for a proportion (Wilson 1927), cut to [0,1].
func Wilson(k, n, level float64) (Interval, error) {
	if err := checkProportion(k, n, level); err != nil {
		return undefinedInterval(), err
	}
	z := NormalQuantile((1 + level) / 2)
	p, zz := k/n, z*z
	centre := (p + zz/(2*n)) / (1 + zz/n)
	half := z / (1 + zz/n) * math.Sqrt(p*(1-p)/n+zz/(4*n*n))
	v := clip(centre-half, centre+half)
	if k == 0 {
		v.Lo = 0
	}
	if k == n {
		v.Hi = 1
	}
	return v, nil
}

// AgrestiCoull is the adjusted normal interval (Agresti & Coull 1998): z²/2
// successes and z² trials are added; cut to [0,1].
func AgrestiCoull(k, n, level float64) (Interval, error) {
	if err := checkProportion(k, n, level); err != nil {
		return undefinedInterval(), err
	}
	z := NormalQuantile((1 + level) / 2)
	nn := n + z*z
	p := (k + z*z/2) / nn
	half := z * math.Sqrt(p*(1-p)/nn)
	return clip(p-half, p+half), nil
}

// Jeffreys is the interval of Beta(k+½, n−k+½) quantiles (Brown, Cai &
// DasGupta 2001), without their adjustment of the ends at k = 0 and k = n.
func Jeffreys(k, n, level float64) (Interval, error) {
	if err := checkProportion(k, n, level); err != nil {
		return undefinedInterval(), err
	}
	tail := (1 - level) / 2
	return Interval{betaQuantile(tail, k+0.5, n-k+0.5), betaQuantile(1-tail, k+0.5, n-k+0.5)}, nil
}

// Wald is the textbook normal interval p ± z√(p(1−p)/n), cut to [0,1]. It is
// empty of width at k = 0 and k = n; prefer Wilson.
func Wald(k, n, level float64) (Interval, error) {
	if err := checkProportion(k, n, level); err != nil {
		return undefinedInterval(), err
	}
	z, p := NormalQuantile((1+level)/2), k/n
	half := z * math.Sqrt(p*(1-p)/n)
	return clip(p-half, p+half), nil
}

func clip(lo, hi float64) Interval { return Interval{max(0, lo), min(1, hi)} }

// AbsenceBound is the largest share of units that can have a property when none
// of n units shows it, at confidence 1−tail: 1 − tail^{1/n} (about 3/n at 5 %).
func AbsenceBound(n int, tail float64) float64 {
	if n <= 0 || !(tail > 0 && tail < 1) {
		return math.NaN()
	}
	return -math.Expm1(math.Log(tail) / float64(n))
}
