package topic

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

const (
	labelPool  = 30  // most probable words that a label draws on
	labelWords = 4   // words of a label
	frexWeight = 0.5 // of exclusivity against frequency
)

// Leading returns the n leading words of a topic: of its 30 most probable ones
// those with the highest FREX score 1/(w/E + (1−w)/F), with E and F the ranks of
// exclusivity φ_kw/Σ_k φ_kw and of frequency φ_kw among all words, from 0 to 1
// (Bischof & Airoldi 2012). Words of one score stand in code-point order.
func (m *Model) Leading(topic, n int) []string {
	phi, vocabulary := m.Run.Phi[topic], m.Units.Vocabulary
	exclusive := make([]float64, len(phi))
	for w := range phi {
		sum := 0.0
		for k := range m.Run.Phi {
			sum += m.Run.Phi[k][w]
		}
		exclusive[w] = phi[w] / sum
	}
	e, f := cumulative(exclusive), cumulative(phi)
	pool := make([]int, len(phi))
	for w := range pool {
		pool[w] = w
	}
	slices.SortStableFunc(pool, func(a, b int) int { return cmp.Compare(phi[b], phi[a]) })
	pool = pool[:min(labelPool, len(pool))]
	frex := func(w int) float64 { return 1 / (frexWeight/e[w] + (1-frexWeight)/f[w]) }
	slices.SortFunc(pool, func(a, b int) int { return cmp.Or(cmp.Compare(frex(b), frex(a)), cmp.Compare(a, b)) })
	var out []string
	for _, w := range pool[:min(n, len(pool))] {
		out = append(out, vocabulary[w])
	}
	return out
}

// Label names a topic by its number and its leading words.
func (m *Model) Label(topic int) string {
	return strconv.Itoa(topic+1) + " " + strings.Join(m.Leading(topic, labelWords), " · ")
}

// cumulative is the empirical distribution function of the values at each value.
func cumulative(values []float64) []float64 {
	sorted := slices.Sorted(slices.Values(values))
	out := make([]float64, len(values))
	for i, x := range values {
		at, _ := slices.BinarySearchFunc(sorted, x, func(s, x float64) int {
			if s <= x {
				return -1
			}
			return 1
		})
		out[i] = float64(at) / float64(len(values))
	}
	return out
}
