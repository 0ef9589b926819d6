package lexicon

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestTerms(t *testing.T) {
	terms, err := parse(termFile)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[Category]int{}
	for _, term := range terms {
		counts[term.Category]++
		if strings.ContainsFunc(term.Text, unicode.IsSpace) {
			t.Errorf("%q holds a blank", term.Text)
		}
		if term.Text != term.Cut && term.Category != Guard && term.Category != Pair {
			t.Errorf("%s: a %s is cut, want that of guards and pairs only", term.Cut, term.Category)
		}
	}
	if len(terms) < 500 {
		t.Errorf("%d terms, want 500 or more", len(terms))
	}
	for _, c := range Categories() {
		if counts[c] == 0 {
			t.Errorf("no term of category %s", c)
		}
	}
	t.Logf("%d terms: %v", len(terms), counts)
	for _, want := range []string{"命运共同体", "一带一路", "自贸协定", "全面战略合作伙伴关系", "中柬", "西哈努克港", "南海行为准则"} {
		if !slices.ContainsFunc(terms, func(t Term) bool { return t.Text == want && t.Cut == want }) {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"中柬", "line 1: want term, category"},
		{"中柬\tpair\n中柬\tpair\n", "line 2: 中柬 stands in line 1 already"},
		{"# x\n中柬\tcouple\n", `line 2: 中柬: unknown category "couple"`},
	} {
		if _, err := parse(c.file); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("parse(%q): error %v, want %s", c.file, err, c.want)
		}
	}
}

// Negations and words of stance must stay visible in every list.
func TestStopListsSpareStance(t *testing.T) {
	for lang, never := range map[string]string{
		"zh": "不 未 没 没有 无 非 勿 莫 否 别 反对 支持 同意 不得 不能 中 日 愿 应 应当",
		"en": "not no never nor neither none nothing without cannot against oppose don't won't isn't us shall should must",
	} {
		words := Stop(lang)
		for _, w := range strings.Fields(never) {
			if slices.Contains(words, w) {
				t.Errorf("%s stop list holds %q", lang, w)
			}
		}
		if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
			t.Errorf("%s stop list has repeats or is out of order", lang)
		}
		for _, w := range words {
			if lang == "en" && (w != strings.ToLower(w)) || strings.ContainsFunc(w, unicode.IsSpace) {
				t.Errorf("%s stop word %q: want lower case without blanks", lang, w)
			}
			if lang == "zh" && strings.ContainsAny(w, "不未没无非勿莫") && w != "非常" {
				t.Errorf("stop word %q holds a negation", w)
			}
		}
		if len(words) < 150 {
			t.Errorf("%s: %d stop words, want 150 or more", lang, len(words))
		}
	}
	if Stop("fr") != nil {
		t.Error("stop words of an unknown language")
	}
}
