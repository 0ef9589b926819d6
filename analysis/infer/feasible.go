package infer

import "math"

// Feasibility says what a permutation test of given group sizes can show before
// it is run.
type Feasibility struct {
	Arrangements float64 // different ways to hand out the labels
	SmallestP    float64 // the smallest two-sided p the test can return
	// MustTie is how many of the features must all reach SmallestP before the
	// Benjamini–Hochberg procedure selects any.
	MustTie int
	// Alone: a single feature can be selected. Possible: some features, but not
	// necessarily a single one, can be selected without selecting all.
	Alone, Possible bool
}

// Feasible computes Feasibility for target units among all, permuted within
// strata (nil: together), features tested together and a false discovery rate
// q. Options are those of the test to be run. BH selects k features at p when
// p ≤ kq/m, hence MustTie = ⌈p·m/q⌉.
func Feasible(target []bool, features int, q float64, opt PermuteOptions) (Feasibility, error) {
	arr, err := newArrangement(target, opt.Strata)
	if err != nil {
		return Feasibility{}, err
	}
	draws, exact := plan(arr.count, opt)
	f := Feasibility{Arrangements: arr.count}
	ties := 1.0
	if arr.mirrored() && arr.count > 1 {
		ties = 2
	}
	f.SmallestP = ties / arr.count
	if !exact {
		f.SmallestP = max(1/float64(draws+1), f.SmallestP)
	}
	f.MustTie = max(1, int(math.Ceil(f.SmallestP*float64(features)/q-1e-9)))
	f.Alone = features > 0 && f.MustTie == 1 && f.SmallestP <= q
	f.Possible = f.Alone || f.MustTie < features
	return f, nil
}
