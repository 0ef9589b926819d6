// Package pdf writes PDF files: live text in one subset typeface, lines and
// fills, images, links and an outline.
//
// A File keeps what is drawn and is written at the end, when it is known which
// characters it holds, so that only these are embedded. Text can be searched,
// copied and edited. Files are not tagged (the library cannot). The same calls
// give the same bytes: the date is the caller's, never the clock's.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/color"
	"math"
	"slices"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"concord/reports/chart/font"
)

const (
	// fpdf names an embedded font "utf8" + family and has no way to mark it as a
	// subset. The family below has the length that lets the name be overwritten
	// by a subset tag and the PostScript name without moving a byte.
	family     = "concordnotosansscregu"
	postScript = "NotoSansSC-Regular"
)

// Info is what a file says of itself.
type Info struct {
	Title    string
	Subject  string
	Software string
	Lang     string // BCP 47: zh-CN, en
	Date     time.Time
	XMP      []byte // metadata packet, nil for none
}

// File is a PDF file in the making.
type File struct {
	info  Info
	pages []*Page
}

// New returns a file without pages.
func New(info Info) *File { return &File{info: info} }

// Add adds a page of the given size in points and returns it.
func (f *File) Add(width, height float64) *Page {
	p := &Page{Width: width, Height: height}
	f.pages = append(f.pages, p)
	return p
}

// Pages returns the number of pages.
func (f *File) Pages() int { return len(f.pages) }

// Page is a page. Places are in points from its top left corner, y downward.
type Page struct {
	Width, Height float64
	ops           []func(*writer)
	runes         []rune
}

// Step is a piece of a path: 'M' and 'L' go to X, Y; 'C' is a cubic curve to
// X, Y over the two control points; 'Z' closes.
type Step struct {
	Op             byte
	X1, Y1, X2, Y2 float64
	X, Y           float64
}

// Fill fills a path.
func (p *Page) Fill(path []Step, c color.NRGBA) {
	p.ops = append(p.ops, func(w *writer) {
		w.SetFillColor(int(c.R), int(c.G), int(c.B))
		w.path(path)
		w.DrawPath("f")
	})
}

// Stroke draws along a path; width and dashes are in points.
func (p *Page) Stroke(path []Step, c color.NRGBA, width float64, dash []float64) {
	p.ops = append(p.ops, func(w *writer) {
		w.SetDrawColor(int(c.R), int(c.G), int(c.B))
		w.SetLineWidth(width)
		w.SetDashPattern(dash, 0)
		w.path(path)
		w.DrawPath("S")
	})
}

// Rule draws a straight line.
func (p *Page) Rule(x1, y1, x2, y2 float64, c color.NRGBA, width float64) {
	p.Stroke([]Step{{Op: 'M', X: x1, Y: y1}, {Op: 'L', X: x2, Y: y2}}, c, width, nil)
}

// Box fills a rectangle.
func (p *Page) Box(x, y, width, height float64, c color.NRGBA) {
	p.Fill([]Step{{Op: 'M', X: x, Y: y}, {Op: 'L', X: x + width, Y: y}, {Op: 'L', X: x + width, Y: y + height},
		{Op: 'L', X: x, Y: y + height}, {Op: 'Z'}}, c)
}

// Text sets a line of text from the start of its base line; angle is in
// radians, counter-clockwise. Every character must be in the typeface.
func (p *Page) Text(x, y, size, angle float64, c color.NRGBA, s string) {
	p.runes = append(p.runes, []rune(s)...)
	p.ops = append(p.ops, func(w *writer) {
		w.SetTextColor(int(c.R), int(c.G), int(c.B))
		w.SetFont(family, "", size)
		if angle == 0 {
			w.Fpdf.Text(x, y, s)
			return
		}
		w.TransformBegin()
		w.TransformRotate(angle*180/math.Pi, x, y)
		w.Fpdf.Text(x, y, s)
		w.TransformEnd()
	})
}

