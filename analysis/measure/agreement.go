package measure

import (
	"math"
	"slices"
)

// Rating is one value given to an item; who gave it does not matter.
type Rating struct {
	Item  int
	Value float64
}

// RatingScale says how far apart two ratings are.
type RatingScale int

// The scales: unequal or not; ranks; squared difference.
const (
	NominalScale RatingScale = iota
	OrdinalScale
	IntervalScale
)

// KrippendorffAlpha is the agreement 1 − observed/expected disagreement
// (Krippendorff 1980), at most 1; 0 is chance. Items with one rating are left
// out; NaN where no item has two or no two values differ.
func KrippendorffAlpha(ratings []Rating, scale RatingScale) float64 {
	byItem := map[int][]float64{}
	for _, r := range ratings {
		byItem[r.Item] = append(byItem[r.Item], r.Value)
	}
	items := make([]int, 0, len(byItem))
	var pooled []float64
	for item, values := range byItem {
		if len(values) > 1 {
			items = append(items, item)
		}
	}
	slices.Sort(items)
	for _, item := range items {
		pooled = append(pooled, byItem[item]...)
	}
	distance := scale.distance(pooled)
	pairs := func(v []float64) float64 {
		s := 0.0
		for i, a := range v {
			for _, b := range v[:i] {
				s += 2 * distance(a, b)
			}
		}
		return s
	}
	n, observed := float64(len(pooled)), 0.0
	for _, item := range items {
		v := byItem[item]
		observed += pairs(v) / float64(len(v)-1)
	}
	return 1 - defined(observed/n/(pairs(pooled)/(n*(n-1))))
}

// distance is the squared difference function of the scale over pooled values.
func (s RatingScale) distance(pooled []float64) func(a, b float64) float64 {
	switch s {
	case IntervalScale:
		return func(a, b float64) float64 { return (a - b) * (a - b) }
	case OrdinalScale:
		// The number of ratings from a to b, counting the end values half.
		return func(a, b float64) float64 {
			a, b = min(a, b), max(a, b)
			d := 0.0
			for _, v := range pooled {
				switch {
				case v == a && v == b:
				case v == a || v == b:
					d += 0.5
				case a < v && v < b:
					d++
				}
			}
			return d * d
		}
	}
	return func(a, b float64) float64 {
		if a == b {
			return 0
		}
		return 1
	}
}

// PartitionAgreement compares two groupings of the same items.
type PartitionAgreement struct {
	Rand, AdjustedRand        float64 // Rand 1971; Hubert & Arabie 1985
	MutualInformation         float64 // nats
	NormalizedMI              float64 // MI over the arithmetic mean of the entropies
	AdjustedMI                float64 // corrected for chance (Vinh, Epps & Bailey 2010), arithmetic mean
	Homogeneity, Completeness float64 // MI/H(a), MI/H(b) (Rosenberg & Hirschberg 2007)
}

// ComparePartitions compares group labels of the same items; the slices must be
// of one positive length, else all is NaN. Homogeneity takes a as the truth.
func ComparePartitions(a, b []int) PartitionAgreement {
	nan := math.NaN()
	if len(a) != len(b) || len(a) == 0 {
		return PartitionAgreement{nan, nan, nan, nan, nan, nan, nan}
	}
	cells, rows, cols := crossTable(a, b)
	n := float64(len(a))
	pairs := func(v []float64) float64 {
		s := 0.0
		for _, x := range v {
			s += x * (x - 1) / 2
		}
		return s
	}
	all, both, inA, inB := n*(n-1)/2, 0.0, pairs(rows), pairs(cols)
	mi := 0.0
	for i, row := range cells {
		both += pairs(row)
		for j, x := range row {
			if x > 0 {
				mi += x / n * math.Log(x*n/(rows[i]*cols[j]))
			}
		}
	}
	hA, hB := entropyOf(rows), entropyOf(cols)
	p := PartitionAgreement{
		Rand:              (all + 2*both - inA - inB) / all,
		MutualInformation: mi,
		NormalizedMI:      ratioOrOne(mi, (hA+hB)/2),
		Homogeneity:       ratioOrOne(mi, hA),
		Completeness:      ratioOrOne(mi, hB),
	}
	expected := inA * inB / all
	p.AdjustedRand = ratioOrOne(both-expected, (inA+inB)/2-expected)
	chance := expectedMI(rows, cols)
	p.AdjustedMI = ratioOrOne(mi-chance, (hA+hB)/2-chance)
	return p
}

