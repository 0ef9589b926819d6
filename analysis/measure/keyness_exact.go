package measure

import (
	"math"

	"concord/analysis/infer"
)

// Fisher is the result of Fisher's exact test of a 2×2 table.
type Fisher struct {
	Less     float64 // P(O11 ≤ observed)
	Greater  float64 // P(O11 ≥ observed)
	TwoSided float64 // tables no likelier than the observed one, as R and SciPy
	MidP     float64 // twice the smaller tail counting the observed table half, at most 1
}

// FisherExact is Fisher's exact test (Fisher 1935) on whole counts; NaN for an
// empty table. It conditions on both margins and treats tokens as independent.
func FisherExact(t Table) Fisher {
	h, ok := newHypergeometric(t)
	if !ok {
		return Fisher{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	w, total := h.weights(0), 0.0
	at := int(t.O11) - h.low
	less, greater, two := 0.0, 0.0, 0.0
	for i, v := range w {
		total += v
		if i <= at {
			less += v
		}
		if i >= at {
			greater += v
		}
		if v <= w[at]*(1+1e-7) {
			two += v
		}
	}
	f := Fisher{Less: less / total, Greater: greater / total, TwoSided: min(1, two/total)}
	f.MidP = min(1, 2*(min(less, greater)-w[at]/2)/total)
	return f
}

// Specificity is the score of Lafon 1980: +|log10 P(X ≥ O11)| where the feature
// is at least as frequent as expected, else −|log10 P(X ≤ O11)|, under the
// hypergeometric law. It does not underflow.
func Specificity(t Table) float64 {
	h, ok := newHypergeometric(t)
	if !ok {
		return math.NaN()
	}
	at := int(t.O11)
	step, end := 1, h.high
	if t.Sign() < 0 {
		step, end = -1, h.low
	}
	sum := 0.0
	base := h.logWeight(at, 0)
	for k := at; ; k += step {
		sum += math.Exp(h.logWeight(k, 0) - base)
		if k == end {
			break
		}
	}
	log10 := (base + math.Log(sum) - h.logTotal()) / math.Ln10
	return -log10 * float64(step)
}

// OddsRatioMLE is the conditional maximum-likelihood odds ratio of a 2×2 table
// given both margins (Fisher 1935; Cornfield 1956), with its exact interval.
// The estimate is 0 at the smallest possible O11 and NaN at the largest, where
// it is unbounded; so is the upper end there.
func OddsRatioMLE(t Table, level float64) (float64, infer.Interval) {
	h, ok := newHypergeometric(t)
	if !ok || h.low == h.high {
		return math.NaN(), infer.Interval{Lo: math.NaN(), Hi: math.NaN()}
	}
	at := int(t.O11)
	tail := (1 - level) / 2
	mle, lo, hi := 0.0, 0.0, math.NaN()
	if at > h.low {
		mle = math.NaN()
		lo = math.Exp(root(func(theta float64) float64 { return h.upper(at, theta) - tail }))
	}
	if at > h.low && at < h.high {
		mle = math.Exp(root(func(theta float64) float64 { return h.mean(theta) - float64(at) }))
	}
	if at < h.high {
		hi = math.Exp(root(func(theta float64) float64 { return tail - h.lower(at, theta) }))
	}
	return mle, infer.Interval{Lo: lo, Hi: hi}
}

// root finds the zero of an increasing function of the log odds ratio by
// bisection within ±700.
func root(f func(theta float64) float64) float64 {
	lo, hi := -1.0, 1.0
	for f(lo) > 0 && lo > -700 {
		lo *= 2
	}
	for f(hi) < 0 && hi < 700 {
		hi *= 2
	}
	for range 200 {
		mid := lo + (hi-lo)/2
		if mid == lo || mid == hi {
			break
		}
		if f(mid) < 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}

// hypergeometric is the law of O11 given the margins: draws out of black+white.
type hypergeometric struct {
	black, white, draws int
	low, high           int
}

func newHypergeometric(t Table) (hypergeometric, bool) {
	for _, c := range t.Cells() {
		if !(c >= 0) || c != math.Trunc(c) {
			return hypergeometric{}, false
		}
	}
	if t.N() == 0 {
		return hypergeometric{}, false
	}
	r1, _ := t.Rows()
	c1, c2 := t.Columns()
	h := hypergeometric{black: int(c1), white: int(c2), draws: int(r1)}
	h.low, h.high = max(0, h.draws-h.white), min(h.draws, h.black)
	return h, true
}

// logWeight is the log of C(black,k)·C(white,draws−k)·exp(k·theta).
func (h hypergeometric) logWeight(k int, theta float64) float64 {
	return logChoose(h.black, k) + logChoose(h.white, h.draws-k) + float64(k)*theta
}

func (h hypergeometric) logTotal() float64 { return logChoose(h.black+h.white, h.draws) }

// weights are the weights of low…high by the ratio of neighbours, scaled so
// that the largest is 1: no large logarithms are subtracted.
func (h hypergeometric) weights(theta float64) []float64 {
	w := make([]float64, h.high-h.low+1)
	odds := math.Exp(theta)
	// The mode is where the ratio of neighbours crosses 1.
	mode := 0
	for mode < len(w)-1 && h.ratio(h.low+mode)*odds > 1 {
		mode++
	}
	w[mode] = 1
	for i := mode + 1; i < len(w); i++ {
		w[i] = w[i-1] * h.ratio(h.low+i-1) * odds
	}
	for i := mode - 1; i >= 0; i-- {
		w[i] = w[i+1] / (h.ratio(h.low+i) * odds)
	}
	return w
}

// ratio is weight(k+1)/weight(k) at equal odds.
func (h hypergeometric) ratio(k int) float64 {
	return float64(h.black-k) * float64(h.draws-k) / (float64(k+1) * float64(h.white-h.draws+k+1))
}

func (h hypergeometric) mean(theta float64) float64 {
	sum, total := 0.0, 0.0
	for i, w := range h.weights(theta) {
		sum += w * float64(h.low+i)
		total += w
	}
	return sum / total
}

// upper is P(X ≥ k) and lower P(X ≤ k) at log odds ratio theta.
func (h hypergeometric) upper(k int, theta float64) float64 {
	sum, total := 0.0, 0.0
	for i, w := range h.weights(theta) {
		total += w
		if h.low+i >= k {
			sum += w
		}
	}
	return sum / total
}

func (h hypergeometric) lower(k int, theta float64) float64 {
	sum, total := 0.0, 0.0
	for i, w := range h.weights(theta) {
		total += w
		if h.low+i <= k {
			sum += w
		}
	}
	return sum / total
}

// logChoose is ln C(n,k).
func logChoose(n, k int) float64 {
	return logGamma(float64(n)+1) - logGamma(float64(k)+1) - logGamma(float64(n-k)+1)
}

func logGamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
