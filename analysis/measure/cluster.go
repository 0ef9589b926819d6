package measure

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Linkage says how far a joined cluster is from another one.
type Linkage string

// The linkages, as Lance & Williams 1967 update them. WardD2 squares distances
// and takes the root of heights (Murtagh & Legendre 2014); WardD and Centroid
// take the values as given, which must be squared distances to mean what they
// say. Centroid may give heights that fall.
const (
	Single   Linkage = "single"
	Complete Linkage = "complete"
	Average  Linkage = "average"
	McQuitty Linkage = "mcquitty"
	Centroid Linkage = "centroid"
	WardD    Linkage = "ward.D"
	WardD2   Linkage = "ward.D2"
)

// Merge is one step of a hierarchy. A number below n is a row of the distance
// matrix; n+i is the cluster that step i made. A single row stands before a
// cluster, the earlier before the later.
type Merge struct {
	A, B   int
	Height float64
	Size   int // rows of the new cluster
}

// Hierarchy is the n−1 merges of n rows, in order.
type Hierarchy struct{ Merges []Merge }

// Link joins the two nearest clusters until one is left; of equally near ones
// the first in order of rows. An error for a matrix that is not square or holds
// no numbers, and for an unknown linkage.
func Link(distance [][]float64, linkage Linkage) (Hierarchy, error) {
	n := len(distance)
	if n == 0 {
		return Hierarchy{}, errors.New("measure: clustering: no rows")
	}
	if !slices.Contains([]Linkage{Single, Complete, Average, McQuitty, Centroid, WardD, WardD2}, linkage) {
		return Hierarchy{}, fmt.Errorf("measure: clustering: unknown linkage %q", linkage)
	}
	l := linking{d: make([][]float64, n), size: make([]float64, n), alive: make([]int, n), nearest: make([]int, n), linkage: linkage}
	for i, r := range distance {
		if len(r) != n {
			return Hierarchy{}, fmt.Errorf("measure: clustering: row %d has %d columns, expected %d", i, len(r), n)
		}
		l.d[i] = slices.Clone(r)
		for j, v := range r {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return Hierarchy{}, fmt.Errorf("measure: clustering: row %d, column %d is %g, expected a distance", i, j, v)
			}
			if linkage == WardD2 {
				l.d[i][j] = v * v
			}
		}
		l.size[i], l.alive[i] = 1, i
	}
	return l.run(), nil
}

// linking is the state of Link: clusters are held under their first row.
type linking struct {
	d       [][]float64
	size    []float64
	alive   []int // first rows of the clusters left, ascending
	nearest []int // by first row: the nearest cluster after it, −1 for the last
	linkage Linkage
}

func (l *linking) run() Hierarchy {
	n := len(l.d)
	name, h := make([]int, n), Hierarchy{Merges: make([]Merge, 0, n-1)}
	for i := range name {
		name[i] = i
		l.find(i)
	}
	for step := range n - 1 {
		a := -1
		for _, i := range l.alive {
			if j := l.nearest[i]; j >= 0 && (a < 0 || l.d[i][j] < l.d[a][l.nearest[a]]) {
				a = i
			}
		}
		b := l.nearest[a]
		height := l.d[a][b]
		if l.linkage == WardD2 {
			height = math.Sqrt(height)
		}
		h.Merges = append(h.Merges, Merge{A: min(name[a], name[b]), B: max(name[a], name[b]), Height: height, Size: int(l.size[a] + l.size[b])})
		name[a] = n + step
		l.join(a, b)
	}
	return h
}

// find sets the nearest cluster after i.
func (l *linking) find(i int) {
	l.nearest[i] = -1
	at, _ := slices.BinarySearch(l.alive, i+1)
	for _, j := range l.alive[at:] {
		if l.nearest[i] < 0 || l.d[i][j] < l.d[i][l.nearest[i]] {
			l.nearest[i] = j
		}
	}
}

