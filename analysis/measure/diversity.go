package measure

import (
	"math"
	"slices"
)

// Frequencies are the frequencies of the types of a text, in any order; places
// with 0 are not types. All measures below are relative within one corpus: they
// depend on length, and for Chinese on the segmenter.
type Frequencies []float64

// Tokens is N, Types is V.
func (f Frequencies) Tokens() float64 { return sum(f) }

// Types is the number of frequencies above 0.
func (f Frequencies) Types() float64 { return float64(len(f.present())) }

// OfFrequency is V_m, the number of types of frequency m: 1 gives the hapaxes.
func (f Frequencies) OfFrequency(m float64) float64 {
	n := 0.0
	for _, v := range f {
		if v == m {
			n++
		}
	}
	return n
}

func (f Frequencies) present() []float64 {
	out := make([]float64, 0, len(f))
	for _, v := range f {
		if v > 0 {
			out = append(out, v)
		}
	}
	return out
}

// falling are the frequencies in falling order.
func (f Frequencies) falling() []float64 {
	v := f.present()
	slices.Sort(v)
	slices.Reverse(v)
	return v
}

// Size is all that length-based indices need: tokens N and types V.
type Size struct{ N, V float64 }

// Size is the text's size.
func (f Frequencies) Size() Size { return Size{f.Tokens(), f.Types()} }

// TTR is V/N (Johnson 1944), 0…1.
func (s Size) TTR() float64 { return s.V / s.N }

// RootTTR is V/√N (Guiraud 1954).
func (s Size) RootTTR() float64 { return s.V / math.Sqrt(s.N) }

// CorrectedTTR is V/√(2N) (Carroll 1964).
func (s Size) CorrectedTTR() float64 { return s.V / math.Sqrt(2*s.N) }

// HerdanC is ln V/ln N (Herdan 1960); NaN for one token.
func (s Size) HerdanC() float64 { return defined(math.Log(s.V) / math.Log(s.N)) }

// DugastU is (log N)²/(log N − log V) (Dugast 1978) in the base; NaN where all
// tokens differ.
func (s Size) DugastU(base float64) float64 {
	n := logBase(s.N, base)
	return defined(n * n / (n - logBase(s.V, base)))
}

// SummerS is log log V/log log N (Summer 1966); its value depends on the base.
func (s Size) SummerS(base float64) float64 {
	return defined(math.Log(logBase(s.V, base)) / math.Log(logBase(s.N, base)))
}

// MaasA2 is (log N − log V)/(log N)² (Maas 1972) in the base; its root is Maas's
// a. Low values are diverse.
func (s Size) MaasA2(base float64) float64 {
	n := logBase(s.N, base)
	return defined((n - logBase(s.V, base)) / (n * n))
}

// MaasLogV0 is log10 V/√(1−(log V/log N)²) (Maas 1972); times ln 10 it is the
// natural form.
func (s Size) MaasLogV0() float64 {
	c := s.HerdanC()
	return defined(math.Log10(s.V) / math.Sqrt(1-c*c))
}

// DugastK is ln V/ln ln N (Dugast 1979).
func (s Size) DugastK() float64 { return defined(math.Log(s.V) / math.Log(math.Log(s.N))) }

// BrunetW is N^(V^−0.172) (Brunet 1978); low values are diverse.
func (s Size) BrunetW() float64 { return math.Pow(s.N, math.Pow(s.V, -0.172)) }

// FisherAlpha solves V = α·ln(1+N/α) (Fisher, Corbet & Williams 1943); NaN where
// all tokens differ.
func (s Size) FisherAlpha() float64 {
	if !(s.V > 0) || s.V >= s.N {
		return math.NaN()
	}
	return math.Exp(root(func(x float64) float64 {
		a := math.Exp(x)
		return a*math.Log1p(s.N/a) - s.V
	}))
}

// ModelTTR is the curve (D/N)(√(1+2N/D)−1) of vocd (Malvern & Richards 1997).
func ModelTTR(d, n float64) float64 { return d / n * (math.Sqrt(1+2*n/d) - 1) }

// squares is Σf².
func (f Frequencies) squares() float64 { return Dot(f, f) }

// YuleK is 10⁴(Σf²−N)/N² (Yule 1944); low values are diverse.
func (f Frequencies) YuleK() float64 {
	n := f.Tokens()
	return 1e4 * (f.squares() - n) / (n * n)
}

