package contrast

import (
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
)

// The sides of a comparison.
const (
	target = iota
	reference
	neither
)

// sample is the documents compared, or parts of them, in order of ID, so that
// no result depends on their order in the corpus.
type sample struct {
	corpus  *corpus.Corpus
	tokens  *corpus.Tokens
	members []corpus.Member // with at least one token
	matrix  *corpus.Matrix  // a row for each member
	columns []corpus.Column
	empty   int                       // members without a token, left out
	untold  func(feature string) bool // listed and drawn, but not told: names and numbers
}

// newSample counts the members that have tokens; side says the same of each as
// it was given, in the order of the sample.
func newSample(c *corpus.Corpus, t *corpus.Tokens, members []corpus.Member, side []int) (*sample, []int) {
	s := &sample{corpus: c, tokens: t}
	var kept []int
	for i, m := range members {
		n := 0
		m.Each(t.Docs[m.Doc], func(int) { n++ })
		if n == 0 {
			s.empty++
			continue
		}
		kept = append(kept, i)
	}
	slices.SortStableFunc(kept, func(a, b int) int {
		return strings.Compare(c.Doc(members[a].Doc).ID, c.Doc(members[b].Doc).ID)
	})
	sides := make([]int, len(kept))
	for k, i := range kept {
		s.members = append(s.members, members[i])
		sides[k] = side[i]
	}
	s.matrix = corpus.Count(c, t, corpus.Group{Members: s.members})
	s.columns = s.matrix.Columns()
	s.untold = analysis.Untold(c, s.members)
	return s, sides
}

// twoGroups is the sample of a target and a reference.
func twoGroups(c *corpus.Corpus, t *corpus.Tokens, a, b corpus.Group) (*sample, []int) {
	side := make([]int, len(a.Members)+len(b.Members))
	for i := range b.Members {
		side[len(a.Members)+i] = reference
	}
	return newSample(c, t, slices.Concat(a.Members, b.Members), side)
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

// stopped reports whether a feature is on the recipe's stop list.
func (s *sample) stopped(f int) bool { return s.tokens.Stopped != nil && s.tokens.Stopped[f] }

// doubts are the warnings that every method of the package may give; the codes
// are those of its own for documents without tokens and for several languages.
func (s *sample) doubts(prefix string) []analysis.Warning {
	var out []analysis.Warning
	if s.empty > 0 {
		out = append(out, analysis.Warn(prefix+"-07",
			analysis.T("{n}篇文本（或其部分）按此设定没有词项，未计入。", "Documents or parts without a token under this recipe, left out: {n}."),
			analysis.Int("n", s.empty)))
	}
	if l := s.languages(); len(l) > 1 {
		out = append(out, analysis.Warn(prefix+"-08",
			analysis.T("所比文本不止一种语言（{langs}），词频不可比；请用 lang: 限定一种。",
				"The documents are in more than one language ({langs}); their words are not comparable. Choose one with lang:."),
			analysis.Word("langs", strings.Join(l, ", "))))
	}
	return out
}

func emptyCorpus() *analysis.Refusal {
	return analysis.Refuse(
		analysis.T("语料中没有文本。", "The corpus has no documents."),
		analysis.T("加入至少两组文本。", "Add documents of at least two groups."))
}

// uses finds the first features of a table in the documents compared.
func (s *sample) uses(in *analysis.Input, n int, feature func(i int) string) (*analysis.Uses, []int) {
	var features []string
	at, slot := make([]int, n), map[string]int{}
	for i := range n {
		f := feature(i)
		k, ok := slot[f]
		if !ok {
			k = len(features)
			slot[f] = k
			features = append(features, f)
		}
		at[i] = k
	}
	return in.Uses(s.tokens, s.members, features), at
}

func wrong(method, option, problem string) error {
	return &analysis.OptionError{Method: method, Option: option, Problem: problem}
}
