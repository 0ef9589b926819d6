package chart

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"concord/reports/chart/font"
)

// fallbackFamilies follow the embedded face where a viewer ignores it.
const fallbackFamilies = "'Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"

// svg writes the sheet as a self-contained SVG 1.1 file: live text in an
// embedded subset of the typeface, or outlines. One unit of the view box is
// one point; ids and the family name carry a hash, so that several figures can
// stand inline in one page.
func (s *sheet) svg(face *font.Face, about about, text TextMode) ([]byte, error) {
	ops := s.ops
	var family, fontFace string
	var err error
	if text == Outline {
		if ops, err = outlined(ops, face); err != nil {
			return nil, err
		}
	} else if runes := usedRunes(ops); len(runes) > 0 {
		cut, err := face.Subset(runes)
		if err != nil {
			return nil, err
		}
		family = fmt.Sprintf("NotoSansSC-%x", sha256.Sum256(cut))[:21]
		fontFace = fmt.Sprintf("<style>@font-face{font-family:'%s';src:url(data:font/ttf;base64,%s) format('truetype')}</style>\n",
			family, base64.StdEncoding.EncodeToString(cut))
	}
	id := "f" + about.hash()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="%smm" height="%smm" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-t %s-d" xml:lang="%s" lang="%s">`+"\n",
		num(s.width/pointsPerMM), num(s.height/pointsPerMM), num(s.width), num(s.height), id, id, about.lang.tag(), about.lang.tag())
	fmt.Fprintf(&b, "<title id=\"%s-t\">%s</title>\n<desc id=\"%s-d\">%s</desc>\n", id, escape(about.title), id, escape(about.description))
	fmt.Fprintf(&b, "<metadata>%s</metadata>\n", escape(about.provenance))
	b.WriteString(fontFace)
	fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="#fff"/>`+"\n", num(s.width), num(s.height))
	b.WriteString(`<g stroke-linejoin="round"`)
	if family != "" {
		fmt.Fprintf(&b, ` font-family="'%s',%s"`, family, fallbackFamilies)
	}
	b.WriteString(">\n")
	for _, o := range ops {
		o.svg(&b)
	}
	b.WriteString("</g>\n</svg>\n")
	return b.Bytes(), nil
}

func (o op) svg(b *bytes.Buffer) {
	hex := fmt.Sprintf("#%02x%02x%02x", o.color.R, o.color.G, o.color.B)
	switch o.kind {
	case opFill:
		fmt.Fprintf(b, `<path d="%s" fill="%s"/>`+"\n", pathData(o.path), hex)
	case opStroke:
		dash := ""
		for i, d := range o.dash {
			if i > 0 {
				dash += " "
			}
			dash += num(d)
		}
		if dash != "" {
			dash = ` stroke-dasharray="` + dash + `"`
		}
		fmt.Fprintf(b, `<path d="%s" fill="none" stroke="%s" stroke-width="%s"%s/>`+"\n", pathData(o.path), hex, num(o.width), dash)
	case opText:
		turn := ""
		if o.angle != 0 {
			turn = fmt.Sprintf(` transform="rotate(%s %s %s)"`, num(-o.angle*180/math.Pi), num(o.x), num(-o.y))
		}
		fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" fill="%s"%s>%s</text>`+"\n", num(o.x), num(-o.y), num(o.size), hex, turn, escape(o.text))
	}
}

func pathData(path []step) string {
	var b strings.Builder
	for _, s := range path {
		b.WriteByte(s.op)
		from := 2
		if s.op == 'C' {
			from = 0
		}
		if s.op == 'Z' {
			continue
		}
		for i, p := range s.p[from:] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(num(float64(p.X)))
			b.WriteByte(' ')
			b.WriteString(num(-float64(p.Y)))
		}
	}
	return b.String()
}

// num prints v with at most three decimals: a thousandth of a point is 0.35 µm.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 3, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // a bytes.Buffer does not fail
	}
	return b.String()
}

// usedRunes lists the characters of the texts, in order of appearance.
func usedRunes(ops []op) []rune {
	seen := make(map[rune]bool)
	var out []rune
	for _, o := range ops {
		for _, r := range o.text {
			if !seen[r] {
				seen[r] = true
				out = append(out, r)
			}
		}
	}
	return out
}
