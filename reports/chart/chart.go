package chart

import (
	"fmt"
	"math"
	"slices"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"
	"concord/reports/chart/font"
	"concord/reports/pdf"
)

// Format is a file format.
type Format string

// The formats.
const (
	SVG Format = "svg"
	PDF Format = "pdf"
	PNG Format = "png"
	EPS Format = "eps"
)

// Formats lists them.
func Formats() []Format { return []Format{SVG, PDF, PNG, EPS} }

// TextMode says how text stands in SVG and PDF files. Journals disagree:
// Nature wants live text, PLOS wants outlines. PNG and EPS have outlines only.
type TextMode string

// The text modes; Live is the default.
const (
	Live    TextMode = "live"
	Outline TextMode = "outline"
)

// Column chooses between the widths of a profile.
type Column string

// The columns; Full is the default.
const (
	Full   Column = "full"
	Single Column = "single"
)

// Options says how a figure is to look. The zero value is a Chinese SVG of full
// width with live text.
type Options struct {
	Lang       bilingual.Lang // "" is Chinese
	Profile    string         // name of a profile; "" is DefaultProfile
	Column     Column         // "" is Full
	Format     Format         // "" is SVG
	Text       TextMode       // "" is Live
	DPI        int            // of PNG, 72 to 1200; 0 is 300
	Title      bool           // set the title in the figure; captions usually carry it
	Note       bool           // set the note under the axis
	Provenance Provenance
}

// Drawing is a drawn figure.
type Drawing struct {
	Format      Format
	Data        []byte
	WidthMM     float64 // with one decimal, so the height
	HeightMM    float64
	Texts       []TextBox // every line of text, for tests and overlays
	Notes       []string  // what the reader of the figure should be told: shortened labels, missing glyphs
	Title, Note string    // of the caption, in the language of the figure
	Alt         string    // alternative text
	ops         []op
}

// On draws the figure as vectors on a page of another document, its top left
// corner at the given place in points, its size multiplied by scale.
func (d Drawing) On(page *pdf.Page, left, top, scale float64) {
	for _, o := range d.ops {
		o.pdf(page, left, top, scale)
	}
}

// MIME returns the media type of the format.
func (f Format) MIME() string {
	switch f {
	case PDF:
		return "application/pdf"
	case PNG:
		return "image/png"
	case EPS:
		return "application/postscript"
	}
	return "image/svg+xml"
}

// Draw draws the figure from its table. Errors name the figure: an unknown mark
// or option, a column the table lacks, a row outside it. Missing numbers are no
// error: they leave a gap that the figure shows.
func Draw(fig analysis.Figure, t *table.Table, o Options) (Drawing, error) {
	o, prof, err := checked(o)
	if err != nil {
		return Drawing{}, err
	}
	about, err := newAbout(fig, o)
	if err != nil {
		return Drawing{}, err
	}
	p, err := layout(fig, t, o, prof)
	if err != nil {
		return Drawing{}, err
	}
	out := Drawing{
		Format: o.Format, WidthMM: tenth(p.sheet.width), HeightMM: tenth(p.height), Texts: p.boxes(), Notes: p.notes,
		Title: about.title, Note: font.Plain(fig.Note.In(o.Lang)), Alt: about.description, ops: p.ops,
	}
	switch o.Format {
	case PDF:
		out.Data, err = p.pdf(p.face, about, o.Text)
	case PNG:
		out.Data, err = p.png(p.face, about, o.DPI)
	case EPS:
		out.Data, err = p.eps(p.face, about)
	default:
		out.Data, err = p.svg(p.face, about, o.Text)
	}
	if err != nil {
		return Drawing{}, fmt.Errorf("chart: figure %q: %w", fig.Name, err)
	}
	return out, nil
}

// tenth converts points to millimetres with one decimal.
func tenth(points float64) float64 { return math.Round(points/pointsPerMM*10) / 10 }

