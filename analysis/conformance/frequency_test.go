package conformance

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

func frequencyAdapters() map[string]adapter {
	return map[string]adapter{
		"frequency/dfm_weight":       dfmWeight,
		"frequency/doc_totals":       docTotals,
		"frequency/log_entropy":      logEntropy,
		"frequency/ngram_counts":     ngramCounts,
		"frequency/query_similarity": querySimilarity,
		"frequency/ranked":           ranked,
		"frequency/tfidf":            tfidf,
		"frequency/tfidf_gensim":     smart,
		"frequency/tfidf_sklearn":    sklearn,
		"frequency/tfidf_smart":      smart,
	}
}

// byDocument gives the cells the fixture selects.
func byDocument(f *fixture, c counts, w [][]float64) result {
	out := result{}
	for i, d := range c.docs {
		cells := map[string]float64{}
		for j, t := range c.terms {
			cells[t] = w[i][j]
		}
		if _, ok := f.Expected[d]; ok {
			out[d] = only(f, d, cells)
		}
	}
	return out
}

var localWeights = map[string]measure.LocalWeight{
	"count": measure.Count, "boolean": measure.Boolean, "prop": measure.Share, "propmax": measure.MaxShare,
	"logcount": measure.LogCount, "logave": measure.LogMean, "augmented": measure.Augmented,
}

func weigh(c counts, local measure.LocalWeight, global measure.GlobalWeight, base float64) [][]float64 {
	df := measure.DocumentFrequency(c.rows)
	out := make([][]float64, len(c.rows))
	for i, row := range c.rows {
		out[i] = local.Apply(row, base)
		for j := range out[i] {
			out[i][j] *= global.Of(df[j], float64(len(c.rows)), slices.Max(df), base)
		}
	}
	return out
}

func dfmWeight(f *fixture) (result, error) {
	local, ok := localWeights[f.Params.text("scheme")]
	if !ok {
		return nil, errNotCovered
	}
	c := f.table()
	return byDocument(f, c, weigh(c, local, measure.NoGlobal, 10)), nil
}

func docTotals(f *fixture) (result, error) {
	tokens, types := map[string]float64{}, map[string]float64{}
	c := f.table()
	for i, d := range c.docs {
		for _, v := range c.rows[i] {
			tokens[d] += v
			if v > 0 {
				types[d]++
			}
		}
	}
	return result{"tokens": tokens, "types": types}, nil
}

func logEntropy(f *fixture) (result, error) {
	c := f.table()
	columns, w := c.columns(), make([][]float64, len(c.rows))
	for i, row := range c.rows {
		w[i] = measure.LogPlus.Apply(row, math.E)
		for j := range w[i] {
			w[i][j] *= measure.LogEntropyGlobal(columns[j])
		}
	}
	return result{"weights": named(f, "weights", c, w)}, nil
}

