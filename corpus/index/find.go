package index

import (
	"cmp"
	"context"
	"slices"
	"sort"

	"concord/corpus"
)

// Reach is what a match never crosses the end of.
type Reach int

// The reaches.
const (
	Sentence Reach = iota
	Paragraph
	Document
)

// Options says which matches are wanted. The zero Options gives those of all
// documents, within sentences and without overlap.
type Options struct {
	Group   *corpus.Group // nil for all documents; a match lies within one part
	Within  Reach
	Overlap bool // one match from every token at which one begins
	Limit   int  // the first so many; 0 for all
}

// Hit is a match: its first position, and the one after its last.
type Hit struct{ From, To uint32 }

// Tokens are searched in blocks of whole documents.
const (
	firstBlock   = 1 << 16 // tokens of the first, where only so many matches are wanted
	blockGrowth  = 4       // how much longer every further one is
	machineBlock = 1 << 20 // the most for a machine, between looks at the context
)

// Find returns the matches of a query, in order of the corpus. An error is that
// of the context.
func (x *Index) Find(ctx context.Context, q *Query, o Options) ([]Hit, error) {
	plan := x.plan(q)
	parts := x.parts(o.Group)
	var out []Hit
	size := uint32(len(x.postings))
	most := size
	if plan.machine != nil {
		most = min(size, machineBlock)
	}
	block := most
	if o.Limit > 0 {
		block = min(firstBlock, most)
	}
	for from := uint32(0); from < size && (o.Limit == 0 || len(out) < o.Limit); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		to := size
		if size-from > block {
			doc, _ := x.Document(from + block - 1)
			to = x.documents[doc+1]
		}
		var hits []Hit
		if plan.machine != nil {
			hits = x.run(plan.machine, from, to, parts, o)
		} else {
			hits = inside(x.phrases(plan.phrases, from, to, o.Within), parts)
		}
		if hits = apart(hits, o.Overlap); out == nil {
			out = hits
		} else {
			out = append(out, hits...)
		}
		if from = to; block > most/blockGrowth {
			block = most
		} else {
			block *= blockGrowth
		}
	}
	if o.Limit > 0 && len(out) > o.Limit {
		out = out[:o.Limit]
	}
	return out, ctx.Err()
}

// phrases returns where phrases stand in [from, to), which holds whole
// documents; of those that begin at one token the longer first.
func (x *Index) phrases(phrases []phrase, from, to uint32, within Reach) []Hit {
	var runs [][]Hit
	for i := range phrases {
		p := &phrases[i]
		for _, id := range p.sets[p.anchor].ids {
			if list := between(x.Positions(int(id)), from, to); len(list) > 0 {
				runs = append(runs, x.check(p, list, to, within))
			}
		}
	}
	return merge(runs)
}

// merge joins sorted runs, the longer of two matches that begin alike first. The
// two shortest runs are joined first, so that none is copied more often than
// need be.
func merge(runs [][]Hit) []Hit {
	if len(runs) == 0 {
		return nil
	}
	slices.SortStableFunc(runs, func(a, b []Hit) int { return cmp.Compare(len(a), len(b)) })
	var joined [][]Hit // ascending by length too
	shortest := func() (run []Hit) {
		if len(joined) == 0 || len(runs) > 0 && len(runs[0]) <= len(joined[0]) {
			run, runs = runs[0], runs[1:]
		} else {
			run, joined = joined[0], joined[1:]
		}
		return run
	}
	for len(runs)+len(joined) > 1 {
		a, b := shortest(), shortest()
		joined = append(joined, merge2(a, b))
	}
	return shortest()
}

func merge2(a, b []Hit) []Hit {
	if len(a) == 0 || len(b) == 0 {
		return append(a, b...)
	}
	out := make([]Hit, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if before(b[0], a[0]) < 0 {
			out, b = append(out, b[0]), b[1:]
		} else {
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}

func before(a, b Hit) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) }

// apart takes the first match of those that begin alike and, unless they may
// overlap, leaves out those that begin before the last one ends.
func apart(hits []Hit, overlap bool) []Hit {
	out := hits[:0]
	for _, h := range hits {
		if n := len(out); n > 0 && (h.From == out[n-1].From || !overlap && h.From < out[n-1].To) {
			continue
		}
		out = append(out, h)
	}
	return out
}

// parts returns the runs of positions that belong to a group, in order; nil for
// no group.
func (x *Index) parts(g *corpus.Group) []Hit {
	if g == nil {
		return nil
	}
	out := []Hit{}
	for _, m := range g.Members {
		base, q := x.documents[m.Doc], x.tokens.Docs[m.Doc]
		if m.Parts == nil {
			out = append(out, Hit{base, base + uint32(q.Len())})
			continue
		}
		at := 0
		for _, p := range m.Parts {
			at = next(q.Start, at, uint32(p.Start))
			if to := next(q.End, at, uint32(p.End)+1); to > at {
				out = append(out, Hit{base + uint32(at), base + uint32(to)})
			}
		}
	}
	return out
}

// holder returns the first of the parts, from the given one on, that ends after
// a position.
func holder(parts []Hit, from int, at uint32) int {
	step := 1
	for from+step < len(parts) && parts[from+step].To <= at {
		from += step
		step *= 2
	}
	rest := parts[min(from, len(parts)):min(from+step+1, len(parts))]
	return from + sort.Search(len(rest), func(i int) bool { return rest[i].To > at })
}

// inside returns the hits that lie within one of the parts; nil parts hold all.
func inside(hits, parts []Hit) []Hit {
	if parts == nil {
		return hits
	}
	kept, i := hits[:0], 0
	for _, h := range hits {
		if i = holder(parts, i, h.From); i == len(parts) {
			break
		}
		if parts[i].From <= h.From && h.To <= parts[i].To {
			kept = append(kept, h)
		}
	}
	return kept
}
