package shift

import (
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/infer"
	"concord/corpus"
)

// sample is the documents of a comparison in order of ID, so that no result
// depends on their order in the corpus.
type sample struct {
	corpus  *corpus.Corpus
	tokens  *corpus.Tokens
	members []corpus.Member           // with at least one token that is not stopped
	target  []bool                    // by member
	sizes   [2]int                    // documents of target and reference
	totals  [2]int                    // tokens of them, stop words included
	empty   int                       // documents left out
	untold  func(feature string) bool // listed and drawn, but not told: names and numbers
}

func newSample(c *corpus.Corpus, t *corpus.Tokens, p pairing) *sample {
	s := &sample{corpus: c, tokens: t}
	type labelled struct {
		corpus.Member
		side int
	}
	var all []labelled
	for side, g := range []corpus.Group{p.target, p.reference} {
		for _, m := range g.Members {
			n, content := 0, 0
			seq := t.Docs[m.Doc]
			m.Each(seq, func(i int) {
				n++
				if !t.Stopped[seq.IDs[i]] {
					content++
				}
			})
			if content == 0 {
				s.empty++
				continue
			}
			s.sizes[side]++
			s.totals[side] += n
			all = append(all, labelled{m, side})
		}
	}
	slices.SortFunc(all, func(a, b labelled) int { return strings.Compare(c.Doc(a.Doc).ID, c.Doc(b.Doc).ID) })
	for _, m := range all {
		s.members, s.target = append(s.members, m.Member), append(s.target, m.side == 0)
	}
	s.untold = analysis.Untold(c, s.members)
	return s
}

// reachesFloor reports whether both sets have enough documents.
func (s *sample) reachesFloor() bool { return s.sizes[0] >= floor && s.sizes[1] >= floor }

// documents returns the tokens that are not stopped; byPair keeps the documents of a
// pair of parties together.
func (s *sample) documents(byPair bool) Documents {
	d := Documents{Target: s.target, Features: len(s.tokens.Features)}
	if byPair {
		labels := make([]string, len(s.members))
		for i, m := range s.members {
			labels[i] = s.corpus.Doc(m.Doc).Pair()
		}
		d.Clusters = infer.ClustersOf(labels)
	}
	for _, m := range s.members {
		seq := s.tokens.Docs[m.Doc]
		var tokens []uint32
		m.Each(seq, func(i int) {
			if !s.tokens.Stopped[seq.IDs[i]] {
				tokens = append(tokens, seq.IDs[i])
			}
		})
		d.Tokens = append(d.Tokens, tokens)
	}
	return d
}

func (s *sample) matrix() *corpus.Matrix {
	return corpus.Count(s.corpus, s.tokens, corpus.Group{Members: s.members})
}

// languages lists the languages of the documents, ascending, unknown left out.
func (s *sample) languages() []string { return analysis.Languages(s.corpus, s.members) }

// on picks the members of one side.
func (s *sample) on(target bool) func(member int) bool {
	return func(member int) bool { return s.target[member] == target }
}
