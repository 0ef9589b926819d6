package font

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// readCmap takes the widest Unicode subtable: format 12 before format 4.
func (f *Face) readCmap() error {
	t := f.tables["cmap"]
	if len(t) < 4 {
		return fmt.Errorf("font: table cmap is too short")
	}
	var best []byte
	var kind uint16
	for i := range int(binary.BigEndian.Uint16(t[2:])) {
		if len(t) < 12+8*i {
			return fmt.Errorf("font: table cmap is cut off")
		}
		e := t[4+8*i:]
		platform, off := binary.BigEndian.Uint16(e), int(binary.BigEndian.Uint32(e[4:]))
		if platform != 0 && platform != 3 || off+4 > len(t) {
			continue
		}
		if k := binary.BigEndian.Uint16(t[off:]); (k == 4 || k == 12) && k > kind {
			best, kind = t[off:], k
		}
	}
	pairs := make(map[rune]uint16)
	var err error
	switch kind {
	case 4:
		err = cmap4(best, pairs)
	case 12:
		err = cmap12(best, pairs)
	default:
		err = fmt.Errorf("font: table cmap has no Unicode subtable of format 4 or 12")
	}
	if err != nil {
		return err
	}
	for r, g := range pairs {
		if g != 0 && int(g) < f.glyphs {
			f.runes = append(f.runes, r)
		}
	}
	sort.Slice(f.runes, func(i, j int) bool { return f.runes[i] < f.runes[j] })
	f.gids = make([]uint16, len(f.runes))
	for i, r := range f.runes {
		f.gids[i] = pairs[r]
	}
	return nil
}

func cmap4(t []byte, pairs map[rune]uint16) error {
	if len(t) < 14 {
		return fmt.Errorf("font: cmap format 4 is cut off")
	}
	n := int(binary.BigEndian.Uint16(t[6:])) / 2
	if len(t) < 16+8*n {
		return fmt.Errorf("font: cmap format 4 is cut off")
	}
	ends, starts := t[14:], t[16+2*n:]
	deltas, offsets := t[16+4*n:], t[16+6*n:]
	for i := range n {
		lo, hi := binary.BigEndian.Uint16(starts[2*i:]), binary.BigEndian.Uint16(ends[2*i:])
		delta, off := binary.BigEndian.Uint16(deltas[2*i:]), int(binary.BigEndian.Uint16(offsets[2*i:]))
		for c := int(lo); c <= int(hi) && c != 0xFFFF; c++ {
			if off == 0 {
				pairs[rune(c)] = uint16(c) + delta
				continue
			}
			at := 2*i + off + 2*(c-int(lo))
			if at+2 > len(offsets) {
				return fmt.Errorf("font: cmap format 4 points outside its table")
			}
			if g := binary.BigEndian.Uint16(offsets[at:]); g != 0 {
				pairs[rune(c)] = g + delta
			}
		}
	}
	return nil
}

func cmap12(t []byte, pairs map[rune]uint16) error {
	if len(t) < 16 {
		return fmt.Errorf("font: cmap format 12 is cut off")
	}
	n := int(binary.BigEndian.Uint32(t[12:]))
	if n > (len(t)-16)/12 {
		return fmt.Errorf("font: cmap format 12 is cut off")
	}
	for i := range n {
		e := t[16+12*i:]
		lo, hi, g := binary.BigEndian.Uint32(e), binary.BigEndian.Uint32(e[4:]), binary.BigEndian.Uint32(e[8:])
		if hi < lo || hi > 0x10FFFF {
			return fmt.Errorf("font: cmap format 12 has a group %#x..%#x", lo, hi)
		}
		for c := lo; c <= hi; c++ {
			pairs[rune(c)] = uint16(g + c - lo)
		}
	}
	return nil
}
