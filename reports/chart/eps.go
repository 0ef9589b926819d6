package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"unicode/utf16"

	"concord/reports/chart/font"
)

// epsHead defines short names for the operators; the dictionary keeps them away
// from the document that takes the figure in.
const epsHead = `/concordfigure 12 dict def
concordfigure begin
/M {moveto} bind def
/L {lineto} bind def
/C {curveto} bind def
/Z {closepath} bind def
/F {setrgbcolor fill} bind def
/S {setrgbcolor 0 setdash setlinewidth stroke} bind def
end
`

// eps writes the sheet as Encapsulated PostScript 3.0 of language level 2: text
// as outlines, colours opaque RGB. Title, description and provenance stand in
// comments that begin with "%Concord:", as one JSON object in ASCII.
func (s *sheet) eps(face *font.Face, about about) ([]byte, error) {
	ops, err := outlined(s.ops, face)
	if err != nil {
		return nil, err
	}
	told, err := json.Marshal(map[string]any{
		"title": about.title, "description": about.description, "lang": about.lang.tag(), "provenance": json.RawMessage(about.provenance),
	})
	if err != nil {
		return nil, fmt.Errorf("chart: eps: %w", err)
	}
	var b bytes.Buffer
	b.WriteString("%!PS-Adobe-3.0 EPSF-3.0\n")
	fmt.Fprintf(&b, "%%%%BoundingBox: 0 0 %d %d\n", int(math.Ceil(s.width-1e-9)), int(math.Ceil(s.height-1e-9)))
	fmt.Fprintf(&b, "%%%%HiResBoundingBox: 0 0 %s %s\n", num(s.width), num(s.height))
	b.WriteString("%%Creator: Concord\n")
	fmt.Fprintf(&b, "%%%%CreationDate: %s\n", about.date.Format("2006-01-02"))
	b.WriteString("%%LanguageLevel: 2\n%%DocumentData: Clean7Bit\n%%Pages: 1\n%%EndComments\n")
	comment(&b, told)
	b.WriteString("%%BeginProlog\n" + epsHead + "%%EndProlog\n%%Page: 1 1\nsave concordfigure begin\n1 setlinejoin 0 setlinecap\n")
	for _, o := range ops {
		o.eps(&b, s.height)
	}
	b.WriteString("end restore\nshowpage\n%%Trailer\n%%EOF\n")
	return b.Bytes(), nil
}

// comment writes JSON in lines of less than 255 characters, the most that the
// document structuring conventions allow; other characters than ASCII are
// escaped as \uXXXX.
func comment(b *bytes.Buffer, text []byte) {
	const most = 200
	var ascii []byte
	for _, r := range string(text) {
		if r < 0x7f {
			ascii = append(ascii, byte(r))
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			ascii = fmt.Appendf(ascii, `\u%04x`, u)
		}
	}
	for len(ascii) > 0 {
		n := min(len(ascii), most)
		fmt.Fprintf(b, "%%Concord:%s\n", ascii[:n])
		ascii = ascii[n:]
	}
}

// eps writes a fill or a stroke; the page's lower left corner is the origin.
func (o op) eps(b *bytes.Buffer, height float64) {
	for _, s := range o.path {
		from := 2
		switch s.op {
		case 'Z':
			b.WriteString("Z\n")
			continue
		case 'C':
			from = 0
		}
		for _, p := range s.p[from:] {
			fmt.Fprintf(b, "%s %s ", num(float64(p.X)), num(float64(p.Y)+height))
		}
		b.WriteByte(s.op)
		b.WriteByte('\n')
	}
	part := func(v uint8) string { return num(float64(v) / 255) }
	colour := part(o.color.R) + " " + part(o.color.G) + " " + part(o.color.B)
	if o.kind == opFill {
		b.WriteString(colour + " F\n")
		return
	}
	b.WriteString(num(o.width) + " [")
	for i, d := range o.dash {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(num(d))
	}
	b.WriteString("] " + colour + " S\n")
}
