package diversity

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
)

func near(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v, want %v", name, got, want)
	}
}

// numbers turns a text of one-word types into numbers.
func numbers(s string) []int {
	known := map[string]int{}
	var out []int
	for _, w := range strings.Fields(s) {
		if _, ok := known[w]; !ok {
			known[w] = len(known)
		}
		out = append(out, known[w])
	}
	return out
}

// Twelve tokens: a four times, b three, c twice, d, e, f once. K, I, D, Vm and
// HD-D as koRpus and quanteda give them; the others by hand from N = 12, V = 6.
func TestMeasuresOfTwelveTokens(t *testing.T) {
	m := Compute(numbers("a a a a b b b c c d e f"), Settings{Window: 5, Threshold: 0.72, Draw: 5})
	n, v := math.Log10(12), math.Log10(6)
	for _, x := range []struct {
		name      string
		got, want float64
	}{
		{"yule_k", m.YuleK, 1388.888889}, {"yule_i", m.YuleI, 1.384615385}, {"simpson_d", m.SimpsonD, 0.151515152},
		{"herdan_vm", m.HerdanVm, 0.235702260}, {"hdd", m.HDD, 0.740404040},
		{"ttr", m.TTR, 0.5}, {"herdan_c", m.HerdanC, v / n}, {"guiraud_r", m.GuiraudR, 6 / math.Sqrt(12)},
		{"cttr", m.CTTR, 6 / math.Sqrt(24)}, {"dugast_u", m.DugastU, n * n / (n - v)},
		{"summer_s", m.SummerS, math.Log10(v) / math.Log10(n)}, {"maas", m.Maas, math.Sqrt((n - v) / (n * n))},
		{"msttr", m.MSTTR, (2.0/5 + 3.0/5) / 2},                    // aaaab, bbccd; ef is no full segment
		{"mattr", m.MATTR, (2 + 2 + 2 + 3 + 2 + 3 + 4 + 4) / 40.0}, // eight windows of five
	} {
		near(t, x.name, x.got, x.want, 1e-6)
	}
	if m.Tokens != 12 || m.Types != 6 {
		t.Errorf("%d tokens, %d types, want 12 and 6", m.Tokens, m.Types)
	}
}

func TestShorterThanTheWindow(t *testing.T) {
	m := Compute(numbers("a b a c"), Settings{Window: 5, Threshold: 0.72, Draw: 42})
	for name, got := range map[string]float64{"msttr": m.MSTTR, "mattr": m.MATTR, "hdd": m.HDD, "mtld_ma": m.MTLDMA} {
		if !math.IsNaN(got) {
			t.Errorf("%s of a text shorter than the window is %v, want none", name, got)
		}
	}
	near(t, "ttr", m.TTR, 0.75, 0)
}

// The moving-average MTLD of Kyle's tool and the MATTR of others on inaugural
// addresses, as the shared reference numbers give them.
func TestReferenceNumbers(t *testing.T) {
	b, err := os.ReadFile(sharedtest.Dir(t, "conformance", "diversity.json"))
	if err != nil {
		t.Fatal(err)
	}
	var fixtures []struct {
		ID, Method string
		Input      struct {
			Kind   string
			Tokens any
		}
		Params    map[string]any
		Expected  map[string]any
		Tolerance struct{ Abs, Rel float64 }
	}
	if err := json.Unmarshal(b, &fixtures); err != nil {
		t.Fatal(err)
	}
	checked := map[string]int{}
	for _, f := range fixtures {
		words, ok := f.Input.Tokens.(string)
		want, single := f.Expected["value"].(float64)
		if f.Input.Kind != "tokens" || !ok || !single {
			continue
		}
		s := Settings{Window: 100, Threshold: 0.72, Draw: 42}
		var got float64
		switch f.Method {
		case "mtld_ma_bid":
			got = Compute(numbers(words), s).MTLDMA
		case "mattr":
			window, ok := f.Params["window"].(float64)
			if !ok {
				continue
			}
			s.Window = int(window)
			got = Compute(numbers(words), s).MATTR
		default:
			continue
		}
		checked[f.Method]++
		near(t, f.ID, got, want, f.Tolerance.Abs+f.Tolerance.Rel*math.Abs(want))
	}
	if checked["mtld_ma_bid"] == 0 {
		t.Errorf("no reference number was compared: %v", checked)
	}
	t.Log(checked)
}

