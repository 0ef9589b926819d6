package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/unicode/norm"
)

// Freeze returns s in the form in which texts are stored and addressed: valid
// UTF-8 in NFC, line ends LF, no byte order mark. It reports whether invalid
// bytes had to be replaced by U+FFFD.
func Freeze(s string) (frozen string, replaced bool) {
	s = strings.TrimPrefix(s, "\ufeff")
	if isFrozen(s) {
		return s, false
	}
	if !utf8.ValidString(s) {
		s, replaced = strings.ToValidUTF8(s, "\ufffd"), true
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return norm.NFC.String(s), replaced
}

// isFrozen reports whether s is valid UTF-8 in NFC without carriage returns.
// Most texts are, which is quick to see: the tables of normalisation are asked
// only about runs of characters beyond those of Chinese and Western European
// print, each with the character before it, with which it might combine.
func isFrozen(s string) bool {
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b == '\r':
			return false
		case b < utf8.RuneSelf:
			i++
			continue
		case b >= 0xe5 && b <= 0xe9 && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80:
			i += 3 // U+5000 to U+9FFF, most of the Han characters
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if n == 1 {
			return false
		}
		if composed(r) {
			i += n
			continue
		}
		end, ok := runOfOthers(s, i)
		_, before := utf8.DecodeLastRuneInString(s[:i])
		if !ok || !norm.NFC.IsNormalString(s[i-before:end]) {
			return false
		}
		i = end
	}
	return true
}

// runOfOthers returns where the characters end, from offset i on, that are
// neither ASCII nor composed; ok is false where a byte is not UTF-8.
func runOfOthers(s string, i int) (end int, ok bool) {
	for i < len(s) && s[i] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(s[i:])
		if n == 1 {
			return i, false
		}
		if composed(r) {
			break
		}
		i += n
	}
	return i, true
}

// composed reports whether a character is in NFC on its own and never combines
// with the one before. The ranges leave many such characters out.
func composed(r rune) bool {
	switch {
	case r >= 0x4e00 && r <= 0x9fff: // Han
		return true
	case r >= 0x3000 && r <= 0x303f: // marks; 302A to 302F are tone marks
		return r < 0x302a || r > 0x302f
	case r >= 0xff00 && r <= 0xff60: // full-width forms
		return true
	case r >= 0x80 && r <= 0x2ff: // Latin
		return true
	}
	return r >= 0x2010 && r <= 0x2027 || r >= 0x2030 && r <= 0x205e // dashes, quotation marks
}

// Hash returns the SHA-256 of a text in hex.
func Hash(text string) string {
	// The bytes are only read, so that they need not be copied.
	sum := sha256.Sum256(unsafe.Slice(unsafe.StringData(text), len(text)))
	return hex.EncodeToString(sum[:])
}

// sealed is a text that SetText gave and its hash.
type sealed struct{ text, hash string }

// SetText gives the document a text, as Freeze returns it, and the hash of it.
// Where the text is given this way, New need not hash it once more.
func (d *Document) SetText(s string) {
	d.Text, _ = Freeze(s)
	d.SHA256 = Hash(d.Text)
	d.sealed = sealed{d.Text, d.SHA256}
}

// matchesHash reports whether the hash of the document is that of its text.
func (d *Document) matchesHash() bool {
	if d.sealed.hash != "" && d.sealed.text == d.Text { // quick where it is the same memory
		return d.sealed.hash == d.SHA256
	}
	return d.SHA256 == Hash(d.Text)
}
