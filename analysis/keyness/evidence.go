package keyness

import (
	"strings"

	"concord/analysis"
	"concord/corpus/names"
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

// named reports whether a feature names a party or a place: such features are
// listed and drawn, but not told.
func (s *sample) named(feature string) bool {
	if s.names == nil {
		s.names = names.Of(s.corpus, s.members)
	}
	return s.names.Has(strings.ToLower(feature))
}
