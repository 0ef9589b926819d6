package infer

import (
	"cmp"
	"math"
	"slices"
	"sync/atomic"
)

// LogRatios leaves out units, one at a time, from log2 ratios of the pooled rates
// of two sides,
//
//	θ = log2[((a+½)/(N_A+1)) / ((b+½)/(N_B+1))]
//
// for many features of the same units. Without a unit of n_A and n_B tokens and
// y_A and y_B uses the ratio moves by
//
//	w = −log2(1−n_A/(N_A+1)) + log2(1−n_B/(N_B+1))      whatever the feature, and
//	u = log2(1−y_A/(a+½)) − log2(1−y_B/(b+½))           0 where it has no use.
//
// The sums over w are tabulated once (Unused), so that a feature costs as much as
// the units that use it. It is safe for concurrent use.
type LogRatios struct {
	tokens [2][]float64 // by side and unit
	total  [2]float64
	groups [2][]int // units by group, ascending; all in the first where paired
	at     []place  // of a unit
	least  [2][]int // positions in a group by the move of the unit, ties by position
	most   [2][]int // the same, the largest first
	tables []atomic.Pointer[ratioTables]
}

type place struct{ group, position int }

// ratioTables is what is known without one unit, or with all of them.
type ratioTables struct {
	total  [2]float64
	unused [2]*Unused // nil for an empty group
}

// UnitUses is a unit with its uses of a feature on either side.
type UnitUses struct {
	Unit int
	Uses [2]float64
}

// LeftOut is a unit, and the estimate without it.
type LeftOut struct {
	Unit    int
	Without float64
}

// LogRatioJackknife is the delete-one jackknife of a log ratio. Its Without is
// nil: Influential is a unit here.
type LogRatioJackknife struct {
	Jackknife
	Lowest, Highest, Farthest LeftOut // estimates without one unit: the first of equals; Unit −1 for none
}

// NewLogRatios takes the tokens of each unit on either side. Where paired, units
// may have tokens on both sides, are left out on both at once and make one group;
// otherwise each has tokens on one side only and the two sides are the groups.
func NewLogRatios(tokens [2][]float64, paired bool) *LogRatios {
	n := len(tokens[0])
	l := &LogRatios{tokens: tokens, at: make([]place, n), tables: make([]atomic.Pointer[ratioTables], n+1)}
	for i := range n {
		g := 0
		if !paired && tokens[0][i] == 0 {
			g = 1
		}
		l.at[i] = place{g, len(l.groups[g])}
		l.groups[g] = append(l.groups[g], i)
		l.total[0] += tokens[0][i]
		l.total[1] += tokens[1][i]
	}
	all := l.without(-1)
	for g, units := range l.groups {
		if len(units) == 0 {
			continue
		}
		w := all.unused[g].moves
		by := make([]int, len(units))
		for i := range by {
			by[i] = i
		}
		slices.SortStableFunc(by, func(a, b int) int { return cmp.Compare(w[a], w[b]) })
		l.least[g] = slices.Clone(by)
		slices.SortFunc(by, func(a, b int) int { return cmp.Or(cmp.Compare(w[b], w[a]), a-b) })
		l.most[g] = by
	}
	return l
}

// without returns the tables without a unit, −1 for none.
func (l *LogRatios) without(out int) *ratioTables {
	if t := l.tables[out+1].Load(); t != nil {
		return t
	}
	t := &ratioTables{total: l.total}
	if out >= 0 {
		t.total[0] -= l.tokens[0][out]
		t.total[1] -= l.tokens[1][out]
	}
	for g, units := range l.groups {
		moves := make([]float64, 0, len(units))
		for _, i := range units {
			if i != out {
				moves = append(moves, (log1m(l.tokens[1][i], t.total[1]+1)-log1m(l.tokens[0][i], t.total[0]+1))/math.Ln2)
			}
		}
		if len(moves) > 0 {
			t.unused[g] = NewUnused(moves)
		}
	}
	l.tables[out+1].Store(t) // the same whichever of several is stored last
	return t
}

