package index

import "slices"

// run returns the matches of a machine in [from, to) and within one of the parts
// (nil for everywhere), by where they begin.
func (x *Index) run(m *machine, from, to uint32, parts []Hit, o Options) []Hit {
	r := newRunner(m)
	bounds := x.begin(o.Within)
	var out []Hit
	doc, part, last := 0, 0, uint32(0)
	for _, at := range x.candidates(m.posts, from, to) {
		if !o.Overlap && at < last {
			continue
		}
		doc = x.follow(doc, at)
		ids, base := x.tokens.Docs[doc].IDs, x.documents[doc]
		if !r.begins(ids[at-base]) {
			continue
		}
		limit := nextBit(bounds, at+1, x.documents[doc+1])
		if parts != nil {
			if part = holder(parts, part, at); part == len(parts) {
				break
			}
			if at < parts[part].From {
				continue
			}
			limit = min(limit, parts[part].To)
		}
		if n := r.match(ids[at-base : limit-base]); n > 0 {
			last = at + uint32(n)
			out = append(out, Hit{at, last})
		}
	}
	return out
}

// candidates returns where matches in [from, to) may begin, ascending.
func (x *Index) candidates(posts []post, from, to uint32) []uint32 {
	var out []uint32
	lists := 0
	for _, p := range posts {
		for _, id := range p.set.ids {
			list := between(x.Positions(int(id)), from, to)
			if len(list) == 0 {
				continue
			}
			lists++
			begin := from // what comes next: nothing is added twice
			for _, at := range list {
				first, last := int64(at)-int64(p.most), int64(at)-int64(p.least)
				for c := max(first, int64(begin)); c <= last; c++ {
					out = append(out, uint32(c))
					begin = uint32(c) + 1
				}
			}
		}
	}
	if lists > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out
}

// runner runs a machine. For every state that it may be in it holds the fewest
// tokens in gaps on the way there.
type runner struct {
	*machine
	first      []arc // out of the states before the first token
	now, after row
}

// row is the states at one token.
type row struct {
	states []int32
	gaps   []int32 // by state; -1 where it is not among them
}

func newRunner(m *machine) *runner {
	r := &runner{machine: m, now: newRow(len(m.arcs)), after: newRow(len(m.arcs))}
	r.enter(&r.now, 0, 0)
	for _, s := range r.now.states {
		r.first = append(r.first, m.arcs[s]...)
	}
	r.now.clear()
	return r
}

func newRow(states int) row {
	return row{gaps: slices.Repeat([]int32{-1}, states)}
}

func (w *row) clear() {
	for _, s := range w.states {
		w.gaps[s] = -1
	}
	w.states = w.states[:0]
}

// begins reports whether a match may begin with a feature.
func (r *runner) begins(id uint32) bool {
	for i := range r.first {
		if r.first[i].set.has(id) {
			return true
		}
	}
	return false
}

// enter adds a state and those that follow without a token. Where it is known
// with as few tokens in gaps, nothing is new.
func (r *runner) enter(w *row, state, gaps int32) {
	if was := w.gaps[state]; was >= 0 {
		if was <= gaps {
			return
		}
	} else {
		w.states = append(w.states, state)
	}
	w.gaps[state] = gaps
	for _, s := range r.skips[state] {
		r.enter(w, s, gaps)
	}
}

// match returns the length of the match at the first of the tokens, 0 for none:
// of several that with the fewest tokens in gaps, of those the longest.
func (r *runner) match(ids []uint32) int {
	accept := int32(len(r.arcs) - 1)
	best, length := int32(-1), 0
	r.now.clear()
	r.enter(&r.now, 0, 0)
	for i, id := range ids {
		r.after.clear()
		for _, s := range r.now.states {
			gaps := r.now.gaps[s]
			if best >= 0 && gaps > best {
				continue
			}
			for _, a := range r.arcs[s] {
				if !a.set.has(id) {
					continue
				}
				if a.gap {
					r.enter(&r.after, a.to, gaps+1)
				} else {
					r.enter(&r.after, a.to, gaps)
				}
			}
		}
		r.now, r.after = r.after, r.now
		if len(r.now.states) == 0 {
			break
		}
		if gaps := r.now.gaps[accept]; gaps >= 0 && (best < 0 || gaps <= best) {
			best, length = gaps, i+1
		}
	}
	return length
}