// YuleI is V²/(Σf²−V) (Yule 1944, as quanteda); NaN where all tokens differ.
func (f Frequencies) YuleI() float64 {
	v := f.Types()
	return defined(v * v / (f.squares() - v))
}

// YuleDiversity is N²/(Σf²−N); NaN where all tokens differ.
func (f Frequencies) YuleDiversity() float64 {
	n := f.Tokens()
	return defined(n * n / (f.squares() - n))
}

// SimpsonD is Σf(f−1)/(N(N−1)) (Simpson 1949), the chance that two tokens are of
// one type, 0…1; NaN for one token.
func (f Frequencies) SimpsonD() float64 {
	n := f.Tokens()
	return defined((f.squares() - n) / (n * (n - 1)))
}

// HerdanVm is √(Σp²−1/V) (Herdan 1955).
func (f Frequencies) HerdanVm() float64 {
	return math.Sqrt(max(0, f.RepeatRate()-1/f.Types()))
}

// RepeatRate is Σp², 1/V…1; its inverse is the Hill number of order 2.
func (f Frequencies) RepeatRate() float64 {
	n := f.Tokens()
	return f.squares() / (n * n)
}

// HonoreR is 100·ln N/(1−V1/V) (Honoré 1979); NaN where all types are hapaxes.
func (f Frequencies) HonoreR() float64 {
	return defined(100 * math.Log(f.Tokens()) / (1 - f.OfFrequency(1)/f.Types()))
}

// Entropy is the Shannon entropy of the types in the base.
func (f Frequencies) Entropy(base float64) float64 { return entropyOf(f) / math.Log(base) }

// Hill is the Hill number of order q, the effective number of types (Hill 1973).
func (f Frequencies) Hill(q float64) float64 {
	if q == 1 {
		return math.Exp(entropyOf(f))
	}
	n, s := f.Tokens(), 0.0
	for _, v := range f.present() {
		s += math.Pow(v/n, q)
	}
	return math.Pow(s, 1/(1-q))
}

// Gini is the concentration of frequencies over types, 0 (all equal) towards 1.
func (f Frequencies) Gini() float64 {
	v := f.falling()
	n, s := float64(len(v)), 0.0
	for i, x := range v {
		s += float64(i+1) * x
	}
	return 1 - (2*s-sum(v))/(n*sum(v))
}

// Arc holds the indices of the rank-frequency arc (Popescu et al. 2009) of
// length L = Σ√((f_r−f_{r+1})²+1).
type Arc struct{ L, B1, B3, B4, B5 float64 }

// ArcLength gives B1 = L/L_max, L_max = √((f_1−1)²+1)+V−2; B3 = (V−1)/L; B4 =
// (f_1−1)/L; B5 = hapaxes/L. NaN below two types.
func (f Frequencies) ArcLength() Arc {
	v := f.falling()
	if len(v) < 2 {
		nan := math.NaN()
		return Arc{nan, nan, nan, nan, nan}
	}
	var a Arc
	for i := range len(v) - 1 {
		a.L += math.Hypot(v[i]-v[i+1], 1)
	}
	types := float64(len(v))
	a.B1 = a.L / (math.Hypot(v[0]-1, 1) + types - 2)
	a.B3, a.B4, a.B5 = (types-1)/a.L, (v[0]-1)/a.L, f.OfFrequency(1)/a.L
	return a
}

// HDD is the expected type-token ratio of draws tokens taken without
// replacement: Σ[1−P(type absent)]/draws (McCarthy & Jarvis 2007); NaN for a text
// shorter than draws.
func (f Frequencies) HDD(draws float64) float64 { return f.Rarefied(draws) / draws }

// Rarefied is the expected number of types in n tokens taken without replacement
// (Hurlbert 1971); NaN for n above the length.
func (f Frequencies) Rarefied(n float64) float64 {
	all := f.Tokens()
	if n > all {
		return math.NaN()
	}
	lg := func(x float64) float64 { return logGamma(x + 1) }
	s := 0.0
	for _, v := range f.present() {
		absent := 0.0
		if n <= all-v {
			absent = math.Exp(lg(all-v) - lg(all-v-n) + lg(all-n) - lg(all))
		}
		s += 1 - absent
	}
	return s
}

