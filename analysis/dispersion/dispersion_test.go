package dispersion_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/dispersion"
	"concord/analysis/promises"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
)

func TestPromises(t *testing.T) { promises.Keep(t, dispersion.Method(), promises.Case{}) }

// document makes a document of words, each written so many times.
func document(id string, words map[string]int) *corpus.Document {
	var b strings.Builder
	for _, w := range slices.Sorted(func(yield func(string) bool) {
		for w := range words {
			if !yield(w) {
				return
			}
		}
	}) {
		b.WriteString(strings.Repeat(w+" ", words[w]))
	}
	text := strings.TrimSpace(b.String())
	return &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: "en"}
}

func input(t *testing.T, docs ...*corpus.Document) *analysis.Input {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewInput(c)
}

func run(t *testing.T, in *analysis.Input, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := dispersion.Method().Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func row(t *testing.T, r *analysis.Result, feature string) int {
	t.Helper()
	i := slices.Index(r.Table.Strings("feature"), feature)
	if i < 0 {
		t.Fatalf("no row %q among %v", feature, r.Table.Strings("feature"))
	}
	return i
}

// The toy corpus of Gries 2020: 15 uses in parts of 9, 10, 10, 10 and 11
// tokens. The values stand in that chapter (D, D₂ and DA there too, on rates).
func TestFivePartsOfGries(t *testing.T) {
	var docs []*corpus.Document
	for i, size := range []int{9, 10, 10, 10, 11} {
		docs = append(docs, document("part"+strconv.Itoa(i), map[string]int{"treaty": i + 1, "zebra": size - i - 1}))
	}
	r := run(t, input(t, docs...), nil)
	i := row(t, r, "treaty")
	for name, want := range map[string]float64{
		"dp": 0.18, "dpnorm": 0.219512195, "kld": 0.136971729, "kld_norm": 0.090573928,
		"juilland_d": 0.785150453, "rosengren_s": 0.949816342, "carroll_d2": 0.937921303, "da": 0.697450034, "range": 1,
	} {
		if got := r.Table.Floats(name)[i]; math.Abs(got-want) > 1e-8 {
			t.Errorf("%s is %.9f, want %.9f", name, got, want)
		}
	}
	if lo, hi := r.Table.Floats("lo")[i], r.Table.Floats("hi")[i]; !(lo >= 0 && lo < 0.2195 && hi > 0.2195 && hi <= 1) {
		t.Errorf("interval %v–%v does not hold the estimate within 0 to 1", lo, hi)
	}
	if !slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == "DIS-05" }) {
		t.Error("five documents pass without DIS-05")
	}
}

// Below as many uses as documents only the range is told.
func TestTooFewUses(t *testing.T) {
	r := run(t, input(t,
		document("a", map[string]int{"treaty": 2, "zebra": 8}), document("b", map[string]int{"zebra": 10}),
		document("c", map[string]int{"zebra": 10})), map[string]any{"min_count": 1})
	i := row(t, r, "treaty")
	for _, name := range []string{"dp", "dpnorm", "lo", "hi", "kld", "kld_norm", "juilland_d", "rosengren_s", "carroll_d2", "da", "dpnorm_percentile"} {
		if got := r.Table.Floats(name)[i]; !math.IsNaN(got) {
			t.Errorf("%s of 2 uses in 3 documents is %v, want it empty", name, got)
		}
	}
	if got := r.Table.Floats("range")[i]; math.Abs(got-1.0/3) > 1e-15 {
		t.Errorf("range is %v, want 1/3", got)
	}
	if r.Warnings[0].Code != "DIS-01" || !strings.Contains(r.Warnings[0].Text.EN, "“treaty”, twice") {
		t.Errorf("warning is %v, want DIS-01 naming treaty", r.Warnings)
	}
}

