package measure

import (
	"fmt"
	"math"
	"slices"
)

// SegmentCost is what one segment of a series costs in a partition.
type SegmentCost int

// CostL2: squared deviations from the segment mean. CostL1: absolute deviations
// from the median. CostNormal: n·ln(variance over n, plus 1e-6), a change of
// mean or variance in one series.
const (
	CostL2 SegmentCost = iota
	CostL1
	CostNormal
)

// Segmenter finds change points in a series whose segments have a cost. Change
// points are the numbers of values before each change, ascending; ends of the
// series are not listed.
type Segmenter struct {
	MinSize int // shortest segment, at least 1
	n       int
	cost    func(from, to int) float64 // of the values from…to−1
}

// Len is the number of values.
func (s *Segmenter) Len() int { return s.n }

// NewSegmenter prepares the costs of all segments: memory grows with the square
// of the length, so at most 5000 rows are taken. Only CostL2 takes several
// columns. ChangeSeries.Segmenter and NewKernelSegmenter have other costs.
func NewSegmenter(rows [][]float64, cost SegmentCost, minSize int) (*Segmenter, error) {
	n := len(rows)
	if n < 2 || n > 5000 || minSize < 1 {
		return nil, fmt.Errorf("measure: change points: %d rows and segments of at least %d, expected 2 to 5000 rows and at least 1", n, minSize)
	}
	if cost != CostL2 && len(rows[0]) != 1 {
		return nil, fmt.Errorf("measure: change points: %d columns, expected 1 for this cost", len(rows[0]))
	}
	costs := make([][]float64, n)
	for from := range rows {
		if cost == CostL1 {
			costs[from] = medianCosts(rows, from)
		} else {
			costs[from] = momentCosts(rows, from, cost)
		}
	}
	return tabled(costs, minSize), nil
}

// tabled is a segmenter of costs[from][to−from−1].
func tabled(costs [][]float64, minSize int) *Segmenter {
	return &Segmenter{MinSize: minSize, n: len(costs), cost: func(from, to int) float64 { return costs[from][to-from-1] }}
}

// momentCosts runs Welford's update over the segments starting at from.
func momentCosts(rows [][]float64, from int, cost SegmentCost) []float64 {
	out := make([]float64, len(rows)-from)
	means, square := make([]float64, len(rows[0])), 0.0
	for end := from; end < len(rows); end++ {
		k := float64(end - from + 1)
		for j, v := range rows[end] {
			d := v - means[j]
			means[j] += d / k
			square += d * (v - means[j])
		}
		c := square
		if cost == CostNormal {
			c = math.Inf(1)
			if k > 1 {
				c = k * math.Log(square/k+1e-6)
			}
		}
		out[end-from] = c
	}
	return out
}

func medianCosts(rows [][]float64, from int) []float64 {
	out := make([]float64, len(rows)-from)
	var sorted []float64
	for end := from; end < len(rows); end++ {
		v := rows[end][0]
		at, _ := slices.BinarySearch(sorted, v)
		sorted = slices.Insert(sorted, at, v)
		// Deviations from the median: the upper half minus the lower half.
		c, half := 0.0, len(sorted)/2
		for i := range half {
			c += sorted[len(sorted)-1-i] - sorted[i]
		}
		out[end-from] = c
	}
	return out
}

// Cost is that of a partition's segment of the values from…to−1, and infinite where
// it is too short.
func (s *Segmenter) Cost(from, to int) float64 { return s.segment(from, to) }

// segment is the cost of values from…to−1, infinite when too short.
func (s *Segmenter) segment(from, to int) float64 {
	if to-from < s.MinSize {
		return math.Inf(1)
	}
	return s.cost(from, to)
}

// Total is the cost of a partition.
func (s *Segmenter) Total(points []int) float64 {
	total, from := 0.0, 0
	for _, p := range points {
		total += s.segment(from, p)
		from = p
	}
	return total + s.segment(from, s.n)
}

