package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
)

// Stored makes a corpus of documents that stood in a corpus before and were
// kept by something that checks its bytes itself (see corpus/store). Unlike
// New it reads no text: the hash is the one that HashOf gave when the documents
// were stored, and offsets returns what Offsets gave for the i-th of them. Both
// are taken on trust; IDs that repeat, empty texts and offsets of a wrong length
// are errors.
func Stored(docs []*Document, hash string, offsets func(i int) []int32) (*Corpus, error) {
	c := &Corpus{docs: docs, index: make(map[string]int, len(docs)), hash: hash}
	for i, d := range docs {
		if d.ID == "" || d.Text == "" {
			return nil, fmt.Errorf("corpus: stored document %d (%q): without an ID or a text", i+1, d.ID)
		}
		if _, twice := c.index[d.ID]; twice {
			return nil, fmt.Errorf("corpus: two stored documents have the ID %q; IDs must be unique", d.ID)
		}
		c.index[d.ID] = i
		runes := offsets(i)
		if want := (len(d.Text) + runeStep - 1) / runeStep; len(runes) != want {
			return nil, fmt.Errorf("corpus: stored document %q: %d character offsets, want %d", d.ID, len(runes), want)
		}
		d.runes = runes
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
