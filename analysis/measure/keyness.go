package measure

import (
	"math"

	"concord/analysis/infer"
)

// Table is a 2×2 table of counts. For keyness the columns are target and
// reference and the rows the feature and all other tokens; for collocation the
// first row is the node and the first column the collocate.
type Table struct{ O11, O12, O21, O22 float64 }

// KeynessTable is the table of a feature used a times among nA target tokens
// and b times among nB reference tokens.
func KeynessTable(a, nA, b, nB float64) Table { return Table{a, b, nA - a, nB - b} }

// N is the grand total.
func (t Table) N() float64 { return t.O11 + t.O12 + t.O21 + t.O22 }

// Rows and Columns are the margins.
func (t Table) Rows() (first, second float64)    { return t.O11 + t.O12, t.O21 + t.O22 }
func (t Table) Columns() (first, second float64) { return t.O11 + t.O21, t.O12 + t.O22 }

// Expected is the table with the same margins under independence; NaN for an
// empty table.
func (t Table) Expected() Table {
	r1, r2 := t.Rows()
	c1, c2 := t.Columns()
	n := t.N()
	return Table{r1 * c1 / n, r1 * c2 / n, r2 * c1 / n, r2 * c2 / n}
}

// Cells lists O11, O12, O21, O22.
func (t Table) Cells() [4]float64 { return [4]float64{t.O11, t.O12, t.O21, t.O22} }

// Sign is +1 where O11 exceeds its expectation, −1 where it falls short, 0 else.
func (t Table) Sign() float64 {
	r1, _ := t.Rows()
	c1, _ := t.Columns()
	switch d := t.O11*t.N() - r1*c1; {
	case d > 0:
		return 1
	case d < 0:
		return -1
	}
	return 0
}

// Correction is a continuity correction of χ² or G².
type Correction int

// The corrections found in software.
const (
	Uncorrected Correction = iota
	// Yates moves every cell towards its expectation by min(½, |O−E|), as R and
	// SciPy do (Yates 1934, clamped).
	Yates
	// YatesUnclamped is the textbook form with N/2 taken from |ad−bc| always.
	YatesUnclamped
	// YatesSmall is YatesUnclamped only where |ad−bc| ≥ N/2 and an expected count
	// is below 5, as quanteda does by default: one list then mixes corrected and
	// uncorrected values.
	YatesSmall
	// Williams divides by the factor q of Williams 1976, see WilliamsQ.
	Williams
)

// shift is how far the correction moves the cells of t.
func (c Correction) shift(t Table) float64 {
	e := t.Expected()
	switch c {
	case Yates:
		return min(0.5, math.Abs(t.O11-e.O11))
	case YatesUnclamped:
		return 0.5
	case YatesSmall:
		small := min(e.O11, e.O12, e.O21, e.O22) < 5
		if small && math.Abs(t.O11*t.O22-t.O12*t.O21) >= t.N()/2 {
			return 0.5
		}
	}
	return 0
}

// WilliamsQ is the factor q = 1 + (N/r1+N/r2−1)(N/c1+N/c2−1)/(6N) of Williams
// 1976; 1 where a cell is 0, as quanteda does.
func WilliamsQ(t Table) float64 {
	if t.O11 == 0 || t.O12 == 0 || t.O21 == 0 || t.O22 == 0 {
		return 1
	}
	n := t.N()
	r1, r2 := t.Rows()
	c1, c2 := t.Columns()
	return 1 + (n/r1+n/r2-1)*(n/c1+n/c2-1)/(6*n)
}

// ChiSquare is Pearson's χ² = Σ(O−E)²/E over four cells (Pearson 1900), ≥ 0,
// unsigned; NaN where a margin is 0. The p-value is infer.ChiSquareUpper with 1
// degree of freedom, valid for independent tokens only.
func ChiSquare(t Table, c Correction) float64 {
	e := t.Expected()
	d := math.Abs(t.O11-e.O11) - c.shift(t)
	chi := d * d * (1/e.O11 + 1/e.O12 + 1/e.O21 + 1/e.O22)
	if c == Williams {
		chi /= WilliamsQ(t)
	}
	return defined(chi)
}

// G2 is the four-cell log-likelihood ratio 2ΣO·ln(O/E) (Dunning 1993), ≥ 0,
// unsigned; empty cells add 0; NaN where a margin is 0. logOffset is added to
// O/E inside the logarithm: 0, or 1e-9 to reproduce quanteda.
func G2(t Table, c Correction, logOffset float64) float64 {
	e := t.Expected()
	if !(min(e.O11, e.O12, e.O21, e.O22) > 0) {
		return math.NaN()
	}
	shift := c.shift(t)
	if t.O11 > e.O11 {
		shift = -shift
	}
	moved := Table{t.O11 + shift, t.O12 - shift, t.O21 - shift, t.O22 + shift}
	sum, expected := 0.0, e.Cells()
	for i, o := range moved.Cells() {
		switch {
		case o <= 0:
			sum += expected[i]
		case logOffset == 0:
			// Subtracting O−E, whose total is 0, keeps small values exact.
			d := o - expected[i]
			sum += o*math.Log1p(d/expected[i]) - d
		default:
			sum += o*math.Log(o/expected[i]+logOffset) - (o - expected[i])
		}
	}
	// Rounding of the expected counts is not evidence.
	if c == Yates && math.Abs(t.O11-e.O11) <= 0.5 {
		return 0
	}
	if c == Williams {
		sum /= WilliamsQ(t)
	}
	return max(0, 2*sum)
}

