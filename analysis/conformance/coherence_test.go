package conformance

import (
	"slices"

	"concord/analysis/measure"
)

func coherenceAdapters() map[string]adapter {
	return map[string]adapter{
		"topics/coherence_cv":           coherence(measure.CV),
		"topics/coherence_npmi":         coherence(measure.NPMICoherence),
		"topics/coherence_uci":          coherence(measure.UCI),
		"topics/coherence_umass":        coherence(measure.UMass),
		"topics/coherence_direct":       directCoherence,
		"topics/coherence_indirect":     indirectCoherence,
		"topics/coherence_segmentation": segmentation,
		"topics/boolean_sliding_window": slidingWindow,
		"topics/descriptors":            topicDescriptors,
		"topics/stm_descriptors":        stmDescriptors,
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
		case "texts", "tokens_file":
			return topicCoherence(f, kind), nil
		}
		return nil, errNotCovered
	}
}

// numbered are the texts and the known words of the topics as numbers of words.
func numbered(f *fixture) (docs, topics [][]int, terms []string) {
	at := map[string]int{}
	for _, tokens := range f.tokens() {
		doc := []int{}
		for _, w := range tokens {
			if _, ok := at[w]; !ok {
				at[w] = len(terms)
				terms = append(terms, w)
			}
			doc = append(doc, at[w])
		}
		docs = append(docs, doc)
	}
	if f.Input.has("topics") {
		for _, words := range list(f.Input["topics"]) {
			topic := []int{}
			for _, w := range strs(words) {
				if id, ok := at[w]; ok {
					topic = append(topic, id)
				}
			}
			topics = append(topics, topic)
		}
	}
	return docs, topics, terms
}

func topicCoherence(f *fixture, kind measure.CoherenceKind) result {
	docs, topics, _ := numbered(f)
	window := int(f.Params.numOr("window_size", 0))
	per := []float64{}
	for _, topic := range topics {
		joint := measure.WindowShares(docs, topic, window)
		if f.Variant == "gensim" && kind != measure.UMass && window > 0 {
			joint = gensimShares(docs, topics, topic, window)
		}
		per = append(per, measure.Coherence(joint, kind, epsilon))
	}
	return result{"per_topic": per, "mean": mean(per)}
}

// gensimShares are window shares as gensim counts them: only texts with a word of
// any topic, and a word that leaves the window is taken for gone, even where the
// window holds it once more. measure.WindowShares loses no word.
func gensimShares(docs, topics [][]int, topic []int, window int) [][]float64 {
	wanted := map[int]bool{}
	for _, t := range topics {
		for _, w := range t {
			wanted[w] = true
		}
	}
	joint, windows := make([][]float64, len(topic)), 0.0
	for i := range joint {
		joint[i] = make([]float64, len(topic))
	}
	for _, doc := range docs {
		if !slices.ContainsFunc(doc, func(w int) bool { return wanted[w] }) {
			continue
		}
		size := min(window, len(doc))
		has := map[int]bool{}
		for from := 0; from+size <= len(doc); from++ {
			windows++
			if from == 0 {
				for _, w := range doc[:size] {
					has[w] = true
				}
			} else {
				has[doc[from-1]] = false
				has[doc[from+size-1]] = true
			}
			for i, a := range topic {
				for j, b := range topic {
					if has[a] && has[b] {
						joint[i][j]++
					}
				}
			}
		}
	}
	for i := range joint {
		for j := range joint {
			joint[i][j] /= windows
		}
	}
	return joint
}

// postings are the shares of two words, and of both, as Coherence takes them.
func postings(f *fixture) [][]float64 {
	a, b, d := f.Input.nums("word1"), f.Input.nums("word2"), f.Input.num("num_docs")
	both := 0.0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	pa, pb, p := float64(len(a))/d, float64(len(b))/d, both/d
	return [][]float64{{pa, p}, {p, pb}}
}

