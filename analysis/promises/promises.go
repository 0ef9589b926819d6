// Package promises is the battery of tests that every method must pass. A
// method is held to all of them by one line:
//
//	promises.Keep(t, m, promises.Case{Options: map[string]any{"find": "合作"}})
//
// It runs on the embedded specimen, on an empty corpus and on a hostile one.
package promises

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/query"
	"concord/corpus/specimen"
)

// Case is how a method is run by the battery.
type Case struct {
	Options      map[string]any // that the method cannot do without
	OrderMatters bool           // the rows depend on the order of the documents, and the documentation says why
}

// Keep runs the battery on one method.
func Keep(t *testing.T, m analysis.Method, c Case) {
	t.Helper()
	t.Run("written", func(t *testing.T) { written(t, m) })
	t.Run("options", func(t *testing.T) { options(t, m, c) })
	t.Run("specimen", func(t *testing.T) { onSpecimen(t, m, c) })
	t.Run("processors", func(t *testing.T) { processors(t, m, c) })
	t.Run("empty", func(t *testing.T) { empty(t, m, c) })
	t.Run("hostile", func(t *testing.T) { hostile(t, m, c) })
	if !c.OrderMatters {
		t.Run("shuffled", func(t *testing.T) { shuffled(t, m, c) })
	}
}

