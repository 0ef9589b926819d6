package conformance

import (
	"math"
	"strconv"
	"strings"

	"concord/analysis/measure"
)

func diversityAdapters() map[string]adapter {
	size := func(of func(s measure.Size, f *fixture) float64) adapter {
		return each(func(d document, f *fixture) any { return of(d.freqs.Size(), f) })
	}
	freqs := func(of func(v measure.Frequencies) float64) adapter {
		return each(func(d document, _ *fixture) any { return of(d.freqs) })
	}
	arc := func(of func(a measure.Arc) float64) adapter {
		return each(func(d document, _ *fixture) any { return of(d.freqs.ArcLength()) })
	}
	running := func(of func(tokens []int, f *fixture) float64) adapter {
		return each(func(d document, f *fixture) any { return of(d.tokens, f) })
	}
	return map[string]adapter{
		"diversity/arc_length_b1":      arc(func(a measure.Arc) float64 { return a.B1 }),
		"diversity/arc_length_b3":      arc(func(a measure.Arc) float64 { return a.B3 }),
		"diversity/arc_length_b4":      arc(func(a measure.Arc) float64 { return a.B4 }),
		"diversity/arc_length_b5":      arc(func(a measure.Arc) float64 { return a.B5 }),
		"diversity/baayen_p":           freqs(func(v measure.Frequencies) float64 { return v.OfFrequency(1) / v.Tokens() }),
		"diversity/brunet_w":           size(func(s measure.Size, _ *fixture) float64 { return s.BrunetW() }),
		"diversity/corrected_ttr":      size(func(s measure.Size, _ *fixture) float64 { return s.CorrectedTTR() }),
		"diversity/dugast_u":           size(func(s measure.Size, f *fixture) float64 { return s.DugastU(base(f)) }),
		"diversity/entropy_estimators": entropyEstimators,
		"diversity/fisher_alpha":       size(func(s measure.Size, _ *fixture) float64 { return s.FisherAlpha() }),
		"diversity/gini":               freqs(measure.Frequencies.Gini),
		"diversity/hapax_ratio":        freqs(func(v measure.Frequencies) float64 { return v.OfFrequency(1) / v.Types() }),
		"diversity/hdd":                each(func(d document, f *fixture) any { return d.freqs.HDD(f.Params.numOr("draws", 42)) }),
		"diversity/herdan_c":           size(func(s measure.Size, _ *fixture) float64 { return s.HerdanC() }),
		"diversity/herdan_vm": each(func(d document, f *fixture) any {
			if v := d.freqs.HerdanVm(); f.Variant != "no_sqrt" {
				return v
			} else {
				return v * v
			}
		}),
		"diversity/honore_r": each(func(d document, f *fixture) any {
			if f.Variant == "wordless" {
				// Wordless puts the denominator inside the logarithm.
				return 100 * math.Log(d.freqs.Tokens()/(1-d.freqs.OfFrequency(1)/d.freqs.Types()))
			}
			return d.freqs.HonoreR()
		}),
		"diversity/maas_a":     size(func(s measure.Size, f *fixture) float64 { return math.Sqrt(s.MaasA2(base(f))) }),
		"diversity/maas_a2":    size(func(s measure.Size, f *fixture) float64 { return s.MaasA2(base(f)) }),
		"diversity/maas_lgV0":  size(func(s measure.Size, _ *fixture) float64 { return s.MaasLogV0() }),
		"diversity/maas_lgeV0": size(func(s measure.Size, _ *fixture) float64 { return s.MaasLogV0() * math.Ln10 }),
		"diversity/mattr":      running(func(v []int, f *fixture) float64 { return measure.MATTR(v, f.Params.integer("window")) }),
		"diversity/michea_m":   freqs(func(v measure.Frequencies) float64 { return v.Types() / v.OfFrequency(2) }),
		"diversity/msttr": running(func(v []int, f *fixture) float64 {
			segment := f.Params.integer("segment")
			discard, given := f.Params["discard_last"].(bool)
			if f.Variant == "lexicalrichness_discard" {
				v = v[:max(0, (len(v)-1)/segment*segment)]
			}
			return measure.MSTTR(v, segment, given && !discard)
		}),
		"diversity/mtld":         mtld,
		"diversity/mtld_ma_bid":  running(func(v []int, f *fixture) float64 { return mtldOf(f).MovingAverage(v, false) }),
		"diversity/mtld_ma_wrap": running(func(v []int, f *fixture) float64 { return mtldOf(f).MovingAverage(v, true) }),
		"diversity/popescu_r4":   freqs(func(v measure.Frequencies) float64 { return 1 - v.Gini() }),
		"diversity/rarefaction": func(f *fixture) (result, error) {
			v, out := measure.Frequencies(f.Input.nums("freqs")), []float64{}
			for _, n := range f.Params.nums("sample_sizes") {
				out = append(out, v.Rarefied(n))
			}
			return result{"expected_types": out}, nil
		},
		"diversity/repeat_rate":         each(func(d document, f *fixture) any { return spectrumOr(d, f).RepeatRate() }),
		"diversity/richness_estimators": richness,
		"diversity/root_ttr":            size(func(s measure.Size, _ *fixture) float64 { return s.RootTTR() }),
		"diversity/shannon_entropy":     shannon,
		"diversity/sichel_s":            freqs(func(v measure.Frequencies) float64 { return v.OfFrequency(2) / v.Types() }),
		"diversity/simpson_d":           freqs(measure.Frequencies.SimpsonD),
		"diversity/summer_s":            size(func(s measure.Size, f *fixture) float64 { return s.SummerS(base(f)) }),
		"diversity/ttr":                 size(func(s measure.Size, _ *fixture) float64 { return s.TTR() }),
		"diversity/ttr_model_d": func(f *fixture) (result, error) {
			return result{"ttr": measure.ModelTTR(f.Input.num("D"), f.Input.num("N"))}, nil
		},
		"diversity/vegan_indices": veganIndices,
		"diversity/vgc_binomial": func(f *fixture) (result, error) {
			v, types, hapaxes := measure.Frequencies(f.Input.nums("freqs")), []float64{}, []float64{}
			for _, n := range f.Params.nums("N") {
				t, h := v.BinomialGrowth(n)
				types, hapaxes = append(types, t), append(hapaxes, h)
			}
			return result{"V": types, "V1": hapaxes}, nil
		},
		"diversity/yule_i":                  freqs(measure.Frequencies.YuleI),
		"diversity/yule_index_of_diversity": freqs(measure.Frequencies.YuleDiversity),
		"diversity/yule_k":                  yuleK,
		"diversity/zipfr_measures":          zipfR,
	}
}

