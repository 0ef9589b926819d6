package infer

import (
	"math"
	"testing"
)

// near reports whether two numbers agree to a relative error.
func near(a, b, rel float64) bool {
	if math.IsNaN(a) || math.IsNaN(b) {
		return math.IsNaN(a) && math.IsNaN(b)
	}
	return math.Abs(a-b) <= rel*math.Max(math.Abs(a), math.Abs(b))+1e-300
}

// Worked by hand from the definitions on p = .01, .02, .04.
func TestAdjustByHand(t *testing.T) {
	p := []float64{0.04, 0.01, 0.02}
	want := map[Adjustment][]float64{
		None:       {0.04, 0.01, 0.02},
		Bonferroni: {0.12, 0.03, 0.06},
		Holm:       {0.04, 0.03, 0.04},
		Hochberg:   {0.04, 0.03, 0.04},
		Hommel:     {0.04, 0.03, 0.04},
		BH:         {0.04, 0.03, 0.03},
		BY:         {0.04 * 11 / 6, 0.03 * 11 / 6, 0.03 * 11 / 6},
		Sidak:      {1 - math.Pow(0.96, 3), 1 - math.Pow(0.99, 3), 1 - math.Pow(0.98, 3)},
		HolmSidak:  {0.04, 1 - math.Pow(0.99, 3), 1 - math.Pow(0.98, 2)},
	}
	for how, w := range want {
		got, err := Adjust(p, how)
		if err != nil {
			t.Fatal(err)
		}
		for i := range w {
			if !near(got[i], w[i], 1e-12) {
				t.Errorf("%s: p[%d] = %.15g, want %.15g", how, i, got[i], w[i])
			}
		}
	}
}

// The orderings that hold between the procedures for any p-values.
func TestAdjustOrdering(t *testing.T) {
	for seed := range uint64(200) {
		r := stream(seed, 0)
		p := make([]float64, 1+r.IntN(30))
		for i := range p {
			p[i] = math.Pow(r.Float64(), 3)
			if i > 0 && r.IntN(4) == 0 {
				p[i] = p[i-1]
			}
		}
		adj := map[Adjustment][]float64{}
		for _, how := range Adjustments() {
			a, err := Adjust(p, how)
			if err != nil {
				t.Fatal(err)
			}
			adj[how] = a
		}
		for i := range p {
			chain := []Adjustment{None, BH, Hommel, Hochberg, Holm, Bonferroni}
			for k := 1; k < len(chain); k++ {
				if lo, hi := adj[chain[k-1]][i], adj[chain[k]][i]; lo > hi*(1+1e-12) {
					t.Fatalf("seed %d: %s %g above %s %g", seed, chain[k-1], lo, chain[k], hi)
				}
			}
			if adj[BH][i] > adj[BY][i] || adj[HolmSidak][i] > adj[Holm][i]*(1+1e-12) {
				t.Fatalf("seed %d: BH above BY or Holm–Šidák above Holm", seed)
			}
		}
	}
}

func TestAdjustKeepsMissing(t *testing.T) {
	got, err := Adjust([]float64{0.01, math.NaN(), 0.04}, Bonferroni)
	if err != nil {
		t.Fatal(err)
	}
	if got[0] != 0.02 || !math.IsNaN(got[1]) || got[2] != 0.08 {
		t.Errorf("a missing test counted towards m: %v", got)
	}
	if none, err := Adjust(nil, Hommel); err != nil || len(none) != 0 {
		t.Errorf("no p-values gave %v, %v", none, err)
	}
	if _, err := Adjust([]float64{1.2}, BH); err == nil {
		t.Error("a p-value of 1.2 was accepted")
	}
	if _, err := Adjust([]float64{0.2}, "fdr"); err == nil {
		t.Error("an unknown adjustment was accepted")
	}
}

