package measure

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// NMFLoss is what a non-negative factorisation X ≈ WH makes small.
type NMFLoss int

// Frobenius: ½Σ(x−x̂)². KullbackLeibler: Σ x·ln(x/x̂) − x + x̂ (Lee & Seung 2001).
const (
	Frobenius NMFLoss = iota
	KullbackLeibler
)

// NMF is a factorisation of n rows and m columns into k parts: W is n×k, H is k×m.
type NMF struct{ W, H [][]float64 }

// tiny stands for a divisor of 0 in the updates: the spacing of single-precision
// numbers at 1, as scikit-learn has it.
const tiny = 1.1920928955078125e-07

// SparseCell is a value of a sparse row that is not 0.
type SparseCell struct {
	At    int // column
	Value float64
}

// SparseRows is a sparse matrix: the cells of each row, ascending.
type SparseRows struct {
	Rows    [][]SparseCell
	Columns int
}

// SparseOf lists the cells of a matrix given by rows of one length.
func SparseOf(rows [][]float64) SparseRows {
	out := SparseRows{Rows: make([][]SparseCell, len(rows))}
	for i, row := range rows {
		out.Columns = max(out.Columns, len(row))
		for j, v := range row {
			if v != 0 {
				out.Rows[i] = append(out.Rows[i], SparseCell{j, v})
			}
		}
	}
	return out
}

// checkNMF reports a matrix that has no factorisation.
func checkNMF(x SparseRows, k int) error {
	if len(x.Rows) == 0 || x.Columns == 0 || k < 1 {
		return fmt.Errorf("measure: factorisation: %d rows and %d columns into %d parts, expected at least one of each", len(x.Rows), x.Columns, k)
	}
	for i, r := range x.Rows {
		for _, c := range r {
			if c.At < 0 || c.At >= x.Columns || !(c.Value >= 0) || math.IsInf(c.Value, 1) {
				return fmt.Errorf("measure: factorisation: row %d, column %d is %g, expected at least 0 and a column below %d", i, c.At, c.Value, x.Columns)
			}
		}
	}
	return nil
}

// Improve makes one pass of multiplicative updates, W first, then H; the loss never
// rises (Lee & Seung 2001). A 0 stays 0. Work is the number of cells times k.
func (f NMF) Improve(x SparseRows, loss NMFLoss) {
	k := len(f.H)
	columns := f.columns(x.Columns) // H by columns, for neighbouring reads
	f.improveRows(x, columns, loss)
	up, gram, total := zeros(x.Columns, k), zeros(k, k), make([]float64, k)
	for i, cells := range x.Rows {
		w := f.W[i]
		for _, c := range cells {
			v, u := weigh(w, columns[c.At], c.Value, loss), up[c.At]
			for p := range w {
				u[p] += w[p] * v
			}
		}
		for p, v := range w {
			total[p] += v
			for q := range w {
				gram[p][q] += v * w[q]
			}
		}
	}
	for j, old := range columns {
		for p := range f.H {
			f.H[p][j] = old[p] * (up[j][p] / divisor(old, gram[p], total[p], loss))
		}
	}
}

func (f NMF) columns(n int) [][]float64 {
	out := zeros(n, len(f.H))
	for p, row := range f.H {
		for j, v := range row {
			out[j][p] = v
		}
	}
	return out
}

func (f NMF) improveRows(x SparseRows, columns [][]float64, loss NMFLoss) {
	k := len(f.H)
	gram, total := zeros(k, k), make([]float64, k)
	for p := range f.H {
		total[p] = sum(f.H[p])
		for q := range p + 1 {
			gram[p][q] = Dot(f.H[p], f.H[q])
			gram[q][p] = gram[p][q]
		}
	}
	up, next := make([]float64, k), make([]float64, k)
	for i, cells := range x.Rows {
		w := f.W[i]
		clear(up)
		for _, c := range cells {
			h := columns[c.At]
			v := weigh(w, h, c.Value, loss)
			for p := range up {
				up[p] += v * h[p]
			}
		}
		for p := range up {
			next[p] = w[p] * (up[p] / divisor(w, gram[p], total[p], loss))
		}
		copy(w, next)
	}
}

// weigh is what a cell adds to an update: its value, or its ratio to the fit.
func weigh(w, h []float64, value float64, loss NMFLoss) float64 {
	if loss == Frobenius {
		return value
	}
	return value / max(Dot(w, h), tiny)
}

func divisor(side, gram []float64, total float64, loss NMFLoss) float64 {
	if loss == Frobenius {
		total = Dot(side, gram)
	}
	if total == 0 {
		return tiny
	}
	return total
}

