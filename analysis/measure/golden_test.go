package measure

import (
	"math"
	"testing"

	"concord/analysis/infer"
)

func near(a, b, rel float64) bool {
	if math.IsNaN(a) || math.IsNaN(b) {
		return math.IsNaN(a) && math.IsNaN(b)
	}
	return math.Abs(a-b) <= rel*math.Max(math.Abs(a), math.Abs(b))+1e-15
}

// The table of features.md §2.8: n1 = 1000, n2 = 2000; R packages corpora,
// textometry and quanteda, and exact arithmetic.
func TestKeynessGoldenValues(t *testing.T) {
	const n1, n2 = 1000, 2000
	nan := math.NaN()
	for _, c := range []struct {
		a, b                               float64
		g2, g2two, chi, chiQuanteda        float64
		walter, hardie, lo, hi, lrc5, lrc1 float64
		bic, specificity, delta, z         float64
	}{
		{10, 2, 12.83490874, 12.78063719, 13.55421687, 11.38930723, 3.07002879, 3.321928095, 1.134394621, 5.509461569, 0.5759981164, 1.0915682929, 4.774269625, 3.2752, 2.3051135, 2.9823263},
		{5, 0, 11.00282668, 10.98612289, 10.01669449, 7.23706177, 4.45907108, 4.321928095, 0.1288278548, 8.515028335, 0.0851295108, 0.8739798679, 2.979755319, 2.3885, 6.9122552, 0.6905367},
		// CQPweb leaves a count of 0 in the target unbounded; ours is half a count.
		{0, 5, 4.058823544, 4.054651081, 2.504173623, 1.227045075, -2.45979216, nan, nan, nan, 0, 0, -3.951716487, -0.8812, -5.5284415, -0.5522932},
		{3, 3, 0.7082014711, 0.7066982139, 0.751503006, 0.1878757515, 0.99963946, 1, -1.306151683, 3.306151683, 0, 0, -7.299669354, 0.4955, 0.6921537, 0.8491233},
		{40, 20, 28.34024679, 27.72588722, 30.6122449, 30.6122449, 1.98193746, 2, 1.23340444, 2.76659556, 0.9606373500, 1.1914509762, 19.71951965, 6.9968, 1.4141487, 5.1648165},
	} {
		table := KeynessTable(c.a, n1, c.b, n2)
		odds := LogOddsDirichlet(c.a, n1, c.b, n2, 0.01, 0.01*500, false)
		wald := LogRatioWald(c.a, n1, c.b, n2, 0.95)
		for _, v := range []struct {
			name      string
			got, want float64
			rel       float64
		}{
			{"G² four-cell", G2(table, Uncorrected, 0), c.g2, 1e-8},
			{"G² two-cell", G2TwoCell(table), c.g2two, 1e-8},
			{"χ²", ChiSquare(table, Uncorrected), c.chi, 1e-8},
			{"χ² quanteda default", ChiSquare(table, YatesSmall), c.chiQuanteda, 1e-8},
			{"log ratio Walter", LogRatio(c.a, n1, c.b, n2, HalfAll), c.walter, 1e-8},
			{"log ratio Hardie", LogRatio(c.a, n1, c.b, n2, HalfZeros), c.hardie, 1e-8},
			{"interval lower", wald.Lo, c.lo, 1e-8},
			{"interval upper", wald.Hi, c.hi, 1e-8},
			{"LRC of 5", ConservativeLogRatio(c.a, n1, c.b, n2, 0.95, 5), c.lrc5, 1e-8},
			{"LRC of 1", ConservativeLogRatio(c.a, n1, c.b, n2, 0.95, 1), c.lrc1, 1e-8},
			{"BIC", BIC(G2TwoCell(table), n1+n2), c.bic, 1e-8},
			{"specificity", Specificity(table), c.specificity, 1e-4},
			{"log odds δ", odds.Delta, c.delta, 1e-7},
			{"log odds z", odds.Z, c.z, 1e-7},
		} {
			if math.IsNaN(v.want) {
				continue
			}
			if !near(v.got, v.want, v.rel) {
				t.Errorf("(%g,%g) %s: %.10g, want %.10g", c.a, c.b, v.name, v.got, v.want)
			}
		}
	}
}

