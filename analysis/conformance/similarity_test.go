package conformance

import (
	"maps"
	"math"
	"slices"

	"concord/analysis/measure"
)

func similarityAdapters() map[string]adapter {
	matrix := func(of func(x, y []float64) float64) adapter {
		return func(f *fixture) (result, error) {
			m := measure.Pairwise(f.table().rows, of)
			return result{"matrix": m, "dist": m}, nil
		}
	}
	presence := func(of func(p measure.Presence) float64) func(x, y []float64) float64 {
		return func(x, y []float64) float64 { return of(measure.PresenceOf(x, y)) }
	}
	either := func(m func(x, y []float64) float64, s func(p measure.Presence) float64) adapter {
		return func(f *fixture) (result, error) {
			if f.Input.kind() == "two_seqs" {
				return result{"value": s(presenceOf(f))}, nil
			}
			return matrix(m)(f)
		}
	}
	set := func(of func(p measure.Presence) float64) adapter {
		return func(f *fixture) (result, error) { return result{"value": of(presenceOf(f))}, nil }
	}
	bag := func(of func(x, y []float64) float64) adapter {
		return func(f *fixture) (result, error) { x, y := bags(f); return result{"value": of(x, y)}, nil }
	}
	delta := func(d measure.Delta) adapter {
		return func(f *fixture) (result, error) { return result{"dist": measure.DeltaDistances(shares(f), d)}, nil }
	}
	distance := func(of func(x, y []float64) float64) func(x, y []float64) float64 {
		return func(x, y []float64) float64 { return 1 - of(x, y) }
	}
	return map[string]adapter{
		"similarity/bag_similarity":   bag(measure.BagOverlap),
		"similarity/bm25":             bm25,
		"similarity/canberra":         matrix(func(x, y []float64) float64 { d, _ := measure.Canberra(x, y); return d }),
		"similarity/correlation":      correlation,
		"similarity/cosine":           matrix(measure.Cosine),
		"similarity/cosine_set":       set(measure.Presence.Cosine),
		"similarity/dice":             either(presence(measure.Presence.Dice), measure.Presence.Dice),
		"similarity/edice":            matrix(measure.ExtendedDice),
		"similarity/ejaccard":         matrix(measure.ExtendedJaccard),
		"similarity/euclidean":        matrix(measure.Euclidean),
		"similarity/hamann":           matrix(presence(measure.Presence.Hamann)),
		"similarity/hellinger":        twoVectors("value", measure.Hellinger),
		"similarity/jaccard":          either(presence(measure.Presence.Jaccard), measure.Presence.Jaccard),
		"similarity/jaccard_bag":      bag(measure.BagJaccard),
		"similarity/jaccard_set":      set(measure.Presence.Jaccard),
		"similarity/jaccard_weighted": twoVectors("distance", distance(measure.BagJaccard)),
		"similarity/kl_divergence":    twoVectors("value", func(p, q []float64) float64 { return measure.KL(p, q, 0) * math.Ln2 }),
		"similarity/manhattan":        matrix(measure.Manhattan),
		"similarity/mantel":           mantel,
		"similarity/maximum":          matrix(func(x, y []float64) float64 { return measure.Minkowski(x, y, math.Inf(1)) }),
		"similarity/minkowski": func(f *fixture) (result, error) {
			p := f.Params.num("p")
			return matrix(func(x, y []float64) float64 { return measure.Minkowski(x, y, p) })(f)
		},
		"similarity/partition_agreement": partitions,
		"similarity/ratio_of_matches":    ratioOfMatches,
		"similarity/set_battery":         setBattery,
		"similarity/simple_matching":     matrix(presence(measure.Presence.SimpleMatching)),
		"similarity/sorensen_dice_set":   set(measure.Presence.Dice),
		"similarity/spearman": func(f *fixture) (result, error) {
			return result{"rho": measure.Spearman(f.Input.nums("x"), f.Input.nums("y"))}, nil
		},
		"similarity/stylo_argamon": delta(measure.QuadraticDelta),
		"similarity/stylo_cosine": func(f *fixture) (result, error) {
			return result{"dist": measure.Pairwise(shares(f), distance(measure.Cosine))}, nil
		},
		"similarity/stylo_delta":   delta(measure.BurrowsDelta),
		"similarity/stylo_eder":    delta(measure.EderDelta),
		"similarity/stylo_entropy": delta(measure.EntropyDelta),
		"similarity/stylo_minmax": func(f *fixture) (result, error) {
			return result{"dist": measure.Pairwise(shares(f), distance(measure.Ruzicka))}, nil
		},
		"similarity/stylo_simple":       delta(measure.RootDelta),
		"similarity/stylo_wurzburg":     delta(measure.CosineDelta),
		"similarity/vector_battery":     vectorBattery,
		"similarity/vegdist_bray":       matrix(measure.BrayCurtis),
		"similarity/vegdist_canberra":   matrix(func(x, y []float64) float64 { d, n := measure.Canberra(x, y); return d / math.Max(1, float64(n)) }),
		"similarity/vegdist_chisq":      func(f *fixture) (result, error) { return result{"dist": measure.ProfileDistances(f.table().rows)}, nil },
		"similarity/vegdist_chord":      matrix(func(x, y []float64) float64 { return measure.Euclidean(measure.Scale(x, 2), measure.Scale(y, 2)) }),
		"similarity/vegdist_hellinger":  matrix(func(x, y []float64) float64 { return measure.Hellinger(x, y) * math.Sqrt2 }),
		"similarity/vegdist_horn":       matrix(distance(measure.Horn)),
		"similarity/vegdist_jaccard":    matrix(func(x, y []float64) float64 { b := measure.BrayCurtis(x, y); return 2 * b / (1 + b) }),
		"similarity/vegdist_kulczynski": matrix(distance(measure.Kulczynski)),
		"similarity/vegdist_morisita":   morisita,
	}
}

