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
