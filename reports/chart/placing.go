package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"concord/corpus/bilingual"
)

// placer finds room for labels on a map. It is greedy and knows no clock and no
// chance, so that the same figure always gets the same labels.
type placer struct {
	frame   box
	taken   []box           // markers and labels
	leaders [][2][2]float64 // lines from labels to their points
}

// markerReach is how far the largest of the shapes extends from its centre.
const markerReach = 1.3 * dotRadius

// directions of a label from its point, the best first.
var directions = [...][2]float64{{1, 0}, {1, 1}, {1, -1}, {-1, 0}, {-1, 1}, {-1, -1}, {0, 1}, {0, -1}}

// around finds room for a label of half the given width and height near (x, y):
// at the point, or farther off with a line that leads to it. The step is the
// distance from one try to the next. It takes the room and returns the middle of
// the label; false where there is none.
func (l *placer) around(x, y, halfWidth, halfHeight, step float64) (cx, cy float64, ok bool) {
	const gap = markerReach + 1.2
	for ring := range 3 {
		off := gap + float64(ring)*step
		for _, d := range directions {
			dx, dy := d[0]*(off+halfWidth), d[1]*(off+halfHeight)
			if d[0] != 0 && d[1] != 0 { // at the corner, nearer
				dx, dy = d[0]*(0.6*off+halfWidth), d[1]*(0.6*off+halfHeight)
			}
			b := box{x + dx - halfWidth, x + dx + halfWidth, y + dy - halfHeight, y + dy + halfHeight}
			if !l.free(b) {
				continue
			}
			if ring > 0 {
				leader := leaderTo(b, x, y)
				if !l.clear(leader, x, y) {
					continue
				}
				l.leaders = append(l.leaders, leader)
			}
			l.taken = append(l.taken, b)
			return x + dx, y + dy, true
		}
	}
	return 0, 0, false
}

func (l *placer) free(b box) bool {
	const white = 0.8 // between labels
	if b.x0 < l.frame.x0+2 || b.x1 > l.frame.x1 || b.bottom < l.frame.bottom+2 || b.top > l.frame.top {
		return false
	}
	wide := box{b.x0 - white, b.x1 + white, b.bottom, b.top}
	for _, t := range l.taken {
		if wide.x0 < t.x1 && t.x0 < wide.x1 && wide.bottom < t.top && t.bottom < wide.top {
			return false
		}
	}
	for _, s := range l.leaders {
		if _, _, crosses := wide.cut(s[0], s[1]); crosses {
			return false
		}
	}
	return true
}

// leaderTo is the line from the marker at (x, y) to the nearest point of b.
func leaderTo(b box, x, y float64) [2][2]float64 {
	to := [2]float64{min(max(x, b.x0), b.x1), min(max(y, b.bottom), b.top)}
	from := [2]float64{x, y}
	if length := math.Hypot(to[0]-x, to[1]-y); length > 0 {
		from = between(from, to, math.Min(1, markerReach/length))
	}
	return [2][2]float64{from, to}
}

// clear reports whether a leader from the marker at (x, y) meets nothing else.
func (l *placer) clear(leader [2][2]float64, x, y float64) bool {
	for _, t := range l.taken {
		if t.x0 <= x && x <= t.x1 && t.bottom <= y && y <= t.top {
			continue // its own marker
		}
		if _, _, crosses := t.cut(leader[0], leader[1]); crosses {
			return false
		}
	}
	for _, s := range l.leaders {
		if cross(s, leader) {
			return false
		}
	}
	return true
}

// cross reports whether two straight lines meet.
func cross(a, b [2][2]float64) bool {
	side := func(p, q, r [2]float64) float64 { return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0]) }
	return side(a[0], a[1], b[0])*side(a[0], a[1], b[1]) <= 0 && side(b[0], b[1], a[0])*side(b[0], b[1], a[1]) <= 0
}

// mostNumbered is how many points may stand by number where their labels found
// no room.
const mostNumbered = 60

// names sets the labels of the points. The outermost points come first, since
// they shape the axes. A point whose label finds no room gets a number, and the
// list of these is returned; one without room even for that is told in a note.
func (p *page) names(spots []spot, frame box) []string {
	l := &placer{frame: frame}
	mx, my := 0.0, 0.0
	for _, s := range spots {
		const r = markerReach
		l.taken = append(l.taken, box{s.x - r, s.x + r, s.y - r, s.y + r})
		mx, my = mx+s.x/float64(len(spots)), my+s.y/float64(len(spots))
	}
	outer := make([]int, len(spots))
	for i := range outer {
		outer[i] = i
	}
	far := func(i int) float64 { return math.Hypot(spots[i].x-mx, spots[i].y-my) }
	slices.SortStableFunc(outer, func(a, b int) int {
		return cmp.Or(cmp.Compare(far(b), far(a)), strings.Compare(spots[a].label, spots[b].label))
	})
	size := p.small()
	var left []int
	for _, i := range outer {
		if !p.name(l, spots[i], p.label(spots[i].label), size, 0.3*(frame.x1-frame.x0)) {
			left = append(left, i)
		}
	}
	slices.Sort(left)
	var numbered, unnamed []string
	for _, i := range left {
		label, number := p.label(spots[i].label), decimal(float64(len(numbered)+1), 0)
		if len(numbered) < mostNumbered && p.name(l, spots[i], number, size, frame.x1-frame.x0) {
			numbered = append(numbered, number+": "+label)
		} else {
			unnamed = append(unnamed, label)
		}
	}
	p.tellNames(bilingual.T("图上没有位置可标名：", "no room for the names of: "), unnamed)
	return numbered
}

// name sets one label where there is room.
func (p *page) name(l *placer, s spot, text string, size, width float64) bool {
	lines, notes := p.wrap(text, size, width), len(p.notes)
	if len(lines) > 2 {
		lines = p.fit(text, size, width, 2)
	}
	w := p.widest(lines, size)
	h := float64(len(lines)-1)*leading*size + (ascent+descent)*size
	before := len(l.leaders)
	x, y, ok := l.around(s.x, s.y, w/2, h/2, 0.9*size)
	if !ok {
		for _, n := range p.notes[notes:] { // of a label that is not set
			delete(p.noted, n)
		}
		p.notes = p.notes[:notes]
		return false
	}
	for _, leader := range l.leaders[before:] {
		p.line(leader[0][0], leader[0][1], leader[1][0], leader[1][1], 0.35, muted)
	}
	p.SetColor(ink)
	// The middle of a block is that of its capitals, the middle of a box that of
	// ascent and descent.
	p.block(lines, x-w/2, y-((ascent-descent)/2-middle)*size, size, alignLeft)
	return true
}

// legend lists the numbered points under the axis.
func (p *page) legend(numbered []string, y float64) float64 {
	if len(numbered) == 0 {
		return y
	}
	p.SetColor(ink)
	return p.flow(numbered, margin, p.sheet.width-margin, y-3, true)
}