func directCoherence(f *fixture) (result, error) {
	joint := postings(f)
	kind, ok := map[string]measure.CoherenceKind{"umass": measure.UMass, "pmi": measure.UCI, "npmi": measure.NPMICoherence}[f.Variant]
	if !ok {
		return nil, errNotCovered
	}
	// The condition is the second word, so it comes first in the topic.
	return result{"value": measure.Coherence([][]float64{{joint[1][1], joint[0][1]}, {joint[0][1], joint[0][0]}}, kind, epsilon)}, nil
}

// indirectCoherence compares the context of the first word with that of both. The
// tool's words are of one topic in this order.
func indirectCoherence(f *fixture) (result, error) {
	if f.Params.textOr("measure", "nlr") != "nlr" || f.Params.textOr("segmentation", "one_set") != "one_set" {
		return nil, errNotCovered
	}
	joint, gamma := postings(f), f.Params.numOr("gamma", 1)
	one, set := measure.WordContext(joint, []int{0}, gamma, epsilon), measure.WordContext(joint, []int{0, 1}, gamma, epsilon)
	return result{"value": measure.Cosine(one, set)}, nil
}

func segmentation(f *fixture) (result, error) {
	p, ok := map[string]measure.Pairing{"one_one": measure.AllPairs, "one_pre": measure.LaterEarlier, "one_suc": measure.EarlierLater}[f.Params.text("segmentation")]
	if !ok {
		return nil, errNotCovered
	}
	out := []any{}
	for _, words := range f.Input.matrix("topics") {
		pairs := [][]int{}
		for _, pair := range p.Of(toInts(words)) {
			pairs = append(pairs, pair[:])
		}
		out = append(out, pairs)
	}
	return result{"pairs": out}, nil
}

// slidingWindow takes the words from the expected values: the fixture asks for them.
func slidingWindow(f *fixture) (result, error) {
	docs, _, terms := numbered(f)
	wanted, ok := f.Expected["occurrences"].(map[string]any)
	if !ok {
		return nil, errNotCovered
	}
	window, windows := f.Params.integer("window"), 0
	for _, doc := range docs {
		windows += max(1, len(doc)-window+1)
	}
	sets, counts := map[string][]int{}, map[string]float64{}
	for w, term := range terms {
		if _, ok := wanted[term]; !ok {
			continue
		}
		// A share times the number of windows is a whole number but for rounding.
		counts[term] = float64(int(measure.WindowShares(docs, []int{w}, window)[0][0]*float64(windows) + 0.5))
		for d, doc := range docs {
			if slices.Contains(doc, w) {
				sets[term] = append(sets[term], d)
			}
		}
	}
	return result{"occurrences": counts, "doc_sets": sets}, nil
}

func topicDescriptors(f *fixture) (result, error) {
	m := measure.TopicModel{Phi: f.Input.matrix("phi"), Theta: f.Input.matrix("theta")}
	n, lambda := int(f.Params.numOr("top_n", 3)), f.Params.numOr("lambda", 0.6)
	return result{
		"relevance_lambda06":         measure.Relevance(m.Phi, f.Input.nums("p_w"), lambda),
		"topic_diversity_top3":       measure.TopicDiversity(m.Phi, n),
		"cao_juan_2009_mean_cosine":  measure.MeanTopicCosine(m.Phi),
		"deveaud_2014_mean_jsd_nats": measure.MeanTopicJSD(m.Phi),
		"doc_topic_entropy_nats":     m.Entropies(),
		"topic_share":                m.Shares(),
	}, nil
}

func stmDescriptors(f *fixture) (result, error) {
	phi, n := f.Input.matrix("phi"), f.Params.integer("M")
	out := result{
		"exclusivity":        measure.Exclusivity(phi, n, f.Params.numOr("frexw_exclusivity", 0.7)),
		"semantic_coherence": measure.PooledUMass(phi, f.Input.matrix("counts"), n),
		"frex_order_0based":  nil,
	}
	if f.Expected["frex_order_0based"] != nil {
		out["frex_order_0based"] = measure.TopWords(measure.FREX(phi, f.Params.numOr("frexw_order", 0.5)), len(phi[0]))
	}
	return out, nil
}
