package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// look is the appearance of a series: colour and shape together, so that it
// survives a grey print.
type look struct {
	colour color.NRGBA
	shape  int
}

func seriesLook(i int) look { return look{okabeIto(i), i % shapes} }

const shapes = 5 // circle, square, triangle up, diamond, triangle down

// pen is the colour of lines in this look: darker where the fill is too light
// to be seen as a line.
func (l look) pen() color.NRGBA {
	if dark(l.colour) {
		return l.colour
	}
	return shade(l.colour, 0.4)
}

// marker draws the shape with its centre at (x, y).
func marker(c vg.Canvas, l look, x, y, r float64, hollow bool) {
	path := markerPath(l.shape, x, y, r)
	c.Push()
	defer c.Pop()
	c.SetColor(l.colour)
	if hollow {
		c.SetColor(white)
	}
	c.Fill(path)
	c.SetLineDash(nil, 0)
	if hollow {
		c.SetLineWidth(0.8)
		c.SetColor(l.pen())
	} else {
		c.SetLineWidth(thin)
		c.SetColor(shade(l.colour, 0.4))
	}
	c.Stroke(path)
}

func markerPath(shape int, x, y, r float64) vg.Path {
	var p vg.Path
	var corners [][2]float64
	switch shape {
	case 0:
		p.Move(vg.Point{X: vg.Length(x + r), Y: vg.Length(y)})
		p.Arc(vg.Point{X: vg.Length(x), Y: vg.Length(y)}, vg.Length(r), 0, 2*math.Pi)
		p.Close()
		return p
	case 1:
		corners = [][2]float64{{-.88, -.88}, {.88, -.88}, {.88, .88}, {-.88, .88}}
	case 2:
		corners = [][2]float64{{-1.1, -.8}, {1.1, -.8}, {0, 1.2}}
	case 3:
		corners = [][2]float64{{-1.25, 0}, {0, -1.25}, {1.25, 0}, {0, 1.25}}
	default:
		corners = [][2]float64{{-1.1, .8}, {1.1, .8}, {0, -1.2}}
	}
	for i, q := range corners {
		pt := vg.Point{X: vg.Length(x + q[0]*r), Y: vg.Length(y + q[1]*r)}
		if i == 0 {
			p.Move(pt)
		} else {
			p.Line(pt)
		}
	}
	p.Close()
	return p
}

// whisker is an estimate with its interval on a row of the page.
type whisker struct {
	x, lo, hi float64 // data
	y         float64 // page
	look      look
	hollow    bool
}

// whiskers is a plotter of estimates with horizontal intervals. What lies
// beyond the axis ends in an arrow at its edge.
type whiskers []whisker

// Plot implements plot.Plotter.
func (w whiskers) Plot(c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	for _, e := range w {
		y := float64(ty(e.y))
		if !math.IsNaN(e.lo) && !math.IsNaN(e.hi) {
			interval(c, tx, pl.X.Min, pl.X.Max, e, y)
		}
		if e.x >= pl.X.Min && e.x <= pl.X.Max {
			marker(c, e.look, float64(tx(e.x)), y, dotRadius, e.hollow)
		}
	}
}

func interval(c draw.Canvas, tx func(float64) vg.Length, lowest, highest float64, e whisker, y float64) {
	x0, x1 := float64(tx(max(e.lo, lowest))), float64(tx(min(e.hi, highest)))
	if e.lo > highest || e.hi < lowest {
		return
	}
	style := draw.LineStyle{Color: e.look.pen(), Width: 0.6}
	c.StrokeLine2(style, vg.Length(x0), vg.Length(y), vg.Length(x1), vg.Length(y))
	if e.lo < lowest {
		arrow(c, style.Color, x0, y, -1)
	}
	if e.hi > highest {
		arrow(c, style.Color, x1, y, 1)
	}
}

// arrow is a small head that says: it goes on in this direction.
func arrow(c vg.Canvas, col color.Color, x, y, direction float64) {
	var p vg.Path
	p.Move(vg.Point{X: vg.Length(x), Y: vg.Length(y)})
	p.Line(vg.Point{X: vg.Length(x - 3.2*direction), Y: vg.Length(y + 1.6)})
	p.Line(vg.Point{X: vg.Length(x - 3.2*direction), Y: vg.Length(y - 1.6)})
	p.Close()
	c.Push()
	defer c.Pop()
	c.SetColor(col)
	c.Fill(p)
}

// bars is a plotter of horizontal bars from zero, with whiskers.
type bars struct {
	rows   []whisker
	height float64 // in points
}

// Plot implements plot.Plotter.
func (b bars) Plot(c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	for _, e := range b.rows {
		y := float64(ty(e.y))
		if !math.IsNaN(e.x) {
			end := min(max(e.x, pl.X.Min), pl.X.Max)
			path := rectangle(float64(min(tx(0), tx(end))), float64(max(tx(0), tx(end))), y-b.height/2, y+b.height/2)
			c.Push()
			c.SetColor(e.look.colour)
			if e.hollow {
				c.SetColor(white)
			}
			c.Fill(path)
			c.SetColor(shade(e.look.colour, 0.3))
			c.SetLineWidth(thin)
			c.SetLineDash(nil, 0)
			c.Stroke(path)
			c.Pop()
		}
		if !math.IsNaN(e.lo) && !math.IsNaN(e.hi) {
			e.look.colour = ink
			interval(c, tx, pl.X.Min, pl.X.Max, e, y)
		}
	}
}
