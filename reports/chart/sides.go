package chart

import (
	"math"

	"concord/analysis"
)

// Looks of the two sides: blue and orange stay apart in grey.
var (
	rightLook = look{colour: okabeIto(0)}
	leftLook  = look{colour: okabeIto(1), shape: 1}
)

func sideLook(x float64) look {
	if x < 0 {
		return leftLook
	}
	return rightLook
}

// twoSided draws log2 ratios around a zero line. Rows used on one side only
// have no finite ratio; they are listed in a box under that side.
func (p *page) twoSided(fig analysis.Figure, d data, y float64) float64 {
	var both []row
	only := map[string][]string{}
	for _, r := range d.rows {
		switch r.side {
		case "target", "reference":
			only[r.side] = append(only[r.side], p.label(r.label))
		default:
			both = append(both, r)
		}
	}
	if len(both) > 0 {
		y = p.ratios(fig, both, y)
	}
	return p.onlyHere(only["reference"], only["target"], y-4)
}

func (p *page) ratios(fig analysis.Figure, rows []row, y float64) float64 {
	lo, hi := extent(rows, true)
	room := 0.15 * (hi - lo)
	lo, hi = math.Min(lo, -room), math.Max(hi, room)
	lo, hi = widened(lo, hi, 0.03)
	b, bands := p.sided(fig, rows, y)
	a := newAxis(lo, hi, p.ticksFor(b.x1-b.x0))
	p.guides(b, a)
	p.line(b.x(a)(0), b.bottom, b.x(a)(0), b.top, thin, muted)
	var w whiskers
	for i, r := range rows {
		if math.IsNaN(r.x) {
			p.missing(b, bands[i].mid)
			continue
		}
		w = append(w, whisker{r.x, r.lo, r.hi, bands[i].mid, sideLook(r.x), r.crosses()})
	}
	p.panel(b, a, nil, w)
	p.factors(b, a)
	return p.bottomAxis(b, a, p.clean(fig.XLabel.In(p.lang)), true)
}

// sided draws the key, the headings of both sides and the labels. Headings
// stand over the plot area and the key over the labels; where both are depends
// on the width of the labels, which is measured first.
func (p *page) sided(fig analysis.Figure, rows []row, y float64) (box, []band) {
	limit := 0.34 * p.sheet.width
	hollow, column := false, 0.0
	labels := make([]string, len(rows))
	for i, r := range rows {
		labels[i] = p.label(r.label)
		hollow = hollow || r.crosses()
		column = math.Max(column, p.widest(p.fit(labels[i], p.size(), limit, 2), p.size()))
	}
	x0, x1 := margin+column+7, p.sheet.width-margin-8
	top := y
	if hollow {
		e := p.hollowEntry(p.hollowSample(fig.Mark))
		y = p.key([]entry{e}, margin, p.sheet.width-margin, y)
		if p.keyWidth(e) > column && !(fig.Left.IsZero() && fig.Right.IsZero()) {
			top = y // the key has a line of its own
		}
	}
	y = math.Min(y, p.headings(fig, x0, x1, top))
	bands, edge := p.labelled(labels, y, limit, 0)
	return p.frame(bands, edge), bands
}

// headings names the two sides over the plot area and returns the y below.
func (p *page) headings(fig analysis.Figure, x0, x1, top float64) float64 {
	half := (x1-x0)/2 - 6
	head := func(t analysis.Text, before, after string) []string {
		s := p.clean(t.In(p.lang))
		if s == "" {
			return nil
		}
		return p.fit(before+s+after, p.size(), half, 2)
	}
	p.SetColor(ink)
	left, right := head(fig.Left, "← ", ""), head(fig.Right, "", " →")
	p.paragraph(left, x0, top, p.size(), alignLeft)
	p.paragraph(right, x1, top, p.size(), alignRight)
	n := max(len(left), len(right))
	y := top - float64(n)*leading*p.size()
	if fig.Mark == analysis.TwoSided {
		y -= 1.2 * p.small() // room for the factors
	}
	if n > 0 {
		y -= 3
	}
	return y
}

// hollowSample draws a hollow mark of this kind for the key.
func (p *page) hollowSample(mark analysis.Mark) func(x, y float64) {
	if mark != analysis.WordShift {
		return func(x, y float64) { marker(p, look{colour: ink}, x, y, dotRadius, true) }
	}
	return func(x, y float64) {
		b := box{x - 4, x + 4, y - 2.4, y + 2.4}
		p.rect(b, white)
		p.outline(b, thin, muted)
	}
}

// factors writes what whole log2 ratios mean: ×2, ×4 over the plot area.
func (p *page) factors(b box, a axis) {
	at := b.x(a)
	end := math.Inf(-1)
	p.Push()
	defer p.Pop()
	p.SetColor(muted)
	for _, t := range a.ticks {
		if a.power != 0 || t != math.Trunc(t) || math.Abs(t) > 20 {
			continue
		}
		sign := "×"
		if t < 0 {
			sign = "÷"
		}
		s := sign + decimal(math.Exp2(math.Abs(t)), 0)
		w := p.width(s, p.small())
		if x := at(t); x-w/2 > end+4 && x+w/2 < p.sheet.width-margin {
			p.put(s, x, b.top+0.35*p.small(), p.small(), alignCentre)
			end = x + w/2
		}
	}
}

// wordShift draws contributions as bars to the right and to the left, in the
// order of the rows.
func (p *page) wordShift(fig analysis.Figure, d data, y float64) float64 {
	lo, hi := extent(d.rows, true)
	lo, hi = widened(lo, hi, 0.03)
	b, bands := p.sided(fig, d.rows, y)
	a := newAxis(lo, hi, p.ticksFor(b.x1-b.x0))
	p.guides(b, a)
	var shown bars
	shown.height = 0.85 * p.size()
	for i, r := range d.rows {
		if math.IsNaN(r.x) {
			p.missing(b, bands[i].mid)
			continue
		}
		shown.rows = append(shown.rows, whisker{r.x, r.lo, r.hi, bands[i].mid, sideLook(r.x), r.crosses()})
	}
	p.panel(b, a, nil, shown)
	x := b.x(a)(0)
	p.line(x, b.bottom, x, b.top, thin, ink)
	return p.bottomAxis(b, a, p.clean(fig.XLabel.In(p.lang)), true)
}
