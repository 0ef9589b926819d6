package contrast

import (
	"slices"
	"strconv"

	"concord/corpus"
)

// variables lists the variables by which documents can be grouped, beside those
// of their own: side groups parts of documents, party puts a document into the
// group of each of its parties.
func variables(c *corpus.Corpus) []string {
	out := []string{"kind", "lang", "pair", "party", "place", "side", "year"}
	for i := range c.Len() {
		for k := range c.Doc(i).Vars {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// valuesOf are the values of a variable of a document, none where it is
// missing.
func valuesOf(d *corpus.Document, variable string) []string {
	v := ""
	switch variable {
	case "kind":
		v = d.Kind
	case "lang":
		v = d.Lang
	case "pair":
		v = d.Pair()
	case "place":
		v = d.Place
	case "year":
		if !d.Date.IsZero() {
			v = strconv.Itoa(d.Date.Year)
		}
	case "party":
		return parties(d)
	default:
		v = d.Vars[variable]
	}
	if v == "" {
		return nil
	}
	return []string{v}
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

// parties are the codes of the parties, or names where there is no code.
func parties(d *corpus.Document) []string {
	var out []string
	for _, p := range d.Parties {
		name := p.Code
		if name == "" {
			name = p.Name
		}
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