// Gries's five-part example, features.md §2.8.
func TestDispersionGoldenValues(t *testing.T) {
	p := Parts{Uses: []float64{1, 2, 3, 4, 5}, Sizes: []float64{9, 10, 10, 10, 11}}
	counts := Parts{Uses: p.Uses, Sizes: []float64{1, 1, 1, 1, 1}}
	for name, v := range map[string][2]float64{
		"SD":           {populationSD(p.Uses), 1.414213562},
		"VC":           {p.VariationCoefficient(false), 0.471404521},
		"D on rates":   {p.JuillandD(), 0.785150453},
		"D on counts":  {counts.JuillandD(), 0.764297740},
		"D2 on rates":  {p.CarrollD2(), 0.937921303},
		"D2 on counts": {counts.CarrollD2(), 0.925633917},
		"S":            {p.RosengrenS(), 0.949816342},
		"DP":           {p.DP(DPPlain), 0.18},
		"DPnorm":       {p.DP(DPNorm), 0.219512195},
		"KLD":          {p.KLD(), 0.136971729},
		"1−2^−KLD":     {1 - Base2.Of(p.KLD()), 0.090573928},
		"DA":           {p.DA(), 0.697450034},
	} {
		if !near(v[0], v[1], 1e-8) {
			t.Errorf("%s: %.10g, want %.10g", name, v[0], v[1])
		}
	}
}

// A phrase in one part only, in all parts by size, and nowhere.
func TestDispersionEdges(t *testing.T) {
	sizes := []float64{500, 300, 200}
	one := Parts{Uses: []float64{0, 0, 7}, Sizes: sizes}
	if !near(one.DP(DPNorm), 1, 1e-12) || !near(one.DP(DPNormPresent), 1, 1e-12) || !near(one.JuillandD(), 0, 1e-12) || one.Range() != 1 {
		t.Errorf("one part: %g %g %g", one.DP(DPNorm), one.DP(DPNormPresent), one.JuillandD())
	}
	even := Parts{Uses: []float64{5, 3, 2}, Sizes: sizes}
	if !near(even.DP(DPPlain), 0, 1e-12) || !near(even.KLD(), 0, 1e-12) || !near(even.DA(), 1, 1e-12) || !near(even.RosengrenS(), 1, 1e-12) || !near(even.CarrollD2(), 1, 1e-12) {
		t.Error("spread as the sizes is not even")
	}
	none := Parts{Uses: []float64{0, 0, 0}, Sizes: sizes}
	single := Parts{Uses: []float64{4}, Sizes: []float64{100}}
	for name, v := range map[string]float64{
		"DP": none.DP(DPPlain), "D": none.JuillandD(), "S": none.RosengrenS(), "D3": none.LyneD3(), "DA": none.DA(), "KLD": none.KLD(),
		"DPnorm of one part": single.DP(DPNorm), "D of one part": single.JuillandD(), "D2 of one part": single.CarrollD2(), "DA of one part": single.DA(),
		"ARF": NewSpacing(nil, 10).ARF(), "AWT": NewSpacing(nil, 10).AWT(), "ALD": NewSpacing(nil, 10).ALD(),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s without uses or parts: %g, want NaN", name, v)
		}
	}
	// A single use at any place: ARF 1, AWT (1+n)/2.
	s := NewSpacing([]int{3}, 10)
	if s.ARF() != 1 || s.AWT() != 5.5 {
		t.Errorf("one use: ARF %g, AWT %g", s.ARF(), s.AWT())
	}
}

