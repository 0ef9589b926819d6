package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"concord/analysis"
	"concord/corpus/bilingual"
)

// spot is a row of a map with its place on the page.
type spot struct {
	row
	look look
	x, y float64 // page
}

// plane draws a map: regions, points and labels over axes of one scale.
func (p *page) plane(fig analysis.Figure, d data, y float64) float64 {
	groups := d.groups()
	y = p.groupKey(d, groups, y)
	var rows []row
	var lost []string
	for _, r := range d.rows {
		if placed(r.x) && placed(r.y) {
			rows = append(rows, r)
		} else {
			lost = append(lost, p.label(r.label))
		}
	}
	p.tellNames(bilingual.T("没有位置，未画出：", "without a place, not drawn: "), lost)
	size, inner := p.size(), p.sheet.width-2*margin
	if len(rows) == 0 {
		p.SetColor(muted)
		return p.paragraph(p.wrap(p.say(bilingual.T("没有可显示的位置", "no places to show")), size, inner), margin, y, size, alignLeft)
	}
	title := p.clean(fig.YLabel.In(p.lang))
	m := p.newGround(rows, y-2*leading*size-3)
	p.SetColor(ink)
	if title += m.y.scaleNote(); title != "" {
		y = p.paragraph(p.fit(title, size, inner, 2), margin, y, size, alignLeft) - 3
	}
	m.bottom += y - m.top
	m.top = y
	spots := make([]spot, len(rows))
	for i, r := range rows {
		spots[i] = spot{r, seriesLook(slices.Index(groups, r.group)), m.box.x(m.x)(r.x), m.box.y(m.y)(r.y)}
	}
	p.regions(spots, m)
	p.SetColor(ink)
	p.leftAxis(m.box, m.y, true)
	below := p.bottomAxis(m.box, copied(m.x), p.clean(fig.XLabel.In(p.lang)), true)
	for _, s := range spots {
		marker(p, s.look, s.x, s.y, dotRadius, false)
	}
	return p.legend(p.names(spots, m.box), below)
}

// placed reports whether a coordinate can be drawn; beyond the limit,
// differences would overflow.
func placed(v float64) bool { return !math.IsNaN(v) && math.Abs(v) < 1e300 }

// region reports whether the row has an ellipse.
func (r row) region() bool { return r.major > 0 && r.minor >= 0 && placed(r.major) && placed(r.angle) }

// reach is how far the ellipse of the row extends from its centre along X and
// along Y.
func (r row) reach() (x, y float64) {
	sin, cos := math.Sincos(r.angle * math.Pi / 180)
	return math.Hypot(r.major*cos, r.minor*sin), math.Hypot(r.major*sin, r.minor*cos)
}

// ground is the plot area of a map: a unit of X is as long as a unit of Y.
type ground struct {
	box
	x, y  axis
	scale float64 // points of the page for a unit
}

// newGround finds the area for the rows below top: as wide as the page, as high
// as the data ask for within limits; the room that this leaves over widens the
// range of one axis.
func (p *page) newGround(rows []row, top float64) ground {
	xs, ys := span(rows)
	size := p.size()
	gutter := 3 * size
	listed := 0.0
	if len(rows) > 20 { // some will stand by number, listed under the axis
		listed = 4 * leading * size
	}
	var m ground
	for range 3 { // the labels of Y take room from X, which sets the step of both
		width := p.sheet.width - 2*margin - gutter - 8
		height := p.groundHeight(width, (ys[1]-ys[0])/(xs[1]-xs[0]), top-listed)
		m.scale = math.Min(width/(xs[1]-xs[0]), height/(ys[1]-ys[0]))
		m.box = box{x0: margin + gutter, x1: margin + gutter + width, bottom: top - height, top: top}
		around := func(r [2]float64, length float64) (lo, hi float64) {
			mid, half := r[0]/2+r[1]/2, length/m.scale/2
			return mid - half, mid + half
		}
		x0, x1 := around(xs, width)
		y0, y1 := around(ys, height)
		step := niceStep(x1-x0, max(p.ticksFor(width), 5))
		most := max(math.Abs(x0), math.Abs(x1), math.Abs(y0), math.Abs(y1))
		m.x, m.y = stepped(x0, x1, step, most), stepped(y0, y1, step, most)
		need := p.widest(m.y.labels, size) + tickLength + tickGap
		if need <= gutter && need > gutter-1 {
			break
		}
		gutter = need
	}
	return m
}

// groundHeight is the height of a map of the given width whose data are ratio
// times as high as wide.
func (p *page) groundHeight(width, ratio, top float64) float64 {
	const (
		least = 0.45
		foot  = 4 // lines for the axis and its title
	)
	most := width
	if width > 300 {
		most = 0.72 * width // a square as wide as two columns fills the page
	}
	if limit := p.profile.MaxHeight; limit > 0 {
		most = math.Min(most, math.Max(limit*pointsPerMM+top-foot*leading*p.size(), 0.3*width))
	}
	return math.Min(math.Max(ratio*width, least*width), most)
}