// VMeasure is the harmonic mean of homogeneity and completeness.
func (p PartitionAgreement) VMeasure() float64 {
	if p.Homogeneity+p.Completeness == 0 {
		return 0
	}
	return 2 * p.Homogeneity * p.Completeness / (p.Homogeneity + p.Completeness)
}

// CohenKappa is the chance-corrected agreement of two raters over ordered
// categories 0,1,2… (Cohen 1960); linear weights partial agreement by 1 −
// |i−j|/(k−1) (Cicchetti & Allison 1971). NaN where chance agreement is 1.
func CohenKappa(a, b []int, linear bool) float64 {
	if len(a) != len(b) || len(a) == 0 {
		return math.NaN()
	}
	values := slices.Concat(a, b)
	slices.Sort(values)
	values = slices.Compact(values)
	k, n := len(values), float64(len(a))
	rows, cols, observed := make([]float64, k), make([]float64, k), 0.0
	weight := func(i, j int) float64 {
		if linear {
			return math.Abs(float64(i - j))
		}
		if i == j {
			return 0
		}
		return 1
	}
	for t := range a {
		i, _ := slices.BinarySearch(values, a[t])
		j, _ := slices.BinarySearch(values, b[t])
		rows[i]++
		cols[j]++
		observed += weight(i, j)
	}
	expected := 0.0
	for i := range rows {
		for j := range cols {
			expected += weight(i, j) * rows[i] * cols[j] / n
		}
	}
	return 1 - defined(observed/expected)
}

// crossTable counts pairs of labels, labels in ascending order.
func crossTable(a, b []int) (cells [][]float64, rows, cols []float64) {
	index := func(v []int) []int {
		u := slices.Clone(v)
		slices.Sort(u)
		return slices.Compact(u)
	}
	ua, ub := index(a), index(b)
	rows, cols = make([]float64, len(ua)), make([]float64, len(ub))
	for range ua {
		cells = append(cells, make([]float64, len(ub)))
	}
	for t := range a {
		i, _ := slices.BinarySearch(ua, a[t])
		j, _ := slices.BinarySearch(ub, b[t])
		cells[i][j]++
		rows[i]++
		cols[j]++
	}
	return cells, rows, cols
}

// expectedMI is the mean mutual information over random tables with the same
// margins (Vinh, Epps & Bailey 2010).
func expectedMI(rows, cols []float64) float64 {
	n, e := sum(rows), 0.0
	lg := func(x float64) float64 { return logGamma(x + 1) }
	for _, r := range rows {
		for _, c := range cols {
			for x := max(1, r+c-n); x <= min(r, c); x++ {
				p := math.Exp(lg(r) + lg(c) + lg(n-r) + lg(n-c) - lg(n) - lg(x) - lg(r-x) - lg(c-x) - lg(n-r-c+x))
				e += x / n * math.Log(n*x/(r*c)) * p
			}
		}
	}
	return e
}

// entropyOf is the Shannon entropy of counts in nats.
func entropyOf(counts []float64) float64 {
	n, h := sum(counts), 0.0
	for _, x := range counts {
		if x > 0 {
			h -= x / n * math.Log(x/n)
		}
	}
	return h
}

// ratioOrOne is a/b, and 1 where b is 0 (two trivial partitions agree).
func ratioOrOne(a, b float64) float64 {
	if b == 0 {
		return 1
	}
	return a / b
}