// Eleven words of ten uses each: k documents of ten hold the k-th. By hand: the
// more documents the lower DPnorm, so the percentiles run down from 1 in steps
// of a tenth.
func TestPercentileAmongPeers(t *testing.T) {
	words := strings.Fields("alpha bravo charlie delta echo foxtrot golf hotel india juliett")
	docs := make([]map[string]int, 10)
	for d := range docs {
		docs[d] = map[string]int{"kilo": 1}
		for k, w := range words {
			if share := 10 / (k + 1); d <= k {
				docs[d][w] = share
				if d < 10%(k+1) {
					docs[d][w]++
				}
			}
		}
		used := 0
		for _, n := range docs[d] {
			used += n
		}
		docs[d]["zebra"] = 100 - used
	}
	list := make([]*corpus.Document, len(docs))
	for d, words := range docs {
		list[d] = document("d"+strconv.Itoa(d), words)
	}
	r := run(t, input(t, list...), map[string]any{"order": "percentile"})
	last := 1.01
	for i, w := range words {
		got := r.Table.Floats("dpnorm_percentile")[row(t, r, w)]
		if got > last {
			t.Errorf("%s in %d documents has percentile %v, above one in fewer (%v)", w, i+1, got, last)
		}
		last = got
	}
	if got := r.Table.Floats("dpnorm_percentile")[row(t, r, "alpha")]; got != 1 {
		t.Errorf("the word of one document has percentile %v, want 1", got)
	}
	if got := r.Table.Floats("dpnorm_percentile")[row(t, r, "kilo")]; got != 0.05 {
		t.Errorf("the word once in each document shares the lowest DPnorm with one of ten peers: percentile %v, want 0.05", got)
	}
	if got := r.Table.Strings("feature")[0]; got != "alpha" {
		t.Errorf("order=percentile puts %q first, want alpha", got)
	}
	if f := r.Findings; len(f) == 0 || !strings.Contains(f[0].Text.EN, "more concentrated than 100 %") || len(f[0].Evidence) == 0 {
		t.Errorf("findings are %+v, want the concentrated word with evidence", f)
	}
}

func TestRefusesOneDocument(t *testing.T) {
	r := run(t, input(t, document("a", map[string]int{"treaty": 20})), nil)
	if r.Refusal == nil || !strings.Contains(r.Refusal.Reason.EN, "there are 1") {
		t.Errorf("refusal is %v, want one that counts 1 document", r.Refusal)
	}
}

func TestWrongQuery(t *testing.T) {
	for _, where := range []string{"year:", "id:none"} {
		_, err := dispersion.Method().Run(t.Context(), input(t, document("a", map[string]int{"treaty": 2}), document("b", map[string]int{"treaty": 2})), map[string]any{"where": where})
		if err == nil || !strings.HasPrefix(err.Error(), "dispersion: option where") {
			t.Errorf("where %q: %v, want an error that names the option", where, err)
		}
	}
}

// The embedded specimen: order by evenness runs down DPnorm.
func TestOrders(t *testing.T) {
	in := analysis.NewInput(promises.Specimen(t))
	even := run(t, in, map[string]any{"order": "even"}).Table.Floats("dpnorm")
	uneven := run(t, in, map[string]any{"order": "uneven"}).Table.Floats("dpnorm")
	if !slices.IsSorted(even) {
		t.Errorf("order=even: %v", even)
	}
	slices.Reverse(uneven)
	if !slices.IsSorted(uneven) {
		t.Errorf("order=uneven: %v", uneven)
	}
}

func TestRealStatements(t *testing.T) {
	l, err := load.Paths(t.Context(), []string{sharedtest.Dir(t, "corpus", "joint-statements-en.jsonl")}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, analysis.NewInput(l.Corpus), nil)
	if r.Table.Len() != 100 {
		t.Errorf("%d rows, want 100", r.Table.Len())
	}
	promises.Sound(t, l.Corpus, r)
	for i, v := range r.Table.Floats("dpnorm") {
		lo, hi := r.Table.Floats("lo")[i], r.Table.Floats("hi")[i]
		if !math.IsNaN(v) && (v < 0 || v > 1 || lo > v || hi < v) {
			t.Errorf("row %d: DPnorm %v outside %v–%v", i, v, lo, hi)
		}
	}
}
