package chart

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func pt(x float64) vg.Length { return vg.Length(x) }

// ribbonFrom is the number of points from which intervals become a ribbon;
// fewer keep one whisker each, since a band would suggest more than is known.
const ribbonFrom = 12

// leastPanel is the width of a panel, in points, below which there are fewer
// side by side.
const leastPanel = 118

// series is a plotter of one panel: dots, intervals and a line that breaks
// where a value is missing.
type series struct {
	points []row // sorted by x
	look   look
}

// Plot implements plot.Plotter.
func (s series) Plot(c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	y := func(v float64) float64 { return float64(ty(min(max(v, pl.Y.Min), pl.Y.Max))) }
	ribbon := len(s.points) >= ribbonFrom
	for _, run := range s.runs() {
		if ribbon && len(run) > 1 {
			s.ribbon(c, run, tx, y)
		}
	}
	if !ribbon {
		for _, r := range s.points {
			if r.interval() && !math.IsNaN(r.y) {
				c.StrokeLine2(draw.LineStyle{Color: s.look.pen(), Width: thin}, tx(r.x), pt(y(r.lo)), tx(r.x), pt(y(r.hi)))
			}
		}
	}
	for _, run := range s.runs() {
		if len(run) < 2 {
			continue
		}
		var line []vg.Point
		for _, r := range run {
			line = append(line, vg.Point{X: tx(r.x), Y: pt(y(r.y))})
		}
		c.StrokeLines(draw.LineStyle{Color: s.look.pen(), Width: dataLine}, line)
	}
	for _, r := range s.points {
		if !math.IsNaN(r.y) {
			marker(c, s.look, float64(tx(r.x)), y(r.y), 1.5, false)
		}
	}
}

func (s series) ribbon(c draw.Canvas, run []row, tx func(float64) vg.Length, y func(float64) float64) {
	var part []row
	flush := func() {
		if len(part) > 1 {
			var path vg.Path
			for i, r := range part {
				at := vg.Point{X: tx(r.x), Y: pt(y(r.hi))}
				if i == 0 {
					path.Move(at)
				} else {
					path.Line(at)
				}
			}
			for i := len(part) - 1; i >= 0; i-- {
				path.Line(vg.Point{X: tx(part[i].x), Y: pt(y(part[i].lo))})
			}
			path.Close()
			c.SetColor(tint(s.look.colour, 0.22))
			c.Fill(path)
		}
		part = nil
	}
	for _, r := range run {
		if !r.interval() {
			flush()
			continue
		}
		part = append(part, r)
	}
	flush()
}

// runs cuts the points at missing values.
func (s series) runs() [][]row {
	var out [][]row
	var run []row
	for _, r := range s.points {
		if math.IsNaN(r.y) {
			if run != nil {
				out = append(out, run)
			}
			run = nil
			continue
		}
		run = append(run, r)
	}
	if run != nil {
		out = append(out, run)
	}
	return out
}