// Specimen returns the Chinese documents of the embedded specimen.
func Specimen(t testing.TB) *corpus.Corpus {
	t.Helper()
	loaded, err := load.FS(t.Context(), specimen.Embedded(), ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	group, err := query.Select(loaded.Corpus, "lang:zh", "zh")
	if err != nil {
		t.Fatal(err)
	}
	c, err := loaded.Corpus.Subset(group.Positions())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func written(t *testing.T, m analysis.Method) {
	if err := m.Check(); err != nil {
		t.Error(err)
	}
	if !regexp.MustCompile(`^[a-z]+$`).MatchString(m.Name) {
		t.Errorf("name %q: want lower-case letters", m.Name)
	}
	for _, o := range m.Options {
		if !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(o.Name) {
			t.Errorf("option %q: want lower-case letters, digits and _", o.Name)
		}
	}
	for _, what := range []string{m.Doc, m.Account.EN, m.Account.ZH} {
		if strings.TrimSpace(what) == "" {
			t.Error("documentation or account is empty")
		}
	}
}

func options(t *testing.T, m analysis.Method, c Case) {
	given := clone(c.Options)
	given["no_such_option"] = 1
	_, err := m.Parse(given)
	var wrong *analysis.OptionError
	if !errors.As(err, &wrong) || wrong.Method != m.Name || wrong.Option != "no_such_option" {
		t.Errorf("unknown option: got %v, want an OptionError that names it", err)
	}
	for _, o := range m.Options {
		if o.Min == "" && o.Max == "" && len(o.Choices) == 0 {
			continue
		}
		given := clone(c.Options)
		given[o.Name] = "no such value"
		if _, err := m.Parse(given); !errors.As(err, &wrong) || wrong.Option != o.Name {
			t.Errorf("option %s: a wrong value gives %v, want an OptionError that names it", o.Name, err)
		}
	}
}

func clone(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func run(t *testing.T, m analysis.Method, c *corpus.Corpus, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(t.Context(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func onSpecimen(t *testing.T, m analysis.Method, c Case) {
	texts := Specimen(t)
	r := run(t, m, texts, c.Options)
	if r.Refusal != nil {
		t.Fatalf("refuses the specimen: %s", r.Refusal.Reason.EN)
	}
	if r.Table.Len() == 0 {
		t.Fatal("no rows")
	}
	Sound(t, texts, r)
}

// Sound holds a result against what every result must keep: figures name real
// columns and rows, sentences are filled in both languages, every address
// reopens the words it stands with, nothing is infinite.
func Sound(t *testing.T, c *corpus.Corpus, r *analysis.Result) {
	t.Helper()
	for _, f := range r.Figures {
		for _, name := range f.Columns() {
			if r.Table.Index(name) < 0 {
				t.Errorf("figure %s names column %q, which the table lacks", f.Name, name)
			}
		}
		for _, row := range f.Rows {
			if row < 0 || row >= r.Table.Len() {
				t.Errorf("figure %s names row %d of %d", f.Name, row, r.Table.Len())
			}
		}
		for what, text := range map[string]analysis.Text{"title": f.Title, "note": f.Note, "alt": f.Alt} {
			filled(t, "figure "+f.Name+" "+what, text)
		}
	}
	for _, f := range r.Findings {
		filled(t, "finding "+f.ID, f.Text)
		if !slices.Contains([]analysis.Tier{analysis.Descriptive, analysis.Calibrated, analysis.ModelBased}, f.Tier) {
			t.Errorf("finding %s: tier %q", f.ID, f.Tier)
		}
		if !(f.Weight >= 0 && f.Weight <= 1) {
			t.Errorf("finding %s: weight %v, want 0 to 1", f.ID, f.Weight)
		}
		if f.Row < -1 || f.Row >= r.Table.Len() {
			t.Errorf("finding %s: row %d of %d", f.ID, f.Row, r.Table.Len())
		}
		reopen(t, c, "finding "+f.ID, append(slices.Clone(f.Evidence), f.Counter...))
	}
	for _, w := range r.Warnings {
		filled(t, "warning "+w.Code, w.Text)
		if !regexp.MustCompile(`^[A-Z]{3}-\d\d$`).MatchString(w.Code) {
			t.Errorf("warning code %q, want a form like KEY-01", w.Code)
		}
	}
	if r.Refusal != nil {
		filled(t, "reason", r.Refusal.Reason)
		filled(t, "unlock", r.Refusal.Unlock)
	}
	for _, e := range r.Evidence {
		reopen(t, c, "row", e)
	}
	for col, column := range r.Table.Columns() {
		for row := range r.Table.Len() {
			if math.IsInf(r.Table.Number(row, col), 0) {
				t.Errorf("row %d, column %s is infinite", row, column.Name)
			}
		}
	}
}

func filled(t *testing.T, what string, text analysis.Text) {
	t.Helper()
	for lang, s := range map[string]string{"zh": text.ZH, "en": text.EN} {
		if strings.TrimSpace(s) == "" || regexp.MustCompile(`\{\w+\}`).MatchString(s) {
			t.Errorf("%s in %s: %q, want a full sentence", what, lang, s)
		}
	}
}

// reopen checks that every address opens the words quoted with it.
func reopen(t *testing.T, c *corpus.Corpus, what string, evidence []analysis.Evidence) {
	t.Helper()
	for _, e := range evidence {
		parsed, err := corpus.ParseAddress(e.Address.String())
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		words, err := c.Open(parsed)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if got := strings.Join(strings.Fields(words), " "); got != strings.Join(strings.Fields(e.Quote), " ") {
			t.Errorf("%s: %s opens %q, quoted is %q", what, e.Address, words, e.Quote)
		}
	}
}

// processors checks that one processor and several give the same bytes.
func processors(t *testing.T, m analysis.Method, c Case) {
	texts := Specimen(t)
	var results [][]byte
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, n := range []int{1, 4} {
		runtime.GOMAXPROCS(n)
		b, err := json.Marshal(run(t, m, texts, c.Options))
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, b)
	}
	if !bytes.Equal(results[0], results[1]) {
		t.Error("1 and 4 processors give different bytes")
	}
}

func empty(t *testing.T, m analysis.Method, c Case) {
	texts, err := corpus.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Run(t.Context(), analysis.NewInput(texts), c.Options)
	var wrong *analysis.OptionError
	switch {
	case errors.As(err, &wrong): // an option names what an empty corpus cannot have
	case err != nil:
		t.Errorf("empty corpus: %v, want a refusal", err)
	case r.Refusal == nil && r.Table.Len() > 0:
		t.Error("empty corpus: rows out of nothing")
	}
}

// shuffled checks that the order of the documents does not change the rows.
func shuffled(t *testing.T, m analysis.Method, c Case) {
	texts := Specimen(t)
	order := make([]int, texts.Len())
	for i := range order {
		order[i] = (i*17 + 5) % len(order)
	}
	if got := slices.Compact(slices.Sorted(slices.Values(order))); len(got) != len(order) {
		t.Fatalf("the stride does not reach all %d documents", len(order))
	}
	other, err := texts.Subset(order)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := run(t, m, texts, c.Options).Table.WriteCSV(&a); err != nil {
		t.Fatal(err)
	}
	if err := run(t, m, other, c.Options).Table.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Errorf("another order of the documents gives other rows: %s", firstDifference(a.String(), b.String()))
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i] + " ≠ " + y[i]
		}
	}
	return "more rows on one side"
}

// hostile runs the method on texts that break careless code.
func hostile(t *testing.T, m analysis.Method, c Case) {
	texts := []string{
		"NaN", "NA", "=cmd()|' /C calc'!A0", "</script><script>alert(1)</script>", "e\u0301\u0301 a\u0300",
		"\u202eمرحبا\u202c עולם", strings.Repeat("长", 10000), strings.Repeat("x", 10000), "\u3000\u3000",
		"双方同意。双方同意。", "双方同意。", "😀👩‍👩‍👧 合作", "a_b c", "a b_c", "1e309 -0 007",
	}
	var docs []*corpus.Document
	for i, s := range texts {
		frozen, _ := corpus.Freeze(s)
		d := &corpus.Document{ID: strings.Repeat("h", i+1), Text: frozen, SHA256: corpus.Hash(frozen), Lang: "zh"}
		d.Date = corpus.Date{Year: 2000 + i}
		d.Parties = []corpus.Party{{Name: "甲", Code: "QMA"}, {Name: "乙", Code: []string{"QMB", "QMC"}[i%2]}}
		docs = append(docs, d)
	}
	hostileCorpus, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Run(t.Context(), analysis.NewInput(hostileCorpus), c.Options)
	var wrong *analysis.OptionError
	if errors.As(err, &wrong) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	Sound(t, hostileCorpus, r)
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}
