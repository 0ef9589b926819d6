package conformance

import (
	"cmp"
	"math"
	"slices"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

func keynessAdapters() map[string]adapter {
	return map[string]adapter{
		"keyness/chi2":         chiSquare,
		"keyness/chi2_yates":   chiSquare,
		"keyness/g2":           g2,
		"keyness/g2_yates":     g2,
		"keyness/g2_rayson":    rayson,
		"keyness/pmi":          keynessPMI,
		"keyness/fisher_exact": fisher,
		"keyness/corpora_g2": pairList(func(p pair, _ *fixture) float64 {
			t := p.table()
			return t.Sign() * measure.G2(t, measure.Uncorrected, 0)
		}),
		"keyness/corpora_logratio": pairList(func(p pair, _ *fixture) float64 { return measure.LogRatio(p.a, p.n1, p.b, p.n2, measure.HalfAll) }),
		"keyness/corpora_lrc": pairList(func(p pair, f *fixture) float64 {
			return measure.ConservativeLogRatio(p.a, p.n1, p.b, p.n2, f.Params.num("conf.level"), f.Params.num("family_size"))
		}),
		"keyness/corpora_positivelrc": pairList(func(p pair, f *fixture) float64 {
			return measure.LogRatioLower(p.a, p.n1, p.b, p.n2, f.Params.num("conf.level"), f.Params.num("family_size"))
		}),
		"keyness/corpora_simplemaths": pairList(func(p pair, f *fixture) float64 {
			return measure.SimpleMaths(p.a, p.n1, p.b, p.n2, f.Params.num("lambda"))
		}),
		"keyness/difference_coefficient": single(func(p pair, _ *fixture) float64 { return measure.DifferenceCoefficient(p.a, p.n1, p.b, p.n2) }),
		"keyness/log_ratio":              single(func(p pair, _ *fixture) float64 { return measure.LogRatio(p.a, p.n1, p.b, p.n2, measure.Unsmoothed) }),
		"keyness/odds_ratio":             single(func(p pair, _ *fixture) float64 { return measure.OddsRatio(p.table()) }),
		"keyness/pct_diff":               single(func(p pair, _ *fixture) float64 { return measure.PercentDifference(p.a, p.n1, p.b, p.n2) }),
		"keyness/simple_maths": single(func(p pair, f *fixture) float64 {
			return measure.SimpleMaths(p.a, p.n1, p.b, p.n2, f.Params.numOr("smoothing", 1))
		}),
		"keyness/effect_sizes":       effectSizes,
		"keyness/log_odds_dirichlet": logOdds,
		"keyness/log_odds_tidylo":    tidylo,
		"keyness/mann_whitney":       mannWhitney,
		"keyness/scaled_f_score":     scaledF,
		"keyness/t_test":             tTest,
	}
}

// pair is one feature in two corpora.
type pair struct{ a, n1, b, n2 float64 }

func (p pair) table() measure.Table { return measure.KeynessTable(p.a, p.n1, p.b, p.n2) }

func onePair(f *fixture) pair {
	in := f.Input
	if in.kind() != "freq_pair" {
		bad("input kind %q, expected freq_pair", in.kind())
	}
	return pair{in.num("f1"), in.num("n1"), in.num("f2"), in.num("n2")}
}

// table2 reads a 2×2 table from either way to give it.
func table2(f *fixture) measure.Table {
	if f.Input.kind() == "freq_pair" {
		return onePair(f).table()
	}
	return tableOf(f.Input)
}

func tableOf(in object) measure.Table {
	return measure.Table{O11: in.num("o11"), O12: in.num("o12"), O21: in.num("o21"), O22: in.num("o22")}
}

func single(of func(pair, *fixture) float64) adapter {
	return func(f *fixture) (result, error) { return result{"value": of(onePair(f), f)}, nil }
}

func pairList(of func(pair, *fixture) float64) adapter {
	return func(f *fixture) (result, error) {
		in, values := f.Input, []float64{}
		f1, n1, f2, n2 := in.nums("f1"), in.nums("n1"), in.nums("f2"), in.nums("n2")
		for i := range f1 {
			values = append(values, of(pair{f1[i], n1[i], f2[i], n2[i]}, f))
		}
		return result{"value": values}, nil
	}
}

// split sums a document-term table into target and reference.
func split(f *fixture) (terms []string, tables map[string]measure.Table, target, reference map[string]float64) {
	c := f.table()
	isTarget := map[string]bool{}
	if f.Input.has("target_docs") {
		for _, d := range f.Input.texts("target_docs") {
			isTarget[d] = true
		}
	} else {
		isTarget["target"] = true
	}
	target, reference, tables = map[string]float64{}, map[string]float64{}, map[string]measure.Table{}
	nT, nR := 0.0, 0.0
	for i, d := range c.docs {
		for j, term := range c.terms {
			if isTarget[d] {
				target[term] += c.rows[i][j]
				nT += c.rows[i][j]
			} else {
				reference[term] += c.rows[i][j]
				nR += c.rows[i][j]
			}
		}
	}
	for _, term := range c.terms {
		tables[term] = measure.KeynessTable(target[term], nT, reference[term], nR)
	}
	return c.terms, tables, target, reference
}

// quanteda's statistics come signed for every term, with p, or as ranked lists.
func quanteda(f *fixture, signed bool, statistic func(measure.Table) (stat, p float64)) (result, error) {
	terms, tables, target, reference := split(f)
	stat, ps := map[string]float64{}, map[string]float64{}
	for _, term := range terms {
		t := tables[term]
		s, p := statistic(t)
		if signed {
			s *= t.Sign()
		}
		stat[term], ps[term] = s, p
	}
	out := result{"stat": only(f, "stat", stat), "p": only(f, "p", ps),
		"n_target": only(f, "n_target", target), "n_reference": only(f, "n_reference", reference)}
	ranked := slices.Clone(terms)
	slices.SortFunc(ranked, func(a, b string) int {
		return cmp.Or(cmp.Compare(stat[b], stat[a]), cmp.Compare(a, b))
	})
	for key, v := range f.Expected {
		if l, ok := v.([]any); ok && len(l) <= len(ranked) {
			switch {
			case len(key) > 3 && key[:3] == "top":
				out[key] = ranked[:len(l)]
			case len(key) > 6 && key[:6] == "bottom":
				bottom := slices.Clone(ranked[len(ranked)-len(l):])
				out[key] = bottom
			}
		} else if v == nil {
			out[key] = nil
		}
	}
	return out, nil
}

// only keeps the entries an expected object names: the fixtures list a selection.
func only(f *fixture, key string, all map[string]float64) map[string]float64 {
	want, ok := f.Expected[key].(map[string]any)
	if !ok {
		return all
	}
	out := map[string]float64{}
	for k := range want {
		if v, ok := all[k]; ok {
			out[k] = v
		}
	}
	return out
}

func quantedaCorrection(f *fixture) measure.Correction {
	switch f.Params.textOr("correction", "none") {
	case "default", "yates":
		return measure.YatesSmall
	case "williams":
		return measure.Williams
	}
	return measure.Uncorrected
}

func chiSquare(f *fixture) (result, error) {
	switch f.Input.kind() {
	case "two_docs", "dtm_file", "dtm":
		return quanteda(f, true, func(t measure.Table) (float64, float64) {
			c := quantedaCorrection(f)
			chi := measure.ChiSquare(t, c)
			if c == measure.Williams {
				// quanteda multiplies by q where Williams divides.
				chi = measure.ChiSquare(t, measure.Uncorrected) * measure.WilliamsQ(t)
			}
			return chi, infer.ChiSquareUpper(chi, 1)
		})
	case "table2x2", "freq_pair":
		correction := measure.Uncorrected
		switch {
		case f.Method == "chi2_yates":
			correction = measure.Yates
		case f.Variant == "yates":
			correction = measure.YatesUnclamped
		}
		t := table2(f)
		chi := measure.ChiSquare(t, correction)
		return result{
			"chi2": chi, "p": infer.ChiSquareUpper(chi, 1),
			"chi2_r_chisq_test": measure.ChiSquare(t, measure.Yates), "chi2_textbook_yates": measure.ChiSquare(t, measure.YatesUnclamped),
		}, nil
	}
	return nil, errNotCovered
}

func g2(f *fixture) (result, error) {
	switch f.Input.kind() {
	case "two_docs", "dtm_file", "dtm":
		return quanteda(f, true, func(t measure.Table) (float64, float64) {
			v := measure.G2(t, quantedaCorrection(f), 1e-9)
			return v, infer.ChiSquareUpper(v, 1)
		})
	case "table2x2_list":
		values := []float64{}
		for _, row := range list(f.Input["rows"]) {
			values = append(values, measure.G2(tableOf(object(row.(map[string]any))), measure.Uncorrected, 0))
		}
		return result{"g2": values}, nil
	case "table2x2", "freq_pair":
		correction := measure.Uncorrected
		if f.Method == "g2_yates" {
			correction = measure.Yates
		}
		v := measure.G2(table2(f), correction, 0)
		return result{"g2": v, "value": v, "p": infer.ChiSquareUpper(v, 1)}, nil
	}
	return nil, errNotCovered
}

func rayson(f *fixture) (result, error) {
	t := table2(f)
	v, e := measure.G2TwoCell(t), t.Expected()
	return result{"g2": v, "e1": e.O11, "e2": e.O12, "bic": measure.BIC(v, t.N()), "ell": measure.ELL(v, t.N(), min(e.O11, e.O12))}, nil
}

func keynessPMI(f *fixture) (result, error) {
	return quanteda(f, false, func(t measure.Table) (float64, float64) { return measure.KeynessPMI(t, 1e-9), math.NaN() })
}

func fisher(f *fixture) (result, error) {
	if kind := f.Input.kind(); kind == "two_docs" || kind == "dtm_file" {
		return quanteda(f, false, func(t measure.Table) (float64, float64) {
			mle, _ := measure.OddsRatioMLE(t, 0.95)
			return mle, measure.FisherExact(t).TwoSided
		})
	}
	t := table2(f)
	exact := measure.FisherExact(t)
	mle, ci := measure.OddsRatioMLE(t, 0.95)
	p := exact.TwoSided
	switch f.Params.textOr("alternative", "two-sided") {
	case "greater":
		p = exact.Greater
	case "less":
		p = exact.Less
	}
	return result{
		"p": p, "p_greater": exact.Greater, "p_less": exact.Less, "p_two_sided": exact.TwoSided,
		"odds_ratio_conditional_mle": mle, "odds_ratio_sample": measure.OddsRatio(t), "ci95": ends(ci),
	}, nil
}

func effectSizes(f *fixture) (result, error) {
	p := onePair(f)
	return result{
		"difference_coefficient": measure.DifferenceCoefficient(p.a, p.n1, p.b, p.n2),
		"log_ratio":              measure.LogRatio(p.a, p.n1, p.b, p.n2, measure.Unsmoothed),
		"log_ratio_plus_half":    measure.LogRatio(p.a, p.n1, p.b, p.n2, measure.HalfAll),
		"log_ratio_zero_to_half": measure.LogRatio(p.a, p.n1, p.b, p.n2, measure.HalfZeros),
		"odds_ratio":             measure.OddsRatio(p.table()),
		"pct_diff":               measure.PercentDifference(p.a, p.n1, p.b, p.n2),
		"relative_risk":          measure.RelativeRisk(p.a, p.n1, p.b, p.n2),
		"simple_maths_1":         measure.SimpleMaths(p.a, p.n1, p.b, p.n2, 1),
		"simple_maths_100":       measure.SimpleMaths(p.a, p.n1, p.b, p.n2, 100),
	}, nil
}

func logOdds(f *fixture) (result, error) {
	if f.Variant == "z_to_p" {
		p := []float64{}
		for _, z := range f.Input.nums("values") {
			p = append(p, infer.NormalUpper(-z))
		}
		return result{"p": p}, nil
	}
	yi, yj := f.Input.nums("y_i"), f.Input.nums("y_j")
	scores := f.Variant == "scattertext_score"
	alpha := make([]float64, len(yi))
	for i := range alpha {
		switch v := f.Params["alpha"].(type) {
		case []any:
			alpha[i] = number(v[i])
		default:
			alpha[i] = f.Params.numOr("alpha", f.Params.numOr("alpha_w", 0))
		}
	}
	alpha0, ni, nj := mean(alpha)*float64(len(alpha)), mean(yi)*float64(len(yi)), mean(yj)*float64(len(yj))
	out := map[string][]float64{}
	for i := range yi {
		l := measure.LogOddsDirichlet(yi[i], ni, yj[i], nj, alpha[i], alpha0, scores)
		out["delta"] = append(out["delta"], l.Delta)
		out["variance"] = append(out["variance"], l.Variance)
		out["z"] = append(out["z"], l.Z)
		out["zeta"] = append(out["zeta"], l.Z)
		out["score"] = append(out["score"], 1-2*infer.NormalUpper(-l.Z))
	}
	got := result{}
	for k, v := range out {
		got[k] = v
	}
	return got, nil
}

func tidylo(f *fixture) (result, error) {
	groups, features := map[string]int{}, map[string]int{}
	number := func(m map[string]int, k string) int {
		if _, ok := m[k]; !ok {
			m[k] = len(m)
		}
		return m[k]
	}
	set, feature, n := f.Input.texts("set"), f.Input.texts("feature"), f.Input.nums("n")
	var cells []measure.Cell
	for i := range n {
		cells = append(cells, measure.Cell{Group: number(groups, set[i]), Feature: number(features, feature[i]), Count: n[i]})
	}
	uninformative, _ := f.Params["uninformative"].(bool)
	l, err := measure.WeightedLogOdds(cells, uninformative)
	if err != nil {
		return nil, err
	}
	delta, z := []float64{}, []float64{}
	for _, v := range l {
		delta, z = append(delta, v.Delta), append(z, v.Z)
	}
	return result{"log_odds": delta, "z": z}, nil
}

func mannWhitney(f *fixture) (result, error) {
	r := infer.MannWhitney(f.Input.nums("x"), f.Input.nums("y"))
	return result{"u": r.U, "u_x": r.U, "rank_sum_x": r.RankSum, "p_continuity": r.PContinuity, "p_no_continuity": r.P}, nil
}

func scaledF(f *fixture) (result, error) {
	return result{"score": measure.ScaledFScore(f.Input.nums("y_i"), f.Input.nums("y_j"), f.Params.numOr("beta", 2))}, nil
}

func tTest(f *fixture) (result, error) {
	x, y := f.Input.nums("x"), f.Input.nums("y")
	s, w := infer.StudentTest(x, y), infer.WelchTest(x, y)
	return result{"student_t": s.T, "student_p": s.P, "welch_t": w.T, "welch_p": w.P}, nil
}
