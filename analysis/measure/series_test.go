package measure

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func close9(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// steps draws n normal values around each level.
func steps(seed uint64, n int, levels ...float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 9))
	var out []float64
	for _, l := range levels {
		for range n {
			out = append(out, l+r.NormFloat64())
		}
	}
	return out
}

// The penalties of R changepoint 2.3 for 80 values (pen.value of its cpt objects), and
// by hand for Hannan–Quinn.
func TestChangePenalties(t *testing.T) {
	for _, x := range []struct {
		penalty ChangePenalty
		model   ChangeModel
		want    float64
	}{
		{PenaltyBIC, ChangeMean, 8.76405326934776}, {PenaltyMBIC, ChangeMean, 13.1460799040216}, {PenaltyAIC, ChangeMean, 4},
		{PenaltyBIC, ChangeMeanVariance, 13.1460799040216}, {PenaltyMBIC, ChangeMeanVariance, 17.5281065386955}, {PenaltyAIC, ChangeMeanVariance, 6},
		{PenaltyHQ, ChangeVariance, 4 * math.Log(math.Log(80))}, {PenaltyBIC0, ChangePoisson, math.Log(80)}, {PenaltyNone, ChangeMean, 0},
	} {
		close9(t, "penalty", x.penalty.Of(x.model, 80), x.want)
	}
}

// Without a shortest segment above 1 and with a cost that never rises by a cut, PELT
// is exact (Killick et al. 2012, theorem 3.1); and so are the planted changes found.
func TestPrunedIsExact(t *testing.T) {
	for seed := range uint64(30) {
		values := steps(seed, 25, 0, 3, 1, 4)
		s, err := NewChangeSeries(values, ChangeMean, 1, false, 1)
		if err != nil {
			t.Fatal(err)
		}
		penalty := PenaltyMBIC.Of(ChangeMean, len(values))
		exact := s.Segmenter().Penalised(penalty)
		if pruned := s.Segmenter().Pruned(penalty); !slices.Equal(exact, pruned) {
			t.Errorf("seed %d: exact %v, pruned %v", seed, exact, pruned)
		}
		if len(exact) != 3 || math.Abs(float64(exact[0]-25)) > 4 || math.Abs(float64(exact[2]-75)) > 4 {
			t.Errorf("seed %d: changes at %v, planted at 25, 50, 75", seed, exact)
		}
		if n := s.Segmenter().Neighbourhood(5, penalty); !slices.Equal(n, exact) {
			t.Errorf("seed %d: neighbourhood %v, exact %v", seed, n, exact)
		}
	}
}

