package index

import "slices"

// machine reads tokens one by one and knows in which states of the query it may
// be. Its states stand in the order in which the query is written, so that every
// way leads to a higher one; it begins in the first and accepts in the last.
type machine struct {
	arcs  [][]arc   // by state: over a token
	skips [][]int32 // by state: without one
	posts []post
}

// arc leads over a token to a state.
type arc struct {
	set *set
	to  int32
	gap bool // the token lies in a gap
}

// post is a token that every match has, or one of several of which every match
// has one: its features, and how many tokens of the match stand before it.
type post struct {
	set         *set
	least, most int
}

func (p *planner) machine(e *expr) *machine {
	m := &machine{}
	m.state()
	m.add(p, e, 0)
	m.posts, _ = p.posts(e)
	return m
}

func (m *machine) state() int32 {
	m.arcs, m.skips = append(m.arcs, nil), append(m.skips, nil)
	return int32(len(m.arcs) - 1)
}

// add appends the states of an expression that begins in a state and returns
// the one in which it ends.
func (m *machine) add(p *planner, e *expr, at int32) int32 {
	var leave []int32
	for n := range e.most {
		if n >= e.least {
			leave = append(leave, at)
		}
		at = m.once(p, e, at)
	}
	if len(leave) == 0 {
		return at
	}
	leave = append(leave, at)
	to := m.state()
	for _, s := range leave {
		m.skips[s] = append(m.skips[s], to)
	}
	return to
}

func (m *machine) once(p *planner, e *expr, at int32) int32 {
	switch e.form {
	case anything:
		to := m.state()
		m.arcs[at] = append(m.arcs[at], arc{set: &set{any: true}, to: to, gap: true})
		return to
	case pattern:
		to := m.state()
		if ids := p.index.like(e.pattern); len(ids) > 0 {
			m.arcs[at] = append(m.arcs[at], arc{set: p.index.newSet(ids), to: to})
		}
		return to
	case literal:
		return m.literal(p.literal(e), e.spelling.length(), at)
	case either:
		var ends []int32
		for _, part := range e.parts {
			begin := m.state()
			m.skips[at] = append(m.skips[at], begin)
			ends = append(ends, m.add(p, part, begin))
		}
		to := m.state()
		for _, s := range ends {
			m.skips[s] = append(m.skips[s], to)
		}
		return to
	}
	for _, part := range e.parts {
		at = m.add(p, part, at)
	}
	return at
}

// literal appends a state for each offset at which a border may fall.
func (m *machine) literal(edges []edge, n int, at int32) int32 {
	states := map[int]int32{0: at}
	var offsets []int
	for _, e := range edges {
		offsets = append(offsets, e.to)
	}
	offsets = append(offsets, n)
	slices.Sort(offsets)
	for _, o := range slices.Compact(offsets) {
		states[o] = m.state()
	}
	for _, e := range edges {
		from := states[e.from]
		m.arcs[from] = append(m.arcs[from], arc{set: e.set, to: states[e.to]})
	}
	return states[n]
}

// posts returns the rarest posts of an expression and how many postings they
// have; -1 where a match need not have any.
func (p *planner) posts(e *expr) ([]post, int) {
	if e.least == 0 {
		return nil, -1
	}
	switch e.form {
	case anything:
		return nil, -1
	case pattern:
		s := p.index.newSet(p.index.like(e.pattern))
		return []post{{set: s}}, s.count
	case literal:
		return rarest(p.literal(e))
	case either:
		var out []post
		total := 0
		for _, part := range e.parts {
			posts, n := p.posts(part)
			if n < 0 {
				return nil, -1
			}
			out, total = append(out, posts...), total+n
		}
		return out, total
	}
	var best []post
	count, least, most := -1, 0, 0
	for _, part := range e.parts {
		if posts, n := p.posts(part); n >= 0 && (count < 0 || n < count) {
			count = n
			best = slices.Clone(posts)
			for i := range best {
				best[i].least += least
				best[i].most += most
			}
		}
		a, b := p.width(part)
		least, most = least+a, most+b
	}
	return best, count
}

// width returns how many tokens a match of the expression has.
func (p *planner) width(e *expr) (least, most int) {
	switch e.form {
	case anything, pattern:
		least, most = 1, 1
	case literal:
		before, after := widths(p.literal(e))
		n := e.spelling.length()
		least, most = before[n], after[n]
	case either:
		for i, part := range e.parts {
			a, b := p.width(part)
			if i == 0 || a < least {
				least = a
			}
			most = max(most, b)
		}
	case sequence:
		for _, part := range e.parts {
			a, b := p.width(part)
			least, most = least+a, most+b
		}
	}
	return least * e.least, most * e.most
}

// widths returns, by offset of a literal, the fewest and the most tokens before
// it. Edges stand in order of where they begin.
func widths(edges []edge) (fewest, most map[int]int) {
	fewest, most = map[int]int{0: 0}, map[int]int{0: 0}
	for _, e := range edges {
		if n, ok := fewest[e.to]; !ok || fewest[e.from]+1 < n {
			fewest[e.to] = fewest[e.from] + 1
		}
		most[e.to] = max(most[e.to], most[e.from]+1)
	}
	return fewest, most
}

// rarest returns the edges over that place of a literal over which the fewest
// postings lead: every match has one of them.
func rarest(edges []edge) ([]post, int) {
	best, count := 0, -1
	for _, at := range edges {
		n := 0
		for _, e := range edges {
			if e.from <= at.from && at.from < e.to {
				n += e.set.count
			}
		}
		if count < 0 || n < count {
			best, count = at.from, n
		}
	}
	if count < 0 {
		return nil, 0
	}
	fewest, most := widths(edges)
	var out []post
	for _, e := range edges {
		if e.from <= best && best < e.to {
			out = append(out, post{e.set, fewest[e.from], most[e.from]})
		}
	}
	return out, count
}
