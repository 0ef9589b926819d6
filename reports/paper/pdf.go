package paper

import (
	"fmt"
	"math"
	"time"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
	"concord/reports/pdf"
)

// undated stands in files, which must have a date, where there is none.
var undated = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// looks by style; sizes in points.
var looks = map[Style]look{
	Body:    {size: 10, leading: 1.6, color: ink, above: 2, below: 4},
	Lead:    {size: 10.5, leading: 1.6, color: faint, above: 2, below: 8},
	Notice:  {size: 9, leading: 1.5, color: faint, above: 2, below: 4, indent: 12},
	Fine:    {size: 8, leading: 1.45, color: faint, above: 1, below: 3},
	Listing: {size: 8, leading: 1.45, color: ink, above: 4, below: 6, shade: true},
	Quoted:  {size: 9, leading: 1.55, color: ink, above: 2, below: 4, indent: 14},
}

var (
	titleLook = look{size: 19, leading: 1.4, color: ink, below: 4}
	headings  = []look{
		{size: 13.5, leading: 1.4, color: ink, above: 18, below: 5},
		{size: 11.5, leading: 1.4, color: ink, above: 13, below: 4},
		{size: 10.5, leading: 1.4, color: ink, above: 10, below: 3},
	}
	captionLook = look{size: 8.5, leading: 1.45, color: ink, above: 3, below: 2}
)

const keepWith = 60 // points that must follow a heading on its page

// PDF writes the document as PDF. Characters without a glyph are set as 〓 and
// named at the end.
func PDF(d Document) ([]byte, error) {
	face, err := font.Regular()
	if err != nil {
		return nil, err
	}
	date := d.Date
	if date.IsZero() {
		date = undated
	}
	tag := "zh-CN"
	if d.Lang == bilingual.EN {
		tag = "en"
	}
	file := pdf.New(pdf.Info{Title: font.Plain(d.Title), Subject: font.Plain(d.Subject), Software: font.Plain(d.Software), Lang: tag, Date: date})
	s := &setter{face: face, file: file, lang: d.Lang, anchors: anchors(d)}
	s.turn()
	s.text(Plain(d.Title), titleLook)
	for i, b := range d.Blocks {
		if err := s.block(b); err != nil {
			return nil, fmt.Errorf("paper: block %d: %w", i+1, err)
		}
	}
	s.nameLacking()
	s.setFoot()
	s.setNumbers(d.Title)
	return file.Bytes(face)
}

// anchors lists the places that links may lead to.
func anchors(d Document) map[string]bool {
	out := map[string]bool{}
	add := func(spans []Span) {
		for _, sp := range spans {
			if len(sp.Note) > 0 {
				out[noteAnchor(len(out)+1)] = true
			}
		}
	}
	// Notes are numbered first, so that their anchors count from one.
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Paragraph:
			add(b.Spans)
		case List:
			for _, item := range b.Items {
				add(item)
			}
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			out[b.Anchor] = true
		case Paragraph:
			out[b.Anchor] = true
		}
	}
	delete(out, "")
	return out
}

func (s *setter) block(b Block) error {
	switch b := b.(type) {
	case Heading:
		s.heading(b)
	case Paragraph:
		k := looks[b.Style]
		s.anchored(b.Anchor, k)
		s.text(b.Spans, k)
	case List:
		s.list(b)
	case Table:
		s.table(b)
	case Figure:
		return s.figure(b)
	}
	return nil
}

// text sets a paragraph.
func (s *setter) text(spans []Span, k look) {
	s.space(k.above)
	all, looks := s.measured(spans, k.size, s.call)
	s.lines(broken(all, looks, textWidth-k.indent), k, marginSide+k.indent)
	s.space(k.below)
}

// anchored names the place of the paragraph that follows.
func (s *setter) anchored(name string, k look) {
	if name == "" {
		return
	}
	s.space(k.above)
	s.room(2 * k.size * k.leading)
	s.page.Anchor(name, s.y)
}

func (s *setter) heading(h Heading) {
	level := min(max(h.Level, 1), len(headings))
	k := headings[level-1]
	s.space(k.above)
	s.room(k.size*k.leading + keepWith)
	if h.Anchor != "" {
		s.page.Anchor(h.Anchor, s.y)
	}
	s.page.Outline(level-1, font.Plain(h.Text), s.y)
	k.above = 0
	s.text(Plain(h.Text), k)
}

func (s *setter) list(l List) {
	k := looks[Body]
	const indent = 18
	for i, item := range l.Items {
		mark := "·"
		if l.Ordered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		all, looks := s.measured(item, k.size, s.call)
		set := broken(all, looks, textWidth-indent)
		s.space(1.5)
		s.room(k.size*k.leading + s.noteHeight(set[0].notes))
		s.page.Text(marginSide+indent-6-s.face.Width(mark, k.size), s.y+k.size*(k.leading-1)/2+k.size*ascent, k.size, 0, faint, mark)
		s.lines(set, k, marginSide+indent)
		s.space(1.5)
	}
	s.space(k.below)
}

// figure sets a picture and its caption on one page.
func (s *setter) figure(f Figure) error {
	width, height := f.WidthMM*72/25.4, f.HeightMM*72/25.4
	if !(width > 0) || !(height > 0) {
		return fmt.Errorf("figure %q: size %g × %g mm, want both above 0", f.Caption, f.WidthMM, f.HeightMM)
	}
	scale := math.Min(1, math.Min(textWidth/width, (pageHeight-marginTop-marginBottom-80)/height))
	width, height = width*scale, height*scale
	all, marks := s.measured(Plain(f.Caption), captionLook.size, s.call)
	caption := broken(all, marks, textWidth)
	s.space(8)
	s.room(height + float64(len(caption))*captionLook.size*captionLook.leading + captionLook.above)
	left := marginSide + (textWidth-width)/2
	switch {
	case f.Draw != nil:
		f.Draw(s.page, left, s.y, scale)
	case f.PNG != nil:
		s.page.Image(f.PNG, left, s.y, width, height)
	default:
		return fmt.Errorf("figure %q: no picture, want one that draws itself or a PNG", f.Caption)
	}
	s.y += height
	s.space(captionLook.above)
	s.lines(caption, captionLook, marginSide)
	for _, n := range f.Notes {
		s.text(Plain(n), looks[Fine])
	}
	s.space(8)
	return nil
}

// nameLacking tells which characters 〓 stands for.
func (s *setter) nameLacking() {
	if len(s.lacking) == 0 {
		return
	}
	const most = 40
	list := ""
	for i, r := range s.lacking[:min(len(s.lacking), most)] {
		if i > 0 {
			list += ", "
		}
		list += fmt.Sprintf("U+%04X", r)
	}
	if n := len(s.lacking) - most; n > 0 {
		list += fmt.Sprintf(" + %d", n)
	}
	s.text(Plain(bilingual.T("字体缺字，以〓代替：", "Characters the typeface lacks, set as 〓: ").In(s.lang)+list), looks[Fine])
}
