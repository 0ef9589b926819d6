package chart

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"

	"concord/analysis"
)

// cells is a plotter of a square matrix; row 0 is at the top.
type cells struct {
	values [][]float64
	low    float64
	high   float64
}

var diagonalGrey = rgb(0xBFBFBF)

// Plot implements plot.Plotter. Missing values are white with a thin stroke
// through them.
func (m cells) Plot(c draw.Canvas, pl *plot.Plot) {
	tx, ty := pl.Transforms(&c)
	n := len(m.values)
	for i, values := range m.values {
		for j, v := range values {
			x0, x1 := float64(tx(float64(j))), float64(tx(float64(j+1)))
			y0, y1 := float64(ty(float64(n-i-1))), float64(ty(float64(n-i)))
			inset := min(0.25, (x1-x0)*0.05)
			path := rectangle(x0+inset, x1-inset, y0+inset, y1-inset)
			switch {
			case i == j:
				c.SetColor(diagonalGrey)
				c.Fill(path)
			case math.IsNaN(v):
				style := draw.LineStyle{Color: faint, Width: hair}
				c.SetLineStyle(style)
				c.Stroke(path)
				line := draw.LineStyle{Color: muted, Width: hair}
				h := min(x1-x0, y1-y0) * 0.2
				mx, my := (x0+x1)/2, (y0+y1)/2
				c.StrokeLine2(line, pt(mx-h), pt(my-h), pt(mx+h), pt(my+h))
			default:
				c.SetColor(sequential(m.norm(v)))
				c.Fill(path)
			}
		}
	}
}

func (m cells) norm(v float64) float64 { return (v - m.low) / (m.high - m.low) }

// square is the matrix of a heat map with its labels in order of first
// appearance. A pair given in one order only counts for both.
func square(d data) (names []string, values [][]float64) {
	index := make(map[string]int)
	add := func(s string) {
		if _, ok := index[s]; !ok {
			index[s] = len(names)
			names = append(names, s)
		}
	}
	for _, r := range d.rows {
		add(r.label)
	}
	for _, r := range d.rows {
		add(r.labelB)
	}
	given := make([][]bool, len(names))
	for i := range names {
		given[i] = make([]bool, len(names))
		line := make([]float64, len(names))
		for j := range line {
			line[j] = math.NaN()
		}
		values = append(values, line)
	}
	for _, r := range d.rows {
		i, j := index[r.label], index[r.labelB]
		values[i][j], given[i][j] = r.x, true
	}
	for i := range names {
		for j := range names {
			if !given[i][j] && given[j][i] {
				values[i][j] = values[j][i]
			}
		}
	}
	return names, values
}

// heatMap draws the matrix with numbered columns: row labels carry the number,
// so that long names need not be turned.
func (p *page) heatMap(fig analysis.Figure, d data, y float64) float64 {
	names, values := square(d)
	scale := colourScale(values)
	n := len(names)
	size, small := p.size(), p.small()
	scaleWidth := colourbar + tickLength + tickGap + p.widest(scale.labels, size)
	room := p.sheet.width - 2*margin - scaleWidth - 10
	lines := make([][]string, n)
	numberWidth := p.width(strconv.Itoa(n), size) + 3
	column := 0.0
	for i, s := range names {
		lines[i] = p.fit(p.label(s), size, 0.36*p.sheet.width-numberWidth, 1)
		column = math.Max(column, p.widest(lines[i], size))
	}
	x0 := margin + column + 4 + numberWidth + 2
	pitchX := math.Min((margin+room-x0)/float64(n), 30)
	pitchY := math.Min(math.Max(pitchX, 1.15*size), 1.9*size)
	if pitchX > pitchY*1.6 {
		pitchX = pitchY * 1.6
	}
	top := y - 1.4*size
	b := box{x0: x0, x1: x0 + pitchX*float64(n), top: top, bottom: top - pitchY*float64(n)}
	m := cells{values: values, low: scale.min, high: scale.max}
	extent := axis{min: 0, max: float64(n)}
	p.panel(b, extent, &extent, m)
	p.outline(b, hair, muted)
	every := numberStep(p.width(strconv.Itoa(n), small)+2, pitchX)
	for i := range names {
		mid := top - (float64(i)+0.5)*pitchY
		p.SetColor(ink)
		p.block(lines[i], x0-numberWidth-6, mid, size, alignRight)
		p.SetColor(muted)
		p.block([]string{strconv.Itoa(i + 1)}, x0-3, mid, size, alignRight)
		if every == 1 || (i+1)%every == 0 {
			p.put(strconv.Itoa(i+1), x0+(float64(i)+0.5)*pitchX, top+2.5, small, alignCentre)
		}
	}
	p.cellTexts(m, b, pitchX, pitchY)
	low := p.scaleBar(fig, scale, b, p.missingCells(values))
	return math.Min(b.bottom, low) - 3
}

func numberStep(width, pitch float64) int {
	for _, k := range []int{1, 2, 5, 10} {
		if width <= pitch*float64(k) {
			return k
		}
	}
	return 20
}

// colourScale runs from 0, or from the lowest value where that is negative, to
// a round number at or above the largest; the diagonal does not count.
func colourScale(values [][]float64) axis {
	lo, hi := 0.0, 0.0
	for i, line := range values {
		for j, v := range line {
			if i != j && !math.IsNaN(v) {
				lo, hi = math.Min(lo, v), math.Max(hi, v)
			}
		}
	}
	lo, hi = math.Max(lo, -1e300), math.Min(hi, 1e300)
	if hi <= lo {
		hi = lo + 1
	}
	step := niceStep(hi-lo, 5)
	return newAxis(math.Floor(lo/step+1e-9)*step, math.Ceil(hi/step-1e-9)*step, 5)
}

func (p *page) missingCells(values [][]float64) bool {
	for i, line := range values {
		for j, v := range line {
			if i != j && math.IsNaN(v) {
				return true
			}
		}
	}
	return false
}

// cellTexts prints the values where the cells have room for them.
func (p *page) cellTexts(m cells, b box, pitchX, pitchY float64) {
	size := p.profile.Min
	if size > pitchY*0.8 {
		return
	}
	// Two digits of the largest value: 0.68, 0.0075, 12.
	largest := math.Max(math.Abs(m.low), m.high) * (1 - 1e-9)
	decimals := min(max(0, 1-int(math.Floor(math.Log10(largest)))), 6)
	for i, line := range m.values {
		for j, v := range line {
			if i != j && !math.IsNaN(v) && p.width(decimal(v, decimals), size) > pitchX-2 {
				return
			}
		}
	}
	for i, line := range m.values {
		for j, v := range line {
			if i == j || math.IsNaN(v) {
				continue
			}
			p.SetColor(ink)
			if luminance(sequential(m.norm(v))) < 0.25 {
				p.SetColor(white)
			}
			p.block([]string{decimal(v, decimals)}, b.x0+(float64(j)+0.5)*pitchX, b.top-(float64(i)+0.5)*pitchY, size, alignCentre)
		}
	}
}
