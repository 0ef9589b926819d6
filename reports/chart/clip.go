package chart

import "gonum.org/v1/plot/vg"

// within cuts a polygon at the box, side by side (Sutherland & Hodgman 1974).
func (b box) within(ring [][2]float64) [][2]float64 {
	sides := [...]struct {
		axis  int
		limit float64
		sign  float64
	}{{0, b.x0, 1}, {0, b.x1, -1}, {1, b.bottom, 1}, {1, b.top, -1}}
	for _, s := range sides {
		inside := func(q [2]float64) float64 { return s.sign * (q[s.axis] - s.limit) }
		var out [][2]float64
		for i, q := range ring {
			from := ring[(i+len(ring)-1)%len(ring)]
			d0, d1 := inside(from), inside(q)
			if d0 < 0 != (d1 < 0) {
				out = append(out, between(from, q, d0/(d0-d1)))
			}
			if d1 >= 0 {
				out = append(out, q)
			}
		}
		ring = out
	}
	return ring
}

func between(a, b [2]float64, t float64) [2]float64 {
	return [2]float64{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

// parts is the line around the ring as far as it lies in the box.
func (b box) parts(ring [][2]float64) vg.Path {
	path := vg.Path{}
	var end [2]float64
	for i, q := range ring {
		from, to, ok := b.cut(q, ring[(i+1)%len(ring)])
		if !ok {
			continue
		}
		if len(path) == 0 || from != end {
			path.Move(vg.Point{X: pt(from[0]), Y: pt(from[1])})
		}
		path.Line(vg.Point{X: pt(to[0]), Y: pt(to[1])})
		end = to
	}
	return path
}

// cut is the part of a straight line that lies in the box (Liang & Barsky 1984);
// false where none does.
func (b box) cut(from, to [2]float64) (start, end [2]float64, ok bool) {
	t0, t1 := 0.0, 1.0
	dx, dy := to[0]-from[0], to[1]-from[1]
	for _, s := range [...][2]float64{{-dx, from[0] - b.x0}, {dx, b.x1 - from[0]}, {-dy, from[1] - b.bottom}, {dy, b.top - from[1]}} {
		towards, room := s[0], s[1]
		switch {
		case towards == 0 && room < 0:
			return from, to, false
		case towards < 0:
			t0 = max(t0, room/towards)
		case towards > 0:
			t1 = min(t1, room/towards)
		}
	}
	if t0 > t1 {
		return from, to, false
	}
	start, end = from, to
	if t0 > 0 {
		start = between(from, to, t0)
	}
	if t1 < 1 {
		end = between(from, to, t1)
	}
	return start, end, true
}

func polygon(ring [][2]float64) vg.Path {
	var path vg.Path
	for i, q := range ring {
		at := vg.Point{X: pt(q[0]), Y: pt(q[1])}
		if i == 0 {
			path.Move(at)
		} else {
			path.Line(at)
		}
	}
	path.Close()
	return path
}
