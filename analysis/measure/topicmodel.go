package measure

import (
	"cmp"
	"math"
	"slices"
)

// TopicModel is a fitted model: Phi[k][w] the words of each topic, Theta[d][k] the
// topics of each document, rows of both summing to 1.
type TopicModel struct{ Phi, Theta [][]float64 }

// Relevance of each word to each topic, λ·ln φ_kw + (1−λ)·ln(φ_kw/p_w), p being the
// shares of the words in the corpus (Sievert & Shirley 2014). NaN where φ or p is 0.
func Relevance(phi [][]float64, p []float64, lambda float64) [][]float64 {
	out := zeros(len(phi), len(p))
	for k, row := range phi {
		for w, x := range row {
			out[k][w] = defined(lambda*math.Log(x) + (1-lambda)*math.Log(x/p[w]))
		}
	}
	return out
}

// TopWords are the n likeliest words of each topic, ties by number of the word.
func TopWords(phi [][]float64, n int) [][]int {
	out := make([][]int, len(phi))
	for k, row := range phi {
		order := make([]int, len(row))
		for w := range order {
			order[w] = w
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(row[b], row[a]) })
		out[k] = order[:min(n, len(order))]
	}
	return out
}

// TopicDiversity is the share of different words among the n top words of all
// topics, 1 where no two topics share one (Dieng, Ruiz & Blei 2020).
func TopicDiversity(phi [][]float64, n int) float64 {
	seen, all := map[int]bool{}, 0
	for _, words := range TopWords(phi, n) {
		all += len(words)
		for _, w := range words {
			seen[w] = true
		}
	}
	return float64(len(seen)) / float64(all)
}

// MeanTopicCosine is the mean cosine of all pairs of topics; the number of topics
// where it is least is the choice of Cao et al. (2009). NaN below two topics.
func MeanTopicCosine(phi [][]float64) float64 { return meanOfPairs(phi, Cosine) }

// MeanTopicJSD is the mean Jensen–Shannon divergence of all pairs of topics in nats;
// the number of topics where it is largest is the choice of Deveaud et al. (2014).
func MeanTopicJSD(phi [][]float64) float64 {
	return meanOfPairs(phi, func(p, q []float64) float64 { return JSD(p, q, 0.5) * math.Ln2 })
}

func meanOfPairs(rows [][]float64, of func(a, b []float64) float64) float64 {
	total, pairs := 0.0, 0.0
	for i := range rows {
		for j := range i {
			total += of(rows[j], rows[i])
			pairs++
		}
	}
	return total / pairs
}

// Shares is the mean share of each topic over documents, all of equal weight.
func (m TopicModel) Shares() []float64 {
	out := make([]float64, len(m.Phi))
	for _, row := range m.Theta {
		for k, x := range row {
			out[k] += x / float64(len(m.Theta))
		}
	}
	return out
}

// Entropies is the entropy of the topics of each document in nats, 0 for one topic.
func (m TopicModel) Entropies() []float64 {
	out := make([]float64, len(m.Theta))
	for d, row := range m.Theta {
		out[d] = entropyOf(row)
	}
	return out
}

// FREX scores each word in each topic by how frequent and how exclusive it is there:
// the harmonic mean, with the weight given to exclusiveness, of the ranks of
// φ_kw/Σφ_·w and of φ_kw, as shares of all words; ties have their mean rank
// (Bischof & Airoldi 2012). Above 0, at most 1.
func FREX(phi [][]float64, weight float64) [][]float64 {
	out := make([][]float64, len(phi))
	if len(phi) == 0 {
		return out
	}
	whole := make([]float64, len(phi[0]))
	for _, row := range phi {
		for w, x := range row {
			whole[w] += x
		}
	}
	for k, row := range phi {
		own := make([]float64, len(row))
		for w, x := range row {
			own[w] = x / whole[w]
		}
		exclusive, frequent := rankShares(own), rankShares(row)
		out[k] = make([]float64, len(row))
		for w := range row {
			out[k][w] = 1 / (weight/exclusive[w] + (1-weight)/frequent[w])
		}
	}
	return out
}

// Exclusivity of each topic is the sum of FREX over its n top words (Roberts et al.
// 2014); weight is usually .7.
func Exclusivity(phi [][]float64, n int, weight float64) []float64 {
	out, scores := make([]float64, len(phi)), FREX(phi, weight)
	for k, words := range TopWords(phi, n) {
		for _, w := range words {
			out[k] += scores[k][w]
		}
	}
	return out
}

// rankShares is the mean rank of each value, ascending, over the number of values.
func rankShares(v []float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		below, equal := 0.0, 0.0
		for _, y := range v {
			if y < x {
				below++
			} else if y == x {
				equal++
			}
		}
		out[i] = (below + (equal+1)/2) / float64(len(v))
	}
	return out
}

// PooledUMass is the coherence of each topic as the R package stm sums it: over the
// pairs of its n top words, ln(.01+D(i,j)) − ln(.01+D(i)), D the documents that have
// them; i is the word of the two that comes first in the lists of all topics, the
// first topic first, so the value depends on the order of the topics. Mimno et al.
// (2011), whose Coherence with UMass does not, add 1 and condition on the word of
// higher rank. counts[d][w] are the counts.
func PooledUMass(phi, counts [][]float64, n int) []float64 {
	top := TopWords(phi, n)
	rank := map[int]int{}
	for _, words := range top {
		for _, w := range words {
			if _, ok := rank[w]; !ok {
				rank[w] = len(rank)
			}
		}
	}
	together := func(i, j int) float64 {
		docs := 0.0
		for _, row := range counts {
			if row[i] > 0 && row[j] > 0 {
				docs++
			}
		}
		return docs
	}
	out := make([]float64, len(phi))
	for k, words := range top {
		for a, i := range words {
			for _, j := range words[:a] {
				first, second := i, j
				if rank[second] < rank[first] {
					first, second = second, first
				}
				out[k] += math.Log(0.01+together(first, second)) - math.Log(together(first, first)+0.01)
			}
		}
	}
	return out
}

// Pairing is how the top words of a topic are paired for a coherence measure.
type Pairing int

// LaterEarlier pairs each word with every word before it (UMass), AllPairs with
// every other word (UCI, NPMI give the same mean), EarlierLater with every word
// after it (Röder, Both & Hinneburg 2015: S one-pre, one-one, one-suc).
const (
	LaterEarlier Pairing = iota
	AllPairs
	EarlierLater
)

// Of lists the pairs of a topic's words.
func (p Pairing) Of(words []int) [][2]int {
	var out [][2]int
	for i, a := range words {
		for j, b := range words {
			if p == LaterEarlier && j < i || p == EarlierLater && j > i || p == AllPairs && j != i {
				out = append(out, [2]int{a, b})
			}
		}
	}
	return out
}

// WordContext is the vector of CV for a set of words: for each word j of a topic the
// sum over the set of NPMI(i,j) to the power gamma (Röder et al. 2015), from joint
// as in Coherence. The indirect confirmation of two sets is the cosine of theirs.
func WordContext(joint [][]float64, set []int, gamma, epsilon float64) []float64 {
	out := make([]float64, len(joint))
	for j := range joint {
		for _, i := range set {
			out[j] += math.Pow(npmiOf(joint[i][j], joint[i][i], joint[j][j], epsilon), gamma)
		}
	}
	return out
}
