package font

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Substitute is the geta mark, which printers set for a character they lack.
const Substitute = '〓'

// Plain makes s fit for one line of XML or PDF: NFC, no control characters, no
// invisible marks, blanks run together, none at the ends.
func Plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ReplaceAll(Visible(s), "\n", " "), func(r rune) bool { return r == ' ' }), " ")
}

// Visible is s in NFC without invisible marks; blanks and control characters
// are spaces, line feeds stay.
func Visible(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")) {
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case unicode.IsSpace(r) || unicode.IsControl(r):
			b.WriteByte(' ')
		case unicode.Is(unicode.Cf, r) || r == '\uFFFE' || r == '\uFFFF':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Clean is a text as it can be set: visible characters only, quotes as Straight
// has them, and Substitute for every character without a glyph; lacking lists
// those, each once, in order of appearance. Blanks stay where they are.
func (f *Face) Clean(s string) (clean string, lacking []rune) {
	clean = strings.Map(func(r rune) rune {
		if f.Has(r) && r <= 0xFFFF { // PDF text here holds 16 bits
			return r
		}
		if !slices.Contains(lacking, r) {
			lacking = append(lacking, r)
		}
		return Substitute
	}, Straight(strings.ReplaceAll(Visible(s), "\n", " ")))
	return clean, lacking
}

// Straight replaces curly quotes and ellipses by their ASCII forms where no
// Chinese is about: in a Chinese typeface they are a full em wide and would
// tear “China’s” apart. Quotes stay in a text that holds Chinese, so that pairs
// match; an apostrophe between Latin letters and an ellipsis without a Chinese
// neighbour never do.
func Straight(s string) string {
	runes := []rune(s)
	chinese := slices.ContainsFunc(runes, Ideograph)
	var b strings.Builder
	for i, r := range runes {
		before, after := i > 0 && Ideograph(runes[i-1]), i+1 < len(runes) && Ideograph(runes[i+1])
		inWord := i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]) && !before && !after
		switch {
		case r == '’' && (inWord || !chinese), r == '‘' && !chinese:
			b.WriteByte('\'')
		case (r == '“' || r == '”') && !chinese:
			b.WriteByte('"')
		case r == '…' && !before && !after:
			b.WriteString("...")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

const (
	closing = "，。、；：！？）》〉」』】〕”’…—·,.;:!?)]}%％"
	opening = "（《〈「『【〔“‘([{"
)

// Breakable reports whether a line may end between two characters: at blanks,
// after hyphens and slashes and beside Chinese characters, but never before
// closing or after opening punctuation.
func Breakable(before, after rune) bool {
	if strings.ContainsRune(closing, after) || strings.ContainsRune(opening, before) {
		return false
	}
	return before == ' ' || after == ' ' || strings.ContainsRune("-/_–", before) || Ideograph(before) || Ideograph(after)
}

// Ideograph reports whether r is set as a Chinese character or sign, a full em
// wide.
func Ideograph(r rune) bool { return r >= 0x2E80 && r <= 0xFFEF }
