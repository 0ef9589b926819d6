package topic

import (
	"math"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

// A topic is interpreted when the median of its matched cosine over the other
// runs reaches steady, and that of the cosine of its departures from the word
// distribution of all paragraphs reaches specific. The second is needed: where
// there are no topics at all, every topic resembles the whole and thus its match,
// with cosines of 0.8 to 0.99, while departures do not return.
const (
	steady   = 0.8
	specific = 0.7
)

// compare matches all runs and picks the medoid, the first of equals.
func (m *Model) compare(runs []*Run) {
	whole := m.Units.distribution()
	away := make([][][]float64, len(runs))
	for r := range runs {
		away[r] = departures(runs[r].Phi, whole)
	}
	partner := make([][][]int, len(runs)) // by run, other run and topic of the first
	sum := make([]float64, len(runs))
	for a := range runs {
		partner[a] = make([][]int, len(runs))
		for b := range runs {
			if a == b {
				continue
			}
			partner[a][b] = match(away[a], away[b])
			for i, j := range partner[a][b] {
				sum[a] += measure.Cosine(runs[a].Phi[i], runs[b].Phi[j])
			}
		}
		if sum[a] > sum[m.Medoid] {
			m.Medoid = a
		}
	}
	m.Run = runs[m.Medoid]
	for k, phi := range m.Run.Phi {
		var cosines, apart []float64
		found := 1
		for r := range runs {
			if r == m.Medoid {
				continue
			}
			j := partner[m.Medoid][r][k]
			c, d := measure.Cosine(phi, runs[r].Phi[j]), measure.Cosine(away[m.Medoid][k], away[r][j])
			cosines, apart = append(cosines, c), append(apart, d)
			if c >= steady && d >= specific {
				found++
			}
		}
		m.Stability = append(m.Stability, infer.Quantile(cosines, 0.5))
		m.Departure = append(m.Departure, infer.Quantile(apart, 0.5))
		m.Found = append(m.Found, found)
	}
}

// distribution is the share of each word in the distinct paragraphs.
func (u *Units) distribution() []float64 {
	out, n := make([]float64, len(u.Vocabulary)), 0.0
	for _, p := range u.Distinct {
		for _, w := range u.Paragraphs[p].Words {
			out[w]++
			n++
		}
	}
	for w := range out {
		out[w] /= n
	}
	return out
}

// departures is each word distribution less that of the whole.
func departures(phi [][]float64, whole []float64) [][]float64 {
	out := matrix(len(phi), len(whole))
	for k, row := range phi {
		for w, p := range row {
			out[k][w] = p - whole[w]
		}
	}
	return out
}

// match returns the partner in b of each topic of a: one to one, with the
// greatest sum of cosines.
func match(a, b [][]float64) []int {
	cosine := matrix(len(a), len(b))
	for i := range a {
		for j := range b {
			if c := measure.Cosine(a[i], b[j]); !math.IsNaN(c) {
				cosine[i][j] = c
			}
		}
	}
	return assign(cosine)
}

// Steady reports whether a topic is interpreted.
func (m *Model) Steady(topic int) bool {
	return m.Stability[topic] >= steady && m.Departure[topic] >= specific
}
