package measure

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"
)

// VariationalLDA is a latent Dirichlet allocation with mean-field inference (Blei,
// Ng & Jordan 2003). Alpha is the symmetric prior of the topics of a document. With
// Eta above 0 the words of a topic have that prior and Lambda holds the parameters
// of their Dirichlet posterior (Hoffman, Blei & Bach 2010); with Eta 0 Lambda holds
// the word probabilities themselves (point estimates, the program lda-c).
type VariationalLDA struct {
	Alpha, Eta float64
	Lambda     [][]float64 // by topic and word
}

// Inferred are the variational parameters of the topics of documents.
type Inferred struct {
	Gamma [][]float64 // by document and topic: Dirichlet parameters
	Bound float64     // lower bound of ln p(words), of all documents
}

// words gives exp(E[ln β]) by word and topic, or β itself without a prior.
func (v VariationalLDA) words() [][]float64 {
	out := zeros(len(v.Lambda[0]), len(v.Lambda))
	for k, row := range v.Lambda {
		if v.Eta > 0 {
			row = expectedLog(row)
		}
		for w, x := range row {
			if v.Eta > 0 {
				x = math.Exp(x)
			}
			out[w][k] = x
		}
	}
	return out
}

// expectedLog is E[ln p] of a Dirichlet distribution.
func expectedLog(parameters []float64) []float64 {
	out, whole := make([]float64, len(parameters)), mathext.Digamma(sum(parameters))
	for i, x := range parameters {
		out[i] = mathext.Digamma(x) - whole
	}
	return out
}

// Infer fits the topics of documents (counts by document and word), each from γ = 1
// for at most rounds passes and until the mean change of γ is below tolerance. The
// bound includes the terms of the topics' words where they have a prior, so
// exp(−bound/tokens) is no predictive perplexity then.
func (v VariationalLDA) Infer(counts SparseRows, rounds int, tolerance float64) Inferred {
	beta := v.words()
	out := Inferred{Gamma: make([][]float64, len(counts.Rows))}
	for d, row := range counts.Rows {
		gamma, bound := v.document(row, beta, rounds, tolerance, nil)
		out.Gamma[d] = gamma
		out.Bound += bound
	}
	if v.Eta > 0 {
		for _, row := range v.Lambda {
			out.Bound += dirichletTerms(row, v.Eta)
		}
	}
	return out
}

// document fits γ of one document, with the words by word and topic, and gives its
// bound; expected, if any, takes the expected counts by word and topic.
func (v VariationalLDA) document(row []SparseCell, beta [][]float64, rounds int, tolerance float64, expected [][]float64) (gamma []float64, bound float64) {
	k := len(v.Lambda)
	gamma = make([]float64, k)
	for t := range gamma {
		gamma[t] = 1
	}
	theta, total, norm := make([]float64, k), make([]float64, k), make([]float64, len(row))
	prepare := func() {
		for t, x := range expectedLog(gamma) {
			theta[t] = math.Exp(x)
		}
		for i, c := range row {
			norm[i] = 1e-100 + Dot(theta, beta[c.At])
		}
	}
	prepare()
	for range rounds {
		clear(total)
		for i, c := range row {
			share := c.Value / norm[i]
			for t, b := range beta[c.At] {
				total[t] += share * b
			}
		}
		change := 0.0
		for t := range gamma {
			next := v.Alpha + theta[t]*total[t]
			change += math.Abs(next - gamma[t])
			gamma[t] = next
		}
		prepare()
		if change/float64(k) < tolerance {
			break
		}
	}
	for i, c := range row {
		bound += c.Value * math.Log(norm[i])
		if expected != nil {
			for t, b := range beta[c.At] {
				expected[c.At][t] += c.Value * theta[t] * b / norm[i]
			}
		}
	}
	return gamma, bound + dirichletTerms(gamma, v.Alpha)
}

// dirichletTerms is E[ln p(θ|prior)] − E[ln q(θ|parameters)].
func dirichletTerms(parameters []float64, prior float64) float64 {
	n := float64(len(parameters))
	total := logGamma(n*prior) - n*logGamma(prior) - logGamma(sum(parameters))
	for i, e := range expectedLog(parameters) {
		total += logGamma(parameters[i]) + (prior-parameters[i])*e
	}
	return total
}

// StartVEM is a random start of an LDA with unsmoothed topics and the symmetric prior
// alpha, which is kept as it is (Blei, Ng & Jordan 2003; the program lda-c).
func StartVEM(topics, words int, alpha float64, rng *rand.Rand) (VariationalLDA, error) {
	v := VariationalLDA{Alpha: alpha}
	if topics < 1 || words < 1 || !(alpha > 0) {
		return v, fmt.Errorf("measure: LDA: %d topics, %d words, alpha %g, expected all above 0", topics, words, alpha)
	}
	v.Lambda = zeros(topics, words)
	for k, row := range v.Lambda {
		for w := range row {
			row[w] = 1/float64(words) + rng.Float64()
		}
		v.Lambda[k] = Normalize(row)
	}
	return v, nil
}

// Improve makes one round of variational expectation–maximisation of an LDA without a
// prior of words (Blei, Ng & Jordan 2003, §5) and returns the bound before it, which
// does not fall from round to round. It ends in a local optimum: take the largest
// bound of several starts.
func (v VariationalLDA) Improve(counts SparseRows) (bound float64) {
	beta, expected := v.words(), zeros(counts.Columns, len(v.Lambda))
	for _, row := range counts.Rows {
		_, b := v.document(row, beta, 100, 1e-6, expected)
		bound += b
	}
	for k, row := range v.Lambda {
		total := 0.0
		for w := range row {
			total += expected[w][k]
		}
		for w := range row {
			row[w] = 0 // a topic without a word dies out
			if total > 0 {
				row[w] = expected[w][k] / total
			}
		}
	}
	return bound
}
