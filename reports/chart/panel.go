package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"concord/corpus/bilingual"
)

// Line widths in points.
const (
	hair     = 0.25
	thin     = 0.5
	dataLine = 0.9
)

const (
	tickLength = 2.5
	tickGap    = 1.5 // between a tick and its label
	dotRadius  = 2.1
	colourbar  = 6.0
	keySample  = 8.0 // width of a sample in the key
	keyGap     = 3.0 // between sample and words
)

// box is a rectangle on the page, y upward.
type box struct{ x0, x1, bottom, top float64 }

// panel draws plotters into a box. Their x is the axis, their y either another
// axis or, where y is nil, the page itself.
func (p *page) panel(b box, x axis, y *axis, plotters ...plot.Plotter) {
	pl := plot.New()
	pl.BackgroundColor = nil
	pl.HideAxes()
	pl.X.Padding, pl.Y.Padding = 0, 0
	pl.Add(plotters...)
	pl.X.Min, pl.X.Max = x.min, x.max
	pl.Y.Min, pl.Y.Max = b.bottom, b.top
	if y != nil {
		pl.Y.Min, pl.Y.Max = y.min, y.max
	}
	p.Push()
	defer p.Pop()
	pl.Draw(draw.Canvas{Canvas: p.sheet, Rectangle: vg.Rectangle{
		Min: vg.Point{X: vg.Length(b.x0), Y: vg.Length(b.bottom)},
		Max: vg.Point{X: vg.Length(b.x1), Y: vg.Length(b.top)},
	}})
}

func (b box) x(a axis) func(float64) float64 {
	return func(v float64) float64 { return b.x0 + (v-a.min)/(a.max-a.min)*(b.x1-b.x0) }
}

func (b box) y(a axis) func(float64) float64 {
	return func(v float64) float64 { return b.bottom + (v-a.min)/(a.max-a.min)*(b.top-b.bottom) }
}

// line strokes a straight line on the page.
func (p *page) line(x0, y0, x1, y1, width float64, c color.Color) {
	var path vg.Path
	path.Move(vg.Point{X: vg.Length(x0), Y: vg.Length(y0)})
	path.Line(vg.Point{X: vg.Length(x1), Y: vg.Length(y1)})
	p.Push()
	defer p.Pop()
	p.SetLineWidth(vg.Length(width))
	p.SetColor(c)
	p.Stroke(path)
}

// rect fills a box on the page.
func (p *page) rect(b box, c color.Color) {
	p.Push()
	defer p.Pop()
	p.SetColor(c)
	p.Fill(rectangle(b.x0, b.x1, b.bottom, b.top))
}

// outline strokes the edge of a box.
func (p *page) outline(b box, width float64, c color.Color) {
	p.Push()
	defer p.Pop()
	p.SetLineWidth(vg.Length(width))
	p.SetColor(c)
	p.Stroke(rectangle(b.x0, b.x1, b.bottom, b.top))
}

func rectangle(x0, x1, y0, y1 float64) vg.Path {
	r := vg.Rectangle{Min: vg.Point{X: vg.Length(x0), Y: vg.Length(y0)}, Max: vg.Point{X: vg.Length(x1), Y: vg.Length(y1)}}
	return r.Path()
}

// bottomAxis draws the axis under b and its title, and returns the y below.
// Without labels only the line and its ticks are drawn.
func (p *page) bottomAxis(b box, a axis, title string, labels bool) float64 {
	at := b.x(a)
	p.line(b.x0, b.bottom, b.x1, b.bottom, thin, ink)
	y := b.bottom - tickLength - tickGap
	a.thin(at, func(s string) float64 { return p.width(s, p.size()) }, 4)
	for i, t := range a.ticks {
		p.line(at(t), b.bottom, at(t), b.bottom-tickLength, thin, ink)
		if labels {
			p.put(a.labels[i], at(t), y-0.95*p.size(), p.size(), alignCentre)
		}
	}
	if labels {
		y -= (leading + 0.2) * p.size()
	}
	if title += a.scaleNote(); title != "" {
		mid := (b.x0 + b.x1) / 2
		room := 2 * math.Min(mid-margin, p.sheet.width-margin-mid)
		y = p.paragraph(p.fit(title, p.size(), room, 3), mid, y, p.size(), alignCentre)
	}
	return y
}

// leftAxis draws the axis at the left of b.
func (p *page) leftAxis(b box, a axis, labels bool) {
	at := b.y(a)
	p.line(b.x0, b.bottom, b.x0, b.top, thin, ink)
	for i, t := range a.ticks {
		p.line(b.x0, at(t), b.x0-tickLength, at(t), thin, ink)
		if labels {
			p.block([]string{a.labels[i]}, b.x0-tickLength-tickGap, at(t), p.size(), alignRight)
		}
	}
}

func (p *page) widest(labels []string, size float64) float64 {
	w := 0.0
	for _, s := range labels {
		w = math.Max(w, p.width(s, size))
	}
	return w
}

// entry is one item of a key: a sample drawn by draw around (x, y), and words.
type entry struct {
	draw func(x, y float64)
	text string
}

// key sets entries side by side from the top, breaking lines where needed, and
// returns the y below. It replaces a boxed legend.
func (p *page) key(entries []entry, x0, x1, top float64) float64 {
	if len(entries) == 0 {
		return top
	}
	const between = 12.0
	size := p.size()
	x, y := x0, top
	for _, e := range entries {
		lines := p.fit(e.text, size, x1-x0-keySample-keyGap, 1)
		w := keySample + keyGap + p.width(lines[0], size)
		if x > x0 && x+w > x1 {
			x, y = x0, y-1.45*size
		}
		mid := y - (ascent-middle)*size
		e.draw(x+keySample/2, mid)
		p.SetColor(ink)
		p.block(lines, x+keySample+keyGap, mid, size, alignLeft)
		x += w + between
	}
	return y - leading*size - 4
}

// keyWidth is the width of one entry.
func (p *page) keyWidth(e entry) float64 {
	return keySample + keyGap + p.width(e.text, p.size())
}

// hollowEntry explains hollow marks whose interval holds zero.
func (p *page) hollowEntry(draw func(x, y float64)) entry {
	return entry{draw, p.say(bilingual.T("空心：区间含 0", "hollow: interval includes 0"))}
}
