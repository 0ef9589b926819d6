package keyness

import (
	"cmp"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
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

// labels gives the cluster of each member: nil for documents by themselves. A
// document whose pair is not known is a cluster of its own.
func (s *sample) labels(cluster string) []string {
	if cluster != "pair" {
		return nil
	}
	out := make([]string, len(s.members))
	for i, m := range s.members {
		d := s.corpus.Doc(m.Doc)
		out[i] = cmp.Or(d.Pair(), d.ID)
	}
	return out
}
