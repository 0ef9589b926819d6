package chart

import (
	"math"
	"slices"

	"concord/analysis"
	"concord/corpus/bilingual"
)

// band is the strip of the page that belongs to one label.
type band struct{ top, mid, bottom float64 }

// labelled lays labels out down the page, right-aligned in a column as wide as
// the longest needs but at most limit, and draws them. Each label has at most
// two lines. It returns the bands and the right edge of the column.
func (p *page) labelled(labels []string, top, limit, least float64) ([]band, float64) {
	size := p.size()
	lines := make([][]string, len(labels))
	column := 0.0
	for i, s := range labels {
		lines[i] = p.fit(s, size, limit, 2)
		column = math.Max(column, p.widest(lines[i], size))
	}
	edge := margin + column
	bands := make([]band, len(labels))
	space := p.rowSpace(lines, top)
	p.SetColor(ink)
	for i, l := range lines {
		height := math.Max(least, (float64(len(l))*leading+space)*size)
		bands[i] = band{top, top - height/2, top - height}
		p.block(l, edge, bands[i].mid, size, alignRight)
		top -= height
	}
	return bands, edge
}

// rowSpace is the white between rows in ems: less where many rows would
// otherwise make the figure higher than the profile allows.
func (p *page) rowSpace(lines [][]string, top float64) float64 {
	const (
		usual, least = 0.35, 0.05
		foot         = 6 // lines for the axis and its title
	)
	n := 0
	for _, l := range lines {
		n += len(l)
	}
	size := p.size()
	room := p.profile.MaxHeight*pointsPerMM + top - (foot+float64(n))*leading*size
	if p.profile.MaxHeight == 0 || room > usual*size*float64(len(lines)) {
		return usual
	}
	return math.Max(least, room/size/float64(len(lines)))
}

// frame is the plot area of a chart of rows: the labels at its left are drawn,
// the axis under it not yet.
func (p *page) frame(bands []band, edge float64) box {
	last := bands[len(bands)-1]
	return box{x0: edge + 7, x1: p.sheet.width - margin - 8, top: bands[0].top, bottom: last.bottom - 2}
}

// extent is the range that estimates and intervals need. An interval may reach
// beyond the points by twice their own spread on either side; the rest is
// clipped and ends in an arrow, so that one wild interval does not flatten all
// others.
func extent(rows []row, zero bool) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	if zero {
		lo, hi = 0, 0
	}
	for _, r := range rows {
		if !math.IsNaN(r.x) {
			lo, hi = math.Min(lo, r.x), math.Max(hi, r.x)
		}
	}
	span, wideLo, wideHi := hi-lo, lo, hi
	for _, r := range rows {
		if r.interval() {
			wideLo, wideHi = math.Min(wideLo, r.lo), math.Max(wideHi, r.hi)
		}
	}
	if span > 0 {
		wideLo, wideHi = math.Max(wideLo, lo-2*span), math.Min(wideHi, hi+2*span)
	}
	if wideLo > wideHi {
		return 0, 1
	}
	// Beyond this, differences would overflow.
	const limit = 1e300
	return math.Max(wideLo, -limit), math.Min(wideHi, limit)
}

// widened adds a share of the range at both ends.
func widened(lo, hi, share float64) (float64, float64) {
	pad := (hi - lo) * share
	return lo - pad, hi + pad
}

// ticksFor is how many labels fit side by side.
func (p *page) ticksFor(width float64) int {
	return min(max(int(width/(4.5*p.size())), 2), 8)
}

// missing writes a word in the rows that have no estimate.
func (p *page) missing(b box, mid float64) {
	p.Push()
	defer p.Pop()
	p.SetColor(muted)
	p.block([]string{p.say(bilingual.T("无估计值", "no estimate"))}, b.x0+4, mid, p.small(), alignLeft)
}

// dotWhisker draws estimates with intervals, one label a row, groups side by
// side within it.
func (p *page) dotWhisker(fig analysis.Figure, d data, y float64) float64 {
	groups := d.groups()
	order := make(map[string]int)
	for i, g := range groups {
		order[g] = i
	}
	y = p.groupKey(d, groups, y)
	var labels []string
	place := make(map[string]int)
	lanes := make(map[string][]string) // groups of each label
	most := 1
	for _, r := range d.rows {
		if _, ok := place[r.label]; !ok {
			place[r.label] = len(labels)
			labels = append(labels, p.label(r.label))
		}
		if !slices.Contains(lanes[r.label], r.group) {
			lanes[r.label] = append(lanes[r.label], r.group)
			most = max(most, len(lanes[r.label]))
		}
	}
	const lane = 5.2 // height of one group within a row
	bands, edge := p.labelled(labels, y, 0.36*p.sheet.width, float64(most)*lane+4)
	b := p.frame(bands, edge)
	lo, hi := extent(d.rows, false)
	if lo >= 0 && lo < 0.6*hi {
		lo = 0
	}
	lo, hi = widened(lo, hi, 0.02)
	a := newAxis(lo, hi, p.ticksFor(b.x1-b.x0))
	p.guides(b, a)
	estimates := make([]int, len(bands))
	var w whiskers
	for _, r := range d.rows {
		i, g := place[r.label], order[r.group]
		if math.IsNaN(r.x) {
			continue
		}
		estimates[i]++
		own := lanes[r.label]
		offset := (float64(len(own)-1)/2 - float64(slices.Index(own, r.group))) * lane
		w = append(w, whisker{r.x, r.lo, r.hi, bands[i].mid + offset, seriesLook(g), r.hollow != ""})
	}
	for i, n := range estimates {
		if n == 0 {
			p.missing(b, bands[i].mid)
		}
	}
	if a.min < 0 && a.max > 0 && lo < -0.05*(hi-lo) {
		p.line(b.x(a)(0), b.bottom, b.x(a)(0), b.top, thin, muted)
	}
	p.panel(b, a, nil, w)
	return p.bottomAxis(b, a, p.clean(fig.XLabel.In(p.lang)), true)
}

// guides draws light lines where the profile allows a grid: a vertical one at
// each tick, so that values far from the axis can be read.
func (p *page) guides(b box, a axis) {
	if !p.profile.Grid {
		return
	}
	for _, t := range a.ticks {
		p.line(b.x(a)(t), b.bottom, b.x(a)(t), b.top, hair, faint)
	}
}

// groupKey explains colours, shapes and hollow marks.
func (p *page) groupKey(d data, groups []string, y float64) float64 {
	var entries []entry
	if len(groups) > 1 {
		for i, g := range groups {
			entries = append(entries, entry{func(x, y float64) { marker(p, seriesLook(i), x, y, dotRadius, false) }, p.label(g)})
		}
	}
	values, seen := "", make(map[string]bool)
	for _, r := range d.rows {
		if r.hollow != "" && !seen[r.hollow] {
			seen[r.hollow] = true
			if values != "" {
				values += p.say(bilingual.T("、", ", "))
			}
			values += r.hollow
		}
	}
	if values != "" {
		text := p.clean(p.say(bilingual.T("空心：", "hollow: ")) + d.hollowTitle + p.say(bilingual.T("", " ")) + values)
		entries = append(entries, entry{func(x, y float64) { marker(p, look{colour: ink}, x, y, dotRadius, true) }, text})
	}
	return p.key(entries, margin, p.sheet.width-margin, y)
}
