package measure

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Factors is a singular value decomposition M ≈ U·diag(S)·Vᵀ cut to k dimensions.
// The sign of each dimension, which is arbitrary, is set so that the row
// coordinate of largest magnitude (the first of equals) is positive.
type Factors struct {
	S    []float64   // singular values, falling
	U, V [][]float64 // rows and columns of M by dimension
}

// Decompose computes the first k dimensions of a matrix given by rows; k is cut
// to the smaller side. An error for an empty, ragged or non-finite matrix. On the
// raw document-term table this is latent semantic analysis (Deerwester et al.
// 1990).
func Decompose(rows [][]float64, k int) (Factors, error) {
	m, err := denseOf(rows)
	if err != nil {
		return Factors{}, err
	}
	var svd mat.SVD
	if !svd.Factorize(m, mat.SVDThin) {
		return Factors{}, errors.New("measure: decomposition: the singular values did not converge")
	}
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	values := svd.Values(nil)
	k = max(0, min(k, len(values)))
	f := Factors{S: values[:k], U: rowsOf(&u, k), V: rowsOf(&v, k)}
	for d := range k {
		top := 0.0
		for _, r := range f.U {
			if math.Abs(r[d]) > math.Abs(top)*(1+1e-9) {
				top = r[d]
			}
		}
		if top < 0 {
			for _, side := range [][][]float64{f.U, f.V} {
				for _, r := range side {
					r[d] = -r[d]
				}
			}
		}
	}
	return f, nil
}

func denseOf(rows [][]float64) (*mat.Dense, error) {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return nil, errors.New("measure: decomposition: the matrix is empty")
	}
	m := mat.NewDense(len(rows), len(rows[0]), nil)
	for i, r := range rows {
		if len(r) != len(rows[0]) {
			return nil, fmt.Errorf("measure: decomposition: row %d has %d columns, expected %d", i, len(r), len(rows[0]))
		}
		for j, v := range r {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("measure: decomposition: row %d, column %d is %g, expected a number", i, j, v)
			}
			m.Set(i, j, v)
		}
	}
	return m, nil
}

func rowsOf(m *mat.Dense, k int) [][]float64 {
	n, _ := m.Dims()
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, k)
		for d := range k {
			out[i][d] = m.At(i, d)
		}
	}
	return out
}

// Correspondence is a correspondence analysis of counts (Benzécri 1973; Greenacre
// 2007). Principal coordinates are the standard ones times S.
type Correspondence struct {
	S             []float64   // singular values; squares are inertias of dimensions
	Rows, Columns [][]float64 // standard coordinates; NaN for an empty row or column
	Mass          []float64   // of the rows
	Distance      []float64   // χ² distance of each row profile from the mean profile
	Inertia       []float64   // mass·distance² of each row
	TotalInertia  float64
}

// Correspond analyses a table of counts in k dimensions: the decomposition of
// D_r^{−½}(P−rcᵀ)D_c^{−½}. Rows and columns without counts take no part. An error
// for a table without counts or with negative ones.
func Correspond(rows [][]float64, k int) (Correspondence, error) {
	if _, err := denseOf(rows); err != nil {
		return Correspondence{}, err
	}
	all, row, column := 0.0, make([]float64, len(rows)), make([]float64, len(rows[0]))
	for i, r := range rows {
		for j, v := range r {
			if v < 0 {
				return Correspondence{}, fmt.Errorf("measure: correspondence: row %d, column %d is %g, expected a count", i, j, v)
			}
			row[i] += v
			column[j] += v
			all += v
		}
	}
	if all == 0 {
		return Correspondence{}, errors.New("measure: correspondence: the table has no counts")
	}
	c := Correspondence{Mass: make([]float64, len(rows)), Distance: make([]float64, len(rows)), Inertia: make([]float64, len(rows))}
	residual := make([][]float64, len(rows))
	for i, r := range rows {
		residual[i] = make([]float64, len(r))
		c.Mass[i] = row[i] / all
		for j, v := range r {
			if e := row[i] * column[j] / all; e > 0 {
				residual[i][j] = (v - e) / math.Sqrt(e*all)
			}
		}
		c.Inertia[i] = Dot(residual[i], residual[i])
		c.Distance[i] = math.Sqrt(c.Inertia[i] / c.Mass[i])
		c.TotalInertia += c.Inertia[i]
	}
	f, err := Decompose(residual, k)
	if err != nil {
		return Correspondence{}, err
	}
	c.S, c.Rows, c.Columns = f.S, f.U, f.V
	for i, r := range c.Rows {
		for d := range r {
			r[d] = defined(r[d] / math.Sqrt(row[i]/all))
		}
	}
	for j, r := range c.Columns {
		for d := range r {
			r[d] = defined(r[d] / math.Sqrt(column[j]/all))
		}
	}
	return c, nil
}