// BinomialGrowth is the expected number of types V and of hapaxes V1 in n tokens
// drawn with replacement (Baayen 2001); slightly below Rarefied.
func (f Frequencies) BinomialGrowth(n float64) (types, hapaxes float64) {
	p := n / f.Tokens()
	for _, v := range f.present() {
		types += 1 - math.Pow(1-p, v)
		hapaxes += v * p * math.Pow(1-p, v-1)
	}
	return types, hapaxes
}

// Richness estimates the number of types there would be.
type Richness struct{ Observed, Chao1, Chao1SE, ACE float64 }

// EstimateRichness gives Chao1 = V + f1(f1−1)/(2(f2+1)) (Chao 1987, bias-corrected)
// and ACE with rare types up to 10 (Chao & Lee 1992). The standard error of Chao1
// is the delta method on this very formula, the numbers of types by frequency
// being multinomial over Chao1 types: Σg²f − (Σgf)²/Chao1, with slope g = 1 for
// every frequency, plus (2f1−1)/(2(f2+1)) for 1 and −f1(f1−1)/(2(f2+1)²) for 2
// (vegan 2.6; the formula often quoted puts the terms of the biased estimate in
// its place). 0 without types that occur once.
func (f Frequencies) EstimateRichness() Richness {
	s, f1, f2 := f.Types(), f.OfFrequency(1), f.OfFrequency(2)
	d := f2 + 1
	r := Richness{Observed: s, Chao1: s + f1*(f1-1)/(2*d)}
	once, twice := 1+(2*f1-1)/(2*d), 1-f1*(f1-1)/(2*d*d)
	squares, slopes := s-f1-f2+once*once*f1+twice*twice*f2, s-f1-f2+once*f1+twice*f2
	r.Chao1SE = math.Sqrt(max(0, squares-slopes*slopes/r.Chao1))
	rare, tokens, pairs := 0.0, 0.0, 0.0
	for _, v := range f.present() {
		if v <= 10 {
			rare++
			tokens += v
			pairs += v * (v - 1)
		}
	}
	cover := 1 - f1/tokens
	gamma := max(rare/cover*pairs/(tokens*(tokens-1))-1, 0)
	r.ACE = defined(s - rare + rare/cover + f1/cover*gamma)
	return r
}

// EntropyEstimator corrects the entropy of counts for their number, in nats.
type EntropyEstimator int

// The estimators: plug-in; + (m−1)/2N over m bins in use (Miller 1955);
// pseudo-counts 1, ½, 1/bins and √N/bins (Agresti & Hitchcock 2005); coverage
// (Chao & Shen 2003); shrinkage to equal shares (Hausser & Strimmer 2009).
const (
	PlugIn EntropyEstimator = iota
	MillerMadow
	LaplaceEntropy
	JeffreysEntropy
	SchurmannGrassberger
	MinimaxEntropy
	ChaoShen
	ShrinkageEntropy
)

// Of estimates the entropy; zeros count as bins where pseudo-counts are added.
func (e EntropyEstimator) Of(counts []float64) float64 {
	n, bins := sum(counts), float64(len(counts))
	switch e {
	case MillerMadow:
		return entropyOf(counts) + (Frequencies(counts).Types()-1)/(2*n)
	case LaplaceEntropy:
		return entropyOf(plus(counts, 1))
	case JeffreysEntropy:
		return entropyOf(plus(counts, 0.5))
	case SchurmannGrassberger:
		return entropyOf(plus(counts, 1/bins))
	case MinimaxEntropy:
		return entropyOf(plus(counts, math.Sqrt(n)/bins))
	case ChaoShen:
		f1 := Frequencies(counts).OfFrequency(1)
		if f1 == n {
			f1 = n - 1
		}
		h := 0.0
		for _, c := range counts {
			if p := (1 - f1/n) * c / n; p > 0 {
				h -= p * math.Log(p) / (1 - math.Pow(1-p, n))
			}
		}
		return h
	case ShrinkageEntropy:
		p, square, gap := Normalize(counts), 0.0, 0.0
		for _, x := range p {
			square += x * x
			gap += (1/bins - x) * (1/bins - x)
		}
		lambda := 1.0
		if gap > 0 && n > 1 {
			lambda = min(1, max(0, (1-square)/((n-1)*gap)))
		}
		for i, x := range p {
			p[i] = lambda/bins + (1-lambda)*x
		}
		return entropyOf(p)
	}
	return entropyOf(counts)
}
