package conformance

import (
	"context"
	"math"
	"math/rand/v2"

	"concord/analysis/measure"
	"concord/analysis/topic"
	"concord/corpus"
)

func variationalAdapters() map[string]adapter {
	return map[string]adapter{"topics/lda_vb_infer": variational, "topics/lda_vem_objective": variationalEM, "topics/bars_recovery": bars}
}

func variational(f *fixture) (result, error) {
	counts := f.Input.matrix("counts")
	v := measure.VariationalLDA{Alpha: f.Params.num("alpha"), Eta: f.Params.num("eta"), Lambda: f.Input.matrix("lambda")}
	got := v.Infer(measure.SparseOf(counts), int(f.Params.numOr("max_doc_update_iter", 100)), f.Params.numOr("mean_change_tol", 1e-3))
	tokens := 0.0
	var shares [][]float64
	for _, row := range counts {
		for _, n := range row {
			tokens += n
		}
	}
	for _, g := range got.Gamma {
		shares = append(shares, measure.Normalize(g))
	}
	return result{"doc_topic_gamma": got.Gamma, "doc_topic": shares, "score_bound": got.Bound, "perplexity": math.Exp(-got.Bound / tokens)}, nil
}

func variationalEM(f *fixture) (result, error) {
	counts, best := measure.SparseOf(f.Input.matrix("counts")), math.Inf(-1)
	for r := range 10 {
		v, err := measure.StartVEM(f.Params.integer("K"), counts.Columns, f.Params.num("alpha"), rand.New(rand.NewPCG(1, uint64(r))))
		if err != nil {
			return nil, err
		}
		last := math.Inf(-1)
		for range 1000 {
			bound := v.Improve(counts)
			if bound-last < 1e-6*math.Abs(bound) {
				break
			}
			last = bound
		}
		best = max(best, v.Infer(counts, 1000, 1e-8).Bound)
	}
	return result{"best_variational_bound": best}, nil
}

// bars fits the model of the method topic, each document one paragraph, and
// matches its topics to the true ones by total variation.
func bars(f *fixture) (result, error) {
	counts, truth := f.Input.matrix("counts"), f.Input.matrix("true_topics")
	u := &topic.Units{Vocabulary: make([]string, len(counts[0]))}
	for d, row := range counts {
		var words []uint32
		for w, n := range row {
			for range int(n) {
				words = append(words, uint32(w))
			}
		}
		u.Members = append(u.Members, corpus.Member{Doc: d})
		u.Paragraphs = append(u.Paragraphs, topic.Paragraph{Member: d, Words: words})
		u.Distinct = append(u.Distinct, d)
	}
	m, err := topic.Fit(context.Background(), u, topic.Settings{
		Topics: f.Params.integer("K"), Beta: f.Params.num("beta"), BurnIn: f.Params.integer("gibbs_iterations"), Sweeps: 100, Draws: 10,
	}, 5, 1, nil)
	if err != nil {
		return nil, err
	}
	cost := make([][]float64, len(truth))
	for i, t := range truth {
		for _, phi := range m.Run.Phi {
			cost[i] = append(cost[i], measure.Manhattan(t, phi)/2)
		}
	}
	match, err := measure.Assign(cost)
	if err != nil {
		return nil, err
	}
	total, worst := 0.0, 0.0
	for i, k := range match {
		total += cost[i][k]
		worst = max(worst, cost[i][k])
	}
	return result{"max_matched_total_variation": worst, "mean_matched_total_variation": total / float64(len(match))}, nil
}
