package index

import (
	"encoding/binary"
	"fmt"
	"slices"
	"unsafe"

	"concord/corpus"
)

// Section is a part of an index as bytes, numbers with the lowest byte first.
// Data is read in place where it begins at a multiple of eight, as in a mapped
// file, and lives as long as the index.
type Section struct {
	Name string
	Data []byte
}

// version grows whenever the sections mean something else.
const version = 1

// about says what the index is of.
func about(t *corpus.Tokens) string {
	return fmt.Sprintf("concord index %d recipe %s", version, t.RecipeHash)
}

// Sections returns the index in named parts, always the same and in one order.
func (x *Index) Sections() []Section {
	return []Section{
		{"about", []byte(about(x.tokens))},
		{"postings", raw(x.postings)},
		{"first", raw(x.first)},
		{"documents", raw(x.documents)},
		{"sentences", raw(x.sentences)},
		{"paragraphs", raw(x.paragraphs)},
		{"frequent", raw(x.frequent)},
		{"rows", raw(x.rows)},
		{"text", x.text},
		{"starts", raw(x.starts)},
	}
}

// From makes an index of its sections, in any order, over the corpus and the
// tokens that it was built from. Sections that are missing, of another size or
// of another recipe are errors; that the numbers themselves are intact is for
// the store to check.
func From(c *corpus.Corpus, t *corpus.Tokens, sections []Section) (*Index, error) {
	x := &Index{corpus: c, tokens: t}
	if err := x.lay(); err != nil {
		return nil, err
	}
	of := map[string][]byte{}
	for _, s := range sections {
		of[s.Name] = s.Data
	}
	if have, want := string(of["about"]), about(t); have != want {
		return nil, fmt.Errorf("index: section about: %.80q, want %q: build the index anew", have, want)
	}
	features, total := len(t.Features), t.Total()
	letters := 1
	for _, f := range t.Features {
		letters += len(f) + 1
	}
	for _, want := range []struct {
		name string
		size int
	}{
		{"postings", 4 * total}, {"first", 4 * (features + 1)}, {"documents", 4 * len(x.documents)},
		{"sentences", 8 * words(total)}, {"paragraphs", 8 * words(total)}, {"rows", len(of["frequent"]) * 2 * words(total)},
		{"text", letters}, {"starts", 4 * (features + 1)},
	} {
		if have := len(of[want.name]); have != want.size {
			return nil, fmt.Errorf("index: section %s: %d bytes, want %d: build the index anew", want.name, have, want.size)
		}
	}
	if !slices.Equal(view[uint32](of["documents"]), x.documents) {
		return nil, fmt.Errorf("index: section documents: other lengths than the %d documents have: build the index anew", c.Len())
	}
	x.postings, x.first, x.starts = view[uint32](of["postings"]), view[uint32](of["first"]), view[uint32](of["starts"])
	x.sentences, x.paragraphs = view[uint64](of["sentences"]), view[uint64](of["paragraphs"])
	x.frequent, x.rows = view[uint32](of["frequent"]), view[uint64](of["rows"])
	x.text = of["text"]
	if err := ascending("first", x.first, len(x.postings)); err != nil {
		return nil, err
	}
	if err := ascending("starts", x.starts, len(x.text)); err != nil {
		return nil, err
	}
	return x, nil
}

// ascending checks what looking up relies on: that no number leads out of the
// array it points into. Postings are not read, for they are most of the index.
func ascending(name string, list []uint32, limit int) error {
	if !slices.IsSorted(list) || int(list[len(list)-1]) != limit {
		return fmt.Errorf("index: section %s: want ascending numbers up to %d: build the index anew", name, limit)
	}
	return nil
}

// nativeLittle reports whether memory holds numbers as sections do.
var nativeLittle = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// view reads bytes as numbers: in place where the machine allows it, else as a
// copy.
func view[N uint32 | uint64](b []byte) []N {
	width := int(unsafe.Sizeof(N(0)))
	if len(b) == 0 {
		return nil
	}
	p := unsafe.Pointer(unsafe.SliceData(b))
	if nativeLittle && uintptr(p)%uintptr(width) == 0 {
		return unsafe.Slice((*N)(p), len(b)/width)
	}
	out := make([]N, len(b)/width)
	for i := range out {
		for j := range width {
			out[i] |= N(b[width*i+j]) << (8 * j)
		}
	}
	return out
}

// raw is the inverse of view.
func raw[N uint32 | uint64](v []N) []byte {
	width := int(unsafe.Sizeof(N(0)))
	if len(v) == 0 {
		return nil
	}
	if nativeLittle {
		return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), len(v)*width)
	}
	out := make([]byte, 0, len(v)*width)
	for _, n := range v {
		for j := range width {
			out = append(out, byte(n>>(8*j)))
		}
	}
	return out
}
