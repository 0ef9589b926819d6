package measure

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Overdispersion is the moment estimate of the negative-binomial κ = 1/size of
// one feature over J reference documents with counts y and lengths n:
// max(0, Σ[(y−μn)²−μn] / Σ(μn)² · J/(J−1)), μ = Σy/Σn. 0 means Poisson; NaN
// below two documents or where the feature does not occur.
func Overdispersion(y, n []float64) float64 {
	if len(y) < 2 || len(y) != len(n) {
		return math.NaN()
	}
	mu, above, square := sum(y)/sum(n), 0.0, 0.0
	for i := range y {
		e := mu * n[i]
		above += (y[i]-e)*(y[i]-e) - e
		square += e * e
	}
	j := float64(len(y))
	return max(0, defined(above/square*j/(j-1)))
}

// ShrunkenOverdispersion moves the estimate of one feature halfway to the mean
// over all features.
func ShrunkenOverdispersion(own, meanOfAll float64) float64 { return 0.5*own + 0.5*meanOfAll }

// Predictive is how surprising a count is, given a negative-binomial law of the
// other documents.
type Predictive struct {
	Expected float64 // mean count for a document of this length
	High     float64 // P(Y ≥ y)
	Low      float64 // P(Y ≤ y)
}

// NegativeBinomialTails gives both tails of count y ≥ 0 under a negative
// binomial with the given mean and overdispersion κ ≥ 0 (variance mean+κ·mean²),
// Poisson below κ = 1e-9. High is not 1−Low: both include y, and both keep their
// relative precision. NaN for a mean that is not positive.
func NegativeBinomialTails(y int, expected, kappa float64) Predictive {
	p := Predictive{Expected: expected, High: math.NaN(), Low: math.NaN()}
	if y < 0 || !(expected > 0) || !(kappa >= 0) {
		return p
	}
	k := float64(y)
	if kappa < 1e-9 {
		p.High, p.Low = 1, mathext.GammaIncRegComp(k+1, expected)
		if y > 0 {
			p.High = mathext.GammaIncReg(k, expected)
		}
		return p
	}
	size := 1 / kappa
	hit := size / (size + expected) // P(Y ≤ y) = I_hit(size, y+1)
	p.Low = mathext.RegIncBeta(size, k+1, hit)
	p.High = 1
	if y > 0 {
		p.High = mathext.RegIncBeta(k, size, expected/(size+expected))
	}
	return p
}

// Predict compares a document of length n0 using the feature y0 times with
// reference documents of counts y and lengths n, at overdispersion kappa
// (usually ShrunkenOverdispersion).
func Predict(y0 int, n0 float64, y, n []float64, kappa float64) Predictive {
	return NegativeBinomialTails(y0, sum(y)/sum(n)*n0, kappa)
}
