package conformance

import (
	"math"
	"slices"

	"concord/analysis/measure"
)

func topicsAdapters() map[string]adapter {
	return map[string]adapter{
		"topics/coherence_cv":     coherence(measure.CV),
		"topics/coherence_npmi":   coherence(measure.NPMICoherence),
		"topics/coherence_uci":    coherence(measure.UCI),
		"topics/coherence_umass":  coherence(measure.UMass),
		"topics/coherence_direct": directCoherence,
		"topics/hungarian":        hungarian,
		"topics/lda_gibbs_loglik": gibbs,
		"topics/perplexity_plain": perplexity,
	}
}

const epsilon = 1e-12

func coherence(kind measure.CoherenceKind) adapter {
	return func(f *fixture) (result, error) {
		switch f.Input.kind() {
		case "subset_probs":
			p, n := f.Input.nums("p_by_bitmask"), f.Input.integer("n_words")
			joint := make([][]float64, n)
			for i := range joint {
				for j := range n {
					joint[i] = append(joint[i], p[1<<i|1<<j])
				}
			}
			return result{"value": measure.Coherence(joint, kind, epsilon)}, nil
		case "texts":
			if f.Variant == "gensim" && kind != measure.UMass && repeats(f) {
				// gensim's sliding window loses a repeated word; ours does not.
				return nil, errNotCovered
			}
			return topicCoherence(f, kind), nil
		}
		return nil, errNotCovered
	}
}

// repeats reports whether any text has a word twice.
func repeats(f *fixture) bool {
	for _, row := range f.table().rows {
		if slices.Max(row) > 1 {
			return true
		}
	}
	return false
}

func topicCoherence(f *fixture, kind measure.CoherenceKind) result {
	at := map[string]int{}
	for i, t := range f.table().terms {
		at[t] = i
	}
	var docs [][]int
	for _, tokens := range f.tokens() {
		var doc []int
		for _, w := range tokens {
			doc = append(doc, at[w])
		}
		docs = append(docs, doc)
	}
	per := []float64{}
	for _, words := range list(f.Input["topics"]) {
		var topic []int
		for _, w := range strs(words) {
			if id, ok := at[w]; ok {
				topic = append(topic, id)
			}
		}
		per = append(per, measure.Coherence(measure.WindowShares(docs, topic, int(f.Params.numOr("window_size", 0))), kind, epsilon))
	}
	return result{"per_topic": per, "mean": mean(per)}
}

func directCoherence(f *fixture) (result, error) {
	a, b, d := f.Input.nums("word1"), f.Input.nums("word2"), f.Input.num("num_docs")
	both := 0.0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	pa, pb, p := float64(len(a))/d, float64(len(b))/d, both/d
	kind, ok := map[string]measure.CoherenceKind{"umass": measure.UMass, "pmi": measure.UCI, "npmi": measure.NPMICoherence}[f.Variant]
	if !ok {
		return nil, errNotCovered
	}
	// The condition is the second word, so it comes first in the topic.
	return result{"value": measure.Coherence([][]float64{{pb, p}, {p, pa}}, kind, epsilon)}, nil
}

func hungarian(f *fixture) (result, error) {
	x := f.Input.matrix("X")
	if len(x) > len(x[0]) {
		return nil, errNotCovered
	}
	negative := make([][]float64, len(x))
	for i, row := range x {
		for _, v := range row {
			negative[i] = append(negative[i], -v)
		}
	}
	least, err := measure.Assign(x)
	if err != nil {
		return nil, err
	}
	most, err := measure.Assign(negative)
	if err != nil {
		return nil, err
	}
	low, high := 0.0, 0.0
	for i := range x {
		low += x[i][least[i]]
		high += x[i][most[i]]
	}
	return result{"assignment_min": least, "assignment_max": most, "cost_min": low, "value_max": high}, nil
}

func gibbs(f *fixture) (result, error) {
	toRows := func(key string) [][]int {
		var out [][]int
		for _, row := range f.Input.matrix(key) {
			out = append(out, toInts(row))
		}
		return out
	}
	g := measure.GibbsState{
		Docs: toRows("docs"), Topics: toRows("z"), K: f.Input.integer("K"), V: f.Input.integer("V"),
		Alpha: f.Params.num("alpha"), Beta: f.Params.num("beta"),
	}
	c, err := g.Counts()
	if err != nil {
		return nil, err
	}
	words, topics := g.LogLikelihood(c)
	theta, phi := measure.Smoothed(c.DocTopic, g.Alpha), measure.Smoothed(c.TopicWord, g.Beta)
	// The conditional of the first token leaves the token itself out.
	w, z := g.Docs[0][0], g.Topics[0][0]
	p := []float64{}
	for k := range g.K {
		own := 0.0
		if k == z {
			own = 1
		}
		p = append(p, (c.DocTopic[0][k]-own+g.Alpha)*(c.TopicWord[k][w]-own+g.Beta)/(c.Topic[k]-own+float64(g.V)*g.Beta))
	}
	return result{"log_p_w_given_z": words, "log_p_z": topics, "log_p_wz": words + topics, "theta": theta, "phi": phi, "conditional_first_token": measure.Normalize(p)}, nil
}

func perplexity(f *fixture) (result, error) {
	l, p := measure.PlainLikelihood(f.Input.matrix("counts"), f.Input.matrix("theta"), f.Input.matrix("phi"))
	if math.IsNaN(l) {
		return nil, errNotCovered
	}
	return result{"log_likelihood": l, "perplexity": p}, nil
}