// G2TwoCell is the short form 2(a·ln(a/E1)+b·ln(b/E2)) of Rayson & Garside 2000,
// which leaves the other tokens out and is always below G2; NaN where the
// feature or a corpus is empty.
func G2TwoCell(t Table) float64 {
	e := t.Expected()
	if !(min(e.O11, e.O12) > 0) {
		return math.NaN()
	}
	return 2 * (xlogxOver(t.O11, e.O11) + xlogxOver(t.O12, e.O12))
}

// BIC is G² − ln N, the approximate Bayes factor of Wilson 2013; above 2 is
// positive evidence, below 0 evidence for no difference.
func BIC(g2, n float64) float64 { return g2 - math.Log(n) }

// ELL is the effect size G²/(N·ln min E) of Johnston, Berry & Mielke 2006.
func ELL(g2, n, minExpected float64) float64 { return defined(g2 / (n * math.Log(minExpected))) }

// Smoothing says how a ratio of rates treats zero counts.
type Smoothing int

// The conventions found in software.
const (
	// HalfCount is (a+½)/(n+1), this project's default: defined for all counts.
	HalfCount Smoothing = iota
	// HalfAll is (a+½)/(n+½) (Walter 1975), as R corpora does.
	HalfAll
	// HalfZeros puts ½ only in place of a count of 0 (Hardie 2014).
	HalfZeros
	// Unsmoothed leaves counts alone; a count of 0 gives NaN.
	Unsmoothed
)

// rate is the smoothed rate of a count among n.
func (s Smoothing) rate(a, n float64) float64 {
	switch {
	case s == HalfCount:
		return (a + 0.5) / (n + 1)
	case s == HalfAll:
		return (a + 0.5) / (n + 0.5)
	case s == HalfZeros && a == 0:
		return 0.5 / n
	}
	return a / n
}

// LogRatio is log2 of the ratio of the smoothed rates of a among nA and b among
// nB (Hardie 2014): +1 means twice as frequent in the target. NaN where a total
// is 0, or unsmoothed where a count is 0.
func LogRatio(a, nA, b, nB float64, s Smoothing) float64 {
	return defined(math.Log2(s.rate(a, nA) / s.rate(b, nB)))
}

// LogRatioWald is the token-level normal interval of LogRatio with HalfZeros:
// ln RR ± z√((1−p_A)/a + (1−p_B)/b) turned to log2 (Katz et al. 1978). It is
// far too short for texts written in common; see infer.JackknifeT.
func LogRatioWald(a, nA, b, nB, level float64) infer.Interval {
	z := infer.NormalQuantile((1 + level) / 2)
	half := z * math.Sqrt((nA-a)/(nA*max(a, 0.5))+(nB-b)/(nB*max(b, 0.5))) / math.Ln2
	centre := LogRatio(a, nA, b, nB, HalfZeros)
	return infer.Interval{Lo: defined(centre - half), Hi: defined(centre + half)}
}

// ConservativeLogRatio is the bound of the exact interval of the log ratio that
// is nearer 0, and 0 where the interval covers 0 (Evert 2022): a Clopper–Pearson
// interval for a/(a+b) at the confidence level, Bonferroni-corrected for tests.
func ConservativeLogRatio(a, nA, b, nB, level, tests float64) float64 {
	tail := (1 - level) / 2 / tests
	if lo := ratioBound(infer.ProportionLower(a, a+b, tail), nA, nB); lo > 0 {
		return lo
	}
	if hi := ratioBound(infer.ProportionUpper(a, a+b, tail), nA, nB); hi < 0 {
		return hi
	}
	return 0
}

// LogRatioLower is the one-sided exact lower bound of the log ratio, corrected
// for tests; NaN where a is 0, as it is unbounded then.
func LogRatioLower(a, nA, b, nB, level, tests float64) float64 {
	return defined(ratioBound(infer.ProportionLower(a, a+b, (1-level)/tests), nA, nB))
}

// ratioBound turns the share tau of uses in the target into a log2 rate ratio.
func ratioBound(tau, nA, nB float64) float64 { return math.Log2(nB / nA * tau / (1 - tau)) }

// PercentDifference is %DIFF = 100·(p_A−p_B)/p_B (Gabrielatos & Marchi 2011);
// NaN where b is 0.
func PercentDifference(a, nA, b, nB float64) float64 {
	return defined(100 * (a/nA - b/nB) / (b / nB))
}

// DifferenceCoefficient is (p_A−p_B)/(p_A+p_B), −1…1 (Hofland & Johansson 1982).
func DifferenceCoefficient(a, nA, b, nB float64) float64 {
	return defined((a/nA - b/nB) / (a/nA + b/nB))
}

// OddsRatio is the sample odds ratio O11·O22/(O12·O21), ≥ 0; NaN where the
// denominator is 0.
func OddsRatio(t Table) float64 { return defined(t.O11 * t.O22 / (t.O12 * t.O21)) }

// RelativeRisk is the ratio of rates p_A/p_B; NaN where b is 0.
func RelativeRisk(a, nA, b, nB float64) float64 { return defined(a / nA / (b / nB)) }

// SimpleMaths is (fpm_A+k)/(fpm_B+k) with frequencies per million and a
// constant k > 0 (Kilgarriff 2009).
func SimpleMaths(a, nA, b, nB, k float64) float64 {
	return defined((a/nA*1e6 + k) / (b/nB*1e6 + k))
}

// KeynessPMI is ln(O11/E11 + logOffset), the pointwise mutual information of
// feature and target; NaN where O11 is 0 and the offset too.
func KeynessPMI(t Table, logOffset float64) float64 {
	return defined(math.Log(t.O11/t.Expected().O11 + logOffset))
}

// defined turns an infinite value into NaN.
func defined(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}

// xlogxOver is x·ln(x/y), 0 for x = 0.
func xlogxOver(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(x/y)
}
