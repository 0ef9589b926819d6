package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"

	"concord/reports/chart/font"
)

// Reopen reads a figure back from an SVG file that Draw wrote, so that it can
// be set in another document with On. What Draw does not write is an error.
func Reopen(svg []byte) (Drawing, error) {
	out := Drawing{Format: SVG, Data: svg}
	face, err := font.Regular()
	if err != nil {
		return out, err
	}
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if out.WidthMM == 0 {
				return out, errors.New("chart: no svg element, want a figure written by this program")
			}
			return out, nil
		}
		if err != nil {
			return out, fmt.Errorf("chart: not a figure of this program: %w", err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := out.element(d, e, face); err != nil {
				return out, fmt.Errorf("chart: not a figure of this program: line %d: %w", line(svg, d.InputOffset()), err)
			}
		}
	}
}

func line(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
}

func (d *Drawing) element(x *xml.Decoder, e xml.StartElement, face *font.Face) error {
	attr := map[string]string{}
	for _, a := range e.Attr {
		attr[a.Name.Local] = a.Value
	}
	switch e.Name.Local {
	case "svg":
		return d.size(attr["viewBox"])
	case "g":
		return nil
	case "title":
		return x.DecodeElement(&d.Title, &e)
	case "desc":
		return x.DecodeElement(&d.Alt, &e)
	case "metadata", "style", "rect":
		return x.Skip()
	case "path":
		o, err := readPath(attr)
		d.ops = append(d.ops, o)
		return err
	case "text":
		o, err := readText(attr)
		if err != nil {
			return err
		}
		if err := x.DecodeElement(&o.text, &e); err != nil {
			return err
		}
		for _, r := range o.text {
			if !face.Has(r) {
				return fmt.Errorf("character U+%04X, which the typeface lacks", r)
			}
		}
		d.ops = append(d.ops, o)
		return nil
	}
	return fmt.Errorf("element %q", e.Name.Local)
}

func (d *Drawing) size(box string) error {
	n, err := numbers(box, 4)
	if err != nil || n[0] != 0 || n[1] != 0 || !(n[2] > 0) || !(n[3] > 0) {
		return fmt.Errorf("view box %q, want 0 0 and two positive numbers", box)
	}
	d.WidthMM, d.HeightMM = tenth(n[2]), tenth(n[3])
	return nil
}

// numbers reads n numbers parted by blanks; none may be infinite.
func numbers(s string, n int) ([]float64, error) {
	fields := strings.Fields(s)
	if len(fields) != n {
		return nil, fmt.Errorf("%d numbers in %q, want %d", len(fields), s, n)
	}
	out := make([]float64, n)
	for i, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%q, want a number", f)
		}
		out[i] = v
	}
	return out, nil
}

func readColor(s string) (color.NRGBA, error) {
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 || s[0] != '#' {
		return color.NRGBA{}, fmt.Errorf("colour %q, want #rrggbb", s)
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}, nil
}

func readPath(attr map[string]string) (op, error) {
	path, err := readSteps(attr["d"])
	if err != nil {
		return op{}, err
	}
	if attr["fill"] != "none" {
		c, err := readColor(attr["fill"])
		return op{kind: opFill, path: path, color: c}, err
	}
	c, err := readColor(attr["stroke"])
	if err != nil {
		return op{}, err
	}
	width, err := numbers(attr["stroke-width"], 1)
	if err != nil {
		return op{}, err
	}
	dash, err := numbers(attr["stroke-dasharray"], len(strings.Fields(attr["stroke-dasharray"])))
	return op{kind: opStroke, path: path, color: c, width: width[0], dash: dash}, err
}

func readText(attr map[string]string) (op, error) {
	o := op{kind: opText}
	for name, to := range map[string]*float64{"x": &o.x, "y": &o.y, "font-size": &o.size} {
		v, err := numbers(attr[name], 1)
		if err != nil {
			return o, fmt.Errorf("%s: %w", name, err)
		}
		*to = v[0]
	}
	o.y = -o.y
	if t := attr["transform"]; t != "" {
		inner, ok := strings.CutPrefix(strings.TrimSuffix(t, ")"), "rotate(")
		v, err := numbers(inner, 3)
		if !ok || err != nil {
			return o, fmt.Errorf("transform %q, want rotate of three numbers", t)
		}
		o.angle = -v[0] * math.Pi / 180
	}
	c, err := readColor(attr["fill"])
	o.color = c
	return o, err
}

// readSteps reads path data as pathData writes it: absolute M, L, C and Z.
func readSteps(s string) ([]step, error) {
	var out []step
	for s != "" {
		kind := s[0]
		end := strings.IndexAny(s[1:], "MLCZ") + 1
		if end == 0 {
			end = len(s)
		}
		want, known := map[byte]int{'M': 2, 'L': 2, 'C': 6, 'Z': 0}[kind]
		if !known {
			return nil, fmt.Errorf("path step %q, want M, L, C or Z", kind)
		}
		n, err := numbers(s[1:end], want)
		if err != nil {
			return nil, err
		}
		st := step{op: kind}
		for i := 0; i < want; i += 2 {
			st.p[3-want/2+i/2] = vg.Point{X: vg.Length(n[i]), Y: vg.Length(-n[i+1])}
		}
		out = append(out, st)
		s = s[end:]
	}
	return out, nil
}
