package similarity

import (
	"context"
	"math"
	"slices"

	"concord/analysis/infer"
)

// The sizes of what is shown.
const (
	wholeMap    = 60    // documents up to which the heat map shows all
	wholeMedian = 2_000 // documents up to which the median is that of all pairs
)

// compare returns the pairs to list, in order, and the documents of the heat map
// in order of date: all of them, the focus and its neighbours, or none. Pairs of
// the map stand in the list. It sets the median.
func (v *comparison) compare(ctx context.Context, progress func(done, total int)) (listed []Pair, shown []int, err error) {
	n, top := len(v.members), v.options.Top
	if v.focus < 0 {
		listed, err = v.sift(ctx, progress, func(Pair) bool { return true })
		slices.SortFunc(listed, v.order)
		switch {
		case top > 0 && len(listed) > top:
			listed = listed[:top]
		case n <= wholeMap:
			shown = all(n)
		}
		return listed, shown, err
	}
	listed = v.ofFocus()
	shown = v.neighbourhood(listed)
	var others []Pair
	if n <= wholeMedian {
		inMap := make([]bool, n)
		for _, s := range shown {
			inMap[s] = true
		}
		others, err = v.sift(ctx, progress, func(p Pair) bool {
			return p.A != v.focus && p.B != v.focus && inMap[p.A] && inMap[p.B]
		})
	} else {
		values := make([]float64, len(listed))
		for i, p := range listed {
			values[i] = v.value(p)
		}
		v.setMedian(values)
		others, err = v.among(ctx, shown)
	}
	v.turn(others, shown)
	slices.SortFunc(others, v.order)
	if top > 0 && len(listed) > top {
		listed = listed[:top]
	}
	return append(listed, others...), shown, err
}

// sift compares every pair and keeps those that are wanted. It sets the median: of
// all pairs, or of those of every second, third … document where there are many.
func (v *comparison) sift(ctx context.Context, progress func(done, total int), want func(Pair) bool) ([]Pair, error) {
	n := len(v.members)
	step := max((n+wholeMedian-1)/wholeMedian, 1)
	var kept []Pair
	var values []float64
	err := v.set.Each(ctx, func(row int, cosine, jaccard []float64) {
		for i := range cosine {
			p := Pair{row, row + 1 + i, cosine[i], jaccard[i]}
			if p.A%step == 0 && p.B%step == 0 {
				values = append(values, v.value(p))
			}
			if want(p) {
				kept = append(kept, p)
			}
		}
		kept = v.cut(kept)
		if progress != nil {
			progress(row+1, n)
		}
	})
	v.setMedian(values)
	return kept, err
}

// setMedian takes the median of the values that are defined.
func (v *comparison) setMedian(values []float64) {
	values = slices.DeleteFunc(values, math.IsNaN)
	v.median, v.pairs = infer.Quantile(values, 0.5), len(values)
}

// turn writes the pair of the oldest and the second youngest document of the
// heat map the other way round when the focus is the youngest. All pairs of the
// second youngest would otherwise have it in doc_b, and a figure, which takes its
// order from doc, would put it after the focus.
func (v *comparison) turn(pairs []Pair, shown []int) {
	n := len(shown)
	if n < 4 || shown[n-1] != v.focus {
		return
	}
	for i, p := range pairs {
		if p.A == shown[0] && p.B == shown[n-2] {
			pairs[i].A, pairs[i].B = p.B, p.A
		}
	}
}

// cut keeps a list that is to be cut at top from growing much beyond it.
func (v *comparison) cut(pairs []Pair) []Pair {
	top := v.options.Top
	if v.focus >= 0 || top == 0 || len(pairs) < 2*top+10_000 {
		return pairs
	}
	slices.SortFunc(pairs, v.order)
	return pairs[:top]
}

// ofFocus returns the pairs that hold the focus, in order. A is the focus.
func (v *comparison) ofFocus() []Pair {
	cosine, jaccard := v.set.Row(v.focus, 0)
	var out []Pair
	for i := range cosine {
		if i != v.focus {
			out = append(out, Pair{v.focus, i, cosine[i], jaccard[i]})
		}
	}
	slices.SortFunc(out, v.order)
	return out
}

// neighbourhood returns the documents of the heat map, in order of date.
func (v *comparison) neighbourhood(ordered []Pair) []int {
	want := len(ordered)
	if len(v.members) > wholeMap {
		want = v.options.Neighbours
	}
	if v.options.Top > 0 {
		want = min(want, v.options.Top)
	}
	if want == 0 || v.options.Neighbours == 0 {
		return nil
	}
	out := []int{v.focus}
	for _, p := range ordered[:min(want, len(ordered))] {
		out = append(out, p.B)
	}
	slices.Sort(out)
	return out
}

// among compares the documents of the heat map with each other, the focus left
// out.
func (v *comparison) among(ctx context.Context, shown []int) ([]Pair, error) {
	var out []Pair
	for i, a := range shown {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cosine, jaccard := v.set.Row(a, a)
		for _, b := range shown[i+1:] {
			if a != v.focus && b != v.focus {
				out = append(out, Pair{a, b, cosine[b-a], jaccard[b-a]})
			}
		}
	}
	return out, nil
}

func all(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
