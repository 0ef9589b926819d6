package infer

import (
	"fmt"
	"math"
)

// Counts is a sparse table of units (rows, documents or pairs) by features
// (columns), row by row. Row i holds the features Col[Start[i]:Start[i+1]] with
// their counts in Count at the same places. Total[i] is the denominator of row
// i: the rate of a feature in it is Count/Total.
type Counts struct {
	Start    []int
	Col      []uint32
	Count    []uint32
	Total    []float64
	Features int
}

// Units is the number of rows.
func (c Counts) Units() int { return len(c.Total) }

func (c Counts) check() error {
	n := len(c.Total)
	if len(c.Start) != n+1 {
		return fmt.Errorf("infer: counts: %d row starts for %d totals, expected %d", len(c.Start), n, n+1)
	}
	if len(c.Col) != len(c.Count) || c.Start[0] != 0 || c.Start[n] != len(c.Col) {
		return fmt.Errorf("infer: counts: %d columns, %d counts and rows %d to %d, expected equal lengths covered by the rows", len(c.Col), len(c.Count), c.Start[0], c.Start[n])
	}
	for i, total := range c.Total {
		if c.Start[i] > c.Start[i+1] {
			return fmt.Errorf("infer: counts: row %d ends before it starts", i)
		}
		if !(total > 0) || math.IsInf(total, 0) {
			return fmt.Errorf("infer: counts: the total of row %d is %g, expected a positive number (leave empty units out)", i, total)
		}
	}
	for _, col := range c.Col {
		if int(col) >= c.Features {
			return fmt.Errorf("infer: counts: column %d, expected below %d", col, c.Features)
		}
	}
	return nil
}

// tally accumulates rates of one group of rows: the sum, the sum of squares and
// the number of rows that have the feature at all.
type tally struct {
	sum, square []float64
	rows        []int32
}

func newTally(features int) tally {
	return tally{make([]float64, features), make([]float64, features), make([]int32, features)}
}

func (t tally) add(c Counts, row int) {
	scale := 1 / c.Total[row]
	for k := c.Start[row]; k < c.Start[row+1]; k++ {
		rate, col := float64(c.Count[k])*scale, c.Col[k]
		t.sum[col] += rate
		t.square[col] += rate * rate
		t.rows[col]++
	}
}

func (t tally) clear() {
	clear(t.sum)
	clear(t.square)
	clear(t.rows)
}
