package chart

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"

	"codeberg.org/go-pdf/fpdf"

	"concord/reports/chart/font"
)

const (
	// fpdf names an embedded font "utf8" + family and has no way to mark it as a
	// subset. The family below has the length that lets the name be overwritten
	// by a subset tag and the PostScript name without moving a byte.
	pdfFamily     = "concordnotosansscregu"
	pdfPostScript = "NotoSansSC-Regular"
)

// pdf writes the sheet as a one-page PDF. Live text is a subset CID TrueType
// font with a ToUnicode map, so it can be searched, copied and edited. The file
// is not tagged (the library cannot); title and description stand in the
// document information and in XMP.
func (s *sheet) pdf(face *font.Face, about about, text TextMode) ([]byte, error) {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: s.width, Ht: s.height}})
	doc.SetCatalogSort(true)
	doc.SetCreationDate(about.date)
	doc.SetModificationDate(about.date)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetTitle(about.title, true)
	doc.SetSubject(about.description, true)
	doc.SetProducer(about.software, true)
	doc.SetCreator(about.software, true)
	doc.SetLang(about.lang.tag())
	doc.SetXmpMetadata(about.xmp())
	ops, tag := s.ops, ""
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
		tag = subsetTag(cut)
		doc.AddUTF8FontFromBytes(pdfFamily, "", cut)
	}
	doc.AddPage()
	doc.SetLineCapStyle("butt")
	doc.SetLineJoinStyle("round")
	for _, o := range ops {
		o.pdf(doc)
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		return nil, fmt.Errorf("chart: pdf: %w", err)
	}
	out := bytes.ReplaceAll(b.Bytes(), []byte("/utf8"+pdfFamily), []byte("/"+tag+"+"+pdfPostScript))
	// The library declares 1.3; language and XMP are of 1.4.
	return bytes.Replace(out, []byte("%PDF-1.3"), []byte("%PDF-1.4"), 1), nil
}

// subsetTag is the six capitals PDF asks for (ISO 32000-1, 9.6.4), from the
// hash of the subset.
func subsetTag(cut []byte) string {
	sum := sha256.Sum256(cut)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

func (o op) pdf(doc *fpdf.Fpdf) {
	r, g, b := int(o.color.R), int(o.color.G), int(o.color.B)
	switch o.kind {
	case opFill:
		doc.SetFillColor(r, g, b)
		pdfPath(doc, o.path)
		doc.DrawPath("f")
	case opStroke:
		doc.SetDrawColor(r, g, b)
		doc.SetLineWidth(o.width)
		doc.SetDashPattern(o.dash, 0)
		pdfPath(doc, o.path)
		doc.DrawPath("S")
	case opText:
		doc.SetTextColor(r, g, b)
		doc.SetFont(pdfFamily, "", o.size)
		if o.angle == 0 {
			doc.Text(o.x, -o.y, o.text)
			return
		}
		doc.TransformBegin()
		doc.TransformRotate(o.angle*180/math.Pi, o.x, -o.y)
		doc.Text(o.x, -o.y, o.text)
		doc.TransformEnd()
	}
}

func pdfPath(doc *fpdf.Fpdf, path []step) {
	for _, s := range path {
		x, y := float64(s.end().X), -float64(s.end().Y)
		switch s.op {
		case 'M':
			doc.MoveTo(x, y)
		case 'L':
			doc.LineTo(x, y)
		case 'C':
			doc.CurveBezierCubicTo(float64(s.p[0].X), -float64(s.p[0].Y), float64(s.p[1].X), -float64(s.p[1].Y), x, y)
		case 'Z':
			doc.ClosePath()
		}
	}
}
