package kwic

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// units cuts a document into its paragraphs and, outside of them, its lines.
func units(d *corpus.Document) []corpus.Span {
	var out []corpus.Span
	lines := func(from, to int) {
		for from < to {
			end := to
			if i := strings.IndexByte(d.Text[from:to], '\n'); i >= 0 {
				end = from + i
			}
			if end > from {
				out = append(out, corpus.Span{Start: from, End: end})
			}
			from = end + 1
		}
	}
	at := 0
	for _, p := range d.Structure.Paragraphs {
		lines(at, p.Start)
		out = append(out, p.Span)
		at = p.End
	}
	lines(at, len(d.Text))
	return out
}

// walker finds the units of places in a document, fastest in order of the text.
type walker struct {
	doc  *corpus.Document
	next int // in Paragraphs: the first that ends after the last place
}

// at returns the unit that holds the byte offset, which is no line end outside a
// paragraph.
func (w *walker) at(off int) corpus.Span {
	p, text := w.doc.Structure.Paragraphs, w.doc.Text
	if w.next > 0 && p[w.next-1].End > off {
		w.next = 0
	}
	for range 4 {
		if w.next == len(p) || p[w.next].End > off {
			break
		}
		w.next++
	}
	w.next += sort.Search(len(p)-w.next, func(i int) bool { return p[w.next+i].End > off })
	from, to := 0, len(text)
	if w.next < len(p) {
		if p[w.next].Start <= off {
			return p[w.next].Span
		}
		to = p[w.next].Start
	}
	if w.next > 0 {
		from = p[w.next-1].End
	}
	if k := strings.LastIndexByte(text[from:off], '\n'); k >= 0 {
		from += k + 1
	}
	if k := strings.IndexByte(text[off:to], '\n'); k >= 0 {
		to = off + k
	}
	return corpus.Span{Start: from, End: to}
}

// sideOf returns the side of the clause that holds the byte offset.
func sideOf(d *corpus.Document, off int) corpus.Side {
	c := d.Structure.Clauses
	i := sort.Search(len(c), func(i int) bool { return c[i].End > off })
	if i < len(c) && c[i].Start <= off {
		return c[i].Side
	}
	return corpus.SideUnknown
}

// context returns at most width characters on both sides of a hit, within its
// unit, control characters as blanks.
func (h Hit) context(d *corpus.Document, width int) (left, right string) {
	from := h.Span.Start
	for n := width; n > 0 && from > h.Unit.Start; n-- {
		_, size := utf8.DecodeLastRuneInString(d.Text[h.Unit.Start:from])
		from -= size
	}
	to := h.Span.End
	for n := width; n > 0 && to < h.Unit.End; n-- {
		_, size := utf8.DecodeRuneInString(d.Text[to:h.Unit.End])
		to += size
	}
	return flat(d.Text[from:h.Span.Start]), flat(d.Text[h.Span.End:to])
}

func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
