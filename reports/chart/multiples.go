package chart

import (
	"math"
	"sort"

	"concord/analysis"
)

// lines draws one panel for each group with the same axes everywhere.
func (p *page) lines(fig analysis.Figure, d data, y float64) float64 {
	groups := d.groups()
	panels := make([]series, len(groups))
	index := make(map[string]int)
	for i, g := range groups {
		index[g] = i
		panels[i].look = look{colour: okabeIto(0)}
	}
	for _, r := range d.rows {
		if !math.IsNaN(r.x) && math.Abs(r.x) < 1e300 {
			i := index[r.group]
			panels[i].points = append(panels[i].points, r)
		}
	}
	for _, s := range panels {
		sort.SliceStable(s.points, func(i, j int) bool { return s.points[i].x < s.points[j].x })
	}
	xs, ys := lineRanges(panels)
	return p.multiples(fig, groups, panels, p.newGrid(len(panels), xs, ys), y)
}

// lineRanges is the common range of all panels. The vertical axis starts at
// zero when nothing is negative.
func lineRanges(panels []series) (xs, ys [2]float64) {
	xs, ys = [2]float64{math.Inf(1), math.Inf(-1)}, [2]float64{math.Inf(1), math.Inf(-1)}
	var all []row
	for _, s := range panels {
		for _, r := range s.points {
			xs[0], xs[1] = math.Min(xs[0], r.x), math.Max(xs[1], r.x)
			all = append(all, row{x: r.y, lo: r.lo, hi: r.hi})
		}
	}
	if xs[0] > xs[1] {
		xs = [2]float64{0, 1}
	}
	ys[0], ys[1] = extent(all, false)
	if ys[0] >= 0 {
		ys[0] = 0
	}
	if ys[0] == ys[1] {
		ys[1] = ys[0] + 1
	}
	return xs, ys
}

// grid is the common geometry of small multiples.
type grid struct {
	columns       int
	x, y          axis
	gutter        float64 // room for the vertical axis at the left
	width, height float64 // of a panel
}

const panelGap = 12.0

func (p *page) newGrid(panels int, xs, ys [2]float64) grid {
	inner := p.sheet.width - 2*margin
	g := grid{columns: min(panels, 3, max(1, int(inner/leastPanel)))}
	if panels == 4 {
		g.columns = min(g.columns, 2)
	}
	pad := (xs[1] - xs[0]) * 0.04
	if pad == 0 {
		pad = 2
	}
	rise := (ys[1] - ys[0]) * 0.05
	low := ys[0]
	if low < 0 {
		low -= rise
	}
	g.y = newAxis(low, ys[1]+rise, 4)
	g.gutter = p.widest(g.y.labels, p.size()) + tickLength + tickGap
	g.width = (inner - g.gutter - 6 - panelGap*float64(g.columns-1)) / float64(g.columns)
	g.height = math.Min(math.Max(0.62*g.width, 55), 130)
	g.x = newAxis(xs[0]-pad, xs[1]+pad, min(max(int(g.width/(4.2*p.size())), 2), 8))
	g.x.wholeYears()
	return g
}

// multiples places the panels in rows and columns with shared axes.
func (p *page) multiples(fig analysis.Figure, groups []string, panels []series, g grid, y float64) float64 {
	size := p.size()
	inner := p.sheet.width - 2*margin
	p.SetColor(ink)
	if title := p.clean(fig.YLabel.In(p.lang)) + g.y.scaleNote(); title != "" {
		y = p.paragraph(p.fit(title, size, inner, 2), margin, y, size, alignLeft) - 3
	}
	titles := p.stripTitles(groups, g.width)
	for first := 0; first < len(panels); first += g.columns {
		lines := 0
		for _, t := range titles[first:min(first+g.columns, len(titles))] {
			lines = max(lines, len(t))
		}
		top := y - float64(lines)*leading*size - 3
		low := top - g.height
		for i := first; i < min(first+g.columns, len(panels)); i++ {
			x0 := margin + g.gutter + float64(i-first)*(g.width+panelGap)
			b := box{x0, x0 + g.width, top - g.height, top}
			low = math.Min(low, p.multiple(b, g, titles[i], panels[i], i == first, i+g.columns >= len(panels)))
		}
		y = low - 5
	}
	if title := p.clean(fig.XLabel.In(p.lang)) + g.x.scaleNote(); title != "" {
		mid := margin + g.gutter + (inner-g.gutter-6)/2
		y = p.paragraph(p.fit(title, size, inner-g.gutter, 2), mid, y+4, size, alignCentre)
	}
	return y
}

// multiple draws one panel; labels stand at the outer axes only. It returns the
// y below.
func (p *page) multiple(b box, g grid, title []string, s series, leftmost, lowest bool) float64 {
	p.SetColor(ink)
	p.paragraph(title, b.x0, b.top+3+float64(len(title))*leading*p.size(), p.size(), alignLeft)
	at := b.y(g.y)
	if p.profile.Grid {
		for _, t := range g.y.ticks {
			p.line(b.x0, at(t), b.x1, at(t), hair, faint)
		}
	}
	if g.y.min < 0 && g.y.max > 0 {
		p.line(b.x0, at(0), b.x1, at(0), thin, muted)
	}
	p.panel(b, g.x, &g.y, s)
	if len(s.runs()) == 0 {
		p.missing(b, (b.top+b.bottom)/2)
	}
	p.SetColor(ink)
	p.leftAxis(b, g.y, leftmost)
	return p.bottomAxis(b, copied(g.x), "", lowest)
}

// stripTitles breaks the panel titles; a single unnamed panel has none.
func (p *page) stripTitles(groups []string, width float64) [][]string {
	out := make([][]string, len(groups))
	if len(groups) == 1 && groups[0] == "" {
		return out
	}
	for i, g := range groups {
		out[i] = p.fit(p.label(g), p.size(), width, 2)
	}
	return out
}

func copied(a axis) axis {
	a.labels = append([]string(nil), a.labels...)
	return a
}

// wholeYears keeps only ticks on whole years where the axis is one of years.
func (a *axis) wholeYears() {
	if a.min < 1000 || a.max > 3000 {
		return
	}
	ticks := a.ticks
	a.ticks, a.labels = nil, nil
	for _, t := range ticks {
		if year := math.Round(t); math.Abs(t-year) < 1e-6 {
			a.ticks, a.labels = append(a.ticks, year), append(a.labels, decimal(year, 0))
		}
	}
	if len(a.ticks) == 0 {
		year := math.Round((a.min + a.max) / 2)
		a.ticks, a.labels = []float64{year}, []string{decimal(year, 0)}
	}
}
