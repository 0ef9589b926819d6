package dispersion

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

// evidence quotes for every row the first use, the first use in the densest
// document and the last use.
func (s *sample) evidence(in *analysis.Input, t *corpus.Tokens, rows []Row) [][]analysis.Evidence {
	out := make([][]analysis.Evidence, len(rows))
	listed := rows[:min(len(rows), evidenceRows)]
	slot := make(map[uint32]int, len(listed))
	for i, r := range listed {
		slot[uint32(t.Feature(r.Feature))] = i
	}
	for i, uses := range s.find(t, slot) {
		out[i] = s.quote(in, t, uses)
	}
	return out
}

// find lists the uses of the features in slot, by slot, in order of members.
func (s *sample) find(t *corpus.Tokens, slot map[uint32]int) [][]use {
	out := make([][]use, len(slot))
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

// quote makes at most three places of the uses of one feature.
func (s *sample) quote(in *analysis.Input, t *corpus.Tokens, uses []use) []analysis.Evidence {
	uses = slices.Clone(uses)
	slices.SortStableFunc(uses, func(a, b use) int { return s.byDate(a, b) })
	last := len(uses) - 1
	for last > 0 && s.document(uses[last]).Date.IsZero() {
		last--
	}
	densest := 0
	for i := range uses {
		if s.rate(uses[i]) > s.rate(uses[densest]) {
			densest = i
		}
	}
	var out []analysis.Evidence
	var seen []corpus.Address
	for _, p := range []struct{ use, token int }{
		{0, uses[0].first}, {densest, uses[densest].first}, {last, uses[last].last},
	} {
		member := s.members[uses[p.use].member]
		seq := t.Docs[member.Doc]
		span := corpus.Span{Start: int(seq.Start[p.token]), End: int(seq.End[p.token])}
		e := in.Quote(member.Doc, span, quoteWidth)
		if !slices.Contains(seen, e.Address) {
			seen = append(seen, e.Address)
			out = append(out, e)
		}
	}
	return out
}

func (s *sample) document(u use) *corpus.Document { return s.corpus.Doc(s.members[u.member].Doc) }

func (s *sample) rate(u use) float64 { return float64(u.count) / s.matrix.Total[u.member] }

// byDate puts dated documents first, oldest first, then by ID.
func (s *sample) byDate(a, b use) int {
	x, y := s.document(a), s.document(b)
	switch {
	case x.Date.IsZero() != y.Date.IsZero():
		if x.Date.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(x.Date.Compare(y.Date), strings.Compare(x.ID, y.ID))
}