// Best is the partition of least cost with exactly k change points, by dynamic
// programming (Bellman 1961; Bai & Perron 2003). An error where the series is too
// short.
func (s *Segmenter) Best(k int) ([]int, error) {
	n := s.n
	if k < 0 || (k+1)*s.MinSize > n {
		return nil, fmt.Errorf("measure: change points: %d changes in %d values with segments of at least %d", k, n, s.MinSize)
	}
	best := make([]float64, n+1)
	for to := range best {
		best[to] = math.Inf(1)
		if to > 0 {
			best[to] = s.segment(0, to)
		}
	}
	last := make([][]int, k+1)
	for level := 1; level <= k; level++ {
		next := make([]float64, n+1)
		last[level] = make([]int, n+1)
		for to := range next {
			next[to] = math.Inf(1)
			for from := s.MinSize; from <= to-s.MinSize; from++ {
				if c := best[from] + s.segment(from, to); c < next[to] {
					next[to], last[level][to] = c, from
				}
			}
		}
		best = next
	}
	points, to := make([]int, k), n
	for level := k; level >= 1; level-- {
		to = last[level][to]
		points[level-1] = to
	}
	return points, nil
}

// Penalised is the partition of least cost plus penalty for each change point, from
// all there are (Jackson et al. 2005); work grows with the square of the length.
func (s *Segmenter) Penalised(penalty float64) []int { return s.partition(penalty, false) }

// Pruned is Penalised by PELT (Killick, Fearnhead & Eckley 2012), in about linear
// time where there are many changes. Its pruning is exact for segments of any
// length; with a shortest segment above one value, or costs that Modified a
// ChangeSeries, it can miss the optimum narrowly, as the R package changepoint does.
func (s *Segmenter) Pruned(penalty float64) []int { return s.partition(penalty, true) }

func (s *Segmenter) partition(penalty float64, prune bool) []int {
	n, least := s.n, s.MinSize
	best, last := make([]float64, n+1), make([]int, n+1)
	best[0] = -penalty
	for to := least; to < min(2*least, n+1); to++ {
		best[to] = s.cost(0, to)
	}
	starts := []int{0, least}
	var costs []float64
	for to := 2 * least; to <= n; to++ {
		costs = costs[:0]
		at := 0
		for i, from := range starts {
			costs = append(costs, best[from]+s.cost(from, to)+penalty)
			if costs[i] < costs[at] {
				at = i
			}
		}
		best[to], last[to] = costs[at], starts[at]
		if prune {
			kept := starts[:0]
			for i, from := range starts {
				if costs[i] <= best[to]+penalty {
					kept = append(kept, from)
				}
			}
			starts = kept
		}
		starts = append(starts, to-(least-1))
	}
	points := []int{}
	for to := last[n]; to > 0; to = last[to] {
		points = append(points, to)
	}
	slices.Reverse(points)
	return points
}

// Neighbourhood is the partition of least cost plus penalty for each change among
// those with 0, 1 … k changes (segment neighbourhood, Auger & Lawrence 1989), the
// fewest changes of equals.
func (s *Segmenter) Neighbourhood(k int, penalty float64) []int {
	chosen := []int{}
	lowest := s.Total(chosen)
	for changes := 1; changes <= k && (changes+1)*s.MinSize <= s.n; changes++ {
		points, err := s.Best(changes)
		if err != nil {
			break
		}
		if c := s.Total(points) + float64(changes)*penalty; c < lowest {
			lowest, chosen = c, points
		}
	}
	return chosen
}

