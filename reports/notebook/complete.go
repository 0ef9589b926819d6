package notebook

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/analysis/table"

	"go.starlark.net/starlark"
)

// ItemKind says what an Item completes to.
type ItemKind string

// The kinds of items; editors draw a sign for each.
const (
	FunctionItem ItemKind = "function"
	ValueItem    ItemKind = "instance"
	KeywordItem  ItemKind = "keyword"
	OptionItem   ItemKind = "param"    // name= of a call
	ChoiceItem   ItemKind = "value"    // of an option
	PropertyItem ItemKind = "property" // behind a dot, or a column
	PathItem     ItemKind = "path"
)

// Item is one way to go on.
type Item struct {
	Text string
	Kind ItemKind
	Help string // one line in the language of the engine; "" for none
}

// Completion is how code can go on: each item replaces the bytes From to To.
type Completion struct {
	From, To int
	Items    []Item
}

// Complete lists how code can go on at a place, counted in bytes: names, what
// stands behind a dot, options of a call and their values, columns, files.
func (s *Scope) Complete(source string, at int) Completion {
	at = min(max(at, 0), len(source))
	p := cursorAt(source, at)
	g := guesser{s, p.before}
	switch {
	case p.comment:
		return Completion{From: at, To: at}
	case p.quote >= 0:
		return s.completeText(g, p, at)
	}
	from := nameBefore(source, at)
	c := Completion{From: from, To: at}
	prefix := source[from:at]
	switch {
	case from > 0 && source[from-1] == '.':
		of := g.of(operandBefore(source, from-1), 0)
		for _, name := range of.attributes() {
			c.Items = append(c.Items, Item{name, PropertyItem, g.attributeHelp(of, name)})
		}
	case prefix != "" && '0' <= prefix[0] && prefix[0] <= '9':
		return c
	default:
		if option := p.argument(from); option != "" {
			c.Items = s.choices(p, option, true)
		} else if f, arguments, ok := p.call(); ok && p.open[len(p.open)-1] == len(p.before)-len(arguments)-1 {
			c.Items = s.callOptions(f, arguments)
		}
		c.Items = append(c.Items, s.names(p)...)
	}
	c.keep(prefix)
	return c
}

// keep drops the items that do not begin with the prefix, and double ones.
func (c *Completion) keep(prefix string) {
	seen := map[string]bool{}
	c.Items = slices.DeleteFunc(c.Items, func(i Item) bool {
		drop := !strings.HasPrefix(i.Text, prefix) || seen[i.Text]
		seen[i.Text] = true
		return drop
	})
}

// names lists the names that can be written: those of this cell and the cells
// above first.
func (s *Scope) names(p cursor) []Item {
	var out []Item
	own := slices.Concat(s.own, boundIn(p.before))
	slices.Sort(own)
	for _, name := range slices.Compact(own) {
		kind := ValueItem
		if _, ok := s.texts[name]; ok {
			kind = FunctionItem
		}
		help := ""
		if v, ok := s.values[name]; ok {
			help = v.Type()
		}
		out = append(out, Item{name, kind, help})
	}
	for _, m := range catalog.Methods() {
		out = append(out, Item{m.Name, FunctionItem, m.Title.In(s.lang)})
	}
	for _, w := range words() {
		out = append(out, Item{w.name, FunctionItem, w.help.In(s.lang)})
	}
	out = append(out, Item{"math", ValueItem, "module"})
	universe := starlark.Universe.Keys()
	slices.Sort(universe)
	for _, name := range universe {
		kind := FunctionItem
		if name == "True" || name == "False" || name == "None" {
			kind = KeywordItem
		}
		out = append(out, Item{name, kind, ""})
	}
	for _, word := range []string{"and", "break", "continue", "def", "elif", "else", "for", "if", "in", "lambda", "not", "or", "pass", "return", "while"} {
		out = append(out, Item{word, KeywordItem, ""})
	}
	return out
}

var bindings = regexp.MustCompile(`(?m)^[ \t]*([\pL_][\pL\d_]*)[ \t]*=[^=]|\bfor[ \t]+([\pL_][\pL\d_]*)|^[ \t]*def[ \t]+([\pL_][\pL\d_]*)`)

// boundIn lists the names that code binds, as far as its lines tell: code that
// is being written does not parse.
func boundIn(code string) []string {
	var out []string
	for _, m := range bindings.FindAllStringSubmatch(code, -1) {
		out = append(out, m[1]+m[2]+m[3])
	}
	return out
}

