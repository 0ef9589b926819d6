package corpus

import (
	"context"
	"runtime"
	"slices"
)

// cutTogether is the length, in bytes, of the texts that CountText cuts at a
// time for each processor: long enough that meeting the common words anew costs
// little.
const cutTogether = 4 << 20

// CountText makes the matrix of all documents without keeping their tokens: cut
// is called for some documents at a time, and their tokens are dropped once they
// are counted. The matrix is that of Count on the tokens of the whole corpus; it
// does not depend on the number of processors.
func CountText(ctx context.Context, c *Corpus, cut func(context.Context, *Corpus) (*Tokens, error)) (*Matrix, error) {
	return countText(ctx, c, cut, cutTogether*runtime.GOMAXPROCS(0))
}

// countText is CountText with at most limit bytes of text at a time.
func countText(ctx context.Context, c *Corpus, cut func(context.Context, *Corpus) (*Tokens, error), limit int) (*Matrix, error) {
	var parts []*Matrix
	for from := 0; from < len(c.docs); {
		to, size := from, 0
		for to < len(c.docs) && (to == from || size+len(c.docs[to].Text) <= limit) {
			size += len(c.docs[to].Text)
			to++
		}
		some := &Corpus{docs: c.docs[from:to]}
		t, err := cut(ctx, some)
		if err != nil {
			return nil, err
		}
		m := Count(some, t, Whole(some, ""))
		parts = append(parts, m)
		from = to
		t, m = nil, nil
		// The tokens are several times as large as what stays of them. Left to
		// itself the collector would let them pile up to the size of the text.
		runtime.GC()
	}
	return joined(parts), nil
}

// joined puts matrices with features of their own one below the other. It takes
// them over.
func joined(parts []*Matrix) *Matrix {
	m := &Matrix{Features: union(parts), Start: []int{0}}
	entries := 0
	for _, p := range parts {
		entries += len(p.Col)
	}
	m.Col, m.Count = make([]uint32, 0, entries), make([]uint32, 0, entries)
	for i, p := range parts {
		number := make([]uint32, len(p.Features))
		at := 0
		for f, name := range p.Features {
			for m.Features[at] != name {
				at++
			}
			number[f] = uint32(at)
		}
		for _, f := range p.Col {
			m.Col = append(m.Col, number[f])
		}
		for _, end := range p.Start[1:] {
			m.Start = append(m.Start, len(m.Count)+end)
		}
		m.Count = append(m.Count, p.Count...)
		m.Rows, m.Total = append(m.Rows, p.Rows...), append(m.Total, p.Total...)
		parts[i] = nil
	}
	return m
}

// union lists the features of all matrices in code-point order.
func union(parts []*Matrix) []string {
	var all []string
	for _, p := range parts {
		both := make([]string, 0, max(len(all), len(p.Features)))
		next := p.Features
		for _, name := range all {
			for len(next) > 0 && next[0] < name {
				both, next = append(both, next[0]), next[1:]
			}
			if len(next) > 0 && next[0] == name {
				next = next[1:]
			}
			both = append(both, name)
		}
		all = append(both, next...)
	}
	return slices.Clip(all)
}
