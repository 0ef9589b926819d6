package keyness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/keyness"
	"concord/corpus"
)

// withParties makes documents whose parties are China and another state.
func withParties(t *testing.T, texts ...text) *corpus.Corpus {
	t.Helper()
	var docs []*corpus.Document
	for _, x := range texts {
		d := &corpus.Document{ID: x.id, Text: x.tokens, SHA256: corpus.Hash(x.tokens), Lang: "zh", Parties: []corpus.Party{{Name: "中国", Code: "CHN"}}}
		if strings.HasPrefix(x.id, "k") {
			d.Parties = append(d.Parties, corpus.Party{Name: "柬埔寨", Code: "KHM"})
		} else {
			d.Parties = append(d.Parties, corpus.Party{Name: "老挝", Code: "LAO"})
		}
		if x.date != "" {
			date, err := corpus.ParseDate(x.date)
			if err != nil {
				t.Fatal(err)
			}
			d.Date = date
		}
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func telling(r *analysis.Result, word string) int {
	n := 0
	for _, f := range r.Findings {
		if strings.Contains(f.Text.ZH, "“"+word+"”") {
			n++
		}
	}
	return n
}

func TestNamesAreNotTold(t *testing.T) {
	texts := append(many(8, "k", "柬埔寨 柬方 2022 新 新 同 同 其他"), many(8, "l", "老挝 老方 2021 旧 同 同 同 其他")...)
	c := withParties(t, texts...)
	r := runMethod(t, keyness.Method(), c, bare(map[string]any{"target": "pair:CHN-KHM"}))
	for _, name := range []string{"柬埔寨", "柬方", "老挝", "2022"} {
		i := slices.Index(r.Table.Strings("feature"), name)
		if i < 0 || len(r.Evidence[i]) == 0 || telling(r, name) != 0 {
			t.Errorf("%s: row %d, told %d times; want it listed with places and not told", name, i, telling(r, name))
		}
	}
	want := "“新”：中国–柬埔寨（8篇）中有8篇使用，共16次；其余文本（8篇）均未使用。"
	if !slices.ContainsFunc(r.Findings, func(f analysis.Finding) bool { return f.Text.ZH == want }) {
		t.Errorf("findings %v, want %s", r.Findings, want)
	}
	name := slices.Index(r.Table.Strings("feature"), "柬埔寨")
	if f := r.Figures[0]; f.Left.ZH != "其余文本多用" || f.Right.ZH != "中国–柬埔寨多用" || !slices.Contains(f.Rows, name) {
		t.Errorf("figure of rows %v, without the name; sides %q and %q", f.Rows, f.Left.ZH, f.Right.ZH)
	}
	focus := runMethod(t, keyness.Focus(), c, bare(map[string]any{"focus": "k00"}))
	for _, name := range []string{"柬埔寨", "柬方", "老挝", "2022"} {
		if telling(focus, name) != 0 {
			t.Errorf("focus tells %s", name)
		}
	}
}

// Groups whose documents draw from the same words: a null sentence with a
// bound, marked as such and told last.
func TestNullIsMarked(t *testing.T) {
	var texts []text
	for i := range 24 {
		prefix := string("kl"[i%2])
		texts = append(texts, text{fmt.Sprintf("%s%02d", prefix, i), fmt.Sprint(2000 + i), "x y z w" + strings.Repeat(" x", i/2%5) + strings.Repeat(" y", i/2%3) + strings.Repeat(" z", (i+1)/3%4)})
	}
	c := withParties(t, texts...)
	for _, m := range []struct {
		method  analysis.Method
		options map[string]any
	}{
		{keyness.Method(), map[string]any{"target": "pair:CHN-KHM"}},
		{keyness.Focus(), map[string]any{"min_count": 1}},
	} {
		r := runMethod(t, m.method, c, bare(m.options))
		null := 0
		for _, f := range r.Findings {
			if f.Null {
				null++
				if f.Weight > 0.1 || f.Tier != analysis.Calibrated {
					t.Errorf("null finding of tier %s weighs %g: %s", f.Tier, f.Weight, f.Text.EN)
				}
			} else if f.Tier == analysis.Calibrated {
				t.Errorf("%s claims a difference: %s", m.method.Name, f.Text.EN)
			}
		}
		if null != 1 {
			t.Errorf("%s: %d null findings, want 1: %v", m.method.Name, null, r.Findings)
		}
	}
}

func TestSideBySide(t *testing.T) {
	texts := []text{
		{"k1", "2022", "命运共同体 命运共同体 命运共同体 命运共同体 数字 数字 数字 柬埔寨 柬埔寨 柬埔寨 2022 2022 2022 方 方 方 合作 rail rail rail 少用"},
		{"l1", "2020", "缔结 缔结 合作 友好 老挝"},
		{"l2", "2021", "缔结 合作 合作 旧词 旧词 旧词 老挝 老挝"},
	}
	r := runMethod(t, keyness.Focus(), withParties(t, texts...), bare(map[string]any{"top": 2}))
	var got []string
	for _, f := range r.Findings {
		got = append(got, f.Text.ZH)
		if f.Tier != analysis.Descriptive || strings.ContainsAny(f.Text.EN, "%=") {
			t.Errorf("tier %s: %s", f.Tier, f.Text.EN)
		}
		for _, v := range f.Values {
			if v.Name == "p" || v.Name == "q" || v.Name == "bound" || v.Name == "rank" {
				t.Errorf("%s holds a %s", f.Text.EN, v.Name)
			}
		}
	}
	// Not told: a name, a number, a single character, a word below three uses,
	// and one that a single reference uses.
	want := []string{
		"“命运共同体”在k1中出现4次，另外2篇均未使用。",
		"“rail”在k1中出现3次，另外2篇均未使用。",
		"“数字”在k1中出现3次，另外2篇均未使用。",
		"“缔结”未见于k1，另外2篇均有使用，共3次。",
	}
	if !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
	if r.Refusal == nil || r.Table.Len() != 2 || r.Findings[0].Row != 0 || r.Findings[3].Row != -1 {
		t.Errorf("refusal %v, %d rows, findings %v", r.Refusal, r.Table.Len(), r.Findings)
	}
	if e := r.Findings[3].Evidence; len(e) == 0 || e[0].Address.Doc != "l1" {
		t.Errorf("a word of the others is shown at %v, want the first use in l1", e)
	}
	if w := r.Findings[0].Text.EN; w != "“命运共同体” was used 4 times in k1 and in neither of the other 2 documents." {
		t.Errorf("English: %s", w)
	}
	// The same comparison as two groups is left to focus.
	if r := runMethod(t, keyness.Method(), withParties(t, texts...), bare(map[string]any{"target": "id:k1", "min_count": 1, "min_documents": 1})); r.Refusal == nil || len(r.Findings) != 0 || r.Table.Len() == 0 {
		t.Errorf("keyness of one document: %d findings, %d rows", len(r.Findings), r.Table.Len())
	}
}

// Nine features have most of their uses in one long document: five are named,
// the other four counted.
func TestDriversAreFew(t *testing.T) {
	var texts []text
	for i := range 12 {
		k, l := "one two three four five six seven", "one two three four five six seven"+strings.Repeat(" nine ten", 8)
		for n := range 9 {
			k += fmt.Sprintf(" b%d", n)
			l += strings.Repeat(fmt.Sprintf(" b%d", n), (i+n)%12/8)
		}
		texts = append(texts, text{fmt.Sprintf("k%02d", i), "", k + strings.Repeat(" eight", i%4)}, text{fmt.Sprintf("l%02d", i), "", l + strings.Repeat(" eight", i%3)})
	}
	for n := range 9 {
		texts[0].tokens += strings.Repeat(fmt.Sprintf(" b%d", n), 40+n)
	}
	r := runMethod(t, keyness.Method(), withParties(t, texts...), bare(map[string]any{"target": "pair:CHN-KHM", "permutations": 999}))
	var single, rest []string
	for _, w := range r.Warnings {
		if w.Code == "KEY-01" && strings.HasPrefix(w.Text.EN, "Further") {
			rest = append(rest, w.Text.EN)
		} else if w.Code == "KEY-01" {
			single = append(single, w.Text.EN)
		}
	}
	if len(single) != 5 || len(rest) != 1 || !strings.Contains(rest[0], "one document: 4.") {
		t.Errorf("named: %q\nthe rest: %q", single, rest)
	}
}
