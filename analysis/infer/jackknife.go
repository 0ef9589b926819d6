package infer

import (
	"fmt"
	"math"
	"slices"
)

// Jackknife is the result of leaving out one unit at a time.
type Jackknife struct {
	Estimate float64   // the statistic on all units
	SE       float64   // standard error; NaN where a leave-one-out value is undefined
	DF       float64   // degrees of freedom of the t quantile (Satterthwaite 1946 for two groups)
	Interval Interval  // Estimate ± t·SE; NaN where SE is undefined, or 0: units that are equal, but for rounding, show no variation
	Without  []float64 // the statistic without unit i: group A first, then group B
	// Influential is the unit whose removal moves the estimate most (the first
	// of equals), −1 where no value is defined.
	Influential int
	// SignFlips says that without the influential unit the estimate changes sign.
	SignFlips bool
}

// JackknifeT gives the delete-one jackknife interval of a two-group statistic.
// estimate is the statistic on all units; withoutA[i] and withoutB[j] are its
// values without unit i of A or j of B; level is the confidence, such as 0.95.
//
// Within each group v = (m−1)/m · Σ(θ₍₋i₎ − mean)²; SE = √(v_A+v_B);
// df = (v_A+v_B)² / (v_A²/(m_A−1) + v_B²/(m_B−1)) (Tukey 1958; Satterthwaite
// 1946). A group of one unit has no variance: SE and interval are NaN.
func JackknifeT(estimate float64, withoutA, withoutB []float64, level float64) (Jackknife, error) {
	if err := checkLevel("jackknife", level); err != nil {
		return Jackknife{}, err
	}
	if len(withoutA) == 0 || len(withoutB) == 0 {
		return Jackknife{}, fmt.Errorf("infer: jackknife: groups of %d and %d units, expected at least one unit in each", len(withoutA), len(withoutB))
	}
	without := slices.Concat(withoutA, withoutB)
	return located(jackknifeOf(estimate, []Spread{spreadOf(withoutA), spreadOf(withoutB)}, level), without), nil
}

// JackknifeOne is the one-sample form, for a rate or a mean over one group of
// units, with m−1 degrees of freedom.
func JackknifeOne(estimate float64, without []float64, level float64) (Jackknife, error) {
	if err := checkLevel("jackknife", level); err != nil {
		return Jackknife{}, err
	}
	if len(without) == 0 {
		return Jackknife{}, fmt.Errorf("infer: jackknife: no units, expected at least one")
	}
	return located(jackknifeOf(estimate, []Spread{spreadOf(without)}, level), slices.Clone(without)), nil
}

// LeaveOneOut evaluates statistic with each of m units left out in turn. The
// argument is the index of the unit to leave out; −1 means none.
func LeaveOneOut(m int, statistic func(leaveOut int) float64) (estimate float64, without []float64) {
	without = make([]float64, m)
	for i := range without {
		without[i] = statistic(i)
	}
	return statistic(-1), without
}

// Spread is what an interval needs of the leave-one-out values of a group.
type Spread struct {
	Units   int
	Squares float64 // Σ(θ₍₋i₎ − mean)²
	Largest float64 // of |θ₍₋i₎|
}

func spreadOf(without []float64) Spread {
	s, mean := Spread{Units: len(without)}, 0.0
	for _, w := range without {
		mean += w
	}
	mean /= float64(len(without))
	for _, w := range without {
		s.Squares += (w - mean) * (w - mean)
		s.Largest = max(s.Largest, math.Abs(w))
	}
	return s
}

// JackknifeOfOne is JackknifeOne from the spread of the leave-one-out values. Its
// Without is nil and its Influential −1.
func JackknifeOfOne(estimate float64, s Spread, level float64) Jackknife {
	return jackknifeOf(estimate, []Spread{s}, level)
}

// jackknifeOf makes the interval from the spreads of one group or of two.
func jackknifeOf(estimate float64, groups []Spread, level float64) Jackknife {
	v, parts := 0.0, 0.0
	for _, g := range groups {
		vg := g.variance()
		v += vg
		parts += vg * vg / float64(g.Units-1)
	}
	df := v * v / parts
	if len(groups) == 1 {
		df = float64(groups[0].Units - 1)
	}
	j := Jackknife{Estimate: estimate, SE: math.Sqrt(v), DF: df, Interval: undefinedInterval(), Influential: -1}
	if math.IsNaN(v) || math.IsInf(v, 0) || v == 0 || !(df > 0) {
		j.DF = math.NaN()
		if v != 0 {
			j.SE = math.NaN()
		}
		return j
	}
	half := StudentQuantile((1+level)/2, df) * j.SE
	j.Interval = Interval{estimate - half, estimate + half}
	return j
}

// located enters the leave-one-out values, and which of them is farthest.
func located(j Jackknife, without []float64) Jackknife {
	j.Without = without
	widest := math.Inf(-1)
	for i, w := range without {
		if d := math.Abs(w - j.Estimate); d > widest {
			widest, j.Influential = d, i
		}
	}
	if j.Influential >= 0 {
		j.SignFlips = without[j.Influential]*j.Estimate < 0
	}
	return j
}

// sameWithin is how far leave-one-out values may lie from their mean, relative
// to the largest of them, and still be one value: equal units give values that
// differ in the last digits only.
const sameWithin = 1e-12

// variance is (m−1)/m · Σ(θ₍₋i₎ − mean)²; NaN for fewer than two units, 0 where
// the values differ by nothing but rounding.
func (s Spread) variance() float64 {
	m := float64(s.Units)
	if m < 2 {
		return math.NaN()
	}
	if s.Squares <= m*math.Pow(sameWithin*s.Largest, 2) {
		return 0
	}
	return (m - 1) / m * s.Squares
}

// Acceleration is the skewness constant of the BCa interval from leave-one-out
// values: Σd³ / (6(Σd²)^{3/2}) with d = mean − θ₍₋i₎ (Efron 1987).
func Acceleration(without []float64) float64 {
	mean := 0.0
	for _, w := range without {
		mean += w
	}
	mean /= float64(len(without))
	cubes, squares := 0.0, 0.0
	for _, w := range without {
		d := mean - w
		cubes += d * d * d
		squares += d * d
	}
	return cubes / (6 * math.Pow(squares, 1.5))
}
