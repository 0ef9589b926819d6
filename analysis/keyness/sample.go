package keyness

import (
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
)

// sample is the documents of a comparison in order of ID, so that no result
// depends on their order in the corpus.
type sample struct {
	corpus  *corpus.Corpus
	tokens  *corpus.Tokens
	members []corpus.Member           // with at least one token
	target  []bool                    // by member
	matrix  *corpus.Matrix            // a row for each member
	empty   int                       // documents without a token, left out
	untold  func(feature string) bool // listed and drawn, but not told: names and numbers
}

func newSample(c *corpus.Corpus, t *corpus.Tokens, target, reference corpus.Group) *sample {
	s := &sample{corpus: c, tokens: t}
	type labelled struct {
		corpus.Member
		target bool
	}
	var all []labelled
	for i, g := range []corpus.Group{target, reference} {
		for _, m := range g.Members {
			n := 0
			m.Each(t.Docs[m.Doc], func(int) { n++ })
			if n == 0 {
				s.empty++
				continue
			}
			all = append(all, labelled{m, i == 0})
		}
	}
	slices.SortFunc(all, func(a, b labelled) int { return strings.Compare(c.Doc(a.Doc).ID, c.Doc(b.Doc).ID) })
	for _, m := range all {
		s.members, s.target = append(s.members, m.Member), append(s.target, m.target)
	}
	s.matrix = corpus.Count(c, t, corpus.Group{Members: s.members})
	s.untold = analysis.Untold(c, s.members)
	return s
}

// languages lists the languages of the documents, ascending, unknown left out.
func (s *sample) languages() []string {
	var out []string
	for _, m := range s.members {
		if l := s.corpus.Doc(m.Doc).Lang; l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}

// pick returns the group that an option's query names; an empty group is an
// error that says what there is.
func pick(c *corpus.Corpus, method, option, text string) (corpus.Group, error) {
	g, err := query.Select(c, text, text)
	if err != nil {
		return g, &analysis.OptionError{Method: method, Option: option, Problem: err.Error()}
	}
	if len(g.Members) == 0 {
		return g, &analysis.OptionError{Method: method, Option: option,
			Problem: fmt.Sprintf("the query %q picks no document; %s", text, available(c))}
	}
	return g, nil
}

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

// othersName is the name of the reference that no query picked.
const othersName = "others"

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
	for _, key := range []struct {
		name  string
		value func(*corpus.Document) string
	}{
		{"pair", (*corpus.Document).Pair},
		{"lang", func(d *corpus.Document) string { return d.Lang }},
		{"kind", func(d *corpus.Document) string { return d.Kind }},
	} {
		if v := distinct(c, key.value); len(v) > 0 {
			parts = append(parts, key.name+" "+some(v))
		}
	}
	if dated := c.ByDate(); len(dated) > 0 {
		parts = append(parts, fmt.Sprintf("year %d..%d", c.Doc(dated[0]).Date.Year, c.Doc(dated[len(dated)-1]).Date.Year))
	}
	parts = append(parts, "id "+some(c.IDs()))
	return "have " + strings.Join(parts, "; ")
}

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

func some(values []string) string {
	const shown = 8
	if len(values) > shown {
		return strings.Join(values[:shown], ", ") + fmt.Sprintf(" and %d more", len(values)-shown)
	}
	return strings.Join(values, ", ")
}
