package font

import (
	"encoding/binary"
	"fmt"
)

// Segment is one piece of a glyph outline, in ems, y upward. Op is 'M' (move to
// X1,Y1), 'L' (line to X1,Y1), 'Q' (quadratic curve over X1,Y1 to X2,Y2) or 'Z'
// (close).
type Segment struct {
	Op             byte
	X1, Y1, X2, Y2 float64
}

// Outline returns the contours of r. Blank characters have none.
func (f *Face) Outline(r rune) ([]Segment, error) {
	g, ok := f.glyph(r)
	if !ok {
		return nil, fmt.Errorf("font: no glyph for %q (U+%04X)", r, r)
	}
	s, err := f.outline(g, 0)
	if err != nil {
		return nil, fmt.Errorf("font: glyph of %q: %w", r, err)
	}
	return s, nil
}

type point struct {
	x, y float64
	on   bool
}

const maxNesting = 5 // composite glyphs inside composite glyphs

func (f *Face) outline(g uint16, depth int) ([]Segment, error) {
	d := f.glyf(g)
	if len(d) == 0 {
		return nil, nil
	}
	if len(d) < 10 {
		return nil, fmt.Errorf("glyph %d is cut off", g)
	}
	if int16(binary.BigEndian.Uint16(d)) < 0 {
		return f.compositeOutline(d, depth)
	}
	contours, err := f.simplePoints(d)
	if err != nil {
		return nil, fmt.Errorf("glyph %d: %w", g, err)
	}
	var out []Segment
	for _, c := range contours {
		out = appendContour(out, c)
	}
	return out, nil
}

func (f *Face) compositeOutline(d []byte, depth int) ([]Segment, error) {
	if depth == maxNesting {
		return nil, fmt.Errorf("composite glyphs nested more than %d deep", maxNesting)
	}
	parts, err := components(d)
	if err != nil {
		return nil, err
	}
	var out []Segment
	for _, p := range parts {
		s, err := f.outline(p.gid, depth+1)
		if err != nil {
			return nil, err
		}
		dx, dy := p.dx/float64(f.upem), p.dy/float64(f.upem)
		for _, g := range s {
			g.X1, g.Y1 = p.a*g.X1+p.c*g.Y1+dx, p.b*g.X1+p.d*g.Y1+dy
			g.X2, g.Y2 = p.a*g.X2+p.c*g.Y2+dx, p.b*g.X2+p.d*g.Y2+dy
			out = append(out, g)
		}
	}
	return out, nil
}

// simplePoints decodes the flags and coordinates of a simple glyph.
func (f *Face) simplePoints(d []byte) ([][]point, error) {
	errCut := fmt.Errorf("outline is cut off")
	n := int(binary.BigEndian.Uint16(d))
	if len(d) < 10+2*n+2 {
		return nil, errCut
	}
	ends := make([]int, n)
	total := 0
	for i := range ends {
		ends[i] = int(binary.BigEndian.Uint16(d[10+2*i:])) + 1
		if ends[i] < total {
			return nil, fmt.Errorf("contours are out of order")
		}
		total = ends[i]
	}
	at := 10 + 2*n
	at += 2 + int(binary.BigEndian.Uint16(d[at:]))
	flags := make([]byte, 0, total)
	for len(flags) < total {
		if at >= len(d) {
			return nil, errCut
		}
		flag, repeat := d[at], 0
		at++
		if flag&8 != 0 {
			if at >= len(d) {
				return nil, errCut
			}
			repeat = int(d[at])
			at++
		}
		for range repeat + 1 {
			flags = append(flags, flag)
		}
	}
	flags = flags[:total]
	xs, at, ok := coordinates(d, at, flags, 2, 16)
	ys, _, ok2 := coordinates(d, at, flags, 4, 32)
	if !ok || !ok2 {
		return nil, errCut
	}
	var out [][]point
	from := 0
	for _, end := range ends {
		c := make([]point, 0, end-from)
		for i := from; i < end; i++ {
			c = append(c, point{float64(xs[i]) / float64(f.upem), float64(ys[i]) / float64(f.upem), flags[i]&1 != 0})
		}
		out, from = append(out, c), end
	}
	return out, nil
}

// coordinates decodes one axis: short marks one-byte deltas, same a repeated
// value (or the sign of a short one).
func coordinates(d []byte, at int, flags []byte, short, same byte) (out []int, end int, ok bool) {
	v := 0
	for _, flag := range flags {
		switch {
		case flag&short != 0:
			if at >= len(d) {
				return nil, at, false
			}
			if flag&same != 0 {
				v += int(d[at])
			} else {
				v -= int(d[at])
			}
			at++
		case flag&same == 0:
			if at+2 > len(d) {
				return nil, at, false
			}
			v += int(int16(binary.BigEndian.Uint16(d[at:])))
			at += 2
		}
		out = append(out, v)
	}
	return out, at, true
}

// appendContour turns the on- and off-curve points of TrueType into segments.
func appendContour(out []Segment, c []point) []Segment {
	if len(c) == 0 {
		return out
	}
	mid := func(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2, true} }
	start := c[0]
	if !start.on {
		if last := c[len(c)-1]; last.on {
			start, c = last, c[:len(c)-1]
		} else {
			start = mid(c[0], last)
		}
	} else {
		c = c[1:]
	}
	out = append(out, Segment{Op: 'M', X1: start.x, Y1: start.y})
	for i := 0; i < len(c); i++ {
		p := c[i]
		if p.on {
			out = append(out, Segment{Op: 'L', X1: p.x, Y1: p.y})
			continue
		}
		to := start
		if i+1 < len(c) {
			if to = c[i+1]; to.on {
				i++
			} else {
				to = mid(p, to)
			}
		}
		out = append(out, Segment{Op: 'Q', X1: p.x, Y1: p.y, X2: to.x, Y2: to.y})
	}
	return append(out, Segment{Op: 'Z'})
}
