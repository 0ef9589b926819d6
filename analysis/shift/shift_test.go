package shift_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/measure"
	"concord/analysis/shift"
	"concord/corpus"
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

func run(t testing.TB, m analysis.Method, c *corpus.Corpus, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(context.Background(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		if len(f.Evidence) == 0 || strings.Contains(f.Text.ZH+f.Text.EN, "{") || strings.Contains(f.Text.EN, "NaN") {
			t.Errorf("%s: %d places: %s %s", f.ID, len(f.Evidence), f.Text.ZH, f.Text.EN)
		}
	}
	for _, w := range r.Warnings {
		if strings.Contains(w.Text.ZH+w.Text.EN, "{") {
			t.Errorf("%s: %s", w.Code, w.Text.EN)
		}
	}
	for _, f := range r.Figures {
		if s := fmt.Sprint(f.Title, f.Note, f.Alt, f.Left, f.Right); strings.Contains(strings.ReplaceAll(s, "{ }", ""), "{target}") {
			t.Errorf("figure %s: %s", f.Name, s)
		}
		for _, c := range f.Columns() {
			if r.Table.Index(c) < 0 {
				t.Errorf("figure %s names column %s, which the table lacks", f.Name, c)
			}
		}
	}
	return r
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// Six documents of one length: every arrangement has all tokens on both sides,
// nothing is drawn, and the divergence is that of the pooled shares.
func TestDivergenceByHand(t *testing.T) {
	d := shift.Documents{
		Tokens:   [][]uint32{{0, 0, 1, 2}, {0, 1, 1, 2}, {0, 0, 0, 1}, {1, 2, 2, 3}, {2, 2, 3, 3}, {0, 3, 3, 3}},
		Target:   []bool{true, true, true, false, false, false},
		Features: 4,
	}
	got, err := shift.Test(context.Background(), d, 199, 1)
	if err != nil {
		t.Fatal(err)
	}
	// Target: 6, 4, 2, 0 of 12; reference: 1, 1, 4, 6 of 12.
	want := 0.0
	for _, v := range [][2]float64{{6, 1}, {4, 1}, {2, 4}, {0, 6}} {
		p, q := v[0]/12, v[1]/12
		for _, x := range []float64{p, q} {
			if x > 0 {
				want += x / 2 * math.Log2(2*x/(p+q))
			}
		}
	}
	near(t, "divergence", got.Observed, want)
	near(t, "measure.JSD", measure.JSD([]float64{6, 4, 2, 0}, []float64{1, 1, 4, 6}, 0.5), want)
	if got.Matched != 12 {
		t.Errorf("matched = %d, want 12", got.Matched)
	}
	near(t, "smallest p", got.SmallestP, 2./20) // of C(6,3) arrangements the observed one and its mirror
	if got.P < 0.05 {
		t.Errorf("p = %g below what ten different groupings allow", got.P)
	}
}

func TestContributionsSumToTheDivergence(t *testing.T) {
	m := &corpus.Matrix{
		Rows: []string{"a", "b"}, Features: []string{"w", "x", "y", "z"},
		Start: []int{0, 3, 6}, Col: []uint32{0, 1, 2, 0, 2, 3}, Count: []uint32{6, 4, 2, 1, 5, 6}, Total: []float64{12, 12},
	}
	rows, listed := shift.Contribute(shift.Data{Matrix: m, Target: []bool{true, false}}, shift.Limits{})
	sum, share := 0.0, 0.0
	for _, r := range rows {
		sum += math.Abs(r.Contribution)
		share += r.Share
		if (r.Contribution > 0) != (r.CountTarget > r.CountReference) {
			t.Errorf("%s: contribution %g for %d against %d uses", r.Feature, r.Contribution, r.CountTarget, r.CountReference)
		}
		if !math.IsNaN(r.Lo) {
			t.Errorf("%s: interval with one document a side", r.Feature)
		}
	}
	near(t, "sum", sum, measure.JSD([]float64{6, 4, 2, 0}, []float64{1, 0, 5, 6}, 0.5))
	near(t, "shares", share, 1)
	if listed != 4 || rows[0].Feature != "z" || rows[0].Exclusive != "reference" {
		t.Errorf("%d listed, first %+v", listed, rows[0])
	}
	// z: ½·½·log2 2 = ¼ bit, to the left.
	near(t, "contribution of z", rows[0].Contribution, -0.25)
}

// drawn makes documents of n tokens: word k of 60 with weight 1/(k+1), and with
// probability extra one of ten words of the document's period.
func drawn(seed uint64, period, n int, extra float64) string {
	r := rand.New(rand.NewPCG(seed, uint64(period)))
	var b strings.Builder
	for range n {
		if r.Float64() < extra {
			fmt.Fprintf(&b, "p%dw%d ", period, r.IntN(10))
			continue
		}
		fmt.Fprintf(&b, "w%d ", int(math.Exp(r.Float64()*math.Log(61)))-1)
	}
	return b.String()
}

func series(t *testing.T, extra float64) *corpus.Corpus {
	var texts []text
	for i := range 16 {
		period := i / 8
		texts = append(texts, text{fmt.Sprintf("d%02d", i), fmt.Sprint(2000 + i), drawn(uint64(i+1), period, 200+40*(i%4), extra*float64(period))})
	}
	return corpusOf(t, texts...)
}

func TestPlantedShift(t *testing.T) {
	r := run(t, shift.Method(), series(t, 0.1), bare(map[string]any{"cuts": "2008"}))
	if r.Table.Len() != 1 || r.Table.Strings("target")[0] != "2008–2015" || r.Table.Strings("reference")[0] != "2000–2007" {
		t.Fatalf("comparisons: %v", r.Table.Strings("target"))
	}
	if p, x := r.Table.Floats("p_adj")[0], r.Table.Floats("excess")[0]; !(p < 0.05) || !(x > 0) {
		t.Errorf("planted shift: p = %g, excess %g", p, x)
	}
	if len(r.Findings) != 1 || r.Findings[0].Tier != analysis.Calibrated || !strings.Contains(r.Findings[0].Text.EN, "by more than") {
		t.Errorf("findings: %v", r.Findings)
	}
	words := run(t, shift.Words(), series(t, 0.1), bare(map[string]any{"cuts": "2008"}))
	for i, f := range words.Table.Strings("feature")[:8] {
		if !strings.HasPrefix(f, "p1w") || words.Table.Floats("contribution")[i] <= 0 || words.Table.Floats("lo")[i] <= 0 {
			t.Errorf("word %d is %s, %g from %g, want the planted ones to the right", i, f, words.Table.Floats("contribution")[i], words.Table.Floats("lo")[i])
		}
	}
}

// Without a shift p is below .05 once in twenty; nine of forty would come by
// chance less than once in 10⁴ (binomial).
func TestNullShift(t *testing.T) {
	small := 0
	for trial := range 40 {
		d := shift.Documents{Features: 80}
		for i := range 12 {
			r := rand.New(rand.NewPCG(uint64(trial), uint64(i)))
			var tokens []uint32
			burst := uint32(r.IntN(80)) // every document overuses a word of its own
			for range 100 + 100*(i%3) {
				k := uint32(math.Exp(r.Float64()*math.Log(81))) - 1
				if r.Float64() < 0.1 {
					k = burst
				}
				tokens = append(tokens, k)
			}
			d.Tokens, d.Target = append(d.Tokens, tokens), append(d.Target, i < 5)
		}
		got, err := shift.Test(context.Background(), d, 99, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got.P < 0.05 {
			small++
		}
	}
	if small > 8 {
		t.Errorf("%d of 40 null comparisons have p < .05", small)
	}
	r := run(t, shift.Method(), series(t, 0), bare(map[string]any{"cuts": "2008"}))
	if !r.Findings[0].Null || r.Findings[0].Weight > 0.1 {
		t.Errorf("null %v, weight %g", r.Findings[0].Null, r.Findings[0].Weight)
	}
	if r.Table.Floats("p_adj")[0] < 0.05 || !strings.Contains(r.Findings[0].Text.EN, "No difference") {
		t.Errorf("null series: p = %g: %s", r.Table.Floats("p_adj")[0], r.Findings[0].Text.EN)
	}
}

// A target that is much longer only, from the same words, is no shift.
func TestLengthAloneIsNoShift(t *testing.T) {
	var texts []text
	for i := range 12 {
		texts = append(texts, text{fmt.Sprintf("d%02d", i), fmt.Sprint(2000 + i), drawn(uint64(i+1), 0, 100+900*(i/6), 0)})
	}
	r := run(t, shift.Method(), corpusOf(t, texts...), bare(map[string]any{"cuts": "2006"}))
	if p := r.Table.Floats("p")[0]; p < 0.05 {
		t.Errorf("p = %g for a difference of length alone", p)
	}
}

func TestSwap(t *testing.T) {
	c := series(t, 0.1)
	o := func(a, b string) map[string]any {
		return bare(map[string]any{"by": "groups", "target": a, "reference": b, "top": 0})
	}
	a, b := run(t, shift.Words(), c, o("year:2008..", "year:..2007")), run(t, shift.Words(), c, o("year:..2007", "year:2008.."))
	if !slices.Equal(a.Table.Strings("feature"), b.Table.Strings("feature")) {
		t.Fatal("swapping the sets changes the order")
	}
	for i, x := range a.Table.Floats("contribution") {
		near(t, "contribution", x, -b.Table.Floats("contribution")[i])
		near(t, "lo", a.Table.Floats("lo")[i], -b.Table.Floats("hi")[i])
	}
	p := func(a, b string) float64 {
		r := run(t, shift.Method(), c, bare(map[string]any{"by": "groups", "target": a, "reference": b}))
		return r.Table.Floats("divergence")[0] + r.Table.Floats("p")[0]
	}
	near(t, "shift", p("year:2008..", "year:..2007"), p("year:..2007", "year:2008.."))
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
	for _, m := range []analysis.Method{shift.Method(), shift.Words()} {
		a, _ := json.Marshal(run(t, m, generated(t, false), nil).Table)
		b, _ := json.Marshal(run(t, m, generated(t, true), nil).Table)
		if string(a) != string(b) {
			t.Errorf("%s: the table depends on the order of documents", m.Name)
		}
		before := runtime.GOMAXPROCS(1)
		one, err := json.Marshal(run(t, m, generated(t, false), nil))
		runtime.GOMAXPROCS(2)
		two, _ := json.Marshal(run(t, m, generated(t, false), nil))
		runtime.GOMAXPROCS(before)
		if err != nil || string(one) != string(two) {
			t.Errorf("%s: two processors give another result (%v)", m.Name, err)
		}
	}
}

func TestPeriods(t *testing.T) {
	var texts []text
	for i := range 23 {
		texts = append(texts, text{fmt.Sprintf("d%02d", i), fmt.Sprint(2000 + i/2), "a b c d"})
	}
	r := run(t, shift.Method(), corpusOf(t, append(texts, text{"u", "", "a b"})...), bare(map[string]any{"cuts": "auto"}))
	// 23 documents, two a year: four periods of 6, 6, 6 and 5.
	if got, want := r.Table.Strings("target"), []string{"2003–2005", "2006–2008", "2009–2011"}; !slices.Equal(got, want) {
		t.Errorf("periods %v, want %v", got, want)
	}
	if got, want := r.Table.Ints("size_reference"), []int64{6, 6, 6}; !slices.Equal(got, want) {
		t.Errorf("sizes %v, want %v", got, want)
	}
	if !slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == "SHF-04" }) {
		t.Error("the undated document is not told")
	}
	for _, test := range []struct {
		n       int
		refused bool
	}{{4, true}, {9, true}, {10, false}} {
		var few []text
		for i := range test.n {
			few = append(few, text{fmt.Sprintf("d%02d", i), fmt.Sprint(2000 + i), "a b c"})
		}
		for _, m := range []analysis.Method{shift.Method(), shift.Words()} {
			if r := run(t, m, corpusOf(t, few...), bare(nil)); (r.Refusal != nil) != test.refused {
				t.Errorf("%s with %d documents: refusal %v", m.Name, test.n, r.Refusal)
			}
		}
	}
}

func TestFloor(t *testing.T) {
	var texts []text
	for i := range 7 {
		texts = append(texts, text{fmt.Sprintf("d%d", i), fmt.Sprint(2000 + i), "a b c a a"})
	}
	c := corpusOf(t, texts...)
	r := run(t, shift.Method(), c, bare(map[string]any{"cuts": "2005"}))
	if r.Refusal == nil || !math.IsNaN(r.Table.Floats("divergence")[0]) || r.Table.Ints("size_target")[0] != 2 {
		t.Errorf("two documents: refusal %v, divergence %v", r.Refusal, r.Table.Floats("divergence"))
	}
	w := run(t, shift.Words(), c, bare(map[string]any{"cuts": "2005"}))
	if w.Refusal == nil || w.Table.Len() == 0 || !math.IsNaN(w.Table.Floats("lo")[0]) {
		t.Errorf("two documents: refusal %v, %d words", w.Refusal, w.Table.Len())
	}
	// Only one of two comparisons reaches the floor: the other is named.
	r = run(t, shift.Method(), c, bare(map[string]any{"cuts": "2003,2006"}))
	if r.Refusal != nil || !slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == "SHF-06" }) {
		t.Errorf("refusal %v, warnings %v", r.Refusal, r.Warnings)
	}
}

