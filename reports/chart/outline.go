package chart

import (
	"math"

	"gonum.org/v1/plot/vg"

	"concord/reports/chart/font"
)

// outlined returns the operations with text replaced by filled glyph shapes.
func outlined(ops []op, face *font.Face) ([]op, error) {
	out := make([]op, 0, len(ops))
	for _, o := range ops {
		if o.kind != opText {
			out = append(out, o)
			continue
		}
		path, err := glyphs(o, face)
		if err != nil {
			return nil, err
		}
		if len(path) > 0 {
			out = append(out, op{kind: opFill, color: o.color, path: path})
		}
	}
	return out, nil
}

func glyphs(o op, face *font.Face) ([]step, error) {
	sin, cos := math.Sincos(o.angle)
	m := matrix{a: cos * o.size, b: sin * o.size, c: -sin * o.size, d: cos * o.size, e: o.x, f: o.y}
	s := sheet{state: state{m: m}}
	var path vg.Path
	pen := 0.0
	for _, r := range o.text {
		segments, err := face.Outline(r)
		if err != nil {
			return nil, err
		}
		pt := func(x, y float64) vg.Point { return vg.Point{X: vg.Length(x + pen), Y: vg.Length(y)} }
		for _, g := range segments {
			switch g.Op {
			case 'M':
				path.Move(pt(g.X1, g.Y1))
			case 'L':
				path.Line(pt(g.X1, g.Y1))
			case 'Q':
				path.QuadTo(pt(g.X1, g.Y1), pt(g.X2, g.Y2))
			case 'Z':
				path.Close()
			}
		}
		pen += face.Advance(r)
	}
	return s.flatten(path), nil
}
