package infer

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"
)

func meanOf(v []float64) func([]int) float64 {
	return func(units []int) float64 {
		s := 0.0
		for _, i := range units {
			s += v[i]
		}
		return s / float64(len(units))
	}
}

// The bootstrap error of a mean tends to the population SD over √n.
func TestBootstrapOfMean(t *testing.T) {
	v := []float64{3, 9, 1, 4, 4, 8, 2, 7}
	b, err := BootstrapUnits(len(v), meanOf(v), BootstrapOptions{Draws: 4000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, sd := meanSD(v)
	want := sd * math.Sqrt(7.0/8) / math.Sqrt(8)
	if !near(b.SE, want, 0.05) || b.Estimate != 4.75 || !b.Interval.Contains(4.75) {
		t.Errorf("SE %g, want %g; %+v", b.SE, want, b.Interval)
	}
	before := runtime.GOMAXPROCS(1)
	one, _ := BootstrapUnits(len(v), meanOf(v), BootstrapOptions{Draws: 4000, Seed: 1})
	runtime.GOMAXPROCS(before)
	if !reflect.DeepEqual(one, b) {
		t.Error("replicates depend on the number of processors")
	}
}

// Resampling inside strata of one unit cannot move anything.
func TestBootstrapStrata(t *testing.T) {
	v := []float64{3, 9, 1}
	b, err := BootstrapUnits(3, meanOf(v), BootstrapOptions{Draws: 50, Strata: []int{0, 1, 2}})
	if err != nil || b.SE > 1e-12 {
		t.Errorf("SE %g, %v; want 0", b.SE, err)
	}
	if _, err := BootstrapUnits(0, meanOf(v), BootstrapOptions{}); err == nil {
		t.Error("no units were accepted")
	}
}

func shiftOf(v []float64) float64 {
	largest, s := 0.0, 0.0
	m, _ := meanSD(v)
	for _, x := range v {
		s += x - m
		largest = math.Max(largest, math.Abs(s))
	}
	return largest
}

func TestPermuteBlocks(t *testing.T) {
	shifted := []float64{1, 1.2, 0.8, 1.1, 0.9, 1, 5, 5.1, 4.9, 5.2, 4.8, 5}
	b, err := PermuteBlocks(context.Background(), shifted, shiftOf, BlockOptions{Seed: 2, Block: 1})
	if err != nil || b.P > 0.02 {
		t.Errorf("a clear shift has p %g, %v", b.P, err)
	}
	if _, err := PermuteBlocks(context.Background(), shifted, shiftOf, BlockOptions{Block: 12}); err == nil {
		t.Error("blocks as long as the series were accepted")
	}
	// Under AR(1) = .4 without a shift blocks of 3 keep the false alarms down
	// (methods.md §0.5: single values give 19–30 %).
	r := rand.New(rand.NewPCG(4, 4))
	alarms := map[int]int{}
	const runs = 150
	for range runs {
		v := make([]float64, 30)
		for i := range v {
			v[i] = r.NormFloat64()
			if i > 0 {
				v[i] += 0.4 * v[i-1]
			}
		}
		for _, block := range []int{1, 3} {
			b, err := PermuteBlocks(context.Background(), v, shiftOf, BlockOptions{Seed: 1, Draws: 199, Block: block})
			if err != nil {
				t.Fatal(err)
			}
			if b.P <= 0.05 {
				alarms[block]++
			}
		}
	}
	if alarms[3] >= alarms[1] || alarms[3] > runs*15/100 {
		t.Errorf("false alarms %v of %d", alarms, runs)
	}
}

func TestBlockLength(t *testing.T) {
	if n := BlockLength([]float64{1, -1, 1, -1, 1, -1, 1}); n != 1 {
		t.Errorf("alternating series: block %d", n)
	}
	if n := BlockLength([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9}); n != 3 {
		t.Errorf("rising series: block %d", n)
	}
	if n := BlockLength([]float64{2, 2, 2, 2, 2, 2, 2}); n != 1 {
		t.Errorf("constant series: block %d", n)
	}
}

// With all values different the exact rank-sum test is the hypergeometric count:
// 3 v 3 fully separated is 2/20.
func TestRankSumExact(t *testing.T) {
	p, err := RankSumExact([]float64{1, 2, 3}, []float64{4, 5, 6})
	if err != nil || !near(p, 0.1, 1e-12) {
		t.Errorf("separated: %g, %v", p, err)
	}
	p, err = RankSumExact([]float64{1, 1}, []float64{1, 1, 1})
	if err != nil || p != 1 {
		t.Errorf("all tied: %g, %v", p, err)
	}
	r := MannWhitney([]float64{1, 1}, []float64{1, 1, 1})
	if !math.IsNaN(r.P) || r.U != 3 {
		t.Errorf("all tied: %+v", r)
	}
	a, b := []float64{1, 5, 2, 8}, []float64{3, 3, 9}
	if x, y := MannWhitney(a, b), MannWhitney(b, a); x.U+y.U != 12 || !near(x.P, y.P, 1e-12) {
		t.Errorf("swap: %+v %+v", x, y)
	}
	if d := CliffDelta(a, b) + CliffDelta(b, a); d != 0 {
		t.Errorf("Cliff's delta does not flip: %g", d)
	}
}
