package contrast

import (
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
)

// Sides says which documents are compared with which.
type Sides struct {
	Target    string `opt:"target" default:"" zh:"目标组的查询，如 pair:CHN-KHM year:2010..2022；必填" en:"query for the target, such as pair:CHN-KHM year:2010..2022; required"`
	Reference string `opt:"reference" default:"" zh:"参照组的查询；空为其余全部文本" en:"query for the reference; empty for all other documents"`
}

// Validate reports a query that cannot be read.
func (o Sides) Validate() error {
	if err := readable("target", o.Target); err != nil {
		return err
	}
	return readable("reference", o.Reference)
}

func readable(option, text string) error {
	if _, err := query.Parse(text); err != nil {
		return &analysis.OptionError{Option: option, Problem: err.Error()}
	}
	return nil
}

// groups picks target and reference.
func (o Sides) groups(c *corpus.Corpus, method string) (target, reference corpus.Group, err error) {
	if target, err = o.picked(c, method); err != nil {
		return target, reference, err
	}
	if o.Reference == "" {
		if reference = others(c, target); len(reference.Members) == 0 {
			return target, reference, wrong(method, "target", fmt.Sprintf("the query %q picks all %d documents, nothing is left to compare with; %s", o.Target, c.Len(), available(c)))
		}
		return target, reference, nil
	}
	if reference, err = pick(c, method, "reference", o.Reference); err != nil {
		return target, reference, err
	}
	if both := overlap(target, reference); len(both) > 0 {
		return target, reference, wrong(method, "reference", fmt.Sprintf("documents that are in the target too: %d (such as %s), want groups without common documents", len(both), c.Doc(both[0]).ID))
	}
	return target, reference, nil
}

// picked is the target; an empty query is an error.
func (o Sides) picked(c *corpus.Corpus, method string) (corpus.Group, error) {
	if o.Target == "" {
		return corpus.Group{}, wrong(method, "target", "empty, want a query that picks the target documents; "+available(c))
	}
	return pick(c, method, "target", o.Target)
}

// name is how sentences call a side.
func (o Sides) name(c *corpus.Corpus, target bool) analysis.Text {
	q := o.Reference
	if target {
		q = o.Target
	}
	if q == "" {
		return analysis.OthersName()
	}
	return analysis.GroupName(c, q)
}

func wrong(method, option, problem string) error {
	return &analysis.OptionError{Method: method, Option: option, Problem: problem}
}

// pick returns the group that an option's query names; an empty group is an
// error that says what there is.
func pick(c *corpus.Corpus, method, option, text string) (corpus.Group, error) {
	g, err := query.Select(c, text, text)
	if err != nil {
		return g, wrong(method, option, err.Error())
	}
	if len(g.Members) == 0 {
		return g, wrong(method, option, fmt.Sprintf("the query %q picks no document; %s", text, available(c)))
	}
	return g, nil
}

// othersName is the name of the reference that no query picked.
const othersName = "others"

// others is the group of the documents outside g.
func others(c *corpus.Corpus, g corpus.Group) corpus.Group {
	taken := make([]bool, c.Len())
	for _, m := range g.Members {
		taken[m.Doc] = true
	}
	out := corpus.Group{Name: othersName}
	for i := range taken {
		if !taken[i] {
			out.Members = append(out.Members, corpus.Member{Doc: i})
		}
	}
	return out
}

// overlap lists the documents that stand in both groups.
func overlap(a, b corpus.Group) []int {
	in := make(map[int]bool, len(a.Members))
	for _, m := range a.Members {
		in[m.Doc] = true
	}
	var out []int
	for _, m := range b.Members {
		if in[m.Doc] {
			out = append(out, m.Doc)
		}
	}
	return out
}

// available says what a query could pick: a few values of each common key.
func available(c *corpus.Corpus) string {
	var parts []string
	for _, key := range []string{"pair", "lang", "kind"} {
		if v := distinct(c, key); len(v) > 0 {
			parts = append(parts, key+" "+some(v))
		}
	}
	if dated := c.ByDate(); len(dated) > 0 {
		parts = append(parts, fmt.Sprintf("year %d..%d", c.Doc(dated[0]).Date.Year, c.Doc(dated[len(dated)-1]).Date.Year))
	}
	return "have " + strings.Join(append(parts, "id "+some(c.IDs())), "; ")
}

// distinct lists the values that a variable has, ascending.
func distinct(c *corpus.Corpus, variable string) []string {
	var out []string
	for i := range c.Len() {
		out = append(out, valuesOf(c.Doc(i), variable)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func some(values []string) string {
	const shown = 8
	if len(values) > shown {
		return strings.Join(values[:shown], ", ") + fmt.Sprintf(" and %d more", len(values)-shown)
	}
	return strings.Join(values, ", ")
}
