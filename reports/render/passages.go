package render

import (
	"cmp"
	"fmt"
	"slices"

	"concord/analysis"
	"concord/corpus"
)

// passages gathers the paragraphs that evidence stands in, so that a reader
// can follow a quotation into its paragraph without leaving the page.
type passages struct {
	corpus *corpus.Corpus // nil: quotations stand alone
	seen   map[passageKey][]corpus.Span
}

type passageKey struct {
	doc       int
	paragraph int // from 1; 0 for what stands outside the body
	start     int // of the line, outside the body
}

// passage is a paragraph with the cited words marked.
type passage struct {
	ID, Doc, Place string
	Pieces         []piece
}

type piece struct {
	Text   string
	Marked bool
}

func newPassages(c *corpus.Corpus) *passages {
	return &passages{corpus: c, seen: map[passageKey][]corpus.Span{}}
}

// cite notes a piece of evidence and returns it with the anchor of its
// passage.
func (p *passages) cite(e analysis.Evidence) evidenceView {
	out := evidenceView{Address: e.Address.String(), Left: e.Left, Quote: e.Quote, Right: e.Right}
	if p.corpus == nil {
		return out
	}
	at := p.corpus.Index(e.Address.Doc)
	if at < 0 {
		return out
	}
	d := p.corpus.Doc(at)
	span, ok := d.Span(e.Address)
	if !ok {
		return out
	}
	key := passageKey{doc: at, paragraph: e.Address.Paragraph}
	if key.paragraph == 0 {
		key.start = span.Start
	}
	p.seen[key] = append(p.seen[key], span)
	out.Link = "#" + key.anchor()
	return out
}

func (k passageKey) anchor() string { return fmt.Sprintf("p-%d-%d-%d", k.doc+1, k.paragraph, k.start) }

// list returns the passages in order of the corpus.
func (p *passages) list() []passage {
	keys := make([]passageKey, 0, len(p.seen))
	for k := range p.seen {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b passageKey) int {
		return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.paragraph, b.paragraph), cmp.Compare(a.start, b.start))
	})
	out := make([]passage, len(keys))
	for i, k := range keys {
		out[i] = p.passage(k)
	}
	return out
}

func (p *passages) passage(k passageKey) passage {
	d := p.corpus.Doc(k.doc)
	spans := p.seen[k]
	slices.SortFunc(spans, func(a, b corpus.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	bounds := spans[0]
	if k.paragraph > 0 && k.paragraph <= len(d.Structure.Paragraphs) {
		bounds = d.Structure.Paragraphs[k.paragraph-1].Span
	}
	for _, s := range spans {
		bounds.End = max(bounds.End, s.End)
	}
	out := passage{ID: k.anchor(), Doc: d.ID, Place: place(d, k)}
	at := bounds.Start
	for _, s := range spans {
		if s.Start < at {
			s.Start = at
		}
		if s.End <= s.Start {
			continue
		}
		out.add(d.Text[at:s.Start], false)
		out.add(d.Text[s.Start:s.End], true)
		at = s.End
	}
	out.add(d.Text[at:bounds.End], false)
	return out
}

func (p *passage) add(text string, marked bool) {
	if text != "" {
		p.Pieces = append(p.Pieces, piece{text, marked})
	}
}

func place(d *corpus.Document, k passageKey) string {
	if k.paragraph > 0 {
		return fmt.Sprintf("%s ¶%d", d.ID, k.paragraph)
	}
	return d.ID
}
