package infer

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"
)

// dense builds Counts from rows of counts with equal or given totals.
func dense(rows [][]uint32, totals []float64) Counts {
	c := Counts{Start: []int{0}, Total: totals, Features: len(rows[0])}
	for _, r := range rows {
		for j, v := range r {
			if v > 0 {
				c.Col, c.Count = append(c.Col, uint32(j)), append(c.Count, v)
			}
		}
		c.Start = append(c.Start, len(c.Col))
	}
	return c
}

// simulate draws negative-binomial counts without any group difference, with
// lengths that vary; one target document is six times as long.
func simulate(seed uint64, units, features int, k float64) Counts {
	r := rand.New(rand.NewPCG(seed, 99))
	c := Counts{Start: []int{0}, Features: features}
	for i := range units {
		length := 2200 * math.Exp(0.4*r.NormFloat64())
		if i == 0 {
			length *= 6
		}
		c.Total = append(c.Total, length)
		for f := range features {
			mean := float64(1+f%13) * length / 2200
			// A gamma of shape 2·½ = 1 for k = 1, of shape 2 for k = 2.
			g := 0.0
			for range int(k) {
				g += r.ExpFloat64() / k
			}
			n := uint32(0)
			for p := r.ExpFloat64(); p < mean*g; p += r.ExpFloat64() {
				n++
			}
			if n > 0 {
				c.Col, c.Count = append(c.Col, uint32(f)), append(c.Count, n)
			}
		}
		c.Start = append(c.Start, len(c.Col))
	}
	return c
}

func targets(n, of int) []bool {
	out := make([]bool, of)
	for i := range n {
		out[i] = true
	}
	return out
}

