package topic

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/specimen"
)

// document makes a document whose lines are paragraphs.
func document(id, date, text string, parties ...corpus.Party) *corpus.Document {
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: "en", Parties: parties}
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	at := 0
	for line := range strings.Lines(text) {
		if s := (corpus.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))}); s.Len() > 0 {
			d.Structure.Paragraphs = append(d.Structure.Paragraphs, corpus.Paragraph{Span: s, Section: -1})
		}
		at += len(line)
	}
	return d
}

func input(t testing.TB, docs ...*corpus.Document) *analysis.Input {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewInput(c)
}

func runMethod(t testing.TB, m analysis.Method, in *analysis.Input, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// generated loads a specimen corpus in one language.
func generated(t testing.TB, o specimen.Options, lang string) *analysis.Input {
	t.Helper()
	docs, err := specimen.Documents(o)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "specimen.jsonl")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := specimen.WriteJSONL(f, docs, lang); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := load.Paths(t.Context(), []string{path}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewInput(l.Corpus)
}

// planted makes documents from themes of ten words each: every paragraph is of
// one theme. Years run from 2001, two documents each; from the middle on, theme 0
// takes half the paragraphs instead of an equal part.
func planted(seed uint64, documents, paragraphs, themes int, shift bool) []*corpus.Document {
	r := rand.New(rand.NewPCG(seed, 7))
	out := make([]*corpus.Document, documents)
	for d := range out {
		var b strings.Builder
		for range paragraphs {
			theme := r.IntN(themes)
			if shift && d >= documents/2 && r.IntN(2) == 0 {
				theme = 0
			}
			for range 25 {
				fmt.Fprintf(&b, "t%cw%c ", 'a'+theme, 'a'+r.IntN(10))
			}
			b.WriteByte('\n')
		}
		out[d] = document(fmt.Sprintf("d%03d", d), fmt.Sprint(2001+d/2), b.String())
	}
	return out
}

// quick is enough for clear themes.
var quick = map[string]any{"runs": 4, "burn_in": 60, "sweeps": 40}

func with(more map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range []map[string]any{quick, more} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

func TestMethodsAreWellFormed(t *testing.T) {
	for _, m := range []analysis.Method{Method(), Prevalence(), Coherence()} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestFindsPlantedThemes(t *testing.T) {
	in := input(t, planted(1, 24, 20, 5, false)...)
	r := runMethod(t, Method(), in, with(map[string]any{"topics": 5}))
	themes := map[string]bool{}
	for i, label := range r.Table.Strings("topic") {
		words := strings.Split(label, " · ")
		words[0] = words[0][strings.LastIndexByte(words[0], ' ')+1:]
		for _, w := range words {
			if w[:2] != words[0][:2] {
				t.Errorf("topic %q mixes themes", label)
			}
		}
		themes[words[0][:2]] = true
		if s := r.Table.Floats("stability")[i]; s < 0.99 {
			t.Errorf("topic %q: stability %v, want 0.99 or more for themes without a word in common", label, s)
		}
		for _, e := range r.Evidence[i] {
			if text, err := in.Corpus.Open(e.Address); err != nil || text != e.Quote || !strings.HasPrefix(text, words[0][:2]) {
				t.Errorf("topic %q: evidence %s %q, %v", label, e.Address, e.Quote, err)
			}
		}
	}
	if len(themes) != 5 {
		t.Errorf("themes found: %v, want 5", themes)
	}
	sum := 0
	for _, n := range r.Table.Ints("paragraphs") {
		sum += int(n)
	}
	if sum != 24*20 {
		t.Errorf("leading topics of %d paragraphs, want %d", sum, 24*20)
	}
	if len(r.Findings) != 3 || r.Findings[0].Tier != analysis.ModelBased {
		t.Errorf("findings %+v, want three of tier M", r.Findings)
	}
}

// Without themes no topic is stable and nothing is told.
func TestNullIsNotInterpreted(t *testing.T) {
	in := input(t, planted(2, 24, 20, 1, false)...)
	r := runMethod(t, Method(), in, with(map[string]any{"topics": 6}))
	if len(r.Findings) != 0 {
		t.Errorf("findings from words drawn alike for all paragraphs: %v", r.Findings[0].Text.EN)
	}
	if slices.Contains(r.Table.Strings("doubt"), "") || !slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == "TOP-03" }) {
		t.Error("want doubtful topics and TOP-03")
	}
}

func TestPrevalenceFindsAPlantedShift(t *testing.T) {
	options := with(map[string]any{"topics": 5})
	r := runMethod(t, Prevalence(), input(t, planted(3, 32, 20, 5, true)...), options)
	if len(r.Findings) == 0 || !strings.Contains(r.Findings[0].Text.EN, "taw") {
		t.Fatalf("findings %v, want the growth of theme ta first", r.Findings)
	}
	// Planted: 1/5 before; 1/2 + 1/2·1/5 = 3/5 after. Four standard errors of 200
	// paragraphs (ten documents and more) are 0.11 and 0.14.
	before, after := value(r.Findings[0], "a"), value(r.Findings[0], "b")
	if before < 0.09 || before > 0.31 || after < 0.46 || after > 0.74 {
		t.Errorf("theme ta takes %v before and %v after, planted 0.2 and 0.6", before, after)
	}
	f := r.Figures[0]
	for _, row := range f.Rows {
		if r.Table.Strings("doubt")[row] != "" {
			t.Error("the figure shows a doubtful topic")
		}
	}
	for _, c := range f.Columns() {
		if r.Table.Index(c) < 0 {
			t.Errorf("the figure names a column %q that the table has not", c)
		}
	}
	null := runMethod(t, Prevalence(), input(t, planted(4, 32, 20, 5, false)...), options)
	if len(null.Findings) != 1 || !strings.Contains(null.Findings[0].Text.EN, "no stable topic differs") {
		t.Errorf("null version: %v", null.Findings)
	}
}

func value(f analysis.Finding, name string) float64 {
	for _, v := range f.Values {
		if v.Name == name {
			return v.Number
		}
	}
	return -1
}

// The specimen corpus holds a topic that grows from a known year (its truth
// file). The topics planted should be found by their keywords, and no topic but
// that one may be told as changed.
func TestSpecimen(t *testing.T) {
	in := generated(t, specimen.DefaultOptions(), "zh")
	truth, err := specimen.EmbeddedTruth()
	if err != nil {
		t.Fatal(err)
	}
	p, err := prepare(t.Context(), in, optionsOf(t, nil), "topic")
	if err != nil || p.model == nil {
		t.Fatal(err, p.refusal)
	}
	var missed []string
	for _, topic := range truth.Topics {
		best := 0
		for k := range p.model.Share {
			leading, n := p.model.Leading(k, 30), 0
			for _, w := range topic.Keywords {
				if slices.Contains(leading, w.Zh) {
					n++
				}
			}
			best = max(best, n)
		}
		if best < 2 {
			missed = append(missed, topic.Name)
		}
	}
	if len(missed) > 2 {
		t.Errorf("topics without two keywords among the leading words of a model topic: %v of %d, want at most 2", missed, len(truth.Topics))
	}
	r := runMethod(t, Prevalence(), in, nil)
	if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Text.ZH, "数据") || value(r.Findings[0], "b") <= value(r.Findings[0], "a") {
		t.Errorf("changes told: %v, want the growth of the digital topic alone", sentences(r))
	}
}