// Swapping target and reference flips signed measures and keeps the others.
func TestKeynessSwap(t *testing.T) {
	for _, c := range [][4]float64{{10, 1000, 2, 2000}, {0, 300, 7, 900}, {1, 50, 1, 50}, {400, 5000, 380, 4100}} {
		a, b := KeynessTable(c[0], c[1], c[2], c[3]), KeynessTable(c[2], c[3], c[0], c[1])
		flip := map[string][2]float64{
			"log ratio":  {LogRatio(c[0], c[1], c[2], c[3], HalfCount), LogRatio(c[2], c[3], c[0], c[1], HalfCount)},
			"LRC":        {ConservativeLogRatio(c[0], c[1], c[2], c[3], 0.95, 10), ConservativeLogRatio(c[2], c[3], c[0], c[1], 0.95, 10)},
			"log odds":   {LogOddsDirichlet(c[0], c[1], c[2], c[3], 2, 100, true).Z, LogOddsDirichlet(c[2], c[3], c[0], c[1], 2, 100, true).Z},
			"difference": {DifferenceCoefficient(c[0], c[1], c[2], c[3]), DifferenceCoefficient(c[2], c[3], c[0], c[1])},
			"sign":       {a.Sign(), b.Sign()},
		}
		for name, v := range flip {
			if !near(v[0], -v[1], 1e-10) {
				t.Errorf("%v %s: %g and %g", c, name, v[0], v[1])
			}
		}
		for _, corr := range []Correction{Uncorrected, Yates, YatesSmall, Williams} {
			if !near(ChiSquare(a, corr), ChiSquare(b, corr), 1e-10) || !near(G2(a, corr, 0), G2(b, corr, 0), 1e-10) {
				t.Errorf("%v: χ² or G² changes, correction %d", c, corr)
			}
		}
		f, g := FisherExact(a), FisherExact(b)
		if !near(f.TwoSided, g.TwoSided, 1e-9) || !near(f.Greater, g.Less, 1e-9) {
			t.Errorf("%v Fisher: %+v %+v", c, f, g)
		}
	}
}

func TestKeynessEdges(t *testing.T) {
	for name, v := range map[string]float64{
		"χ² of nothing":          ChiSquare(Table{}, Uncorrected),
		"G² of an absent word":   G2(KeynessTable(0, 10, 0, 10), Uncorrected, 0),
		"log ratio unsmoothed":   LogRatio(0, 10, 3, 10, Unsmoothed),
		"%DIFF without b":        PercentDifference(3, 10, 0, 10),
		"odds ratio":             OddsRatio(KeynessTable(3, 10, 0, 10)),
		"Fisher of half a token": FisherExact(Table{0.5, 1, 1, 1}).TwoSided,
		"log ratio lower":        LogRatioLower(0, 10, 3, 10, 0.95, 1),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s: %g, want NaN", name, v)
		}
	}
	if v := LogRatio(0, 100, 0, 100, HalfCount); v != 0 {
		t.Errorf("an absent word has log ratio %g, want 0", v)
	}
	// The conditional estimate solves its score equation exactly.
	table := Table{3, 14, 2, 10}
	mle, ci := OddsRatioMLE(table, 0.95)
	h, _ := newHypergeometric(table)
	if !near(h.mean(math.Log(mle)), 3, 1e-10) || !near(h.upper(3, math.Log(ci.Lo)), 0.025, 1e-9) || !near(h.lower(3, math.Log(ci.Hi)), 0.025, 1e-9) {
		t.Errorf("conditional odds ratio %g, %v", mle, ci)
	}
	// Fisher by hand: the lady tasting tea, 3 of 4 right: (16+1)/70.
	if p := FisherExact(Table{3, 1, 1, 3}).Greater; !near(p, 17.0/70, 1e-12) {
		t.Errorf("tea tasting: %g, want 17/70", p)
	}
	// Far out the specificity stays finite where the tail itself is below 1e-300.
	if s := Specificity(KeynessTable(2000, 10_000, 10, 100_000)); !(s > 300) || math.IsInf(s, 0) {
		t.Errorf("specificity of an extreme table: %g", s)
	}
}

