package notebook

import (
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/corpus/query"
	"concord/reports"
	"concord/reports/chart"

	starmath "go.starlark.net/lib/math"
	"go.starlark.net/starlark"
)

// goFunction is the type of Starlark functions written in Go.
type goFunction func(*starlark.Thread, starlark.Tuple, []starlark.Tuple) (starlark.Value, error)

// builtin makes a function. A panic in it becomes an error.
func builtin(name string, f goFunction) *starlark.Builtin {
	return starlark.NewBuiltin(name, func(t *starlark.Thread, _ *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (v starlark.Value, err error) {
		defer func() {
			if x := recover(); x != nil {
				v, err = nil, &panicError{x}
			}
		}()
		return f(t, args, kwargs)
	})
}

// panicError is a panic in Go code that a cell called.
type panicError struct{ value any }

func (e *panicError) Error() string { return fmt.Sprintf("internal error: %v", e.value) }

// builtins returns what every cell can call, in a dict of the caller's own.
func (r *run) builtins() starlark.StringDict {
	all := starlark.StringDict{
		"math":       starmath.Module,
		hiddenNone:   starlark.None,
		hiddenIndex:  builtin("index", index),
		hiddenSlice:  builtin("slice", slice),
		hiddenAttr:   builtin("attr", attr),
		hiddenResult: builtin("result", r.result),
	}
	for _, w := range words() {
		all[w.name] = builtin(w.name, w.make(r))
	}
	for _, m := range catalog.Methods() {
		all[m.Name] = builtin(m.Name, r.method(m))
	}
	return all
}

// result shows the last expression of the cell.
func (r *run) result(_ *starlark.Thread, args starlark.Tuple, _ []starlark.Tuple) (starlark.Value, error) {
	if args[0] == starlark.None {
		return starlark.None, nil
	}
	return starlark.None, r.display(ExecuteResult, args[0])
}

func (r *run) display(kind OutputType, v starlark.Value) error {
	o, err := display(kind, v, r.e.opt.Lang)
	if err != nil {
		return err
	}
	return r.sink.add(o)
}

// method makes the function of an analysis: its corpus first, its options by
// name.
func (r *run) method(m analysis.Method) goFunction {
	return func(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
		c, kwargs, err := corpusArgument(m.Name, args, kwargs)
		if err != nil {
			return nil, err
		}
		values := map[string]any{}
		for _, kw := range kwargs {
			name := string(kw[0].(starlark.String))
			if kw[1] == starlark.None {
				if !slices.ContainsFunc(m.Options, func(o analysis.Option) bool { return o.Name == name }) {
					values[name] = "" // for the method to refuse
				}
				continue
			}
			if values[name], err = option(kw[1]); err != nil {
				return nil, &analysis.OptionError{Method: m.Name, Option: name, Problem: err.Error()}
			}
		}
		options, err := m.ParseUntrusted(values)
		if err != nil {
			return nil, err
		}
		key := fmt.Sprintf("%s %s %#v", m.Name, c.c.Hash(), options)
		if have, ok := r.e.results[key]; ok {
			return &resultValue{have, r.e.opt.Lang}, nil
		}
		c.in.Progress = r.e.opt.Progress
		made, err := m.RunWith(r.ctx, c.in, options)
		if err != nil {
			return nil, err
		}
		r.e.results[key] = made
		return &resultValue{made, r.e.opt.Lang}, nil
	}
}

// corpusArgument takes the corpus, first or by name, from the arguments.
func corpusArgument(name string, args starlark.Tuple, kwargs []starlark.Tuple) (*corpusValue, []starlark.Tuple, error) {
	var given starlark.Value
	var rest []starlark.Tuple
	if len(args) > 0 {
		given = args[0]
	}
	for _, kw := range kwargs {
		if kw[0] != starlark.String("corpus") {
			rest = append(rest, kw)
			continue
		}
		if given != nil {
			return nil, nil, fmt.Errorf("%s: got two corpora, want one", name)
		}
		given = kw[1]
	}
	if len(args) > 1 {
		return nil, nil, fmt.Errorf("%s: got %d values without a name, want the corpus alone; options need their names, see help(%[1]s)", name, len(args))
	}
	c, ok := given.(*corpusValue)
	switch {
	case given == nil:
		return nil, nil, fmt.Errorf("%s: no corpus, want one first: %[1]s(corpus(%q))", name, specimenName)
	case !ok:
		return nil, nil, fmt.Errorf("%s: got a %s, want a corpus first: %[1]s(corpus(%q))", name, given.Type(), specimenName)
	}
	return c, rest, nil
}

// option turns a value into what analysis.Method takes.
func option(v starlark.Value) (any, error) {
	switch v := v.(type) {
	case starlark.String:
		return string(v), nil
	case starlark.Bool:
		return bool(v), nil
	case starlark.Float:
		return float64(v), nil
	case starlark.Int:
		if n, ok := v.Int64(); ok {
			return n, nil
		}
		if n, ok := v.Uint64(); ok {
			return n, nil
		}
	case *starlark.List:
		var parts []string
		for i := range v.Len() {
			s, ok := starlark.AsString(v.Index(i))
			if !ok {
				return nil, fmt.Errorf("got a list with a %s, want texts", v.Index(i).Type())
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, ","), nil
	}
	return nil, fmt.Errorf("got a %s, want a text, a number, True or False", v.Type())
}

func (r *run) corpus(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var name string
	if err := starlark.UnpackArgs("corpus", args, kwargs, "path", &name); err != nil {
		return nil, err
	}
	v, hash, err := r.e.sources.read(r.ctx, name, r.e.opt.Progress)
	if err != nil {
		return nil, err
	}
	r.reads[name] = hash
	return v, nil
}

func (r *run) where(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from *corpusValue
	var text string
	if err := starlark.UnpackArgs("where", args, kwargs, "corpus", &from, "query", &text); err != nil {
		return nil, err
	}
	group, err := query.Select(from.c, text, "set")
	if err != nil {
		return nil, err
	}
	for _, m := range group.Members {
		if m.Parts != nil {
			return nil, fmt.Errorf("where: side and section pick parts of documents, and a corpus holds whole ones; give such a query to an analysis, as target or where")
		}
	}
	c, err := from.c.Subset(group.Positions())
	if err != nil {
		return nil, err
	}
	return r.e.sources.value(c), nil
}

func (r *run) report(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from *corpusValue
	opt := reports.Options{Lang: r.e.opt.Lang, Progress: r.e.opt.Progress}
	seed := 1
	if err := starlark.UnpackArgs("report", args, kwargs, "corpus", &from, "focus?", &opt.Focus, "where?", &opt.Where, "seed?", &seed); err != nil {
		return nil, err
	}
	if seed < 0 {
		return nil, &analysis.OptionError{Method: "report", Option: "seed", Problem: fmt.Sprintf("got %d, want a whole number of at least 0", seed)}
	}
	opt.Seed = uint64(seed)
	made, err := reports.Compare(r.ctx, from.c, opt)
	if err != nil {
		return nil, err
	}
	return &reportValue{made}, nil
}

func (r *run) figure(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from *resultValue
	i, profile, column, pdf := 0, "", "", false
	if err := starlark.UnpackArgs("figure", args, kwargs, "result", &from, "i?", &i, "profile?", &profile, "column?", &column, "pdf?", &pdf); err != nil {
		return nil, err
	}
	if n := len(from.r.Figures); i < 0 || i >= n {
		return nil, fmt.Errorf("figure: no figure %d, %s has %d for these data, counted from 0", i, from.r.Method, n)
	}
	if err := oneOf("profile", profile, profiles()); err != nil {
		return nil, err
	}
	if err := oneOf("column", column, []string{string(chart.Full), string(chart.Single)}); err != nil {
		return nil, err
	}
	return &figureValue{from, i, chart.Options{Profile: profile, Column: chart.Column(column)}, pdf}, nil
}

func profiles() []string {
	var out []string
	for _, p := range chart.Profiles() {
		out = append(out, p.Name)
	}
	return out
}

func oneOf(name, given string, have []string) error {
	if given == "" || slices.Contains(have, given) {
		return nil
	}
	problem := fmt.Sprintf("got %q, want one of %s", given, strings.Join(have, ", "))
	if near := analysis.Nearest(given, have); near != "" {
		problem = fmt.Sprintf("got %q; did you mean %s?", given, near)
	}
	return &analysis.OptionError{Method: "figure", Option: name, Problem: problem}
}

func (r *run) show(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	if len(kwargs) > 0 {
		return nil, fmt.Errorf("show: takes values without names")
	}
	for _, v := range args {
		if err := r.display(DisplayData, v); err != nil {
			return nil, err
		}
	}
	return starlark.None, nil
}

// characters lists the characters of a text.
func characters(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var s string
	if err := starlark.UnpackArgs("chars", args, kwargs, "text", &s); err != nil {
		return nil, err
	}
	out := make([]starlark.Value, 0, len(s))
	for _, c := range s {
		out = append(out, starlark.String(string(c)))
	}
	return starlark.NewList(out), nil
}

func countCharacters(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var s string
	if err := starlark.UnpackArgs("nchar", args, kwargs, "text", &s); err != nil {
		return nil, err
	}
	return length(nil, starlark.Tuple{starlark.String(s)}, nil)
}

// end makes head and tail: the first or last n characters, elements or rows.
func end(name string, first bool) goFunction {
	return func(t *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
		var x starlark.Value
		n := 10
		if err := starlark.UnpackArgs(name, args, kwargs, "x", &x, "n?", &n); err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, fmt.Errorf("%s: got %d, want 0 or more", name, n)
		}
		if v, ok := x.(tableValue); ok {
			rows := []int{}
			from, to := 0, min(n, v.t.Len())
			if !first {
				from, to = v.t.Len()-to, v.t.Len()
			}
			for i := from; i < to; i++ {
				rows = append(rows, i)
			}
			return v.derived(v.t.Select(rows)), nil
		}
		if c, ok := x.(*corpusValue); ok {
			x = c.documents()
		}
		from, to := starlark.Value(starlark.None), starlark.Value(starlark.MakeInt(n))
		if !first {
			from, to = starlark.MakeInt(-n), starlark.None
			if n == 0 {
				from, to = starlark.MakeInt(0), starlark.MakeInt(0)
			}
		}
		return slice(t, starlark.Tuple{x, from, to, starlark.None}, nil)
	}
}
