package structure

import (
	"strings"
	"unicode/utf8"
)

// wordSet is a set of words.
type wordSet map[string]bool

func newWordSet(list string) wordSet {
	set := wordSet{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// prefixSet is a set of words to look for at the beginning of a text, by their
// first characters.
type prefixSet map[rune][]string

func newPrefixSet(list string) prefixSet {
	set := prefixSet{}
	for w := range strings.FieldsSeq(list) {
		r, _ := utf8.DecodeRuneInString(w)
		set[r] = append(set[r], w)
	}
	return set
}

// begins reports whether s begins with one of the words.
func (set prefixSet) begins(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	for _, w := range set[r] {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// find returns where the first of the words stands in s, from its first byte
// to its end; of two at one place the one that the list has first. from is -1
// when there is none.
func (set prefixSet) find(s string) (from, to int) {
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		for _, w := range set[r] {
			if strings.HasPrefix(s[i:], w) {
				return i, i + len(w)
			}
		}
		i += n
	}
	return -1, -1
}

// word is a word of a clause in small letters; stop is the mark that follows
// it directly (a comma, or the apostrophe of a possessive), or 0.
type word struct {
	text string
	stop rune
}

// subjectWords is how many words of a clause are read for its subject.
const subjectWords = 40

// wordReader reads the words of a clause one by one, no farther than they are
// asked for. Full stops within abbreviations are dropped (U.S. is us); hyphens
// stay within the word, so that U.S.-India names nobody.
type wordReader struct {
	rest  string
	words []word // read so far
	left  int    // words that may still be read
}

// reset begins a clause.
func (r *wordReader) reset(s string) {
	r.rest, r.words, r.left = clip(s, 60*subjectWords), r.words[:0], subjectWords
}

// at returns the i-th word, which is empty behind the end.
func (r *wordReader) at(i int) word {
	for len(r.words) <= i {
		if !r.read() {
			return word{}
		}
	}
	return r.words[i]
}

// has reports whether there is an i-th word.
func (r *wordReader) has(i int) bool { return r.at(i).text != "" }

// read reads one more word.
func (r *wordReader) read() bool {
	for r.left > 0 && r.rest != "" {
		s := strings.TrimLeftFunc(r.rest, isBlank)
		end := strings.IndexFunc(s, isBlank)
		if end < 0 {
			end = len(s)
		}
		r.rest = s[end:]
		if w := newWord(s[:end]); w.text != "" {
			r.words = append(r.words, w)
			r.left--
			return true
		}
	}
	return false
}

// newWord reads a word with the marks around it.
func newWord(f string) word {
	if text, stop, ok := plainWord(f); ok {
		return word{text, stop}
	}
	var w word
	i := strings.IndexByte(f, '\'')
	if k := strings.Index(f, "’"); k >= 0 && (i < 0 || k < i) {
		i = k
	}
	if i > 0 && (strings.HasSuffix(f[i:], "s") || strings.HasSuffix(f, "’") || strings.HasSuffix(f, "'")) {
		f, w.stop = f[:i], '\''
	}
	if last, _ := utf8.DecodeLastRuneInString(f); w.stop == 0 && strings.ContainsRune(",;:—–)", last) {
		w.stop = ','
	}
	w.text = strings.ToLower(strings.Map(func(c rune) rune {
		if isLetterOrDigit(c) || c == '-' || c == '–' {
			return c
		}
		return -1
	}, f))
	return w
}

// plainWord reads what most words are: ASCII letters with at most one mark
// behind them.
func plainWord(f string) (text string, stop rune, ok bool) {
	n := 0
	for n < len(f) && (isLower(f[n]) || isUpper(f[n])) {
		n++
	}
	switch {
	case n == 0 || n+1 < len(f):
		return "", 0, false
	case n == len(f):
	case f[n] == ',' || f[n] == ';' || f[n] == ':' || f[n] == ')':
		stop = ','
	case f[n] != '.':
		return "", 0, false
	}
	return strings.ToLower(f[:n]), stop, true
}

// wordsOf returns the words of a phrase.
func wordsOf(phrase string) []string {
	var r wordReader
	r.reset(phrase)
	var out []string
	for i := 0; r.has(i); i++ {
		out = append(out, r.words[i].text)
	}
	return out
}

// beginsWith reports whether the words from the i-th on begin with these.
func (r *wordReader) beginsWith(i int, words []string) bool {
	for k, w := range words {
		if r.at(i+k).text != w {
			return false
		}
	}
	return true
}

// isSpace reports whether the byte is a blank of ASCII, as \s in a pattern.
func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\f' || b == '\r' }

// isWordByte reports whether the byte belongs to a word, as \w in a pattern.
func isWordByte(b byte) bool { return isLower(b) || isUpper(b) || b >= '0' && b <= '9' || b == '_' }

// firstWord returns the letters, digits and strokes that s begins with.
func firstWord(s string) string {
	n := 0
	for n < len(s) && isWordByte(s[n]) {
		n++
	}
	return s[:n]
}

// wordBefore returns the letters, digits and strokes that s ends with.
func wordBefore(s string) string {
	n := len(s)
	for n > 0 && isWordByte(s[n-1]) {
		n--
	}
	return s[n:]
}

// withoutSpaces returns s without the ASCII blanks at its end.
func withoutSpaces(s string) string {
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// beforeWord returns what stands in s before its last word when that is the word
// given with a blank before and after it.
func beforeWord(s, last string) (string, bool) {
	t := withoutSpaces(s)
	if len(t) == len(s) || !strings.HasSuffix(t, last) {
		return "", false
	}
	t = t[:len(t)-len(last)]
	return t, t != "" && isSpace(t[len(t)-1])
}

// ownerOf returns what stands before "of" or "of the" at the end of s.
func ownerOf(s string) (string, bool) {
	if t, ok := beforeWord(s, "the"); ok {
		s = t
	}
	t, ok := beforeWord(s, "of")
	return withoutSpaces(t), ok
}

// containsFold reports whether s holds a word of ASCII letters, given in lower
// case, in letters of any case.
func containsFold(s, lower string) bool {
	for i := 0; i+len(lower) <= len(s); i++ {
		if s[i]|0x20 == lower[0] && strings.EqualFold(s[i:i+len(lower)], lower) {
			return true
		}
	}
	return false
}

// holds reports whether one of the words stands in s, as a whole.
func (set wordSet) holds(s string) bool {
	for i := 0; i < len(s); {
		if !isWordByte(s[i]) {
			i++
			continue
		}
		w := firstWord(s[i:])
		if set[w] {
			return true
		}
		i += len(w)
	}
	return false
}

// containsAnyOf reports whether s contains one of the texts.
func containsAnyOf(s string, texts []string) bool {
	for _, t := range texts {
		if strings.Contains(s, t) {
			return true
		}
	}
	return false
}
