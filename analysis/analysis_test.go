package analysis

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"concord/corpus"
)

type sample struct {
	Where string  `opt:"where" zh:"查询" en:"query"`
	Limit int     `opt:"limit" default:"5" min:"1" max:"10" zh:"上限" en:"limit"`
	Share float64 `opt:"share" default:"0.5" min:"0" max:"1" zh:"份额" en:"share"`
	Kind  string  `opt:"kind" default:"a" choices:"a,b" zh:"种类" en:"kind"`
	List  string  `opt:"list" file:"true" zh:"文件" en:"file"`
	On    bool    `opt:"on" default:"true" zh:"开" en:"on"`
	Seed  uint64  `opt:"seed" default:"1" zh:"种子" en:"seed"`
}

type sampleRow struct {
	Feature string  `col:"feature"`
	LR      float64 `col:"log_ratio"`
}

func sampleMethod() Method {
	return Define(Method{
		Name: "sample", Title: T("样例", "Sample"), Question: T("问", "Asks."), Account: T("述", "Told."), Doc: "doc",
	}, func(_ context.Context, _ *Input, o sample) (*Output[sampleRow], error) {
		if o.Where == "broken" {
			return nil, &OptionError{Method: "sample", Option: "where", Problem: "cannot be read"}
		}
		return &Output[sampleRow]{
			Rows:     []sampleRow{{"甲", 1}, {"乙", math.NaN()}},
			Findings: []Finding{NewFinding(Descriptive, 1, 0, T("{f}出现{n}次", "{f} {n} times"), Word("f", "{n}"), Int("n", o.Limit))},
		}, nil
	})
}

func TestRunGivesOptionsAsRun(t *testing.T) {
	m := sampleMethod()
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	c, err := corpus.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Run(t.Context(), NewInput(c), map[string]any{"limit": 7.0, "kind": "b", "on": "false", "seed": 9})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Options.(sample); got != (sample{Limit: 7, Share: 0.5, Kind: "b", Seed: 9}) {
		t.Errorf("options as run: %+v", got)
	}
	if got, want := r.Signature(), `sample(where="", limit=7, share=0.5, kind="b", list="", on=false, seed=9) corpus e3b0c442 concord `+Version; got != want {
		t.Errorf("signature %q, want %q", got, want)
	}
	// A value is put in as it is, never read as a template again.
	if got := r.Findings[0].Text; got != T("{n}出现7次", "{n} 7 times") {
		t.Errorf("sentence %+v", got)
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"options":{"where":"","limit":7,"share":0.5,"kind":"b","list":"","on":false,"seed":9}`,
		`"rows":[{"feature":"甲","log_ratio":1},{"feature":"乙","log_ratio":null}]`,
		`"id":"sample-1","method":"sample","tier":"D"`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("JSON lacks %s:\n%s", want, b)
		}
	}
}

func TestOptionsAreRefused(t *testing.T) {
	m := sampleMethod()
	for _, test := range []struct {
		name  string
		value any
		want  string
	}{
		{"limits", 3, "did you mean limit?"},
		{"nothing_like_it_at_all", 3, "have where, limit, share"},
		{"limit", 0, "at least 1"},
		{"limit", "11", "at most 10"},
		{"limit", 2.5, "a whole number"},
		{"limit", "many", "a number"},
		{"limit", true, "a number"},
		{"share", math.NaN(), "a number"},
		{"share", "inf", "a number"},
		{"kind", "c", "one of a, b"},
		{"kind", 3, "a text"},
		{"on", "perhaps", "true or false"},
		{"seed", -1, "at least 0"},
	} {
		_, err := m.Parse(map[string]any{test.name: test.value})
		var wrong *OptionError
		if !errors.As(err, &wrong) || wrong.Option != test.name || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s=%v: got %v, want an OptionError with %q", test.name, test.value, err, test.want)
		}
	}
	c, err := corpus.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Run(t.Context(), NewInput(c), map[string]any{"where": "broken"})
	var wrong *OptionError
	if !errors.As(err, &wrong) || err.Error() != "sample: option where: cannot be read" {
		t.Errorf("an option refused while running: %v", err)
	}
}

func TestFilesAreForTheCommandLine(t *testing.T) {
	m := sampleMethod()
	_, err := m.ParseUntrusted(map[string]any{"list": "/etc/passwd"})
	var wrong *OptionError
	if !errors.As(err, &wrong) || wrong.Option != "list" {
		t.Errorf("a file from a stranger: %v", err)
	}
	if _, err := m.ParseUntrusted(map[string]any{"limit": 3, "list": ""}); err != nil {
		t.Errorf("no file: %v", err)
	}
	if _, err := m.Parse(map[string]any{"list": "frequencies.csv"}); err != nil {
		t.Errorf("the command line: %v", err)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	type noHelp struct {
		A int `opt:"a"`
	}
	type noTag struct{ A int }
	run := func(context.Context, *Input, noHelp) (*Output[sampleRow], error) { return nil, nil }
	if Define(sampleMethod(), run).Check() == nil {
		t.Error("an option without help passes")
	}
	if Define(sampleMethod(), func(context.Context, *Input, noTag) (*Output[sampleRow], error) { return nil, nil }).Check() == nil {
		t.Error("a field without a tag passes")
	}
	m := sampleMethod()
	m.Question.ZH = ""
	if m.Check() == nil {
		t.Error("a question without Chinese passes")
	}
}

func TestNearest(t *testing.T) {
	names := []string{"keyness", "kwic", "shift", "topic"}
	for given, want := range map[string]string{"keynes": "keyness", "kiwc": "", "shfit": "shift", "tpoic": "topic", "zzzz": "", "topics": "topic"} {
		if got := Nearest(given, names); got != want && want != "" {
			t.Errorf("Nearest(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestComment(t *testing.T) {
	got := Comment("// Package a does.\n//\n//\tindented\npackage a\n\n// not this\n")
	if want := "Package a does.\n\n\tindented"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestQuoteStaysInTheParagraph(t *testing.T) {
	text := "甲乙丙。\n丁戊己庚。"
	d := &corpus.Document{ID: "D", Text: text, SHA256: corpus.Hash(text)}
	at := strings.Index(text, "丁")
	d.Structure.Paragraphs = []corpus.Paragraph{{Span: corpus.Span{Start: 0, End: at - 1}}, {Span: corpus.Span{Start: at, End: len(text)}}}
	c, err := corpus.New([]*corpus.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	e := NewInput(c).Quote(0, corpus.Span{Start: at + 3, End: at + 6}, 2)
	if e.Left != "丁" || e.Quote != "戊" || e.Right != "己庚" || e.Address.String() != "D ¶2 c7–7" {
		t.Errorf("evidence %+v, %s", e, e.Address)
	}
}
