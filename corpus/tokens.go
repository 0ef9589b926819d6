package corpus

import "slices"

// Tokens is a corpus cut into features, in order of the text, each with its
// place, and the recipe that made them.
type Tokens struct {
	Recipe     string   // the recipe in words, one line
	RecipeHash string   // its identity, hex
	Features   []string // by feature number, in code-point order, without repeats
	Stopped    []bool   // by feature number: on the recipe's stop list
	Docs       []Sequence
}

// Sequence is the tokens of one document. The three slices have one length.
// Stopped features stand in the sequence and count towards its length, so that
// rates do not depend on the stop list; a method leaves them out of what it
// lists.
type Sequence struct {
	IDs   []uint32 // feature numbers
	Start []uint32 // byte offset in the frozen text
	End   []uint32 // byte offset, not included
}

// Len returns the number of tokens.
func (s Sequence) Len() int { return len(s.IDs) }

// Feature returns the number of a feature, or -1.
func (t *Tokens) Feature(name string) int {
	if i, ok := slices.BinarySearch(t.Features, name); ok {
		return i
	}
	return -1
}

// Total returns the number of tokens of all documents.
func (t *Tokens) Total() int {
	n := 0
	for _, d := range t.Docs {
		n += d.Len()
	}
	return n
}

// Group names documents, or parts of them, for comparison.
type Group struct {
	Name    string
	Members []Member // in order of the corpus, each document once
}

// Member is a document of a group: all of it when Parts is nil, else only
// these spans, in order and without overlap.
type Member struct {
	Doc   int
	Parts []Span
}

// Whole returns the group of all documents.
func Whole(c *Corpus, name string) Group {
	g := Group{Name: name, Members: make([]Member, c.Len())}
	for i := range g.Members {
		g.Members[i].Doc = i
	}
	return g
}

// Positions returns the positions of the group's documents in the corpus.
func (g Group) Positions() []int {
	out := make([]int, len(g.Members))
	for i, m := range g.Members {
		out[i] = m.Doc
	}
	return out
}

// Characters returns the number of characters of the member that are not
// blank.
func (m Member) Characters(c *Corpus) int {
	d := c.Doc(m.Doc)
	if m.Parts == nil {
		return d.Characters()
	}
	n := 0
	for _, p := range m.Parts {
		for _, r := range d.Slice(p) {
			if !isBlank(r) {
				n++
			}
		}
	}
	return n
}

// Each calls f with the positions in the member's token sequence that belong
// to the group, in order.
func (m Member) Each(s Sequence, f func(i int)) {
	if m.Parts == nil {
		for i := range s.IDs {
			f(i)
		}
		return
	}
	i := 0
	for _, p := range m.Parts {
		for i < len(s.IDs) && int(s.Start[i]) < p.Start {
			i++
		}
		for i < len(s.IDs) && int(s.End[i]) <= p.End {
			f(i)
			i++
		}
	}
}
