package measure

import (
	"math"
	"slices"
	"testing"
)

// "a×4 b×3 c×2 d e f", features.md §2.8 (koRpus and exact arithmetic).
func TestDiversityGoldenValues(t *testing.T) {
	f := Frequencies{4, 3, 2, 1, 1, 1}
	for name, v := range map[string][2]float64{
		"K":   {f.YuleK(), 1388.888889},
		"I":   {f.YuleI(), 1.384615385},
		"D":   {f.SimpsonD(), 0.151515152},
		"Vm":  {f.HerdanVm(), 0.235702260},
		"HDD": {f.HDD(5), 0.740404040},
	} {
		if !near(v[0], v[1], 1e-8) {
			t.Errorf("%s: %.10g, want %.10g", name, v[0], v[1])
		}
	}
}

// Identities: all tokens, one token, all different; a short text is undefined.
func TestDiversityEdges(t *testing.T) {
	f := Frequencies{5, 3, 1, 1}
	if !near(f.Rarefied(10), 4, 1e-12) || !near(f.Rarefied(1), 1, 1e-12) || !math.IsNaN(f.HDD(11)) {
		t.Errorf("rarefaction: %g %g %g", f.Rarefied(10), f.Rarefied(1), f.HDD(11))
	}
	if !near(f.Hill(0), 4, 1e-12) || !near(f.Hill(2), 1/f.RepeatRate(), 1e-12) || !near(f.Hill(1), f.Hill(1.0000001), 1e-5) {
		t.Error("Hill numbers do not join up")
	}
	distinct := Frequencies{1, 1, 1}
	for name, v := range map[string]float64{
		"U": distinct.Size().DugastU(10), "R": distinct.HonoreR(), "I": distinct.YuleI(), "alpha": distinct.Size().FisherAlpha(),
		"C of one token": Frequencies{1}.Size().HerdanC(), "D of one token": Frequencies{1}.SimpsonD(), "TTR of nothing": Frequencies{}.Size().TTR(),
		"MATTR": MATTR([]int{1, 2}, 3), "MSTTR": MSTTR([]int{1, 2}, 3, false), "MTLD of nothing": MTLD{Threshold: 0.72}.Of(nil),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s: %g, want NaN", name, v)
		}
	}
	if s := (Size{100, 30}); !near(s.FisherAlpha()*math.Log1p(100/s.FisherAlpha()), 30, 1e-9) {
		t.Error("Fisher's alpha does not solve its equation")
	}
	tokens := []int{1, 2, 1, 3, 1, 2, 4, 1}
	if v := MATTR(tokens, len(tokens)); v != 0.5 {
		t.Errorf("one window is not the TTR: %g", v)
	}
	if a, b := (MTLD{Threshold: 0.72, MinLength: 1}).Of(tokens), (MTLD{Threshold: 0.72, MinLength: 1}).Of(reversed(tokens)); a != b {
		t.Errorf("MTLD depends on the direction: %g %g", a, b)
	}
	for e := PlugIn; e <= ShrinkageEntropy; e++ {
		if h := e.Of([]float64{50, 50, 50, 50}); !near(h, math.Log(4), 0.02) {
			t.Errorf("estimator %d of equal shares: %g", e, h)
		}
	}
}

