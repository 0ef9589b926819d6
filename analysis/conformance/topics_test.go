package conformance

import (
	"math"

	"concord/analysis/measure"
)

func topicsAdapters() map[string]adapter {
	return map[string]adapter{
		"topics/hungarian":        hungarian,
		"topics/lda_gibbs_loglik": gibbs,
		"topics/perplexity_plain": perplexity,
	}
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
