package conformance

import (
	"math"
	"slices"
	"strings"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

// placementAdapters are hierarchies, partitions, Wordscores and Wordfish.
func placementAdapters() map[string]adapter {
	return map[string]adapter{
		"similarity/hclust":  hierarchy,
		"similarity/kmeans":  kmeans,
		"scaling/wordscores": wordscores,
		"scaling/wordfish":   wordfish,
	}
}

func hierarchy(f *fixture) (result, error) {
	d := f.Input.matrix("X")
	if strings.HasPrefix(f.Params.textOr("preprocess", ""), "z-score") {
		d = measure.Pairwise(measure.ZScores(d), measure.Euclidean)
	}
	h, err := measure.Link(d, measure.Linkage(f.Params.text("linkage")))
	if err != nil {
		return nil, err
	}
	out := result{"cophenetic": h.Cophenetic()}
	heights, merges, order := []float64{}, [][]int{}, []int{}
	// R numbers rows −1… and merges 1….
	number := func(c int) int {
		if c < h.Rows() {
			return -c - 1
		}
		return c - h.Rows() + 1
	}
	for _, m := range h.Merges {
		heights = append(heights, m.Height)
		merges = append(merges, []int{number(m.A), number(m.B)})
	}
	for _, r := range h.Order() {
		order = append(order, r+1)
	}
	out["heights"], out["merge"], out["order"] = heights, merges, order
	for k := 2; k <= 6; k++ {
		labels := h.Cut(k)
		sizes := make([]int, slices.Max(labels))
		for _, l := range labels {
			sizes[l-1]++
		}
		name := "cut" + string(rune('0'+k))
		out[name], out[name+"_sizes"] = labels, sizes
	}
	return out, nil
}

func kmeans(f *fixture) (result, error) {
	rows := f.Input.matrix("X")
	if !f.Input.has("init") {
		return nil, errNotCovered
	}
	k, err := measure.KMeansFrom(rows, f.Input.matrix("init"))
	if err != nil {
		return nil, err
	}
	s, err := measure.SeparationOf(rows, k.Labels)
	if err != nil {
		return nil, err
	}
	silhouette := 0.0
	for _, v := range measure.Silhouettes(measure.Pairwise(rows, measure.Euclidean), k.Labels) {
		silhouette += v / float64(len(rows))
	}
	return result{"centers": k.Centers, "inertia": k.Inertia, "labels": k.Labels, "silhouette": silhouette,
		"calinski_harabasz": s.CalinskiHarabasz, "davies_bouldin": s.DaviesBouldin}, nil
}

// listed keeps the names that the fixture lists under a key; nothing when it
// lists none.
func listed(f *fixture, key string, names []string, values []float64) any {
	want, ok := f.Expected[key].(map[string]any)
	if !ok {
		return nil
	}
	out := map[string]float64{}
	for i, name := range names {
		if _, ok := want[name]; ok {
			out[name] = values[i]
		}
	}
	return out
}

func wordscores(f *fixture) (result, error) {
	c := f.table()
	given, ok := f.Input["reference"].(map[string]any)
	if !ok {
		return nil, errNotCovered
	}
	var scores []float64
	var references []string
	for _, doc := range c.docs {
		if a, ok := given[doc]; ok {
			references, scores = append(references, doc), append(scores, number(a))
		}
	}
	learn := measure.ScoreWords
	if f.Params.textOr("scale", "linear") == "logit" {
		learn = measure.ScoreWordsLogit
	}
	words, err := learn(c.keep(references).rows, scores, f.Params.numOr("smooth", 0))
	if err != nil {
		return nil, err
	}
	// The first tool scores all texts, the second those named as virgin.
	texts := c.docs
	if f.Input.has("virgin") && !strings.HasPrefix(f.ID, "scaling/wordscores/quanteda") {
		texts = f.Input.texts("virgin")
	}
	raw, se := make([]float64, len(texts)), make([]float64, len(texts))
	var ofReference []float64
	for i, doc := range texts {
		t := words.Text(c.row(doc))
		raw[i], se[i] = t.Score, t.SE
	}
	for _, doc := range references {
		ofReference = append(ofReference, words.Text(c.row(doc)).Score)
	}
	rescalings := map[string]measure.Rescaling{"lbg": measure.RescaleLBG(raw, scores), "mv": measure.RescaleMV(ofReference, scores)}
	out := result{"wordscores": listed(f, "wordscores", c.terms, words.Score), "raw": listed(f, "raw", texts, raw), "se": listed(f, "se", texts, se)}
	scored := 0
	for _, s := range words.Score {
		if !math.IsNaN(s) {
			scored++
		}
	}
	out["n_scored"] = scored
	for i, doc := range texts {
		out["raw_score_"+doc], out["se_"+doc] = raw[i], se[i]
		// That tool takes 0.95 itself for the quantile.
		out["ci_"+doc] = []float64{raw[i] - 0.95*se[i], raw[i] + 0.95*se[i]}
		out[doc+"_raw"], out[doc+"_lbg"], out[doc+"_mv"] = raw[i], rescalings["lbg"].Apply(raw[i]), rescalings["mv"].Apply(raw[i])
	}
	out["rescaled"] = listed(f, "rescaled", texts, mapped(raw, rescalings["lbg"].Apply))
	r := measure.Rescaling{Stretch: 1}
	if how, ok := rescalings[f.Params.textOr("rescaling", "none")]; ok {
		r = how
	}
	fit, stretched := mapped(raw, r.Apply), mapped(se, func(s float64) float64 { return s * r.Stretch })
	z := infer.NormalQuantile((1 + f.Params.numOr("level", 0.95)) / 2)
	lo, hi := slices.Clone(fit), slices.Clone(fit)
	for i := range fit {
		lo[i] -= z * stretched[i]
		hi[i] += z * stretched[i]
	}
	out["fit"], out["lwr"], out["upr"] = listed(f, "fit", texts, fit), listed(f, "lwr", texts, lo), listed(f, "upr", texts, hi)
	switch f.Params.textOr("rescaling", "none") {
	case "mv":
		out["se"] = listed(f, "se", texts, stretched)
	case "lbg":
		// The tool maps standard errors as if they were scores, although its own
		// interval uses the stretched ones, as ours does.
		out["se"] = listed(f, "se", texts, mapped(se, r.Apply))
	}
	return out, nil
}

func mapped(v []float64, of func(float64) float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = of(x)
	}
	return out
}

