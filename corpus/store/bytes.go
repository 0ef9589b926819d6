package store

import (
	"encoding/binary"
	"math"
	"unsafe"
)

// number is a fixed-width number of a section.
type number interface{ ~uint32 | ~int32 | ~uint64 }

// nativeLittle reports whether memory holds numbers as the files do.
var nativeLittle = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// view reads a section as numbers: in place where the machine is little-endian
// and the bytes are aligned, as they are in a mapped segment, else as a copy.
// The length of b must be a multiple of the width.
func view[N number](b []byte) []N {
	var zero N
	width := int(unsafe.Sizeof(zero))
	n := len(b) / width
	if n == 0 {
		return nil
	}
	if p := unsafe.Pointer(unsafe.SliceData(b)); nativeLittle && uintptr(p)%uintptr(width) == 0 {
		return unsafe.Slice((*N)(p), n)
	}
	out := make([]N, n)
	for i := range out {
		if width == 8 {
			out[i] = N(binary.LittleEndian.Uint64(b[8*i:]))
		} else {
			out[i] = N(binary.LittleEndian.Uint32(b[4*i:]))
		}
	}
	return out
}

// raw is the inverse of view.
func raw[N number](v []N) []byte {
	var zero N
	width := int(unsafe.Sizeof(zero))
	if len(v) == 0 {
		return nil
	}
	if nativeLittle {
		return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), len(v)*width)
	}
	out := make([]byte, 0, len(v)*width)
	for _, n := range v {
		if width == 8 {
			out = binary.LittleEndian.AppendUint64(out, uint64(n))
		} else {
			out = binary.LittleEndian.AppendUint32(out, uint32(n))
		}
	}
	return out
}

// text is the bytes as a string, not copied: it lives as long as they do.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf is the string as bytes, not copied and not to be changed.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// encoder writes a record: numbers as varints, strings behind their length.
type encoder struct{ b []byte }

func (e *encoder) uint(n int)      { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) int(n int)       { e.b = binary.AppendVarint(e.b, int64(n)) }
func (e *encoder) float(f float64) { e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(f)) }

func (e *encoder) str(s string) {
	e.uint(len(s))
	e.b = append(e.b, s...)
}

// decoder reads what encoder writes. After the first fault every read yields
// the zero value.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) fail() {
	d.b, d.bad = nil, true
}

func (d *decoder) uint() int {
	n, size := binary.Uvarint(d.b)
	if size <= 0 || n > math.MaxInt {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return int(n)
}

func (d *decoder) int() int {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return int(n)
}

func (d *decoder) float() float64 {
	if len(d.b) < 8 {
		d.fail()
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(d.b))
	d.b = d.b[8:]
	return f
}

// str reads a string in place.
func (d *decoder) str() string {
	n := d.uint()
	if n > len(d.b) {
		d.fail()
		return ""
	}
	s := text(d.b[:n])
	d.b = d.b[n:]
	return s
}

// count reads the length of a list of items of at least so many bytes each.
func (d *decoder) count(itemBytes int) int {
	n := d.uint()
	if n > len(d.b)/itemBytes {
		d.fail()
		return 0
	}
	return n
}
