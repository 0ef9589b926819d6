package scaling

import (
	"math"

	"concord/analysis/measure"
)

// axes are the dimensions of a correspondence analysis: standard coordinates of
// words, by dimension.
type axes struct {
	word    [][]float64
	inertia []float64 // of each dimension
	mean    []float64 // mean profile of the words
}

const (
	dimensions = 2
	guard      = 4  // further dimensions carried along so that two converge
	iterations = 12 // of a resample, from the original axes
)

// place is the principal coordinate of a document on a dimension: the mean of
// the coordinates of its words. NaN for a document without any.
func (a axes) place(counts []float64, dimension int) float64 {
	s, n := 0.0, 0.0
	for j, v := range counts {
		s += v * a.word[dimension][j]
		n += v
	}
	if n == 0 {
		return math.NaN()
	}
	return s / n
}

// distance is the χ² distance of a document from the mean profile.
func (a axes) distance(counts []float64) float64 {
	n, d := 0.0, 0.0
	for _, v := range counts {
		n += v
	}
	for j, v := range counts {
		if c := a.mean[j]; c > 0 {
			d += (v/n - c) * (v/n - c) / c
		}
	}
	return math.Sqrt(d)
}

// axesOf analyses the documents listed.
func axesOf(rows [][]float64, documents []int) (axes, measure.Correspondence, error) {
	active := make([][]float64, len(documents))
	for k, i := range documents {
		active[k] = rows[i]
	}
	c, err := measure.Correspond(active, dimensions+guard)
	if err != nil {
		return axes{}, c, err
	}
	a := axes{mean: make([]float64, len(rows[0]))}
	total := 0.0
	for _, r := range active {
		for j, v := range r {
			a.mean[j] += v
			total += v
		}
	}
	for j := range a.mean {
		a.mean[j] /= total
	}
	for d, s := range c.S {
		a.inertia = append(a.inertia, s*s)
		word := make([]float64, len(a.mean))
		for j := range word {
			word[j] = c.Columns[j][d]
			if math.IsNaN(word[j]) {
				word[j] = 0
			}
		}
		a.word = append(a.word, word)
	}
	return a, c, nil
}

// again finds the axes of documents counted so many times by reciprocal averaging
// from these ones (Hill 1974): words at the mean of their documents, documents at
// the mean of their words, dimensions kept orthogonal.
func (a axes) again(rows [][]float64, times []float64) axes {
	b := axes{mean: make([]float64, len(a.mean))}
	total := 0.0
	for i, r := range rows {
		if times[i] == 0 {
			continue
		}
		for j, v := range r {
			b.mean[j] += times[i] * v
			total += times[i] * v
		}
	}
	for j := range b.mean {
		b.mean[j] /= total
	}
	for _, w := range a.word {
		b.word = append(b.word, append([]float64(nil), w...))
	}
	b.orthogonal()
	var image [][]float64
	for range iterations {
		image = b.average(rows, times, total)
		if b.inertia = b.rotate(image); b.inertia == nil {
			break
		}
		b.orthogonal()
	}
	return b
}

// average maps every dimension of words to documents and back.
func (a axes) average(rows [][]float64, times []float64, total float64) [][]float64 {
	out := make([][]float64, len(a.word))
	for d := range out {
		out[d] = make([]float64, len(a.mean))
	}
	for i, r := range rows {
		if times[i] == 0 {
			continue
		}
		for d := range out {
			f := a.place(r, d)
			if math.IsNaN(f) {
				continue
			}
			f *= times[i] / total
			for j, v := range r {
				out[d][j] += f * v
			}
		}
	}
	for d := range out {
		for j, c := range a.mean {
			if c > 0 {
				out[d][j] /= c
			} else {
				out[d][j] = 0
			}
		}
	}
	return out
}

// rotate turns the images to the directions of largest inertia (Rayleigh–Ritz)
// and takes them for the words. It returns the inertias, nil where there are
// none.
func (a axes) rotate(image [][]float64) []float64 {
	k := len(image)
	m := make([][]float64, k)
	for d := range m {
		m[d] = make([]float64, k)
		for e := range k {
			for j, c := range a.mean {
				m[d][e] += c * a.word[d][j] * image[e][j]
			}
		}
	}
	f, err := measure.Decompose(m, k)
	if err != nil || len(f.S) < k || f.S[0] < 1e-12 {
		return nil
	}
	for d := range a.word {
		for j := range a.word[d] {
			s := 0.0
			for e := range k {
				s += f.V[e][d] * image[e][j]
			}
			a.word[d][j] = s
		}
	}
	return f.S
}

// orthogonal makes the dimensions orthonormal under the mean profile and free of
// the trivial one (Gram–Schmidt).
func (a axes) orthogonal() {
	for d, w := range a.word {
		m := 0.0
		for j, c := range a.mean {
			m += c * w[j]
		}
		for j := range w {
			w[j] -= m
		}
		for _, v := range a.word[:d] {
			p := 0.0
			for j, c := range a.mean {
				p += c * w[j] * v[j]
			}
			for j := range w {
				w[j] -= p * v[j]
			}
		}
		n := 0.0
		for j, c := range a.mean {
			n += c * w[j] * w[j]
		}
		if n = math.Sqrt(n); n < 1e-12 {
			clear(w)
			continue
		}
		for j := range w {
			w[j] /= n
		}
	}
}

// turn rotates (and mirrors) points of the plane to lie as near to others as they
// can, weighted (orthogonal Procrustes: Schönemann 1966). Points with a NaN have
// no part in it.
func turn(points, to [][2]float64, weight []float64) [][2]float64 {
	var m [2][2]float64
	for i, p := range points {
		if math.IsNaN(p[0] + p[1] + to[i][0] + to[i][1]) {
			continue
		}
		for a := range 2 {
			for b := range 2 {
				m[a][b] += weight[i] * p[a] * to[i][b]
			}
		}
	}
	f, err := measure.Decompose([][]float64{m[0][:], m[1][:]}, 2)
	if err != nil || f.S[0] == 0 {
		return points
	}
	out := make([][2]float64, len(points))
	for i, p := range points {
		for b := range 2 {
			for a := range 2 {
				out[i][b] += p[a] * (f.U[a][0]*f.V[b][0] + f.U[a][1]*f.V[b][1])
			}
		}
	}
	return out
}
