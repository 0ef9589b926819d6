package measure

import "math"

// KL is the divergence Σp·log2(p/q) in bits of two non-negative vectors,
// normalised here (Kullback & Leibler 1951). add is put on every entry first: 0,
// or ½. NaN where q has a zero that p has not (the divergence is unbounded) and
// for a vector without mass.
func KL(p, q []float64, add float64) float64 {
	p, q = Normalize(plus(p, add)), Normalize(plus(q, add))
	d := 0.0
	for i := range p {
		d += xlogxOver(p[i], q[i])
	}
	return defined(max(0, d/math.Ln2))
}

func plus(v []float64, add float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = x + add
	}
	return out
}

// JSD is the Jensen–Shannon divergence in bits, 0…1 at equal weights (Lin 1991):
// w·KL(p‖m) + (1−w)·KL(q‖m), m = w·p+(1−w)·q. Inputs are normalised here. Its
// root is a distance. Short texts make it large by themselves: compare it with
// a length-matched null.
func JSD(p, q []float64, w float64) float64 {
	d := 0.0
	for _, c := range jsdParts(Normalize(p), Normalize(q), w) {
		d += c
	}
	return max(0, d)
}

// jsdParts are the contributions of each place, all ≥ 0.
func jsdParts(p, q []float64, w float64) []float64 {
	out := make([]float64, len(p))
	for i := range p {
		m := w*p[i] + (1-w)*q[i]
		if m < math.SmallestNonzeroFloat64*(1<<53) {
			continue // below the least normal number halves are not halves
		}
		out[i] = (w*xlogxOver(p[i], m) + (1-w)*xlogxOver(q[i], m)) / math.Ln2
	}
	return out
}

// Jeffreys is the symmetric Σ(p−q)·log2(p/q) in bits; NaN where one vector alone
// has a zero.
func Jeffreys(p, q []float64) float64 { return KL(p, q, 0) + KL(q, p, 0) }

// ShiftKind is the quantity whose change a word shift explains.
type ShiftKind int

// The kinds of word shift (Gallagher et al. 2021). Contributions sum to the
// difference text 2 − text 1, or to the divergence.
const (
	ShiftProportion ShiftKind = iota // p2−p1
	ShiftEntropy                     // −p2·log2 p2 + p1·log2 p1
	ShiftTsallis                     // (p1^α−p2^α)/(α−1)
	ShiftJSD                         // share of the Jensen–Shannon divergence, ≥ 0
	ShiftKLD                         // p2·log2(p2/p1)
)

// Shift describes a word shift.
type Shift struct {
	Kind   ShiftKind
	Alpha  float64 // of ShiftTsallis, usually 2
	Weight float64 // of text 1 in ShiftJSD, usually ½
}

// WordShift is the contribution of each type to a change between two texts.
type WordShift struct {
	Contributions []float64 // NaN where undefined (ShiftKLD with a zero on one side)
	Total         float64   // their sum
	Magnitude     float64   // the sum of their magnitudes
}

// Between computes a word shift from counts of the same types in two texts. For
// ShiftJSD the direction of a bar is the sign of p2−p1, not of its contribution.
func (s Shift) Between(a, b []float64) WordShift {
	p, q := Normalize(a), Normalize(b)
	w := WordShift{Contributions: make([]float64, len(p))}
	var jsd []float64
	if s.Kind == ShiftJSD {
		jsd = jsdParts(p, q, s.Weight)
	}
	for i := range p {
		var c float64
		switch s.Kind {
		case ShiftEntropy:
			c = (xlogxOver(p[i], 1) - xlogxOver(q[i], 1)) / math.Ln2
		case ShiftTsallis:
			c = (math.Pow(p[i], s.Alpha) - math.Pow(q[i], s.Alpha)) / (s.Alpha - 1)
		case ShiftJSD:
			c = jsd[i]
		case ShiftKLD:
			c = math.NaN()
			if p[i] > 0 && q[i] > 0 {
				c = xlogxOver(q[i], p[i]) / math.Ln2
			}
		default:
			c = q[i] - p[i]
		}
		w.Contributions[i] = c
		w.Total += c
		w.Magnitude += math.Abs(c)
	}
	return w
}

// Surprise is the novelty, transience and resonance of a document in a series.
type Surprise struct {
	Novelty, Transience, Resonance float64 // resonance = novelty − transience
	// NoveltySD and TransienceSD are the population standard deviations of the
	// single divergences.
	NoveltySD, TransienceSD float64
}

// NTR computes novelty, transience and resonance of every row of a series with a
// window of w rows (Barron, Huang, Spang & DeDeo 2018): the mean of
// divergence(current, other) over the w rows before and after. Where a side is
// incomplete its values are NaN: edges are missing, not zero. The divergence is
// KL in bits in the paper; rows are distributions, smoothed by the caller.
func NTR(rows [][]float64, w int, divergence func(current, other []float64) float64) []Surprise {
	out := make([]Surprise, len(rows))
	side := func(i, step int) (float64, float64) {
		if end := i + step*w; w < 1 || end < 0 || end >= len(rows) {
			return math.NaN(), math.NaN()
		}
		d := make([]float64, w)
		for k := range d {
			d[k] = divergence(rows[i], rows[i+step*(k+1)])
		}
		return mean(d), populationSD(d)
	}
	for i := range rows {
		s := &out[i]
		s.Novelty, s.NoveltySD = side(i, -1)
		s.Transience, s.TransienceSD = side(i, 1)
		s.Resonance = s.Novelty - s.Transience
	}
	return out
}
