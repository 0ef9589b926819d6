package topic

import (
	"cmp"
	"math"
	"slices"
)

// alike is the Jaccard coefficient from which two paragraphs nearly agree.
const alike = 0.8

// findCopies sets Like and Distinct: each paragraph joins the oldest distinct
// one that it nearly agrees with. Candidates come from prefixes: two sets with a
// Jaccard coefficient of at least t share one of their first |x| − ⌈t|x|⌉ + 1
// elements when all sets are put in one order, here the rarest first (Chaudhuri,
// Ganti & Kaushik 2006).
func (u *Units) findCopies() {
	sets := u.neighbourPairs()
	leaders := map[uint64][]int{} // by element of a prefix: paragraphs, ascending
	seen := make([]int, len(sets))
	for i, set := range sets {
		prefix := set[:len(set)-int(math.Ceil(alike*float64(len(set))-1e-9))+1]
		like := i
		for _, e := range prefix {
			for _, j := range leaders[e] {
				if j >= like {
					break
				}
				if seen[j] == i+1 {
					continue
				}
				seen[j] = i + 1
				if jaccardAtLeast(set, sets[j], alike) {
					like = j
				}
			}
		}
		u.Paragraphs[i].Like = like
		if like == i {
			u.Distinct = append(u.Distinct, i)
			for _, e := range prefix {
				leaders[e] = append(leaders[e], i)
			}
		}
	}
}

// neighbourPairs returns the set of pairs of neighbouring words of each
// paragraph, the rarest first, then by number.
func (u *Units) neighbourPairs() [][]uint64 {
	sets := make([][]uint64, len(u.Paragraphs))
	held := map[uint64]int{}
	for i, p := range u.Paragraphs {
		for j := 1; j < len(p.Words); j++ {
			sets[i] = append(sets[i], uint64(p.Words[j-1])<<32|uint64(p.Words[j]))
		}
		slices.Sort(sets[i])
		sets[i] = slices.Compact(sets[i])
		for _, e := range sets[i] {
			held[e]++
		}
	}
	for _, set := range sets {
		slices.SortFunc(set, func(a, b uint64) int {
			return cmp.Or(cmp.Compare(held[a], held[b]), cmp.Compare(a, b))
		})
	}
	return sets
}

// jaccardAtLeast reports whether two sets have a Jaccard coefficient of t or
// more.
func jaccardAtLeast(a, b []uint64, t float64) bool {
	if float64(min(len(a), len(b))) < t*float64(max(len(a), len(b))) {
		return false
	}
	in := make(map[uint64]bool, len(a))
	for _, e := range a {
		in[e] = true
	}
	shared := 0
	for _, e := range b {
		if in[e] {
			shared++
		}
	}
	return float64(shared) >= t*float64(len(a)+len(b)-shared)
}
