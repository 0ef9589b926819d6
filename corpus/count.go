package corpus

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"
)

// countTogether is the number of tokens from which on counting is worth a
// further goroutine.
const countTogether = 1 << 17

// Count makes the matrix of a group: one row for each of its documents. The
// result does not depend on the number of processors.
func Count(c *Corpus, t *Tokens, g Group) *Matrix {
	split := shares(t, g)
	parts := make([]*tally, len(split))
	var wg sync.WaitGroup
	for i, share := range split {
		parts[i] = newTally(len(t.Features))
		wg.Go(func() {
			for _, member := range share {
				parts[i].count(t.Docs[member.Doc], member)
			}
		})
	}
	wg.Wait()
	m := join(parts)
	m.Features, m.Rows = t.Features, make([]string, len(g.Members))
	for i, member := range g.Members {
		m.Rows[i] = c.Doc(member.Doc).ID
	}
	return m
}

// join puts the rows of the parts one below the other.
func join(parts []*tally) *Matrix {
	entries, rows := 0, 0
	for _, p := range parts {
		entries, rows = entries+p.entries, rows+len(p.total)
	}
	m := &Matrix{
		Start: append(make([]int, 0, rows+1), 0),
		Col:   make([]uint32, 0, entries), Count: make([]uint32, 0, entries),
		Total: make([]float64, 0, rows),
	}
	for _, p := range parts {
		before := len(m.Col)
		for _, end := range p.end {
			m.Start = append(m.Start, before+end)
		}
		for _, b := range p.blocks {
			m.Col, m.Count = append(m.Col, b.col...), append(m.Count, b.count...)
		}
		m.Total = append(m.Total, p.total...)
	}
	return m
}

// shares parts the members among goroutines, in order, by their tokens: at
// least one share.
func shares(t *Tokens, g Group) [][]Member {
	total := 0
	for _, m := range g.Members {
		total += t.Docs[m.Doc].Len()
	}
	n := max(1, min(runtime.GOMAXPROCS(0), total/countTogether))
	var out [][]Member
	first, sum := 0, 0
	for i, m := range g.Members {
		sum += t.Docs[m.Doc].Len()
		if len(out) < n-1 && sum*n >= total*(len(out)+1) {
			out = append(out, g.Members[first:i+1])
			first = i + 1
		}
	}
	return append(out, g.Members[first:])
}

// blockEntries is the size of a block of entries. Blocks are copied once, when
// the number of entries is known: a slice that grows would leave several times
// its size behind.
const blockEntries = 1 << 16

// block is some entries of rows, one row after another.
type block struct{ col, count []uint32 }

// tally counts the features of one document after another.
type tally struct {
	blocks  []block
	entries int       // in all blocks
	end     []int     // of each row, in entries
	total   []float64 // of each row
	counts  []uint32  // by feature, 0 between documents
	seen    []uint32  // the features counted, in order of appearance
	bits    []uint64  // the same as a set, empty between documents
}

func newTally(features int) *tally {
	return &tally{counts: make([]uint32, features), bits: make([]uint64, (features+63)/64)}
}

// last returns the block that has room for n entries more.
func (t *tally) last(n int) *block {
	if k := len(t.blocks); k == 0 || cap(t.blocks[k-1].col)-len(t.blocks[k-1].col) < n {
		size := max(n, blockEntries)
		t.blocks = append(t.blocks, block{make([]uint32, 0, size), make([]uint32, 0, size)})
	}
	return &t.blocks[len(t.blocks)-1]
}

// count appends the row of a member.
func (t *tally) count(s Sequence, member Member) {
	n := 0
	if member.Parts == nil {
		n = s.Len()
		counts, seen := t.counts, t.seen
		for _, id := range s.IDs {
			if counts[id] == 0 {
				seen = append(seen, id)
			}
			counts[id]++
		}
		t.seen = seen
	} else {
		member.Each(s, func(i int) {
			id := s.IDs[i]
			if t.counts[id] == 0 {
				t.seen = append(t.seen, id)
			}
			t.counts[id]++
			n++
		})
	}
	t.sort()
	b := t.last(len(t.seen))
	for _, id := range t.seen {
		b.col, b.count = append(b.col, id), append(b.count, t.counts[id])
		t.counts[id] = 0
	}
	t.entries += len(t.seen)
	t.seen = t.seen[:0]
	t.end, t.total = append(t.end, t.entries), append(t.total, float64(n))
}

// sort puts the features seen in ascending order: by way of a set where they
// are many, for to read the set takes time whatever it holds.
func (t *tally) sort() {
	if 8*len(t.seen) < len(t.bits) {
		slices.Sort(t.seen)
		return
	}
	for _, id := range t.seen {
		t.bits[id/64] |= 1 << (id % 64)
	}
	t.seen = t.seen[:0]
	for i, word := range t.bits {
		for ; word != 0; word &= word - 1 {
			t.seen = append(t.seen, uint32(64*i+bits.TrailingZeros64(word)))
		}
		t.bits[i] = 0
	}
}