func wordfish(f *fixture) (result, error) {
	c := f.table()
	opt := measure.WordfishOptions{High: 1, Profile: f.Variant == "austin"}
	if opt.Profile && f.Input.kind() == "dtm_file" {
		// These were fitted with the tool's own stop, which ends early on real
		// texts; the simulated ones to convergence.
		opt.Tolerance = 1e-6
	}
	switch {
	case f.Params.has("dir"):
		d := f.Params.ints("dir")
		opt.Low, opt.High = d[0]-1, d[1]-1
	case f.Params.has("dir_docs"):
		d := f.Params.texts("dir_docs")
		opt.Low, opt.High = slices.Index(c.docs, d[0]), slices.Index(c.docs, d[1])
	}
	w, err := measure.FitWordfish(c.rows, opt)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(c.docs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if w.Theta[a] < w.Theta[b] {
			return -1
		}
		return 1
	})
	ordered := []string{}
	for _, i := range order {
		ordered = append(ordered, c.docs[i])
	}
	var se any = w.SE
	if _, named := f.Expected["se_theta"].(map[string]any); named {
		se = listed(f, "se_theta", c.docs, w.SE)
	}
	return result{"theta": listed(f, "theta", c.docs, w.Theta), "se_theta": se, "alpha": w.Alpha, "beta": w.Beta, "psi": w.Psi,
		"loglik": w.LogPosterior, "theta_order": ordered}, nil
}
