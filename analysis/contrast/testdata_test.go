package contrast_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
)

// text is a document of tokens parted by blanks.
type text struct {
	id, tokens string
	vars       map[string]string
	parties    []string
}

func corpusOf(t *testing.T, texts ...text) *corpus.Corpus {
	t.Helper()
	var docs []*corpus.Document
	for _, x := range texts {
		d := &corpus.Document{ID: x.id, Text: x.tokens, SHA256: corpus.Hash(x.tokens), Vars: x.vars}
		for _, p := range x.parties {
			d.Parties = append(d.Parties, corpus.Party{Name: p, Code: p})
		}
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// bare is the recipe that takes tokens as they stand. 的 is on the stop list: it
// counts as a token and is never compared.
func bare(more map[string]any) map[string]any {
	out := map[string]any{"presegmented": true, "lexicon": "none", "min_count": 1, "min_documents": 1}
	for k, v := range more {
		out[k] = v
	}
	return out
}

// tokens repeats features and fills up to n tokens with 的.
func tokens(n int, counts map[string]int) string {
	var out []string
	for _, f := range []string{"甲甲", "乙乙", "丙丙", "丁丁", "戊戊"} {
		for range counts[f] {
			out = append(out, f)
		}
	}
	for len(out) < n {
		out = append(out, "的")
	}
	return strings.Join(out, " ")
}

func run(t *testing.T, m analysis.Method, c *corpus.Corpus, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(t.Context(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatalf("%s %v: %v", m.Name, options, err)
	}
	return r
}

func rowOf(r *analysis.Result, column, value string) int {
	for i, v := range r.Table.Strings(column) {
		if v == value {
			return i
		}
	}
	return -1
}

func cell(t *testing.T, r *analysis.Result, feature, column string) float64 {
	t.Helper()
	i, col := rowOf(r, "feature", feature), r.Table.Index(column)
	if i < 0 || col < 0 {
		t.Fatalf("no row %s or no column %s", feature, column)
	}
	return r.Table.Number(i, col)
}

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > relative*(1+math.Abs(want)) {
		t.Errorf("%s = %.10g, want %.10g", what, got, want)
	}
}

func hasWarning(r *analysis.Result, code string) bool {
	for _, w := range r.Warnings {
		if w.Code == code {
			return true
		}
	}
	return false
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
