package measure

import "slices"

// Edit is a run of symbols that two sequences share or that one of them has.
type Edit struct {
	Op         EditOp
	FromA, ToA int // places of a, ToA not included
	FromB, ToB int // places of b
}

// EditOp is what an edit does to a.
type EditOp int

// Keep the symbols of both, Delete those of a, Insert those of b.
const (
	Keep EditOp = iota
	Delete
	Insert
)

// EditScript is a shortest list of deletions and insertions that turns a into b,
// runs joined, deletions before insertions at one place (Myers 1986). Of several
// shortest lists it is the one that keeps symbols as early as possible in a. Time
// and memory grow with (len(a)+len(b))·D for D edits.
func EditScript[T comparable](a, b []T) []Edit {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var steps []Edit
	add := func(e Edit) {
		if n := len(steps); n > 0 && steps[n-1].Op == e.Op {
			steps[n-1].ToA, steps[n-1].ToB = e.ToA, e.ToB
			return
		}
		steps = append(steps, e)
	}
	if head > 0 {
		add(Edit{Keep, 0, head, 0, head})
	}
	for _, e := range middle(a[head:len(a)-tail], b[head:len(b)-tail]) {
		add(Edit{e.Op, e.FromA + head, e.ToA + head, e.FromB + head, e.ToB + head})
	}
	if tail > 0 {
		add(Edit{Keep, len(a) - tail, len(a), len(b) - tail, len(b)})
	}
	return deletionsFirst(steps)
}

// middle finds the furthest reaching paths for 0, 1, 2 … edits and walks back.
func middle[T comparable](a, b []T) []Edit {
	n, m := len(a), len(b)
	if n+m == 0 {
		return nil
	}
	offset := n + m + 1
	reach := make([]int, 2*offset+1)
	var trace [][]int
	for d := 0; d <= n+m; d++ {
		trace = append(trace, slices.Clone(reach[offset-d-1:offset+d+2]))
		for k := -d; k <= d; k += 2 {
			x := reach[offset+k-1] + 1
			if k == -d || k != d && reach[offset+k-1] < reach[offset+k+1] {
				x = reach[offset+k+1]
			}
			y := x - k
			for x < n && y < m && a[x] == b[y] {
				x, y = x+1, y+1
			}
			reach[offset+k] = x
			if x >= n && y >= m {
				return walkBack(trace, n, m)
			}
		}
	}
	return nil
}

func walkBack(trace [][]int, x, y int) []Edit {
	var out []Edit
	for d := len(trace) - 1; d >= 0; d-- {
		k, before := x-y, trace[d] // before[i] is the reach of diagonal i−d−1
		at := func(k int) int { return before[k+d+1] }
		from := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			from = k + 1
		}
		fx := at(from)
		fy := fx - from
		if d == 0 {
			fx, fy = 0, 0
		}
		for x > fx && y > fy {
			x, y = x-1, y-1
			out = append(out, Edit{Keep, x, x + 1, y, y + 1})
		}
		if d > 0 {
			if x == fx {
				out = append(out, Edit{Insert, x, x, fy, y})
			} else {
				out = append(out, Edit{Delete, fx, x, y, y})
			}
		}
		x, y = fx, fy
	}
	slices.Reverse(out)
	return out
}

// deletionsFirst orders the edits between two kept runs and joins them.
func deletionsFirst(steps []Edit) []Edit {
	var out []Edit
	for i := 0; i < len(steps); {
		if steps[i].Op == Keep {
			out = append(out, steps[i])
			i++
			continue
		}
		first, last := steps[i], steps[i]
		for i < len(steps) && steps[i].Op != Keep {
			last = steps[i]
			i++
		}
		if last.ToA > first.FromA {
			out = append(out, Edit{Delete, first.FromA, last.ToA, first.FromB, first.FromB})
		}
		if last.ToB > first.FromB {
			out = append(out, Edit{Insert, last.ToA, last.ToA, first.FromB, last.ToB})
		}
	}
	return out
}

// ScriptDistance is the number of symbols that change: for every place the larger
// of those deleted and those inserted there. It is no less than the Levenshtein
// distance.
func ScriptDistance(script []Edit) int {
	total, gone, come := 0, 0, 0
	for _, e := range script {
		switch e.Op {
		case Keep:
			total += max(gone, come)
			gone, come = 0, 0
		case Delete:
			gone += e.ToA - e.FromA
		case Insert:
			come += e.ToB - e.FromB
		}
	}
	return total + max(gone, come)
}

// Ratcliff is the share 2M/(len(a)+len(b)) of symbols in matching blocks: the longest
// common run, the earliest in a and then in b of equals, and so on to its left and
// right (Ratcliff & Metzener 1988). It is not symmetric and M can be below the
// longest common subsequence. 1 for two empty sequences.
func Ratcliff[T comparable](a, b []T) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(matched(a, b)) / float64(len(a)+len(b))
}

func matched[T comparable](a, b []T) int {
	size, atA, atB := 0, 0, 0
	run := make([]int, len(b)+1)
	for i, x := range a {
		for j := len(b) - 1; j >= 0; j-- {
			run[j+1] = 0
			if x == b[j] {
				run[j+1] = run[j] + 1
			}
		}
		for j := range b {
			if n := run[j+1]; n > size {
				size, atA, atB = n, i-n+1, j-n+1
			}
		}
	}
	if size == 0 {
		return 0
	}
	return size + matched(a[:atA], b[:atB]) + matched(a[atA+size:], b[atB+size:])
}

// LocalMatch is one pair of places of a local alignment; −1 stands for a gap.
type LocalMatch struct{ A, B int }

// LocalAlignment is a best alignment of parts of two sequences, its score being
// Local with Open = Extend = gap: the places aligned, in order. Of several it ends
// first in b, then in a, and goes back over gaps before substitutions. Empty where
// nothing matches.
func LocalAlignment[T comparable](a, b []T, g Gaps) (pairs []LocalMatch, score float64) {
	n, m := len(a), len(b)
	best := make([][]float64, n+1)
	best[0] = make([]float64, m+1)
	endA, endB := 0, 0
	for i := 1; i <= n; i++ {
		best[i] = make([]float64, m+1)
		for j := 1; j <= m; j++ {
			s := g.Mismatch
			if a[i-1] == b[j-1] {
				s = g.Match
			}
			best[i][j] = max(0, best[i-1][j-1]+s, best[i-1][j]+g.Open, best[i][j-1]+g.Open)
			if v := best[i][j]; v > score || v == score && v > 0 && j < endB {
				score, endA, endB = v, i, j
			}
		}
	}
	for i, j := endA, endB; i > 0 && j > 0 && best[i][j] > 0; {
		switch v := best[i][j]; {
		case v == best[i][j-1]+g.Open:
			j--
			pairs = append(pairs, LocalMatch{-1, j})
		case v == best[i-1][j]+g.Open:
			i--
			pairs = append(pairs, LocalMatch{i, -1})
		default:
			i, j = i-1, j-1
			pairs = append(pairs, LocalMatch{i, j})
		}
	}
	slices.Reverse(pairs)
	return pairs, score
}
