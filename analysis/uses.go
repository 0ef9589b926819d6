package analysis

import (
	"cmp"
	"slices"
	"strings"

	"concord/corpus"
)

// EvidenceRows is how many rows of a table of features have evidence; rows
// beyond are listed without places.
const EvidenceRows = 200

const quoteWidth = 30 // characters of context on either side

// Uses is where the members of a sample use some features, for quoting.
type Uses struct {
	in      *Input
	tokens  *corpus.Tokens
	members []corpus.Member
	lengths []int   // tokens by member
	of      [][]use // by feature, in order of members
}

// use is how one member uses a feature: how often, and at which tokens of its
// document first and last.
type use struct{ member, count, first, last int }

// Uses finds the features, each given once, in the members: all of a document
// or parts of it. A feature that no member uses has no places.
func (in *Input) Uses(t *corpus.Tokens, members []corpus.Member, features []string) *Uses {
	u := &Uses{in: in, tokens: t, members: members, lengths: make([]int, len(members)), of: make([][]use, len(features))}
	slot := make(map[uint32]int, len(features))
	for i, f := range features {
		if id := t.Feature(f); id >= 0 {
			slot[uint32(id)] = i
		}
	}
	for k, m := range members {
		ids := t.Docs[m.Doc].IDs
		m.Each(t.Docs[m.Doc], func(i int) {
			u.lengths[k]++
			if f, ok := slot[ids[i]]; ok {
				u.add(f, k, i)
			}
		})
	}
	return u
}

func (u *Uses) add(feature, member, token int) {
	list := u.of[feature]
	if n := len(list); n > 0 && list[n-1].member == member {
		list[n-1].count++
		list[n-1].last = token
		return
	}
	u.of[feature] = append(list, use{member: member, count: 1, first: token, last: token})
}

// Quote gives at most three places of a feature, by its position among those
// given: the first use by date, the first in the document with the highest
// rate, and the last by date. Documents without a date come after the dated
// ones and are never the last while there are dated ones; equals go by ID. keep
// says which members count; nil for all.
func (u *Uses) Quote(feature int, keep func(member int) bool) []Evidence {
	uses := u.kept(feature, keep)
	if len(uses) == 0 {
		return nil
	}
	last := len(uses) - 1
	for last > 0 && u.document(uses[last]).Date.IsZero() {
		last--
	}
	densest := u.densest(uses)
	var out []Evidence
	for _, e := range []Evidence{
		u.place(uses[0].member, uses[0].first),
		u.place(densest.member, densest.first),
		u.place(uses[last].member, uses[last].last),
	} {
		if !slices.ContainsFunc(out, func(o Evidence) bool { return o.Address == e.Address }) {
			out = append(out, e)
		}
	}
	return out
}

// Densest gives the first use in the document with the highest rate, of equals
// the earliest; nil where the feature is not used.
func (u *Uses) Densest(feature int, keep func(member int) bool) []Evidence {
	uses := u.kept(feature, keep)
	if len(uses) == 0 {
		return nil
	}
	d := u.densest(uses)
	return []Evidence{u.place(d.member, d.first)}
}

// kept lists the uses of the members that count, by date.
func (u *Uses) kept(feature int, keep func(member int) bool) []use {
	var out []use
	for _, x := range u.of[feature] {
		if keep == nil || keep(x.member) {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, u.byDate)
	return out
}

func (u *Uses) densest(uses []use) use {
	best := uses[0]
	for _, x := range uses[1:] {
		if u.rate(x) > u.rate(best) {
			best = x
		}
	}
	return best
}

func (u *Uses) rate(x use) float64 { return float64(x.count) / float64(u.lengths[x.member]) }

func (u *Uses) document(x use) *corpus.Document { return u.in.Corpus.Doc(u.members[x.member].Doc) }

func (u *Uses) place(member, token int) Evidence {
	doc := u.members[member].Doc
	seq := u.tokens.Docs[doc]
	return u.in.Quote(doc, corpus.Span{Start: int(seq.Start[token]), End: int(seq.End[token])}, quoteWidth)
}

// byDate puts dated documents first, oldest first, then by ID.
func (u *Uses) byDate(a, b use) int {
	x, y := u.document(a), u.document(b)
	switch {
	case x.Date.IsZero() && !y.Date.IsZero():
		return 1
	case !x.Date.IsZero() && y.Date.IsZero():
		return -1
	}
	return cmp.Or(x.Date.Compare(y.Date), strings.Compare(x.ID, y.ID))
}
