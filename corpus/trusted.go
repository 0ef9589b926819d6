package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"sync"
)

// Keeper is what a store knows of its documents beside their fields.
type Keeper struct {
	Hash    string              // that HashOf gave when they were stored
	Offsets func(i int) []int32 // what Offsets gave for the i-th
	// Structure reads the structure of the i-th document into it, when it is
	// first asked for. Where it cannot, Err of the corpus says so from then on.
	Structure func(i int, d *Document) error
	// Tokens returns the kept tokens of the i-th document by the recipe with this
	// hash, nil when there are none.
	Tokens func(i int, recipeHash string) *Kept
	// Derived returns what was derived from all documents and kept under a name,
	// by its parts, nil when there is nothing or what there is is damaged.
	Derived func(ctx context.Context, name string) map[string][]byte
}

// later reads what a store keeps when it is asked for.
type later struct {
	read    func(i int, d *Document) error // nil when structures are there
	derived func(ctx context.Context, name string) map[string][]byte
	once    []sync.Once
	mu      sync.Mutex
	err     error // the first that was met
}

func (l *later) fill(i int, d *Document) {
	if l.read == nil {
		return
	}
	l.once[i].Do(func() {
		err := l.read(i, d)
		if err == nil {
			return
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.err == nil {
			l.err = err
		}
	})
}

// Kept is the tokens of a document as they were cut before. IDs number the
// features here.
type Kept struct {
	Features []string // shared by documents
	Sequence
}

// Kept returns the tokens of the document by the recipe with this hash, if they
// were kept, else nil.
func (d *Document) Kept(recipeHash string) *Kept {
	if d.kept == nil {
		return nil
	}
	return d.kept(recipeHash)
}

// Derived returns what a store keeps under a name that was derived from all
// documents of the corpus, such as an index: the bytes of each part, not to be
// changed, which live as long as the corpus. It is nil for a corpus that does not
// come from a store, when there is nothing and when what there is is damaged:
// then it is to be made anew.
func (c *Corpus) Derived(ctx context.Context, name string) map[string][]byte {
	if c.later == nil || c.later.derived == nil {
		return nil
	}
	return c.later.derived(ctx, name)
}

// Stored makes a corpus of documents that stood in a corpus before and were
// kept by something that checks its bytes itself (see corpus/store). Unlike
// New it reads no text, and it takes what the keeper says on trust. The
// structure of a document may be missing until Doc asks for it. IDs that
// repeat, empty texts and offsets of a wrong length are errors.
func Stored(docs []*Document, k Keeper) (*Corpus, error) {
	c := &Corpus{docs: docs, index: make(map[string]int, len(docs)), hash: k.Hash}
	for i, d := range docs {
		if d.ID == "" || d.Text == "" {
			return nil, fmt.Errorf("corpus: stored document %d (%q): without an ID or a text", i+1, d.ID)
		}
		if _, twice := c.index[d.ID]; twice {
			return nil, fmt.Errorf("corpus: two stored documents have the ID %q; IDs must be unique", d.ID)
		}
		c.index[d.ID] = i
		runes := k.Offsets(i)
		if want := (len(d.Text) + runeStep - 1) / runeStep; len(runes) != want {
			return nil, fmt.Errorf("corpus: stored document %q: %d character offsets, want %d", d.ID, len(runes), want)
		}
		d.runes = runes
		if k.Tokens != nil {
			d.kept = func(hash string) *Kept { return k.Tokens(i, hash) }
		}
	}
	if k.Structure != nil || k.Derived != nil {
		c.later = &later{read: k.Structure, derived: k.Derived, once: make([]sync.Once, len(docs))}
	}
	return c, nil
}

// Offsets returns the character offset of every 256th byte of the document's
// text, by which addresses are found without counting from the start. The
// slice is the document's own.
func Offsets(d *Document) []int32 {
	d.indexRunes()
	return d.runes
}

// HashOf returns the Hash of the corpus of these documents in this order.
func HashOf(docs iter.Seq[*Document]) string {
	h := sha256.New()
	for d := range docs {
		d.writeHash(h)
	}
	return hex.EncodeToString(h.Sum(nil))
}
