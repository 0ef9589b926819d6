package paper

import (
	"slices"
	"strings"

	"concord/reports/chart/font"
)

// line is a line of set text: pieces of one look each, left to right.
type line struct {
	pieces []piece
	width  float64
	notes  []int // numbers of the notes called on this line
}

// piece is a run of characters of one look at its place in a line.
type piece struct {
	Span
	x, width float64
	raised   bool // an exponent, or the number of a note
	call     bool // the number of a note
}

// glyph is a character with the span it belongs to.
type glyph struct {
	r     rune
	span  int
	width float64
	note  int  // number of the note whose call this belongs to
	small bool // raised without a call: an exponent
}

// measured turns spans into characters with widths; line ends within a span
// stay as '\n'. Notes are given numbers by call.
func (s *setter) measured(spans []Span, size float64, call func([]Span) int) ([]glyph, []Span) {
	var out []glyph
	var looks []Span
	for _, sp := range spans {
		looks = append(looks, sp)
		k := len(looks) - 1
		for i, part := range strings.Split(s.clean(sp.Text), "\n") {
			if i > 0 {
				out = append(out, glyph{r: '\n', span: k})
			}
			for _, r := range part {
				if digit := superscript(r); digit != 0 && !s.face.Has(r) {
					out = append(out, glyph{r: digit, span: k, width: s.face.Advance(digit) * size * raisedSize, small: true})
				} else {
					out = append(out, glyph{r: r, span: k, width: s.face.Advance(r) * size})
				}
			}
		}
		if len(sp.Note) > 0 && call != nil {
			n := call(sp.Note)
			looks = append(looks, Span{Faint: true, Link: "#" + noteAnchor(n)})
			for _, r := range noteMark(n) {
				out = append(out, glyph{r: r, span: len(looks) - 1, width: s.face.Advance(r) * size * raisedSize, note: n})
			}
		}
	}
	return out, looks
}

// broken sets characters in lines of the given width.
func broken(all []glyph, looks []Span, width float64) []line {
	var out []line
	for len(all) > 0 {
		end, next := lineEnd(all, width)
		out = append(out, compose(all[:end], looks))
		all = all[next:]
	}
	if out == nil {
		out = []line{{}}
	}
	return out
}

// lineEnd returns where the line that starts here ends and where the next one
// starts. A word longer than the line is broken where it must be.
func lineEnd(all []glyph, width float64) (end, next int) {
	w, last := 0.0, 0
	for end < len(all) {
		g := all[end]
		if g.r == '\n' {
			return end, end + 1
		}
		w += g.width
		if w > width+1e-6 && end > 0 && g.r != ' ' {
			break
		}
		end++
		if end == len(all) || all[end].r == '\n' || font.Breakable(g.r, all[end].r) && all[end].note == 0 && !all[end].small {
			last = end
		}
	}
	if end < len(all) && last > 0 {
		end = last
	}
	for next = end; next < len(all) && all[next].r == ' '; {
		next++
	}
	if next < len(all) && next > end && all[next].r == '\n' {
		next++
	}
	return end, next
}

// compose joins the characters of a line into pieces.
func compose(all []glyph, looks []Span) line {
	for len(all) > 0 && all[len(all)-1].r == ' ' {
		all = all[:len(all)-1]
	}
	var l line
	for i, g := range all {
		if i == 0 || all[i-1].span != g.span || all[i-1].small != g.small {
			sp := looks[g.span]
			sp.Text, sp.Note = "", nil
			l.pieces = append(l.pieces, piece{Span: sp, x: l.width, raised: g.note > 0 || g.small, call: g.note > 0})
		}
		p := &l.pieces[len(l.pieces)-1]
		p.Text += string(g.r)
		p.width += g.width
		l.width += g.width
		if g.note > 0 && !slices.Contains(l.notes, g.note) {
			l.notes = append(l.notes, g.note)
		}
	}
	return l
}

// superscript returns the sign that a superscript digit or minus raises, else 0.
func superscript(r rune) rune {
	for i, up := range []rune("⁰¹²³⁴⁵⁶⁷⁸⁹⁻") {
		if r == up {
			return []rune("0123456789−")[i]
		}
	}
	return 0
}
