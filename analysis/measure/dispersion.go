package measure

import "math"

// Parts is the distribution of a feature over the parts of a corpus: Uses[i]
// occurrences in part i, which has Sizes[i] > 0 tokens. Slices have one length.
type Parts struct{ Uses, Sizes []float64 }

// total is all uses; shares are the size shares of the parts.
func (p Parts) total() float64 { return sum(p.Uses) }

func (p Parts) shares() []float64 {
	all, out := sum(p.Sizes), make([]float64, len(p.Sizes))
	for i, s := range p.Sizes {
		out[i] = s / all
	}
	return out
}

// rates are uses per token of each part.
func (p Parts) rates() []float64 {
	out := make([]float64, len(p.Uses))
	for i := range out {
		out[i] = p.Uses[i] / p.Sizes[i]
	}
	return out
}

// Range is the number of parts that contain the feature.
func (p Parts) Range() int {
	n := 0
	for _, v := range p.Uses {
		if v > 0 {
			n++
		}
	}
	return n
}

// RangeBySize is the share of the corpus that lies in parts with the feature.
func (p Parts) RangeBySize() float64 {
	s := 0.0
	for i, share := range p.shares() {
		if p.Uses[i] > 0 {
			s += share
		}
	}
	return s
}

// DPScale says by what the deviation of proportions is divided.
type DPScale int

// The scales: none (Gries 2008); the largest value possible, 1−min share
// (Lijffijt & Gries 2012); the same among parts that contain the feature
// (Egbert, Burch & Biber 2020).
const (
	DPPlain DPScale = iota
	DPNorm
	DPNormPresent
)

// DP is the deviation of proportions ½Σ|v_i/f − s_i|, 0 spread evenly …
// towards 1 in one place. NaN without uses.
func (p Parts) DP(scale DPScale) float64 {
	f, least, present, d := p.total(), math.Inf(1), math.Inf(1), 0.0
	for i, s := range p.shares() {
		d += math.Abs(p.Uses[i]/f - s)
		least = min(least, s)
		if p.Uses[i] > 0 {
			present = min(present, s)
		}
	}
	switch scale {
	case DPNorm:
		return defined(d / 2 / (1 - least))
	case DPNormPresent:
		return defined(d / 2 / (1 - present))
	}
	return d / 2
}

// KLD is the divergence Σ(v/f)·log2[(v/f)/s] of uses from part sizes in bits, ≥
// 0, 0 spread evenly; NaN without uses.
func (p Parts) KLD() float64 {
	f, d := p.total(), 0.0
	for i, s := range p.shares() {
		d += xlogxOver(p.Uses[i]/f, s)
	}
	return d / math.Ln2
}

// Evenness turns a KLD in bits into 0…1, 1 spread evenly, by the ways of Gries
// 2020: Base2 is 2^−KLD, BaseE e^−KLD, Odds 1/(1+KLD).
type Evenness int

// The ways to normalise a KLD.
const (
	Base2 Evenness = iota
	BaseE
	Odds
)

// Of applies the normalisation.
func (e Evenness) Of(kld float64) float64 {
	switch e {
	case BaseE:
		return math.Exp(-kld)
	case Odds:
		return 1 / (1 + kld)
	}
	return math.Exp2(-kld)
}

// VariationCoefficient is population SD/mean of the uses per part, or of the
// rates per token.
func (p Parts) VariationCoefficient(ofRates bool) float64 {
	v := p.Uses
	if ofRates {
		v = p.rates()
	}
	return defined(populationSD(v) / mean(v))
}

// JuillandD is 1 − VC/√(n−1) on rates per part (Juilland & Chang-Rodríguez
// 1964), 1 spread evenly, 0 in one part; NaN below two parts.
func (p Parts) JuillandD() float64 {
	return defined(1 - p.VariationCoefficient(true)/math.Sqrt(float64(len(p.Uses)-1)))
}

// JuillandU is the usage coefficient D·f.
func (p Parts) JuillandU() float64 { return p.JuillandD() * p.total() }

// CarrollD2 is the entropy of the rates over log n (Carroll 1970), 1 spread
// evenly, 0 in one part; NaN below two parts.
func (p Parts) CarrollD2() float64 {
	return defined(entropyOf(p.rates()) / math.Log(float64(len(p.Uses))))
}

