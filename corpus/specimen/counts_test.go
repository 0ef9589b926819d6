package specimen

import (
	"math"
	"reflect"
	"testing"
)

// Mean and variance of the variates against the formulas of their
// distributions: Poisson μ, μ; negative binomial μ, μ + μ²/k; gamma of mean 1
// and shape k: 1, 1/k. Bounds are five standard errors for the mean and 10 %
// for the variance.
func TestVariates(t *testing.T) {
	const n = 40_000
	for _, c := range []struct{ mean, k float64 }{{3, math.Inf(1)}, {60, math.Inf(1)}, {5, 2}, {5, 0.5}, {40, 1}} {
		rng := stream(7, 0, 0, 'v')
		x := make([]float64, n)
		for i := range x {
			x[i] = float64(negativeBinomial(rng, c.mean, c.k))
		}
		want := c.mean + c.mean*c.mean/c.k
		mean, variance := meanVar(x)
		if math.Abs(mean-c.mean) > 5*math.Sqrt(want/n) || math.Abs(variance/want-1) > 0.1 {
			t.Errorf("mean %v, k %v: got %.3f and variance %.3f, want %.3f", c.mean, c.k, mean, variance, want)
		}
	}
	for _, k := range []float64{0.5, 1, 6} {
		rng := stream(7, 1, 0, 'v')
		x := make([]float64, n)
		for i := range x {
			x[i] = gamma(rng, k)
		}
		mean, variance := meanVar(x)
		if math.Abs(mean-1) > 5*math.Sqrt(1/k/n) || math.Abs(variance*k-1) > 0.1 {
			t.Errorf("gamma k %v: mean %.4f, variance %.4f, want 1, %.4f", k, mean, variance, 1/k)
		}
	}
}

func TestNullCounts(t *testing.T) {
	o := DefaultCountOptions()
	o.Reference, o.Target = 2000, 2000
	c, err := NullCounts(o)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := NullCounts(o)
	if !reflect.DeepEqual(c, again) {
		t.Fatal("the same options give other counts")
	}
	// A log-normal length of median 2200 has mean 2200·exp(σ²/2).
	want := o.MeanLength * math.Exp(o.SigmaLog*o.SigmaLog/2)
	uses := make([]float64, len(c.Uses))
	sum := 0.0
	for i, u := range c.Uses {
		sum += float64(c.Lengths[i])
		uses[i] = float64(u[59])
		if c.Target[i] != (i < o.Target) {
			t.Fatalf("document %d: target %v", i, c.Target[i])
		}
	}
	if got := sum / 4000; math.Abs(got/want-1) > 0.03 {
		t.Errorf("mean length %.0f, want %.0f", got, want)
	}
	mean, _ := meanVar(uses)
	if expected := 13 * want / o.MeanLength; math.Abs(mean/expected-1) > 0.06 {
		t.Errorf("term of rate 13: %.2f uses a document, want %.2f", mean, expected)
	}
}

func TestCountsLongAndEffect(t *testing.T) {
	o := DefaultCountOptions()
	plain, err := NullCounts(o)
	if err != nil {
		t.Fatal(err)
	}
	o.LongFactor = 6
	long, err := NullCounts(o)
	if err != nil {
		t.Fatal(err)
	}
	if r := float64(long.Lengths[0]) / float64(plain.Lengths[0]); math.Abs(r-6) > 0.01 {
		t.Errorf("the first document is %.2f times as long, want 6", r)
	}
	if !reflect.DeepEqual(long.Uses[1:], plain.Uses[1:]) {
		t.Error("a longer first document changes the others")
	}
	o = DefaultCountOptions()
	o.Target, o.Reference, o.Effect = 1000, 1000, 3
	c, err := NullCounts(o)
	if err != nil {
		t.Fatal(err)
	}
	var side [2]float64
	for i, u := range c.Uses {
		side[b2i(c.Target[i])] += float64(u[0])
	}
	if r := side[1] / side[0]; math.Abs(r-3) > 0.4 {
		t.Errorf("the first term is %.2f times as frequent in the target, want 3", r)
	}
}

func TestCountOptionsValidate(t *testing.T) {
	for name, change := range map[string]func(*CountOptions){
		"Target": func(o *CountOptions) { o.Target = 0 }, "Reference": func(o *CountOptions) { o.Reference = -1 },
		"Terms": func(o *CountOptions) { o.Terms = 0 }, "Dispersion": func(o *CountOptions) { o.Dispersion = math.NaN() },
		"MeanLength": func(o *CountOptions) { o.MeanLength = math.Inf(1) }, "SigmaLog": func(o *CountOptions) { o.SigmaLog = -1 },
		"LongFactor": func(o *CountOptions) { o.LongFactor = 0.5 }, "Effect": func(o *CountOptions) { o.Effect = 0 },
	} {
		o := DefaultCountOptions()
		change(&o)
		if _, err := NullCounts(o); err == nil {
			t.Errorf("bad %s is accepted", name)
		}
	}
}
