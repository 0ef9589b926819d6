package keyness

import (
	"cmp"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
)

const (
	evidenceRows = 200 // rows beyond are listed without places
	quoteWidth   = 30  // characters of context on either side
)

// use is how one document uses a feature: how often, and at which tokens first
// and last.
type use struct{ member, count, first, last int }

// find lists the uses of features, by feature, in order of members.
func (s *sample) find(t *corpus.Tokens, features []string) [][]use {
	slot := make(map[uint32]int, len(features))
	for i, f := range features {
		slot[uint32(t.Feature(f))] = i
	}
	out := make([][]use, len(features))
	for k, m := range s.members {
		seq := t.Docs[m.Doc]
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

// on keeps the uses of one side.
func (s *sample) on(uses []use, target bool) []use {
	var out []use
	for _, u := range uses {
		if s.target[u.member] == target {
			out = append(out, u)
		}
	}
	return out
}

// quote makes at most three places of the uses of one feature: the first by
// date, the first in the densest document, and the last by date.
func (s *sample) quote(in *analysis.Input, t *corpus.Tokens, uses []use) []analysis.Evidence {
	if len(uses) == 0 {
		return nil
	}
	uses = slices.Clone(uses)
	slices.SortStableFunc(uses, s.byDate)
	last := len(uses) - 1
	for last > 0 && s.document(uses[last]).Date.IsZero() {
		last--
	}
	densest := s.densest(uses)
	var out []analysis.Evidence
	for _, p := range []struct{ use, token int }{
		{0, uses[0].first}, {densest, uses[densest].first}, {last, uses[last].last},
	} {
		e := s.place(in, t, uses[p.use].member, p.token)
		if !slices.ContainsFunc(out, func(o analysis.Evidence) bool { return o.Address == e.Address }) {
			out = append(out, e)
		}
	}
	return out
}

func (s *sample) densest(uses []use) int {
	best := 0
	for i := range uses {
		if s.rate(uses[i]) > s.rate(uses[best]) {
			best = i
		}
	}
	return best
}

func (s *sample) place(in *analysis.Input, t *corpus.Tokens, member, token int) analysis.Evidence {
	seq := t.Docs[s.members[member].Doc]
	return in.Quote(s.members[member].Doc, corpus.Span{Start: int(seq.Start[token]), End: int(seq.End[token])}, quoteWidth)
}

func (s *sample) document(u use) *corpus.Document { return s.corpus.Doc(s.members[u.member].Doc) }

func (s *sample) rate(u use) float64 { return float64(u.count) / s.matrix.Total[u.member] }

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
