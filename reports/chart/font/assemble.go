package font

import (
	"encoding/binary"
	"slices"
)

// segment is a run of characters whose glyphs are numbered in step.
type segment struct{ lo, hi, gid int }

func (f *Face) segments(runes []rune, renumber map[uint16]uint16) []segment {
	var out []segment
	for _, r := range runes {
		old, _ := f.glyph(r)
		g := int(renumber[old])
		if n := len(out); n > 0 && out[n-1].hi+1 == int(r) && out[n-1].gid+int(r)-out[n-1].lo == g {
			out[n-1].hi = int(r)
			continue
		}
		out = append(out, segment{int(r), int(r), g})
	}
	return out
}

// cutCmap writes a format 4 subtable for the Basic Multilingual Plane, which
// every PDF and SVG reader knows, and a format 12 subtable where characters
// beyond it are kept.
func (f *Face) cutCmap(runes []rune, renumber map[uint16]uint16) []byte {
	all := f.segments(runes, renumber)
	bmp, _ := slices.BinarySearch(runes, 0xFFFF)
	four := format4(f.segments(runes[:bmp], renumber))
	tables := []uint16{0, 1, 3, 1}
	if bmp < len(runes) {
		tables = []uint16{0, 2, 3, 1}
	}
	var out []byte
	for _, v := range tables {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	at := 4 + 8*int(tables[1])
	out = binary.BigEndian.AppendUint32(out, uint32(at))
	if bmp == len(runes) {
		return append(out, four...)
	}
	out = binary.BigEndian.AppendUint16(out, 3)
	out = binary.BigEndian.AppendUint16(out, 10)
	out = binary.BigEndian.AppendUint32(out, uint32(at+len(four)))
	out = append(out, four...)
	for _, v := range []uint32{12 << 16, uint32(16 + 12*len(all)), 0, uint32(len(all))} {
		out = binary.BigEndian.AppendUint32(out, v)
	}
	for _, s := range all {
		for _, v := range []int{s.lo, s.hi, s.gid} {
			out = binary.BigEndian.AppendUint32(out, uint32(v))
		}
	}
	return out
}

func format4(segments []segment) []byte {
	segments = append(slices.Clone(segments), segment{0xFFFF, 0xFFFF, 0})
	n := len(segments)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	// The length field holds 16 bits; beyond it readers go by the segment count.
	header := []int{4, min(16+8*n, 0xFFFF), 0, 2 * n, 2 * power, log, 2 * (n - power)}
	var out []byte
	put := func(v int) { out = binary.BigEndian.AppendUint16(out, uint16(v)) }
	for _, v := range header {
		put(v)
	}
	for _, s := range segments {
		put(s.hi)
	}
	put(0)
	for _, s := range segments {
		put(s.lo)
	}
	for _, s := range segments {
		put(s.gid - s.lo)
	}
	for range segments {
		put(0)
	}
	return out
}

// assemble writes the tables in name order with their checksums.
func assemble(tables map[string][]byte) []byte {
	var names []string
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	n := len(names)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 * power, log, 16 * (n - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	binary.BigEndian.PutUint32(tables["head"][8:], 0)
	at, headAt := 12+16*n, 0
	for _, name := range names {
		t := tables[name]
		if name == "head" {
			headAt = at
		}
		out = append(out, name...)
		out = binary.BigEndian.AppendUint32(out, checksum(t))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t)))
		at += (len(t) + 3) &^ 3
	}
	for _, name := range names {
		out = append(out, tables[name]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(t []byte) uint32 {
	var sum uint32
	for len(t) >= 4 {
		sum += binary.BigEndian.Uint32(t)
		t = t[4:]
	}
	if len(t) > 0 {
		var last [4]byte
		copy(last[:], t)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}
