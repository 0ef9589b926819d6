package measure

import (
	"math"
	"slices"

	"concord/analysis/infer"
)

// The vector measures take two slices of one length; they are symmetric unless
// said otherwise. Distances are ≥ 0 and 0 for equal vectors.

// Dot is Σxy.
func Dot(x, y []float64) float64 {
	s := 0.0
	for i := range x {
		s += x[i] * y[i]
	}
	return s
}

// Cosine is Σxy/√(Σx²Σy²); NaN for a zero vector.
func Cosine(x, y []float64) float64 { return Dot(x, y) / math.Sqrt(Dot(x, x)*Dot(y, y)) }

// Pearson is the product-moment correlation; NaN for a constant vector.
func Pearson(x, y []float64) float64 {
	mx, my := mean(x), mean(y)
	xy, xx, yy := 0.0, 0.0, 0.0
	for i := range x {
		a, b := x[i]-mx, y[i]-my
		xy += a * b
		xx += a * a
		yy += b * b
	}
	return defined(xy / math.Sqrt(xx*yy))
}

// PearsonTest is the two-sided p of a correlation r of n pairs, by t with n−2
// degrees of freedom; NaN for n < 3.
func PearsonTest(r float64, n int) float64 {
	if n < 3 {
		return math.NaN()
	}
	df := float64(n - 2)
	return infer.StudentTwoSided(r*math.Sqrt(df/((1-r)*(1+r))), df)
}

// Spearman is the correlation of midranks (Spearman 1904).
func Spearman(x, y []float64) float64 {
	rx, _ := infer.Midranks(x)
	ry, _ := infer.Midranks(y)
	return Pearson(rx, ry)
}

// KendallTauB is the rank correlation with correction for ties (Kendall 1945).
func KendallTauB(x, y []float64) float64 {
	s, nx, ny := 0.0, 0.0, 0.0
	for i := range x {
		for j := range i {
			a, b := cmpSign(x[i], x[j]), cmpSign(y[i], y[j])
			s += a * b
			nx += a * a
			ny += b * b
		}
	}
	return defined(s / math.Sqrt(nx*ny))
}

func cmpSign(a, b float64) float64 {
	switch {
	case a > b:
		return 1
	case a < b:
		return -1
	}
	return 0
}

// ExtendedJaccard is Σxy/(Σx²+Σy²−Σxy) (Tanimoto 1958).
func ExtendedJaccard(x, y []float64) float64 {
	d := Dot(x, y)
	return d / (Dot(x, x) + Dot(y, y) - d)
}

// ExtendedDice is 2Σxy/(Σx²+Σy²).
func ExtendedDice(x, y []float64) float64 { return 2 * Dot(x, y) / (Dot(x, x) + Dot(y, y)) }

// Ruzicka is Σmin/Σmax of non-negative vectors, 0…1: the weighted Jaccard
// similarity (Ružička 1958). 1 minus it is the min-max distance.
func Ruzicka(x, y []float64) float64 {
	lo, hi := overlap(x, y)
	return lo / hi
}

// overlap is Σmin and Σmax.
func overlap(x, y []float64) (lo, hi float64) {
	for i := range x {
		lo += min(x[i], y[i])
		hi += max(x[i], y[i])
	}
	return lo, hi
}

// BagJaccard is Σmin/(Σx+Σy): equal bags give ½, not 1 (a convention of some
// reuse tools). BagOverlap is Σmin/max(Σx, Σy).
func BagJaccard(x, y []float64) float64 {
	lo, _ := overlap(x, y)
	return lo / (sum(x) + sum(y))
}

// BagOverlap is Σmin over the larger total, 0…1.
func BagOverlap(x, y []float64) float64 {
	lo, _ := overlap(x, y)
	return lo / max(sum(x), sum(y))
}

// Kulczynski is ½(Σmin/Σx+Σmin/Σy), 0…1 (Kulczyński 1927).
func Kulczynski(x, y []float64) float64 {
	lo, _ := overlap(x, y)
	return (lo/sum(x) + lo/sum(y)) / 2
}

