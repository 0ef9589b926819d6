package sparse

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"sort"
	"strings"
	"testing"
)

// random makes a matrix of small counts, columns drawn so that a few are in most
// rows, as words are.
func random(rows, columns, each int, seed uint64) *Matrix {
	rng := rand.New(rand.NewPCG(seed, 1))
	m := &Matrix{Columns: columns, Start: []int{0}}
	for range rows {
		held := map[uint32]bool{}
		for range rng.IntN(2*each + 1) {
			u := rng.Float64()
			held[uint32(float64(columns)*u*u*u*u*u)] = true
		}
		var col []uint32
		for c := range held {
			col = append(col, c)
		}
		slices.Sort(col)
		for _, c := range col {
			m.Col, m.Value = append(m.Col, c), append(m.Value, float64(1+rng.IntN(4)))
		}
		m.Start = append(m.Start, len(m.Col))
	}
	return m
}

func dense(m *Matrix) [][]float64 {
	out := make([][]float64, m.Rows())
	for r := range out {
		out[r] = make([]float64, m.Columns)
		col, value := m.Row(r)
		for i, c := range col {
			out[r][c] = value[i]
		}
	}
	return out
}

// nearest tries all pairs on dense rows.
func nearest(m *Matrix, k int) [][]Neighbour {
	d := dense(m.Normalised())
	out := make([][]Neighbour, len(d))
	for a := range d {
		var all []Neighbour
		for b := range d {
			sum := 0.0
			for c := range d[a] {
				sum += d[min(a, b)][c] * d[max(a, b)][c]
			}
			if a != b && sum > 0 {
				all = append(all, Neighbour{b, sum})
			}
		}
		slices.SortFunc(all, func(x, y Neighbour) int {
			return cmp.Or(cmp.Compare(y.Cosine, x.Cosine), cmp.Compare(x.Row, y.Row))
		})
		out[a] = all[:min(k, len(all))]
	}
	return out
}

func TestNearestIsThatOfAllPairs(t *testing.T) {
	for seed := range uint64(8) {
		m := random(int(20+30*seed), int(5+40*seed), 6, seed)
		for _, k := range []int{1, 3, 10, 1000} {
			want := nearest(m, k)
			for _, processors := range []int{1, 3} {
				old := runtime.GOMAXPROCS(processors)
				got, err := m.Nearest(context.Background(), k)
				runtime.GOMAXPROCS(old)
				if err != nil {
					t.Fatal(err)
				}
				for r := range want {
					if len(want[r]) != len(got[r]) || len(got[r]) > 0 && !reflect.DeepEqual(want[r], got[r]) {
						t.Fatalf("seed %d, k %d, %d processors, row %d: %v, want %v", seed, k, processors, r, got[r], want[r])
					}
				}
			}
		}
	}
}

func TestTransposedAndGroupSums(t *testing.T) {
	m := random(50, 30, 5, 9)
	d, back := dense(m), dense(m.Transposed())
	for r := range d {
		for c := range d[r] {
			if d[r][c] != back[c][r] {
				t.Fatalf("row %d, column %d: %v, transposed %v", r, c, d[r][c], back[c][r])
			}
		}
	}
	group := make([]int, m.Rows())
	for r := range group {
		group[r] = r%4 - 1
	}
	sums, err := m.GroupSums(group, 3)
	if err != nil {
		t.Fatal(err)
	}
	for g := range sums {
		for c := range sums[g] {
			want := 0.0
			for r := range d {
				if group[r] == g {
					want += d[r][c]
				}
			}
			if sums[g][c] != want {
				t.Errorf("group %d, column %d: %v, want %v", g, c, sums[g][c], want)
			}
		}
	}
}

// Worked by hand: column 0 is in both of 2 rows, ln(3/3)+1 = 1; column 1 in one,
// ln(3/2)+1.
func TestTFIDF(t *testing.T) {
	m, err := New(2, []int{0, 2, 3}, []uint32{0, 1, 0}, []float64{3, 4, 5})
	if err != nil {
		t.Fatal(err)
	}
	got := m.TFIDF().Value
	for i, want := range []float64{3, 4 * (math.Log(1.5) + 1), 5} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("value %d: %v, want %v", i, got[i], want)
		}
	}
	if v := m.Normalised().Value; math.Abs(v[0]-0.6) > 1e-15 || math.Abs(v[1]-0.8) > 1e-15 || v[2] != 1 {
		t.Errorf("normalised %v, want .6 .8 1", v)
	}
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		start []int
		col   []uint32
		value []float64
		want  string
	}{
		{nil, nil, nil, "the last start"},
		{[]int{0, 1}, []uint32{0}, nil, "the last start"},
		{[]int{0, 2, 1}, []uint32{0}, []float64{1}, "ascending starts"},
		{[]int{0, 1}, []uint32{5}, []float64{1}, "column 5"},
		{[]int{0, 2}, []uint32{1, 1}, []float64{1, 1}, "ascending columns"},
		{[]int{0, 1}, []uint32{1}, []float64{math.NaN()}, "finite"},
	} {
		if _, err := New(3, c.start, c.col, c.value); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: error %v, want %s", c, err, c.want)
		}
	}
	m := random(10, 10, 3, 1)
	if _, err := m.Nearest(context.Background(), 0); err == nil {
		t.Error("no error for the 0 nearest rows")
	}
	if _, err := m.GroupSums([]int{0}, 1); err == nil {
		t.Error("no error for groups of one row of ten")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := m.Nearest(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	empty := &Matrix{Start: []int{0}}
	if got, err := empty.Nearest(context.Background(), 3); err != nil || len(got) != 0 {
		t.Errorf("empty matrix: %v, error %v", got, err)
	}
}

// 10 000 documents of about 220 features.
func BenchmarkNearest(b *testing.B) {
	b.Run("law=power", func(b *testing.B) { measure(b, random(10000, 40000, 300, 7).TFIDF()) })
	b.Run("law=zipf", func(b *testing.B) { measure(b, zipfian().TFIDF()) })
}

// zipfian makes the matrix of a size at which other tools were measured: 10 000
// documents, 2.2 M non-zeros, 1.4 G products. Word frequencies follow the law of
// Zipf and Mandelbrot.
func zipfian() *Matrix {
	rng := rand.New(rand.NewPCG(5, 6))
	upTo, sum := make([]float64, 60_000), 0.0
	for f := range upTo {
		sum += 1 / (float64(f) + 2.7)
		upTo[f] = sum
	}
	m := &Matrix{Columns: len(upTo), Start: []int{0}}
	for range 10_000 {
		count := map[uint32]float64{}
		for range int(320 * math.Exp(0.5*rng.NormFloat64()-0.125)) {
			count[uint32(sort.SearchFloat64s(upTo, rng.Float64()*sum))]++
		}
		for _, c := range slices.Sorted(maps.Keys(count)) {
			m.Col, m.Value = append(m.Col, c), append(m.Value, count[c])
		}
		m.Start = append(m.Start, len(m.Col))
	}
	return m
}

func measure(b *testing.B, m *Matrix) {
	held := make([]float64, m.Columns)
	for _, c := range m.Col {
		held[c]++
	}
	products := 0.0
	for _, n := range held {
		products += n * (n - 1) / 2
	}
	for b.Loop() {
		if _, err := m.Nearest(context.Background(), 10); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(products/1e9, "Gproducts/op")
	b.ReportMetric(float64(len(m.Col))/1e6, "Mnonzeros")
}
