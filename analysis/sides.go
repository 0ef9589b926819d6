package analysis

import (
	"fmt"
	"slices"
	"strings"

	"concord/corpus"
	"concord/corpus/query"
)

// Sides are the options that say which documents are compared with which. A
// method embeds them; one that embeds options with a Validate of their own too,
// such as token.Recipe, must write a Validate that calls both, for Go promotes
// neither of two.
type Sides struct {
	Target    string `opt:"target" default:"" zh:"目标组的查询，如 pair:CHN-KHM year:2010..2022；必填" en:"query for the target, such as pair:CHN-KHM year:2010..2022; required"`
	Reference string `opt:"reference" default:"" zh:"参照组的查询；空为其余全部文本" en:"query for the reference; empty for all other documents"`
}

// Validate reports a query that cannot be read.
func (o Sides) Validate() error {
	if err := Readable("target", o.Target); err != nil {
		return err
	}
	return Readable("reference", o.Reference)
}

// Groups picks target and reference for a method. Neither is empty, and they
// have no document in common; otherwise the error is an *OptionError.
func (o Sides) Groups(c *corpus.Corpus, method string) (target, reference corpus.Group, err error) {
	if target, err = o.TargetGroup(c, method); err != nil {
		return target, reference, err
	}
	if o.Reference == "" {
		if reference = Others(c, target); len(reference.Members) == 0 {
			return target, reference, &OptionError{Method: method, Option: "target",
				Problem: fmt.Sprintf("the query %q picks all %d documents, nothing is left to compare with; %s", o.Target, c.Len(), Available(c))}
		}
		return target, reference, nil
	}
	if reference, err = Pick(c, method, "reference", o.Reference); err != nil {
		return target, reference, err
	}
	return target, reference, Disjoint(c, method, target, reference)
}

// TargetGroup picks the target alone, for a method that compares it with
// something other than documents. An empty query or group is an *OptionError.
func (o Sides) TargetGroup(c *corpus.Corpus, method string) (corpus.Group, error) {
	if o.Target == "" {
		return corpus.Group{}, NoTarget(c, method)
	}
	return Pick(c, method, "target", o.Target)
}

// Name is how sentences and figures call the target or the reference; see
// GroupName and OthersName.
func (o Sides) Name(c *corpus.Corpus, target bool) Text {
	q := o.Reference
	if target {
		q = o.Target
	}
	if q == "" {
		return OthersName()
	}
	return GroupName(c, q)
}

// NoTarget is the *OptionError of a method that needs a target and has none.
func NoTarget(c *corpus.Corpus, method string) error {
	return &OptionError{Method: method, Option: "target",
		Problem: "empty, want a query that picks the target documents; " + Available(c)}
}

// Readable reports, as an *OptionError, a query that cannot be read. It needs no
// corpus: whether the variables exist is found when documents are picked.
func Readable(option, text string) error {
	if _, err := query.Parse(text); err != nil {
		return &OptionError{Option: option, Problem: err.Error()}
	}
	return nil
}

// Pick returns the group that the query of an option picks, named by the query;
// the empty query picks all documents. A query that cannot be read or picks no
// document is an *OptionError, which says what there is.
func Pick(c *corpus.Corpus, method, option, text string) (corpus.Group, error) {
	g, err := query.Select(c, text, text)
	if err != nil {
		return g, &OptionError{Method: method, Option: option, Problem: err.Error()}
	}
	if len(g.Members) == 0 {
		return g, &OptionError{Method: method, Option: option,
			Problem: fmt.Sprintf("the query %q picks no document; %s", text, Available(c))}
	}
	return g, nil
}

// Narrow joins a query with one that restricts it: both must hold. Where one is
// blank, the other stands alone.
func Narrow(text, where string) string {
	switch {
	case strings.TrimSpace(where) == "":
		return text
	case strings.TrimSpace(text) == "":
		return where
	}
	return "(" + where + ") (" + text + ")"
}

// OthersGroup is the name, in tables, of the group that no query picked. In
// sentences it is OthersName.
const OthersGroup = "others"

// Others is the group of the documents outside g. A document of which g has
// only parts is not among them.
func Others(c *corpus.Corpus, g corpus.Group) corpus.Group {
	return Without(corpus.Whole(c, ""), g)
}

// Without is the group of the members of all whose documents are not in g, in
// the order of all.
func Without(all, g corpus.Group) corpus.Group {
	in := documents(g)
	out := corpus.Group{Name: OthersGroup}
	for _, m := range all.Members {
		if !in[m.Doc] {
			out.Members = append(out.Members, m)
		}
	}
	return out
}

// Disjoint reports, as an *OptionError for the reference, that documents stand
// in both groups, be it with different parts.
func Disjoint(c *corpus.Corpus, method string, target, reference corpus.Group) error {
	in := documents(target)
	n, first := 0, -1
	for _, m := range reference.Members {
		if !in[m.Doc] {
			continue
		}
		if n == 0 {
			first = m.Doc
		}
		n++
	}
	if n == 0 {
		return nil
	}
	return &OptionError{Method: method, Option: "reference",
		Problem: fmt.Sprintf("documents that are in the target too: %d (such as %s), want groups without common documents", n, c.Doc(first).ID)}
}

func documents(g corpus.Group) map[int]bool {
	in := make(map[int]bool, len(g.Members))
	for _, m := range g.Members {
		in[m.Doc] = true
	}
	return in
}

// Available says what a query could pick, for errors: the first values of pair,
// lang, kind and id, and the range of years; what no document has is left out.
func Available(c *corpus.Corpus) string {
	var parts []string
	for _, key := range []struct {
		name  string
		value func(*corpus.Document) string
	}{
		{"pair", (*corpus.Document).Pair},
		{"lang", func(d *corpus.Document) string { return d.Lang }},
		{"kind", func(d *corpus.Document) string { return d.Kind }},
	} {
		if v := distinct(c, key.value); len(v) > 0 {
			parts = append(parts, key.name+" "+Several(v))
		}
	}
	if dated := c.ByDate(); len(dated) > 0 {
		parts = append(parts, fmt.Sprintf("year %d..%d", c.Doc(dated[0]).Date.Year, c.Doc(dated[len(dated)-1]).Date.Year))
	}
	return "have " + strings.Join(append(parts, "id "+Several(c.IDs())), "; ")
}

// distinct lists the values that documents have, ascending.
func distinct(c *corpus.Corpus, value func(*corpus.Document) string) []string {
	var out []string
	for i := range c.Len() {
		if v := value(c.Doc(i)); v != "" {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Several lists the first eight values and counts the rest: a, b, c and 3 more.
func Several(values []string) string {
	const shown = 8
	if len(values) > shown {
		return strings.Join(values[:shown], ", ") + fmt.Sprintf(" and %d more", len(values)-shown)
	}
	return strings.Join(values, ", ")
}
