package chart

import (
	"fmt"
	"image"
	"image/color"
	"math"

	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// sheet is a vg.Canvas that keeps what is drawn as a flat list in page points:
// origin at the top left corner, y upward (so the page lies at negative y).
// Layout can run downward without knowing the page height, which is set at the
// end. Colours are opaque: EPS and print workflows mishandle transparency, so
// translucent colours are blended with white.
type sheet struct {
	width, height float64
	ops           []op
	state         state
	stack         []state
	err           error
}

type opKind byte

const (
	opFill opKind = iota
	opStroke
	opText
)

// op is one drawing step in page points.
type op struct {
	kind  opKind
	color color.NRGBA
	path  []step    // fill, stroke
	width float64   // stroke
	dash  []float64 // stroke
	text  string
	size  float64 // text, in points
	x, y  float64 // text: start of the base line
	angle float64 // text: radians, counter-clockwise
}

// step is a piece of a path: 'M' and 'L' use the last point, 'C' all three,
// 'Z' none.
type step struct {
	op byte
	p  [3]vg.Point
}

func (s step) end() vg.Point { return s.p[2] }

type state struct {
	color color.NRGBA
	width float64
	dash  []float64
	m     matrix
}

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(p vg.Point) vg.Point {
	x, y := float64(p.X), float64(p.Y)
	return vg.Point{X: vg.Length(m.a*x + m.c*y + m.e), Y: vg.Length(m.b*x + m.d*y + m.f)}
}

func newSheet(width float64) *sheet {
	s := &sheet{width: width}
	s.state = state{color: color.NRGBA{A: 255}, width: 1, m: matrix{a: 1, d: 1}}
	return s
}

// SetLineWidth implements vg.Canvas.
func (s *sheet) SetLineWidth(w vg.Length) { s.state.width = w.Points() }

// SetLineDash implements vg.Canvas.
func (s *sheet) SetLineDash(pattern []vg.Length, _ vg.Length) {
	s.state.dash = nil
	for _, d := range pattern {
		s.state.dash = append(s.state.dash, d.Points())
	}
}

// SetColor implements vg.Canvas.
func (s *sheet) SetColor(c color.Color) { s.state.color = opaque(c) }

// opaque blends c with white paper.
func opaque(c color.Color) color.NRGBA {
	if c == nil {
		return color.NRGBA{A: 255}
	}
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	blend := func(v uint8) uint8 {
		a := int(n.A)
		return uint8((int(v)*a + 255*(255-a) + 127) / 255)
	}
	return color.NRGBA{R: blend(n.R), G: blend(n.G), B: blend(n.B), A: 255}
}

// Rotate implements vg.Canvas.
func (s *sheet) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	s.state.m = s.state.m.times(matrix{a: cos, b: sin, c: -sin, d: cos})
}

// Translate implements vg.Canvas.
func (s *sheet) Translate(p vg.Point) {
	s.state.m = s.state.m.times(matrix{a: 1, d: 1, e: float64(p.X), f: float64(p.Y)})
}

// Scale implements vg.Canvas.
func (s *sheet) Scale(x, y float64) { s.state.m = s.state.m.times(matrix{a: x, d: y}) }

// Push implements vg.Canvas.
func (s *sheet) Push() { s.stack = append(s.stack, s.state) }

// Pop implements vg.Canvas.
func (s *sheet) Pop() {
	if n := len(s.stack); n > 0 {
		s.state, s.stack = s.stack[n-1], s.stack[:n-1]
	}
}

// Stroke implements vg.Canvas.
func (s *sheet) Stroke(p vg.Path) {
	if s.state.width > 0 {
		s.ops = append(s.ops, op{kind: opStroke, color: s.state.color, path: s.flatten(p), width: s.state.width, dash: s.state.dash})
	}
}

// Fill implements vg.Canvas.
func (s *sheet) Fill(p vg.Path) {
	s.ops = append(s.ops, op{kind: opFill, color: s.state.color, path: s.flatten(p)})
}

