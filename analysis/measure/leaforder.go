package measure

import (
	"math"
	"slices"
)

// OptimalOrder turns the branches of the hierarchy so that the sum of distances
// between neighbours is least (Bar-Joseph, Gifford & Jaakkola 2001). It takes
// time up to n³ and memory n². Of an order and its reverse the one that begins
// with the smaller row is returned.
func (h Hierarchy) OptimalOrder(distance [][]float64) []int {
	n := h.Rows()
	s := leafOrder{h: h, d: distance, members: h.members(), cost: make([][]float64, n)}
	for i := range s.cost {
		s.cost[i] = make([]float64, n)
	}
	for v := range h.Merges {
		s.fill(n + v)
	}
	if n == 1 {
		return []int{0}
	}
	root := 2*n - 2
	a, b, best := -1, -1, math.Inf(1)
	for _, u := range s.left(root) {
		for _, w := range s.right(root) {
			if c := s.cost[u][w]; c < best {
				a, b, best = u, w, c
			}
		}
	}
	if a < 0 {
		return h.Order()
	}
	out := s.order(root, a, b)
	if out[0] > out[n-1] {
		slices.Reverse(out)
	}
	return out
}

// leafOrder holds for each two rows the least cost of the subtree that first
// holds both, with one at either end.
type leafOrder struct {
	h       Hierarchy
	d       [][]float64
	members [][]int
	cost    [][]float64
}

func (s *leafOrder) merge(v int) Merge { return s.h.Merges[v-s.h.Rows()] }
func (s *leafOrder) left(v int) []int  { return slices.Sorted(slices.Values(s.members[s.merge(v).A])) }
func (s *leafOrder) right(v int) []int { return slices.Sorted(slices.Values(s.members[s.merge(v).B])) }
func (s *leafOrder) isLeaf(v int) bool { return v < s.h.Rows() }
func (s *leafOrder) other(v, u int) []int { // rows that may stand at the other end of v from u
	if s.isLeaf(v) {
		return s.members[v]
	}
	l, r := s.left(v), s.right(v)
	if _, ok := slices.BinarySearch(l, u); ok {
		return r
	}
	return l
}

// fill computes the costs of a cluster from those of its two branches.
func (s *leafOrder) fill(v int) {
	m := s.merge(v)
	left, right := s.left(v), s.right(v)
	reach := make([]float64, len(s.d))
	for _, u := range left {
		inner := s.other(m.A, u)
		for _, k := range right {
			reach[k] = math.Inf(1)
			for _, i := range inner {
				reach[k] = min(reach[k], s.cost[u][i]+s.d[i][k])
			}
		}
		for _, w := range right {
			best := math.Inf(1)
			for _, k := range s.other(m.B, w) {
				best = min(best, reach[k]+s.cost[k][w])
			}
			s.cost[u][w], s.cost[w][u] = best, best
		}
	}
}

// order lays out a cluster with row u at the left and row w at the right end.
func (s *leafOrder) order(v, u, w int) []int {
	if s.isLeaf(v) {
		return []int{u}
	}
	m := s.merge(v)
	a, b := m.A, m.B
	if _, ok := slices.BinarySearch(s.left(v), u); !ok {
		a, b = b, a
	}
	i, k, best := -1, -1, math.Inf(1)
	for _, x := range s.other(a, u) {
		for _, y := range s.other(b, w) {
			if c := s.cost[u][x] + s.d[x][y] + s.cost[y][w]; c < best {
				i, k, best = x, y, c
			}
		}
	}
	return append(s.order(a, u, i), s.order(b, k, w)...)
}
