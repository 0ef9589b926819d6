package font

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Flags of a component in a composite glyph (OpenType specification, "glyf").
const (
	argsAreWords     = 1 << 0
	argsAreXY        = 1 << 1
	haveScale        = 1 << 3
	moreComponents   = 1 << 5
	haveXYScale      = 1 << 6
	haveTwoByTwo     = 1 << 7
	haveInstructions = 1 << 8
)

// component is one part of a composite glyph; at is the place of its glyph
// number and flag the place of its flags in the glyph data.
type component struct {
	gid        uint16
	flag, at   int
	a, b, c, d float64
	dx, dy     float64
	end        int
}

func components(d []byte) ([]component, error) {
	var out []component
	at := 10
	for {
		if at+4 > len(d) {
			return nil, fmt.Errorf("composite glyph is cut off")
		}
		flags := binary.BigEndian.Uint16(d[at:])
		c := component{gid: binary.BigEndian.Uint16(d[at+2:]), flag: at, at: at + 2, a: 1, d: 1}
		size := 6
		if flags&argsAreWords != 0 {
			size = 8
		}
		scale := at + size
		switch {
		case flags&haveScale != 0:
			size += 2
		case flags&haveXYScale != 0:
			size += 4
		case flags&haveTwoByTwo != 0:
			size += 8
		}
		if at+size > len(d) {
			return nil, fmt.Errorf("composite glyph is cut off")
		}
		if flags&argsAreXY != 0 {
			if flags&argsAreWords != 0 {
				c.dx, c.dy = float64(int16(binary.BigEndian.Uint16(d[at+4:]))), float64(int16(binary.BigEndian.Uint16(d[at+6:])))
			} else {
				c.dx, c.dy = float64(int8(d[at+4])), float64(int8(d[at+5]))
			}
		}
		fixed := func(i int) float64 { return float64(int16(binary.BigEndian.Uint16(d[scale+2*i:]))) / 16384 }
		switch {
		case flags&haveScale != 0:
			c.a, c.d = fixed(0), fixed(0)
		case flags&haveXYScale != 0:
			c.a, c.d = fixed(0), fixed(1)
		case flags&haveTwoByTwo != 0:
			c.a, c.b, c.c, c.d = fixed(0), fixed(1), fixed(2), fixed(3)
		}
		at += size
		c.end = at
		out = append(out, c)
		if flags&moreComponents == 0 {
			return out, nil
		}
	}
}

// glyf returns the data of glyph g; none for a blank or unknown one.
func (f *Face) glyf(g uint16) []byte {
	if int(g) >= f.glyphs {
		return nil
	}
	return f.tables["glyf"][f.loca[g]:f.loca[g+1]]
}

// Subset returns a TrueType font with the glyphs of the given characters and
// nothing else: no hinting, no layout tables, glyphs numbered in the order of
// the source. Characters the font lacks are an error. The same set gives the
// same bytes, in whatever order it is listed.
func (f *Face) Subset(runes []rune) ([]byte, error) {
	runes = slices.Compact(slices.Sorted(slices.Values(runes)))
	keep := map[uint16]bool{0: true}
	for _, r := range runes {
		g, ok := f.glyph(r)
		if !ok {
			return nil, fmt.Errorf("font: no glyph for %q (U+%04X)", r, r)
		}
		if err := f.keepGlyph(g, keep, 0); err != nil {
			return nil, err
		}
	}
	var old []uint16
	for g := range keep {
		old = append(old, g)
	}
	slices.Sort(old)
	renumber := make(map[uint16]uint16, len(old))
	for i, g := range old {
		renumber[g] = uint16(i)
	}
	out := map[string][]byte{"name": f.tables["name"], "OS/2": f.tables["OS/2"]}
	var err error
	if out["glyf"], out["loca"], err = f.cutGlyphs(old, renumber); err != nil {
		return nil, err
	}
	out["hmtx"] = f.cutMetrics(old)
	out["cmap"] = f.cutCmap(runes, renumber)
	out["post"] = append([]byte{0, 3, 0, 0}, slices.Concat(f.tables["post"][4:16], make([]byte, 16))...)
	out["head"] = slices.Clone(f.tables["head"])
	binary.BigEndian.PutUint16(out["head"][50:], 1) // long loca
	out["maxp"] = slices.Clone(f.tables["maxp"])
	binary.BigEndian.PutUint16(out["maxp"][4:], uint16(len(old)))
	out["hhea"] = slices.Clone(f.tables["hhea"])
	binary.BigEndian.PutUint16(out["hhea"][34:], uint16(len(old)))
	return assemble(out), nil
}

// keepGlyph marks g and the glyphs it is composed of.
func (f *Face) keepGlyph(g uint16, keep map[uint16]bool, depth int) error {
	if int(g) >= f.glyphs || depth > maxNesting {
		return fmt.Errorf("font: composite glyph refers to glyph %d at depth %d", g, depth)
	}
	keep[g] = true
	d := f.glyf(g)
	if len(d) < 10 || int16(binary.BigEndian.Uint16(d)) >= 0 {
		return nil
	}
	parts, err := components(d)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := f.keepGlyph(p.gid, keep, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (f *Face) cutGlyphs(old []uint16, renumber map[uint16]uint16) (glyf, loca []byte, err error) {
	loca = binary.BigEndian.AppendUint32(nil, 0)
	for _, g := range old {
		d := slices.Clone(f.glyf(g))
		switch {
		case len(d) < 10:
			d = nil
		case int16(binary.BigEndian.Uint16(d)) < 0:
			parts, err := components(d)
			if err != nil {
				return nil, nil, err
			}
			for _, p := range parts {
				binary.BigEndian.PutUint16(d[p.at:], renumber[p.gid])
				flags := binary.BigEndian.Uint16(d[p.flag:])
				binary.BigEndian.PutUint16(d[p.flag:], flags&^haveInstructions)
			}
			d = d[:parts[len(parts)-1].end]
		default:
			if d, err = withoutInstructions(d); err != nil {
				return nil, nil, err
			}
		}
		glyf = append(glyf, d...)
		for len(glyf)%2 != 0 {
			glyf = append(glyf, 0)
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	}
	return glyf, loca, nil
}

func withoutInstructions(d []byte) ([]byte, error) {
	at := 10 + 2*int(binary.BigEndian.Uint16(d))
	if at+2 > len(d) {
		return nil, fmt.Errorf("font: glyph is cut off")
	}
	n := int(binary.BigEndian.Uint16(d[at:]))
	if at+2+n > len(d) {
		return nil, fmt.Errorf("font: glyph is cut off")
	}
	d[at], d[at+1] = 0, 0
	return append(d[:at+2], d[at+2+n:]...), nil
}

func (f *Face) cutMetrics(old []uint16) []byte {
	var out []byte
	for _, g := range old {
		out = binary.BigEndian.AppendUint16(out, f.advance(g))
		out = binary.BigEndian.AppendUint16(out, uint16(f.bearing(g)))
	}
	return out
}
