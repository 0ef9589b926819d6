package measure

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomDistances are distances of random points of the plane.
func randomDistances(seed uint64, n int) [][]float64 {
	r := rand.New(rand.NewPCG(seed, 7))
	points := make([][]float64, n)
	for i := range points {
		points[i] = []float64{r.Float64(), r.Float64()}
	}
	return Pairwise(points, Euclidean)
}

// By hand: points 0, 1, 3, 7 on a line.
func TestLinkByHand(t *testing.T) {
	d := Pairwise([][]float64{{0}, {1}, {3}, {7}}, Euclidean)
	for linkage, want := range map[Linkage][]float64{
		Single: {1, 2, 4}, Complete: {1, 3, 7}, Average: {1, 2.5, (7 + 6 + 4) / 3.0},
		// Ward: √(2·n_a·n_b/(n_a+n_b))·distance of the centres.
		WardD2: {1, math.Sqrt(4.0/3) * 2.5, math.Sqrt(6.0/4) * (7 - 4.0/3)},
	} {
		h, err := Link(d, linkage)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range h.Merges {
			if math.Abs(m.Height-want[i]) > 1e-12 {
				t.Errorf("%s: merge %d at %v, want %v", linkage, i, m.Height, want[i])
			}
		}
		if got := h.Cut(2); !slices.Equal(got, []int{1, 1, 1, 2}) {
			t.Errorf("%s: two groups %v", linkage, got)
		}
		if k := h.LargestGap(10); k != 2 {
			t.Errorf("%s: largest gap at %d groups, want 2", linkage, k)
		}
	}
}

// Average linkage by definition: the nearest clusters by mean distance of rows.
func TestLinkAgainstDefinition(t *testing.T) {
	for seed := range uint64(10) {
		d := randomDistances(seed, 14)
		h, err := Link(d, Average)
		if err != nil {
			t.Fatal(err)
		}
		var clusters [][]int
		for i := range d {
			clusters = append(clusters, []int{i})
		}
		for _, m := range h.Merges {
			a, b, least := 0, 0, math.Inf(1)
			for i := range clusters {
				for j := range i {
					s := 0.0
					for _, x := range clusters[i] {
						for _, y := range clusters[j] {
							s += d[x][y]
						}
					}
					if s /= float64(len(clusters[i]) * len(clusters[j])); s < least {
						a, b, least = j, i, s
					}
				}
			}
			if math.Abs(m.Height-least) > 1e-12 {
				t.Fatalf("seed %d: height %v, by definition %v", seed, m.Height, least)
			}
			clusters[a] = append(clusters[a], clusters[b]...)
			clusters = slices.Delete(clusters, b, b+1)
		}
	}
}

// All 2^(n−1) ways of turning branches, compared with the best order.
func TestOptimalOrderAgainstBruteForce(t *testing.T) {
	length := func(d [][]float64, order []int) float64 {
		s := 0.0
		for i := 1; i < len(order); i++ {
			s += d[order[i-1]][order[i]]
		}
		return s
	}
	for seed := range uint64(20) {
		d := randomDistances(seed, 9)
		h, err := Link(d, []Linkage{Average, Single, Complete, WardD2}[seed%4])
		if err != nil {
			t.Fatal(err)
		}
		best := math.Inf(1)
		for turns := range 1 << len(h.Merges) {
			members := h.members()[:9]
			for i, m := range h.Merges {
				a, b := members[m.A], members[m.B]
				if turns>>i&1 == 1 {
					a, b = b, a
				}
				members = append(members, slices.Concat(a, b))
			}
			best = min(best, length(d, members[len(members)-1]))
		}
		got := h.OptimalOrder(d)
		if math.Abs(length(d, got)-best) > 1e-12 {
			t.Errorf("seed %d: length %v, the best is %v", seed, length(d, got), best)
		}
		if got[0] > got[len(got)-1] {
			t.Errorf("seed %d: the order begins with %d and ends with %d", seed, got[0], got[len(got)-1])
		}
		if all := slices.Sorted(slices.Values(got)); !slices.Equal(all, []int{0, 1, 2, 3, 4, 5, 6, 7, 8}) {
			t.Errorf("seed %d: order %v is no permutation", seed, got)
		}
	}
}

