package keyness_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/specimen"
)

// text is a document written in one line: ID, date, tokens parted by blanks.
type text struct{ id, date, tokens string }

func corpusOf(t *testing.T, texts ...text) *corpus.Corpus {
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
	out := map[string]any{"presegmented": true, "stop": "none", "lexicon": "none", "lower": false}
	for k, v := range more {
		out[k] = v
	}
	return out
}

func runMethod(t *testing.T, m analysis.Method, c *corpus.Corpus, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(context.Background(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatalf("%s %v: %v", m.Name, options, err)
	}
	checkSentences(t, r)
	return r
}

// checkSentences reads every text of a result: nothing unfilled, no banned
// word, evidence under every finding, evidence that reopens.
func checkSentences(t *testing.T, r *analysis.Result) {
	t.Helper()
	var texts []analysis.Text
	for _, f := range r.Findings {
		texts = append(texts, f.Text)
		if len(f.Evidence) == 0 {
			t.Errorf("%s: no evidence: %s", f.ID, f.Text.EN)
		}
		if f.Tier == analysis.Descriptive && (strings.Contains(f.Text.EN, "differ") && !strings.Contains(f.Text.EN, "difference in vocabulary") || strings.Contains(f.Text.ZH, "倍")) {
			t.Errorf("%s: a descriptive finding claims a difference: %s", f.ID, f.Text.EN)
		}
	}
	for _, w := range r.Warnings {
		texts = append(texts, w.Text)
	}
	for _, f := range r.Figures {
		texts = append(texts, f.Title, f.Note, f.Alt, f.XLabel, f.YLabel, f.Left, f.Right)
		for _, c := range f.Columns() {
			if r.Table.Index(c) < 0 {
				t.Errorf("figure %s names column %s, which the table lacks", f.Name, c)
			}
		}
	}
	if r.Refusal != nil {
		texts = append(texts, r.Refusal.Reason, r.Refusal.Unlock)
	}
	for _, x := range texts {
		for _, s := range []string{x.ZH, x.EN} {
			for _, bad := range []string{"{", "NaN", "proves", "unprecedented", "increasingly", "copied", "显著", "证明"} {
				if strings.Contains(s, bad) {
					t.Errorf("text holds %q: %s", bad, s)
				}
			}
		}
	}
}

func column(r *analysis.Result, name, feature string) float64 {
	for i, f := range r.Table.Strings("feature") {
		if f == feature {
			return r.Table.Number(i, r.Table.Index(name))
		}
	}
	return math.NaN()
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// specimenCorpus makes documents of generated statements, in the order given
// by reverse.
func specimenCorpus(t testing.TB, o specimen.Options, reverse bool) (*corpus.Corpus, specimen.Truth) {
	t.Helper()
	g, err := specimen.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*corpus.Document
	for i := range g.Docs {
		d := g.Docs[i]
		if reverse {
			d = g.Docs[len(g.Docs)-1-i]
		}
		date, err := corpus.ParseDate(d.Date)
		if err != nil {
			t.Fatal(err)
		}
		doc := &corpus.Document{ID: d.ID, Text: d.Text, SHA256: corpus.Hash(d.Text), Lang: d.Lang, Date: date}
		for _, p := range d.Parties {
			doc.Parties = append(doc.Parties, corpus.Party{Name: p.Name, Code: p.Code})
		}
		docs = append(docs, doc)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c, g.Truth
}

func options(lang string) specimen.Options {
	o := specimen.DefaultOptions()
	o.Langs = []string{lang}
	return o
}

func asJSON(t *testing.T, r *analysis.Result) string {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// onProcessors runs f with 1 and with 2 processors and compares.
func onProcessors(t *testing.T, f func() string) {
	t.Helper()
	var first string
	for _, n := range []int{1, 2} {
		before := runtime.GOMAXPROCS(n)
		got := f()
		runtime.GOMAXPROCS(before)
		if first == "" {
			first = got
		} else if got != first {
			t.Errorf("%d processors give another result", n)
		}
	}
}

func many(n int, prefix, tokens string) []text {
	var out []text
	for i := range n {
		out = append(out, text{fmt.Sprintf("%s%02d", prefix, i), "", tokens})
	}
	return out
}
