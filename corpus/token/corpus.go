package token

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"concord/corpus"
)

// Cut cuts every document of the corpus, several at a time. The result does
// not depend on how many.
func (k *Cutter) Cut(ctx context.Context, c *corpus.Corpus) (*corpus.Tokens, error) {
	for i := range c.Len() {
		if d := c.Record(i); len(d.Text) > math.MaxUint32 {
			return nil, fmt.Errorf("token: document %q: text of %d bytes, want at most %d", d.ID, len(d.Text), uint32(math.MaxUint32))
		}
	}
	t := &corpus.Tokens{Recipe: k.recipe.String(), RecipeHash: k.hash, Docs: make([]corpus.Sequence, c.Len())}
	workers := make([]*counter, min(runtime.GOMAXPROCS(0), max(c.Len(), 1)))
	owner := make([]int, c.Len())
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range workers {
		workers[w] = newCounter(k)
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < c.Len() && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				owner[i] = w
				t.Docs[i] = workers[w].document(c.Record(i))
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	numbers := merge(t, workers)
	next.Store(0)
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < c.Len(); i = int(next.Add(1)) - 1 {
				number := numbers[owner[i]]
				for j, id := range t.Docs[i].IDs {
					t.Docs[i].IDs[j] = number[id]
				}
			}
		})
	}
	t.Stopped = make([]bool, len(t.Features))
	if k.stops() {
		for i, f := range t.Features {
			t.Stopped[i] = k.stopped(f)
		}
	}
	wg.Wait()
	return t, nil
}

// named is a feature of one worker.
type named struct {
	head   uint64 // the first eight bytes, the first one highest
	name   string
	worker uint32
	number uint32 // with that worker
}

// merge writes the features of all workers in code-point order and returns, by
// worker, the final number of each of its own.
func merge(t *corpus.Tokens, workers []*counter) [][]uint32 {
	numbers := make([][]uint32, len(workers))
	var all []named
	for w, c := range workers {
		numbers[w] = make([]uint32, len(c.features))
		all = slices.Grow(all, len(c.features))
		for i, f := range c.features {
			all = append(all, named{head(f), f, uint32(w), uint32(i)})
		}
	}
	slices.SortFunc(all, func(a, b named) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return strings.Compare(a.name, b.name)
	})
	t.Features = make([]string, 0, len(all))
	for i, f := range all {
		if i == 0 || f.name != all[i-1].name {
			t.Features = append(t.Features, f.name)
		}
		numbers[f.worker][f.number] = uint32(len(t.Features) - 1)
	}
	t.Features = slices.Clip(t.Features)
	return numbers
}

// head returns the first eight bytes of a text as a number that sorts like
// them, zeros after the end.
func head(s string) uint64 {
	n := uint64(0)
	for i := range 8 {
		n <<= 8
		if i < len(s) {
			n |= uint64(s[i])
		}
	}
	return n
}

// counter numbers the features that one goroutine meets.
type counter struct {
	scanner
	features []string
	numbers  map[string]uint32    // of features
	short    table                // of tokens as printed, or of runs of characters
	long     map[string]uint32    // of tokens too long for the table
	listed   []numbered           // numbers of words of the list: see recent
	adopted  map[*string][]uint32 // by the first of kept features, the number of each
}

// numbered is the number of a word of the list, by its slot.
type numbered struct{ slot, number uint32 }

// recent is how many words of the list have a place where their number is found
// without their text: a power of two. Frequent words have low slots, so few of
// them contend for a place.
const recent = 1 << 13

// dropped is the number of a token that the recipe drops.
const dropped = 1<<32 - 1

func newCounter(k *Cutter) *counter {
	return &counter{
		scanner: scanner{Cutter: k},
		numbers: make(map[string]uint32),
		long:    make(map[string]uint32),
		listed:  make([]numbered, recent),
		adopted: make(map[*string][]uint32),
	}
}

