package load

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	textunicode "golang.org/x/text/encoding/unicode"
)

// charset is a detected encoding. A nil coding is UTF-8.
type charset struct {
	name    string
	certain float64 // 0 to 1
	coding  encoding.Encoding
}

// The names of encodings, as they stand in Source.Encoding.
const (
	nameUTF8    = "UTF-8"
	nameUTF16LE = "UTF-16LE"
	nameUTF16BE = "UTF-16BE"
	nameGB      = "GB18030"
	nameBig5    = "Big5"
	nameWindows = "Windows-1252"
)

// doubtful is the certainty below which a guess is noted on the document.
const doubtful = 0.9

// newCharset returns a charset by name; GB2312 and GBK are read as GB18030,
// which contains them.
func newCharset(name string, certain float64) (charset, bool) {
	c := charset{certain: certain}
	switch strings.ToUpper(name) {
	case "UTF-8", "UTF-8-SIG", "ASCII":
		c.name = nameUTF8
	case "UTF-16LE", "UTF-16":
		c.name, c.coding = nameUTF16LE, textunicode.UTF16(textunicode.LittleEndian, textunicode.IgnoreBOM)
	case "UTF-16BE":
		c.name, c.coding = nameUTF16BE, textunicode.UTF16(textunicode.BigEndian, textunicode.IgnoreBOM)
	case "GB2312", "GBK", "GB18030", "GB-18030":
		c.name, c.coding = nameGB, simplifiedchinese.GB18030
	case "BIG5":
		c.name, c.coding = nameBig5, traditionalchinese.Big5
	case "WINDOWS-1252", "ISO-8859-1", "MACROMAN", "US-ASCII":
		c.name, c.coding = nameWindows, charmap.Windows1252
	}
	return c, c.name != ""
}

// badBytes is a text that cannot be decoded.
type badBytes struct {
	what   string
	offset int // of the first byte that does not fit, or -1
	line   int
	want   string
}

func (b *badBytes) problem() string {
	if b.offset < 0 {
		return b.what
	}
	return fmt.Sprintf("%s at byte %d", b.what, b.offset)
}

// fits reports whether the data decodes without a fault into characters that
// texts are made of.
func (c charset) fits(data []byte) bool {
	if c.name == nameWindows {
		return plausibleWindows(data)
	}
	text, bad := c.decode(data)
	if bad != nil {
		return false
	}
	odd, high := 0, 0
	for _, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		high++
		if unicode.Is(unicode.Co, r) || !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			odd++
		}
	}
	return odd*50 <= high // at most 2 % private-use or unassigned
}

// plausibleWindows refuses bytes that Windows-1252 leaves undefined and those
// that no English or Western European text holds: þÿ and control codes.
func plausibleWindows(data []byte) bool {
	high, letters := 0, 0
	for _, b := range data {
		switch {
		case b >= 0x80:
			high++
		case b >= 'A':
			letters++
		}
		switch b {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xfe, 0xff:
			return false
		}
	}
	return high*4 <= letters
}

// decode returns the text, without its byte order mark. It may share memory
// with the data, which must not be changed afterwards.
func (c charset) decode(data []byte) (string, *badBytes) {
	if c.coding == nil {
		if i := firstInvalid(data); i >= 0 {
			return "", invalidUTF8(data, i)
		}
		// The bytes read are written to no more, so that they can be the text.
		return strings.TrimPrefix(unsafe.String(unsafe.SliceData(data), len(data)), "\ufeff"), nil
	}
	if c.name == nameUTF16LE || c.name == nameUTF16BE {
		if len(data)%2 != 0 {
			return "", &badBytes{c.name + " of an odd number of bytes", len(data) - 1, 0, "whole characters"}
		}
	}
	out, err := c.coding.NewDecoder().Bytes(data)
	if err != nil {
		return "", &badBytes{"not " + c.name + ": " + err.Error(), -1, 0, "a text in one encoding"}
	}
	if i := bytes.Index(out, []byte("\ufffd")); i >= 0 {
		return "", &badBytes{"not all " + c.name + ": a character cannot be decoded", -1, 1 + bytes.Count(out[:i], []byte("\n")),
			"a text in one encoding"}
	}
	return strings.TrimPrefix(string(out), "\ufeff"), nil
}
