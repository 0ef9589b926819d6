package infer

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// NormalUpper is P(Z > z) for a standard normal Z. It keeps its relative
// precision far out: NormalUpper(20) is 2.75e-89, not 0.
func NormalUpper(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

// NormalTwoSided is P(|Z| > |z|) for a standard normal Z.
func NormalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// NormalQuantile is the z with P(Z ≤ z) = p; NaN outside (0,1).
func NormalQuantile(p float64) float64 {
	if !(p > 0 && p < 1) {
		return math.NaN()
	}
	return math.Sqrt2 * math.Erfinv(2*p-1)
}

// ChiSquareUpper is P(X > x) for a chi-square variable with df degrees of
// freedom; 1 for x ≤ 0, NaN for df ≤ 0.
func ChiSquareUpper(x, df float64) float64 {
	switch {
	case math.IsNaN(x) || !(df > 0):
		return math.NaN()
	case x <= 0:
		return 1
	case df == 1:
		return math.Erfc(math.Sqrt(x / 2))
	case df == 2:
		return math.Exp(-x / 2)
	case math.IsInf(x, 1):
		return 0
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// StudentUpper is P(T > t) for Student's t with df > 0 degrees of freedom
// (real-valued), through the incomplete beta function.
func StudentUpper(t, df float64) float64 {
	if math.IsNaN(t) || !(df > 0) {
		return math.NaN()
	}
	if math.IsInf(df, 1) {
		return NormalUpper(t)
	}
	tail := studentTail(math.Abs(t), df)
	if t < 0 {
		return 1 - tail
	}
	return tail
}

// StudentTwoSided is P(|T| > |t|) for Student's t.
func StudentTwoSided(t, df float64) float64 {
	if math.IsNaN(t) || !(df > 0) {
		return math.NaN()
	}
	if math.IsInf(df, 1) {
		return NormalTwoSided(t)
	}
	return 2 * studentTail(math.Abs(t), df)
}

func studentTail(t, df float64) float64 {
	if math.IsInf(t, 1) {
		return 0
	}
	return 0.5 * mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// StudentQuantile is the t with P(T ≤ t) = p for df > 0 degrees of freedom; NaN
// for p outside (0,1).
func StudentQuantile(p, df float64) float64 {
	if !(p > 0 && p < 1) || !(df > 0) {
		return math.NaN()
	}
	if math.IsInf(df, 1) {
		return NormalQuantile(p)
	}
	if tail := min(p, 1-p); df >= 3 && tail > 1e-8 && tail <= 0.1 {
		if t, ok := studentUpperQuantile(tail, df); ok {
			return math.Copysign(t, p-0.5)
		}
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}

// studentUpperQuantile is the t with P(T > t) = tail. It starts from the expansion
// about the normal quantile (Cornish & Fisher 1937) and takes third-order steps:
// the inverse of the incomplete beta function takes ten times as long, and a table
// with intervals needs a quantile in every row. ok is false where it has not
// settled.
func studentUpperQuantile(tail, df float64) (t float64, ok bool) {
	z := NormalQuantile(1 - tail)
	q := z * z
	t = z * (1 + ((q+1)/4+(((5*q+16)*q+3)/96+((((3*q+19)*q+17)*q-15)/384+
		((((79*q+776)*q+1482)*q-1920)*q-945)/92160/df)/df)/df)/df)
	if df > 2000 {
		return t, true // the next term is below 1e-13
	}
	a, _ := math.Lgamma((df + 1) / 2)
	b, _ := math.Lgamma(df / 2)
	scale := math.Exp(b-a) * math.Sqrt(df*math.Pi)
	for range 8 {
		step := (studentTail(t, df) - tail) * scale * math.Exp((df+1)/2*math.Log1p(t*t/df))
		step *= 1 + step*t*(df+1)/(2*(t*t+df))
		t += step
		if !(t > 0) {
			return 0, false
		}
		if math.Abs(step) <= 1e-6*t { // the next step would be of the order of its cube
			return t, true
		}
	}
	return 0, false
}

// KolmogorovUpper is P(K > x) for the limit distribution of the largest
// absolute value of a Brownian bridge, 2 Σ (−1)^{k−1} exp(−2k²x²)
// (Kolmogorov 1933); 1 for x ≤ 0.
func KolmogorovUpper(x float64) float64 {
	if math.IsNaN(x) {
		return math.NaN()
	}
	if x <= 0 {
		return 1
	}
	if x < 1 {
		// The theta transform converges fast where the alternating sum does not.
		sum, c := 0.0, math.Pi*math.Pi/(8*x*x)
		for k := 1; k <= 39; k += 2 {
			sum += math.Exp(-float64(k*k) * c)
		}
		return 1 - math.Sqrt(2*math.Pi)/x*sum
	}
	sum, sign := 0.0, 1.0
	for k := 1; k <= 100; k++ {
		term := math.Exp(-2 * float64(k*k) * x * x)
		sum += sign * term
		if term < 1e-18*math.Abs(sum) {
			break
		}
		sign = -sign
	}
	return min(1, max(0, 2*sum))
}

// betaQuantile is the p-quantile of a Beta(a,b) variable, with the limits 0 and
// 1 where a or b is 0.
func betaQuantile(p, a, b float64) float64 {
	switch {
	case a <= 0:
		return 0
	case b <= 0:
		return 1
	}
	return mathext.InvRegIncBeta(a, b, p)
}