func ngramCounts(f *fixture) (result, error) {
	r := f.Params.ints("ngram_range")
	count, df, total := map[string]float64{}, map[string]float64{}, 0.0
	for _, tokens := range f.tokens() {
		seen := map[string]bool{}
		for n := r[0]; n <= r[1]; n++ {
			for i := 0; i+n <= len(tokens); i++ {
				g := strings.Join(tokens[i:i+n], " ")
				count[g]++
				total++
				if !seen[g] {
					seen[g] = true
					df[g]++
				}
			}
		}
	}
	var grams []string
	for g := range count {
		grams = append(grams, g)
	}
	slices.SortFunc(grams, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	out := result{"n_tokens": total, "n_types": len(grams)}
	if want, ok := f.Expected["top"].([]any); ok {
		grams = grams[:min(len(grams), len(want))]
	}
	var n, d []float64
	for _, g := range grams {
		n, d = append(n, count[g]), append(d, df[g])
	}
	out["top"], out["counts"], out["docfreq"] = grams, n, d
	return out, nil
}

func querySimilarity(f *fixture) (result, error) {
	c := f.table()
	query := make([]float64, len(c.terms))
	for _, w := range strings.Fields(f.Input.text("query")) {
		if j := slices.Index(c.terms, w); j >= 0 {
			query[j]++
		}
	}
	df := measure.DocumentFrequency(c.rows)
	for j := range query {
		query[j] *= measure.IDF.Of(df[j], float64(len(c.rows)), 0, 2)
	}
	s := []float64{}
	for _, row := range weigh(c, measure.Count, measure.IDF, 2) {
		s = append(s, measure.Cosine(row, query))
	}
	return result{"similarities": s}, nil
}

func ranked(f *fixture) (result, error) {
	c := f.table()
	groups := make([]string, len(c.docs))
	for i := range groups {
		groups[i] = "all"
	}
	if f.Input.has("groups") {
		groups = f.Input.texts("groups")
	}
	var order []string
	for _, g := range groups {
		if !slices.Contains(order, g) {
			order = append(order, g)
		}
	}
	var feature, group []string
	var frequency, docfreq, rank []float64
	for _, g := range order {
		total, df := make([]float64, len(c.terms)), make([]float64, len(c.terms))
		for i, row := range c.rows {
			for j, v := range row {
				if groups[i] == g && v > 0 {
					total[j] += v
					df[j]++
				}
			}
		}
		var at []int
		for j, v := range total {
			if v > 0 {
				at = append(at, j)
			}
		}
		slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
		var negative []float64
		for _, j := range at {
			negative = append(negative, -total[j])
		}
		mid, _ := infer.Midranks(negative)
		for k, j := range at {
			ties := 0.0
			for _, v := range negative {
				if v == negative[k] {
					ties++
				}
			}
			r := mid[k]
			switch f.Params.textOr("ties", "min") {
			case "min":
				r -= (ties - 1) / 2
			case "max":
				r += (ties - 1) / 2
			case "average":
			case "dense":
				return nil, errNotCovered
			}
			feature, group = append(feature, c.terms[j]), append(group, g)
			frequency, docfreq, rank = append(frequency, total[j]), append(docfreq, df[j]), append(rank, r)
		}
	}
	n := min(len(feature), int(f.Params.numOr("top", float64(len(feature)))))
	return result{"feature": feature[:n], "group": group[:n], "frequency": frequency[:n], "docfreq": docfreq[:n], "rank": rank[:n]}, nil
}

func tfidf(f *fixture) (result, error) {
	if f.Input.kind() == "doc_counts" {
		return tidytext(f)
	}
	local, ok := localWeights[f.Params.textOr("scheme_tf", "count")]
	global, okG := map[string]measure.GlobalWeight{"inverse": measure.IDF, "inverseprob": measure.IDFProbability, "inversemax": measure.IDFMax}[f.Params.textOr("scheme_df", "inverse")]
	if !ok || !okG {
		return nil, errNotCovered
	}
	c := f.table()
	return byDocument(f, c, weigh(c, local, global, f.Params.numOr("base", 10))), nil
}

func tidytext(f *fixture) (result, error) {
	docs, ok := f.Input["docs"].(map[string]any)
	if !ok {
		return nil, errNotCovered
	}
	df, tf := map[string]float64{}, map[string]map[string]float64{}
	for d, v := range docs {
		var names []string
		var row []float64
		for w, n := range v.(map[string]any) {
			names, row = append(names, w), append(row, number(n))
			df[w]++
		}
		tf[d] = map[string]float64{}
		for i, share := range measure.Share.Apply(row, math.E) {
			tf[d][names[i]] = share
		}
	}
	idf := map[string]float64{}
	for w, n := range df {
		idf[w] = measure.IDF.Of(n, float64(len(docs)), 0, math.E)
	}
	out := result{"idf": only(f, "idf", idf)}
	picked := map[string]map[string]float64{}
	if want, ok := f.Expected["tf"].(map[string]any); ok {
		for d, cells := range want {
			picked[d] = map[string]float64{}
			for w := range cells.(map[string]any) {
				picked[d][w] = tf[d][w]
			}
		}
	}
	out["tf"] = picked
	return out, nil
}

// smart reads gensim's three letters: local, global, normalisation.
func smart(f *fixture) (result, error) {
	letters := f.Params.text("smartirs")
	if len(letters) != 3 {
		return nil, errNotCovered
	}
	local, okL := map[byte]measure.LocalWeight{'n': measure.Count, 'b': measure.Boolean, 'l': measure.LogCount, 'L': measure.LogMean, 'a': measure.Augmented}[letters[0]]
	global, okG := map[byte]measure.GlobalWeight{'n': measure.NoGlobal, 'x': measure.NoGlobal, 'f': measure.IDF, 'p': measure.IDFProbability, 't': measure.IDFOver}[letters[1]]
	if !okL || !okG || !strings.ContainsRune("nxc", rune(letters[2])) {
		return nil, errNotCovered
	}
	c := f.table()
	w := weigh(c, local, global, 2)
	var out []map[string]float64
	for _, d := range f.Expected["docs"].([]any) {
		i := int(number(d))
		row := w[i]
		if letters[2] == 'c' {
			row = measure.Scale(row, 2)
		}
		cells := map[string]float64{}
		for j, t := range c.terms {
			if c.rows[i][j] > 0 && math.Abs(row[j]) > 1e-12 {
				cells[t] = row[j]
			}
		}
		out = append(out, cells)
	}
	return result{"docs": f.Expected["docs"], "weights": out}, nil
}

func sklearn(f *fixture) (result, error) {
	c := f.table()
	local, global := measure.Count, measure.IDFPlus
	if on, _ := f.Params["sublinear_tf"].(bool); on {
		local = measure.LogCount
	}
	if on, _ := f.Params["smooth_idf"].(bool); on {
		global = measure.IDFSmooth
	}
	w, df := weigh(c, local, global, math.E), measure.DocumentFrequency(c.rows)
	at := make([]int, len(c.terms))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(a, b int) int { return cmp.Compare(c.terms[a], c.terms[b]) })
	var terms []string
	var idf []float64
	for _, j := range at {
		terms, idf = append(terms, c.terms[j]), append(idf, global.Of(df[j], float64(len(c.rows)), 0, math.E))
	}
	out := result{"terms": terms, "idf": idf}
	for i, row := range w {
		switch f.Params.textOr("norm", "") {
		case "l1":
			row = measure.Scale(row, 1)
		case "l2":
			row = measure.Scale(row, 2)
		}
		sorted := []float64{}
		for _, j := range at {
			sorted = append(sorted, row[j])
		}
		out[fmt.Sprintf("row%d", i)] = sorted
	}
	return out, nil
}
