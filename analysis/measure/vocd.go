package measure

import (
	"math"
	"math/rand/v2"
)

// The settings of vocd (McKee, Malvern & Richards 2000).
const (
	vocdShortest = 35 // tokens of the shortest draw
	vocdLongest  = 50 // and of the longest; texts below have no value
	vocdDraws    = 100
	vocdTimes    = 3
)

// VocdD fits D of TTR = (D/N)·(√(1+2N/D) − 1) to the mean TTR of 100 draws without
// replacement of each of 35, 36 … 50 tokens, by least squares, and returns the mean
// D of three such runs (McKee, Malvern & Richards 2000). High is diverse; usual texts
// have 10 to 100, and a text whose draws never repeat a word has no bound and is NaN.
// NaN below 50 tokens. The draws depend on the seed alone; another seed changes D by
// about a hundredth. tokens are numbers of types.
func VocdD(tokens []int, seed uint64) float64 {
	if len(tokens) < vocdLongest {
		return math.NaN()
	}
	types := 0
	for _, w := range tokens {
		types = max(types, w+1)
	}
	pool, seen := append([]int(nil), tokens...), make([]int, types)
	stamp, total := 0, 0.0
	for run := range vocdTimes {
		r := rand.New(rand.NewPCG(seed, uint64(run)))
		var curve []float64
		for n := vocdShortest; n <= vocdLongest; n++ {
			sum := 0.0
			for range vocdDraws {
				stamp++
				distinct := 0
				for i := range n {
					j := i + r.IntN(len(pool)-i)
					pool[i], pool[j] = pool[j], pool[i]
					if w := pool[i]; seen[w] != stamp {
						seen[w] = stamp
						distinct++
					}
				}
				sum += float64(distinct) / float64(n)
			}
			curve = append(curve, sum/vocdDraws)
		}
		total += fitD(curve)
	}
	return total / vocdTimes
}

// fitD is the D of least squared distance to a curve of TTR from 35 tokens on: a
// search over ln D, along which the distance has one minimum.
func fitD(curve []float64) float64 {
	if curve[len(curve)-1] >= 1 {
		return math.NaN()
	}
	loss := func(logD float64) float64 {
		d, s := math.Exp(logD), 0.0
		for i, ttr := range curve {
			e := ttr - ModelTTR(d, float64(vocdShortest+i))
			s += e * e
		}
		return s
	}
	const golden = 0.6180339887498949
	lo, hi := math.Log(1e-3), math.Log(1e6)
	for hi-lo > 1e-10 {
		a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
		if loss(a) <= loss(b) {
			hi = b
		} else {
			lo = a
		}
	}
	return math.Exp((lo + hi) / 2)
}
