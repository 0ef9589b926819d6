package infer

import (
	"cmp"
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
	t, err := newTester(c, target, arr)
	if err != nil {
		return Permutation{}, err
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
	small, large int       // units in the groups
	countTargets bool      // the targets are the smaller group, whose rates are summed
	scale        []float64 // by unit: 1 over its total
	start        []int     // c by columns: feature f has the units start[f] to start[f+1]
	units        []uint32
	counts       []uint32
	all          []moments // by feature, over all units
	observed     []float64 // |T|, slightly lowered so that equal arrangements tie
	difference   []float64
	statistic    []float64
	ascending    []int // tested features by |T| ascending, ties by number
}

func newTester(c Counts, target []bool, arr arrangement) (*tester, error) {
	t := &tester{c: c, arr: arr, scale: make([]float64, c.Units()), all: make([]moments, c.Features)}
	sizeA := 0
	for i, yes := range target {
		t.scale[i] = 1 / c.Total[i]
		if yes {
			sizeA++
		}
	}
	sizeB := len(target) - sizeA
	if sizeA == 0 || sizeB == 0 || len(target) < 3 {
		return nil, fmt.Errorf("infer: permute: groups of %d and %d units, expected both groups and at least 3 units", sizeA, sizeB)
	}
	t.small, t.large, t.countTargets = min(sizeA, sizeB), max(sizeA, sizeB), sizeA <= sizeB
	t.transpose()
	t.observe(target)
	t.ascending = make([]int, 0, c.Features)
	for f := range c.Features {
		if units, _ := t.column(f); len(units) > 0 {
			t.ascending = append(t.ascending, f)
		}
	}
	slices.SortStableFunc(t.ascending, func(a, b int) int { return cmp.Compare(t.observed[a], t.observed[b]) })
	return t, nil
}

// transpose fills the columns and their sums.
func (t *tester) transpose() {
	t.start = make([]int, t.c.Features+1)
	for _, f := range t.c.Col {
		t.start[f+1]++
	}
	for f := range t.c.Features {
		t.start[f+1] += t.start[f]
	}
	t.units, t.counts = make([]uint32, len(t.c.Col)), make([]uint32, len(t.c.Col))
	next := slices.Clone(t.start)
	for u, scale := range t.scale {
		for k := t.c.Start[u]; k < t.c.Start[u+1]; k++ {
			f := t.c.Col[k]
			t.units[next[f]], t.counts[next[f]] = uint32(u), t.c.Count[k]
			next[f]++
			t.all[f] = t.all[f].plus(float64(t.c.Count[k]) * scale)
		}
	}
}

// column returns the units that have a feature, ascending, with their counts.
func (t *tester) column(f int) (units, counts []uint32) {
	return t.units[t.start[f]:t.start[f+1]], t.counts[t.start[f]:t.start[f+1]]
}

// observe computes the difference and T of every feature as the units are.
func (t *tester) observe(target []bool) {
	n := t.c.Features
	t.difference, t.statistic, t.observed = make([]float64, n), make([]float64, n), make([]float64, n)
	s := newSweep(t, 1)
	s.begin(1, func(_ int, label []bool) { copy(label, target) })
	for f := range n {
		s.evaluate(f)
		part := s.parts[0].sum / float64(t.small)
		rest := (t.all[f].sum - s.parts[0].sum) / float64(t.large)
		t.difference[f] = part - rest
		if !t.countTargets {
			t.difference[f] = rest - part
		}
		if s.values[0] == 0 {
			t.difference[f] = 0
		}
		t.statistic[f] = math.Copysign(s.values[0], t.difference[f])
		t.observed[f] = s.values[0] * (1 - 1e-9)
	}
}

// exceedances counts per feature the arrangements at least as extreme.
type exceedances struct{ own, max []int32 }

// chunkOf returns how many arrangements a goroutine takes at a time: few enough
// that all processors have work.
func chunkOf(draws int) int {
	share := draws / (4 * runtime.GOMAXPROCS(0))
	return max(64, min(together, share/64*64))
}

// run evaluates the arrangements in chunks on all processors. Counts are
// integers, so the order in which chunks finish does not matter.
func (t *tester) run(ctx context.Context, draws int, exact bool, opt PermuteOptions) (exceedances, error) {
	chunk := chunkOf(draws)
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
			s := newSweep(t, chunk)
			for from, to := claim(0); from < to; from, to = claim(to - from) {
				s.begin(to-from, func(i int, label []bool) {
					if exact {
						t.arr.nth(from+i, label)
					} else {
						t.arr.draw(stream(opt.Seed, from+i), label, s.order)
					}
				})
				for i, f := range t.ascending {
					if i%64 == 0 && ctx.Err() != nil {
						break
					}
					s.evaluate(f)
					s.count(f)
				}
			}
			lock.Lock()
			defer lock.Unlock()
			for f := range total.own {
				total.own[f] += s.over.own[f]
				total.max[f] += s.over.max[f]
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
		if t.all[f].sum == 0 {
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
