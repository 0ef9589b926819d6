package conformance

import (
	"math"
	"slices"

	"concord/analysis/infer"
	"concord/analysis/measure"
)

func inferenceAdapters() map[string]adapter {
	m := map[string]adapter{
		"inference/bootstrap_ci":       bootstrapIntervals,
		"inference/cliffs_delta":       cliff,
		"inference/exact_tests":        exactTests,
		"inference/jackknife":          jackknife,
		"inference/krippendorff_alpha": krippendorff,
		"inference/ks_2samp":           kolmogorovSmirnov,
		"inference/permutation_exact":  permuteMeans,
		"inference/proportion_ci":      proportions,
		"inference/quantile":           quantiles,
	}
	for method, how := range map[string]infer.Adjustment{
		"bh": infer.BH, "bonferroni": infer.Bonferroni, "by": infer.BY, "hochberg": infer.Hochberg, "holm": infer.Holm,
		"holm_sidak": infer.HolmSidak, "hommel": infer.Hommel, "sidak": infer.Sidak,
	} {
		m["inference/"+method] = func(f *fixture) (result, error) { return adjusted(f, how) }
	}
	return m
}

func adjusted(f *fixture, how infer.Adjustment) (result, error) {
	p, alpha := f.Input.nums("p"), f.Params.numOr("alpha", 0.05)
	adj, err := infer.Adjust(p, how)
	if err != nil {
		return nil, err
	}
	bonferroni, err := infer.Adjust(p, infer.Bonferroni)
	if err != nil {
		return nil, err
	}
	reject, count, strict := []bool{}, 0, 0
	for i, v := range adj {
		reject = append(reject, v <= alpha)
		if v <= alpha {
			count++
		}
		if bonferroni[i] <= alpha {
			strict++
		}
	}
	return result{
		"adjusted": adj, "reject": reject, "rejected_" + string(how): count, "rejected_bonferroni": strict,
		"threshold_bh": float64(count) * alpha / float64(len(p)),
	}, nil
}

func bootstrapIntervals(f *fixture) (result, error) {
	data := f.Input.nums("data")
	var statistic func([]float64) float64
	switch f.Params.textOr("statistic", "") {
	case "median":
		statistic = func(v []float64) float64 { return infer.Quantile(v, 0.5) }
	case "mean":
		statistic = mean
	default:
		return nil, errNotCovered
	}
	_, without := infer.LeaveOneOut(len(data), func(i int) float64 {
		if i < 0 {
			return statistic(data)
		}
		return statistic(slices.Delete(slices.Clone(data), i, i+1))
	})
	b95, err := infer.IntervalsOf(f.Input.num("t0"), f.Input.nums("t"), 0.95, infer.Acceleration(without))
	if err != nil {
		return nil, err
	}
	b90, err := infer.IntervalsOf(f.Input.num("t0"), f.Input.nums("t"), 0.90, math.NaN())
	if err != nil {
		return nil, err
	}
	return result{
		"bias": b95.Bias, "se": b95.SE, "normal95": ends(b95.Normal), "basic95": ends(b95.Basic),
		"percentile95": ends(b95.Percentile), "percentile90": ends(b90.Percentile), "bca95": ends(b95.BCa),
	}, nil
}

func ends(v infer.Interval) []float64 { return []float64{v.Lo, v.Hi} }

func mean(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s / float64(len(v))
}

func sd(v []float64) float64 {
	m, ss := mean(v), 0.0
	for _, x := range v {
		ss += (x - m) * (x - m)
	}
	return math.Sqrt(ss / float64(len(v)-1))
}

func cliff(f *fixture) (result, error) {
	x, y := f.Input.nums("x"), f.Input.nums("y")
	return result{"delta": infer.CliffDelta(x, y), "hodges_lehmann": infer.HodgesLehmann(x, y)}, nil
}

func exactTests(f *fixture) (result, error) {
	x, y := f.Input.nums("x"), f.Input.nums("y")
	perm, err := infer.PermuteMeans(x, y)
	if err != nil {
		return nil, err
	}
	p, err := infer.RankSumExact(x, y)
	if err != nil {
		return nil, err
	}
	return result{"permutation_exact_p": perm.TwoSided, "wilcoxon_W": infer.MannWhitney(x, y).U, "wilcoxon_exact_p": p}, nil
}

