package frequency_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/frequency"
	"concord/corpus"
	"concord/corpus/sharedtest"
	"concord/corpus/specimen"
)

type text struct{ id, date, tokens string }

func corpusOf(t testing.TB, texts ...text) *corpus.Corpus {
	t.Helper()
	var docs []*corpus.Document
	for _, x := range texts {
		d := &corpus.Document{ID: x.id, Text: x.tokens, SHA256: corpus.Hash(x.tokens)}
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

// bare is the recipe that takes tokens as they stand.
func bare(more map[string]any) map[string]any {
	out := map[string]any{"presegmented": true, "stop": "none", "lexicon": "none"}
	for k, v := range more {
		out[k] = v
	}
	return out
}

func run(t testing.TB, c *corpus.Corpus, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := frequency.Method().Run(context.Background(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func value(r *analysis.Result, name, feature string) float64 {
	i := slices.Index(r.Table.Strings("feature"), feature)
	if i < 0 {
		return math.Inf(1)
	}
	return r.Table.Number(i, r.Table.Index(name))
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

var hand = []text{
	{"d1", "2003-05-01", "aa aa bb"},
	{"d2", "2001-05-01", "aa bb bb cc"},
	{"d3", "2002-05-01", "aa bb dd"},
}

func TestByHand(t *testing.T) {
	r := run(t, corpusOf(t, hand...), bare(nil))
	// Ten tokens of two letters; aa: 2 of 3, 1 of 4, 1 of 3; bb the same in
	// another order; cc and dd once each.
	if got, want := r.Table.Strings("feature"), []string{"aa", "bb", "cc", "dd"}; !slices.Equal(got, want) {
		t.Fatalf("order %v, want %v", got, want)
	}
	near(t, "count", value(r, "count", "aa"), 4)
	near(t, "documents", value(r, "documents", "aa"), 3)
	near(t, "range of cc", value(r, "range", "cc"), 1./3)
	near(t, "per_million", value(r, "per_million", "aa"), 4e5)
	near(t, "per_1000_chars", value(r, "per_1000_chars", "aa"), 1000*4./20)
	// Without d1, d2, d3: 2 of 7, 3 of 6, 3 of 7, per million.
	without := []float64{2e6 / 7, 3e6 / 6, 3e6 / 7}
	mean := (without[0] + without[1] + without[2]) / 3
	ss := 0.0
	for _, w := range without {
		ss += (w - mean) * (w - mean)
	}
	se := math.Sqrt(2. / 3 * ss)
	const t975df2 = 4.302652729911275 // 97.5 % quantile of Student's t, 2 df (tables)
	near(t, "hi", value(r, "hi", "aa"), 4e5+t975df2*se)
	near(t, "lo, cut at 0", value(r, "lo", "aa"), math.Max(0, 4e5-t975df2*se))
	near(t, "lo of a feature of one document", value(r, "lo", "cc"), math.NaN())
	// DP of aa: ½(|2/4−3/10|+|1/4−4/10|+|1/4−3/10|) = .2, over 1−3/10.
	near(t, "dpnorm", value(r, "dpnorm", "aa"), .2/.7)
	near(t, "dpnorm with fewer uses than documents", value(r, "dpnorm", "cc"), math.NaN())
	if len(r.Warnings) != 1 || r.Warnings[0].Code != "DIS-01" {
		t.Errorf("warnings %v, want DIS-01", r.Warnings)
	}
	// First use by date in d2, densest in d1, which is the last by date too.
	var docs []string
	for _, e := range r.Evidence[0] {
		docs = append(docs, e.Address.Doc)
		if e.Quote != "aa" {
			t.Errorf("quote %q, want aa", e.Quote)
		}
	}
	if want := []string{"d2", "d1", "d1"}; !slices.Equal(docs, want) {
		t.Errorf("evidence from %v, want %v", docs, want)
	}
	if got, want := r.Findings[0].Text.ZH, "“aa”共出现4次，见于3/3篇，每百万词400\u2009000次。"; got != want && strings.ReplaceAll(got, "\u2009", "") != strings.ReplaceAll(want, "\u2009", "") {
		t.Errorf("finding %q, want %q", got, want)
	}
}

func TestLimits(t *testing.T) {
	r := run(t, corpusOf(t, hand...), bare(map[string]any{"min_documents": 2, "top": 1}))
	if r.Table.Len() != 1 || !strings.Contains(r.Figures[0].Note.EN, "2 features qualify") {
		t.Errorf("%d rows, note %q", r.Table.Len(), r.Figures[0].Note.EN)
	}
	r = run(t, corpusOf(t, hand...), bare(map[string]any{"where": "year:2001..2002", "min_count": 2}))
	near(t, "aa in two documents", value(r, "count", "aa"), 2)
	if value(r, "count", "cc") != math.Inf(1) {
		t.Error("a feature below min_count is listed")
	}
}

// The counts of all listed features and of the stopped ones make up the tokens.
func TestPartsSumToTheWhole(t *testing.T) {
	c := generated(t, false)
	r := run(t, c, map[string]any{"top": 0, "stop": "none"})
	sum := int64(0)
	for _, n := range r.Table.Ints("count") {
		sum += n
	}
	if sum != int64(r.Source.Tokens) {
		t.Errorf("counts sum to %d, tokens are %d", sum, r.Source.Tokens)
	}
}

func generated(t testing.TB, reverse bool) *corpus.Corpus {
	t.Helper()
	o := specimen.DefaultOptions()
	o.Langs = []string{"zh"}
	g, err := specimen.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	if reverse {
		slices.Reverse(g.Docs)
	}
	var texts []text
	for _, d := range g.Docs {
		texts = append(texts, text{d.ID, d.Date, d.Text})
	}
	return corpusOf(t, texts...)
}

func TestOrderAndProcessorsDoNotMatter(t *testing.T) {
	a, b := run(t, generated(t, false), nil), run(t, generated(t, true), nil)
	x, _ := json.Marshal(a.Table)
	y, _ := json.Marshal(b.Table)
	if string(x) != string(y) {
		t.Error("the table depends on the order of documents")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, err := json.Marshal(run(t, generated(t, false), nil))
	if err != nil {
		t.Fatal(err)
	}
	runtime.GOMAXPROCS(2)
	two, _ := json.Marshal(run(t, generated(t, false), nil))
	if string(one) != string(two) {
		t.Error("two processors give another result")
	}
}

func TestRefusalsAndErrors(t *testing.T) {
	m := frequency.Method()
	if err := m.Check(); err != nil {
		t.Error(err)
	}
	if r := run(t, corpusOf(t), nil); r.Refusal == nil || r.Table.Len() != 0 {
		t.Error("an empty corpus is not refused")
	}
	r := run(t, corpusOf(t, append(slices.Clone(hand), text{"d4", "", "。"})...), nil)
	if !slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == "FRQ-01" }) {
		t.Error("a document without a token is not told")
	}
	if r := run(t, corpusOf(t, text{"d4", "", "。"}), nil); r.Refusal == nil {
		t.Error("no token at all: not refused")
	}
	if r := run(t, corpusOf(t, hand[0]), bare(nil)); r.Table.Len() != 2 || !math.IsNaN(value(r, "hi", "aa")) {
		t.Error("one document: want counts without interval")
	}
	for _, options := range []map[string]any{
		{"where": "id:q"}, {"where": "year:x"}, {"wher": ""}, {"unit": "syllable"}, {"top": -1}, {"where": "colour:red"},
	} {
		_, err := m.Run(context.Background(), analysis.NewInput(corpusOf(t, hand...)), options)
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) {
			t.Errorf("%v: error %v, want an OptionError", options, err)
		}
	}
}

func TestSentences(t *testing.T) {
	r := run(t, corpusOf(t, hand...), bare(nil))
	for _, f := range r.Findings {
		if f.Tier != analysis.Descriptive || len(f.Evidence) == 0 || strings.Contains(f.Text.ZH+f.Text.EN, "{") {
			t.Errorf("%s %s: %d places", f.Tier, f.Text.EN, len(f.Evidence))
		}
	}
	if want := "“cc” was used once, in 1 of 3 documents"; !strings.Contains(r.Findings[2].Text.EN, want) {
		t.Errorf("%q, want %q", r.Findings[2].Text.EN, want)
	}
}

// The counts of the communiqué of 2022 by hand and by a separate script: 合作
// 32, 支持 15 as plain character strings.
func TestCommunique(t *testing.T) {
	path := sharedtest.Dir(t, "corpus", "communique-2022-china-cambodia.txt")
	c := corpusOf(t, text{"KHM-2022-1", "2022-11-11", readFile(t, path)})
	r := run(t, c, map[string]any{"unit": "char2", "top": 0})
	for feature, want := range map[string]float64{"合作": 32, "支持": 15, "两国": 15, "双方": 14, "柬方": 10} {
		near(t, feature, value(r, "count", feature), want)
	}
}

func ExampleCompute() {
	m := &corpus.Matrix{
		Rows: []string{"d1", "d2"}, Features: []string{"peace", "trade"},
		Start: []int{0, 2, 3}, Col: []uint32{0, 1, 1}, Count: []uint32{1, 2, 3}, Total: []float64{10, 10},
	}
	rows, listed := frequency.Compute(frequency.Counts{Matrix: m, Characters: 100}, frequency.Limits{Top: 1})
	fmt.Println(listed, rows[0].Feature, rows[0].Count, rows[0].PerMillion)
	// Output: 2 trade 5 250000
}

// Names and numbers lead the table and are not told.
func TestNamesAreNotTold(t *testing.T) {
	words := "中国 中国 中国 2022 2022 中方 合作"
	docs := make([]*corpus.Document, 3)
	for i := range docs {
		docs[i] = &corpus.Document{ID: fmt.Sprintf("d%d", i), Text: words, SHA256: corpus.Hash(words), Parties: []corpus.Party{{Name: "中国", Code: "CHN"}}}
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, c, bare(nil))
	if got := r.Table.Strings("feature"); len(got) != 4 || got[0] != "中国" || len(r.Evidence[0]) == 0 {
		t.Errorf("rows %q, first with %d places; want the name first with places", got, len(r.Evidence[0]))
	}
	if len(r.Findings) != 1 || r.Findings[0].Row != 3 || !strings.Contains(r.Findings[0].Text.ZH, "“合作”共出现3次") {
		t.Errorf("findings %v, want 合作 only", r.Findings)
	}
}
