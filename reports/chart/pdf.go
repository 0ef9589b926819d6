package chart

import (
	"concord/reports/chart/font"
	"concord/reports/pdf"
)

// pdf writes the sheet as a one-page PDF; title, description and provenance
// stand in the document information and in XMP.
func (s *sheet) pdf(face *font.Face, about about, text TextMode) ([]byte, error) {
	ops := s.ops
	if text == Outline {
		var err error
		if ops, err = outlined(ops, face); err != nil {
			return nil, err
		}
	}
	file := pdf.New(pdf.Info{
		Title: about.title, Subject: about.description, Software: about.software,
		Lang: about.lang.tag(), Date: about.date, XMP: about.xmp(),
	})
	page := file.Add(s.width, s.height)
	for _, o := range ops {
		o.pdf(page, 0, 0, 1)
	}
	return file.Bytes(face)
}

// pdf draws the operation on a page, scaled, the sheet's corner at left, top.
func (o op) pdf(page *pdf.Page, left, top, scale float64) {
	switch o.kind {
	case opFill:
		page.Fill(pdfPath(o.path, left, top, scale), o.color)
	case opStroke:
		page.Stroke(pdfPath(o.path, left, top, scale), o.color, o.width*scale, scaled(o.dash, scale))
	case opText:
		page.Text(left+o.x*scale, top-o.y*scale, o.size*scale, o.angle, o.color, o.text)
	}
}

func pdfPath(path []step, left, top, scale float64) []pdf.Step {
	out := make([]pdf.Step, len(path))
	for i, s := range path {
		out[i] = pdf.Step{
			Op: s.op,
			X1: left + scale*float64(s.p[0].X), Y1: top - scale*float64(s.p[0].Y),
			X2: left + scale*float64(s.p[1].X), Y2: top - scale*float64(s.p[1].Y),
			X: left + scale*float64(s.end().X), Y: top - scale*float64(s.end().Y),
		}
	}
	return out
}

func scaled(lengths []float64, scale float64) []float64 {
	out := make([]float64, len(lengths))
	for i, l := range lengths {
		out[i] = l * scale
	}
	return out
}