// CarrollUm is f·D2 + (1−D2)·f/n.
func (p Parts) CarrollUm() float64 {
	d, f := p.CarrollD2(), p.total()
	return f*d + (1-d)*f/float64(len(p.Uses))
}

// RosengrenS is (Σ√(s_i·v_i))²/f with size shares s (Rosengren 1971), 1 spread
// as the sizes, min s in one part. On parts taken as equal it is the
// distributional consistency of Zhang, Huang & Yu 2004.
func (p Parts) RosengrenS() float64 {
	r := 0.0
	for i, s := range p.shares() {
		r += math.Sqrt(s * p.Uses[i])
	}
	return r * r / p.total()
}

// RosengrenKF is the adjusted frequency f·S.
func (p Parts) RosengrenKF() float64 { return p.total() * p.RosengrenS() }

// LyneD3 is 1 − χ²/(4f) against equal parts (Lyne 1985); below 0 for very
// uneven features.
func (p Parts) LyneD3() float64 {
	f, chi := p.total(), 0.0
	e := f / float64(len(p.Uses))
	for _, v := range p.Uses {
		chi += (v - e) * (v - e) / e
	}
	return 1 - chi/(4*f)
}

// DA is 1 − mean |r_i−r_j| / (2·mean r) over pairs of rates (Burch, Egbert &
// Biber 2017), 1 spread evenly, 0 in one part.
func (p Parts) DA() float64 {
	r, d, pairs := p.rates(), 0.0, 0.0
	for i := range r {
		for j := range i {
			d += math.Abs(r[i] - r[j])
			pairs++
		}
	}
	return defined(1 - d/pairs/(2*mean(r)))
}

// EngwallFM is f times the share of parts with the feature (Engwall 1974).
func (p Parts) EngwallFM() float64 {
	return p.total() * float64(p.Range()) / float64(len(p.Uses))
}

// KromerUR is Σψ(v_i+1)+γ, the sum of harmonic numbers of the uses (Kromer
// 2003).
func (p Parts) KromerUR() float64 {
	s := 0.0
	for _, v := range p.Uses {
		for k := 1.0; k <= v; k++ {
			s += 1 / k
		}
	}
	return s
}

// Spacing describes the places of a feature in one sequence of n tokens by the
// distances between neighbours, the last joined to the first in a circle
// (Savický & Hlaváčová 2002).
type Spacing struct {
	Distances []float64 // the first is the one across the end
	N         float64
}

// NewSpacing takes ascending token positions from 0 in a sequence of n tokens.
func NewSpacing(positions []int, n int) Spacing {
	s := Spacing{N: float64(n), Distances: []float64{}}
	for i, at := range positions {
		before := positions[len(positions)-1] - n
		if i > 0 {
			before = positions[i-1]
		}
		s.Distances = append(s.Distances, float64(at-before))
	}
	return s
}

// ARF is the average reduced frequency (1/v)·Σmin(d, v), v = n/f; between 1 and
// f; NaN without uses.
func (s Spacing) ARF() float64 {
	v, r := s.N/float64(len(s.Distances)), 0.0
	for _, d := range s.Distances {
		r += min(d, v)
	}
	return s.orNaN(r / v)
}

// AWT is the average waiting time ½(1+Σd²/n) in tokens.
func (s Spacing) AWT() float64 {
	r := 0.0
	for _, d := range s.Distances {
		r += d * d
	}
	return s.orNaN((1 + r/s.N) / 2)
}

// FAWT is the frequency n/(2·AWT−1) an evenly spaced feature of this AWT has.
func (s Spacing) FAWT() float64 { return s.N / (2*s.AWT() - 1) }

// ALD is the average logarithmic distance Σd·log10(d)/n.
func (s Spacing) ALD() float64 {
	r := 0.0
	for _, d := range s.Distances {
		r += d * math.Log10(d)
	}
	return s.orNaN(r / s.N)
}

// FALD is the frequency n·10^−ALD.
func (s Spacing) FALD() float64 { return s.N * math.Pow(10, -s.ALD()) }

func (s Spacing) orNaN(x float64) float64 {
	if len(s.Distances) == 0 {
		return math.NaN()
	}
	return x
}