// Image places a PNG image.
func (p *Page) Image(png []byte, x, y, width, height float64) {
	p.ops = append(p.ops, func(w *writer) {
		sum := sha256.Sum256(png)
		name := fmt.Sprintf("%x", sum[:8])
		opt := fpdf.ImageOptions{ImageType: "PNG"}
		w.RegisterImageOptionsReader(name, opt, bytes.NewReader(png))
		w.ImageOptions(name, x, y, width, height, false, opt, 0, "")
	})
}

// Anchor names a place that links lead to.
func (p *Page) Anchor(name string, y float64) {
	p.ops = append(p.ops, func(w *writer) { w.SetLink(w.anchor(name), y, -1) })
}

// Link makes an area lead to an anchor ("#name") or to an address on the web.
// The anchor must be set somewhere in the file.
func (p *Page) Link(x, y, width, height float64, target string) {
	p.ops = append(p.ops, func(w *writer) {
		if name, inner := after(target, '#'); inner {
			w.Fpdf.Link(x, y, width, height, w.anchor(name))
			return
		}
		w.LinkString(x, y, width, height, target)
	})
}

// Outline puts an entry into the outline that readers show beside the pages;
// level counts from 0.
func (p *Page) Outline(level int, title string, y float64) {
	p.ops = append(p.ops, func(w *writer) {
		w.SetFont(family, "", 10) // the title is written as the current font's text is
		w.Bookmark(title, level, y)
	})
}

func after(s string, first byte) (string, bool) {
	if s == "" || s[0] != first {
		return s, false
	}
	return s[1:], true
}

// writer replays pages into the library.
type writer struct {
	*fpdf.Fpdf
	anchors map[string]int
}

func (w *writer) anchor(name string) int {
	id, ok := w.anchors[name]
	if !ok {
		id = w.AddLink()
		w.anchors[name] = id
	}
	return id
}

func (w *writer) path(path []Step) {
	for _, s := range path {
		switch s.Op {
		case 'M':
			w.MoveTo(s.X, s.Y)
		case 'L':
			w.LineTo(s.X, s.Y)
		case 'C':
			w.CurveBezierCubicTo(s.X1, s.Y1, s.X2, s.Y2, s.X, s.Y)
		case 'Z':
			w.ClosePath()
		}
	}
}

// Bytes writes the file.
func (f *File) Bytes(face *font.Face) ([]byte, error) {
	if len(f.pages) == 0 {
		return nil, fmt.Errorf("pdf: no pages, want at least one")
	}
	w := &writer{Fpdf: f.open(), anchors: map[string]int{}}
	tag := ""
	if runes := f.runes(); len(runes) > 0 {
		cut, err := face.Subset(runes)
		if err != nil {
			return nil, fmt.Errorf("pdf: %w", err)
		}
		tag = subsetTag(cut)
		w.AddUTF8FontFromBytes(family, "", cut)
	}
	for _, p := range f.pages {
		w.AddPageFormat("P", fpdf.SizeType{Wd: p.Width, Ht: p.Height})
		w.SetLineCapStyle("butt")
		w.SetLineJoinStyle("round")
		for _, op := range p.ops {
			op(w)
		}
	}
	var b bytes.Buffer
	if err := w.Output(&b); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	out := bytes.ReplaceAll(b.Bytes(), []byte("/utf8"+family), []byte("/"+tag+"+"+postScript))
	// The library declares 1.3; language and XMP are of 1.4.
	return bytes.Replace(out, []byte("%PDF-1.3"), []byte("%PDF-1.4"), 1), nil
}

func (f *File) open() *fpdf.Fpdf {
	first := f.pages[0]
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: first.Width, Ht: first.Height}})
	doc.SetCatalogSort(true)
	doc.SetCreationDate(f.info.Date)
	doc.SetModificationDate(f.info.Date)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetTitle(f.info.Title, true)
	doc.SetSubject(f.info.Subject, true)
	doc.SetProducer(f.info.Software, true)
	doc.SetCreator(f.info.Software, true)
	doc.SetLang(f.info.Lang)
	if f.info.XMP != nil {
		doc.SetXmpMetadata(f.info.XMP)
	}
	return doc
}

// runes lists the characters of the file once each, in code-point order.
func (f *File) runes() []rune {
	var out []rune
	for _, p := range f.pages {
		out = append(out, p.runes...)
	}
	slices.Sort(out)
	return slices.Compact(out)
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
