package table

import (
	"unicode"

	"golang.org/x/text/width"
)

// Width returns the number of terminal cells that s takes: two for wide and
// full-width characters, none for combining marks and other marks without
// width.
func Width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case isWide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

func isWide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}