// Negative-binomial tails against summed probabilities.
func TestNegativeBinomialTails(t *testing.T) {
	for _, c := range []struct {
		y           int
		mean, kappa float64
	}{{0, 2, 1}, {7, 2, 1}, {3, 3.5, 0.25}, {40, 8, 2}, {5, 4, 0}, {0, 0.3, 0}} {
		low, high := 0.0, 0.0
		for k := range 4000 {
			x, p := float64(k), 0.0
			if c.kappa == 0 {
				p = x*math.Log(c.mean) - c.mean - logGamma(x+1)
			} else {
				r := 1 / c.kappa
				p = logGamma(x+r) - logGamma(r) - logGamma(x+1) + r*math.Log(r/(r+c.mean)) + x*math.Log(c.mean/(r+c.mean))
			}
			if k <= c.y {
				low += math.Exp(p)
			}
			if k >= c.y {
				high += math.Exp(p)
			}
		}
		got := NegativeBinomialTails(c.y, c.mean, c.kappa)
		if !near(got.Low, low, 1e-9) || !near(got.High, high, 1e-9) {
			t.Errorf("%+v: %g and %g, summed %g and %g", c, got.Low, got.High, low, high)
		}
	}
	if p := NegativeBinomialTails(3, 0, 1); !math.IsNaN(p.High) {
		t.Errorf("a mean of 0 gives %g", p.High)
	}
	// Equal rates are no more variable than Poisson.
	if k := Overdispersion([]float64{2, 4, 6}, []float64{100, 200, 300}); k != 0 {
		t.Errorf("proportional counts have overdispersion %g", k)
	}
	if k := Overdispersion([]float64{0, 0, 30}, []float64{100, 100, 100}); !(k > 1) {
		t.Errorf("bursty counts have overdispersion %g", k)
	}
	if !math.IsNaN(Overdispersion([]float64{3}, []float64{10})) || !math.IsNaN(Overdispersion([]float64{0, 0}, []float64{10, 10})) {
		t.Error("one document or an absent feature has an overdispersion")
	}
}

// Identities of divergence and similarity.
func TestDivergenceIdentities(t *testing.T) {
	p, q := []float64{3, 0, 2, 5}, []float64{1, 4, 2, 0}
	if !near(JSD(p, q, 0.5), JSD(q, p, 0.5), 1e-12) || JSD(p, p, 0.5) != 0 {
		t.Error("JSD is not symmetric or not 0 for itself")
	}
	if !near(JSD([]float64{1, 0}, []float64{0, 1}, 0.5), 1, 1e-12) {
		t.Error("JSD of disjoint texts is not 1 bit")
	}
	if !math.IsNaN(KL(p, q, 0)) || !(KL(p, q, 0.5) > 0) {
		t.Error("KL with a zero on one side")
	}
	for _, kind := range []ShiftKind{ShiftProportion, ShiftEntropy, ShiftTsallis, ShiftJSD} {
		s := Shift{Kind: kind, Alpha: 2, Weight: 0.5}.Between(p, q)
		if !near(s.Total, sum(s.Contributions), 1e-12) {
			t.Errorf("kind %d: parts do not sum to the whole", kind)
		}
	}
	jsd := Shift{Kind: ShiftJSD, Weight: 0.5}.Between(p, q)
	if !near(jsd.Total, JSD(p, q, 0.5), 1e-12) || jsd.Magnitude != jsd.Total {
		t.Error("the shift does not add up to the divergence")
	}
	entropy := Shift{Kind: ShiftEntropy}.Between(p, q)
	if !near(entropy.Total, (entropyOf(q)-entropyOf(p))/math.Ln2, 1e-12) {
		t.Error("the entropy shift is not the difference of entropies")
	}
	series := NTR([][]float64{p, q, p, q}, 1, func(a, b []float64) float64 { return JSD(a, b, 0.5) })
	if !math.IsNaN(series[0].Novelty) || !math.IsNaN(series[3].Resonance) || series[1].Resonance != 0 {
		t.Errorf("edges are not missing: %+v", series)
	}
	if d := Horn(p, p); !near(d, 1, 1e-12) {
		t.Errorf("Horn of equal rows: %g", d)
	}
	if !math.IsNaN(Cosine(p, make([]float64, 4))) || !math.IsNaN(Pearson(p, []float64{1, 1, 1, 1})) {
		t.Error("similarity to nothing is defined")
	}
	if z := ZScores([][]float64{{1, 5}, {3, 5}}); z[0][1] != 0 || !near(z[1][0], math.Sqrt(0.5), 1e-12) {
		t.Errorf("z-scores %v", z)
	}
}