func TestLinkRefuses(t *testing.T) {
	for name, d := range map[string][][]float64{"empty": nil, "ragged": {{0, 1}, {1}}, "NaN": {{0, math.NaN()}, {math.NaN(), 0}}} {
		if _, err := Link(d, Average); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Link([][]float64{{0}}, "best"); err == nil {
		t.Error("an unknown linkage passes")
	}
	h, err := Link([][]float64{{0}}, Average)
	if err != nil || len(h.Merges) != 0 || !slices.Equal(h.OptimalOrder([][]float64{{0}}), []int{0}) || !slices.Equal(h.Cut(3), []int{1}) {
		t.Errorf("one row: %+v, %v", h, err)
	}
	// All distances equal: the first rows join first, and nothing is NaN but the
	// correlation, which is not defined.
	equal := [][]float64{{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}
	h, _ = Link(equal, Average)
	if h.Merges[0].A != 0 || h.Merges[0].B != 1 || !math.IsNaN(h.CopheneticCorrelation(equal)) {
		t.Errorf("equal distances: %+v", h)
	}
}

// The sparse distances are those of the dense measures.
func TestDistancesAgainstDense(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var dense [][]float64
	var sparse []Sparse
	for range 12 {
		row, s := make([]float64, 30), Sparse{}
		for j := range row {
			if row[j] = float64(max(0, r.IntN(6)-2)); row[j] > 0 {
				s.Feature, s.Count = append(s.Feature, uint32(j)), append(s.Count, row[j])
			}
		}
		dense, sparse = append(dense, row), append(sparse, s)
	}
	for by, of := range map[ProfileDistance]func(x, y []float64) float64{
		ByJSD:       func(x, y []float64) float64 { return math.Sqrt(JSD(x, y, 0.5)) },
		ByHellinger: Hellinger,
		ByCosine:    func(x, y []float64) float64 { return 1 - Cosine(x, y) },
		ByJaccard:   func(x, y []float64) float64 { return 1 - PresenceOf(x, y).Jaccard() },

		ByDice:        func(x, y []float64) float64 { return 1 - PresenceOf(x, y).Dice() },
		ByRuzicka:     func(x, y []float64) float64 { return 1 - Ruzicka(Normalize(x), Normalize(y)) },
		ByEuclidean:   func(x, y []float64) float64 { return Euclidean(Normalize(x), Normalize(y)) },
		ByManhattan:   func(x, y []float64) float64 { return Manhattan(Normalize(x), Normalize(y)) },
		ByCorrelation: func(x, y []float64) float64 { return 1 - Pearson(x, y) },
	} {
		got, err := Distances(sparse, by)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			for j := range got {
				want := 0.0
				if i != j {
					want = of(dense[i], dense[j])
				}
				if math.Abs(got[i][j]-want) > 1e-9 {
					t.Fatalf("%s: %v, dense %v", by, got[i][j], want)
				}
			}
		}
	}
	if d, _ := Distances([]Sparse{sparse[0], sparse[0], {}}, ByJSD); d[0][1] != 0 || !math.IsNaN(d[0][2]) {
		t.Errorf("equal documents %v, an empty one %v, want 0 and NaN", d[0][1], d[0][2])
	}
	if _, err := Distances(sparse, "far"); err == nil {
		t.Error("an unknown distance passes")
	}
}

// By hand: groups {0, 1} and {10}: a = 1, b = 10 for the first row, b = 9 for the
// second; the last is alone.
func TestSilhouettesByHand(t *testing.T) {
	d := Pairwise([][]float64{{0}, {1}, {10}}, Euclidean)
	got := Silhouettes(d, []int{0, 0, 1})
	for i, want := range []float64{0.9, 8.0 / 9, 0} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("row %d: %v, want %v", i, got[i], want)
		}
	}
	if !math.IsNaN(Silhouettes(d, []int{1, 1, 1})[0]) {
		t.Error("one group has a silhouette")
	}
}

func TestKMeansFrom(t *testing.T) {
	k, err := KMeansFrom([][]float64{{0}, {1}, {10}, {11}}, [][]float64{{0}, {1}})
	if err != nil || !slices.Equal(k.Labels, []int{0, 0, 1, 1}) || k.Inertia != 1 || k.Centers[1][0] != 10.5 {
		t.Errorf("%+v, %v; want the two pairs with inertia 1", k, err)
	}
	if _, err := KMeansFrom([][]float64{{0}}, [][]float64{{0}, {1}}); err == nil {
		t.Error("more centres than rows pass")
	}
}
