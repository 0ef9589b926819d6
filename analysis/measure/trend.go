package measure

import (
	"math"

	"concord/analysis/infer"
)

// Trend is the direction of a series observed at times 0, 1, 2…
type Trend struct {
	Slope, Intercept, R, P      float64 // least squares, P two-sided by t
	TheilSen, TheilSenIntercept float64 // median of pairwise slopes (Sen 1968); median(y)−slope·median(t)
	S, Z, Tau                   float64 // Mann–Kendall statistic, its z with continuity correction, Kendall's τ-b
}

// TrendOf measures the trend of at least three values; below that all is NaN.
// The variance of S is corrected for ties (Kendall 1975).
func TrendOf(y []float64) Trend {
	nan := math.NaN()
	n := len(y)
	if n < 3 {
		return Trend{nan, nan, nan, nan, nan, nan, nan, nan, nan}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(i)
	}
	var t Trend
	t.R = Pearson(x, y)
	mx, my, xy, xx := mean(x), mean(y), 0.0, 0.0
	for i := range x {
		xy += (x[i] - mx) * (y[i] - my)
		xx += (x[i] - mx) * (x[i] - mx)
	}
	t.Slope = xy / xx
	t.Intercept = my - t.Slope*mx
	t.P = PearsonTest(t.R, n)
	slopes := make([]float64, 0, n*(n-1)/2)
	for i := range y {
		for j := range i {
			slopes = append(slopes, (y[i]-y[j])/float64(i-j))
			t.S += cmpSign(y[i], y[j])
		}
	}
	t.TheilSen = infer.Quantile(slopes, 0.5)
	t.TheilSenIntercept = infer.Quantile(y, 0.5) - t.TheilSen*infer.Quantile(x, 0.5)
	t.Tau = KendallTauB(x, y)
	m := float64(n)
	_, tie := infer.Midranks(y)
	// Σt(t−1)(2t+5) over ties is 2Σ(t³−t)+3Σt(t−1), counted from the ranks.
	variance := (m*(m-1)*(2*m+5) - tieTerm(y, tie)) / 18
	t.Z = defined((t.S - cmpSign(t.S, 0)) / math.Sqrt(variance))
	return t
}

// tieTerm is Σt(t−1)(2t+5) over groups of tied values, cubes being Σ(t³−t).
func tieTerm(y []float64, cubes float64) float64 {
	pairs := 0.0
	for i := range y {
		for j := range i {
			if y[i] == y[j] {
				pairs++
			}
		}
	}
	return 2*cubes + 6*pairs
}

// Cusum is the path of summed deviations from the mean.
type Cusum struct {
	Path   []float64 // S_0 = 0 … S_n = 0
	MaxAbs float64
	Range  float64 // max S − min S
	// Last is the number of values before the likeliest change: the first place
	// of the largest |S|.
	Last int
	// Pettitt is max|U_t|, U_t = Σ_{i≤t}Σ_{j>t} sign(y_i−y_j) (Pettitt 1979).
	Pettitt float64
}

// CusumOf computes S_i = S_{i−1} + (y_i − mean) (Page 1954).
func CusumOf(y []float64) Cusum {
	c := Cusum{Path: make([]float64, len(y)+1)}
	m, lo, hi := mean(y), 0.0, 0.0
	for i, v := range y {
		s := c.Path[i] + v - m
		c.Path[i+1] = s
		lo, hi = min(lo, s), max(hi, s)
		if math.Abs(s) > c.MaxAbs {
			c.MaxAbs, c.Last = math.Abs(s), i+1
		}
	}
	c.Range = hi - lo
	u := 0.0
	for t := range y {
		for j := range y {
			u += cmpSign(y[t], y[j])
		}
		c.Pettitt = max(c.Pettitt, math.Abs(u))
	}
	return c
}

// OLSCusum is the path Σ(y−mean)/(σ̂√n) with σ̂ over n−1, its largest magnitude,
// where that is first reached (index into the path) and p from the Kolmogorov
// limit (Ploberger & Krämer 1992). NaN for a constant series.
func OLSCusum(y []float64) (path []float64, largest float64, at int, p float64) {
	c, scale := CusumOf(y), sampleSD(y)*math.Sqrt(float64(len(y)))
	path = make([]float64, len(c.Path))
	for i, s := range c.Path {
		path[i] = s / scale
		if math.Abs(path[i]) > largest {
			largest, at = math.Abs(path[i]), i
		}
	}
	if !(scale > 0) {
		largest = math.NaN()
	}
	return path, largest, at, infer.KolmogorovUpper(largest)
}

// WindowDiff is the share of windows of k+1 places in which two segmentations
// (true: a boundary after this place) have different numbers of boundaries,
// 0…1 (Pevzner & Hearst 2002); NaN for lengths that differ or are below k.
func WindowDiff(a, b []bool, k int) float64 {
	if len(a) != len(b) || k < 1 || len(a) < k {
		return math.NaN()
	}
	count := func(v []bool) int {
		n := 0
		for _, x := range v {
			if x {
				n++
			}
		}
		return n
	}
	wrong, windows := 0.0, len(a)-k+1
	for i := range windows {
		if count(a[i:i+k]) != count(b[i:i+k]) {
			wrong++
		}
	}
	return wrong / float64(windows)
}
