package measure

import (
	"fmt"
	"math"
)

// CoherenceKind is a measure of how well the top words of a topic occur together.
type CoherenceKind int

// UMass: mean ln[(P(i,j)+ε)/P(j)] over a word i and each word j before it
// (Mimno et al. 2011). UCI: mean ln[(P(i,j)+ε)/(P(i)P(j))] over pairs (Newman et
// al. 2010). NPMI: the same over −ln(P(i,j)+ε) (Aletras & Stevenson 2013). CV:
// mean cosine of a word's NPMI vector with that of all (Röder et al. 2015).
const (
	UMass CoherenceKind = iota
	UCI
	NPMICoherence
	CV
)

// Coherence of the top words of one topic, in order of rank, from joint[i][j] =
// P(i,j), the share of documents or windows with both words, and joint[i][i] =
// P(i). epsilon is usually 1e-12. NaN below two words or where a probability
// needed as a divisor is 0.
func Coherence(joint [][]float64, kind CoherenceKind, epsilon float64) float64 {
	if kind == CV {
		return coherenceCV(joint, epsilon)
	}
	s, n := 0.0, 0.0
	for i := range joint {
		for j := range i {
			p := joint[i][j] + epsilon
			switch kind {
			case UMass:
				s += math.Log(p / joint[j][j])
			case UCI:
				s += math.Log(p / (joint[i][i] * joint[j][j]))
			default:
				s += npmiOf(joint[i][j], joint[i][i], joint[j][j], epsilon)
			}
			n++
		}
	}
	return defined(s / n)
}

func npmiOf(both, a, b, epsilon float64) float64 {
	return math.Log((both+epsilon)/(a*b)) / -math.Log(both+epsilon)
}

func coherenceCV(joint [][]float64, epsilon float64) float64 {
	n := len(joint)
	vectors, all := make([][]float64, n), make([]float64, n)
	for i := range joint {
		vectors[i] = make([]float64, n)
		for j := range joint {
			vectors[i][j] = npmiOf(joint[i][j], joint[i][i], joint[j][j], epsilon)
			all[j] += vectors[i][j]
		}
	}
	s := 0.0
	for _, v := range vectors {
		s += Cosine(v, all)
	}
	return defined(s / float64(n))
}

// WindowShares is the joint matrix of Coherence over sliding windows: the share
// of windows with each pair of words. A document not longer than the window
// counts as one; window 0 takes whole documents. Words are numbers; the topic
// lists those wanted.
func WindowShares(docs [][]int, topic []int, window int) [][]float64 {
	at, n := map[int][]int{}, len(topic)
	for i, w := range topic {
		at[w] = append(at[w], i)
	}
	joint := make([][]float64, n)
	for i := range joint {
		joint[i] = make([]float64, n)
	}
	windows, has := 0.0, make([]bool, n)
	for _, doc := range docs {
		size := window
		if size <= 0 || size > len(doc) {
			size = len(doc)
		}
		for from := 0; from+size <= len(doc); from++ {
			windows++
			clear(has)
			for _, w := range doc[from : from+size] {
				for _, i := range at[w] {
					has[i] = true
				}
			}
			for i := range has {
				for j := range has {
					if has[i] && has[j] {
						joint[i][j]++
					}
				}
			}
		}
	}
	for i := range joint {
		for j := range joint[i] {
			joint[i][j] /= windows
		}
	}
	return joint
}

// GibbsState is a state of a collapsed Gibbs sampler of LDA: tokens and their
// topics by document, K topics, V word types, symmetric priors.
type GibbsState struct {
	Docs, Topics [][]int
	K, V         int
	Alpha, Beta  float64
}

// GibbsCounts are the count tables of a state.
type GibbsCounts struct {
	DocTopic  [][]float64 // n_dk
	TopicWord [][]float64 // n_kw
	Topic     []float64   // n_k
}