func jackknife(f *fixture) (result, error) {
	v := f.Input.nums("values")
	of := func(statistic func([]float64) float64) (infer.Jackknife, error) {
		estimate, without := infer.LeaveOneOut(len(v), func(i int) float64 {
			if i < 0 {
				return statistic(v)
			}
			return statistic(slices.Delete(slices.Clone(v), i, i+1))
		})
		return infer.JackknifeOne(estimate, without, 0.95)
	}
	m, err := of(mean)
	if err != nil {
		return nil, err
	}
	s, err := of(sd)
	if err != nil {
		return nil, err
	}
	n := float64(len(v))
	return result{
		"mean": m.Estimate, "sd": s.Estimate, "se_jackknife_mean": m.SE, "se_jackknife_sd": s.SE,
		"bca_acceleration_mean": infer.Acceleration(m.Without), "bca_acceleration_sd": infer.Acceleration(s.Without),
		// The exact bootstrap error of a mean is the jackknife error times √((n−1)/n).
		"exact_bootstrap_se_mean": m.SE * math.Sqrt((n-1)/n),
	}, nil
}

func krippendorff(f *fixture) (result, error) {
	metric, ok := map[string]measure.RatingScale{"nominal": measure.NominalScale, "interval": measure.IntervalScale, "ordinal": measure.OrdinalScale}[f.Params.textOr("metric", "nominal")]
	if !ok {
		return nil, errNotCovered
	}
	items, values := map[string]int{}, map[string]int{}
	var ratings []measure.Rating
	for _, row := range list(f.Input["triples"]) {
		t := strs(row)
		if _, ok := items[t[1]]; !ok {
			items[t[1]] = len(items)
		}
		if _, ok := values[t[2]]; !ok {
			values[t[2]] = len(values)
		}
		value := float64(values[t[2]])
		if metric != measure.NominalScale {
			value = number(any(t[2]))
		}
		ratings = append(ratings, measure.Rating{Item: items[t[1]], Value: value})
	}
	return result{"alpha": measure.KrippendorffAlpha(ratings, metric)}, nil
}

func kolmogorovSmirnov(f *fixture) (result, error) {
	return result{"statistic": infer.KolmogorovSmirnov(f.Input.nums("x"), f.Input.nums("y"))}, nil
}

func permuteMeans(f *fixture) (result, error) {
	p, err := infer.PermuteMeans(f.Input.nums("x"), f.Input.nums("y"))
	return result{"n_permutations": p.Arrangements, "p_greater": p.Greater, "p_two_sided_abs": p.TwoSided, "statistic": p.Difference}, err
}

func proportions(f *fixture) (result, error) {
	k, n, level := f.Input.num("count"), f.Input.num("nobs"), 1-f.Params.numOr("alpha", 0.05)
	out := result{}
	for name, of := range map[string]func(k, n, level float64) (infer.Interval, error){
		"agresti_coull": infer.AgrestiCoull, "beta": infer.ClopperPearson, "jeffreys": infer.Jeffreys, "normal": infer.Wald, "wilson": infer.Wilson,
	} {
		v, err := of(k, n, level)
		if err != nil {
			return nil, err
		}
		out[name] = ends(v)
	}
	return out, nil
}

func quantiles(f *fixture) (result, error) {
	v, out := f.Input.nums("values"), result{}
	for name, rule := range map[string]infer.QuantileRule{
		"linear": infer.QuantileType7, "hazen": infer.QuantileType5, "weibull": infer.QuantileType6, "median_unbiased": infer.QuantileType8,
	} {
		q := []float64{}
		for _, percent := range f.Params.nums("percentiles") {
			q = append(q, infer.QuantileBy(v, percent/100, rule))
		}
		out[name] = q
	}
	for name, rule := range map[string]infer.StepRule{"lower": infer.StepLower, "higher": infer.StepHigher, "inverted_cdf": infer.StepInverse} {
		q := []float64{}
		for _, percent := range f.Params.nums("percentiles") {
			q = append(q, infer.StepQuantile(v, percent/100, rule))
		}
		out[name] = q
	}
	return out, nil
}