// document cuts one document, or takes over what was kept of it.
func (c *counter) document(d *corpus.Document) corpus.Sequence {
	kept := d.Kept(c.hash)
	if kept == nil {
		return c.sequence(d.Text)
	}
	if len(kept.IDs) == 0 {
		return corpus.Sequence{IDs: []uint32{}, Start: []uint32{}, End: []uint32{}}
	}
	numbers := c.adopted[&kept.Features[0]]
	if numbers == nil {
		numbers = make([]uint32, len(kept.Features)) // one more than the number here; 0 is not met yet
		c.adopted[&kept.Features[0]] = numbers
	}
	ids := make([]uint32, len(kept.IDs))
	for i, id := range kept.IDs {
		if numbers[id] == 0 {
			numbers[id] = c.intern(kept.Features[id]) + 1
		}
		ids[i] = numbers[id] - 1
	}
	return corpus.Sequence{IDs: ids, Start: kept.Start, End: kept.End}
}

// sequence cuts one text.
func (c *counter) sequence(text string) corpus.Sequence {
	if n := c.recipe.gram(); n > 0 {
		return c.grams(text, n)
	}
	seq := newSequence(len(text) / 6)
	c.scan(text, func(spans []span) { c.record(text, spans, &seq) })
	return fitted(seq)
}

// record appends the tokens of a line.
func (c *counter) record(text string, spans []span, seq *corpus.Sequence) {
	n := len(seq.IDs)
	ids := slices.Grow(seq.IDs, len(spans))[:n+len(spans)]
	starts := slices.Grow(seq.Start, len(spans))[:n+len(spans)]
	stops := slices.Grow(seq.End, len(spans))[:n+len(spans)]
	for i := range spans {
		s := &spans[i]
		var id uint32
		if known := &c.listed[s.slot&(recent-1)]; known.slot == s.slot && s.slot != 0 {
			id = known.number
		} else {
			id = c.number(text, int(s.start), int(s.end))
			*known = numbered{s.slot, id}
		}
		ids[n], starts[n], stops[n] = id, s.start, s.end
		if id != dropped {
			n++
		}
	}
	seq.IDs, seq.Start, seq.End = ids[:n], starts[:n], stops[:n]
}

func newSequence(n int) corpus.Sequence {
	return corpus.Sequence{IDs: make([]uint32, 0, n), Start: make([]uint32, 0, n), End: make([]uint32, 0, n)}
}

// fitted gives back the room that a sequence does not fill.
func fitted(s corpus.Sequence) corpus.Sequence {
	if cap(s.IDs)-len(s.IDs) > len(s.IDs)/4 {
		s.IDs, s.Start, s.End = slices.Clone(s.IDs), slices.Clone(s.Start), slices.Clone(s.End)
	}
	return s
}

// number returns the number of the feature of the token text[start:end]. What a
// token counts as is found once.
func (c *counter) number(text string, start, end int) uint32 {
	if end-start <= shortText {
		at, known := c.short.find(pack(text, start, end))
		if !known {
			c.short.numbers = append(c.short.numbers, c.classify(text[start:end]))
		}
		return c.short.numbers[at]
	}
	token := text[start:end]
	id, known := c.long[token]
	if !known {
		id = c.classify(token)
		c.long[token] = id
	}
	return id
}

func (c *counter) classify(token string) uint32 {
	if c.verbatim(token) {
		c.features = append(c.features, strings.Clone(token))
		return uint32(len(c.features) - 1)
	}
	if f, ok := c.feature(token); ok {
		return c.intern(f)
	}
	return dropped
}

// verbatim reports whether a token counts as it is printed, and no other one
// counts as the same: where it is made of Chinese characters alone, U+4000 to
// U+9FFF, of which the recipe changes none.
func (c *counter) verbatim(token string) bool {
	if c.recipe.Script != "as-is" || c.recipe.Numbers != "keep" || len(token)%3 != 0 {
		return false
	}
	for i := 0; i < len(token); i += 3 {
		if token[i] < 0xe4 || token[i] > 0xe9 {
			return false
		}
	}
	return true
}

func (c *counter) intern(feature string) uint32 {
	if id, ok := c.numbers[feature]; ok {
		return id
	}
	id := uint32(len(c.features))
	feature = strings.Clone(feature)
	c.numbers[feature] = id
	c.features = append(c.features, feature)
	return id
}

// Words cuts one text.
func (k *Cutter) Words(text string) []Word {
	c := newCounter(k)
	seq := c.sequence(text)
	out := make([]Word, seq.Len())
	for i, id := range seq.IDs {
		out[i] = Word{Text: c.features[id], Start: int(seq.Start[i]), End: int(seq.End[i])}
	}
	return out
}