// The stamped form equals measure's on random texts.
func TestMovingMTLD(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		tokens := make([]int, 50+r.IntN(200))
		for i := range tokens {
			tokens[i] = int(math.Exp(r.Float64() * 4))
		}
		want := measure.MTLD{Threshold: 0.72, MinLength: leastFactor}.MovingAverage(tokens, false)
		got := movingMTLD(tokens, slices.Max(tokens)+1, 0.72)
		if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Fatalf("%v, measure gives %v", got, want)
		}
	}
}

func TestPoorest(t *testing.T) {
	from, to := poorest(numbers("a b c d d d e d f g"), 7, 4)
	if from != 2 || to != 6 {
		t.Errorf("stretch is %d–%d, want 2–6: c d d d, the first of two with two types", from, to)
	}
}

func document(id, lang, date, text string) *corpus.Document {
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: lang}
	d.Date, _ = corpus.ParseDate(date)
	return d
}

func runOn(t *testing.T, m analysis.Method, options map[string]any, docs ...*corpus.Document) *analysis.Result {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Run(t.Context(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func codes(r *analysis.Result) []string {
	var out []string
	for _, w := range r.Warnings {
		out = append(out, w.Code)
	}
	return out
}

// A short document does not change the values of the others and is named.
func TestAShortDocumentIsNamed(t *testing.T) {
	long := strings.Repeat("alpha bravo charlie delta echo foxtrot golf ", 6)
	alone := runOn(t, Method(), map[string]any{"window": 20}, document("long", "en", "2001", long))
	both := runOn(t, Method(), map[string]any{"window": 20}, document("short", "en", "2000", "alpha bravo"), document("long", "en", "2001", long))
	if a, b := alone.Table.Floats("mattr")[0], both.Table.Floats("mattr")[1]; a != b {
		t.Errorf("MATTR is %v alone and %v beside a short document", a, b)
	}
	near(t, "mattr of a text of seven words in turn", alone.Table.Floats("mattr")[0], 7.0/20, 1e-12)
	if !math.IsNaN(both.Table.Floats("mattr")[0]) {
		t.Error("the short document has a MATTR")
	}
	if i := slices.Index(codes(both), "DIV-01"); i < 0 || !strings.Contains(both.Warnings[i].Text.EN, "(short)") {
		t.Errorf("warnings are %v, want DIV-01 that names the document", both.Warnings)
	}
	if !slices.Contains(codes(both), "DIV-02") {
		t.Error("documents of 2 and 42 tokens pass without DIV-02")
	}
}

// Two English sentences of 5 and 4 words, counted by hand: the lists below hold
// letters and syllables word by word; support and cooperation have seven letters
// or more, cooperation alone three syllables or more.
func TestEnglishByHand(t *testing.T) {
	r := runOn(t, Readability(), nil, document("e", "en", "2001", "The sides agree on trade. They support cooperation there."))
	c := measure.TextCounts{
		Words: 9, Sentences: 2,
		Characters:    3 + 5 + 5 + 2 + 5 + 4 + 7 + 11 + 5,
		Syllables:     1 + 1 + 2 + 1 + 1 + 1 + 2 + 5 + 1,
		Monosyllables: 6, Polysyllables: 1, LongWords: 2,
	}
	near(t, "flesch", r.Table.Floats("flesch")[0], 206.835-1.015*4.5-84.6*15/9, 1e-9)
	near(t, "flesch_kincaid", r.Table.Floats("flesch_kincaid")[0], 0.39*4.5+11.8*15/9-15.59, 1e-9)
	near(t, "ari", r.Table.Floats("ari")[0], 0.5*4.5+4.71*47/9-21.43, 1e-9)
	near(t, "lix", r.Table.Floats("lix")[0], 4.5+200.0/9, 1e-9)
	near(t, "rix", r.Table.Floats("rix")[0], 1, 0)
	near(t, "gunning_fog", r.Table.Floats("gunning_fog")[0], 0.4*(4.5+100.0/9), 1e-9)
	near(t, "forcast", r.Table.Floats("forcast")[0], 20-15*6.0/9, 1e-9)
	near(t, "coleman_liau", r.Table.Floats("coleman_liau")[0], c.ColemanLiau(), 1e-12)
	near(t, "words_per_sentence", r.Table.Floats("words_per_sentence")[0], 4.5, 0)
	for _, name := range []string{"smog", "chars_per_sentence", "clauses_per_sentence", "rare_char_share"} {
		if got := r.Table.Floats(name)[0]; !math.IsNaN(got) {
			t.Errorf("%s of two English sentences is %v, want none", name, got)
		}
	}
	if !slices.Contains(codes(r), "RDB-03") {
		t.Error("two sentences pass without RDB-03")
	}
	if got := r.Evidence[0][0].Quote; got != "The sides agree on trade." {
		t.Errorf("the longest sentence is %q", got)
	}
}

// Han characters by hand: 4+4 in two clauses of the first sentence, 2 in the
// second. 双 and 方 stand twice, so with common=2 six of ten characters are rare.
func TestChineseByHand(t *testing.T) {
	r := runOn(t, Readability(), map[string]any{"common": 2}, document("z", "zh", "2001", "双方同意，双方支持。完毕。"))
	near(t, "chars_per_sentence", r.Table.Floats("chars_per_sentence")[0], 5, 0)
	near(t, "clauses_per_sentence", r.Table.Floats("clauses_per_sentence")[0], 1.5, 0)
	near(t, "rare_char_share", r.Table.Floats("rare_char_share")[0], 0.6, 1e-15)
	for _, c := range []string{"flesch", "flesch_kincaid", "ari", "coleman_liau", "gunning_fog", "smog", "lix", "rix", "forcast", "words_per_sentence"} {
		if got := r.Table.Floats(c)[0]; !math.IsNaN(got) {
			t.Errorf("%s of a Chinese text is %v, want none", c, got)
		}
	}
	few := runOn(t, Readability(), nil, document("z", "zh", "2001", "双方同意，双方支持。完毕。"))
	if !math.IsNaN(few.Table.Floats("rare_char_share")[0]) || !slices.Contains(codes(few), "RDB-04") {
		t.Errorf("eight different characters: share %v, warnings %v; want none and RDB-04", few.Table.Floats("rare_char_share"), codes(few))
	}
}

// The 2022 communiqué: 52 full stops of which all end sentences, 2 730 Han
// characters in all, counted by a separate script (shared corpus README).
func TestCommunique(t *testing.T) {
	l, err := load.Paths(t.Context(), []string{sharedtest.Dir(t, "corpus", "communique-2022-china-cambodia.txt")}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Readability().Run(t.Context(), analysis.NewInput(l.Corpus), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := r.Table.Ints("sentences")[0]; n < 52 || n > 60 {
		t.Errorf("%d sentences, want the 52 full stops and at most a few lines without one", n)
	}
	if n := r.Table.Ints("characters")[0]; n > 2730 || n < 2650 {
		t.Errorf("%d Han characters in sentences, want at most the 2730 of the text", n)
	}
}

func TestRealStatements(t *testing.T) {
	l, err := load.Paths(t.Context(), []string{sharedtest.Dir(t, "corpus", "joint-statements-en.jsonl")}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := analysis.NewInput(l.Corpus)
	r, err := Method().Run(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Table.Len() != 174 {
		t.Errorf("%d rows, want 174", r.Table.Len())
	}
	for i, v := range r.Table.Floats("mattr") {
		if long := r.Table.Ints("tokens")[i] >= 100; math.IsNaN(v) == long || v > 1 {
			t.Errorf("MATTR of %s (%d tokens) is %v", r.Table.Strings("doc")[i], r.Table.Ints("tokens")[i], v)
		}
	}
	r, err = Readability().Run(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range r.Table.Floats("flesch") {
		if r.Table.Ints("sentences")[i] >= 10 && !(v > -60 && v < 80) {
			t.Errorf("Flesch of %s is %v, outside what official prose reaches", r.Table.Strings("doc")[i], v)
		}
	}
}

func TestWrongQuery(t *testing.T) {
	c, err := corpus.New([]*corpus.Document{document("a", "en", "2001", "word")})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []analysis.Method{Method(), Readability()} {
		for _, where := range []string{"year:", "id:none"} {
			_, err := m.Run(t.Context(), analysis.NewInput(c), map[string]any{"where": where})
			if err == nil || !strings.HasPrefix(err.Error(), m.Name+": option where") {
				t.Errorf("%s where %q: %v, want an error that names the option", m.Name, where, err)
			}
		}
	}
}
