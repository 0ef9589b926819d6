// Package font holds the one typeface of every figure and the TrueType code
// that figures need: widths, outlines and subsets.
//
// The typeface is Noto Sans SC Regular cut down to the characters a Chinese or
// English statement can hold (GB 2312, Big5, Latin, Greek, Cyrillic,
// punctuation, arrows, mathematical and geometric signs). File SOURCE says
// where it comes from and states the hash of what went in and came out;
// OFL.txt is its licence. One weight only: nothing is emboldened or slanted by
// machine.
//
// A [Face] reads the glyf outlines of a static TrueType file. It knows no
// shaping: one character is one glyph, advanced by its own width, in every
// output format alike. Scripts that need shaping (Khmer, Arabic) are therefore
// reported as missing rather than drawn wrongly.
package font

//go:generate go run ./generate -out . $NOTO_SANS_SC_REGULAR