// FillString implements vg.Canvas. The typeface is always that of package
// font; of the face only the size counts.
func (s *sheet) FillString(f vgfont.Face, at vg.Point, text string) {
	size := f.Font.Size.Points()
	if size == 0 || text == "" {
		return
	}
	p := s.state.m.apply(at)
	s.ops = append(s.ops, op{
		kind: opText, color: s.state.color, text: text, size: size,
		x: float64(p.X), y: float64(p.Y), angle: math.Atan2(s.state.m.b, s.state.m.a),
	})
}

// DrawImage implements vg.Canvas. Figures hold vectors only: an image is an
// error of Draw.
func (s *sheet) DrawImage(vg.Rectangle, image.Image) {
	s.err = fmt.Errorf("chart: a plotter drew an image, want vectors only")
}

// enlarge multiplies everything that has been drawn, and the page, by k.
func (s *sheet) enlarge(k float64) {
	if k == 1 {
		return
	}
	s.width, s.height = s.width*k, s.height*k
	for i := range s.ops {
		o := &s.ops[i]
		for j := range o.path {
			for n := range o.path[j].p {
				o.path[j].p[n] = o.path[j].p[n].Scale(vg.Length(k))
			}
		}
		o.width, o.size, o.x, o.y, o.dash = o.width*k, o.size*k, o.x*k, o.y*k, scaled(o.dash, k)
	}
}

// flatten applies the transform and turns arcs and quadratic curves into cubic
// ones.
func (s *sheet) flatten(p vg.Path) []step {
	var out []step
	var at vg.Point
	add := func(op byte, p ...vg.Point) {
		st := step{op: op}
		copy(st.p[3-len(p):], p)
		out = append(out, st)
	}
	for _, c := range p {
		switch c.Type {
		case vg.MoveComp:
			at = c.Pos
			add('M', s.state.m.apply(at))
		case vg.LineComp:
			at = c.Pos
			add('L', s.state.m.apply(at))
		case vg.CurveComp:
			c1, c2 := cubic(at, c)
			at = c.Pos
			add('C', s.state.m.apply(c1), s.state.m.apply(c2), s.state.m.apply(at))
		case vg.ArcComp:
			op := byte('L')
			if len(out) == 0 {
				op = 'M'
			}
			points := arc(c)
			add(op, s.state.m.apply(points[0]))
			for i := 1; i+2 < len(points); i += 3 {
				add('C', s.state.m.apply(points[i]), s.state.m.apply(points[i+1]), s.state.m.apply(points[i+2]))
			}
			at = points[len(points)-1]
		case vg.CloseComp:
			add('Z')
		}
	}
	return out
}

// cubic raises a quadratic curve to a cubic one with the same shape.
func cubic(from vg.Point, c vg.PathComp) (c1, c2 vg.Point) {
	switch len(c.Control) {
	case 2:
		return c.Control[0], c.Control[1]
	case 1:
		q := c.Control[0]
		return from.Add(q.Sub(from).Scale(2. / 3)), c.Pos.Add(q.Sub(c.Pos).Scale(2. / 3))
	}
	return from, c.Pos
}

// arc approximates a circular arc by cubic curves of at most a quarter turn:
// start, then two control points and an end for each.
func arc(c vg.PathComp) []vg.Point {
	n := max(1, int(math.Ceil(math.Abs(c.Angle)/(math.Pi/2)-1e-9)))
	part := c.Angle / float64(n)
	k := 4. / 3 * math.Tan(part/4)
	at := func(t float64) (p, tangent vg.Point) {
		sin, cos := math.Sincos(t)
		r := c.Radius
		return vg.Point{X: c.Pos.X + r*vg.Length(cos), Y: c.Pos.Y + r*vg.Length(sin)},
			vg.Point{X: -r * vg.Length(sin*k), Y: r * vg.Length(cos*k)}
	}
	p, d := at(c.Start)
	out := []vg.Point{p}
	for i := range n {
		q, e := at(c.Start + part*float64(i+1))
		out = append(out, p.Add(d), q.Sub(e), q)
		p, d = q, e
	}
	return out
}
