package similarity

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/token/script"

	"golang.org/x/text/width"
)

// Stream is the characters of a document that are compared, each with its byte
// offset in the frozen text. Parts of a document are kept apart by the
// character separator, which no shingle holds.
type Stream struct {
	Char []rune
	At   []uint32
}

const separator = rune(-1)

// StreamOf reads the stream of a member: letters, ideographs, digits and their
// marks, letters small, half width, simplified on request.
func StreamOf(c *corpus.Corpus, m corpus.Member, simplified bool) Stream {
	d := c.Doc(m.Doc)
	parts := m.Parts
	if parts == nil {
		parts = []corpus.Span{{Start: 0, End: len(d.Text)}}
	}
	size := 0
	for _, p := range parts {
		size += p.Len()
	}
	s := Stream{Char: make([]rune, 0, size/2), At: make([]uint32, 0, size/2)}
	for i, p := range parts {
		if i > 0 {
			s.Char, s.At = append(s.Char, separator), append(s.At, uint32(p.Start))
		}
		from := len(s.Char)
		for off, r := range d.Text[p.Start:p.End] {
			if r = normal(r); r != 0 {
				s.Char, s.At = append(s.Char, r), append(s.At, uint32(p.Start+off))
			}
		}
		if simplified {
			script.Fold(s.Char[from:])
		}
	}
	return s
}

// normal returns the character as compared, 0 for one that is left out.
func normal(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return 0
	case r >= 0x4e00 && r <= 0x9fff:
		return r
	case r >= 0xff01 && r <= 0xffee:
		if n := width.LookupRune(r).Narrow(); n != 0 && r < 0xff61 {
			return normal(n)
		}
	}
	if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
		return unicode.ToLower(r)
	}
	return 0
}

// span returns the bytes of the frozen text from character i to j, not
// included.
func (s Stream) span(text string, i, j int) corpus.Span {
	last := int(s.At[j-1])
	_, size := utf8.DecodeRuneInString(text[last:])
	return corpus.Span{Start: int(s.At[i]), End: last + size}
}

// Shingles returns the set of hashes of the runs of k characters, ascending.
// Two runs that differ have one hash with a chance of about 2^-64.
func (s Stream) Shingles(k int) []uint64 {
	var out []uint64
	run := 0
	for i, r := range s.Char {
		if run++; r == separator {
			run = 0
		}
		if run >= k {
			h := uint64(k)
			for _, c := range s.Char[i-k+1 : i+1] {
				h = mix(h ^ uint64(c))
			}
			out = append(out, h)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014), a bijection.
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