// NormalUpper(20) and ChiSquareUpper(90,1): libraries.md §7 and features.md §2.1.
func TestTailsDoNotUnderflow(t *testing.T) {
	for _, c := range []struct {
		name           string
		got, want, rel float64
	}{
		{"normal 20", NormalUpper(20), 2.7536241186062337e-89, 1e-12},
		{"normal 1.96 two-sided", NormalTwoSided(1.959963984540054), 0.05, 1e-12},
		{"chi-square 90", ChiSquareUpper(90, 1), 2.4e-21, 0.02},
		{"chi-square 3.841", ChiSquareUpper(3.841458820694124, 1), 0.05, 1e-12},
		{"chi-square 2 df", ChiSquareUpper(10, 2), math.Exp(-5), 1e-14},
		// With 1 degree of freedom t is Cauchy, with 2 the tail is ½−t/(2√(2+t²)).
		{"Cauchy", StudentUpper(1, 1), 0.25, 1e-12},
		{"Cauchy far out", StudentUpper(1e8, 1), 1 / (math.Pi * 1e8), 1e-12},
		{"t 2 df", StudentUpper(3, 2), 0.5 - 3/(2*math.Sqrt(11)), 1e-11},
		{"lower half", StudentUpper(-1, 1), 0.75, 1e-12},
		{"quantile, Cauchy", StudentQuantile(0.75, 1), 1, 1e-9},
		{"quantile, 2 df", StudentQuantile(0.975, 2), 4.302652729749464, 1e-9},
		// Two forms of the Kolmogorov law meet at 1; 1.3581 is its 5 % point.
		{"Kolmogorov forms", KolmogorovUpper(1 - 1e-12), KolmogorovUpper(1), 1e-9},
		{"Kolmogorov 5 %", KolmogorovUpper(1.3580986393225505), 0.05, 1e-9},
	} {
		if !near(c.got, c.want, c.rel) {
			t.Errorf("%s: %.15g, want %.15g", c.name, c.got, c.want)
		}
	}
	for _, df := range []float64{0.7, 1.5, 3.2, 17, 400} {
		for _, p := range []float64{0.001, 0.2, 0.5, 0.9, 0.9999} {
			if got := 1 - StudentUpper(StudentQuantile(p, df), df); !near(got, p, 1e-7) {
				t.Errorf("quantile and tail of t with %g df disagree at %g: %g", df, p, got)
			}
		}
	}
}

func TestProportionIntervals(t *testing.T) {
	v, err := ClopperPearson(0, 20, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	// For no success the upper end solves (1−p)^n = α/2.
	if v.Lo != 0 || !near(v.Hi, 1-math.Pow(0.025, 1.0/20), 1e-10) {
		t.Errorf("Clopper–Pearson 0 of 20: %v", v)
	}
	a, _ := Wilson(3, 10, 0.95)
	b, _ := Wilson(7, 10, 0.95)
	if !near(a.Lo, 1-b.Hi, 1e-12) || !near(a.Hi, 1-b.Lo, 1e-12) {
		t.Errorf("Wilson is not symmetric: %v and %v", a, b)
	}
	if got := AbsenceBound(20, 0.05); !near(got, 1-math.Pow(0.05, 0.05), 1e-12) {
		t.Errorf("absence bound %g", got)
	}
	for _, bad := range [][3]float64{{3, 2, 0.95}, {-1, 2, 0.95}, {0, 0, 0.95}, {1, 2, 1}} {
		if _, err := Wilson(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("%v was accepted", bad)
		}
	}
}

func TestQuantileEdges(t *testing.T) {
	if q := Quantile([]float64{3, 1, 2}, 0.5); q != 2 {
		t.Errorf("median %g", q)
	}
	if q := Quantile([]float64{1, 2, 3, 4}, 0.25); q != 1.75 {
		t.Errorf("type 7 quartile of 1…4 is %g, want 1.75", q)
	}
	if !math.IsNaN(Quantile(nil, 0.5)) || Quantile([]float64{7}, 0.9) != 7 {
		t.Error("quantile of none or one value")
	}
}