// All arrangements of a tiny table, by an independent brute force.
func TestPermuteExactAgainstBruteForce(t *testing.T) {
	rows := [][]uint32{{5, 0, 2}, {4, 1, 2}, {9, 0, 2}, {1, 0, 3}, {2, 7, 2}, {0, 0, 2}, {3, 0, 2}}
	totals := []float64{10, 20, 15, 30, 10, 25, 12}
	target := targets(3, 7)
	got, err := Permute(context.Background(), dense(rows, totals), target, PermuteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !got.Exact || got.Drawn != 35 {
		t.Fatalf("exact %v, %d arrangements, want 35", got.Exact, got.Drawn)
	}
	statistic := func(f int, mask int) float64 {
		var a, b []float64
		for i := range rows {
			rate := float64(rows[i][f]) / totals[i]
			if mask>>i&1 == 1 {
				a = append(a, rate)
			} else {
				b = append(b, rate)
			}
		}
		return WelchTest(a, b).T
	}
	for f := range 3 {
		observed, over, all := math.Abs(statistic(f, 7)), 0.0, 0.0
		for mask := range 128 {
			bits := 0
			for i := range 7 {
				bits += mask >> i & 1
			}
			if bits != 3 {
				continue
			}
			all++
			if math.Abs(statistic(f, mask)) >= observed*(1-1e-9) {
				over++
			}
		}
		if !near(got.P[f], over/all, 1e-12) || !near(got.Statistic[f], statistic(f, 7), 1e-9) {
			t.Errorf("feature %d: p %g, T %g; brute force %g, %g", f, got.P[f], got.Statistic[f], over/all, statistic(f, 7))
		}
		if got.MaxT[f] < got.P[f] {
			t.Errorf("feature %d: adjusted %g below plain %g", f, got.MaxT[f], got.P[f])
		}
	}
}

// A feature present in every target document and nowhere else is the most
// extreme arrangement: its p is the smallest possible.
func TestPermuteSmallestP(t *testing.T) {
	rows := [][]uint32{{6, 1, 0}, {7, 1, 0}, {8, 1, 0}, {0, 1, 0}, {0, 1, 0}, {0, 1, 0}, {0, 1, 0}}
	totals := []float64{10, 10, 10, 10, 10, 10, 10}
	got, err := Permute(context.Background(), dense(rows, totals), targets(3, 7), PermuteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got.P[0] != 1.0/35 || got.MaxT[0] != 1.0/35 {
		t.Errorf("planted feature: p %g, max-T %g, want 1/35", got.P[0], got.MaxT[0])
	}
	if got.P[1] != 1 || got.Statistic[1] != 0 {
		t.Errorf("constant feature: p %g, T %g, want 1 and 0", got.P[1], got.Statistic[1])
	}
	if !math.IsNaN(got.P[2]) || !math.IsNaN(got.Difference[2]) || !math.IsNaN(got.MaxT[2]) {
		t.Errorf("absent feature: %g, %g, %g, want NaN", got.P[2], got.Difference[2], got.MaxT[2])
	}
}

// Swapping the groups flips the sign and leaves p alone.
func TestPermuteSwap(t *testing.T) {
	c := simulate(3, 12, 40, 1)
	target := targets(4, 12)
	other := make([]bool, 12)
	for i := range other {
		other[i] = !target[i]
	}
	a, err := Permute(context.Background(), c, target, PermuteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := Permute(context.Background(), c, other, PermuteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for f := range a.P {
		if !near(a.P[f], b.P[f], 1e-12) || !near(a.Statistic[f], -b.Statistic[f], 1e-9) || !near(a.Difference[f], -b.Difference[f], 1e-9) {
			t.Fatalf("feature %d: %g %g against %g %g", f, a.P[f], a.Statistic[f], b.P[f], b.Statistic[f])
		}
	}
}

func TestPermuteSameOnAnyProcessors(t *testing.T) {
	c := simulate(7, 30, 60, 1)
	var results []Permutation
	for _, n := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(n)
		r, err := Permute(context.Background(), c, targets(8, 30), PermuteOptions{Draws: 499, Seed: 42})
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
	for _, r := range results[1:] {
		if !reflect.DeepEqual(results[0], r) {
			t.Error("results depend on the number of processors")
		}
	}
	again, _ := Permute(context.Background(), c, targets(8, 30), PermuteOptions{Draws: 499, Seed: 43})
	if reflect.DeepEqual(results[0].P, again.P) {
		t.Error("the seed has no effect")
	}
}

// methods.md §0.1: with documents as units the studentised test keeps its size
// under over-dispersion (k = 1 and 2), unequal lengths and one long document
// (.04–.06 at 5 %). 25 × 60 tests, features of one table being independent here.
func TestPermuteCalibration(t *testing.T) {
	for _, k := range []float64{1, 2} {
		low, all, family := 0, 0, 0
		for run := range uint64(25) {
			r, err := Permute(context.Background(), simulate(100+run, 25, 60, k), targets(5, 25), PermuteOptions{Draws: 399, Seed: run})
			if err != nil {
				t.Fatal(err)
			}
			any := 0
			for f, p := range r.P {
				all++
				if p <= 0.05 {
					low++
				}
				if r.MaxT[f] <= 0.05 {
					any = 1
				}
			}
			family += any
		}
		if share := float64(low) / float64(all); share < 0.025 || share > 0.08 {
			t.Errorf("k = %g: %.3f of null features have p ≤ .05", k, share)
		}
		// 5 or more of 25 families at 5 % has a chance below .01.
		if family > 4 {
			t.Errorf("k = %g: %d of 25 null families have a max-T p ≤ .05", k, family)
		}
	}
}

// Within strata labels move only among units of the same stratum: a feature that
// differs between strata but not inside them is not significant.
func TestPermuteStrata(t *testing.T) {
	var rows [][]uint32
	var totals []float64
	var target []bool
	var strata []int
	for i := range 16 {
		s := i / 8
		rows = append(rows, []uint32{uint32(2 + 20*s + i%3)})
		totals = append(totals, 100)
		strata = append(strata, s)
		target = append(target, (s == 0 && i < 1) || (s == 1 && i < 15))
	}
	free, err := Permute(context.Background(), dense(rows, totals), target, PermuteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	inside, err := Permute(context.Background(), dense(rows, totals), target, PermuteOptions{Strata: strata})
	if err != nil {
		t.Fatal(err)
	}
	if inside.Possible != 64 || !inside.Exact {
		t.Errorf("%g arrangements in strata, want 64", inside.Possible)
	}
	if !(free.P[0] < 0.05) || !(inside.P[0] > 0.2) {
		t.Errorf("p %g without and %g with strata", free.P[0], inside.P[0])
	}
}

func TestPermuteRefuses(t *testing.T) {
	good := dense([][]uint32{{1}, {2}, {3}}, []float64{10, 10, 10})
	ctx := context.Background()
	for name, run := range map[string]func() error{
		"labels":    func() error { _, err := Permute(ctx, good, []bool{true}, PermuteOptions{}); return err },
		"one group": func() error { _, err := Permute(ctx, good, []bool{true, true, true}, PermuteOptions{}); return err },
		"two units": func() error {
			_, err := Permute(ctx, dense([][]uint32{{1}, {2}}, []float64{1, 1}), []bool{true, false}, PermuteOptions{})
			return err
		},
		"empty unit": func() error {
			_, err := Permute(ctx, dense([][]uint32{{1}, {2}, {0}}, []float64{1, 1, 0}), []bool{true, false, false}, PermuteOptions{})
			return err
		},
		"strata": func() error {
			_, err := Permute(ctx, good, []bool{true, false, false}, PermuteOptions{Strata: []int{1}})
			return err
		},
		"no units": func() error { _, err := Permute(ctx, Counts{Start: []int{0}}, nil, PermuteOptions{}); return err },
	} {
		if run() == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestPermuteStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	seen := 0
	_, err := Permute(ctx, simulate(1, 30, 50, 1), targets(10, 30), PermuteOptions{Draws: 100_000, Progress: func(done, total int) {
		seen = done
		if done > 500 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || seen == 0 || seen > 5000 {
		t.Errorf("stopped after %d with %v", seen, err)
	}
}

// The table of methods.md §0.3, for 200 terms at q = .05.
func TestFeasible(t *testing.T) {
	for _, c := range []struct {
		a, b            int
		arrangements, p float64
		tie             int
		possible        bool
	}{
		{1, 19, 20, 0.05, 200, false},
		{3, 3, 20, 0.10, 400, false},
		{3, 10, 286, 1.0 / 286, 14, true},
		{5, 5, 252, 2.0 / 252, 32, true},
		{5, 20, 53130, 1.0 / 53130, 1, true},
	} {
		f, err := Feasible(targets(c.a, c.a+c.b), 200, 0.05, PermuteOptions{ExactLimit: 100_000})
		if err != nil {
			t.Fatal(err)
		}
		if f.Arrangements != c.arrangements || !near(f.SmallestP, c.p, 1e-12) || f.MustTie != c.tie || f.Possible != c.possible || f.Alone != (c.tie == 1) {
			t.Errorf("%d v %d: %+v, want %+v", c.a, c.b, f, c)
		}
	}
	// Drawn at random p cannot fall below 1/(B+1).
	f, err := Feasible(targets(10, 40), 200, 0.05, PermuteOptions{})
	if err != nil || f.SmallestP != 1e-4 || !f.Alone {
		t.Errorf("drawn: %+v, %v", f, err)
	}
}

// Every arrangement number gives a different arrangement of the right sizes.
func TestArrangementsAreAllDifferent(t *testing.T) {
	strata := []int{0, 1, 0, 1, 0, 1, 1}
	target := []bool{true, false, false, true, false, true, false}
	a, err := newArrangement(target, strata)
	if err != nil || a.count != 3*6 {
		t.Fatalf("%g arrangements, %v; want 18", a.count, err)
	}
	seen := map[[7]bool]bool{}
	for i := range int(a.count) {
		var label [7]bool
		a.nth(i, label[:])
		inZero, inOne := 0, 0
		for u, yes := range label {
			if yes && strata[u] == 0 {
				inZero++
			}
			if yes && strata[u] == 1 {
				inOne++
			}
		}
		if inZero != 1 || inOne != 2 {
			t.Fatalf("arrangement %d is %v", i, label)
		}
		seen[label] = true
	}
	if len(seen) != 18 {
		t.Errorf("%d different arrangements, want 18", len(seen))
	}
}

func BenchmarkPermute(b *testing.B) {
	c := simulate(5, 40, 2000, 1)
	label := targets(10, 40)
	b.ResetTimer()
	for b.Loop() {
		if _, err := Permute(context.Background(), c, label, PermuteOptions{Draws: 999, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(999*2000*b.N)/b.Elapsed().Seconds()/1e6, "Mtests/s")
}

func BenchmarkPermuteExact(b *testing.B) {
	c := simulate(5, 13, 2000, 1)
	label := targets(3, 13)
	for b.Loop() {
		if _, err := Permute(context.Background(), c, label, PermuteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