var keyword = regexp.MustCompile(`(\w+)=`)

// callOptions lists the options of a call that are not given yet.
func (s *Scope) callOptions(f, arguments string) []Item {
	given := map[string]bool{}
	for _, m := range keyword.FindAllStringSubmatch(bareLine(arguments), -1) {
		given[m[1]] = true
	}
	var out []Item
	if options, ok := s.options(f); ok {
		for _, o := range options {
			if !given[o.Name] && !o.File {
				out = append(out, Item{o.Name + "=", OptionItem, o.Help.In(s.lang)})
			}
		}
		return out
	}
	for _, w := range words() {
		if w.name != f || slices.Contains(s.own, f) {
			continue
		}
		_, call, _ := strings.Cut(w.call, "(")
		for _, m := range keyword.FindAllStringSubmatch(bareLine(call), -1) {
			if !given[m[1]] {
				out = append(out, Item{m[1] + "=", OptionItem, w.help.In(s.lang)})
			}
		}
	}
	return out
}

// choices lists the values of an option, with quotes around texts.
func (s *Scope) choices(p cursor, option string, quoted bool) []Item {
	f, _, _ := p.call()
	quote := func(names []string, help string) (out []Item) {
		for _, n := range names {
			if quoted {
				n = `"` + n + `"`
			}
			out = append(out, Item{n, ChoiceItem, help})
		}
		return out
	}
	if f == "figure" && !slices.Contains(s.own, f) {
		switch option {
		case "profile":
			return quote(profiles(), "")
		case "column":
			return quote([]string{"full", "single"}, "")
		}
	}
	options, _ := s.options(f)
	at := slices.IndexFunc(options, func(o analysis.Option) bool { return o.Name == option })
	if at < 0 {
		return nil
	}
	o := options[at]
	switch {
	case len(o.Choices) > 0:
		return quote(o.Choices, o.Help.In(s.lang))
	case o.Kind == table.Bool && quoted:
		return []Item{{"True", ChoiceItem, o.Help.In(s.lang)}, {"False", ChoiceItem, o.Help.In(s.lang)}}
	}
	return nil
}

// completeText completes within a text: a value of an option, a column, the
// name of a function, a path.
func (s *Scope) completeText(g guesser, p cursor, at int) Completion {
	c := Completion{From: p.inside, To: at}
	before := strings.TrimRight(p.before[:p.quote], " \t\n")
	prefix := p.before[p.inside:]
	if option := p.argument(p.quote); option != "" {
		c.Items = s.choices(p, option, false)
		c.keep(prefix)
		return c
	}
	f, _, called := p.call()
	receiver, method, _ := cutLast(f, ".")
	switch {
	case strings.HasSuffix(before, "["):
		c.Items = s.columns(g.of(operandBefore(before, len(before)-1), 0))
	case called && (method == "select" || method == "sort"):
		c.Items = s.columns(g.of(receiver, 0))
	case called && f == "help":
		c.Items = s.names(cursor{})
		c.Items = slices.DeleteFunc(c.Items, func(i Item) bool { return !slices.Contains(helped(), i.Text) })
	case called && f == "corpus":
		c.Items = s.paths(prefix)
	}
	c.keep(prefix)
	return c
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(sep):], true
}

func (s *Scope) columns(k known) []Item {
	var out []Item
	for _, c := range k.columns() {
		out = append(out, Item{c.Name, PropertyItem, c.Help.In(s.lang)})
	}
	if d, ok := k.value.(*starlark.Dict); ok {
		for _, key := range d.Keys() {
			if text, ok := starlark.AsString(key); ok {
				out = append(out, Item{text, PropertyItem, ""})
			}
		}
	}
	return out
}

// maxPaths bounds how many files are listed.
const maxPaths = 500

// paths lists the files and folders that a path can go on to.
func (s *Scope) paths(prefix string) []Item {
	out := []Item{{specimenName, PathItem, ""}}
	folder, _ := path.Split(prefix)
	at := path.Clean("./" + folder)
	if s.sources.root == "" || !fs.ValidPath(at) {
		return out
	}
	files, name, done, err := s.sources.open(at)
	if err != nil {
		return out
	}
	defer done()
	entries, err := fs.ReadDir(files, name)
	if err != nil {
		return out
	}
	for _, e := range entries[:min(len(entries), maxPaths)] {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			out = append(out, Item{folder + e.Name() + "/", PathItem, ""})
		default:
			out = append(out, Item{folder + e.Name(), PathItem, ""})
		}
	}
	return out
}