// bags counts the symbols of two sequences in one order.
func bags(f *fixture) (x, y []float64) {
	c := countTexts([]string{"a", "b"}, [][]string{f.Input.texts("a"), f.Input.texts("b")})
	return c.rows[0], c.rows[1]
}

func presenceOf(f *fixture) measure.Presence {
	x, y := bags(f)
	return measure.PresenceOf(x, y)
}

func shares(f *fixture) [][]float64 {
	rows := f.table().rows
	for i := range rows {
		rows[i] = measure.Normalize(rows[i])
	}
	return rows
}

func twoVectors(key string, of func(p, q []float64) float64) adapter {
	return func(f *fixture) (result, error) { return result{key: of(f.Input.nums("p"), f.Input.nums("q"))}, nil }
}

func correlation(f *fixture) (result, error) {
	if f.Input.kind() != "two_samples" {
		rows := f.table().rows
		return result{"matrix": measure.Pairwise(rows, measure.Pearson)}, nil
	}
	x, y := f.Input.nums("x"), f.Input.nums("y")
	// The samples may differ in length; the fixture pairs the first ones.
	n := min(len(x), len(y))
	x, y = x[:n], y[:n]
	r := measure.Pearson(x, y)
	return result{"pearson": r, "pearson_p": measure.PearsonTest(r, n), "spearman": measure.Spearman(x, y), "kendall_tau_b": measure.KendallTauB(x, y)}, nil
}

