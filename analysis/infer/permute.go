package infer

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
)

// The defaults of a permutation test.
const (
	DefaultDraws      = 9999   // random arrangements
	DefaultExactLimit = 20_000 // enumerate all arrangements up to this many
)

// PermuteOptions sets a permutation test. The zero value takes the defaults.
type PermuteOptions struct {
	Draws      int    // random arrangements when there are too many to enumerate; 0 means 9999
	ExactLimit int    // enumerate when there are at most this many; 0 means 20 000, negative never
	Seed       uint64 // of the random arrangements
	Strata     []int  // permute only among units with the same label; nil means all together
	// Progress is told how many of total arrangements are done; calls never
	// overlap. It may be nil.
	Progress func(done, total int)
}

// Permutation is the result of a permutation test of many features. All slices
// have one entry per feature. A feature that no unit has is NaN throughout.
type Permutation struct {
	Difference []float64 // mean rate of the target units − mean rate of the others
	Statistic  []float64 // the studentised difference T; NaN where the variance is 0
	P          []float64 // two-sided
	MaxT       []float64 // Westfall–Young step-down adjusted P
	Exact      bool      // all arrangements were enumerated
	Drawn      int       // arrangements evaluated
	Possible   float64   // arrangements there are
}

// Permute tests every feature of c for a difference of mean rates between the
// target units and the others, permuting whole units.
//
// T = (r̄_A − r̄_B) / √(s²_A/m_A + s²_B/m_B) (Welch 1947 as a permutation
// statistic: Janssen 1997). A group of one unit takes the variance of the
// other. Enumerated: p = share of arrangements with |T*| ≥ |T|, the observed
// one among them; drawn: p = (1+#{|T*| ≥ |T|})/(B+1) (Phipson & Smyth 2010).
// MaxT follows Westfall & Young 1993 in the step-down form of Ge, Dudoit &
// Speed 2003. At least three units with both groups present are required.
func Permute(ctx context.Context, c Counts, target []bool, opt PermuteOptions) (Permutation, error) {
	if err := c.check(); err != nil {
		return Permutation{}, err
	}
	if len(target) != c.Units() {
		return Permutation{}, fmt.Errorf("infer: permute: %d labels for %d units", len(target), c.Units())
	}
	arr, err := newArrangement(target, opt.Strata)
	if err != nil {
		return Permutation{}, err
	}
	t := newTester(c, target, arr)
	if t.sizeA == 0 || t.sizeB == 0 || t.sizeA+t.sizeB < 3 {
		return Permutation{}, fmt.Errorf("infer: permute: groups of %d and %d units, expected both groups and at least 3 units", t.sizeA, t.sizeB)
	}
	draws, exact := plan(arr.count, opt)
	counts, err := t.run(ctx, draws, exact, opt)
	if err != nil {
		return Permutation{}, err
	}
	return t.result(counts, draws, exact), nil
}

// plan says how many arrangements to evaluate and whether these are all.
func plan(possible float64, opt PermuteOptions) (draws int, exact bool) {
	limit, draws := opt.ExactLimit, opt.Draws
	if limit == 0 {
		limit = DefaultExactLimit
	}
	if draws <= 0 {
		draws = DefaultDraws
	}
	if limit > 0 && possible <= float64(limit) {
		return int(possible), true
	}
	return draws, false
}

// tester holds what does not change between arrangements.
type tester struct {
	c            Counts
	arr          arrangement
	sizeA, sizeB int
	countTargets bool // the targets are the smaller group, whose rows are summed
	all          tally
	observed     []float64 // |T|, slightly lowered so that equal arrangements tie
	difference   []float64
	statistic    []float64
	ascending    []int // tested features by |T| ascending, ties by number
}

func newTester(c Counts, target []bool, arr arrangement) *tester {
	t := &tester{c: c, arr: arr, all: newTally(c.Features)}
	for i, yes := range target {
		t.all.add(c, i)
		if yes {
			t.sizeA++
		} else {
			t.sizeB++
		}
	}
	if t.sizeA == 0 || t.sizeB == 0 {
		return t
	}
	t.countTargets = t.sizeA <= t.sizeB
	w := newWorker(t)
	w.evaluate(target)
	t.statistic = slices.Clone(w.value)
	t.difference = slices.Clone(w.difference)
	t.observed = make([]float64, c.Features)
	for f, v := range t.statistic {
		t.observed[f] = math.Abs(v) * (1 - 1e-9)
		if t.all.rows[f] > 0 {
			t.ascending = append(t.ascending, f)
		}
	}
	slices.SortStableFunc(t.ascending, func(a, b int) int {
		switch {
		case t.observed[a] < t.observed[b]:
			return -1
		case t.observed[a] > t.observed[b]:
			return 1
		}
		return 0
	})
	return t
}

// exceedances counts per feature the arrangements at least as extreme.
type exceedances struct{ own, max []int32 }

