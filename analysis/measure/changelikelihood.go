package measure

import (
	"fmt"
	"math"
	"slices"
)

// ChangeModel is the distribution of the values of one segment of a series; the
// cost of a segment is −2·ln of its greatest likelihood, constants left out
// where they are the same for every partition.
type ChangeModel int

// ChangeMean: normal with variance 1, so the series must be scaled first; the
// cost is Σ(x−x̄)². ChangeVariance: normal around the mean of the whole series.
// ChangeMeanVariance: normal. ChangeExponential, ChangeGamma (of known shape) and
// ChangePoisson: their means (Chen & Gupta 2000; Killick & Eckley 2014).
const (
	ChangeMean ChangeModel = iota
	ChangeVariance
	ChangeMeanVariance
	ChangeExponential
	ChangeGamma
	ChangePoisson
)

// Parameters is the number of parameters of one segment that the penalties count.
func (m ChangeModel) Parameters() int {
	if m == ChangeMeanVariance {
		return 2
	}
	return 1
}

// ChangePenalty is what one more change point must gain.
type ChangePenalty int

// With q parameters of a segment (ChangeModel.Parameters) and n values:
// PenaltyBIC (q+1)·ln n (Schwarz 1978; also called SIC), PenaltyMBIC (q+2)·ln n and
// ln of the length of every segment (Zhang & Siegmund 2007), PenaltyAIC 2(q+1)
// (Akaike 1974), PenaltyHQ 2(q+1)·ln ln n (Hannan & Quinn 1979). The change point
// itself counts as a parameter, except in the three that end in 0: q in place of
// q+1. PenaltyNone is 0.
const (
	PenaltyMBIC ChangePenalty = iota
	PenaltyBIC
	PenaltyAIC
	PenaltyHQ
	PenaltyBIC0
	PenaltyAIC0
	PenaltyHQ0
	PenaltyNone
)

// Of is the penalty for each change point of a series of n values.
func (p ChangePenalty) Of(m ChangeModel, n int) float64 {
	q, logN := float64(m.Parameters()), math.Log(float64(n))
	switch p {
	case PenaltyMBIC:
		return (q + 2) * logN
	case PenaltyBIC:
		return (q + 1) * logN
	case PenaltyAIC:
		return 2 * (q + 1)
	case PenaltyHQ:
		return 2 * (q + 1) * math.Log(logN)
	case PenaltyBIC0:
		return q * logN
	case PenaltyAIC0:
		return 2 * q
	case PenaltyHQ0:
		return 2 * q * math.Log(logN)
	}
	return 0
}

// ChangeSeries is a series prepared for the search of change points under a
// model. The cost of any segment takes constant time.
type ChangeSeries struct {
	Model    ChangeModel
	Shape    float64 // of ChangeGamma
	Modified bool    // costs hold ln of the segment's length, as PenaltyMBIC wants
	MinSize  int     // shortest segment

	values              []float64
	sum, square, spread []float64 // running Σx, Σx², Σ(x−x̄)² over the series
	exposure            []float64 // running exposure of ChangePoisson; nil for 1 each
}

// NewChangeSeries prepares a series of at least two values. Rates and times must
// be above 0 (ChangeExponential, ChangeGamma) and counts at least 0
// (ChangePoisson). A variance needs segments of two values.
func NewChangeSeries(values []float64, m ChangeModel, shape float64, modified bool, minSize int) (*ChangeSeries, error) {
	if len(values) < 2 || minSize < 1 || minSize > len(values) {
		return nil, fmt.Errorf("measure: change points: %d values and segments of at least %d, expected at least 2 values and segments of 1 to their number", len(values), minSize)
	}
	if m == ChangeGamma && !(shape > 0) {
		return nil, fmt.Errorf("measure: change points: shape %g, expected above 0", shape)
	}
	s := &ChangeSeries{Model: m, Shape: shape, Modified: modified, MinSize: minSize, values: values}
	if m == ChangeVariance || m == ChangeMeanVariance {
		s.MinSize = max(s.MinSize, 2)
	}
	center := mean(values)
	s.sum, s.square, s.spread = running(values, func(x float64) float64 { return x }),
		running(values, func(x float64) float64 { return x * x }), running(values, func(x float64) float64 { return (x - center) * (x - center) })
	for i, x := range values {
		bad := math.IsNaN(x) || math.IsInf(x, 0) || m == ChangePoisson && x < 0
		if bad || (m == ChangeExponential || m == ChangeGamma) && x <= 0 {
			return nil, fmt.Errorf("measure: change points: value %d is %g, outside the range of the model", i, x)
		}
	}
	return s, nil
}