// Distances on pairs worked by hand.
func TestAlignmentByHand(t *testing.T) {
	r := func(s string) []rune { return []rune(s) }
	if d := EditDistance(r("kitten"), r("sitting"), 1); d != 3 {
		t.Errorf("kitten–sitting %g", d)
	}
	// "ca" to "abc": swap and insert if the pair may be edited again, else 3.
	if a, b := TranspositionDistance(r("ca"), r("abc"), 1, false), TranspositionDistance(r("ca"), r("abc"), 1, true); a != 2 || b != 3 {
		t.Errorf("ca–abc %g and %g, want 2 and 3", a, b)
	}
	if n := LCS(r("一个中国原则"), r("一个中国政策")); n != 4 {
		t.Errorf("LCS %d, want 4", n)
	}
	g := Gaps{Match: 2, Mismatch: -1, Open: -3, Extend: -1}
	if s := Global(r("abcd"), r("ad"), g); s != 2+2-4 {
		t.Errorf("a gap of two: %g, want 0", s)
	}
	if s := Local(r("xxabcyy"), r("zabcz"), g); s != 6 {
		t.Errorf("local: %g, want 6", s)
	}
	if s := Local(r("ab"), r("cd"), g); s != 0 {
		t.Errorf("nothing in common: %g", s)
	}
	if s := Global(r(""), r("abc"), g); s != -5 {
		t.Errorf("all gap: %g, want −5", s)
	}
	for _, p := range [][2]string{{"", "abc"}, {"trade", "trade"}, {"和平", "和平共处"}} {
		a, b := r(p[0]), r(p[1])
		if EditDistance(a, b, 1) != EditDistance(b, a, 1) || !near(Jaro(a, b), Jaro(b, a), 1e-12) {
			t.Errorf("%v: not symmetric", p)
		}
	}
	// methods.md §f: 32 bands of 4 find half of the pairs at about .42.
	if v := BandThreshold(32, 4); !near(v, 0.42, 0.01) {
		t.Errorf("threshold %g", v)
	}
}

// An assignment against all orders of a 5×6 matrix.
func TestAssignIsBest(t *testing.T) {
	cost := make([][]float64, 5)
	for i := range cost {
		for j := range 6 {
			cost[i] = append(cost[i], float64((i*7+j*j*3+i*j*5)%11))
		}
	}
	got, err := Assign(cost)
	if err != nil {
		t.Fatal(err)
	}
	total := 0.0
	for i, j := range got {
		total += cost[i][j]
	}
	best := math.Inf(1)
	var search func(i int, used []bool, sum float64)
	search = func(i int, used []bool, sum float64) {
		if i == len(cost) {
			best = min(best, sum)
			return
		}
		for j := range used {
			if !used[j] {
				used[j] = true
				search(i+1, used, sum+cost[i][j])
				used[j] = false
			}
		}
	}
	search(0, make([]bool, 6), 0)
	if total != best {
		t.Errorf("cost %g, best is %g", total, best)
	}
	if _, err := Assign([][]float64{{1}, {2}}); err == nil {
		t.Error("more rows than columns were accepted")
	}
}

func TestCoherenceEdges(t *testing.T) {
	// Words that always occur together, in half of the documents.
	always := [][]float64{{0.5, 0.5}, {0.5, 0.5}}
	if c := Coherence(always, NPMICoherence, 1e-12); !near(c, 1, 1e-9) {
		t.Errorf("NPMI %g, want 1", c)
	}
	if c := Coherence([][]float64{{0.5}}, UCI, 1e-12); !math.IsNaN(c) {
		t.Errorf("one word has coherence %g", c)
	}
	joint := WindowShares([][]int{{0, 1, 2, 0}, {1}}, []int{0, 1}, 2)
	// Windows: 01, 12, 20, and the document 1.
	if joint[0][0] != 0.5 || joint[1][1] != 0.75 || joint[0][1] != 0.25 {
		t.Errorf("window shares %v", joint)
	}
	g := GibbsState{Docs: [][]int{{0, 9}}, Topics: [][]int{{0, 0}}, K: 1, V: 2, Alpha: 1, Beta: 1}
	if _, err := g.Counts(); err == nil {
		t.Error("a word out of range was accepted")
	}
}

