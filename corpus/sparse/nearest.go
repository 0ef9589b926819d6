package sparse

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Neighbour is a row and its cosine with another.
type Neighbour struct {
	Row    int
	Cosine float64
}

// before orders neighbours: the greatest cosine first, of equal ones the first
// row.
func (n Neighbour) before(o Neighbour) bool {
	return n.Cosine > o.Cosine || n.Cosine == o.Cosine && n.Row < o.Row
}

// Nearest returns, for every row, the k other rows of greatest cosine with it,
// nearest first; rows whose cosine is not above 0 are left out. All pairs are
// computed, each once, but never held: memory is k entries a row and
// processor. It is an error when k is less than 1 or the context ends.
//
// A row is multiplied with all later ones at once, column by column through the
// transposed matrix, so that only products of two non-zero values are formed.
func (m *Matrix) Nearest(ctx context.Context, k int) ([][]Neighbour, error) {
	if k < 1 {
		return nil, fmt.Errorf("sparse: the %d nearest rows, want at least 1", k)
	}
	unit := m.Normalised()
	columns := unit.Transposed()
	workers := make([]*search, max(1, min(runtime.GOMAXPROCS(0), m.Rows()/64)))
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range workers {
		workers[w] = newSearch(unit, columns, k)
		wg.Go(func() {
			for r := int(next.Add(1)) - 1; r < m.Rows() && ctx.Err() == nil; r = int(next.Add(1)) - 1 {
				workers[w].row(r)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return gather(workers, k), nil
}

// gather merges what the searches found.
func gather(workers []*search, k int) [][]Neighbour {
	out := make([][]Neighbour, len(workers[0].best))
	for r := range out {
		var all []Neighbour
		for _, w := range workers {
			all = append(all, w.best[r]...)
		}
		slices.SortFunc(all, func(a, b Neighbour) int {
			return cmp.Or(cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.Row, b.Row))
		})
		out[r] = slices.Clip(all[:min(k, len(all))])
	}
	return out
}

// search holds what one goroutine has found.
type search struct {
	rows, columns *Matrix
	after         []int     // by column: the first entry of a row later than the present one, as far as known
	products      []float64 // by row, 0 between rows
	best          [][]Neighbour
	floor         []float64 // the cosine of the last of a full best, else 0
	k             int
}

func newSearch(rows, columns *Matrix, k int) *search {
	return &search{
		rows: rows, columns: columns, k: k,
		after:    slices.Clone(columns.Start[:columns.Rows()]),
		products: make([]float64, rows.Rows()),
		best:     make([][]Neighbour, rows.Rows()),
		floor:    make([]float64, rows.Rows()),
	}
}

// row multiplies a row with all later ones. Rows come in ascending order.
func (s *search) row(r int) {
	col, value := s.rows.Row(r)
	for i, c := range col {
		end, at := s.columns.Start[c+1], s.after[c]
		for at < end && int(s.columns.Col[at]) <= r {
			at++
		}
		s.after[c] = at
		addScaled(s.products, s.columns.Col[at:end], s.columns.Value[at:end], value[i])
	}
	own := s.floor[r]
	for j := r + 1; j < len(s.products); j++ {
		p := s.products[j]
		if p > own {
			s.offer(r, Neighbour{j, p})
			own = s.floor[r]
		}
		if p > s.floor[j] {
			s.offer(j, Neighbour{r, p})
		}
	}
	clear(s.products[r+1:])
}

// addScaled adds scale times each value to the sum of its row.
func addScaled(sums []float64, rows []uint32, values []float64, scale float64) {
	for len(rows) >= 4 && len(values) >= 4 {
		a, b, c, d := &sums[rows[0]], &sums[rows[1]], &sums[rows[2]], &sums[rows[3]]
		*a += scale * values[0]
		*b += scale * values[1]
		*c += scale * values[2]
		*d += scale * values[3]
		rows, values = rows[4:], values[4:]
	}
	for i, r := range rows {
		sums[r] += scale * values[i]
	}
}

// offer keeps a neighbour of a row if it is among the best k. The best are a
// heap with the worst on top. Neighbours come in ascending order of rows, so
// that of equal cosines the first one stays.
func (s *search) offer(r int, n Neighbour) {
	h := s.best[r]
	if len(h) < s.k {
		h = append(h, n)
		for i := len(h) - 1; i > 0; {
			up := (i - 1) / 2
			if !h[up].before(h[i]) {
				break
			}
			h[up], h[i] = h[i], h[up]
			i = up
		}
		s.best[r] = h
	} else if n.before(h[0]) {
		h[0] = n
		for i := 0; ; {
			worst := i
			for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
				if h[worst].before(h[child]) {
					worst = child
				}
			}
			if worst == i {
				break
			}
			h[i], h[worst] = h[worst], h[i]
			i = worst
		}
	}
	if len(h) == s.k {
		s.floor[r] = h[0].Cosine
	}
}