func bm25(f *fixture) (result, error) {
	variant, ok := map[string]measure.BM25Variant{"okapi": measure.BM25Okapi, "lucene": measure.BM25Lucene, "atire": measure.BM25ATIRE}[f.Variant]
	if !ok {
		return nil, errNotCovered
	}
	c := f.table()
	w := measure.BM25{K1: f.Params.num("k1"), B: f.Params.num("b"), Epsilon: f.Params.numOr("epsilon", 0), Variant: variant}.Weights(c.rows)
	want, ok := f.Expected["weights"].([]any)
	if !ok {
		return nil, errNotCovered
	}
	// The fixture lists some documents without naming them: each is the one with
	// the same terms.
	var out []map[string]float64
	for _, doc := range want {
		terms, _ := doc.(map[string]any)
		for i, row := range c.rows {
			cells := map[string]float64{}
			for j, term := range c.terms {
				if row[j] > 0 {
					cells[term] = w[i][j]
				}
			}
			if slices.Equal(slices.Sorted(maps.Keys(cells)), slices.Sorted(maps.Keys(terms))) {
				out = append(out, cells)
				break
			}
		}
	}
	return result{"weights": out}, nil
}

// named lists the weights of the leading documents as the fixture does: terms
// of the document only.
func named(f *fixture, key string, c counts, w [][]float64) []map[string]float64 {
	want, ok := f.Expected[key].([]any)
	if !ok {
		bad("expected %q is no list", key)
	}
	var out []map[string]float64
	for i := range min(len(want), len(w)) {
		doc := map[string]float64{}
		for j, term := range c.terms {
			if c.rows[i][j] > 0 {
				doc[term] = w[i][j]
			}
		}
		out = append(out, doc)
	}
	return out
}

func mantel(f *fixture) (result, error) {
	a, b := f.Input.matrix("A"), f.Input.matrix("B")
	return result{"pearson": measure.Mantel(a, b, measure.Pearson), "spearman": measure.Mantel(a, b, measure.Spearman)}, nil
}

func partitions(f *fixture) (result, error) {
	a, b := f.Input.ints("a"), f.Input.ints("b")
	p := measure.ComparePartitions(a, b)
	return result{
		"adjusted_rand": p.AdjustedRand, "rand": p.Rand, "ami": p.AdjustedMI, "nmi_arithmetic": p.NormalizedMI, "homogeneity": p.Homogeneity,
		"completeness": p.Completeness, "v_measure": p.VMeasure(), "cohen_kappa": measure.CohenKappa(a, b, false), "cohen_kappa_linear": measure.CohenKappa(a, b, true),
	}, nil
}

func ratioOfMatches(f *fixture) (result, error) {
	a, b, n := f.Input.texts("a"), f.Input.texts("b"), 0.0
	for _, w := range b {
		if slices.Contains(a, w) {
			n++
		}
	}
	return result{"value": n / float64(len(b))}, nil
}

func setBattery(f *fixture) (result, error) {
	p := presenceOf(f)
	return result{"containment_a_in_b": p.Containment(), "cosine": p.Cosine(), "dice": p.Dice(), "jaccard": p.Jaccard(), "overlap": p.Overlap()}, nil
}

func vectorBattery(f *fixture) (result, error) {
	p, q := f.Input.nums("p"), f.Input.nums("q")
	canberra, _ := measure.Canberra(p, q)
	return result{
		"bhattacharyya_coefficient": measure.Bhattacharyya(p, q), "braycurtis": measure.BrayCurtis(p, q), "canberra": canberra,
		"chebyshev": measure.Minkowski(p, q, math.Inf(1)), "chi2_distance": measure.ChiDistance(p, q), "cityblock": measure.Manhattan(p, q),
		"correlation_distance": 1 - measure.Pearson(p, q), "cosine_distance": 1 - measure.Cosine(p, q), "euclidean": measure.Euclidean(p, q),
		"hellinger": measure.Hellinger(p, q), "minkowski3": measure.Minkowski(p, q, 3), "ruzicka_similarity": measure.Ruzicka(p, q),
		"total_variation": measure.TotalVariation(p, q),
	}, nil
}

func morisita(f *fixture) (result, error) {
	// vegan cuts negative distances to 0.
	return result{"dist": measure.Pairwise(f.table().rows, func(x, y []float64) float64 {
		if slices.Equal(x, y) {
			return 0
		}
		return max(0, 1-measure.Morisita(x, y))
	})}, nil
}