func TestErrors(t *testing.T) {
	c := series(t, 0)
	for _, test := range []struct {
		options map[string]any
		want    string
	}{
		{map[string]any{"cuts": "2013,2010"}, "ascending"},
		{map[string]any{"cuts": "soon"}, "want years such as 2013,2018"},
		{map[string]any{"cuts": "1990"}, "no document is older than 1990; the years run from 2000 to 2015"},
		{map[string]any{"cuts": "2030"}, "no document dates from 2030"},
		{map[string]any{"target": "id:d*"}, "want by=groups"},
		{map[string]any{"by": "groups"}, "option target: empty"},
		{map[string]any{"by": "groups", "target": "id:q"}, `picks no document; have year 2000..2015; id d00`},
		{map[string]any{"by": "groups", "target": "id:d0*", "reference": "id:d00"}, "in the target too: 1 (such as d00)"},
		{map[string]any{"where": "year:"}, "option where"},
		{map[string]any{"cut": "2001"}, "did you mean cuts?"},
	} {
		for _, m := range []analysis.Method{shift.Method(), shift.Words()} {
			_, err := m.Run(context.Background(), analysis.NewInput(c), test.options)
			var wrong *analysis.OptionError
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s %v: error %v, want an OptionError with %q", m.Name, test.options, err, test.want)
			}
		}
	}
	for _, m := range []analysis.Method{shift.Method(), shift.Words()} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
		if r := run(t, m, corpusOf(t), nil); r.Refusal == nil || r.Table.Len() != 0 {
			t.Errorf("%s: an empty corpus is not refused", m.Name)
		}
	}
}

