package conformance

import (
	"math"

	"concord/analysis/measure"
)

func reuseAdapters() map[string]adapter {
	counts := func(of func(c measure.TextCounts, f *fixture) float64) adapter {
		return func(f *fixture) (result, error) {
			c, ok := textCounts(f)
			if !ok {
				return nil, errNotCovered
			}
			return result{"value": of(c, f)}, nil
		}
	}
	sequence := func(of func(a, b []string) float64) adapter {
		return func(f *fixture) (result, error) {
			return result{"value": of(f.Input.texts("a"), f.Input.texts("b"))}, nil
		}
	}
	return map[string]adapter{
		"readability/ari":             counts(func(c measure.TextCounts, f *fixture) float64 { return c.ARI(f.Variant == "navy") }),
		"readability/coleman_liau":    counts(func(c measure.TextCounts, _ *fixture) float64 { return c.ColemanLiau() }),
		"readability/danielson_bryan": counts(func(c measure.TextCounts, _ *fixture) float64 { return c.DanielsonBryan() }),
		"readability/flesch_kincaid":  counts(func(c measure.TextCounts, _ *fixture) float64 { return c.FleschKincaid() }),
		"readability/forcast":         counts(func(c measure.TextCounts, _ *fixture) float64 { return c.FORCAST() }),
		"readability/gunning_fog":     counts(func(c measure.TextCounts, _ *fixture) float64 { return c.GunningFog() }),
		"readability/linsear_write":   counts(func(c measure.TextCounts, _ *fixture) float64 { return c.LinsearWrite() }),
		"readability/lix":             counts(func(c measure.TextCounts, _ *fixture) float64 { return c.LIX() }),
		"readability/rix":             counts(func(c measure.TextCounts, _ *fixture) float64 { return c.RIX() }),
		"readability/smog":            counts(func(c measure.TextCounts, _ *fixture) float64 { return c.SMOG() }),

		"reuse/edit_distance":   editDistance,
		"reuse/lsh_probability": lshProbability,
		"reuse/minhash_error":   minHashError,
		"reuse/myers_diff":      myers,
		"reuse/needleman_wunsch": func(f *fixture) (result, error) {
			a, b := runePair(f)
			return result{"score": measure.Global(a, b, gapsOf(f))}, nil
		},
		"reuse/smith_waterman": func(f *fixture) (result, error) {
			a, b := runePair(f)
			return result{"score": measure.Local(a, b, gapsOf(f))}, nil
		},
		"reuse/string_distance": stringDistance,

		"similarity/hamming_similarity": sequence(func(a, b []string) float64 {
			same := 0.0
			for i := range min(len(a), len(b)) {
				if a[i] == b[i] {
					same++
				}
			}
			return same / float64(max(len(a), len(b)))
		}),
		"similarity/jaro_similarity": sequence(measure.Jaro[string]),
		"similarity/levenshtein_similarity": sequence(func(a, b []string) float64 {
			return 1 - measure.EditDistance(a, b, 1)/float64(max(len(a), len(b)))
		}),
	}
}

// textCounts reads both ways to name the counts; a text alone is not counted
// here, as that is the tokenizer's work.
func textCounts(f *fixture) (measure.TextCounts, bool) {
	in := f.Input
	if in.kind() != "text_counts" {
		return measure.TextCounts{}, false
	}
	if in.has("counts") {
		c, ok := in["counts"].(map[string]any)
		if !ok {
			bad("counts is no object")
		}
		o := object(c)
		return measure.TextCounts{
			Words: o.num("W"), Sentences: o.num("St"), Characters: o.num("C"), Syllables: o.num("Sy"),
			Monosyllables: o.num("W_1Sy"), Polysyllables: o.num("W3Sy"), LongWords: o.num("W7C"),
		}, true
	}
	first := func(keys ...string) float64 {
		for _, k := range keys {
			if in.has(k) {
				return in.num(k)
			}
		}
		return math.NaN()
	}
	return measure.TextCounts{
		Words: first("words"), Sentences: first("sentences"), Characters: first("chars", "letters", "characters"), Syllables: first("syllables"),
		Monosyllables: first("monosyllables", "one_syllable_words"), Polysyllables: first("polysyllables", "complex_words"), LongWords: first("long_words"),
	}, true
}

func runePair(f *fixture) (a, b []rune) {
	return []rune(f.Input.text("a")), []rune(f.Input.text("b"))
}

func gapsOf(f *fixture) measure.Gaps {
	p := f.Params
	return measure.Gaps{Match: p.num("match"), Mismatch: p.num("mismatch"), Open: p.num("gap_open"), Extend: p.num("gap_extend")}
}

func editDistance(f *fixture) (result, error) {
	a, b := runePair(f)
	cost := f.Params.numOr("substitution_cost", 1)
	return result{"without_transpositions": measure.EditDistance(a, b, cost), "with_transpositions": measure.TranspositionDistance(a, b, cost, false)}, nil
}

func lshProbability(f *fixture) (result, error) {
	s, b, r := f.Input.num("jaccard"), f.Input.integer("bands"), f.Input.integer("rows")
	return result{"probability": measure.BandProbability(s, b, r), "threshold_approx": measure.BandThreshold(b, r)}, nil
}

func minHashError(f *fixture) (result, error) {
	s := f.Input.num("jaccard")
	return result{"expected": s, "standard_error": measure.MinHashError(s, f.Input.integer("num_perm"))}, nil
}

func myers(f *fixture) (result, error) {
	a, b := runePair(f)
	lcs := measure.LCS(a, b)
	return result{"lcs_length": lcs, "D": len(a) + len(b) - 2*lcs}, nil
}

func stringDistance(f *fixture) (result, error) {
	a, b := runePair(f)
	c := countTexts([]string{"a", "b"}, [][]string{measure.Grams(a, 2), measure.Grams(b, 2)})
	x, y := c.rows[0], c.rows[1]
	return result{
		"lv": measure.EditDistance(a, b, 1), "osa": measure.TranspositionDistance(a, b, 1, true), "dl": measure.TranspositionDistance(a, b, 1, false),
		"lcs": len(a) + len(b) - 2*measure.LCS(a, b), "jaro": 1 - measure.Jaro(a, b), "jaro_winkler": 1 - measure.JaroWinkler(a, b, 0.1),
		"qgram2": measure.Manhattan(x, y), "cosine2": 1 - measure.Cosine(x, y), "jaccard2": 1 - measure.PresenceOf(x, y).Jaccard(),
	}, nil
}
