package similarity

import "slices"

// index holds entries by row and rows by entry.
type index struct {
	entries [][]uint32  // by row: numbers of entries, ascending
	weights [][]float64 // by row, parallel to entries; nil when all are 1
	rows    [][]uint32  // by entry: rows that hold it, ascending
	inRows  [][]float64 // by entry, parallel to rows; nil when all are 1
	norm    []float64   // by row: sum of squared weights
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