// BrayCurtis is the distance Σ|x−y|/Σ(x+y), 0…1 (Bray & Curtis 1957).
func BrayCurtis(x, y []float64) float64 { return Manhattan(x, y) / (sum(x) + sum(y)) }

// Horn is the similarity 2Σxy/((λx+λy)·Σx·Σy), λ = Σx²/(Σx)², 0…1 (Horn 1966).
func Horn(x, y []float64) float64 {
	nx, ny := sum(x), sum(y)
	return 2 * Dot(x, y) / ((Dot(x, x)/(nx*nx) + Dot(y, y)/(ny*ny)) * nx * ny)
}

// Morisita is Horn with λ = Σx(x−1)/(n(n−1)) on counts (Morisita 1959); it can
// exceed 1.
func Morisita(x, y []float64) float64 {
	lambda := func(v []float64) float64 {
		n := sum(v)
		return (Dot(v, v) - n) / (n * (n - 1))
	}
	return defined(2 * Dot(x, y) / ((lambda(x) + lambda(y)) * sum(x) * sum(y)))
}

// Manhattan is Σ|x−y|.
func Manhattan(x, y []float64) float64 { return Minkowski(x, y, 1) }

// Euclidean is √Σ(x−y)².
func Euclidean(x, y []float64) float64 { return Minkowski(x, y, 2) }

// Minkowski is (Σ|x−y|^p)^{1/p} for p ≥ 1; +Inf as p gives the maximum.
func Minkowski(x, y []float64, p float64) float64 {
	s := 0.0
	for i := range x {
		d := math.Abs(x[i] - y[i])
		switch {
		case math.IsInf(p, 1):
			s = max(s, d)
		case p == 1:
			s += d
		case p == 2:
			s += d * d
		default:
			s += math.Pow(d, p)
		}
	}
	switch {
	case p == 1 || math.IsInf(p, 1):
		return s
	case p == 2:
		return math.Sqrt(s)
	}
	return math.Pow(s, 1/p)
}

// Canberra is Σ|x−y|/(|x|+|y|) over places where not both are 0 (Lance &
// Williams 1966), and the number of these places.
func Canberra(x, y []float64) (distance float64, places int) {
	for i := range x {
		if s := math.Abs(x[i]) + math.Abs(y[i]); s > 0 {
			distance += math.Abs(x[i]-y[i]) / s
			places++
		}
	}
	return distance, places
}

// Hellinger is √(½Σ(√p−√q)²) of two distributions, normalised here, 0…1.
func Hellinger(p, q []float64) float64 {
	p, q = Normalize(p), Normalize(q)
	s := 0.0
	for i := range p {
		d := math.Sqrt(p[i]) - math.Sqrt(q[i])
		s += d * d
	}
	return math.Sqrt(s / 2)
}

// Bhattacharyya is the coefficient Σ√(pq) of two distributions, 0…1.
func Bhattacharyya(p, q []float64) float64 {
	p, q = Normalize(p), Normalize(q)
	s := 0.0
	for i := range p {
		s += math.Sqrt(p[i] * q[i])
	}
	return s
}

// TotalVariation is ½Σ|p−q| of two distributions, 0…1.
func TotalVariation(p, q []float64) float64 { return Manhattan(Normalize(p), Normalize(q)) / 2 }

// ChiDistance is √Σ(p−q)²/(½(p+q)) of two distributions.
func ChiDistance(p, q []float64) float64 {
	p, q = Normalize(p), Normalize(q)
	s := 0.0
	for i := range p {
		if m := (p[i] + q[i]) / 2; m > 0 {
			s += (p[i] - q[i]) * (p[i] - q[i]) / m
		}
	}
	return math.Sqrt(s)
}

// Normalize divides by the sum; NaN throughout for a sum of 0.
func Normalize(v []float64) []float64 {
	out, total := slices.Clone(v), sum(v)
	for i := range out {
		out[i] /= total
	}
	return out
}