// where narrows groups too, parts of documents included.
func TestWhereNarrowsGroups(t *testing.T) {
	r := run(t, shift.Words(), series(t, 0.1), bare(map[string]any{"by": "groups", "target": "year:2008..", "where": "year:2002..2012"}))
	if g := r.Source.Groups; g[0].Documents != 5 || g[1].Documents != 6 {
		t.Errorf("groups %v, want 5 and 6 documents", g)
	}
}

// The names of two parties change most from one period to the next; the word
// behind them is told.
func TestNamesAreNotTold(t *testing.T) {
	var docs []*corpus.Document
	for i := range 16 {
		words, party := "老挝 老挝 老挝 老挝 旧词 旧词 ", corpus.Party{Name: "老挝", Code: "LAO"}
		if i >= 8 {
			words, party = "柬埔寨 柬埔寨 柬埔寨 柬埔寨 新词 新词 新词 ", corpus.Party{Name: "柬埔寨", Code: "KHM"}
		}
		words += drawn(uint64(i+1), 0, 40, 0)
		d := &corpus.Document{ID: fmt.Sprintf("d%02d", i), Text: words, SHA256: corpus.Hash(words), Date: corpus.Date{Year: 2000 + i},
			Parties: []corpus.Party{{Name: "中国", Code: "CHN"}, party}}
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, shift.Method(), c, bare(map[string]any{"cuts": "2008"}))
	if f := r.Findings[0]; f.Null || !strings.HasSuffix(f.Text.ZH, "专名与数字之外，相差最多的词是“新词”。") || f.Evidence[0].Quote != "新词" {
		t.Errorf("told: %s at %v", f.Text.ZH, f.Evidence)
	}
	words := run(t, shift.Words(), c, bare(map[string]any{"by": "groups", "target": "pair:CHN-KHM"}))
	if got := words.Table.Strings("feature")[:2]; !slices.Equal(got, []string{"老挝", "柬埔寨"}) || len(words.Evidence[0]) == 0 {
		t.Errorf("first rows %v, want the names", got)
	}
	if got := words.Findings[0].Text.ZH; !strings.HasPrefix(got, "“新词”：中国–柬埔寨（8篇）中有8篇使用，共24次；其余文本（8篇）均未使用；") {
		t.Errorf("first finding: %s", got)
	}
}
