package index

import (
	"cmp"
	"slices"
)

// phrase is tokens one after another.
type phrase struct {
	sets   []*set
	anchor int   // the rarest of them
	others []int // the rest but for gaps, the rarest first
}

func newPhrase(sets []*set) phrase {
	p := phrase{sets: sets}
	for i, s := range sets {
		if !s.any {
			p.others = append(p.others, i)
		}
	}
	slices.SortStableFunc(p.others, func(i, j int) int { return cmp.Compare(sets[i].count, sets[j].count) })
	p.anchor, p.others = p.others[0], p.others[1:]
	return p
}

// Where there are few candidates, the tokens around them are looked at: each lies
// in a part of memory of its own, but these fit into the caches. Where there are
// many, postings and bits are read, in order.
const (
	fewCandidates = 1 << 13
	mergeAtMost   = 8 // postings for each candidate; beyond that they are too many to read
)

// check returns the matches of a phrase whose anchor stands at one of the
// positions, all of which lie before to.
func (x *Index) check(p *phrase, list []uint32, to uint32, within Reach) []Hit {
	n := len(p.sets)
	if n == 1 {
		out := make([]Hit, len(list))
		for i, at := range list {
			out[i] = Hit{at, at + 1}
		}
		return out
	}
	after := uint32(n - 1 - p.anchor)
	list = between(list, uint32(p.anchor), to-min(after, to))
	if len(list) == 0 {
		return nil
	}
	if len(list) <= fewCandidates {
		return x.around(p, p.others, list, within)
	}
	var rest []int
	var room []uint32
	for _, k := range p.others {
		s, offset := p.sets[k], uint32(k-p.anchor)
		row := []uint64(nil)
		if s.bits == nil {
			row = x.row(s.id)
		}
		switch {
		case row == nil && (s.bits != nil || s.count > mergeAtMost*len(list)):
			rest = append(rest, k)
			continue
		case room == nil:
			room = make([]uint32, len(list))
		}
		if row != nil {
			list = marked(room, list, row, offset)
		} else {
			list = common(room, list, x.Positions(int(s.id)), offset)
		}
	}
	if len(rest) > 0 && len(list) > 0 {
		return x.around(p, rest, list, within)
	}
	return unbroken(list, x.begin(within), uint32(p.anchor), uint32(n))
}

// In what follows it decides no branch whether a candidate is kept, for that is
// hard to foretell and a processor waits where it foretold wrongly.

// kept returns 1 for 0, and 0 for numbers below 2^63.
func kept(differ uint64) int { return int((differ - 1) >> 63) }

// marked writes to out those positions of the list whose neighbour at an offset
// has its bit set. out may be the list.
func marked(out, list []uint32, row []uint64, offset uint32) []uint32 {
	n := 0
	for _, at := range list {
		p := at + offset
		out[n] = at
		n += int(row[p/64] >> (p % 64) & 1)
	}
	return out[:n]
}

// common writes to out those positions of the list whose neighbour at an offset
// is among others. out may be the list.
func common(out, list, others []uint32, offset uint32) []uint32 {
	if len(list) == 0 {
		return nil
	}
	others = between(others, list[0]+offset, list[len(list)-1]+offset+1)
	n, i, j := 0, 0, 0
	for i < len(list) && j < len(others) {
		at := list[i]
		a, b := uint64(at+offset), uint64(others[j])
		out[n] = at
		n += kept(a ^ b)
		i += int((a - b - 1) >> 63)
		j += int((b - a - 1) >> 63)
	}
	return out[:n]
}

// unbroken makes matches of n tokens of the positions of their anchors, without
// those in which a unit begins.
func unbroken(list []uint32, begin []uint64, anchor, n uint32) []Hit {
	out := make([]Hit, len(list))
	count := 0
	for _, at := range list {
		from := at - anchor
		out[count] = Hit{from, from + n}
		count += kept(broken(begin, from+1, from+n))
	}
	return out[:count]
}

// broken returns 0 unless a bit in [from, to) is set, else another number below
// 2^63.
func broken(set []uint64, from, to uint32) uint64 {
	n := to - from
	if n >= 63 {
		if nextBit(set, from, to) < to {
			return 1
		}
		return 0
	}
	at := from % 64
	word := set[from/64] >> at
	if at+n > 64 {
		word |= set[from/64+1] << (64 - at)
	}
	return word & (1<<n - 1)
}

// around returns the matches at those positions of the anchor around which the
// given others of the tokens stand too.
func (x *Index) around(p *phrase, others []int, list []uint32, within Reach) []Hit {
	const together = 512 // matches, which the nearest cache holds
	var found [together]Hit
	var out []Hit
	n, begin := len(p.sets), x.begin(within)
	sets := make([]set, len(others)) // side by side
	for i, k := range others {
		sets[i] = *p.sets[k]
	}
	doc, _ := x.Document(list[0])
	ids, base, after := x.tokens.Docs[doc].IDs, x.documents[doc], x.documents[doc+1]
	for part := range slices.Chunk(list, together) {
		count := 0
		for _, at := range part {
			if at >= after {
				doc = x.follow(doc, at)
				ids, base, after = x.tokens.Docs[doc].IDs, x.documents[doc], x.documents[doc+1]
			}
			first := int(at-base) - p.anchor
			if first < 0 || first+n > len(ids) {
				continue
			}
			from := base + uint32(first)
			differ := broken(begin, from+1, from+uint32(n))
			for i, k := range others {
				differ |= sets[i].differ(ids[first+k])
			}
			found[count] = Hit{from, from + uint32(n)}
			count += kept(differ)
		}
		out = append(out, found[:count]...)
	}
	return out
}
