package measure

import (
	"math"
	"math/bits"
)

// The measures below take a Table whose first row is the node, first column the
// collocate and O11 their joint frequency; E11 = row·column/N. Where windows
// span several tokens the caller puts window tokens into the margins.

// PMI is log2(O11^power/E11): power 1 is pointwise mutual information (Church &
// Hanks 1990), 2 and 3 are MI² and MI³ (Daille 1994); NaN without joint uses.
func PMI(t Table, power float64) float64 {
	return defined(power*math.Log2(t.O11) - math.Log2(t.Expected().O11))
}

// NPMI is PMI/−log2(O11/N), −1…1 (Bouma 2009); −1 without joint uses, NaN where
// all tokens are joint uses.
func NPMI(t Table) float64 {
	if t.O11 == 0 && t.Expected().O11 > 0 {
		return -1
	}
	return defined(PMI(t, 1) / -math.Log2(t.O11/t.N()))
}

// LocalMI is O11·PMI (Evert 2005).
func LocalMI(t Table) float64 { return defined(t.O11 * PMI(t, 1)) }

// TScore is (O−E)/√O (Church et al. 1991); NaN without joint uses.
func TScore(t Table) float64 { return defined((t.O11 - t.Expected().O11) / math.Sqrt(t.O11)) }

// ZScore is (O−E)/√E (Berry-Rogghe 1973, without the 1−p term).
func ZScore(t Table) float64 {
	e := t.Expected().O11
	return defined((t.O11 - e) / math.Sqrt(e))
}

// MuValue is O/E (Evert 2005).
func MuValue(t Table) float64 { return defined(t.O11 / t.Expected().O11) }

// Dice is 2·O11/(R1+C1), 0…1 (Dice 1945).
func Dice(t Table) float64 {
	r, _ := t.Rows()
	c, _ := t.Columns()
	return 2 * t.O11 / (r + c)
}

// LogDice is 14 + log2(Dice) (Rychlý 2008), at most 14; NaN without joint uses.
func LogDice(t Table) float64 { return defined(14 + math.Log2(Dice(t))) }

// PairJaccard is O11/(O11+O12+O21), 0…1.
func PairJaccard(t Table) float64 { return t.O11 / (t.O11 + t.O12 + t.O21) }

// MinSensitivity is min(O11/R1, O11/C1), 0…1 (Pedersen & Bruce 1996).
func MinSensitivity(t Table) float64 {
	r, _ := t.Rows()
	c, _ := t.Columns()
	return min(t.O11/r, t.O11/c)
}

// DeltaP is P(column|row) − P(column|other row), −1…1 (Gries 2013). Transpose
// the table for the other direction.
func DeltaP(t Table) float64 { return t.O11/(t.O11+t.O12) - t.O21/(t.O21+t.O22) }

// Transpose swaps node and collocate.
func (t Table) Transpose() Table { return Table{t.O11, t.O21, t.O12, t.O22} }

// ConditionalShare is O11/R1, the share of the node's uses with the collocate.
func ConditionalShare(t Table) float64 { return t.O11 / (t.O11 + t.O12) }

// PhiSquared is χ²/N without correction, 0…1 (Gale & Church 1991); its root is
// Cramér's V of a 2×2 table.
func PhiSquared(t Table) float64 { return ChiSquare(t, Uncorrected) / t.N() }

// LogOddsHaldane is the natural log odds ratio with ½ added to every cell
// (Haldane 1956); always defined.
func LogOddsHaldane(t Table) float64 {
	return math.Log((t.O11 + 0.5) * (t.O22 + 0.5) / ((t.O12 + 0.5) * (t.O21 + 0.5)))
}

// PoissonStirling is O11·(log2(O/E)−1), an approximation of the Poisson tail
// (Quasthoff & Wolff 2002).
func PoissonStirling(t Table) float64 { return defined(t.O11 * (PMI(t, 1) - 1)) }

// TableMI is the mutual information of the two variables of the table in bits,
// ≥ 0.
func TableMI(t Table) float64 {
	n, e, s := t.N(), t.Expected().Cells(), 0.0
	for i, o := range t.Cells() {
		s += xlogxOver(o/n, e[i]/n)
	}
	return s / math.Ln2
}

// TableNMI is TableMI over the joint entropy, 0…1; NaN where one cell has all.
func TableNMI(t Table) float64 {
	c := t.Cells()
	return TableMI(t) / (entropyOf(c[:]) / math.Ln2)
}