// layout places everything on a page.
func layout(fig analysis.Figure, t *table.Table, o Options, prof Profile) (*page, error) {
	data, err := read(fig, t, o.Lang)
	if err != nil {
		return nil, err
	}
	face, err := font.Regular()
	if err != nil {
		return nil, err
	}
	print := prof.print()
	width := print.Full
	if o.Column == Single {
		width = print.Single
	}
	p := &page{sheet: newSheet(width * pointsPerMM), face: face, lang: o.Lang, profile: print, noted: make(map[string]bool)}
	p.figure(fig, data, o)
	p.enlarge(prof.enlarged())
	p.noteHeight(prof)
	return p, p.err
}

// checked fills in the defaults and refuses unknown choices.
func checked(o Options) (Options, Profile, error) {
	set(&o.Lang, bilingual.ZH)
	set(&o.Column, Full)
	set(&o.Format, SVG)
	set(&o.Text, Live)
	if o.DPI == 0 {
		o.DPI = 300
	}
	prof, err := profile(o.Profile)
	switch {
	case err != nil:
	case o.Lang != bilingual.ZH && o.Lang != bilingual.EN:
		err = fmt.Errorf("chart: language %q, want zh or en", o.Lang)
	case o.Column != Full && o.Column != Single:
		err = fmt.Errorf("chart: column %q, want full or single", o.Column)
	case !slices.Contains(Formats(), o.Format):
		err = fmt.Errorf("chart: format %q, want svg, pdf, png or eps", o.Format)
	case o.Text != Live && o.Text != Outline:
		err = fmt.Errorf("chart: text %q, want live or outline", o.Text)
	case o.DPI < 72 || o.DPI > 1200:
		err = fmt.Errorf("chart: %d dots per inch, want 72 to 1200", o.DPI)
	}
	return o, prof, err
}

func set[T ~string](v *T, fallback T) {
	if *v == "" {
		*v = fallback
	}
}

// margin is the white edge of the page in points.
const margin = 3

// figure lays the whole page out and sets its height.
func (p *page) figure(fig analysis.Figure, d data, o Options) {
	y := -float64(margin)
	p.SetColor(ink)
	inner := p.sheet.width - 2*margin
	if title := p.clean(fig.Title.In(p.lang)); o.Title && title != "" {
		size := p.size() + 1
		y = p.paragraph(p.wrap(title, size, inner), margin, y, size, alignLeft) - 3
	}
	switch {
	case len(d.rows) == 0:
		p.SetColor(muted)
		y = p.paragraph(p.wrap(p.say(bilingual.T("没有可显示的数据", "no rows to show")), p.size(), inner), margin, y, p.size(), alignLeft)
	case fig.Mark == analysis.DotWhisker:
		y = p.dotWhisker(fig, d, y)
	case fig.Mark == analysis.TwoSided:
		y = p.twoSided(fig, d, y)
	case fig.Mark == analysis.WordShift:
		y = p.wordShift(fig, d, y)
	case fig.Mark == analysis.HeatMap:
		y = p.heatMap(fig, d, y)
	case fig.Mark == analysis.Lines:
		y = p.lines(fig, d, y)
	case fig.Mark == analysis.Plane:
		y = p.plane(fig, d, y)
	}
	if note := p.clean(fig.Note.In(p.lang)); o.Note && note != "" {
		p.SetColor(muted)
		y = p.paragraph(p.wrap(note, p.small(), inner), margin, y-3, p.small(), alignLeft)
	}
	p.noteLacking()
	// Height to a tenth of a millimetre, upward.
	p.height = math.Ceil((-y+margin)/pointsPerMM*10-1e-9) / 10 * pointsPerMM
}

// noteHeight tells of a figure higher than the profile allows.
func (p *page) noteHeight(prof Profile) {
	if limit := prof.MaxHeight; limit > 0 && p.height > limit*pointsPerMM {
		p.note(bilingual.T(
			fmt.Sprintf("图高 %.0f 毫米，超过“%s”版式的 %.0f 毫米", p.height/pointsPerMM, prof.Name, limit),
			fmt.Sprintf("the figure is %.0f mm high, profile %q allows %.0f mm", p.height/pointsPerMM, prof.Name, limit)))
	}
}