// Principal holds the principal components of centred, unscaled columns.
type Principal struct {
	Variance   []float64   // explained by each component, over n−1
	Share      []float64   // of the total variance
	Components [][]float64 // by component, then column
	Scores     [][]float64 // by row, then component
}

// PrincipalComponents computes the first k components (Pearson 1901; Hotelling
// 1933) of at least two rows.
func PrincipalComponents(rows [][]float64, k int) (Principal, error) {
	if _, err := denseOf(rows); err != nil {
		return Principal{}, err
	}
	if len(rows) < 2 {
		return Principal{}, errors.New("measure: principal components: one row, expected at least two")
	}
	centred := make([][]float64, len(rows))
	for i, r := range rows {
		centred[i] = append([]float64(nil), r...)
	}
	total, n := 0.0, float64(len(rows))
	for j := range rows[0] {
		m := 0.0
		for i := range rows {
			m += rows[i][j] / n
		}
		for i := range rows {
			centred[i][j] -= m
			total += centred[i][j] * centred[i][j] / (n - 1)
		}
	}
	f, err := Decompose(centred, k)
	if err != nil {
		return Principal{}, err
	}
	p := Principal{Scores: f.U}
	for d, s := range f.S {
		p.Variance = append(p.Variance, s*s/(n-1))
		p.Share = append(p.Share, s*s/(n-1)/total)
		component := make([]float64, len(f.V))
		for j := range f.V {
			component[j] = f.V[j][d]
		}
		p.Components = append(p.Components, component)
		for i := range p.Scores {
			p.Scores[i][d] *= s
		}
	}
	return p, nil
}

// ClassicalScaling places rows of a distance matrix in k dimensions (Torgerson
// 1952): coordinates are eigenvectors of the doubly centred −½d² times the roots
// of their eigenvalues, all of which are returned, falling. A dimension with a
// negative eigenvalue is NaN.
func ClassicalScaling(distance [][]float64, k int) (points [][]float64, eigenvalues []float64, err error) {
	if _, err := denseOf(distance); err != nil {
		return nil, nil, err
	}
	n := len(distance)
	if len(distance[0]) != n {
		return nil, nil, fmt.Errorf("measure: scaling: %d rows and %d columns, expected a square", n, len(distance[0]))
	}
	row, all := make([]float64, n), 0.0
	for i := range distance {
		for _, d := range distance[i] {
			row[i] += d * d / float64(n)
			all += d * d / float64(n*n)
		}
	}
	b := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			b.SetSym(i, j, -(distance[i][j]*distance[i][j]-row[i]-row[j]+all)/2)
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(b, true) {
		return nil, nil, errors.New("measure: scaling: the eigenvalues did not converge")
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	rising := eigen.Values(nil)
	for d := range n {
		eigenvalues = append(eigenvalues, rising[n-1-d])
	}
	k = min(k, n)
	points = make([][]float64, n)
	for i := range points {
		for d := range k {
			points[i] = append(points[i], vectors.At(i, n-1-d)*math.Sqrt(eigenvalues[d]))
		}
	}
	return points, eigenvalues, nil
}