// Greedy splits the segment with the largest gain again and again (binary
// segmentation, Scott & Knott 1974), at most k times and only for gains above
// penalty.
func (s *Segmenter) Greedy(k int, penalty float64) []int {
	points := []int{}
	for range k {
		gain, at := penalty, 0
		ends := append(slices.Clone(points), s.n)
		from := 0
		for _, to := range ends {
			for p := from + s.MinSize; p <= to-s.MinSize; p++ {
				if g := s.segment(from, to) - s.segment(from, p) - s.segment(p, to); g > gain {
					gain, at = g, p
				}
			}
			from = to
		}
		if at == 0 {
			break
		}
		points = append(points, at)
		slices.Sort(points)
	}
	return points
}

// RegressionBIC is n·(ln(RSS/n)+1+ln 2π)+ln n·2(k+1) of a series of n values with
// k changes of the mean (Zeileis et al. 2002).
func RegressionBIC(rss float64, n, k int) float64 {
	m := float64(n)
	return m*(math.Log(rss/m)+1+math.Log(2*math.Pi)) + math.Log(m)*2*float64(k+1)
}

// Burst is a run of batches in the high state of a two-state automaton.
type Burst struct {
	First, Last int     // batches, both inside
	Weight      float64 // Σ cost(low) − cost(high) over the run
}

// Bursts is the result of Kleinberg's two-state model of batches.
type Bursts struct {
	Low, High float64 // the rates of the two states
	States    []int
	Cost      float64 // of the best sequence
	Runs      []Burst
}

// BatchCost is −ln of the binomial probability of r relevant documents of d at
// the rate p, between 0 and 1: what a batch costs in a state of that rate.
func BatchCost(r, d, p float64) float64 {
	choose := logGamma(d+1) - logGamma(r+1) - logGamma(d-r+1)
	return -(choose + r*math.Log(p) + (d-r)*math.Log1p(-p))
}

// BatchedBursts finds the least-cost sequence of states for r[t] relevant of d[t]
// documents (Kleinberg 2003): p0 = Σr/Σd, p1 = s·p0, emission −ln of the binomial
// probability, gamma·ln n to enter the high state, starting low; ties go to the
// low state. An error where s·p0 ≥ 1: a feature of more than 1/s of all documents
// cannot burst.
func BatchedBursts(r, d []float64, s, gamma float64) (Bursts, error) {
	if len(r) != len(d) || len(r) == 0 || !(s > 1) {
		return Bursts{}, fmt.Errorf("measure: bursts: %d and %d batches with s = %g, expected equal numbers and s above 1", len(r), len(d), s)
	}
	b := Bursts{Low: sum(r) / sum(d)}
	b.High = s * b.Low
	if !(b.Low > 0) || b.High >= 1 {
		return Bursts{}, fmt.Errorf("measure: bursts: rates %g and %g, expected above 0 and below 1", b.Low, b.High)
	}
	n := len(r)
	cost := func(t int, p float64) float64 { return BatchCost(r[t], d[t], p) }
	up := gamma * math.Log(float64(n))
	low, high := 0.0, math.Inf(1) // before the first batch the state is low
	fromLow, fromHigh := make([]int, n), make([]int, n)
	for t := range n {
		toLow, toHigh := low, low+up
		if high < low {
			toLow, fromLow[t] = high, 1
		}
		if high < toHigh {
			toHigh, fromHigh[t] = high, 1
		}
		low, high = toLow+cost(t, b.Low), toHigh+cost(t, b.High)
	}
	b.Cost, b.States = min(low, high), make([]int, n)
	state := 0
	if high < low {
		state = 1
	}
	for t := n - 1; t >= 0; t-- {
		b.States[t] = state
		if state == 1 {
			state = fromHigh[t]
		} else {
			state = fromLow[t]
		}
	}
	for t, st := range b.States {
		if st == 0 {
			continue
		}
		if t == 0 || b.States[t-1] == 0 {
			b.Runs = append(b.Runs, Burst{First: t})
		}
		run := &b.Runs[len(b.Runs)-1]
		run.Last = t
		run.Weight += cost(t, b.Low) - cost(t, b.High)
	}
	return b, nil
}
