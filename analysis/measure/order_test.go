package measure

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The reference is the stable sort of the library.
func TestDescendingIsStableSort(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 100, 5000} {
		values, want := make([]float64, n), make([]int, n)
		for i := range values {
			values[i], want[i] = math.Round(20*rng.NormFloat64())/4, i
			switch rng.IntN(12) {
			case 0:
				values[i] = math.Copysign(0, -1)
			case 1:
				values[i] = math.Inf(1 - 2*rng.IntN(2))
			case 2:
				values[i] *= 1e-300
			}
		}
		slices.SortStableFunc(want, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
		if got := Descending(values); !slices.Equal(got, want) {
			t.Fatalf("%d values: %v, want %v", n, got, want)
		}
	}
	if got := Descending([]float64{math.NaN(), 1, math.NaN(), math.Inf(-1)}); !slices.Equal(got, []int{1, 3, 0, 2}) {
		t.Errorf("with NaN: %v, want 1 3 0 2", got)
	}
}

func TestG2TwoCellsIsG2TwoCell(t *testing.T) {
	a, b := []uint32{0, 1, 63, 64, 5, 900, 0}, []uint32{3, 1, 63, 2, 0, 70_000, 0}
	nA, nB := 1+63+64+5+900.0, 3+1+63+2+70_000.0
	for f, got := range G2TwoCells(a, b) {
		want := G2TwoCell(KeynessTable(float64(a[f]), nA, float64(b[f]), nB))
		if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("feature %d: %v, want %v", f, got, want)
		}
	}
}

// The reference takes every document, those without the feature too.
func TestUsedIsOverdispersionOfAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var u Used
		var y, n []float64
		for range 2 + rng.IntN(60) {
			length, count := float64(50+rng.IntN(2000)), 0.0
			if rng.IntN(3) == 0 {
				count = float64(rng.IntN(12))
			}
			y, n = append(y, count), append(n, length)
			u.Documents, u.Tokens, u.TokensSquared = u.Documents+1, u.Tokens+length, u.TokensSquared+length*length
			u.Uses, u.UsesSquared, u.Products = u.Uses+count, u.UsesSquared+count*count, u.Products+count*length
		}
		want := Overdispersion(y, n)
		if got := u.Overdispersion(); !(math.Abs(got-want) <= 1e-11*max(1, want)) && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Fatalf("%v of %v: %v, want %v", y, n, got, want)
		}
	}
	if got := (Used{Documents: 1, Tokens: 10, TokensSquared: 100, Uses: 2, UsesSquared: 4, Products: 20}).Overdispersion(); !math.IsNaN(got) {
		t.Errorf("one document: %v, want NaN", got)
	}
}

// 137 000 features whose counts follow Zipf's law: statistic and order.
func BenchmarkG2TwoCells(b *testing.B) {
	rng := rand.New(rand.NewPCG(5, 6))
	x, y := make([]uint32, 137_000), make([]uint32, 137_000)
	for f := range x {
		mean := 7e5 / (float64(f) + 2.7)
		x[f] = uint32(max(0, mean+math.Sqrt(mean)*rng.NormFloat64()+0.5))
		y[f] = uint32(max(1, mean+math.Sqrt(mean)*rng.NormFloat64()+0.5))
	}
	for b.Loop() {
		Descending(G2TwoCells(x, y))
	}
}