// document is one text as frequencies, and as running type numbers where given.
type document struct {
	name   string
	freqs  measure.Frequencies
	tokens []int
}

func documents(f *fixture) []document {
	in := f.Input
	switch in.kind() {
	case "freqs":
		return []document{{freqs: in.nums("freqs")}}
	case "scalars":
		// Only tokens and types are known: one type takes what is left over.
		n, v := in.num("tokens"), int(in.num("types"))
		freqs := make([]float64, v)
		for i := range freqs {
			freqs[i] = 1
		}
		freqs[0] += n - float64(v)
		return []document{{freqs: freqs}}
	case "spectrum":
		var freqs []float64
		for m, count := range in["spectrum"].(map[string]any) {
			k, err := strconv.Atoi(m)
			if err != nil {
				bad("spectrum member %q", m)
			}
			for range int(number(count)) {
				freqs = append(freqs, float64(k))
			}
		}
		return []document{{freqs: freqs}}
	case "dtm_file", "dtm":
		c := f.table()
		var out []document
		for i, d := range c.docs {
			out = append(out, document{name: d, freqs: c.rows[i]})
		}
		return out
	case "tokens_file":
		names, texts := f.tokensFile(in.text("file"))
		var out []document
		for i, name := range names {
			out = append(out, documentOf(name, texts[i]))
		}
		return out
	}
	return []document{documentOf("", f.tokens()[0])}
}

func documentOf(name string, words []string) document {
	d, at := document{name: name}, map[string]int{}
	for _, w := range words {
		if _, ok := at[w]; !ok {
			at[w] = len(at)
			d.freqs = append(d.freqs, 0)
		}
		d.freqs[at[w]]++
		d.tokens = append(d.tokens, at[w])
	}
	return d
}

// each gives one value, or one a document.
func each(of func(d document, f *fixture) any) adapter {
	return func(f *fixture) (result, error) {
		docs := documents(f)
		byDoc := map[string]any{}
		for _, d := range docs {
			byDoc[d.name] = of(d, f)
		}
		out := result{"by_doc": byDoc}
		if len(docs) == 1 {
			out["value"] = byDoc[docs[0].name]
		}
		return out, nil
	}
}

// base is the logarithm a variant names; log10 unless natural.
func base(f *fixture) float64 {
	switch {
	case strings.Contains(f.Variant, "log10"):
		return 10
	case strings.HasPrefix(f.Variant, "ln"):
		return math.E
	}
	return 10
}

