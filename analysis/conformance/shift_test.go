package conformance

import (
	"errors"
	"maps"
	"math"
	"slices"

	"concord/analysis/measure"
)

func shiftAdapters() map[string]adapter {
	return map[string]adapter{
		"shift/jsd":                  jsd,
		"shift/kl":                   kl,
		"shift/wordshift_entropy":    wordShift(measure.ShiftEntropy),
		"shift/wordshift_jsd":        wordShift(measure.ShiftJSD),
		"shift/wordshift_kld":        wordShift(measure.ShiftKLD),
		"shift/wordshift_proportion": wordShift(measure.ShiftProportion),
		"shift/wordshift_tsallis2":   wordShift(measure.ShiftTsallis),
		"shift/ntr":                  ntr,
		"shift/ntr_newsfluxus":       newsFluxus,
		"shift/trend":                trend,
		"shift/cusum":                cusum,
		"shift/ols_cusum":            olsCusum,
		"shift/windowdiff":           windowDiff,
	}
}

func jsd(f *fixture) (result, error) {
	d := measure.JSD(f.Input.nums("p"), f.Input.nums("q"), 0.5)
	return result{"jsd_bits": d, "jsd_nats": d * math.Ln2, "js_distance_scipy_bits": math.Sqrt(d), "js_distance_scipy_nats": math.Sqrt(d * math.Ln2)}, nil
}

func kl(f *fixture) (result, error) {
	p, q := f.Input.nums("p"), f.Input.nums("q")
	return result{
		"kl_pq_bits": measure.KL(p, q, 0), "kl_pq_nats": measure.KL(p, q, 0) * math.Ln2, "kl_qp_nats": measure.KL(q, p, 0) * math.Ln2,
		"kl_pq_add_half_bits": measure.KL(p, q, 0.5),
	}, nil
}

func wordShift(kind measure.ShiftKind) adapter {
	return func(f *fixture) (result, error) {
		a, okA := f.Input["a"].(map[string]any)
		b, okB := f.Input["b"].(map[string]any)
		if !okA || !okB {
			return nil, errNotCovered
		}
		if f.Params.numOr("base", 2) != 2 {
			return nil, errNotCovered
		}
		types := map[string]bool{}
		for k := range a {
			types[k] = true
		}
		for k := range b {
			types[k] = true
		}
		terms := slices.Sorted(maps.Keys(types))
		var x, y []float64
		for _, t := range terms {
			u, v := 0.0, 0.0
			if a[t] != nil {
				u = number(a[t])
			}
			if b[t] != nil {
				v = number(b[t])
			}
			x, y = append(x, u), append(y, v)
		}
		w := 0.5
		if f.Params.has("weights") {
			w = f.Params.nums("weights")[0]
		}
		s := measure.Shift{Kind: kind, Alpha: 2, Weight: w}.Between(x, y)
		if math.IsNaN(s.Total) {
			return nil, errors.New("a type is missing in one text")
		}
		// shifterator leaves scores alone where the difference is exactly 0.
		scale := s.Magnitude
		if s.Total == 0 || scale == 0 {
			scale = 1
		}
		scores, total := map[string]float64{}, 0.0
		for i, t := range terms {
			scores[t] = s.Contributions[i] / scale
			total += math.Abs(scores[t])
		}
		return result{"diff": s.Total, "scores_normalised": scores, "total_abs": total}, nil
	}
}

func ntr(f *fixture) (result, error) {
	w := f.Params.integer("window")
	s := measure.NTR(f.Input.matrix("X"), w, func(p, q []float64) float64 { return measure.KL(p, q, 0) })
	var n, t, r []float64
	for i := w; i < len(s)-w; i++ {
		n, t, r = append(n, s[i].Novelty), append(t, s[i].Transience), append(r, s[i].Resonance)
	}
	return result{"first_index": w, "novelty": n, "transience": t, "resonance": r}, nil
}

// newsFluxus pads edges with 0 and has its own divergences.
func newsFluxus(f *fixture) (result, error) {
	divergence := func(p, q []float64) float64 { return measure.JSD(p, q, 0.5) * math.Ln2 }
	if f.Params.text("measure") == "kld" {
		divergence = func(p, q []float64) float64 { return measure.Jeffreys(p, q) * math.Log10(2) }
	}
	var n, t, r, ns, ts []float64
	zero := func(x float64) float64 {
		if math.IsNaN(x) {
			return 0
		}
		return x
	}
	rows := f.Input.matrix("X")
	for i, s := range measure.NTR(rows, f.Params.integer("window"), divergence) {
		// Its spread after a document also covers incomplete windows.
		if rest := len(rows) - 1 - i; math.IsNaN(s.TransienceSD) && rest > 0 {
			s.TransienceSD = measure.NTR(rows, rest, divergence)[i].TransienceSD
		}
		n, t, r = append(n, zero(s.Novelty)), append(t, zero(s.Transience)), append(r, zero(s.Resonance))
		ns, ts = append(ns, zero(s.NoveltySD)), append(ts, zero(s.TransienceSD))
	}
	return result{"novelty": n, "transience": t, "resonance": r, "nsigma": ns, "tsigma": ts}, nil
}

func trend(f *fixture) (result, error) {
	t := measure.TrendOf(f.Input.nums("values"))
	return result{
		"kendall_tau": t.Tau, "mann_kendall_S": t.S, "mann_kendall_z": t.Z, "ols_intercept": t.Intercept, "ols_p": t.P, "ols_r": t.R,
		"ols_slope": t.Slope, "theil_sen_intercept": t.TheilSenIntercept, "theil_sen_slope": t.TheilSen,
	}, nil
}

func cusum(f *fixture) (result, error) {
	c := measure.CusumOf(f.Input.nums("values"))
	return result{"cusum": c.Path, "last_index_of_first_segment": c.Last, "max_abs": c.MaxAbs, "range": c.Range, "pettitt_K": c.Pettitt}, nil
}

func olsCusum(f *fixture) (result, error) {
	path, largest, at, p := measure.OLSCusum(f.Input.nums("values"))
	return result{"process": path, "sup_abs": largest, "argmax_1based": at, "p": p}, nil
}

func windowDiff(f *fixture) (result, error) {
	boundaries := func(s string) []bool {
		var out []bool
		for _, c := range s {
			out = append(out, c == '1')
		}
		return out
	}
	return result{"value": measure.WindowDiff(boundaries(f.Input.text("a")), boundaries(f.Input.text("b")), f.Params.integer("k"))}, nil
}
