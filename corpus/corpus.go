// Package corpus holds the texts under comparison and their parts.
//
// A Corpus is an ordered, immutable set of Documents. An Address is a place in
// a document that prints, parses and reopens exactly its characters. Tokens is
// the corpus cut into features with their places; a Matrix counts features by
// document or group. A Group names some documents, or parts of them, for
// comparison. Target and reference are roles that groups play, not types.
//
// Nothing here reads files (see corpus/load), finds structure (see
// corpus/structure) or cuts words (see corpus/token).
package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"unicode"
)

// Corpus is an ordered, immutable set of documents with unique IDs.
type Corpus struct {
	docs  []*Document
	index map[string]int
	hash  string
	later *later // of a corpus from a store; nil when all is there
}

// New makes a corpus of the documents, in the given order. It takes ownership
// of them. Two documents with one ID, an empty text or a text that does not
// match its hash are errors.
func New(docs []*Document) (*Corpus, error) {
	c := &Corpus{docs: slices.Clone(docs), index: make(map[string]int, len(docs))}
	h := sha256.New()
	for i, d := range c.docs {
		if err := d.check(); err != nil {
			return nil, err
		}
		if j, ok := c.index[d.ID]; ok {
			return nil, fmt.Errorf("corpus: two documents have the ID %q: %s and %s; IDs must be unique",
				d.ID, c.docs[j].place(), d.place())
		}
		c.index[d.ID] = i
		d.indexRunes()
		d.writeHash(h)
	}
	c.hash = hex.EncodeToString(h.Sum(nil))
	return c, nil
}

// place says where the document was read, for error messages.
func (d *Document) place() string {
	if d.Source.Line > 0 {
		return fmt.Sprintf("%s:%d", d.Source.Path, d.Source.Line)
	}
	return d.Source.Path
}

// writeHash adds what identifies the document: its ID, its text, and the
// variables that analyses may depend on.
func (d *Document) writeHash(w io.Writer) {
	fmt.Fprintf(w, "%q %s %q %q %q %s", d.ID, d.SHA256, d.Title, d.Kind, d.Lang, d.Date)
	for _, p := range d.Parties {
		fmt.Fprintf(w, " %q %q", p.Name, p.Code)
	}
	names := make([]string, 0, len(d.Vars))
	for k := range d.Vars {
		names = append(names, k)
	}
	slices.Sort(names)
	for _, k := range names {
		fmt.Fprintf(w, " %q=%q", k, d.Vars[k])
	}
	fmt.Fprintln(w)
}

// Len returns the number of documents.
func (c *Corpus) Len() int { return len(c.docs) }

// Doc returns the i-th document.
func (c *Corpus) Doc(i int) *Document {
	if c.later != nil {
		c.later.fill(i, c.docs[i])
	}
	return c.docs[i]
}

// Err returns the first damage met in reading a document of a store, whose
// structure is then missing; nil otherwise. What was made of the corpus
// meanwhile is void: Method.Run and Compare return this error instead.
func (c *Corpus) Err() error {
	if c.later == nil {
		return nil
	}
	c.later.mu.Lock()
	defer c.later.mu.Unlock()
	return c.later.err
}

// Record returns the i-th document for reading what is not its structure, which
// may be missing: in a corpus from a store it is read when Doc asks for it.
func (c *Corpus) Record(i int) *Document { return c.docs[i] }

// Docs returns the documents in order. The slice is the caller's.
func (c *Corpus) Docs() []*Document {
	for i := range c.docs {
		c.Doc(i)
	}
	return slices.Clone(c.docs)
}

// Index returns the position of the document with this ID, or -1.
func (c *Corpus) Index(id string) int {
	if i, ok := c.index[id]; ok {
		return i
	}
	return -1
}

// Hash identifies the corpus: SHA-256 over IDs, texts and variables, hex.
func (c *Corpus) Hash() string { return c.hash }

// Subset returns the corpus of the documents at these positions, in the order
// given.
func (c *Corpus) Subset(positions []int) (*Corpus, error) {
	docs := make([]*Document, len(positions))
	for i, p := range positions {
		docs[i] = c.Doc(p)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	return New(docs)
}

// ByDate returns the positions of the dated documents, oldest first; documents
// of one day in order of ID.
func (c *Corpus) ByDate() []int {
	var order []int
	for i, d := range c.docs {
		if !d.Date.IsZero() {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := c.docs[a], c.docs[b]
		return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.ID, y.ID))
	})
	return order
}

// IDs returns the IDs in order.
func (c *Corpus) IDs() []string {
	ids := make([]string, len(c.docs))
	for i, d := range c.docs {
		ids[i] = d.ID
	}
	return ids
}

func sortedUnique(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return slices.Compact(s)
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u3000' || r == '\ufeff' || r == '\u200b'
}
