package infer

import (
	"math"
	"math/rand/v2"
	"testing"
)

// For a mean the jackknife SE is s/√n, and for a difference of means the
// interval is Welch's.
func TestJackknifeOfMeansIsWelch(t *testing.T) {
	x, y := []float64{4, 7, 1, 9, 3}, []float64{2, 2.5, 6}
	without := func(v []float64, other float64, sign float64) []float64 {
		_, out := LeaveOneOut(len(v), func(i int) float64 {
			s, n := 0.0, 0.0
			for k, a := range v {
				if k != i {
					s += a
					n++
				}
			}
			return sign*s/n + other
		})
		return out
	}
	mx, sx := meanSD(x)
	my, sy := meanSD(y)
	j, err := JackknifeT(mx-my, without(x, -my, 1), without(y, mx, -1), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	se := math.Sqrt(sx*sx/5 + sy*sy/3)
	welch := WelchTest(x, y)
	if !near(j.SE, se, 1e-12) || !near(j.DF, welch.DF, 1e-12) {
		t.Errorf("SE %g, df %g; Welch %g, %g", j.SE, j.DF, se, welch.DF)
	}
	half := StudentQuantile(0.975, welch.DF) * se
	if !near(j.Interval.Hi-j.Interval.Lo, 2*half, 1e-12) {
		t.Errorf("interval %v, want half width %g", j.Interval, half)
	}
	// Without the 6 the second mean falls from 3.5 to 2.25; no unit of the first
	// group moves its mean of 4.8 by more than 1.05. The 6 is unit 5+2.
	if j.Influential != 7 || len(j.Without) != 8 {
		t.Errorf("influential unit %d of %d, want 7 of 8", j.Influential, len(j.Without))
	}
}

func TestJackknifeEdges(t *testing.T) {
	j, err := JackknifeT(1, []float64{1}, []float64{0.5, 2}, 0.95)
	if err != nil || !math.IsNaN(j.SE) || !math.IsNaN(j.Interval.Lo) {
		t.Errorf("one unit in a group: %+v, %v", j, err)
	}
	j, err = JackknifeT(1, []float64{1, 1}, []float64{1, 1}, 0.95)
	if err != nil || j.SE != 0 || !math.IsNaN(j.Interval.Hi) {
		t.Errorf("no variation: %+v, %v", j, err)
	}
	// Equal values whose mean is rounded: (0.1+0.1+0.1)/3 is not 0.1.
	for _, scale := range []float64{1e-9, 1, 1e9} {
		x := 0.1 * scale
		j, err = JackknifeT(x, []float64{x, x, x}, []float64{x, x * (1 + 1e-15), x, x, x, x, x}, 0.95)
		if err != nil || j.SE != 0 || !math.IsNaN(j.Interval.Lo) || !math.IsNaN(j.DF) {
			t.Errorf("rounding at %g: %+v, %v", x, j, err)
		}
		// A variation of one in a million is one, whatever the size of the values.
		j, err = JackknifeT(x, []float64{x, x, x}, []float64{x, x * (1 + 1e-6), x}, 0.95)
		if err != nil || !(j.SE > 0) || !near(j.DF, 2, 1e-12) || !(j.Interval.Lo < x && x < j.Interval.Hi) {
			t.Errorf("variation at %g: %+v, %v", x, j, err)
		}
	}
	j, err = JackknifeOne(0, []float64{0, 0, 0}, 0.95)
	if err != nil || j.SE != 0 || !math.IsNaN(j.Interval.Hi) {
		t.Errorf("all zero: %+v, %v", j, err)
	}
	j, err = JackknifeOne(0.2, []float64{0.3, -0.1, 0.2}, 0.9)
	if err != nil || j.Influential != 1 || !j.SignFlips || j.DF != 2 {
		t.Errorf("one sample: %+v, %v", j, err)
	}
	if _, err := JackknifeT(1, nil, []float64{1, 2}, 0.95); err == nil {
		t.Error("an empty group was accepted")
	}
	if _, err := JackknifeOne(1, []float64{1, 2}, 95); err == nil {
		t.Error("a level of 95 was accepted")
	}
}

// methods.md §0.2: log ratio of negative-binomial counts (k = 1, 8 uses a
// document), 5 v 20 documents: the 95 % interval misses .06 of the time. 600
// replications have a standard error of .01.
func TestJackknifeCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 5))
	misses, runs := 0, 600
	for range runs {
		count := func(m int) []float64 {
			y := make([]float64, m)
			for i := range y {
				mean := 8 * r.ExpFloat64() // gamma of shape 1
				for p := r.ExpFloat64(); p < mean; p += r.ExpFloat64() {
					y[i]++
				}
			}
			return y
		}
		a, b := count(5), count(20)
		ratio := func(leaveA, leaveB int) float64 {
			rate := func(y []float64, leave int) float64 {
				s, n := 0.5, 1.0
				for i, v := range y {
					if i != leave {
						s += v
						n += 2000
					}
				}
				return s / n
			}
			return math.Log2(rate(a, leaveA) / rate(b, leaveB))
		}
		estimate, withoutA := LeaveOneOut(5, func(i int) float64 { return ratio(i, -1) })
		_, withoutB := LeaveOneOut(20, func(i int) float64 { return ratio(-1, i) })
		j, err := JackknifeT(estimate, withoutA, withoutB, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if !j.Interval.Contains(0) {
			misses++
		}
	}
	if share := float64(misses) / float64(runs); share < 0.02 || share > 0.11 {
		t.Errorf("the 95 %% interval misses %.3f of the time, want about .06", share)
	}
}