// log1m is log(1 − x/of), exact for small and for large parts.
func log1m(x, of float64) float64 {
	switch {
	case x == 0:
		return 0
	case x > of/2:
		return math.Log((of - x) / of)
	}
	return math.Log1p(-x / of)
}

// Jackknife leaves out one unit after another beside the one that is out already
// (−1 for none), of a feature with the given estimate with that unit out. uses
// lists the units that use it, ascending, all of them. The interval is estimate ±
// t·SE at the level, with Satterthwaite degrees of freedom for two groups (see
// JackknifeT) and one less than the units for one.
func (l *LogRatios) Jackknife(estimate float64, uses []UnitUses, out int, level float64) LogRatioJackknife {
	t := l.without(out)
	var sum [2]float64
	for _, u := range uses {
		if u.Unit != out {
			sum[0] += u.Uses[0]
			sum[1] += u.Uses[1]
		}
	}
	var used [2][]int
	var moves [2][]float64
	for _, u := range uses {
		if u.Unit == out {
			continue
		}
		g, position := l.position(u.Unit, out)
		used[g] = append(used[g], position)
		moves[g] = append(moves[g], t.unused[g].moves[position]+
			(log1m(u.Uses[0], sum[0]+0.5)-log1m(u.Uses[1], sum[1]+0.5))/math.Ln2)
	}
	var spreads []Spread
	for g, unused := range t.unused {
		switch {
		case unused != nil:
			spreads = append(spreads, unused.Spread(estimate, 1, used[g], moves[g]))
		case len(l.groups[g]) > 0: // all of it is out
			spreads = append(spreads, Spread{})
		}
	}
	j := LogRatioJackknife{Jackknife: jackknifeOf(estimate, spreads, level)}
	j.Lowest, j.Highest, j.Farthest = LeftOut{-1, math.NaN()}, LeftOut{-1, math.NaN()}, LeftOut{-1, math.NaN()}
	if out < 0 {
		l.extremes(&j, t, used, moves)
	}
	j.Influential = j.Farthest.Unit
	j.SignFlips = j.Farthest.Without*estimate < 0
	return j
}

// position is that of a unit in its group, with the one that is out taken from it.
func (l *LogRatios) position(unit, out int) (group, position int) {
	p := l.at[unit]
	if out >= 0 && l.at[out].group == p.group && out < unit {
		return p.group, p.position - 1
	}
	return p.group, p.position
}

// extremes finds the units without which the estimate is lowest, highest and
// farthest from what it is: among those that use the feature, and the two of each
// group that do not and move it least and most.
func (l *LogRatios) extremes(j *LogRatioJackknife, t *ratioTables, used [2][]int, moves [2][]float64) {
	low, high, far := math.Inf(1), math.Inf(-1), math.Inf(-1)
	for g, units := range l.groups {
		if len(units) == 0 {
			continue
		}
		at, by := slices.Clone(used[g]), slices.Clone(moves[g])
		for _, p := range l.ends(g, used[g]) {
			k, _ := slices.BinarySearch(at, p)
			at, by = slices.Insert(at, k, p), slices.Insert(by, k, t.unused[g].moves[p])
		}
		for k, p := range at {
			d := by[k]
			left := LeftOut{units[p], j.Estimate + d}
			if d < low {
				low, j.Lowest = d, left
			}
			if d > high {
				high, j.Highest = d, left
			}
			if math.Abs(d) > far {
				far, j.Farthest = math.Abs(d), left
			}
		}
	}
}

// ends returns the positions of a group that do not use a feature and move it
// least and most, the first of equals.
func (l *LogRatios) ends(g int, used []int) []int {
	unused := func(p int) bool {
		_, found := slices.BinarySearch(used, p)
		return !found
	}
	least := slices.IndexFunc(l.least[g], unused)
	if least < 0 {
		return nil
	}
	ends := []int{l.least[g][least], l.most[g][slices.IndexFunc(l.most[g], unused)]}
	slices.Sort(ends)
	return slices.Compact(ends)
}
