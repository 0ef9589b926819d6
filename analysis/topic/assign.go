package topic

import "math"

// assign returns the column of each row of a square matrix such that no column
// is taken twice and the sum of the values is greatest: the Hungarian method
// (Kuhn 1955) with potentials, in cubic time (Jonker & Volgenant 1987).
func assign(value [][]float64) []int {
	n := len(value)
	u, v := make([]float64, n+1), make([]float64, n+1)
	rowOf, way := make([]int, n+1), make([]int, n+1) // by column, from 1; 0 is none
	for row := 1; row <= n; row++ {
		rowOf[0] = row
		least, used := make([]float64, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		column := 0
		for rowOf[column] != 0 {
			used[column] = true
			r, delta, next := rowOf[column], math.Inf(1), 0
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if cost := -value[r-1][j-1] - u[r] - v[j]; cost < least[j] {
					least[j], way[j] = cost, column
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			column = next
		}
		for column != 0 {
			rowOf[column] = rowOf[way[column]]
			column = way[column]
		}
	}
	out := make([]int, n)
	for j := 1; j <= n; j++ {
		out[rowOf[j]-1] = j - 1
	}
	return out
}