// Interaction is the highest-order term of a log-linear model of an n-gram.
type Interaction struct{ Lambda, Z float64 }

// BlahetaJohnson is λ = Σ(−1)^{K−b} ln(n+s) over the 2^K cells of an n-gram of K
// words, b the number of words that fit, with z = λ/√Σ1/(n+s) (Blaheta &
// Johnson 2001). Bit i of a cell's index says whether word i fits; smoothing s
// is usually ½.
func BlahetaJohnson(cells []float64, smoothing float64) Interaction {
	k := bits.Len(uint(len(cells))) - 1
	var x Interaction
	v := 0.0
	for i, n := range cells {
		sign := 1.0
		if (k-bits.OnesCount(uint(i)))%2 == 1 {
			sign = -1
		}
		x.Lambda += sign * math.Log(n+smoothing)
		v += 1 / (n + smoothing)
	}
	x.Lambda = defined(x.Lambda)
	x.Z = x.Lambda / math.Sqrt(v)
	return x
}

// ExactCells turns counts of "at least these words fit" (index bits as in
// BlahetaJohnson, index 0 the number of n-grams) into counts of "exactly these".
func ExactCells(atLeast []float64) []float64 {
	out := append([]float64(nil), atLeast...)
	for bit := 1; bit < len(out); bit <<= 1 {
		for i := range out {
			if i&bit == 0 {
				out[i] -= out[i|bit]
			}
		}
	}
	return out
}

// NGramAssociation holds measures against complete independence of all words.
type NGramAssociation struct {
	PMI             float64 // log2(O/E)
	T               float64 // (O−E)/√O
	ChiSquare, G2   float64 // over all 2^K cells
	Jaccard         float64 // O over all cells with any of the words
	PoissonStirling float64 // O·(log2(O/E)−1)
}

// AssociateNGram measures an n-gram from its 2^K exact cells.
func AssociateNGram(cells []float64) NGramAssociation {
	k := bits.Len(uint(len(cells))) - 1
	n := sum(cells)
	margin := make([]float64, k)
	for i, c := range cells {
		for w := range k {
			if i>>w&1 == 1 {
				margin[w] += c
			}
		}
	}
	var a NGramAssociation
	full := len(cells) - 1
	var e float64
	for i, o := range cells {
		e = n
		for w := range k {
			if i>>w&1 == 1 {
				e *= margin[w] / n
			} else {
				e *= 1 - margin[w]/n
			}
		}
		a.ChiSquare += (o - e) * (o - e) / e
		a.G2 += 2 * xlogxOver(o, e)
	}
	o := cells[full] // e is now the expectation of the full cell
	a.PMI, a.T = defined(math.Log2(o/e)), defined((o-e)/math.Sqrt(o))
	a.Jaccard = defined(o / (n - cells[0]))
	a.PoissonStirling = defined(o * (math.Log2(o/e) - 1))
	a.ChiSquare, a.G2 = defined(a.ChiSquare), defined(a.G2)
	return a
}

// PhraseScore is (joint − minimum)·V/(c_a·c_b) (Mikolov et al. 2013), V the
// vocabulary size.
func PhraseScore(joint, a, b, minimum, vocabulary float64) float64 {
	return defined((joint - minimum) * vocabulary / (a * b))
}

// WindowCounts counts pairs of types within a window of a token sequence.
type WindowCounts int

// What one pair of tokens at a distance adds: 1; 1/distance; or each pair of
// types once a document.
const (
	CountPairs WindowCounts = iota
	CountByDistance
	CountDocuments
)

// CoOccurrence adds to matrix, a square over types, the pairs of tokens of one
// document (numbers of types) at most window apart. The matrix is symmetric; a
// pair of equal types adds to the diagonal twice.
func CoOccurrence(matrix [][]float64, tokens []int, window int, how WindowCounts) {
	seen := map[[2]int]bool{}
	for i, a := range tokens {
		for d := 1; d <= window && i+d < len(tokens); d++ {
			b, w := tokens[i+d], 1.0
			switch how {
			case CountByDistance:
				w = 1 / float64(d)
			case CountDocuments:
				key := [2]int{min(a, b), max(a, b)}
				if seen[key] {
					continue
				}
				seen[key] = true
			}
			matrix[a][b] += w
			matrix[b][a] += w
		}
	}
}
