// Package sparse computes with matrices that are mostly zeros, stored by rows:
// sums of groups of rows, TF-IDF, and the nearest rows of every row by cosine.
//
// It knows nothing of texts. Whatever runs on several goroutines adds its terms
// in a fixed order, so results do not depend on the number of processors.
package sparse

import (
	"fmt"
	"math"
)

// Matrix holds the non-zero values of a matrix by rows. The values of row r are
// Value[Start[r]:Start[r+1]], in the columns Col of the same range, ascending.
type Matrix struct {
	Columns int
	Start   []int // length rows+1
	Col     []uint32
	Value   []float64
}

// New makes a matrix of its parts, which it takes over. It is an error when
// they do not fit together: lengths that differ, columns out of range or not
// ascending, values that are not finite.
func New(columns int, start []int, col []uint32, value []float64) (*Matrix, error) {
	if len(start) == 0 || start[0] != 0 || start[len(start)-1] != len(col) || len(col) != len(value) {
		return nil, fmt.Errorf("sparse: %d columns and %d values for %d rows, want as many as the last start says", len(col), len(value), len(start)-1)
	}
	for r := range len(start) - 1 {
		if start[r] > start[r+1] || start[r+1] > len(col) {
			return nil, fmt.Errorf("sparse: row %d from %d to %d, want ascending starts up to %d", r, start[r], start[r+1], len(col))
		}
		for i := start[r]; i < start[r+1]; i++ {
			if int(col[i]) >= columns || i > start[r] && col[i] <= col[i-1] {
				return nil, fmt.Errorf("sparse: row %d: column %d, want ascending columns below %d", r, col[i], columns)
			}
			if math.IsNaN(value[i]) || math.IsInf(value[i], 0) {
				return nil, fmt.Errorf("sparse: row %d, column %d: value %v, want a finite one", r, col[i], value[i])
			}
		}
	}
	return &Matrix{Columns: columns, Start: start, Col: col, Value: value}, nil
}

// Rows returns the number of rows.
func (m *Matrix) Rows() int { return len(m.Start) - 1 }

// Row returns the columns and values of a row. The slices are shared.
func (m *Matrix) Row(r int) (col []uint32, value []float64) {
	return m.Col[m.Start[r]:m.Start[r+1]], m.Value[m.Start[r]:m.Start[r+1]]
}

// Transposed returns the matrix with rows and columns exchanged.
func (m *Matrix) Transposed() *Matrix {
	t := &Matrix{Columns: m.Rows(), Start: make([]int, m.Columns+1), Col: make([]uint32, len(m.Col)), Value: make([]float64, len(m.Col))}
	for _, c := range m.Col {
		t.Start[c+1]++
	}
	for c := range m.Columns {
		t.Start[c+1] += t.Start[c]
	}
	next := append([]int(nil), t.Start...)
	for r := range m.Rows() {
		col, value := m.Row(r)
		for i, c := range col {
			t.Col[next[c]], t.Value[next[c]] = uint32(r), value[i]
			next[c]++
		}
	}
	return t
}

// GroupSums adds up the rows of each group: one dense row of sums for each of
// the groups, which number from 0. A row of group -1 is left out.
func (m *Matrix) GroupSums(group []int, groups int) ([][]float64, error) {
	if len(group) != m.Rows() {
		return nil, fmt.Errorf("sparse: groups of %d rows, want %d", len(group), m.Rows())
	}
	sums := make([][]float64, groups)
	for g := range sums {
		sums[g] = make([]float64, m.Columns)
	}
	for r, g := range group {
		if g < -1 || g >= groups {
			return nil, fmt.Errorf("sparse: row %d is of group %d, want -1 to %d", r, g, groups-1)
		}
		if g < 0 {
			continue
		}
		col, value := m.Row(r)
		for i, c := range col {
			sums[g][c] += value[i]
		}
	}
	return sums, nil
}

// TFIDF weighs counts by how few rows hold their column: count times
// ln((1+n)/(1+df)) + 1, n the number of rows and df that of the rows that hold
// the column (Spärck Jones 1972, smoothed as in scikit-learn's
// TfidfTransformer). The rows are not normalised.
func (m *Matrix) TFIDF() *Matrix {
	held := make([]int, m.Columns)
	for _, c := range m.Col {
		held[c]++
	}
	weight := make([]float64, m.Columns)
	for c, df := range held {
		weight[c] = math.Log(float64(1+m.Rows())/float64(1+df)) + 1
	}
	out := *m
	out.Value = make([]float64, len(m.Value))
	for i, c := range m.Col {
		out.Value[i] = m.Value[i] * weight[c]
	}
	return &out
}

// Normalised scales every row to length 1. Rows of zeros stay as they are.
func (m *Matrix) Normalised() *Matrix {
	out := *m
	out.Value = make([]float64, len(m.Value))
	for r := range m.Rows() {
		_, value := m.Row(r)
		sum := 0.0
		for _, v := range value {
			sum += v * v
		}
		if sum == 0 {
			continue
		}
		length := math.Sqrt(sum)
		for i, v := range value {
			out.Value[m.Start[r]+i] = v / length
		}
	}
	return &out
}
