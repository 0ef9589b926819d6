package index

import (
	"cmp"
	"slices"
)

// set is the features that one token of a match may have.
type set struct {
	any   bool
	ids   []uint32 // ascending
	id    uint32   // the one of ids where there are not several
	mask  uint32   // all ones; zero for any
	bits  []uint64 // of ids where there are several
	count int      // postings
}

func (x *Index) newSet(ids []uint32) *set {
	s := &set{ids: ids, mask: 1<<32 - 1}
	if len(ids) > 0 {
		s.id = ids[0]
	}
	for _, id := range ids {
		s.count += len(x.Positions(int(id)))
	}
	if len(ids) > 1 {
		s.bits = make([]uint64, len(x.tokens.Features)/64+1)
		for _, id := range ids {
			s.bits[id/64] |= 1 << (id % 64)
		}
	}
	return s
}

// has reports whether a feature is in the set.
func (s *set) has(id uint32) bool {
	return s.differ(id) == 0
}

// differ returns 0 for a feature of the set, else another number below 2^63.
func (s *set) differ(id uint32) uint64 {
	if s.bits != nil {
		return ^(s.bits[id/64] >> (id % 64)) & 1
	}
	return uint64((id ^ s.id) & s.mask)
}

// edge is a token of a literal: from one offset of its spelling to another.
type edge struct {
	from, to int
	set      *set
}

// edges returns every token that may stand in a literal, in order of where it
// begins, without those from which no way leads on to either end.
func (x *Index) edges(s spelling) []edge {
	if s.runs != nil {
		return x.runs(s.runs)
	}
	offsets, n := characters(s.text), len(s.text)
	var out []edge
	for _, i := range offsets[:len(offsets)-1] {
		if s.border[i] != never {
			out = x.from(out, s, offsets, i)
		}
	}
	if s.openLeft {
		for _, j := range offsets[1:] {
			if s.border[j] != never {
				out = x.add(out, 0, j, x.ending(s.text[:j]))
			}
			if s.border[j] == must {
				break
			}
		}
		if s.openRight && !slices.Contains(s.border, must) {
			out = x.add(out, 0, n, x.containing(s.text))
		}
	}
	if s.terms != nil {
		out = x.compound(out, s)
	}
	return connected(merged(x, out), n)
}

// from appends the edges that begin at offset i.
func (x *Index) from(out []edge, s spelling, offsets []int, i int) []edge {
	n := len(s.text)
	lo, hi := uint32(0), uint32(len(x.tokens.Features))
	at, _ := slices.BinarySearch(offsets, i)
	for _, j := range offsets[at+1:] {
		if s.border[j] == never {
			continue
		}
		if lo, hi = x.prefixed(s.text[i:j], lo, hi); lo == hi {
			break
		}
		switch {
		case j == n && s.openRight:
			ids := make([]uint32, hi-lo)
			for k := range ids {
				ids[k] = lo + uint32(k)
			}
			out = x.add(out, i, j, ids)
		case x.feature(lo) == s.text[i:j]:
			out = x.add(out, i, j, []uint32{lo})
		}
		if s.border[j] == must {
			break
		}
	}
	return out
}

func (x *Index) add(out []edge, from, to int, ids []uint32) []edge {
	if len(ids) == 0 {
		return out
	}
	return append(out, edge{from, to, x.newSet(ids)})
}

// runs makes the edges of features in a fixed order.
func (x *Index) runs(features []string) []edge {
	var out []edge
	for i, f := range features {
		id, ok := x.id(f)
		if !ok {
			return nil
		}
		out = append(out, edge{i, i + 1, x.newSet([]uint32{id})})
	}
	return out
}

// length returns where the literal ends: the last offset of its edges.
func (s spelling) length() int {
	if s.runs != nil {
		return len(s.runs)
	}
	return len(s.text)
}

// merged joins edges between the same offsets and sorts them.
func merged(x *Index, edges []edge) []edge {
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var out []edge
	for _, e := range edges {
		if n := len(out); n > 0 && out[n-1].from == e.from && out[n-1].to == e.to {
			ids := slices.Concat(out[n-1].set.ids, e.set.ids)
			slices.Sort(ids)
			out[n-1].set = x.newSet(slices.Compact(ids))
			continue
		}
		out = append(out, e)
	}
	return out
}

// connected leaves out edges that are on no way from 0 to n.
func connected(edges []edge, n int) []edge {
	forth, back := map[int]bool{0: true}, map[int]bool{n: true}
	for _, e := range edges {
		if forth[e.from] {
			forth[e.to] = true
		}
	}
	for _, e := range slices.Backward(edges) {
		if back[e.to] {
			back[e.from] = true
		}
	}
	return slices.DeleteFunc(edges, func(e edge) bool { return !forth[e.from] || !back[e.to] })
}
