package index

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sort"
	"strings"
	"sync"

	"concord/corpus"
)

// buildTogether is the number of tokens from which on a further goroutine pays.
const buildTogether = 1 << 17

// maxTokens leaves room for sums of a position and a little more.
const maxTokens = math.MaxUint32 - 1<<10

// Build makes the index of the tokens of c. It takes time linear in tokens and
// features, on several processors. The result does not depend on their number.
func Build(ctx context.Context, c *corpus.Corpus, t *corpus.Tokens) (*Index, error) {
	x := &Index{corpus: c, tokens: t}
	if err := x.lay(); err != nil {
		return nil, err
	}
	parts := x.shares()
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() { parts[i].count(ctx, x) })
	}
	wg.Wait()
	x.join(parts)
	for i := range parts {
		wg.Go(func() { parts[i].place(ctx, x) })
	}
	x.spell()
	wg.Wait()
	x.mark()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return x, nil
}

// lay puts the documents in one row.
func (x *Index) lay() error {
	if x.corpus.Len() != len(x.tokens.Docs) {
		return fmt.Errorf("index: tokens of %d documents for a corpus of %d, want those of one corpus", len(x.tokens.Docs), x.corpus.Len())
	}
	x.documents = make([]uint32, 1, len(x.tokens.Docs)+1)
	at := 0
	for _, d := range x.tokens.Docs {
		at += d.Len()
		if at > maxTokens {
			return fmt.Errorf("index: more than %d tokens, want fewer", uint32(maxTokens))
		}
		x.documents = append(x.documents, uint32(at))
	}
	x.bounds = make([]uint64, words(at))
	for _, p := range x.documents {
		x.bounds[p/64] |= 1 << (p % 64)
	}
	return nil
}

// frequentShare is the share of all tokens, as one in so many, from which on a
// feature has a row of bits: then the row takes no more room than its postings.
const frequentShare = 32

// mark writes the rows of the frequent features.
func (x *Index) mark() {
	total := len(x.postings)
	for f := range x.tokens.Features {
		if n := len(x.Positions(f)); n > 0 && n >= total/frequentShare {
			x.frequent = append(x.frequent, uint32(f))
		}
	}
	if total < buildTogether {
		x.frequent = nil // in a small corpus everything is near
	}
	x.rows = make([]uint64, len(x.frequent)*words(total))
	for _, f := range x.frequent {
		row := x.row(f)
		for _, p := range x.Positions(int(f)) {
			row[p/64] |= 1 << (p % 64)
		}
	}
}

// share is what one goroutine does: some documents, one after another.
type share struct {
	from, to   int      // documents
	counts     []uint32 // by feature; then where the next one goes
	sentences  []uint32 // positions at which one begins
	paragraphs []uint32
}

// shares parts the documents by their tokens: at least one share.
func (x *Index) shares() []share {
	total := int(x.documents[len(x.documents)-1])
	n := max(1, min(runtime.GOMAXPROCS(0), total/buildTogether))
	out := make([]share, n)
	at := 0
	for i := range out {
		out[i].from = at
		for at < len(x.tokens.Docs) && (i == n-1 || int(x.documents[at])*n < total*(i+1)) {
			at++
		}
		out[i].to = at
	}
	return out
}

// count counts the features of a share and finds where its sentences and
// paragraphs begin.
func (s *share) count(ctx context.Context, x *Index) {
	s.counts = make([]uint32, len(x.tokens.Features))
	for i := s.from; i < s.to && ctx.Err() == nil; i++ {
		counts := s.counts
		for _, id := range x.tokens.Docs[i].IDs {
			counts[id]++
		}
		d, q := x.corpus.Doc(i), x.tokens.Docs[i]
		st := &d.Structure
		s.sentences = breaks(s.sentences, d.Text, q, x.documents[i], len(st.Sentences), func(j int) corpus.Span { return st.Sentences[j].Span })
		s.paragraphs = breaks(s.paragraphs, d.Text, q, x.documents[i], len(st.Paragraphs), func(j int) corpus.Span { return st.Paragraphs[j].Span })
	}
}

// breaks appends the positions at which one of n units begins. Text between the
// units goes by lines.
func breaks(out []uint32, text string, q corpus.Sequence, base uint32, n int, unit func(int) corpus.Span) []uint32 {
	token := 0 // the first one that begins at or after what was looked at
	mark := func(off int) {
		token = next(q.Start, token, uint32(off))
		if token == q.Len() {
			return
		}
		if p := base + uint32(token); len(out) == 0 || out[len(out)-1] != p {
			out = append(out, p)
		}
	}
	lines := func(from, to int) {
		for from < to {
			mark(from)
			i := strings.IndexByte(text[from:to], '\n')
			if i < 0 {
				return
			}
			from += i + 1
		}
	}
	at := 0
	for j := range n {
		s := unit(j)
		lines(at, s.Start)
		mark(s.Start)
		at = s.End
	}
	lines(at, len(text))
	return out
}

// next returns the first of the ascending numbers from the given one on that is
// at least off. It looks near by first.
func next(list []uint32, from int, off uint32) int {
	step := 1
	for from+step < len(list) && list[from+step] < off {
		from += step
		step *= 2
	}
	rest := list[min(from, len(list)):min(from+step+1, len(list))]
	return from + sort.Search(len(rest), func(i int) bool { return rest[i] >= off })
}

// join adds up the shares: where the postings of each feature begin, and where
// each share writes its own.
func (x *Index) join(parts []share) {
	total := int(x.documents[len(x.documents)-1])
	x.first = make([]uint32, len(x.tokens.Features)+1)
	at := uint32(0)
	for f := range x.tokens.Features {
		x.first[f] = at
		for i := range parts {
			n := parts[i].counts[f]
			parts[i].counts[f] = at
			at += n
		}
	}
	x.first[len(x.tokens.Features)] = at
	x.postings = make([]uint32, total)
	x.sentences, x.paragraphs = make([]uint64, words(total)), make([]uint64, words(total))
	for _, s := range parts {
		for _, p := range s.sentences {
			x.sentences[p/64] |= 1 << (p % 64)
		}
		for _, p := range s.paragraphs {
			x.paragraphs[p/64] |= 1 << (p % 64)
		}
	}
}

// place writes the postings of a share.
func (s *share) place(ctx context.Context, x *Index) {
	heads := s.counts
	for i := s.from; i < s.to && ctx.Err() == nil; i++ {
		at := x.documents[i]
		for j, id := range x.tokens.Docs[i].IDs {
			x.postings[heads[id]] = at + uint32(j)
			heads[id]++
		}
	}
}

// spell writes the features in one row, for looking through them.
func (x *Index) spell() {
	size := 1
	for _, f := range x.tokens.Features {
		size += len(f) + 1
	}
	x.text = append(make([]byte, 0, size), '\n')
	x.starts = make([]uint32, 0, len(x.tokens.Features)+1)
	for _, f := range x.tokens.Features {
		x.starts = append(x.starts, uint32(len(x.text)))
		x.text = append(x.text, f...)
		x.text = append(x.text, '\n')
	}
	x.starts = append(x.starts, uint32(len(x.text)))
}
