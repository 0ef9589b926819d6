package infer

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Every |T| of a sweep is that of Welch's test on the rates themselves, for
// features of one unit and of many, and for arrangements in which one group
// holds all of a feature.
func TestSweepIsWelchTest(t *testing.T) {
	const units, arrangements = 30, 600
	for _, small := range []int{2, 4, 13} {
		rng := rand.New(rand.NewPCG(uint64(small), 5))
		rows := make([][]uint32, units)
		totals := make([]float64, units)
		for u := range rows {
			rows[u], totals[u] = make([]uint32, 24), float64(50+rng.IntN(100))
			for f := range rows[u] {
				if rng.IntN(24) <= f || f == u { // feature f in some f+1 of 24 units
					rows[u][f] = uint32(1 + rng.IntN(9))
				}
			}
		}
		c := dense(rows, totals)
		target := targets(small, units)
		arr, err := newArrangement(target, nil)
		if err != nil {
			t.Fatal(err)
		}
		tt, err := newTester(c, target, arr)
		if err != nil {
			t.Fatal(err)
		}
		labels := make([][]bool, arrangements)
		s := newSweep(tt, arrangements)
		s.begin(arrangements, func(i int, label []bool) {
			arr.draw(stream(9, i), label, s.order)
			labels[i] = append([]bool(nil), label...)
		})
		for f := range c.Features {
			s.evaluate(f)
			for i, label := range labels {
				var a, b []float64
				varies := false
				for u, yes := range label {
					rate := float64(rows[u][f]) / totals[u]
					varies = varies || rate > 0
					if yes {
						a = append(a, rate)
					} else {
						b = append(b, rate)
					}
				}
				want := math.Abs(WelchTest(a, b).T)
				if got := s.values[i]; varies && !near(got, want, 1e-9) {
					t.Fatalf("%d of %d units, feature %d, arrangement %d: |T| %v, Welch's test %v", small, units, f, i, got, want)
				}
			}
		}
	}
}