// run evaluates the arrangements in chunks on all processors. Counts are
// integers, so the order in which chunks finish does not matter.
func (t *tester) run(ctx context.Context, draws int, exact bool, opt PermuteOptions) (exceedances, error) {
	const chunk = 64
	total := exceedances{make([]int32, t.c.Features), make([]int32, t.c.Features)}
	var (
		lock sync.Mutex
		next int
		done int
		wait sync.WaitGroup
	)
	claim := func(finished int) (from, to int) {
		lock.Lock()
		defer lock.Unlock()
		done += finished
		if finished > 0 && opt.Progress != nil {
			opt.Progress(done, draws)
		}
		if ctx.Err() != nil {
			return 0, 0
		}
		from = next
		next = min(draws, next+chunk)
		return from, next
	}
	for range min(runtime.GOMAXPROCS(0), (draws+chunk-1)/chunk) {
		wait.Go(func() {
			w := newWorker(t)
			for from, to := claim(0); from < to; from, to = claim(to - from) {
				for index := from; index < to; index++ {
					if exact {
						t.arr.nth(index, w.label)
					} else {
						t.arr.draw(stream(opt.Seed, index), w.label, w.scratch)
					}
					w.evaluate(w.label)
					w.count()
				}
			}
			lock.Lock()
			defer lock.Unlock()
			for f := range total.own {
				total.own[f] += w.over.own[f]
				total.max[f] += w.over.max[f]
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return exceedances{}, fmt.Errorf("infer: permute: stopped after %d of %d arrangements: %w", done, draws, err)
	}
	return total, nil
}

func (t *tester) result(over exceedances, draws int, exact bool) Permutation {
	n := t.c.Features
	r := Permutation{
		Difference: t.difference, Statistic: t.statistic,
		P: make([]float64, n), MaxT: make([]float64, n),
		Exact: exact, Drawn: draws, Possible: t.arr.count,
	}
	share := func(k int32) float64 {
		if exact {
			return float64(k) / float64(draws)
		}
		return (1 + float64(k)) / (1 + float64(draws))
	}
	for f := range n {
		r.P[f], r.MaxT[f] = share(over.own[f]), share(over.max[f])
		if t.all.rows[f] == 0 {
			r.P[f], r.MaxT[f], r.Difference[f] = math.NaN(), math.NaN(), math.NaN()
			r.Statistic[f] = math.NaN()
		}
		if math.IsInf(r.Statistic[f], 0) {
			r.Statistic[f] = math.NaN()
		}
	}
	// Step-down p-values may not fall as |T| falls.
	top := 0.0
	for _, f := range slices.Backward(t.ascending) {
		top = max(top, r.MaxT[f])
		r.MaxT[f] = top
	}
	return r
}

// worker evaluates arrangements one at a time.
type worker struct {
	t          *tester
	part       tally // sums of the smaller group
	label      []bool
	scratch    []int
	value      []float64 // T
	difference []float64
	over       exceedances
}

func newWorker(t *tester) *worker {
	n := t.c.Features
	return &worker{
		t: t, part: newTally(n), label: make([]bool, t.c.Units()), scratch: make([]int, t.c.Units()),
		value: make([]float64, n), difference: make([]float64, n),
		over: exceedances{make([]int32, n), make([]int32, n)},
	}
}

// evaluate computes T of every feature under the labels.
func (w *worker) evaluate(label []bool) {
	t := w.t
	w.part.clear()
	for i, yes := range label {
		if yes == t.countTargets {
			w.part.add(t.c, i)
		}
	}
	small, large, sign := t.sizeA, t.sizeB, 1.0
	if !t.countTargets {
		small, large, sign = t.sizeB, t.sizeA, -1
	}
	for f := range w.value {
		sum, square := w.part.sum[f], w.part.square[f]
		restSum, restSquare := t.all.sum[f]-sum, t.all.square[f]-square
		if w.part.rows[f] == t.all.rows[f] {
			restSum, restSquare = 0, 0
		}
		a, b := sum/float64(small), restSum/float64(large)
		d := sign * (a - b)
		if math.Abs(a-b) <= 1e-12*(a+b) {
			d = 0
		}
		w.difference[f] = d
		w.value[f] = studentise(d, groupVariance(sum, square, small), groupVariance(restSum, restSquare, large), small, large)
	}
}

// studentise divides a difference by its standard error; ±Inf where only the
// standard error is 0, and 0 where the difference is.
func studentise(d, va, vb float64, a, b int) float64 {
	switch {
	case d == 0:
		return 0
	case a == 1:
		va = vb
	case b == 1:
		vb = va
	}
	return d / math.Sqrt(va/float64(a)+vb/float64(b))
}

// groupVariance is the sample variance from sums, 0 below rounding noise.
func groupVariance(sum, square float64, n int) float64 {
	if n < 2 {
		return 0
	}
	v := (square - sum*sum/float64(n)) / float64(n-1)
	if v <= 1e-13*square {
		return 0
	}
	return v
}

// count adds the current arrangement to the exceedances. Walking up from the
// least significant feature keeps the running maximum of the step-down test.
func (w *worker) count() {
	t, top := w.t, 0.0
	for _, f := range t.ascending {
		v := math.Abs(w.value[f])
		if v >= t.observed[f] {
			w.over.own[f]++
		}
		top = max(top, v)
		if top >= t.observed[f] {
			w.over.max[f]++
		}
	}
}
