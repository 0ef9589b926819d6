// Package analysis is the contract that every method keeps.
//
// A Method is one named analysis with its options. It takes an Input (a corpus
// and the tokens cut from it) and returns a Result: a table, figures,
// findings, warnings, and where it all came from. A method knows nothing of
// who runs it; the command line, the notebook, the report and the HTTP API
// read the one list in analysis/catalog and run methods through this package.
//
// A method package writes two struct types, Options and Row, and a function
// from the one to the other; Define turns them into a Method. Flags, keywords,
// JSON keys and help texts come from the tags of Options (see Option), columns
// and their help from the tags of Row (see table.Column).
package analysis

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"concord/analysis/table"
	"concord/corpus"
	"concord/corpus/bilingual"
)

// Version is the version of Concord that stands in every result.
const Version = "0.1.0"

// Text is a statement in Chinese and in English.
type Text = bilingual.Text

// T makes a Text.
func T(zh, en string) Text { return bilingual.T(zh, en) }

// Method is one analysis.
type Method struct {
	Name     string   // one lower-case word: keyness
	Title    Text     // 关键性 / Keyness
	Question Text     // what it answers, one sentence
	Doc      string   // the package comment of the method: formulas, sources, when it misleads
	Account  Text     // for a methods paragraph: one or two sentences; {name} stands for an option as run
	Cites    []string // what Account rests on, one full reference each
	Options  []Option
	Columns  []table.Column

	options reflect.Type
	run     func(context.Context, *Input, any) (*Result, error)
}

// Output is what a method's function returns.
type Output[R any] struct {
	Rows     []R
	Evidence [][]Evidence // by row: where its numbers come from; nil or as long as Rows
	Figures  []Figure
	Findings []Finding
	Warnings []Warning
	Refusal  *Refusal // set when the data are below the method's floor; Rows may then be empty

	Tokens *corpus.Tokens // as used, for the recipe in the source; nil when none were
	Groups []corpus.Group // compared, by role: target first
	Seed   uint64         // of the random numbers, 0 when none were drawn
}

// Validator is a struct of options that can be checked beyond the tags of its
// fields.
type Validator interface{ Validate() error }

// Define makes a method of a function. O is a struct with option tags, R a
// struct with column tags. A fault in the tags is reported by Check, which the
// promises battery calls for every method.
func Define[O, R any](m Method, run func(context.Context, *Input, O) (*Output[R], error)) Method {
	m.options = reflect.TypeFor[O]()
	m.Options, _ = optionsOf(m.options)
	m.Columns, _ = table.Columns[R]()
	m.run = func(ctx context.Context, in *Input, options any) (*Result, error) {
		out, err := run(ctx, in, options.(O))
		if damage := in.Corpus.Err(); damage != nil {
			return nil, damage
		}
		if err != nil {
			return nil, err
		}
		return finish(m, in, options, out)
	}
	return m
}

func finish[R any](m Method, in *Input, options any, out *Output[R]) (*Result, error) {
	t, err := table.From(out.Rows)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	if out.Evidence != nil && len(out.Evidence) != len(out.Rows) {
		return nil, fmt.Errorf("%s: %d rows but evidence for %d", m.Name, len(out.Rows), len(out.Evidence))
	}
	r := &Result{
		Method: m.Name, Title: m.Title, Options: options, Table: t, Evidence: out.Evidence,
		Figures: out.Figures, Findings: out.Findings, Warnings: out.Warnings, Refusal: out.Refusal,
		Source: Source{Corpus: in.Corpus.Hash(), Documents: in.Corpus.Len(), Seed: out.Seed, Version: Version},
	}
	if out.Tokens != nil {
		r.Source.Recipe, r.Source.RecipeHash = out.Tokens.Recipe, out.Tokens.RecipeHash
		r.Source.Tokens = out.Tokens.Total()
	}
	for _, g := range out.Groups {
		r.Source.Groups = append(r.Source.Groups, GroupSize{Name: g.Name, Documents: len(g.Members)})
	}
	for i := range r.Findings {
		in.tellInside(out.Tokens, &r.Findings[i])
		r.Findings[i].Method = m.Name
		r.Findings[i].ID = fmt.Sprintf("%s-%d", m.Name, i+1)
	}
	return r, nil
}

// Run runs the method. Options are given by name, as JSON or a notebook has
// them: string, bool, float64 or int. What is not given has
// its default. An unknown name, a wrong type or a value out of range is an
// *OptionError, before any work is done. An empty corpus gives a refusal, not
// an error.
func (m Method) Run(ctx context.Context, in *Input, options map[string]any) (*Result, error) {
	o, err := m.Parse(options)
	if err != nil {
		return nil, err
	}
	return m.RunWith(ctx, in, o)
}

// RunWith runs the method with options that Parse has made, or with a value of
// the method's own Options type.
func (m Method) RunWith(ctx context.Context, in *Input, options any) (*Result, error) {
	if reflect.TypeOf(options) != m.options {
		return nil, fmt.Errorf("%s: options are %T, want %s", m.Name, options, m.options)
	}
	if v, ok := options.(Validator); ok {
		if err := v.Validate(); err != nil {
			return nil, m.wrong(err)
		}
	}
	r, err := m.run(ctx, in, options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, strip(err, m.Name))
	}
	return r, nil
}

// wrong makes an OptionError of what a Validate reports.
func (m Method) wrong(err error) error {
	if oe, ok := err.(*OptionError); ok {
		return &OptionError{Method: m.Name, Option: oe.Option, Problem: oe.Problem}
	}
	return &OptionError{Method: m.Name, Problem: err.Error()}
}

// strip keeps the name of the method from standing twice before a message.
func strip(err error, name string) error {
	if oe, ok := err.(*OptionError); ok && oe.Method == name {
		copied := *oe
		copied.Method = ""
		return &copied
	}
	return err
}

// Check reports faults in how the method is written: a tag, a column or a text
// that is missing.
func (m Method) Check() error {
	if _, err := optionsOf(m.options); err != nil {
		return fmt.Errorf("%s: %w", m.Name, err)
	}
	if len(m.Columns) == 0 {
		return fmt.Errorf("%s: no columns: a column of Row is not in the vocabulary", m.Name)
	}
	for what, t := range map[string]Text{"title": m.Title, "question": m.Question, "account": m.Account} {
		if t.ZH == "" || t.EN == "" {
			return fmt.Errorf("%s: %s is missing in a language", m.Name, what)
		}
	}
	if m.Doc == "" {
		return fmt.Errorf("%s: no documentation", m.Name)
	}
	return nil
}

// Comment returns the package comment of a Go source file as plain text. A
// method embeds its doc.go and passes it here, so that the help of every door
// and the Go documentation are one text.
func Comment(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		text, ok := strings.CutPrefix(line, "//")
		if !ok {
			break
		}
		b.WriteString(strings.TrimPrefix(text, " "))
	}
	return strings.TrimSpace(b.String())
}