// One clear step is found by all three searches; the best partition is not worse
// than the greedy one.
func TestChangePoints(t *testing.T) {
	var rows [][]float64
	for i := range 24 {
		v := math.Sin(float64(i) * 12.9898)
		if i >= 10 {
			v += 8
		}
		rows = append(rows, []float64{v})
	}
	for _, cost := range []SegmentCost{CostL2, CostL1, CostNormal} {
		s, err := NewSegmenter(rows, cost, 2)
		if err != nil {
			t.Fatal(err)
		}
		one, err := s.Best(1)
		if err != nil || !slices.Equal(one, []int{10}) || !slices.Equal(s.Greedy(1, 0), one) {
			t.Errorf("cost %d: %v and %v, want 10", cost, one, s.Greedy(1, 0))
		}
		three, err := s.Best(3)
		if err != nil || s.Total(three) > s.Total(s.Greedy(3, 0))+1e-9 {
			t.Errorf("cost %d: greedy is better than best", cost)
		}
		if _, err := s.Best(12); err == nil {
			t.Error("twelve changes in 24 values with segments of 2 were accepted")
		}
	}
	s, _ := NewSegmenter(rows, CostL2, 2)
	if p := s.Penalised(40); !slices.Equal(p, []int{10}) {
		t.Errorf("penalised: %v", p)
	}
	if p := s.Penalised(1e9); len(p) != 0 {
		t.Errorf("a huge penalty leaves %v", p)
	}
}

func TestBurstsByHand(t *testing.T) {
	r, d := []float64{1, 1, 9, 8, 1, 1}, []float64{20, 20, 20, 20, 20, 20}
	b, err := BatchedBursts(r, d, 2, 0.5)
	if err != nil || len(b.Runs) != 1 || b.Runs[0].First != 2 || b.Runs[0].Last != 3 {
		t.Errorf("%+v, %v; want one burst over 2–3", b, err)
	}
	if _, err := BatchedBursts([]float64{15, 15}, []float64{20, 20}, 2, 1); err == nil {
		t.Error("a feature of most documents was allowed to burst")
	}
}

func TestReadabilityOfNothing(t *testing.T) {
	c := TextCounts{}
	for i, v := range []float64{c.ARI(false), c.ColemanLiau(), c.Flesch(), c.FleschKincaid(), c.FORCAST(), c.GunningFog(), c.LIX(), c.RIX(), c.SMOG(), c.LinsearWrite()} {
		if !math.IsNaN(v) {
			t.Errorf("formula %d of an empty text is %g", i, v)
		}
	}
}

// The parts of a decomposition rebuild the matrix; correspondence inertia is χ²/N.
func TestScalingIdentities(t *testing.T) {
	rows := [][]float64{{4, 1, 0, 2}, {3, 2, 5, 1}, {0, 2, 7, 3}}
	f, err := Decompose(rows, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		for j := range rows[i] {
			x := 0.0
			for d, s := range f.S {
				x += f.U[i][d] * s * f.V[j][d]
			}
			if math.Abs(x-rows[i][j]) > 1e-10 {
				t.Errorf("cell %d,%d is rebuilt as %g", i, j, x)
			}
		}
	}
	c, err := Correspond(rows, 2)
	if err != nil || !near(c.TotalInertia, Dot(c.S, c.S), 1e-9) || !near(sum(c.Inertia), c.TotalInertia, 1e-12) {
		t.Errorf("inertia %g and %v, %v", c.TotalInertia, c.S, err)
	}
	// A 2×2 table has χ²/N as its only inertia.
	two, err := Correspond([][]float64{{10, 4}, {3, 12}}, 1)
	if err != nil || !near(two.TotalInertia, PhiSquared(Table{10, 4, 3, 12}), 1e-12) {
		t.Errorf("2×2 inertia %g, %v", two.TotalInertia, err)
	}
	// Three points on a line keep their distances in one dimension.
	points, _, err := ClassicalScaling([][]float64{{0, 1, 3}, {1, 0, 2}, {3, 2, 0}}, 1)
	if err != nil || !near(math.Abs(points[0][0]-points[2][0]), 3, 1e-9) || !near(math.Abs(points[0][0]-points[1][0]), 1, 1e-9) {
		t.Errorf("line: %v, %v", points, err)
	}
	for name, bad := range map[string][][]float64{"empty": nil, "ragged": {{1, 2}, {3}}, "NaN": {{math.NaN()}}} {
		if _, err := Decompose(bad, 1); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := Correspond([][]float64{{0, 0}}, 1); err == nil {
		t.Error("a table without counts was accepted")
	}
}
