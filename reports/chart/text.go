package chart

import (
	"fmt"
	"slices"
	"strings"

	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
)

const (
	leading = 1.25 // distance of base lines, in ems
	middle  = 0.37 // half the height of a capital or of a Chinese character above the base line
	ascent  = 0.88 // top of a Chinese character above the base line
	descent = 0.20 // bottom of a Latin descender below it
)

type align byte

const (
	alignLeft align = iota
	alignCentre
	alignRight
)

// page is a sheet together with the typeface and the rules that text on it
// follows.
type page struct {
	*sheet
	face    *font.Face
	lang    bilingual.Lang
	profile Profile
	notes   []string
	noted   map[string]bool
	lacking []rune // characters without a glyph, in order of appearance
}

// size is the size of labels and axes.
func (p *page) size() float64 {
	if p.lang == bilingual.EN {
		return p.profile.Text
	}
	return p.profile.Chinese
}

func (p *page) small() float64 { return p.profile.Small }

func (p *page) say(t bilingual.Text) string { return t.In(p.lang) }

// note records a remark once.
func (p *page) note(t bilingual.Text) {
	s := t.In(p.lang)
	if !p.noted[s] {
		p.noted[s] = true
		p.notes = append(p.notes, s)
	}
}

// clean is plain with every character the typeface lacks replaced by 〓, and a
// note that names them.
func (p *page) clean(s string) string {
	clean, lacking := p.face.Clean(font.Plain(s))
	for _, r := range lacking {
		if !slices.Contains(p.lacking, r) {
			p.lacking = append(p.lacking, r)
		}
	}
	return clean
}

// noteLacking tells which characters 〓 stands for.
func (p *page) noteLacking() {
	if len(p.lacking) == 0 {
		return
	}
	const most = 20
	var names []string
	for _, r := range p.lacking[:min(len(p.lacking), most)] {
		names = append(names, fmt.Sprintf("%c U+%04X", r, r))
	}
	list := strings.Join(names, ", ")
	if n := len(p.lacking) - most; n > 0 {
		list += fmt.Sprintf(" + %d", n)
	}
	p.note(bilingual.T("字体缺字，以〓代替："+list, "characters the typeface lacks, set as 〓: "+list))
}

// label is clean with a visible word for an empty one.
func (p *page) label(s string) string {
	if s = p.clean(s); s == "" {
		return p.say(bilingual.T("（空）", "(empty)"))
	}
	return s
}

func (p *page) width(s string, size float64) float64 { return p.face.Width(s, size) }

// put sets one line; y is the base line. s must be clean.
func (p *page) put(s string, x, y, size float64, a align) {
	p.turned(s, x, y, size, a, 0)
}

// turned sets one line rotated by angle (radians, counter-clockwise) about its
// anchor.
func (p *page) turned(s string, x, y, size float64, a align, angle float64) {
	p.Push()
	defer p.Pop()
	p.Translate(vg.Point{X: vg.Length(x), Y: vg.Length(y)})
	if angle != 0 {
		p.Rotate(angle)
	}
	shift := 0.0
	switch a {
	case alignCentre:
		shift = -p.width(s, size) / 2
	case alignRight:
		shift = -p.width(s, size)
	}
	p.FillString(vgfont.Face{Font: vgfont.Font{Size: vg.Length(size)}}, vg.Point{X: vg.Length(shift)}, s)
}

// block sets lines with y as the middle of the block.
func (p *page) block(lines []string, x, y, size float64, a align) {
	y += float64(len(lines)-1) / 2 * leading * size
	for _, s := range lines {
		p.put(s, x, y-middle*size, size, a)
		y -= leading * size
	}
}

// paragraph sets lines downward from top and returns the y below them.
func (p *page) paragraph(lines []string, x, top, size float64, a align) float64 {
	for _, s := range lines {
		p.put(s, x, top-ascent*size, size, a)
		top -= leading * size
	}
	return top
}

// TextBox is a line of text as it stands on the page: its rectangle in points
// from the top left corner, y downward, and its type size.
type TextBox struct {
	Text                   string
	MinX, MinY, MaxX, MaxY float64
	Size                   float64
}

// boxes lists the texts of the sheet.
func (p *page) boxes() []TextBox {
	var out []TextBox
	for _, o := range p.ops {
		if o.kind != opText {
			continue
		}
		w := p.width(o.text, o.size)
		b := TextBox{Text: o.text, Size: o.size, MinX: o.x, MaxX: o.x + w, MinY: -o.y - ascent*o.size, MaxY: -o.y + descent*o.size}
		if o.angle != 0 { // a quarter turn to the left
			b.MinX, b.MaxX, b.MinY, b.MaxY = o.x-ascent*o.size, o.x+descent*o.size, -o.y-w, -o.y
		}
		out = append(out, b)
	}
	return out
}
