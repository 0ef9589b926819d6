package paper

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
	"concord/reports/pdf"
)

// Measures of the page, in points: A4 with 174 mm of text, the
// width of a figure over two columns.
const (
	pageWidth, pageHeight = 595.28, 841.89
	marginSide            = 51
	marginTop             = 62.4
	marginBottom          = 73.7
	textWidth             = pageWidth - 2*marginSide
	footLine              = pageHeight - 42 // base line of the page number

	ascent     = 0.88 // of a Chinese character above the base line, in ems
	raisedSize = 0.62 // of the number of a note, beside its text
	raisedBy   = 0.42 // in ems
)

var (
	ink    = color.NRGBA{0x22, 0x22, 0x22, 0xff}
	faint  = color.NRGBA{0x66, 0x66, 0x66, 0xff}
	strong = color.NRGBA{0x0b, 0x3d, 0x66, 0xff}
	linked = color.NRGBA{0x1f, 0x4e, 0x79, 0xff}
	marked = color.NRGBA{0xff, 0xf0, 0xb3, 0xff}
	shaded = color.NRGBA{0xf2, 0xf2, 0xf0, 0xff}
	hair   = color.NRGBA{0xbb, 0xbb, 0xbb, 0xff}
)

// look is how the lines of a kind of text are set.
type look struct {
	size, leading float64 // leading in ems
	color         color.NRGBA
	above, below  float64 // blank space in points
	indent        float64
	shade         bool
}

// setter sets a document page by page.
type setter struct {
	face    *font.Face
	file    *pdf.File
	lang    bilingual.Lang
	anchors map[string]bool // that exist, so that no link leads nowhere
	pages   []*pdf.Page
	page    *pdf.Page
	y       float64 // where the next line begins
	notes   [][]Span
	foot    []int // numbers of the notes at the foot of this page
	footed  float64
	lacking []rune
}

// clean makes a text settable, line by line; superscripts without a glyph of
// their own stay, to be raised.
func (s *setter) clean(text string) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		var b strings.Builder
		for line != "" {
			at := strings.IndexFunc(line, func(r rune) bool { return superscript(r) != 0 && !s.face.Has(r) })
			if at < 0 {
				b.WriteString(s.settable(line))
				break
			}
			b.WriteString(s.settable(line[:at]))
			_, size := utf8.DecodeRuneInString(line[at:])
			b.WriteString(line[at : at+size])
			line = line[at+size:]
		}
		out = append(out, b.String())
	}
	return strings.Join(out, "\n")
}

func (s *setter) settable(text string) string {
	clean, lacking := s.face.Clean(text)
	for _, r := range lacking {
		if !slices.Contains(s.lacking, r) {
			s.lacking = append(s.lacking, r)
		}
	}
	return clean
}

// turn finishes the page and begins the next one.
func (s *setter) turn() {
	s.setFoot()
	s.page = s.file.Add(pageWidth, pageHeight)
	s.pages = append(s.pages, s.page)
	s.y, s.foot, s.footed = marginTop, nil, 0
}

func (s *setter) bottom() float64 { return pageHeight - marginBottom - s.footed }

// room turns the page unless the height fits above the notes. On an empty page
// everything fits: what is higher than a page is for the caller to divide.
func (s *setter) room(height float64) {
	if s.page == nil || s.y+height > s.bottom() && s.y > marginTop {
		s.turn()
	}
}

// space leaves a blank, but not at the top of a page.
func (s *setter) space(height float64) {
	if s.page != nil && s.y > marginTop {
		s.y += height
	}
}

// call takes up a note and returns its number.
func (s *setter) call(note []Span) int {
	s.notes = append(s.notes, note)
	return len(s.notes)
}

func noteMark(n int) string   { return fmt.Sprint(n) }
func noteAnchor(n int) string { return fmt.Sprintf("note-%d", n) }

// lines sets lines one below the other; a line and the notes it calls stand on
// one page.
func (s *setter) lines(all []line, k look, left float64) {
	height := k.size * k.leading
	for _, l := range all {
		s.room(height + s.noteHeight(l.notes))
		for _, n := range l.notes {
			s.footed += s.noteHeight([]int{n})
			s.foot = append(s.foot, n)
		}
		if k.shade {
			s.page.Box(marginSide, s.y, textWidth, height, shaded)
		}
		s.line(l, k, left, s.y)
		s.y += height
	}
}

// line sets one line whose top is at y.
func (s *setter) line(l line, k look, left, y float64) {
	base := y + k.size*(k.leading-1)/2 + k.size*ascent
	for _, p := range l.pieces {
		x, size, up, c := left+p.x, k.size, base, k.color
		switch {
		case p.raised:
			size, up = size*raisedSize, up-size*raisedBy
			if p.call {
				c = linked
			}
		case p.Link != "":
			c = linked
		case p.Faint:
			c = faint
		case p.Strong:
			c = strong
		}
		if p.Marked || p.Code {
			shade := marked
			if p.Code {
				shade = shaded
			}
			s.page.Box(x, base-k.size*ascent, p.width, k.size*1.12, shade)
		}
		s.page.Text(x, up, size, 0, c, p.Text)
		if s.leads(p.Link) {
			s.page.Link(x, up-size*ascent, p.width, size, p.Link)
		}
	}
}

// leads reports whether a link has somewhere to lead.
func (s *setter) leads(link string) bool {
	return link != "" && (link[0] != '#' || s.anchors[link[1:]])
}

const (
	noteSize    = 7.5
	noteLeading = 1.35
	noteGap     = 10 // between text and notes
)

var noteLook = look{size: noteSize, leading: noteLeading, color: ink}

// noteLines sets a note: its number and its text.
func (s *setter) noteLines(n int) []line {
	spans := append([]Span{{Text: noteMark(n) + " ", Faint: true}}, s.notes[n-1]...)
	all, looks := s.measured(spans, noteSize, nil)
	return broken(all, looks, textWidth)
}

func (s *setter) noteHeight(notes []int) float64 {
	h := 0.0
	for _, n := range notes {
		h += float64(len(s.noteLines(n))) * noteSize * noteLeading
	}
	if h > 0 && len(s.foot) == 0 {
		h += noteGap
	}
	return h
}

// setFoot sets the notes of the page.
func (s *setter) setFoot() {
	if len(s.foot) == 0 {
		return
	}
	y := s.bottom() + noteGap
	s.page.Rule(marginSide, y-noteGap/2, marginSide+textWidth/4, y-noteGap/2, hair, 0.5)
	for _, n := range s.foot {
		s.page.Anchor(noteAnchor(n), y)
		for _, l := range s.noteLines(n) {
			s.line(l, noteLook, marginSide, y)
			y += noteSize * noteLeading
		}
	}
}

// setNumbers sets the running foot of every page: title and page number.
func (s *setter) setNumbers(title string) {
	k := look{size: 7.5, leading: 1, color: faint}
	all, looks := s.measured([]Span{{Text: title}}, k.size, nil)
	head := broken(all, looks, textWidth-60)
	for i, p := range s.pages {
		s.page = p
		p.Rule(marginSide, footLine-14, marginSide+textWidth, footLine-14, hair, 0.4)
		s.line(head[0], k, marginSide, footLine-8)
		number := fmt.Sprintf("%d / %d", i+1, len(s.pages))
		p.Text(marginSide+textWidth-s.face.Width(number, k.size), footLine-8+k.size*ascent, k.size, 0, faint, number)
	}
}
