package keyness

import (
	"concord/analysis"
	"concord/corpus"
)

// uses finds the first features of a table in the documents compared.
func (s *sample) uses(in *analysis.Input, n int, feature func(i int) string) *analysis.Uses {
	features := make([]string, n)
	for i := range features {
		features[i] = feature(i)
	}
	return in.Uses(s.tokens, s.members, features)
}

// on picks the members of one side.
func (s *sample) on(target bool) func(member int) bool {
	return func(member int) bool { return s.target[member] == target }
}

// outside lists the members that keep leaves out.
func (s *sample) outside(keep func(member int) bool) []corpus.Member {
	var out []corpus.Member
	for i, m := range s.members {
		if !keep(i) {
			out = append(out, m)
		}
	}
	return out
}

// told names the rows of a table that are told: those with evidence that are
// neither names nor numbers, and the words of one formula together (see
// analysis.Together). The name of the others is empty.
func (s *sample) told(n int, row func(i int) (feature string, evident bool)) []string {
	var features []string
	var at []int
	for i := range n {
		if f, evident := row(i); evident && !s.untold(f) {
			features, at = append(features, f), append(at, i)
		}
	}
	names := make([]string, n)
	for k, name := range analysis.Together(s.corpus, s.tokens, s.members, features) {
		names[at[k]] = name
	}
	return names
}
