package conformance

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/analysis/measure"
)

func collocationAdapters() map[string]adapter {
	value := func(of func(t measure.Table) float64) adapter {
		return func(f *fixture) (result, error) {
			t := table2(f)
			return result{"value": of(t)}, nil
		}
	}
	return map[string]adapter{
		"collocation/battery_formula":         collocationBattery,
		"collocation/battery_nltk":            nltkBattery,
		"collocation/chi2":                    value(func(t measure.Table) float64 { return measure.ChiSquare(t, measure.Uncorrected) }),
		"collocation/conditional_probability": value(func(t measure.Table) float64 { return 100 * measure.ConditionalShare(t) }),
		"collocation/cooccurrence":            coOccurrence,
		"collocation/delta_p":                 value(measure.DeltaP),
		"collocation/dice":                    value(measure.Dice),
		"collocation/g2":                      g2,
		"collocation/lambda":                  lambda,
		"collocation/min_sensitivity":         value(measure.MinSensitivity),
		"collocation/mu_value":                value(measure.MuValue),
		"collocation/mutual_information":      value(measure.TableMI),
		"collocation/nmi":                     value(measure.TableNMI),
		"collocation/npmi":                    value(measure.NPMI),
		"collocation/phi_squared":             value(measure.PhiSquared),
		"collocation/phrases":                 phrases,
		"collocation/pmi":                     value(func(t measure.Table) float64 { return measure.PMI(t, 1) }),
		"collocation/t_score":                 value(measure.TScore),
		"collocation/trigram_nltk":            trigram,
	}
}

func collocationBattery(f *fixture) (result, error) {
	t := table2(f)
	return result{
		"cramers_v": math.Sqrt(measure.PhiSquared(t)), "delta_p_col_given_row": measure.DeltaP(t), "delta_p_row_given_col": measure.DeltaP(t.Transpose()),
		"dice": measure.Dice(t), "expected": t.Expected().O11, "local_mi": measure.LocalMI(t), "log_dice": measure.LogDice(t),
		"log_odds_ratio_haldane": measure.LogOddsHaldane(t), "mi": measure.PMI(t, 1), "mi2": measure.PMI(t, 2), "mi3": measure.PMI(t, 3),
		"min_sensitivity": measure.MinSensitivity(t), "npmi": measure.NPMI(t), "t": measure.TScore(t), "z": measure.ZScore(t),
	}, nil
}

func nltkBattery(f *fixture) (result, error) {
	t := table2(f)
	r, _ := t.Rows()
	c, _ := t.Columns()
	return result{
		"chi_sq": measure.ChiSquare(t, measure.Uncorrected), "dice": measure.Dice(t), "jaccard": measure.PairJaccard(t),
		"likelihood_ratio": measure.G2(t, measure.Uncorrected, 0), "mi_like_pow3": math.Pow(t.O11, 3) / (r * c), "phi_sq": measure.PhiSquared(t),
		"pmi": measure.PMI(t, 1), "poisson_stirling": measure.PoissonStirling(t), "raw_freq": t.O11 / t.N(), "student_t": measure.TScore(t),
	}, nil
}

func coOccurrence(f *fixture) (result, error) {
	how, ok := map[string]measure.WindowCounts{"frequency": measure.CountPairs, "weighted": measure.CountByDistance, "boolean": measure.CountDocuments}[f.Params.textOr("count", "frequency")]
	if !ok {
		return nil, errNotCovered
	}
	c := f.table()
	at, m := map[string]int{}, make([][]float64, len(c.terms))
	for i, term := range c.terms {
		at[term] = i
		m[i] = make([]float64, len(c.terms))
	}
	for _, tokens := range f.tokens() {
		ids := []int{}
		for _, w := range tokens {
			ids = append(ids, at[w])
		}
		measure.CoOccurrence(m, ids, f.Params.integer("window"), how)
	}
	for i := range m {
		clear(m[i][:i])
	}
	return result{"features": c.terms, "upper_triangle": m}, nil
}

type collocation struct {
	text                     string
	count, nested, lambda, z float64
}

