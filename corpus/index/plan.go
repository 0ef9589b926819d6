package index

import "slices"

// plan is a query over the features of one index: phrases where it comes down
// to a few, else a machine.
type plan struct {
	phrases []phrase
	machine *machine
}

// maxPhrases is how many phrases a query may come down to before a machine is
// the better way.
const maxPhrases = 32

// planner resolves the expressions of one query.
type planner struct {
	index *Index
	edges map[*expr][]edge
}

func (x *Index) plan(q *Query) plan {
	p := &planner{index: x, edges: map[*expr][]edge{}}
	lists, ok := p.expand(q.root)
	if !ok || !sameGaps(lists) {
		return plan{machine: p.machine(q.root)}
	}
	var out plan
	for _, sets := range lists {
		out.phrases = append(out.phrases, newPhrase(sets))
	}
	return out
}

// sameGaps reports whether all phrases have equally many tokens in gaps, so that
// length alone says which to take.
func sameGaps(lists [][]*set) bool {
	gaps := func(sets []*set) (n int) {
		for _, s := range sets {
			if s.any {
				n++
			}
		}
		return n
	}
	for _, l := range lists {
		if gaps(l) != gaps(lists[0]) {
			return false
		}
	}
	return true
}

// literal returns the edges of a literal, found once.
func (p *planner) literal(e *expr) []edge {
	edges, ok := p.edges[e]
	if !ok {
		edges = p.index.edges(e.spelling)
		p.edges[e] = edges
	}
	return edges
}

// expand writes an expression out as phrases, unless they are too many. An
// expression that cannot match gives none.
func (p *planner) expand(e *expr) ([][]*set, bool) {
	once, ok := p.expandOnce(e)
	if !ok || e.least == 1 && e.most == 1 {
		return once, ok
	}
	var out [][]*set
	row := [][]*set{nil}
	for n := 0; ; n++ {
		if n >= e.least {
			out = append(out, row...)
		}
		if n == e.most || len(row) == 0 {
			break
		}
		if row, ok = product(row, once); !ok || len(out)+len(row) > maxPhrases {
			return nil, false
		}
	}
	return out, true
}

func (p *planner) expandOnce(e *expr) ([][]*set, bool) {
	switch e.form {
	case anything:
		return [][]*set{{{any: true}}}, true
	case pattern:
		if ids := p.index.like(e.pattern); len(ids) > 0 {
			return [][]*set{{p.index.newSet(ids)}}, true
		}
		return nil, true
	case literal:
		return paths(p.literal(e), e.spelling.length())
	case either:
		var out [][]*set
		for _, part := range e.parts {
			lists, ok := p.expand(part)
			if !ok {
				return nil, false
			}
			out = append(out, lists...)
		}
		out = p.index.single(out)
		return out, len(out) <= maxPhrases
	}
	out := [][]*set{nil}
	for _, part := range e.parts {
		lists, ok := p.expand(part)
		if !ok {
			return nil, false
		}
		if out, ok = product(out, lists); !ok {
			return nil, false
		}
	}
	return out, true
}

// single joins the phrases of one token into one.
func (x *Index) single(lists [][]*set) [][]*set {
	var ids []uint32
	var rest [][]*set
	for _, l := range lists {
		if len(l) == 1 && !l[0].any {
			ids = append(ids, l[0].ids...)
		} else {
			rest = append(rest, l)
		}
	}
	if len(lists)-len(rest) < 2 {
		return lists
	}
	slices.Sort(ids)
	return append(rest, []*set{x.newSet(slices.Compact(ids))})
}

func product(a, b [][]*set) ([][]*set, bool) {
	if len(a)*len(b) > maxPhrases {
		return nil, false
	}
	var out [][]*set
	for _, x := range a {
		for _, y := range b {
			out = append(out, slices.Concat(x, y))
		}
	}
	return out, true
}

// paths returns every way through the edges of a literal.
func paths(edges []edge, n int) ([][]*set, bool) {
	var out [][]*set
	var walk func(at int, before []*set) bool
	walk = func(at int, before []*set) bool {
		if at == n {
			out = append(out, slices.Clone(before))
			return len(out) <= maxPhrases
		}
		first, _ := slices.BinarySearchFunc(edges, at, func(e edge, at int) int { return e.from - at })
		for _, e := range edges[first:] {
			if e.from != at {
				break
			}
			if !walk(e.to, append(before, e.set)) {
				return false
			}
		}
		return true
	}
	if len(edges) == 0 {
		return nil, true
	}
	if !walk(0, nil) {
		return nil, false
	}
	return out, true
}
