package robustness

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus"
	"concord/corpus/token"
)

// rerunPermutations is how many arrangements a rerun draws: its p is not used.
const rerunPermutations = 99

// study is a method rerun over specifications.
type study struct {
	options  Options
	method   analysis.Method
	given    map[string]any // options of the method as given
	values   map[string]any // as run, by name
	effect   string         // column
	baseline *analysis.Result
	tokens   *corpus.Tokens // of the baseline; nil where the method cuts none
	refusal  *analysis.Refusal

	subjects []subject
	texts    *texts
	apply    mask // factors that are varied
	idle     mask // wanted, but without effect on this method or these texts
	list     []mask
	all      int // combinations before the draw
	seed     uint64
	outcomes [][]outcome // by subject and specification
	failed   int         // specifications that the method refused
	fewer    bool        // permutations in the reruns than in the baseline
}

// subject is a feature that is examined.
type subject struct {
	feature string
	row     int // of the baseline
	gram    int // its length where it can be counted without segmentation, or 0
}

// outcome is what a specification gives for a subject.
type outcome struct {
	effect, lo, hi float64 // NaN where missing
	applies        bool
}

// effects are the columns that may be an effect, and whether it has a sign.
var effects = [...]struct {
	column string
	signed bool
}{{"log_ratio", true}, {"contribution", true}, {"log_odds", true}, {"per_million", false}, {"share", false}}

func effectOf(m analysis.Method) string {
	has := func(name string) bool {
		return slices.ContainsFunc(m.Columns, func(c table.Column) bool { return c.Name == name })
	}
	if has("feature") && has("lo") && has("hi") {
		for _, e := range effects {
			if has(e.column) {
				return e.column
			}
		}
	}
	return ""
}

func (s *study) signed() bool {
	for _, e := range effects {
		if e.column == s.effect {
			return e.signed
		}
	}
	return false
}

func (s *study) refused() *analysis.Refusal {
	if s == nil {
		return nil
	}
	return s.refusal
}

// examine runs the baseline and all specifications. Two methods that need the
// same study share it.
func examine(ctx context.Context, in *analysis.Input, o Options, name string, methods func() []analysis.Method) (*study, error) {
	type shared struct {
		mu    sync.Mutex
		study *study
	}
	kept, err := analysis.Memo(in, fmt.Sprintf("robustness %+v", o), func() (*shared, error) { return &shared{}, nil })
	if err != nil {
		return nil, err
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.study != nil {
		return kept.study, nil
	}
	s := &study{options: o}
	if err := s.prepare(ctx, in, methods()); err != nil {
		return nil, named(err, name)
	}
	if s.refusal == nil {
		if err := s.run(ctx, in.Progress); err != nil {
			return nil, named(err, name)
		}
	}
	kept.study = s
	return s, nil
}

// named puts the name of the method that was called before a wrong option.
func named(err error, name string) error {
	var wrong *analysis.OptionError
	if !errors.As(err, &wrong) {
		return err
	}
	return &analysis.OptionError{Method: name, Option: wrong.Option, Problem: wrong.Problem}
}

// inner gives a wrong option of the method that is rerun back as a wrong value
// of options.
func (s *study) inner(err error) error {
	var wrong *analysis.OptionError
	if !errors.As(err, &wrong) {
		return err
	}
	full := analysis.OptionError{Method: s.method.Name, Option: wrong.Option, Problem: wrong.Problem}
	return &analysis.OptionError{Option: "options", Problem: full.Error()}
}

// prepare runs the baseline, finds the features and lists the specifications.
func (s *study) prepare(ctx context.Context, in *analysis.Input, methods []analysis.Method) error {
	if err := s.choose(methods); err != nil {
		return err
	}
	if in.Corpus.Len() == 0 {
		s.refusal = analysis.Refuse(
			analysis.T("语料中没有文本。", "The corpus has no documents."),
			analysis.T("加入{method}所需的文本。", "Add the documents that {method} needs."), analysis.Word("method", s.method.Name))
		return nil
	}
	options, err := s.method.Parse(s.given)
	if err != nil {
		return s.inner(err)
	}
	s.values = map[string]any{}
	for _, v := range analysis.OptionValues(options) {
		s.values[v.Name] = v.Value
	}
	quiet := analysis.NewInput(in.Corpus)
	if s.baseline, err = s.method.RunWith(ctx, quiet, options); err != nil {
		return s.inner(err)
	}
	if s.baseline.Refusal != nil {
		s.refusal = s.baseline.Refusal
		return nil
	}
	recipe, cuts := recipeOf(options)
	if cuts {
		if s.tokens, err = quiet.Tokens(ctx, recipe); err != nil {
			return err
		}
	}
	if err := s.pick(in.Corpus); err != nil || s.refusal != nil {
		return err
	}
	return s.specify(ctx, quiet, recipe)
}

// choose finds the method and its options.
func (s *study) choose(methods []analysis.Method) error {
	var able []string
	found := false
	for _, m := range methods {
		if e := effectOf(m); e != "" {
			able = append(able, m.Name)
			if m.Name == s.options.Method {
				s.method, s.effect, found = m, e, true
			}
		}
	}
	if !found {
		problem := fmt.Sprintf("got %q, want a method with an effect and an interval for each feature: %s", s.options.Method, strings.Join(able, ", "))
		return &analysis.OptionError{Option: "method", Problem: problem}
	}
	var err error
	if s.given, err = s.options.inner(); err != nil {
		return err
	}
	if s.hasOption("top") {
		s.given["top"] = 0
	}
	return nil
}

func (s *study) hasOption(name string) bool {
	return slices.ContainsFunc(s.method.Options, func(o analysis.Option) bool { return o.Name == name })
}

// recipeOf takes the recipe out of the options of a method.
func recipeOf(options any) (token.Recipe, bool) {
	v := reflect.ValueOf(options)
	if v.Kind() != reflect.Struct {
		return token.Recipe{}, false
	}
	f := v.FieldByName("Recipe")
	if !f.IsValid() {
		return token.Recipe{}, false
	}
	r, ok := f.Interface().(token.Recipe)
	return r, ok
}
