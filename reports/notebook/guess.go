package notebook

import (
	"regexp"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/analysis/table"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// known is what is known of an expression without running it.
type known struct {
	value   starlark.Value // nil when only guessed
	kind    string         // as starlark.Value.Type has it; "" for unknown
	method  string         // of a result, table or row: whose columns it has
	element *known         // of a list
}

// maxGuess bounds how far guesses go through names.
const maxGuess = 8

// guesser finds what expressions of a cell are.
type guesser struct {
	*Scope
	before string // the code above the cursor
}

// of guesses an expression as written.
func (g guesser) of(text string, depth int) known {
	e, err := dialect().ParseExpr("", text, 0)
	if err != nil || depth > maxGuess {
		return known{}
	}
	return g.expr(e, depth)
}

func (g guesser) expr(e syntax.Expr, depth int) known {
	switch e := e.(type) {
	case *syntax.ParenExpr:
		return g.expr(e.X, depth)
	case *syntax.Ident:
		return g.name(e.Name, depth)
	case *syntax.Literal:
		switch e.Token {
		case syntax.STRING:
			return known{kind: "string"}
		case syntax.INT:
			return known{kind: "int"}
		}
	case *syntax.ListExpr, *syntax.Comprehension:
		return known{kind: "list"}
	case *syntax.DictExpr:
		return known{kind: "dict"}
	case *syntax.DotExpr:
		return g.attribute(g.expr(e.X, depth), e.Name.Name)
	case *syntax.IndexExpr:
		return g.element(g.expr(e.X, depth), e.Y)
	case *syntax.CallExpr:
		return g.call(e, depth)
	}
	return known{}
}

// name guesses a name: by the nearest line above that binds it, else by the
// value that a cell above has given it.
func (g guesser) name(name string, depth int) known {
	quoted := regexp.QuoteMeta(name)
	binding := regexp.MustCompile(`(?m)(?:^[ \t]*` + quoted + `[ \t]*=[ \t]*([^=\n].*)$)|(?:\bfor[ \t]+` + quoted + `[ \t]+in[ \t]+(.*)$)`)
	found := binding.FindAllStringSubmatch(g.before, -1)
	for i := len(found) - 1; i >= 0; i-- {
		text, loop := found[i][1], found[i][1] == ""
		if loop {
			text = found[i][2]
		}
		end := operandAfter(text)
		if end == "" {
			continue
		}
		// What a name is made of is looked for above its own line.
		above := guesser{g.Scope, g.before[:strings.LastIndex(g.before, found[i][0])]}
		k := above.of(end, depth+1)
		if loop {
			k = above.element(k, nil)
		}
		return k
	}
	if v, ok := g.values[name]; ok {
		return knownValue(v)
	}
	if slices.Contains(g.own, name) {
		return known{}
	}
	if isFunction(name) {
		return known{kind: "builtin_function_or_method"}
	}
	return known{}
}

// isFunction reports whether every cell has a function of this name.
func isFunction(name string) bool {
	if _, ok := starlark.Universe[name]; ok && name != "True" && name != "False" && name != "None" {
		return true
	}
	return slices.Contains(helped(), name)
}

// maxOperand bounds the operands that are guessed, in bytes.
const maxOperand = 1000

// operandAfter returns the operand with which a text begins.
func operandAfter(s string) string {
	best := ""
	s = s[:min(len(s), maxOperand)]
	for i := 0; i <= len(s); i++ {
		atEnd := i == len(s)
		if !atEnd && strings.IndexByte(" \t:])},#", s[i]) < 0 {
			continue
		}
		if p := cursorAt(s, i); p.quote < 0 && len(p.open) == 0 && !p.comment {
			best = s[:i]
			if !atEnd && s[i] != ')' && s[i] != ']' && s[i] != '}' {
				break
			}
		}
	}
	return strings.TrimSpace(best)
}

func knownValue(v starlark.Value) known {
	k := known{value: v, kind: v.Type()}
	switch v := v.(type) {
	case *resultValue:
		k.method = v.r.Method
	case *starlark.List:
		if v.Len() > 0 {
			first := knownValue(v.Index(0))
			k.element = &first
		}
	}
	return k
}

// attribute guesses what stands behind a dot.
func (g guesser) attribute(of known, name string) known {
	if v, ok := of.value.(starlark.HasAttrs); ok {
		if a, err := v.Attr(name); err == nil && a != nil {
			k := knownValue(a)
			k.method = of.method
			return k
		}
		return known{}
	}
	switch of.kind + "." + name {
	case "result.table", "table.head", "table.select", "table.filter", "table.sort":
		return known{kind: "table", method: of.method}
	case "table.rows":
		return known{kind: "list", element: &known{kind: "row", method: of.method}}
	case "result.figures":
		return known{kind: "list", element: &known{kind: "figure"}}
	case "corpus.documents":
		return known{kind: "list", element: &known{kind: "document"}}
	case "report.focus":
		return known{kind: "document"}
	case "report.sections":
		return known{kind: "dict"}
	case "result.findings", "result.warnings", "report.findings", "report.limits", "table.columns", "document.parties", "document.codes":
		return known{kind: "list", element: &known{kind: "string"}}
	case "document.text", "document.title", "document.id", "document.date", "document.pair", "document.lang", "document.kind",
		"result.title", "result.signature", "result.refusal", "report.title":
		return known{kind: "string"}
	}
	return known{}
}

// element guesses what an index or a loop takes from a value; index is nil in a
// loop.
func (g guesser) element(of known, index syntax.Expr) known {
	_, byName := index.(*syntax.Literal)
	if l, ok := index.(*syntax.Literal); ok {
		byName = l.Token == syntax.STRING
		if d, ok := of.value.(*starlark.Dict); ok && byName {
			if v, found, err := d.Get(starlark.String(l.Value.(string))); found && err == nil {
				return knownValue(v)
			}
		}
	}
	switch {
	case of.element != nil:
		return *of.element
	case of.kind == "corpus" && index == nil:
		return known{kind: "document"}
	case of.kind == "table" && !byName:
		if t, ok := of.value.(tableValue); ok && t.t.Len() > 0 {
			return known{value: rowValue{t.t, 0}, kind: "row", method: of.method}
		}
		return known{kind: "row", method: of.method}
	case of.kind == "table":
		return known{kind: "list"}
	case of.kind == "string":
		return known{kind: "string"}
	}
	return known{}
}

// call guesses what a function returns.
func (g guesser) call(e *syntax.CallExpr, depth int) known {
	if d, ok := e.Fn.(*syntax.DotExpr); ok {
		of := g.expr(d.X, depth)
		if of.kind == "table" && slices.Contains([]string{"head", "select", "filter", "sort"}, d.Name.Name) {
			if d.Name.Name == "select" {
				of.value = nil // fewer columns, and which is not known
			}
			return of
		}
		if of.kind == "string" && (d.Name.Name == "split" || d.Name.Name == "splitlines") {
			return known{kind: "list", element: &known{kind: "string"}}
		}
		if of.kind == "string" || d.Name.Name == "to_csv" {
			return known{kind: "string"}
		}
		return known{}
	}
	id, ok := e.Fn.(*syntax.Ident)
	if !ok || slices.Contains(g.own, id.Name) {
		return known{}
	}
	if _, ok := catalog.Find(id.Name); ok {
		return known{kind: "result", method: id.Name}
	}
	first := func() known {
		if len(e.Args) == 0 {
			return known{}
		}
		return g.expr(e.Args[0], depth+1)
	}
	switch id.Name {
	case "corpus", "where":
		return known{kind: "corpus"}
	case "report", "figure":
		return known{kind: id.Name}
	case "head", "tail":
		if k := first(); k.kind == "corpus" {
			return known{kind: "list", element: &known{kind: "document"}}
		} else {
			return k
		}
	case "sorted", "reversed", "list", "unique":
		k := first()
		item := g.element(k, nil)
		return known{kind: "list", element: &item}
	case "fmt", "str", "repr", "type":
		return known{kind: "string"}
	case "chars", "range", "enumerate", "zip":
		return known{kind: "list"}
	case "dict", "count":
		return known{kind: "dict"}
	}
	return known{}
}

// attributes lists what can stand behind a dot.
func (k known) attributes() []string {
	if v, ok := k.value.(starlark.HasAttrs); ok {
		return slices.Clone(v.AttrNames())
	}
	switch k.kind {
	case "corpus":
		return (*corpusValue)(nil).AttrNames()
	case "document":
		return documentValue{}.AttrNames()
	case "result":
		return (*resultValue)(nil).AttrNames()
	case "table":
		return tableValue{}.AttrNames()
	case "figure":
		return (*figureValue)(nil).AttrNames()
	case "report":
		return (*reportValue)(nil).AttrNames()
	case "row":
		var names []string
		for _, c := range k.columns() {
			names = append(names, c.Name)
		}
		slices.Sort(names)
		return names
	case "string":
		return starlark.String("").AttrNames()
	case "list":
		return (*starlark.List)(nil).AttrNames()
	case "dict":
		return (*starlark.Dict)(nil).AttrNames()
	}
	return nil
}

// columns lists the columns of a table or of a row.
func (k known) columns() []table.Column {
	switch v := k.value.(type) {
	case tableValue:
		return v.t.Columns()
	case rowValue:
		return v.t.Columns()
	}
	if k.kind != "table" && k.kind != "row" {
		return nil
	}
	m, _ := catalog.Find(k.method)
	return m.Columns
}

// options lists the options of an analysis; false when f is none, or hidden by
// a name of a cell.
func (s *Scope) options(f string) ([]analysis.Option, bool) {
	m, ok := catalog.Find(f)
	if !ok || slices.Contains(s.own, f) {
		return nil, false
	}
	return m.Options, true
}