// Collocation by hand: 10 of 20 nodes with a collocate of 40 among 1000 tokens.
func TestCollocationByHand(t *testing.T) {
	c := Table{10, 10, 30, 950}
	for name, v := range map[string][2]float64{
		"PMI":     {PMI(c, 1), math.Log2(10 / 0.8)},
		"MI3":     {PMI(c, 3), math.Log2(1000 / 0.8)},
		"t":       {TScore(c), 9.2 / math.Sqrt(10)},
		"logDice": {LogDice(c), 14 + math.Log2(20.0/60)},
		"ΔP":      {DeltaP(c), 0.5 - 30.0/980},
		"min":     {MinSensitivity(c), 0.25},
	} {
		if !near(v[0], v[1], 1e-12) {
			t.Errorf("%s: %g, want %g", name, v[0], v[1])
		}
	}
	never := Table{0, 20, 40, 940}
	if !math.IsNaN(PMI(never, 1)) || !math.IsNaN(LogDice(never)) || NPMI(never) != -1 || Dice(never) != 0 {
		t.Error("a pair that never meets")
	}
	if x := BlahetaJohnson([]float64{950, 10, 30, 10}, 0.5); !near(x.Lambda, LogOddsHaldane(c), 1e-12) {
		t.Errorf("λ of a pair is not its log odds ratio: %g", x.Lambda)
	}
}

func TestWeights(t *testing.T) {
	if w := LogMean.Apply([]float64{1, 2, 1, 0}, 2); !near(w[1], 2/(1+math.Log2(4.0/3)), 1e-12) || w[3] != 0 {
		t.Errorf("LogMean %v", w)
	}
	if IDF.Of(4, 4, 4, math.E) != 0 || IDFProbability.Of(4, 4, 4, 2) != 0 || IDFProbability.Of(3, 4, 4, 2) != 0 {
		t.Error("a term of all documents has weight")
	}
	if v := Scale([]float64{0, 0}, 2); v[0] != 0 {
		t.Errorf("a zero vector scales to %v", v)
	}
}

// Trend and change on series with known answers.
func TestTrendByHand(t *testing.T) {
	up := TrendOf([]float64{1, 3, 5, 7, 9})
	if !near(up.Slope, 2, 1e-12) || !near(up.TheilSen, 2, 1e-12) || up.S != 10 || !near(up.Tau, 1, 1e-12) {
		t.Errorf("rising line: %+v", up)
	}
	if v := TrendOf([]float64{1, 2}); !math.IsNaN(v.Slope) {
		t.Error("two values have a trend")
	}
	c := CusumOf([]float64{0, 0, 0, 6, 6})
	if c.Last != 3 || !near(c.MaxAbs, 7.2, 1e-12) || c.Pettitt != 6 {
		t.Errorf("step: %+v", c)
	}
	if _, _, _, p := OLSCusum([]float64{2, 2, 2}); !math.IsNaN(p) {
		t.Errorf("a constant series has p %g", p)
	}
}

// Two raters who agree on all but one of four items, two categories.
func TestAgreementByHand(t *testing.T) {
	if k := CohenKappa([]int{0, 0, 1, 1}, []int{0, 0, 1, 0}, false); !near(k, 0.5, 1e-12) {
		t.Errorf("κ %g, want (.75−.5)/.5", k)
	}
	same := ComparePartitions([]int{0, 0, 1, 2}, []int{5, 5, 3, 9})
	if !near(same.AdjustedRand, 1, 1e-12) || !near(same.AdjustedMI, 1, 1e-12) || !near(same.VMeasure(), 1, 1e-12) {
		t.Errorf("renamed groups: %+v", same)
	}
	if a := KrippendorffAlpha([]Rating{{0, 1}, {1, 2}}, NominalScale); !math.IsNaN(a) {
		t.Errorf("single ratings give α %g", a)
	}
	perfect := []Rating{{0, 1}, {0, 1}, {1, 3}, {1, 3}}
	for _, s := range []RatingScale{NominalScale, OrdinalScale, IntervalScale} {
		if a := KrippendorffAlpha(perfect, s); !near(a, 1, 1e-12) {
			t.Errorf("scale %d: perfect agreement gives %g", s, a)
		}
	}
	if p := infer.NormalTwoSided(0); p != 1 {
		t.Errorf("two-sided p at 0: %g", p)
	}
}