func TestSpecimenNull(t *testing.T) {
	alarms := 0
	for seed := range uint64(3) {
		o := specimen.DefaultOptions()
		o.Null, o.Seed = true, 100+seed
		r := runMethod(t, Prevalence(), generated(t, o, "zh"), map[string]any{"topics": 8})
		if len(r.Findings) != 1 || r.Findings[0].Weight != 0 {
			alarms++
			t.Logf("seed %d: %v", o.Seed, sentences(r))
		}
	}
	// Three sets at 5 % each: two false alarms have a chance of 0.7 %.
	if alarms > 1 {
		t.Errorf("%d of 3 null versions have a change", alarms)
	}
}

func sentences(r *analysis.Result) []string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Text.ZH)
	}
	return out
}

func optionsOf(t *testing.T, values map[string]any) ModelOptions {
	t.Helper()
	o, err := Method().Parse(values)
	if err != nil {
		t.Fatal(err)
	}
	return o.(Options).ModelOptions
}

func TestSameBytesOnAnyProcessors(t *testing.T) {
	for _, m := range []analysis.Method{Method(), Prevalence()} {
		var want string
		for _, n := range []int{1, 2, 3} {
			old := runtime.GOMAXPROCS(n)
			b, err := json.Marshal(runMethod(t, m, input(t, planted(5, 16, 12, 4, true)...), with(map[string]any{"topics": 4})))
			runtime.GOMAXPROCS(old)
			if err != nil {
				t.Fatal(err)
			}
			if want == "" {
				want = string(b)
			} else if want != string(b) {
				t.Errorf("%s: another result on %d processors", m.Name, n)
			}
		}
	}
}