// Loss of the factorisation. The Frobenius norm of the residual is √(2·loss).
func (f NMF) Loss(x SparseRows, loss NMFLoss) float64 {
	total := 0.0
	row, sums, columns := make([]float64, x.Columns), make([]float64, len(f.H)), f.columns(x.Columns)
	for p := range f.H {
		sums[p] = sum(f.H[p])
	}
	for i, cells := range x.Rows {
		if loss == Frobenius {
			clear(row)
			for _, c := range cells {
				row[c.At] = c.Value
			}
			for j, v := range row {
				d := v - Dot(f.W[i], columns[j])
				total += d * d / 2
			}
			continue
		}
		for _, c := range cells {
			if c.Value > tiny {
				total += c.Value * math.Log(c.Value/max(Dot(f.W[i], columns[c.At]), tiny))
			}
			total -= c.Value
		}
		total += Dot(f.W[i], sums)
	}
	return max(0, total)
}

// StartNMF is the start of Boutsidis & Gallopoulos (2008): of each singular pair the
// larger of the positive and the negative part. It has no chance in it. Values
// below 1e-6 are 0; fill replaces zeros, 0 keeps them (a zero stays through all
// updates; the mean of x, NNDSVDa, lets them move). k is at most the shorter side.
func StartNMF(x [][]float64, k int, fill float64) (NMF, error) {
	if err := checkNMF(SparseOf(x), k); err != nil {
		return NMF{}, err
	}
	s, err := Decompose(x, k)
	if err != nil {
		return NMF{}, err
	}
	if len(s.S) < k {
		return NMF{}, fmt.Errorf("measure: factorisation: %d parts of %d rows and %d columns, expected at most the shorter side", k, len(x), len(x[0]))
	}
	f := NMF{W: zeros(len(x), k), H: zeros(k, len(x[0]))}
	for p := range k {
		sign, size := largerPart(s, p)
		if p == 0 {
			sign, size = 0, 1
		}
		part := func(side [][]float64, i int) float64 {
			v := side[i][p]
			if sign == 0 {
				return math.Abs(v)
			}
			return max(0, sign*v)
		}
		scale := math.Sqrt(s.S[p] * size)
		normW, normH := 1.0, 1.0
		if sign != 0 {
			normW, normH = partNorm(s.U, p, sign), partNorm(s.V, p, sign)
		}
		for i := range f.W {
			f.W[i][p] = above(scale*part(s.U, i)/normW, fill)
		}
		for j := range f.H[p] {
			f.H[p][j] = above(scale*part(s.V, j)/normH, fill)
		}
	}
	return f, nil
}

func above(v, fill float64) float64 {
	if v < 1e-6 || math.IsNaN(v) {
		return fill
	}
	return v
}

func partNorm(side [][]float64, p int, sign float64) float64 {
	square := 0.0
	for _, r := range side {
		if v := sign * r[p]; v > 0 {
			square += v * v
		}
	}
	return math.Sqrt(square)
}

// largerPart is the sign of the parts of a singular pair with the larger product
// of norms, and that product.
func largerPart(s Factors, p int) (sign, size float64) {
	up := partNorm(s.U, p, 1) * partNorm(s.V, p, 1)
	down := partNorm(s.U, p, -1) * partNorm(s.V, p, -1)
	if up > down {
		return 1, up
	}
	return -1, down
}

// RandomNMF is a start of half-normal values times √(mean of x/k).
func RandomNMF(x SparseRows, k int, rng *rand.Rand) (NMF, error) {
	if err := checkNMF(x, k); err != nil {
		return NMF{}, err
	}
	total := 0.0
	for _, r := range x.Rows {
		for _, c := range r {
			total += c.Value
		}
	}
	scale := math.Sqrt(total / float64(len(x.Rows)*x.Columns) / float64(k))
	f := NMF{W: zeros(len(x.Rows), k), H: zeros(k, x.Columns)}
	for _, side := range [][][]float64{f.W, f.H} {
		for _, r := range side {
			for j := range r {
				r[j] = scale * math.Abs(rng.NormFloat64())
			}
		}
	}
	return f, nil
}

// Fit improves a start for at most rounds passes, and until ten of them lower the
// loss by less than tolerance of the loss at the start. It returns the passes made.
func (f NMF) Fit(x SparseRows, loss NMFLoss, rounds int, tolerance float64) int {
	first := f.Loss(x, loss)
	last := first
	for r := 1; r <= rounds; r++ {
		f.Improve(x, loss)
		if r%10 == 0 {
			now := f.Loss(x, loss)
			if last-now < tolerance*first {
				return r
			}
			last = now
		}
	}
	return rounds
}

func zeros(n, m int) [][]float64 {
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, m)
	}
	return out
}
