package keyness

import "concord/analysis"

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