// span is the range that points and regions need, with white around. A region
// may reach beyond the points by their own spread; the rest is cut at the
// frame, so that one wide region does not press all points together.
func span(rows []row) (xs, ys [2]float64) {
	near := [2][2]float64{{math.Inf(1), math.Inf(-1)}, {math.Inf(1), math.Inf(-1)}}
	wide := near
	for _, r := range rows {
		var reach [2]float64
		if r.region() {
			reach[0], reach[1] = r.reach()
		}
		for k, v := range [2]float64{r.x, r.y} {
			near[k] = [2]float64{math.Min(near[k][0], v), math.Max(near[k][1], v)}
			wide[k] = [2]float64{math.Min(wide[k][0], v-reach[k]), math.Max(wide[k][1], v+reach[k])}
		}
	}
	spread := math.Max(near[0][1]-near[0][0], near[1][1]-near[1][0])
	if spread > 0 {
		for k := range wide {
			wide[k] = [2]float64{math.Max(wide[k][0], near[k][0]-spread), math.Min(wide[k][1], near[k][1]+spread)}
		}
	}
	size := 0.0
	for _, w := range wide {
		size = max(size, math.Abs(w[0]), math.Abs(w[1]))
	}
	pad := 0.07 * math.Max(wide[0][1]-wide[0][0], wide[1][1]-wide[1][0])
	if pad < 1e-9*size { // all in one place
		pad = 0.1 * size
	}
	if pad == 0 {
		pad = 1
	}
	for k := range wide {
		wide[k][0], wide[k][1] = wide[k][0]-pad, wide[k][1]+pad
	}
	return wide[0], wide[1]
}

// ground draws the guides and the lines at zero.
func (p *page) ground(m ground) {
	p.guides(m.box, m.x)
	if p.profile.Grid {
		for _, t := range m.y.ticks {
			p.line(m.x0, m.box.y(m.y)(t), m.x1, m.box.y(m.y)(t), hair, faint)
		}
	}
	if m.x.min < 0 && m.x.max > 0 {
		p.line(m.box.x(m.x)(0), m.bottom, m.box.x(m.x)(0), m.top, thin, muted)
	}
	if m.y.min < 0 && m.y.max > 0 {
		p.line(m.x0, m.box.y(m.y)(0), m.x1, m.box.y(m.y)(0), thin, muted)
	}
}

// regions draws the ellipses and the ground lines: first the faces, the largest
// first, then the lines and the edges, since faces are opaque.
func (p *page) regions(spots []spot, m ground) {
	var with []spot
	var cut []string
	for _, s := range spots {
		if s.region() {
			with = append(with, s)
		}
	}
	slices.SortStableFunc(with, func(a, b spot) int { return cmp.Compare(b.major*b.minor, a.major*a.minor) })
	p.Push()
	defer p.Pop()
	for _, s := range with {
		p.SetColor(tint(s.look.colour, 0.09))
		face, _ := s.ellipse(m)
		p.Fill(face)
	}
	p.ground(m)
	p.SetLineDash(nil, 0)
	width, share := 0.4, 0.7
	if len(with) > 20 { // many edges would hide the points
		width, share = 0.3, 0.4
	}
	p.SetLineWidth(pt(width))
	for _, s := range with {
		p.SetColor(tint(s.look.pen(), share))
		face, edge := s.ellipse(m)
		if edge != nil {
			cut = append(cut, p.label(s.label))
			p.Stroke(edge)
			continue
		}
		p.Stroke(face)
	}
	p.tellNames(bilingual.T("区域伸出图框，只画了一部分：", "regions that reach beyond the frame, drawn in part: "), cut)
}

// ellipse is the region on the page. One that leaves the frame is cut: its face
// then follows the frame, and edge is the part of its line within.
func (s spot) ellipse(m ground) (face, edge vg.Path) {
	rx, ry := s.reach()
	if rx, ry = rx*m.scale, ry*m.scale; s.x-rx < m.x0 || s.x+rx > m.x1 || s.y-ry < m.bottom || s.y+ry > m.top {
		ring := s.ring(m.scale, 180)
		return polygon(m.within(ring)), m.parts(ring)
	}
	// A quarter turn as a cubic curve: control points at 4/3·tan(π/8).
	const k = 0.5522847498307936
	sin, cos := math.Sincos(s.angle * math.Pi / 180)
	at := func(u, v float64) vg.Point {
		u, v = u*s.major*m.scale, v*s.minor*m.scale
		return vg.Point{X: pt(s.x + u*cos - v*sin), Y: pt(s.y + u*sin + v*cos)}
	}
	face.Move(at(1, 0))
	face.CubeTo(at(1, k), at(k, 1), at(0, 1))
	face.CubeTo(at(-k, 1), at(-1, k), at(-1, 0))
	face.CubeTo(at(-1, -k), at(-k, -1), at(0, -1))
	face.CubeTo(at(k, -1), at(1, -k), at(1, 0))
	face.Close()
	return face, nil
}

// ring is n points on the ellipse.
func (s spot) ring(scale float64, n int) [][2]float64 {
	sin, cos := math.Sincos(s.angle * math.Pi / 180)
	out := make([][2]float64, n)
	for i := range out {
		v, u := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		u, v = u*s.major*scale, v*s.minor*scale
		out[i] = [2]float64{s.x + u*cos - v*sin, s.y + u*sin + v*cos}
	}
	return out
}

// tellNames notes a list of labels.
func (p *page) tellNames(what bilingual.Text, labels []string) {
	if len(labels) == 0 {
		return
	}
	const most = 40
	more := bilingual.Text{}
	if n := len(labels) - most; n > 0 {
		count := decimal(float64(n), 0)
		more, labels = bilingual.T("，另有 "+count+" 项", ", and "+count+" more"), labels[:most]
	}
	p.note(bilingual.T(what.ZH+strings.Join(labels, "、")+more.ZH, what.EN+strings.Join(labels, ", ")+more.EN))
}
