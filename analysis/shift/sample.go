package shift

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
	members []corpus.Member // with at least one token that is not stopped
	target  []bool          // by member
	sizes   [2]int          // documents of target and reference
	totals  [2]int          // tokens of them, stop words included
	empty   int             // documents left out
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
	return s
}

// reachesFloor reports whether both sets have enough documents.
func (s *sample) reachesFloor() bool { return s.sizes[0] >= floor && s.sizes[1] >= floor }

// documents returns the tokens that are not stopped.
func (s *sample) documents() Documents {
	d := Documents{Target: s.target, Features: len(s.tokens.Features)}
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

const quoteWidth = 30 // characters of context on either side

// use is how one document uses a feature: how often, and at which tokens first
// and last.
type use struct{ member, count, first, last int }

// find lists the uses of features, by feature, in order of members.
func (s *sample) find(features []string) [][]use {
	slot := make(map[uint32]int, len(features))
	for i, f := range features {
		slot[uint32(s.tokens.Feature(f))] = i
	}
	out := make([][]use, len(features))
	for k, m := range s.members {
		seq := s.tokens.Docs[m.Doc]
		m.Each(seq, func(i int) {
			at, ok := slot[seq.IDs[i]]
			if !ok {
				return
			}
			if n := len(out[at]); n > 0 && out[at][n-1].member == k {
				out[at][n-1].count++
				out[at][n-1].last = i
				return
			}
			out[at] = append(out[at], use{member: k, count: 1, first: i, last: i})
		})
	}
	return out
}

// quote makes at most three places of the uses on one side: the first by date,
// the first in the densest document, and the last by date.
func (s *sample) quote(in *analysis.Input, uses []use, target bool) []analysis.Evidence {
	var own []use
	for _, u := range uses {
		if s.target[u.member] == target {
			own = append(own, u)
		}
	}
	if len(own) == 0 {
		return nil
	}
	slices.SortStableFunc(own, s.byDate)
	last, densest := len(own)-1, 0
	for last > 0 && s.document(own[last]).Date.IsZero() {
		last--
	}
	for i := range own {
		if s.rate(own[i]) > s.rate(own[densest]) {
			densest = i
		}
	}
	var out []analysis.Evidence
	for _, p := range []struct{ member, token int }{
		{own[0].member, own[0].first}, {own[densest].member, own[densest].first}, {own[last].member, own[last].last},
	} {
		doc := s.members[p.member].Doc
		seq := s.tokens.Docs[doc]
		e := in.Quote(doc, corpus.Span{Start: int(seq.Start[p.token]), End: int(seq.End[p.token])}, quoteWidth)
		if !slices.ContainsFunc(out, func(o analysis.Evidence) bool { return o.Address == e.Address }) {
			out = append(out, e)
		}
	}
	return out
}

func (s *sample) document(u use) *corpus.Document { return s.corpus.Doc(s.members[u.member].Doc) }

func (s *sample) rate(u use) float64 {
	n := 0
	m := s.members[u.member]
	m.Each(s.tokens.Docs[m.Doc], func(int) { n++ })
	return float64(u.count) / float64(n)
}

// byDate puts dated documents first, oldest first, then by ID.
func (s *sample) byDate(a, b use) int {
	x, y := s.document(a), s.document(b)
	switch {
	case x.Date.IsZero() && !y.Date.IsZero():
		return 1
	case !x.Date.IsZero() && y.Date.IsZero():
		return -1
	}
	return cmp.Or(x.Date.Compare(y.Date), strings.Compare(x.ID, y.ID))
}
