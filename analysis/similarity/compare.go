package similarity

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"concord/corpus"
)

// Set is documents ready to be compared: for each row its features with counts
// and its shingles, and for both the rows that hold them. Memory grows with the
// texts, not with the pairs.
type Set struct {
	size     int
	features index
	shingles index
}

// index holds entries by row and rows by entry.
type index struct {
	entries [][]uint32  // by row: numbers of entries, ascending
	weights [][]float64 // by row, parallel to entries; nil when all are 1
	rows    [][]uint32  // by entry: rows that hold it, ascending
	inRows  [][]float64 // by entry, parallel to rows; nil when all are 1
	norm    []float64   // by row: sum of squared weights
}

// NewSet prepares a comparison: counts of features by row (stopped features
// left out) and sorted sets of shingles by row.
func NewSet(m *corpus.Matrix, stopped []bool, shingles [][]uint64) *Set {
	s := &Set{size: len(m.Rows)}
	s.features = index{
		entries: make([][]uint32, s.size), weights: make([][]float64, s.size),
		rows: make([][]uint32, len(m.Features)), inRows: make([][]float64, len(m.Features)),
		norm: make([]float64, s.size),
	}
	for r := range m.Rows {
		cols, counts := m.Row(r)
		for i, f := range cols {
			if stopped[f] {
				continue
			}
			n := float64(counts[i])
			s.features.entries[r] = append(s.features.entries[r], f)
			s.features.weights[r] = append(s.features.weights[r], n)
			s.features.rows[f] = append(s.features.rows[f], uint32(r))
			s.features.inRows[f] = append(s.features.inRows[f], n)
			s.features.norm[r] += n * n
		}
	}
	s.shingles = numberShingles(shingles)
	return s
}

// numberShingles gives every hash a number in order of first appearance.
func numberShingles(sets [][]uint64) index {
	total := 0
	for _, set := range sets {
		total += len(set)
	}
	x := index{entries: make([][]uint32, len(sets)), norm: make([]float64, len(sets))}
	number := newNumbering(total)
	for r, set := range sets {
		x.norm[r] = float64(len(set))
		x.entries[r] = make([]uint32, len(set))
		for i, h := range set {
			x.entries[r][i] = number.of(h)
		}
	}
	held := make([]uint32, number.used)
	for _, row := range x.entries {
		for _, e := range row {
			held[e]++
		}
	}
	x.rows = make([][]uint32, number.used)
	flat, at := make([]uint32, total), 0
	for e, n := range held {
		x.rows[e] = flat[at : at : at+int(n)]
		at += int(n)
	}
	for r, row := range x.entries {
		for _, e := range row {
			x.rows[e] = append(x.rows[e], uint32(r))
		}
	}
	return x
}

// numbering gives hashes numbers: a table with open addressing.
type numbering struct {
	keys    []uint64
	numbers []uint32 // number+1, 0 where free
	used    uint32
}

func newNumbering(most int) *numbering {
	size := 16
	for size < 2*most {
		size *= 2
	}
	return &numbering{keys: make([]uint64, size), numbers: make([]uint32, size)}
}

func (n *numbering) of(h uint64) uint32 {
	mask := uint64(len(n.keys) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch {
		case n.numbers[i] == 0:
			n.used++
			n.keys[i], n.numbers[i] = h, n.used
			return n.used - 1
		case n.keys[i] == h:
			return n.numbers[i] - 1
		}
	}
}

// find returns the number of a hash that has one.
func (n *numbering) find(h uint64) (uint32, bool) {
	mask := uint64(len(n.keys) - 1)
	for i := h & mask; n.numbers[i] != 0; i = (i + 1) & mask {
		if n.keys[i] == h {
			return n.numbers[i] - 1, true
		}
	}
	return 0, false
}

// Row returns the similarity of a row to the rows from first on, by row minus
// first: the cosine of its counts and the Jaccard coefficient of its shingles.
// What is not defined is NaN.
func (s *Set) Row(row, first int) (cosine, jaccard []float64) {
	dots := s.features.overlap(row, first)
	shared := s.shingles.overlap(row, first)
	for i := range dots {
		a, b := s.features.norm[row], s.features.norm[first+i]
		if a == 0 || b == 0 {
			dots[i] = math.NaN()
		} else {
			dots[i] = min(dots[i]/math.Sqrt(a*b), 1)
		}
		a, b = s.shingles.norm[row], s.shingles.norm[first+i]
		if a == 0 || b == 0 {
			shared[i] = math.NaN()
		} else {
			shared[i] /= a + b - shared[i]
		}
	}
	return dots, shared
}

// overlap sums the products of weights of a row and each row from first on. The
// sums are of whole numbers and thus exact.
func (x *index) overlap(row, first int) []float64 {
	out := make([]float64, len(x.norm)-first)
	for i, e := range x.entries[row] {
		rows := x.rows[e]
		from, _ := slices.BinarySearch(rows, uint32(first))
		if x.weights == nil {
			for _, r := range rows[from:] {
				out[int(r)-first]++
			}
			continue
		}
		w, in := x.weights[row][i], x.inRows[e]
		for j := from; j < len(rows); j++ {
			out[int(rows[j])-first] += w * in[j]
		}
	}
	return out
}

// Pair is two rows, A before B, and their similarity.
type Pair struct {
	A, B            int
	Cosine, Jaccard float64
}

// Each compares every pair of rows on all processors and hands each row with
// the rows after it to take, in order of rows, from one goroutine at a time.
func (s *Set) Each(ctx context.Context, take func(row int, cosine, jaccard []float64)) error {
	var next atomic.Int64
	var mu sync.Mutex
	ready := sync.NewCond(&mu)
	turn := 0
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(s.size, 1)) {
		wait.Go(func() {
			for {
				row := int(next.Add(1)) - 1
				if row >= s.size {
					return
				}
				var cosine, jaccard []float64
				if ctx.Err() == nil {
					cosine, jaccard = s.Row(row, row+1)
				}
				mu.Lock()
				for turn != row {
					ready.Wait()
				}
				if ctx.Err() == nil && cosine != nil {
					take(row, cosine, jaccard)
				}
				turn++
				ready.Broadcast()
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}