// Exposed gives each value of ChangePoisson an exposure, such as the length of its
// text, above 0: what changes is the rate. nil is 1 for each.
func (s *ChangeSeries) Exposed(exposure []float64) *ChangeSeries {
	out := *s
	out.exposure = nil
	if exposure != nil {
		out.exposure = running(exposure, func(x float64) float64 { return x })
	}
	return &out
}

// running gives the sums of the first 0, 1, 2… values, compensated (Neumaier
// 1974) so that differences of distant sums keep their digits.
func running(values []float64, of func(float64) float64) []float64 {
	out := make([]float64, len(values)+1)
	total, lost := 0.0, 0.0
	for i, v := range values {
		x := of(v)
		next := total + x
		if math.Abs(total) >= math.Abs(x) {
			lost += (total - next) + x
		} else {
			lost += (x - next) + total
		}
		total = next
		out[i+1] = total + lost
	}
	return out
}

// Len is the number of values.
func (s *ChangeSeries) Len() int { return len(s.values) }

// leastVariance stands for a variance of 0, whose logarithm has no bound.
const leastVariance = 1e-11

// Cost of the segment of the values from…to−1.
func (s *ChangeSeries) Cost(from, to int) float64 {
	n := float64(to - from)
	x := s.sum[to] - s.sum[from]
	cost := 0.0
	switch s.Model {
	case ChangeMean:
		cost = s.square[to] - s.square[from] - x*x/n
	case ChangeVariance:
		spread := s.spread[to] - s.spread[from]
		if spread <= 0 {
			spread = leastVariance
		}
		cost = n * (math.Log(2*math.Pi) + math.Log(spread/n) + 1)
	case ChangeMeanVariance:
		variance := (s.square[to] - s.square[from] - x*x/n) / n
		if variance <= 0 {
			variance = leastVariance
		}
		cost = n * (math.Log(2*math.Pi) + math.Log(variance) + 1)
	case ChangeExponential:
		cost = 2 * n * (math.Log(x) - math.Log(n))
	case ChangeGamma:
		cost = 2 * n * s.Shape * (math.Log(x) - math.Log(n*s.Shape))
	case ChangePoisson:
		if x == 0 {
			return 0
		}
		size := n
		if s.exposure != nil {
			size = s.exposure[to] - s.exposure[from]
		}
		cost = 2 * x * (math.Log(size) - math.Log(x))
	}
	if s.Modified {
		cost += math.Log(n)
	}
	return cost
}

// Segmenter searches the series for change points.
func (s *ChangeSeries) Segmenter() *Segmenter {
	return &Segmenter{MinSize: s.MinSize, n: len(s.values), cost: s.Cost}
}

// Deviance is −2·ln of the greatest likelihood of the values under a partition,
// constants included, for the three normal models; ChangeMean takes one variance
// over all segments. −Inf is given as NaN, where a segment has no variance. NaN for
// other models.
func (s *ChangeSeries) Deviance(points []int) float64 {
	n, total, from := float64(s.Len()), 0.0, 0
	for _, to := range append(slices.Clone(points), s.Len()) {
		m := mean(s.values[from:to])
		if s.Model == ChangeVariance {
			m = mean(s.values)
		}
		rss := 0.0
		for _, x := range s.values[from:to] {
			rss += (x - m) * (x - m)
		}
		if s.Model == ChangeMean {
			total += rss
		} else {
			total += float64(to-from) * math.Log(rss/float64(to-from))
		}
		from = to
	}
	switch s.Model {
	case ChangeMean:
		return defined(n * (math.Log(2*math.Pi) + math.Log(total/n) + 1))
	case ChangeVariance, ChangeMeanVariance:
		return defined(n*math.Log(2*math.Pi) + total + n)
	}
	return math.NaN()
}
