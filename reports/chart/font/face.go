package font

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// Face is a parsed TrueType font. It is immutable and safe for use by several
// goroutines.
type Face struct {
	data    []byte
	tables  map[string][]byte
	upem    int
	glyphs  int
	metrics int // number of full entries in hmtx
	loca    []uint32
	runes   []rune // sorted; parallel to gids
	gids    []uint16
}

// Parse reads a static TrueType font (glyf outlines, Unicode cmap of format 4
// or 12). Fonts with CFF outlines, collections and damaged files are refused.
func Parse(data []byte) (*Face, error) {
	f := &Face{data: data}
	if err := f.readTables(); err != nil {
		return nil, err
	}
	head, maxp, hhea := f.tables["head"], f.tables["maxp"], f.tables["hhea"]
	if len(head) < 54 || len(maxp) < 6 || len(hhea) < 36 || len(f.tables["post"]) < 16 {
		return nil, fmt.Errorf("font: table head, maxp, hhea or post is too short")
	}
	f.upem = int(binary.BigEndian.Uint16(head[18:]))
	f.glyphs = int(binary.BigEndian.Uint16(maxp[4:]))
	f.metrics = int(binary.BigEndian.Uint16(hhea[34:]))
	if f.upem == 0 || f.metrics == 0 || f.metrics > f.glyphs {
		return nil, fmt.Errorf("font: %d units per em and %d metrics for %d glyphs, want sane numbers", f.upem, f.metrics, f.glyphs)
	}
	if len(f.tables["hmtx"]) < 4*f.metrics+2*(f.glyphs-f.metrics) {
		return nil, fmt.Errorf("font: table hmtx is too short for %d glyphs", f.glyphs)
	}
	if err := f.readLoca(int(binary.BigEndian.Uint16(head[50:]))); err != nil {
		return nil, err
	}
	if err := f.readCmap(); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Face) readTables() error {
	d := f.data
	if len(d) < 12 || binary.BigEndian.Uint32(d) != 0x00010000 {
		return fmt.Errorf("font: not a TrueType file with glyf outlines")
	}
	n := int(binary.BigEndian.Uint16(d[4:]))
	if len(d) < 12+16*n {
		return fmt.Errorf("font: table directory is cut off")
	}
	f.tables = make(map[string][]byte, n)
	for i := range n {
		e := d[12+16*i:]
		off, size := uint64(binary.BigEndian.Uint32(e[8:])), uint64(binary.BigEndian.Uint32(e[12:]))
		if off+size > uint64(len(d)) {
			return fmt.Errorf("font: table %q reaches beyond the end of the file", e[:4])
		}
		f.tables[string(e[:4])] = d[off : off+size]
	}
	for _, name := range []string{"head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf", "OS/2", "name", "post"} {
		if f.tables[name] == nil {
			return fmt.Errorf("font: table %q is missing", name)
		}
	}
	return nil
}

func (f *Face) readLoca(format int) error {
	t := f.tables["loca"]
	f.loca = make([]uint32, f.glyphs+1)
	size := 2
	if format == 1 {
		size = 4
	}
	if len(t) < size*len(f.loca) {
		return fmt.Errorf("font: table loca is too short for %d glyphs", f.glyphs)
	}
	last := uint32(0)
	for i := range f.loca {
		if format == 1 {
			f.loca[i] = binary.BigEndian.Uint32(t[4*i:])
		} else {
			f.loca[i] = 2 * uint32(binary.BigEndian.Uint16(t[2*i:]))
		}
		if f.loca[i] < last || int(f.loca[i]) > len(f.tables["glyf"]) {
			return fmt.Errorf("font: glyph %d lies outside table glyf", i)
		}
		last = f.loca[i]
	}
	return nil
}

// glyph returns the glyph of r; ok is false where the font has none.
func (f *Face) glyph(r rune) (gid uint16, ok bool) {
	i := sort.Search(len(f.runes), func(i int) bool { return f.runes[i] >= r })
	if i == len(f.runes) || f.runes[i] != r {
		return 0, false
	}
	return f.gids[i], true
}

// Has reports whether the font has a glyph for r.
func (f *Face) Has(r rune) bool {
	_, ok := f.glyph(r)
	return ok
}

// Runes returns the characters of the font in code-point order. The slice is
// the caller's.
func (f *Face) Runes() []rune { return append([]rune(nil), f.runes...) }

// Advance returns the width of r in ems; a missing character has the width of
// the font's glyph 0.
func (f *Face) Advance(r rune) float64 {
	g, _ := f.glyph(r)
	return float64(f.advance(g)) / float64(f.upem)
}

func (f *Face) advance(g uint16) uint16 {
	return binary.BigEndian.Uint16(f.tables["hmtx"][4*min(int(g), f.metrics-1):])
}

// bearing returns the left side bearing of g in font units.
func (f *Face) bearing(g uint16) int16 {
	t := f.tables["hmtx"]
	if int(g) < f.metrics {
		return int16(binary.BigEndian.Uint16(t[4*int(g)+2:]))
	}
	return int16(binary.BigEndian.Uint16(t[4*f.metrics+2*(int(g)-f.metrics):]))
}

// Width returns the width of s in the unit of size.
func (f *Face) Width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		w += f.Advance(r)
	}
	return w * size
}