func TestChangeCostsByHand(t *testing.T) {
	values := []float64{1, 2, 3, 10}
	of := func(m ChangeModel, shape float64) *ChangeSeries {
		s, err := NewChangeSeries(values, m, shape, false, 1)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	close9(t, "mean", of(ChangeMean, 1).Cost(0, 3), 2)
	close9(t, "variance", of(ChangeVariance, 1).Cost(0, 2), 2*(math.Log(2*math.Pi)+math.Log(6.5)+1)) // (9+4)/2 around 4
	close9(t, "mean and variance", of(ChangeMeanVariance, 1).Cost(0, 3), 3*(math.Log(2*math.Pi)+math.Log(2./3)+1))
	close9(t, "exponential", of(ChangeExponential, 1).Cost(1, 4), 6*math.Log(5))
	close9(t, "gamma", of(ChangeGamma, 2).Cost(1, 4), 12*math.Log(2.5))
	close9(t, "poisson", of(ChangePoisson, 1).Cost(1, 4), -30*math.Log(5))
	close9(t, "poisson with exposure", of(ChangePoisson, 1).Exposed([]float64{1, 2, 2, 1}).Cost(1, 4), -30*math.Log(3))
	close9(t, "deviance", of(ChangeMean, 1).Deviance([]int{3}), 4*(math.Log(2*math.Pi)+math.Log(2./4)+1))
	if _, err := NewChangeSeries([]float64{1, 0, 2}, ChangeExponential, 1, false, 1); err == nil {
		t.Error("a rate of 0 is taken for exponential")
	}
}

// The linear kernel costs Σ‖x‖² − ‖Σx‖²/n, which is CostL2.
func TestLinearKernelIsL2(t *testing.T) {
	rows := [][]float64{}
	for i, v := range steps(3, 20, 0, 2) {
		rows = append(rows, []float64{v, v*v - float64(i%3)})
	}
	kernel, err := NewKernelSegmenter(rows, KernelLinear, 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := NewSegmenter(rows, CostL2, 2)
	for _, points := range [][]int{nil, {20}, {5, 11, 30}} {
		close9(t, "cost", kernel.Total(points), plain.Total(points))
	}
	rbf, _ := NewKernelSegmenter(rows, KernelRBF, 0, 5)
	if p, err := rbf.Best(1); err != nil || math.Abs(float64(p[0]-20)) > 3 {
		t.Errorf("change at %v, planted at 20 (%v)", p, err)
	}
}

// E-divisive finds planted changes and, of 40 series without one, calls few
// significant: seven at a rate of .05 come by chance in fewer than 1 of 200 runs.
func TestDivisive(t *testing.T) {
	d := Divisive{Alpha: 1, MinSize: 8, Level: 0.05, Permutations: 99, Seed: 1}
	column := func(v []float64) (rows [][]float64) {
		for _, x := range v {
			rows = append(rows, []float64{x})
		}
		return rows
	}
	found, refused, err := d.Changes(column(steps(1, 20, 0, 4, 0)))
	if err != nil || len(found) != 2 || refused == nil || refused.P <= 0.05 {
		t.Fatalf("found %v, refused %v, %v", found, refused, err)
	}
	for _, c := range found {
		if min(math.Abs(float64(c.At-20)), math.Abs(float64(c.At-40))) > 2 {
			t.Errorf("change at %d, planted at 20 and 40", c.At)
		}
	}
	wrong := 0
	for seed := range uint64(40) {
		found, _, err := d.Changes(column(steps(100+seed, 24, 0)))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 {
			wrong++
		}
	}
	if wrong > 6 {
		t.Errorf("%d of 40 series without a change are cut", wrong)
	}
}

// The example of R bursts 1.0 for these offsets, s = 2, gamma = 1; its levels count
// from 1.
func TestEventBursts(t *testing.T) {
	times := []float64{66, 1, 30, 60, 61, 62, 63, 64, 65, 90, 120, 150, 180}
	got, err := EventBursts(times, 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []EventBurst{{0, 1, 180, 13}, {1, 60, 66, 7}, {2, 60, 66, 7}, {3, 60, 66, 7}}
	if !slices.Equal(got, want) {
		t.Errorf("bursts %v, want %v", got, want)
	}
	for _, bad := range [][]float64{{}, {1, 1, 2}} {
		if _, err := EventBursts(bad, 2, 1); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

// A script rebuilds b, and its length is that of Myers 1986: n + m − 2·LCS.
func TestEditScriptIsShortest(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		draw := func() (out []int) {
			for range r.IntN(30) {
				out = append(out, r.IntN(4))
			}
			return out
		}
		a, b := draw(), draw()
		var made []int
		edits, at := 0, 0
		for _, e := range EditScript(a, b) {
			if e.FromA != at {
				t.Fatalf("%v to %v: the script leaves a gap", a, b)
			}
			at = e.ToA
			switch e.Op {
			case Keep:
				made = append(made, a[e.FromA:e.ToA]...)
			case Insert:
				made = append(made, b[e.FromB:e.ToB]...)
			}
			if e.Op != Keep {
				edits += e.ToA - e.FromA + e.ToB - e.FromB
			}
		}
		if !slices.Equal(made, b) || at != len(a) || edits != len(a)+len(b)-2*LCS(a, b) {
			t.Fatalf("%v to %v: %d edits make %v", a, b, edits, made)
		}
	}
	// Documented example of Python's difflib: ratio of "abcd" and "bcde" is .75.
	close9(t, "Ratcliff", Ratcliff([]rune("abcd"), []rune("bcde")), 0.75)
}

func TestLocalAlignmentHasTheScoreOfLocal(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	g := Gaps{Match: 2, Mismatch: -1, Open: -1, Extend: -1}
	for range 200 {
		draw := func() (out []int) {
			for range 1 + r.IntN(20) {
				out = append(out, r.IntN(5))
			}
			return out
		}
		a, b := draw(), draw()
		pairs, score := LocalAlignment(a, b, g)
		sum := 0.0
		for _, p := range pairs {
			switch {
			case p.A < 0 || p.B < 0:
				sum += g.Open
			case a[p.A] == b[p.B]:
				sum += g.Match
			default:
				sum += g.Mismatch
			}
		}
		close9(t, "score", score, Local(a, b, g))
		close9(t, "sum of pairs", sum, score)
	}
}

// The loss never rises (Lee & Seung 2001), and a matrix of rank 2 is found again.
func TestNMF(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	w, h := zeros(12, 2), zeros(2, 9)
	for _, side := range [][][]float64{w, h} {
		for _, row := range side {
			for j := range row {
				row[j] = r.Float64()
			}
		}
	}
	x := zeros(12, 9)
	for i := range x {
		for j := range x[i] {
			x[i][j] = w[i][0]*h[0][j] + w[i][1]*h[1][j]
		}
	}
	for _, loss := range []NMFLoss{Frobenius, KullbackLeibler} {
		f, err := RandomNMF(SparseOf(x), 2, r)
		if err != nil {
			t.Fatal(err)
		}
		last := f.Loss(SparseOf(x), loss)
		for range 50 {
			f.Improve(SparseOf(x), loss)
			now := f.Loss(SparseOf(x), loss)
			if now > last*(1+1e-9) {
				t.Fatalf("the loss rises from %g to %g", last, now)
			}
			last = now
		}
		f.Fit(SparseOf(x), loss, 5000, 1e-12)
		if l := f.Loss(SparseOf(x), loss); l > 1e-3 {
			t.Errorf("loss %g of a matrix of rank 2 in two parts", l)
		}
	}
	if _, err := RandomNMF(SparseOf([][]float64{{1, -1}}), 1, r); err == nil {
		t.Error("a negative value is taken")
	}
}

// The bound never falls (Blei, Ng & Jordan 2003), and the documents' parameters sum
// to their tokens plus the prior.
func TestVariationalBoundRises(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	counts := zeros(20, 12)
	for d := range counts {
		for range 40 {
			counts[d][6*(d%2)+r.IntN(6)]++
		}
	}
	v, err := StartVEM(2, 12, 0.5, r)
	if err != nil {
		t.Fatal(err)
	}
	last := math.Inf(-1)
	for range 30 {
		bound := v.Improve(SparseOf(counts))
		if bound < last-1e-6*math.Abs(last) {
			t.Fatalf("the bound falls from %g to %g", last, bound)
		}
		last = bound
	}
	for d, gamma := range v.Infer(SparseOf(counts), 500, 1e-9).Gamma {
		close9(t, "sum of gamma", gamma[0]+gamma[1], 41)
		if max(gamma[0], gamma[1]) < 38 {
			t.Errorf("document %d of one topic has %v", d, gamma)
		}
	}
}

// vocd-D estimates the D of the exact curve, which HD-D gives without draws (McCarthy
// & Jarvis 2007): within two per cent.
func TestVocdDFollowsTheHypergeometricCurve(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	var tokens []int
	counts := make(Frequencies, 150)
	for range 400 {
		w := int(math.Exp(r.Float64()*math.Log(151))) - 1
		tokens = append(tokens, w)
		counts[w]++
	}
	var curve []float64
	for n := vocdShortest; n <= vocdLongest; n++ {
		curve = append(curve, counts.HDD(float64(n)))
	}
	exact, drawn := fitD(curve), VocdD(tokens, 1)
	if math.Abs(drawn/exact-1) > 0.02 || VocdD(tokens, 1) != drawn {
		t.Errorf("D %g by draws, %g exact", drawn, exact)
	}
	// The curve of a known D gives that D back.
	for i := range curve {
		curve[i] = ModelTTR(60, float64(vocdShortest+i))
	}
	if d := fitD(curve); math.Abs(d-60) > 1e-4 {
		t.Errorf("fitted %g to the curve of D = 60", d)
	}
	if !math.IsNaN(VocdD(tokens[:49], 1)) || math.IsNaN(VocdD(tokens[:50], 1)) {
		t.Error("49 tokens have a value, or 50 have none")
	}
}

// Two topics over four words, by hand.
func TestTopicDescriptors(t *testing.T) {
	phi := [][]float64{{0.4, 0.3, 0.2, 0.1}, {0.1, 0.2, 0.3, 0.4}}
	close9(t, "diversity of 2", TopicDiversity(phi, 2), 1)
	close9(t, "diversity of 3", TopicDiversity(phi, 3), 4./6)
	close9(t, "mean cosine", MeanTopicCosine(phi), (0.04+0.06+0.06+0.04)/0.3)
	close9(t, "relevance", Relevance(phi, []float64{0.25, 0.25, 0.25, 0.25}, 0.5)[0][0], 0.5*math.Log(0.4)+0.5*math.Log(1.6))
	// Word 0 ranks last of four by both in topic 0: FREX is 1.
	close9(t, "FREX", FREX(phi, 0.7)[0][0], 1)
	m := TopicModel{Phi: phi, Theta: [][]float64{{1, 0}, {0.5, 0.5}}}
	close9(t, "share", m.Shares()[0], 0.75)
	close9(t, "entropy", m.Entropies()[1], math.Ln2)
	// Shares at the end of the range of numbers add nothing, and nothing infinite.
	close9(t, "JSD of shares that all but vanish", JSD([]float64{1, 5e-324}, []float64{1, 0}, 0.5), 0)
	if got := LaterEarlier.Of([]int{9, 4, 6}); !slices.Equal(got, [][2]int{{4, 9}, {6, 9}, {6, 4}}) {
		t.Errorf("pairs %v", got)
	}
}

// Points at ±2 on a line of 45° and ±1 across it: variances 8/3 and 2/3 of four
// points, and the 95 % quantile of χ² with two degrees of freedom, 5.991465 (tables).
func TestEllipse(t *testing.T) {
	s := math.Sqrt2
	e := EllipseOf([][2]float64{{s, s}, {-s, -s}, {1 / s, -1 / s}, {-1 / s, 1 / s}}, 0.95)
	for _, x := range [][2]float64{{e.Major, math.Sqrt(5.991465 * 8 / 3)}, {e.Minor, math.Sqrt(5.991465 * 2 / 3)}, {e.Angle, 45}} {
		if math.Abs(x[0]-x[1]) > 1e-5 {
			t.Errorf("got %g, want %g", x[0], x[1])
		}
	}
	// 95 % of normal points lie within (5 000 points: standard error .003).
	r := rand.New(rand.NewPCG(1, 1))
	var points [][2]float64
	for range 5000 {
		x, y := r.NormFloat64(), r.NormFloat64()
		points = append(points, [2]float64{3*x + y, y - x})
	}
	e = EllipseOf(points, 0.95)
	cos, sin, in := math.Cos(e.Angle*math.Pi/180), math.Sin(e.Angle*math.Pi/180), 0
	for _, p := range points {
		u, v := (p[0]*cos+p[1]*sin)/e.Major, (p[1]*cos-p[0]*sin)/e.Minor
		if u*u+v*v <= 1 {
			in++
		}
	}
	if in < 4700 || in > 4800 {
		t.Errorf("%d of 5000 points lie in the ellipse of 95 %%", in)
	}
	if e := EllipseOf(points[:2], 0.95); !math.IsNaN(e.Major) {
		t.Error("two points have an ellipse")
	}
}
