package corpus

import (
	"fmt"
	"runtime"
	"slices"
	"sync"

	"concord/corpus/sparse"
)

// Matrix counts features by row (a document, a part of one, or a group):
// sparse, by rows. The counts of row r are Count[Start[r]:Start[r+1]] for the
// features Col of the same range, in ascending order.
type Matrix struct {
	Rows     []string  // names, unique
	Features []string  // by column
	Start    []int     // length len(Rows)+1
	Col      []uint32  // feature numbers
	Count    []uint32  // at least 1
	Total    []float64 // tokens of each row, features left out of the matrix included
}

// Row returns the features and counts of a row. The slices are shared.
func (m *Matrix) Row(r int) (cols, counts []uint32) {
	return m.Col[m.Start[r]:m.Start[r+1]], m.Count[m.Start[r]:m.Start[r+1]]
}

// At returns the count of a feature in a row.
func (m *Matrix) At(r int, feature uint32) uint32 {
	cols, counts := m.Row(r)
	if i, ok := slices.BinarySearch(cols, feature); ok {
		return counts[i]
	}
	return 0
}

// Sums returns the count of each feature over all rows, and in how many rows
// it occurs.
func (m *Matrix) Sums() (counts, rows []uint32) {
	counts, rows = make([]uint32, len(m.Features)), make([]uint32, len(m.Features))
	for i, f := range m.Col {
		counts[f] += m.Count[i]
		rows[f]++
	}
	return counts, rows
}

// SumsOf returns the count of each feature over some of the rows.
func (m *Matrix) SumsOf(rows []int) []uint32 {
	counts := make([]uint32, len(m.Features))
	for _, r := range rows {
		cols, n := m.Row(r)
		for i, f := range cols {
			counts[f] += n[i]
		}
	}
	return counts
}

// sumTogether is the number of counts from which on adding them up is worth a
// further goroutine.
const sumTogether = 1 << 20

// SumsBy returns the count of each feature over the rows of each group: one
// list for each of the groups, which number from 0. A row of group -1 is left
// out. It is an error when the groups are not those of the rows.
func (m *Matrix) SumsBy(group []int, groups int) ([][]uint32, error) {
	if len(group) != len(m.Rows) {
		return nil, fmt.Errorf("corpus: groups of %d rows, want %d", len(group), len(m.Rows))
	}
	for r, g := range group {
		if g < -1 || g >= groups {
			return nil, fmt.Errorf("corpus: row %d is of group %d, want -1 to %d", r, g, groups-1)
		}
	}
	parts := make([][][]uint32, max(1, min(runtime.GOMAXPROCS(0), len(m.Col)/sumTogether)))
	var wg sync.WaitGroup
	for p := range parts {
		from, to := len(group)*p/len(parts), len(group)*(p+1)/len(parts)
		wg.Go(func() { parts[p] = m.sumsBy(group, groups, from, to) })
	}
	wg.Wait()
	for _, part := range parts[1:] {
		for g, counts := range part {
			for f, n := range counts {
				parts[0][g][f] += n
			}
		}
	}
	return parts[0], nil
}

func (m *Matrix) sumsBy(group []int, groups, from, to int) [][]uint32 {
	sums := make([][]uint32, groups)
	for g := range sums {
		sums[g] = make([]uint32, len(m.Features))
	}
	for r := from; r < to; r++ {
		if group[r] < 0 {
			continue
		}
		cols, counts := m.Row(r)
		counts = counts[:len(cols)]
		own := sums[group[r]]
		for i, f := range cols {
			own[f] += counts[i]
		}
	}
	return sums
}

// Sparse returns the counts as plain numbers, for package sparse.
func (m *Matrix) Sparse() *sparse.Matrix {
	s := &sparse.Matrix{Columns: len(m.Features), Start: m.Start, Col: m.Col, Value: make([]float64, len(m.Count))}
	for i, n := range m.Count {
		s.Value[i] = float64(n)
	}
	return s
}

// Column is one feature of a matrix: the rows that hold it, ascending, and its
// counts there.
type Column struct{ Row, Count []uint32 }

// Columns returns the matrix by columns.
func (m *Matrix) Columns() []Column {
	_, rows := m.Sums()
	out := make([]Column, len(m.Features))
	r, n := make([]uint32, len(m.Col)), make([]uint32, len(m.Col))
	at := 0
	for f, k := range rows {
		out[f] = Column{Row: r[at : at : at+int(k)], Count: n[at : at : at+int(k)]}
		at += int(k)
	}
	for row := range m.Rows {
		cols, counts := m.Row(row)
		for i, f := range cols {
			out[f].Row = append(out[f].Row, uint32(row))
			out[f].Count = append(out[f].Count, counts[i])
		}
	}
	return out
}
