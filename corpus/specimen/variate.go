package specimen

import (
	"math"
	"math/rand/v2"
)

// gamma draws from the gamma distribution with shape k and mean 1; an infinite
// k gives 1. Method of Marsaglia & Tsang (2000), ACM TOMS 26(3):363–372, with
// their boost for k < 1.
func gamma(rng *rand.Rand, k float64) float64 {
	if math.IsInf(k, 1) {
		return 1
	}
	boost := 1.0
	shape := k
	if shape < 1 {
		boost = math.Pow(1-rng.Float64(), 1/shape)
		shape++
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := rng.NormFloat64()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-rng.Float64()) < 0.5*x*x+d-d*v+d*math.Log(v) {
			return boost * d * v / k
		}
	}
}

// poisson draws a Poisson count. Large means are halved by gamma steps (Ahrens
// & Dieter 1974, Computing 12:223–246), small ones multiply uniforms (Knuth).
func poisson(rng *rand.Rand, mean float64) int {
	n := 0
	for mean > 20 {
		m := math.Floor(mean * 7 / 8)
		x := m * gamma(rng, m)
		if x > mean {
			return n + binomial(rng, int(m)-1, mean/x)
		}
		n += int(m)
		mean -= x
	}
	limit := math.Exp(-mean)
	for p := 1 - rng.Float64(); p > limit; p *= 1 - rng.Float64() {
		n++
	}
	return n
}

func binomial(rng *rand.Rand, n int, p float64) int {
	k := 0
	for range n {
		if rng.Float64() < p {
			k++
		}
	}
	return k
}

// negativeBinomial draws a count with this mean and size k: variance μ + μ²/k.
func negativeBinomial(rng *rand.Rand, mean, k float64) int {
	return poisson(rng, mean*gamma(rng, k))
}
