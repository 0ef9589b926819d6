package measure

import (
	"fmt"
	"math"

	"concord/analysis/infer"
)

// ChangeKernel compares two rows of a series.
type ChangeKernel int

// KernelRBF: exp(−γ·‖x−y‖²), a change of any kind; without a γ it is 1 over the
// median squared distance of all pairs. KernelLinear: x·y, a change of the mean,
// at the cost CostL2. KernelCosine: the cosine (0 for a row of zeros).
const (
	KernelRBF ChangeKernel = iota
	KernelLinear
	KernelCosine
)

// NewKernelSegmenter prepares a series of rows for the search of change points in
// the space of a kernel: a segment costs Σk(x,x) − Σk(x,y)/n over its n rows
// (Harchaoui & Cappé 2007; Arlot, Celisse & Harchaoui 2019). γ ≤ 0 chooses it as
// ChangeKernel says. The exponent of KernelRBF is kept within 0.01 to 100. Memory
// grows with the square of the length: at most 5000 rows.
func NewKernelSegmenter(rows [][]float64, kernel ChangeKernel, gamma float64, minSize int) (*Segmenter, error) {
	n := len(rows)
	if n < 2 || n > 5000 || minSize < 1 {
		return nil, fmt.Errorf("measure: change points: %d rows and segments of at least %d, expected 2 to 5000 rows and at least 1", n, minSize)
	}
	for i, r := range rows {
		if len(r) != len(rows[0]) {
			return nil, fmt.Errorf("measure: change points: row %d has %d columns, expected %d", i, len(r), len(rows[0]))
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return NewGramSegmenter(Gram(rows, kernel, gamma), order, minSize), nil
}

// NewGramSegmenter is NewKernelSegmenter for rows in the given order, from their
// Gram matrix: a permutation costs no new comparisons of rows.
func NewGramSegmenter(gram [][]float64, order []int, minSize int) *Segmenter {
	n := len(order)
	costs := make([][]float64, n)
	// below[j] is Σ_{i=from…j−1} k(i,j), kept for every j while from falls.
	below := make([]float64, n)
	for from := n - 1; from >= 0; from-- {
		costs[from] = make([]float64, n-from)
		row, own, all := gram[order[from]], 0.0, 0.0
		for end := from; end < n; end++ {
			e := order[end]
			if end > from {
				below[end] += row[e]
			}
			own += gram[e][e]
			all += gram[e][e] + 2*below[end]
			costs[from][end-from] = own - all/float64(end-from+1)
		}
	}
	return tabled(costs, minSize)
}

// Gram compares all rows, which must be of one length; γ as in NewKernelSegmenter.
func Gram(rows [][]float64, kernel ChangeKernel, gamma float64) [][]float64 {
	n := len(rows)
	gram := make([][]float64, n)
	for i := range gram {
		gram[i] = make([]float64, n)
	}
	of := func(i, j int) float64 { return Dot(rows[i], rows[j]) }
	switch kernel {
	case KernelRBF:
		of = func(i, j int) float64 {
			d := 0.0
			for c, x := range rows[i] {
				d += (x - rows[j][c]) * (x - rows[j][c])
			}
			return d
		}
	case KernelCosine:
		of = func(i, j int) float64 {
			if c := Cosine(rows[i], rows[j]); !math.IsNaN(c) {
				return c
			}
			return 0
		}
	}
	var between []float64
	for i := range rows {
		for j := i; j < n; j++ {
			gram[i][j] = of(i, j)
			gram[j][i] = gram[i][j]
			if j > i {
				between = append(between, gram[i][j])
			}
		}
	}
	if kernel != KernelRBF {
		return gram
	}
	if gamma <= 0 {
		gamma = 1
		if m := infer.Quantile(between, 0.5); m > 0 {
			gamma = 1 / m
		}
	}
	for i := range gram {
		for j := range gram[i] {
			if i == j {
				gram[i][j] = 1
			} else {
				gram[i][j] = math.Exp(-min(max(gamma*gram[i][j], 1e-2), 1e2))
			}
		}
	}
	return gram
}