// join puts cluster b into a < b.
func (l *linking) join(a, b int) {
	at, _ := slices.BinarySearch(l.alive, b)
	l.alive = slices.Delete(l.alive, at, at+1)
	between := l.d[a][b]
	for _, k := range l.alive {
		if k != a {
			l.d[a][k] = l.update(l.d[a][k], l.d[b][k], between, l.size[a], l.size[b], l.size[k])
			l.d[k][a] = l.d[a][k]
		}
	}
	l.size[a] += l.size[b]
	for _, i := range l.alive {
		switch j := l.nearest[i]; {
		case i == a || j == a || j == b:
			l.find(i)
		case i < a && l.d[i][a] < l.d[i][j]:
			l.nearest[i] = a
		}
	}
}

// update is the distance of cluster k from a and b joined (Lance & Williams
// 1967).
func (l *linking) update(ak, bk, ab, a, b, k float64) float64 {
	switch l.linkage {
	case Single:
		return min(ak, bk)
	case Complete:
		return max(ak, bk)
	case McQuitty:
		return (ak + bk) / 2
	case Average:
		return (a*ak + b*bk) / (a + b)
	case Centroid:
		return (a*ak+b*bk)/(a+b) - a*b*ab/((a+b)*(a+b))
	}
	return ((a+k)*ak + (b+k)*bk - k*ab) / (a + b + k)
}

// Rows returns the number of rows that were joined.
func (h Hierarchy) Rows() int { return len(h.Merges) + 1 }

// members lists the rows of every cluster: first the rows themselves.
func (h Hierarchy) members() [][]int {
	n := h.Rows()
	out := make([][]int, n, n+len(h.Merges))
	for i := range n {
		out[i] = []int{i}
	}
	for _, m := range h.Merges {
		out = append(out, slices.Concat(out[m.A], out[m.B]))
	}
	return out
}

// Order returns the rows from left to right as the merges list them.
func (h Hierarchy) Order() []int {
	m := h.members()
	return m[len(m)-1]
}

// Cophenetic returns for each two rows the height at which they join (Sokal &
// Rohlf 1962).
func (h Hierarchy) Cophenetic() [][]float64 {
	out, members := make([][]float64, h.Rows()), h.members()
	for i := range out {
		out[i] = make([]float64, h.Rows())
	}
	for _, m := range h.Merges {
		for _, a := range members[m.A] {
			for _, b := range members[m.B] {
				out[a][b], out[b][a] = m.Height, m.Height
			}
		}
	}
	return out
}

// CopheneticCorrelation is Pearson's correlation between distances and the
// heights at which rows join (Sokal & Rohlf 1962); NaN for fewer than three rows
// or where one side does not vary.
func (h Hierarchy) CopheneticCorrelation(distance [][]float64) float64 {
	var x, y []float64
	c := h.Cophenetic()
	for i := range c {
		x, y = append(x, distance[i][:i]...), append(y, c[i][:i]...)
	}
	if len(x) < 3 {
		return math.NaN()
	}
	return defined(Pearson(x, y))
}

// Cut undoes the last k−1 merges: the group of each row, numbered from 1 by
// first appearance. k is held between 1 and the number of rows.
func (h Hierarchy) Cut(k int) []int {
	n := h.Rows()
	k = max(1, min(k, n))
	label := make([]int, n)
	for i := range label {
		label[i] = i
	}
	members := h.members()
	for s := range n - k {
		for _, r := range members[n+s] {
			label[r] = n + s
		}
	}
	number := map[int]int{}
	for i, l := range label {
		if number[l] == 0 {
			number[l] = len(number) + 1
		}
		label[i] = number[l]
	}
	return label
}

// LargestGap returns the number of groups, from 2 to most, after which the next
// merge is farthest above the last one; the smaller of equals. It is 1 for fewer
// than three rows.
func (h Hierarchy) LargestGap(most int) int {
	n, best, widest := h.Rows(), 1, math.Inf(-1)
	for k := 2; k <= min(most, n-1); k++ {
		if gap := h.Merges[n-k].Height - h.Merges[n-k-1].Height; gap > widest {
			best, widest = k, gap
		}
	}
	return best
}

// Joins returns for each row the height of the first merge that it takes part
// in.
func (h Hierarchy) Joins() []float64 {
	out := make([]float64, h.Rows())
	for _, m := range h.Merges {
		for _, c := range []int{m.A, m.B} {
			if c < len(out) {
				out[c] = m.Height
			}
		}
	}
	return out
}
