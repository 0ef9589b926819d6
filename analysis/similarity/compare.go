package similarity

import (
	"context"
	"math"
	"runtime"
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