// Counts builds the tables; a token or topic out of range is an error.
func (g GibbsState) Counts() (GibbsCounts, error) {
	c := GibbsCounts{DocTopic: make([][]float64, len(g.Docs)), Topic: make([]float64, g.K)}
	for range g.K {
		c.TopicWord = append(c.TopicWord, make([]float64, g.V))
	}
	for d, doc := range g.Docs {
		c.DocTopic[d] = make([]float64, g.K)
		if len(g.Topics) <= d || len(g.Topics[d]) != len(doc) {
			return c, fmt.Errorf("measure: gibbs state: document %d has %d tokens without as many topics", d, len(doc))
		}
		for i, w := range doc {
			k := g.Topics[d][i]
			if w < 0 || w >= g.V || k < 0 || k >= g.K {
				return c, fmt.Errorf("measure: gibbs state: word %d in topic %d, expected below %d and %d", w, k, g.V, g.K)
			}
			c.DocTopic[d][k]++
			c.TopicWord[k][w]++
			c.Topic[k]++
		}
	}
	return c, nil
}

// LogLikelihood gives ln p(w|z) and ln p(z) (Griffiths & Steyvers 2004); tools
// report the first or the sum.
func (g GibbsState) LogLikelihood(c GibbsCounts) (words, topics float64) {
	v, k := float64(g.V), float64(g.K)
	for t := range g.K {
		words += logGamma(v*g.Beta) - v*logGamma(g.Beta) - logGamma(c.Topic[t]+v*g.Beta)
		for _, n := range c.TopicWord[t] {
			words += logGamma(n + g.Beta)
		}
	}
	for _, row := range c.DocTopic {
		topics += logGamma(k*g.Alpha) - k*logGamma(g.Alpha) - logGamma(sum(row)+k*g.Alpha)
		for _, n := range row {
			topics += logGamma(n + g.Alpha)
		}
	}
	return words, topics
}

// Smoothed gives rows of counts plus a prior as shares: topics θ from DocTopic
// with α, words φ from TopicWord with β.
func Smoothed(counts [][]float64, prior float64) [][]float64 {
	out := make([][]float64, len(counts))
	for i, row := range counts {
		out[i] = Normalize(plus(row, prior))
	}
	return out
}

// PlainLikelihood is Σ n_dw·ln(Σ_k θ_dk φ_kw); perplexity is exp(−it/tokens).
func PlainLikelihood(counts, theta, phi [][]float64) (logLikelihood, perplexity float64) {
	tokens := 0.0
	for d, row := range counts {
		for w, n := range row {
			if n == 0 {
				continue
			}
			p := 0.0
			for k := range phi {
				p += theta[d][k] * phi[k][w]
			}
			logLikelihood += n * math.Log(p)
			tokens += n
		}
	}
	return defined(logLikelihood), defined(math.Exp(-logLikelihood / tokens))
}

// Assign matches rows to columns at least total cost (Kuhn 1955; Jonker &
// Volgenant 1987): out[i] is the column of row i, each column at most once. There
// must be no more rows than columns. Negate the costs for the largest total.
func Assign(cost [][]float64) ([]int, error) {
	n := len(cost)
	if n == 0 {
		return nil, nil
	}
	m := len(cost[0])
	for i, row := range cost {
		if len(row) != m || m < n {
			return nil, fmt.Errorf("measure: assignment: row %d has %d columns for %d rows, expected equal rows at least as long", i, len(row), n)
		}
	}
	rowDual, colDual := make([]float64, n+1), make([]float64, m+1)
	rowOf, back := make([]int, m+1), make([]int, m+1) // from 1; 0 is none
	for i := 1; i <= n; i++ {
		rowOf[0] = i
		at := 0
		slack, used := make([]float64, m+1), make([]bool, m+1)
		for j := range slack {
			slack[j] = math.Inf(1)
		}
		for rowOf[at] != 0 {
			used[at] = true
			row, delta, next := rowOf[at], math.Inf(1), 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if c := cost[row-1][j-1] - rowDual[row] - colDual[j]; c < slack[j] {
					slack[j], back[j] = c, at
				}
				if slack[j] < delta {
					delta, next = slack[j], j
				}
			}
			if next == 0 {
				return nil, fmt.Errorf("measure: assignment: the costs of row %d are not finite", row-1)
			}
			for j := range used {
				if used[j] {
					rowDual[rowOf[j]] += delta
					colDual[j] -= delta
				} else {
					slack[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			rowOf[at] = rowOf[back[at]]
			at = back[at]
		}
	}
	out := make([]int, n)
	for j := 1; j <= m; j++ {
		if rowOf[j] > 0 {
			out[rowOf[j]-1] = j - 1
		}
	}
	return out, nil
}