func TestOrderOfDocumentsDoesNotMatter(t *testing.T) {
	docs := planted(6, 16, 12, 4, true)
	options := with(map[string]any{"topics": 4})
	a, _ := json.Marshal(runMethod(t, Prevalence(), input(t, docs...), options).Table)
	slices.Reverse(docs)
	b, _ := json.Marshal(runMethod(t, Prevalence(), input(t, docs...), options).Table)
	if string(a) != string(b) {
		t.Error("rows depend on the order of documents")
	}
}

func TestSeedMatters(t *testing.T) {
	docs := planted(6, 16, 12, 4, true)
	a, _ := json.Marshal(runMethod(t, Method(), input(t, docs...), with(map[string]any{"topics": 4, "seed": 1})).Table)
	b, _ := json.Marshal(runMethod(t, Method(), input(t, docs...), with(map[string]any{"topics": 4, "seed": 2})).Table)
	if string(a) == string(b) {
		t.Error("two seeds give the same digits")
	}
}

// The second method takes the fit of the first.
func TestFitIsShared(t *testing.T) {
	in := input(t, planted(8, 16, 12, 4, true)...)
	steps := 0
	in.Progress = func(done, total int) {
		if steps++; done != steps || total != 400 {
			t.Fatalf("progress %d of %d, want %d of 400", done, total, steps)
		}
	}
	runMethod(t, Method(), in, with(map[string]any{"topics": 4}))
	runMethod(t, Prevalence(), in, with(map[string]any{"topics": 4}))
	if steps != 400 {
		t.Errorf("%d sweeps, want 4 runs of 100 once", steps)
	}
}

func TestFloor(t *testing.T) {
	r := runMethod(t, Method(), input(t, planted(9, 10, 12, 4, false)...), with(map[string]any{"topics": 5}))
	if r.Refusal == nil || !strings.Contains(r.Refusal.Unlock.EN, "30 more distinct paragraphs would unlock it, or at most 4 topics") {
		t.Errorf("120 paragraphs for 5 topics: %+v, want a refusal that names 30 more or 4 topics", r.Refusal)
	}
	r = runMethod(t, Method(), input(t, planted(9, 10, 12, 4, false)...), with(nil))
	if r.Refusal != nil || r.Table.Len() != 2 {
		t.Errorf("120 paragraphs, automatic: %d topics, want 2", r.Table.Len())
	}
	if r := runMethod(t, Prevalence(), input(t, undated(planted(9, 10, 12, 2, false))...), with(nil)); r.Refusal == nil {
		t.Error("undated documents: want a refusal")
	}
}

func undated(docs []*corpus.Document) []*corpus.Document {
	for _, d := range docs {
		d.Date = corpus.Date{}
	}
	return docs
}

func TestRefusalsAndOptions(t *testing.T) {
	for _, m := range []analysis.Method{Method(), Prevalence()} {
		if r := runMethod(t, m, input(t), nil); r.Refusal == nil || r.Table.Len() != 0 {
			t.Errorf("%s: empty corpus: want a refusal", m.Name)
		}
		in := input(t, planted(10, 4, 4, 2, false)...)
		if r := runMethod(t, m, in, map[string]any{"where": "id:none"}); r.Refusal == nil {
			t.Errorf("%s: nothing picked: want a refusal", m.Name)
		}
		for _, options := range []map[string]any{{"topcs": 3}, {"topics": -1}, {"beta": 0}, {"runs": 1}, {"where": "year:"}, {"seed": -1}, {"unit": "line"}} {
			var oe *analysis.OptionError
			if _, err := m.Run(t.Context(), in, options); !errors.As(err, &oe) {
				t.Errorf("%s %v: error %v, want an OptionError", m.Name, options, err)
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in := input(t, planted(11, 16, 12, 4, false)...)
	in.Progress = func(done, _ int) {
		if done == 3 {
			cancel()
		}
	}
	if _, err := Method().Run(ctx, in, map[string]any{"sweeps": 100000}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestHostileTexts(t *testing.T) {
	docs := planted(12, 12, 12, 2, false)
	for i, s := range []string{"x", "\x00\x00", "a\u0301 b c d e f g h", "=cmd() </script> NaN NA null inf", strings.Repeat("长", 10_000),
		"שלום עולם שלום עולם שלום", "\u3000", strings.Repeat("same ", 50)} {
		docs = append(docs, document(fmt.Sprint("h", i), "", s))
	}
	for _, m := range []analysis.Method{Method(), Prevalence()} {
		r := runMethod(t, m, input(t, docs...), with(map[string]any{"min_length": 1, "min_documents": 1}))
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
		for _, s := range r.Table.Floats("share") {
			if s < 0 || s > 1+1e-12 {
				t.Errorf("%s: share %v", m.Name, s)
			}
		}
	}
}
