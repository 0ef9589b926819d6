package diversity

import (
	"math"

	"concord/analysis/measure"
)

// Settings are the lengths that the measures of running text need.
type Settings struct {
	Window    int     // tokens, of mattr and msttr
	Threshold float64 // of mtld, between 0 and 1
	Draw      int     // tokens, of hdd
	Seed      uint64  // of the draws of vocd_d
}

// Measures describes the vocabulary of one text; NaN where a measure has no
// value.
type Measures struct {
	Tokens   int     `col:"tokens"`
	Types    int     `col:"types"`
	TTR      float64 `col:"ttr"`
	HerdanC  float64 `col:"herdan_c"`
	GuiraudR float64 `col:"guiraud_r"`
	CTTR     float64 `col:"cttr"`
	DugastU  float64 `col:"dugast_u"`
	SummerS  float64 `col:"summer_s"`
	YuleK    float64 `col:"yule_k"`
	YuleI    float64 `col:"yule_i"`
	SimpsonD float64 `col:"simpson_d"`
	HerdanVm float64 `col:"herdan_vm"`
	Maas     float64 `col:"maas"`
	MSTTR    float64 `col:"msttr"`
	MATTR    float64 `col:"mattr"`
	MTLD     float64 `col:"mtld"`
	MTLDMA   float64 `col:"mtld_ma"`
	HDD      float64 `col:"hdd"`
	VocdD    float64 `col:"vocd_d"`
}

// leastFactor is the shortest stretch of mtld_ma in tokens.
const leastFactor = 10

// Compute measures a text given as numbers of types, from 0 in the order of
// their first use. The formulas stand in the package comment.
func Compute(tokens []int, s Settings) Measures {
	types := 0
	for _, w := range tokens {
		types = max(types, w+1)
	}
	counts := make(measure.Frequencies, types)
	for _, w := range tokens {
		counts[w]++
	}
	size := counts.Size()
	return Measures{
		Tokens: len(tokens), Types: types,
		TTR: size.TTR(), HerdanC: size.HerdanC(), GuiraudR: size.RootTTR(), CTTR: size.CorrectedTTR(),
		DugastU: size.DugastU(10), SummerS: size.SummerS(10), YuleK: counts.YuleK(), YuleI: counts.YuleI(),
		SimpsonD: counts.SimpsonD(), HerdanVm: counts.HerdanVm(), Maas: math.Sqrt(size.MaasA2(10)),
		MSTTR: measure.MSTTR(tokens, s.Window, false), MATTR: measure.MATTR(tokens, s.Window),
		MTLD:   measure.MTLD{Threshold: s.Threshold, MinLength: 1}.Of(tokens),
		MTLDMA: movingMTLD(tokens, types, s.Threshold), HDD: counts.HDD(float64(s.Draw)),
		VocdD: measure.VocdD(tokens, s.Seed),
	}
}

// movingMTLD is measure.MTLD.MovingAverage without wrap, for long texts: it
// stamps types instead of filling a set at every start.
func movingMTLD(tokens []int, types int, threshold float64) float64 {
	reversed := make([]int, len(tokens))
	for i, w := range tokens {
		reversed[len(tokens)-1-i] = w
	}
	return (firstFactors(tokens, types, threshold) + firstFactors(reversed, types, threshold)) / 2
}

// firstFactors is the mean length of the first factor from every start that
// reaches one; NaN where none does.
func firstFactors(tokens []int, types int, threshold float64) float64 {
	stamp := make([]int, types)
	total, found := 0.0, 0.0
	for from := range tokens {
		seen := 0
		for i, w := range tokens[from:] {
			if stamp[w] != from+1 {
				stamp[w] = from + 1
				seen++
			}
			if n := i + 1; n >= leastFactor && float64(seen)/float64(n) < threshold {
				total += float64(n)
				found++
				break
			}
		}
	}
	return total / found
}

// numbered numbers features from 0 in the order of their first use.
func numbered(ids []uint32, number []int32) []int {
	out := make([]int, len(ids))
	next := int32(0)
	for i, id := range ids {
		if number[id] < 0 {
			number[id] = next
			next++
		}
		out[i] = int(number[id])
	}
	for _, id := range ids {
		number[id] = -1
	}
	return out
}

// poorest returns the first stretch of length tokens with the fewest types; the
// whole text where it is shorter.
func poorest(tokens []int, types, length int) (from, to int) {
	if len(tokens) <= length {
		return 0, len(tokens)
	}
	count := make([]int, types)
	seen, best := 0, math.MaxInt
	for i, w := range tokens {
		if count[w]++; count[w] == 1 {
			seen++
		}
		if i >= length {
			old := tokens[i-length]
			if count[old]--; count[old] == 0 {
				seen--
			}
		}
		if i >= length-1 && seen < best {
			best, from = seen, i-length+1
		}
	}
	return from, from + length
}