func lambda(f *fixture) (result, error) {
	docs, minimum, smoothing := f.tokens(), f.Params.num("min_count"), f.Params.num("smoothing")
	for i, tokens := range docs {
		for j, w := range tokens {
			docs[i][j] = strings.ToLower(w)
		}
	}
	sizes := f.Params.ints("size")
	var all []collocation
	for _, size := range sizes {
		all = append(all, collocations(docs, size, minimum, smoothing, slices.Max(sizes))...)
	}
	slices.SortFunc(all, func(a, b collocation) int {
		// Values that agree to rounding are ties.
		if math.Abs(a.z-b.z) > 1e-9 {
			return cmp.Compare(b.z, a.z)
		}
		return cmp.Compare(a.text, b.text)
	})
	if top := int(f.Params.numOr("top", float64(len(all)))); top < len(all) {
		all = all[:top]
	}
	var text []string
	var count, nested, lambdas, z []float64
	for _, c := range all {
		text, count, nested = append(text, c.text), append(count, c.count), append(nested, c.nested)
		lambdas, z = append(lambdas, c.lambda), append(z, c.z)
	}
	return result{"collocation": text, "count": count, "count_nested": nested, "lambda": lambdas, "z": z}, nil
}

func collocations(docs [][]string, size int, minimum, smoothing float64, largest int) []collocation {
	cells, nested := map[string]float64{}, map[string]float64{}
	key := func(words []string, mask int) string {
		parts := make([]string, size)
		for i, w := range words {
			if mask>>i&1 == 1 {
				parts[i] = w
			} else {
				parts[i] = "\x00"
			}
		}
		return strings.Join(parts, " ")
	}
	for _, d := range docs {
		for i := 0; i+size <= len(d); i++ {
			for mask := range 1 << size {
				cells[key(d[i:i+size], mask)]++
			}
			if size < largest && len(d) > size {
				nested[strings.Join(d[i:i+size], " ")]++
			}
		}
	}
	var out []collocation
	for text, n := range cells {
		if n < minimum || strings.Contains(text, "\x00") {
			continue
		}
		words, atLeast := strings.Split(text, " "), make([]float64, 1<<size)
		for mask := range atLeast {
			atLeast[mask] = cells[key(words, mask)]
		}
		x := measure.BlahetaJohnson(measure.ExactCells(atLeast), smoothing)
		out = append(out, collocation{text, n, nested[text], x.Lambda, x.Z})
	}
	return out
}

func phrases(f *fixture) (result, error) {
	words, pairs, total := map[string]float64{}, map[[2]string]float64{}, 0.0
	for _, d := range f.tokens() {
		for i, w := range d {
			words[w]++
			total++
			if i > 0 {
				pairs[[2]string{d[i-1], w}]++
			}
		}
	}
	minimum, threshold, scores := f.Params.num("min_count"), f.Params.num("threshold"), map[string]float64{}
	for p, n := range pairs {
		a, b := words[p[0]], words[p[1]]
		var s float64
		switch f.Variant {
		case "npmi":
			if n < minimum {
				continue
			}
			s = measure.NPMI(measure.Table{O11: n, O12: a - n, O21: b - n, O22: total - a - b + n})
		default:
			s = measure.PhraseScore(n, a, b, minimum, float64(len(words)+len(pairs)))
		}
		if s > threshold {
			scores[p[0]+"_"+p[1]] = s
		}
	}
	return result{"scores": scores}, nil
}

func trigram(f *fixture) (result, error) {
	in := f.Input
	two, one := in.nums("n_iix_ixi_xii"), in.nums("n_ixx_xix_xxi")
	// Bit 0 is the first word.
	a := measure.AssociateNGram(measure.ExactCells([]float64{in.num("N"), one[0], one[1], two[0], one[2], two[1], two[2], in.num("n_iii")}))
	return result{"chi_sq": a.ChiSquare, "jaccard": a.Jaccard, "likelihood_ratio": a.G2, "pmi": a.PMI, "poisson_stirling": a.PoissonStirling, "student_t": a.T}, nil
}
