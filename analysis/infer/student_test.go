package infer_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"concord/analysis/infer"
)

// The quantiles solve the incomplete beta function to 30 digits (mpmath 1.3.0).
func TestStudentQuantileDigits(t *testing.T) {
	for _, c := range []struct{ p, df, want, within float64 }{
		{0.975, 7.25, 2.3481948491053722, 1e-14},
		{0.025, 7.25, -2.3481948491053722, 1e-14},
		{0.975, 500.5, 1.9647150750572263, 1e-13},
		{0.975, 1900.25, 1.96121316610484026, 1e-13},
		{0.9995, 2500, 3.2944228084453352, 1e-13},
		{0.975, 3353.5, 1.96067163717615545, 1e-15},
		{0.95, 48739.5, 1.64488489108603775, 1e-15},
	} {
		if got := infer.StudentQuantile(c.p, c.df); !(math.Abs(got-c.want) <= c.within*math.Abs(c.want)) {
			t.Errorf("quantile of %g for %g degrees of freedom: %.17g, want %.17g", c.p, c.df, got, c.want)
		}
	}
}

// Between the branches quantiles agree with the inverse of the incomplete beta
// function, up to the digits that loses with the degrees of freedom.
func TestStudentQuantileBranches(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		df := 1 + math.Exp(12*rng.Float64())
		for _, p := range []float64{0.975, 0.025, 0.95, 0.9995, 0.9} {
			got, want := infer.StudentQuantile(p, df), distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(p)
			if within := 1e-13 + 1e-14*df; !(math.Abs(got-want) <= within*math.Abs(want)) {
				t.Fatalf("quantile of %g for %g degrees of freedom: %.16g, want %.16g", p, df, got, want)
			}
		}
	}
}

func BenchmarkStudentQuantile(b *testing.B) {
	x := 0.0
	for i := 0; b.Loop(); i++ {
		x += infer.StudentQuantile(0.975, 5+float64(i%4000))
	}
	if math.IsNaN(x) {
		b.Fatal("no quantile")
	}
}