// ProfileDistances are Euclidean distances between rows of counts divided by
// their totals with columns weighted by total/column sum: the χ² distance of
// correspondence analysis (Benzécri 1973). Empty columns are left out.
func ProfileDistances(rows [][]float64) [][]float64 {
	if len(rows) == 0 {
		return nil
	}
	column, all := make([]float64, len(rows[0])), 0.0
	for _, r := range rows {
		for j, v := range r {
			column[j] += v
			all += v
		}
	}
	profile := make([][]float64, len(rows))
	for i, r := range rows {
		n := sum(r)
		for j, v := range r {
			if column[j] > 0 {
				profile[i] = append(profile[i], v/n*math.Sqrt(all/column[j]))
			}
		}
	}
	return Pairwise(profile, Euclidean)
}

// Pairwise fills the square matrix of a symmetric measure between rows.
func Pairwise(rows [][]float64, of func(x, y []float64) float64) [][]float64 {
	out := make([][]float64, len(rows))
	for i := range rows {
		out[i] = make([]float64, len(rows))
		for j := range i + 1 {
			out[i][j] = of(rows[i], rows[j])
			out[j][i] = out[i][j]
		}
	}
	return out
}

// ZScores standardises columns over rows, with the standard deviation over n−1.
// A constant column gives 0.
func ZScores(rows [][]float64) [][]float64 {
	out := make([][]float64, len(rows))
	for i, r := range rows {
		out[i] = make([]float64, len(r))
	}
	if len(rows) == 0 {
		return out
	}
	column := make([]float64, len(rows))
	for j := range rows[0] {
		for i := range rows {
			column[i] = rows[i][j]
		}
		m, sd := mean(column), sampleSD(column)
		for i := range rows {
			if sd > 0 {
				out[i][j] = (rows[i][j] - m) / sd
			}
		}
	}
	return out
}

// Delta names a distance between rows of relative frequencies for authorship.
type Delta int

// BurrowsDelta: mean |z difference| (Burrows 2002). QuadraticDelta: Euclidean on
// z divided by the number of words (Argamon 2008, as stylo scales it).
// EderDelta: Σ|z difference| weighted (n+2−rank)/n by column order (Eder 2015).
// CosineDelta: cosine distance on z (Evert et al. 2017). RootDelta: Manhattan on
// square roots of the rates (Eder, "simple"). EntropyDelta: Manhattan on ln(rate+2)
// over the entropy of the word's rates across rows, each plus 1 and scaled to sum
// 1 (Juola & Baayen 2005, as stylo scales it).
const (
	BurrowsDelta Delta = iota
	QuadraticDelta
	EderDelta
	CosineDelta
	RootDelta
	EntropyDelta
)

// DeltaDistances gives the matrix of a Delta between rows of rates whose columns
// are in order of falling frequency.
func DeltaDistances(rates [][]float64, d Delta) [][]float64 {
	if len(rates) == 0 {
		return nil
	}
	words := float64(len(rates[0]))
	z := ZScores(rates)
	switch d {
	case QuadraticDelta:
		return Pairwise(z, func(x, y []float64) float64 { return Euclidean(x, y) / words })
	case EderDelta:
		for _, r := range z {
			for j := range r {
				r[j] *= (words + 1 - float64(j)) / words
			}
		}
		return Pairwise(z, Manhattan)
	case CosineDelta:
		return Pairwise(z, func(x, y []float64) float64 { return 1 - Cosine(x, y) })
	case RootDelta:
		for i, r := range rates {
			for j, v := range r {
				z[i][j] = math.Sqrt(v)
			}
		}
		return Pairwise(z, Manhattan)
	case EntropyDelta:
		column := make([]float64, len(rates))
		for j := range rates[0] {
			for i := range rates {
				column[i] = rates[i][j]
			}
			h := entropyOf(plus(column, 1))
			for i, v := range column {
				z[i][j] = math.Log(v+2) / h
			}
		}
		return Pairwise(z, Manhattan)
	}
	return Pairwise(z, func(x, y []float64) float64 { return Manhattan(x, y) / words })
}

// Mantel is the correlation of the lower triangles of two square matrices
// (Mantel 1967), by Pearson or Spearman.
func Mantel(a, b [][]float64, of func(x, y []float64) float64) float64 {
	var x, y []float64
	for i := range a {
		x, y = append(x, a[i][:i]...), append(y, b[i][:i]...)
	}
	return of(x, y)
}