func mtldOf(f *fixture) measure.MTLD {
	m := measure.MTLD{Threshold: f.Params.numOr("threshold", 0.72), MinLength: int(f.Params.numOr("min_factor_length", 1))}
	m.OpenEnd = f.Variant == "kyle"
	return m
}

func mtld(f *fixture) (result, error) {
	m, tokens := mtldOf(f), documents(f)[0].tokens
	inclusive := m
	inclusive.Inclusive = true
	v := m.Of(tokens)
	if strings.Contains(f.Variant, "le") && f.Variant != "kyle" {
		v = inclusive.Of(tokens)
	}
	return result{"value": v, "value_strict_lt": m.Of(tokens), "value_le": inclusive.Of(tokens)}, nil
}

// spectrumOr turns frequencies into the counts V_m where the variant asks so.
func spectrumOr(d document, f *fixture) measure.Frequencies {
	if !strings.Contains(f.Variant, "spectrum") {
		return d.freqs
	}
	top := 0.0
	for _, v := range d.freqs {
		top = max(top, v)
	}
	var out measure.Frequencies
	for m := 1.0; m <= top; m++ {
		if n := d.freqs.OfFrequency(m); n > 0 {
			out = append(out, n)
		}
	}
	return out
}

func shannon(f *fixture) (result, error) {
	b := f.Params.numOr("base", 0)
	if strings.HasPrefix(f.Variant, "log2") {
		b = 2
	}
	if b == 0 {
		b = math.E
	}
	out, err := each(func(d document, f *fixture) any { return spectrumOr(d, f).Entropy(b) })(f)
	if err != nil {
		return nil, err
	}
	if docs := documents(f); len(docs) == 1 {
		v := docs[0].freqs
		out["bits"], out["nats"] = v.Entropy(2), v.Entropy(math.E)
		out["miller_madow_nats_if_counts"] = measure.MillerMadow.Of(v)
		if f.Expected["miller_madow_nats_if_counts"] == nil {
			out["miller_madow_nats_if_counts"] = nil
		}
	}
	return out, nil
}

func entropyEstimators(f *fixture) (result, error) {
	v, out := f.Input.nums("freqs"), result{}
	for name, e := range map[string]measure.EntropyEstimator{
		"ml": measure.PlugIn, "miller_madow": measure.MillerMadow, "laplace": measure.LaplaceEntropy, "jeffreys": measure.JeffreysEntropy,
		"schurmann_grassberger": measure.SchurmannGrassberger, "minimax": measure.MinimaxEntropy, "chao_shen": measure.ChaoShen, "shrink": measure.ShrinkageEntropy,
	} {
		out[name] = e.Of(v)
	}
	return out, nil
}

func richness(f *fixture) (result, error) {
	r := measure.Frequencies(f.Input.nums("freqs")).EstimateRichness()
	return result{"observed": r.Observed, "chao1": r.Chao1, "se_chao1": r.Chao1SE, "ace": r.ACE}, nil
}

func veganIndices(f *fixture) (result, error) {
	v := measure.Frequencies(f.Input.nums("freqs"))
	return result{
		"fisher_alpha": v.Size().FisherAlpha(), "hill": map[string]float64{"q0": v.Hill(0), "q1": v.Hill(1), "q2": v.Hill(2)},
		"inverse_simpson": v.Hill(2), "pielou_evenness": v.Entropy(math.E) / math.Log(v.Types()), "shannon_nats": v.Entropy(math.E),
		"simpson_1_minus_sum_p2": 1 - v.RepeatRate(),
	}, nil
}

func yuleK(f *fixture) (result, error) {
	out, err := each(func(d document, _ *fixture) any { return d.freqs.YuleK() })(f)
	if err != nil {
		return nil, err
	}
	d := documents(f)[0].freqs
	out["K"], out["tokens"], out["types"] = d.YuleK(), d.Tokens(), d.Types()
	return out, nil
}

func zipfR(f *fixture) (result, error) {
	v := measure.Frequencies(f.Input.nums("freqs"))
	s, v1, v2 := v.Size(), v.OfFrequency(1), v.OfFrequency(2)
	return result{
		"C": s.HerdanC(), "D": v.SimpsonD(), "H": v.HonoreR(), "Hapax": v1 / s.V, "K": 10 * v.YuleK(), "P": v1 / s.N, "R": s.RootTTR(),
		"S": v2 / s.V, "TTR": s.TTR(), "U": s.DugastU(math.E), "V": s.V, "W": s.BrunetW(), "alpha2": 1 - 2*v2/v1, "k": s.DugastK(),
	}, nil
}
