package load

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
)

// detect finds the encoding. A byte order mark decides; then valid UTF-8; then
// UTF-16 without a mark, by its share of common characters; then statistics.
func detect(data []byte) (charset, *badBytes) {
	for _, mark := range []struct{ bom, name string }{{"\xef\xbb\xbf", nameUTF8}, {"\xff\xfe", nameUTF16LE}, {"\xfe\xff", nameUTF16BE}} {
		if bytes.HasPrefix(data, []byte(mark.bom)) {
			c, _ := newCharset(mark.name, 1)
			return c, nil
		}
	}
	invalid := firstInvalid(data)
	nul := bytes.IndexByte(data, 0)
	if invalid < 0 && nul < 0 {
		return charset{name: nameUTF8, certain: 1}, nil
	}
	if c, ok := unmarkedUTF16(data); ok {
		return c, nil
	}
	if nul >= 0 {
		return charset{}, &badBytes{"binary data: a NUL", nul, lineAt(data, nul), "a text"}
	}
	if brokenUTF8(data) {
		return charset{}, invalidUTF8(data, invalid)
	}
	return guess(data, invalid)
}

func invalidUTF8(data []byte, at int) *badBytes {
	return &badBytes{fmt.Sprintf("invalid UTF-8 (0x%02X)", data[at]), at, lineAt(data, at),
		"UTF-8, UTF-16, GB18030, Big5 or Windows-1252 throughout"}
}

// guess asks the detector, and takes the first answer that decodes without a
// fault.
func guess(data []byte, invalid int) (charset, *badBytes) {
	sample := data
	if len(sample) > sampleBytes {
		// The sample begins where ASCII ends, or a long English preface would
		// hide what follows.
		start := max(0, min(invalid-64, len(data)-sampleBytes))
		sample = data[start : start+sampleBytes]
	}
	found := chardet.Detect(sample)
	first, ok := newCharset(found.Encoding, min(found.Confidence, 1))
	if ok && first.name != nameUTF8 && first.fits(data) {
		return first, nil
	}
	for _, name := range []string{nameGB, nameBig5, nameWindows} {
		// Certainty 0.3: nothing but the absence of faults speaks for it.
		if c, _ := newCharset(name, 0.3); c.fits(data) && found.Confidence < doubtful {
			return c, nil
		}
	}
	bad := invalidUTF8(data, invalid)
	if !ok && found.Confidence >= doubtful {
		bad.what += ", perhaps " + found.Encoding + ","
	}
	return charset{}, bad
}

const sampleBytes = 128 << 10

// firstInvalid returns the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// brokenUTF8 reports whether the data is UTF-8 with a few bad bytes rather than
// another encoding: three sequences of three bytes or more for each bad byte,
// which text in GB18030 or Big5 does not reach.
func brokenUTF8(data []byte) bool {
	long, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n >= 3:
			long++
		}
		i += n
	}
	return long >= 3*bad
}

// unmarkedUTF16 recognises UTF-16 without a byte order mark: of the even and
// the odd reading at most one consists nearly wholly of Chinese, ASCII and
// their punctuation.
func unmarkedUTF16(data []byte) (charset, bool) {
	if len(data)%2 != 0 || len(data) < 8 {
		return charset{}, false
	}
	sample := data[:min(len(data), sampleBytes)]
	for _, name := range []string{nameUTF16LE, nameUTF16BE} {
		if common, marks := commonUTF16(sample, name == nameUTF16LE); common >= 0.95 && marks >= 0.01 {
			c, _ := newCharset(name, common)
			return c, true
		}
	}
	return charset{}, false
}

// commonUTF16 returns the shares of common characters, and of blanks, line ends
// and punctuation, when the bytes are read as UTF-16.
func commonUTF16(data []byte, little bool) (common, marks float64) {
	n, c, m := 0, 0, 0
	for i := 0; i+1 < len(data); i += 2 {
		u := uint16(data[i])<<8 | uint16(data[i+1])
		if little {
			u = uint16(data[i+1])<<8 | uint16(data[i])
		}
		n++
		switch {
		case u == ' ', u == '\n', u == '\r', u == ',', u == '.', u == 0x3000, u == 0x3001, u == 0x3002, u == 0xff0c:
			c, m = c+1, m+1
		case u == '\t', u > ' ' && u < 0x7f, u >= 0x4e00 && u <= 0x9fff, u >= 0x2010 && u <= 0x2026,
			u >= 0x3000 && u <= 0x303f, u >= 0xff00 && u <= 0xff65, u >= 0xc0 && u <= 0x17f:
			c++
		}
	}
	return float64(c) / float64(n), float64(m) / float64(n)
}

func lineAt(data []byte, offset int) int { return 1 + bytes.Count(data[:offset], []byte("\n")) }
