package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// Lengths below which a piece is no clause. A Chinese quotation or remark in
// brackets is cut inside only from zhQuoted bytes (thirty Han characters) on;
// a book title in 《》 never.
const (
	zhQuoted      = 90
	enWordsComma  = 4 // words after a comma
	enWordsStrong = 2 // words after ; : or a dash
)

// clauses cuts a sentence by the rules of the document's language. The clauses
// of a sentence cover it; each takes the mark that closes it along.
func (r *reader) clauses(s corpus.Span) []corpus.Span {
	if r.chinese {
		return chineseClauses(r.doc.Text, s)
	}
	return englishClauses(r.doc.Text, s)
}

const chineseClauseMarks = "，；：。！？,;"

func chineseClauses(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	whole := keptWhole(text, s)
	start := s.Start
	for i := s.Start; i < s.End; {
		if len(whole) > 0 && i == whole[0].Start {
			i = whole[0].End
			whole = whole[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:s.End])
		before := i
		i += n
		if !strings.ContainsRune(chineseClauseMarks, r) || betweenDigits(text[s.Start:s.End], before-s.Start, n) {
			continue
		}
		i = skip(text, i, s.End, chineseStops+"，；：…"+chineseClose)
		if !hasLetters(text[start:i]) {
			continue
		}
		out = appendTrimmed(out, text, start, i)
		start = i
		for len(whole) > 0 && whole[0].Start < i {
			whole = whole[1:]
		}
	}
	return withRest(out, text, start, s.End)
}

// keptWhole returns the pairs of marks that are not cut inside.
func keptWhole(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, q := range pairs(text, s, chineseOpen, chineseClose, maxQuote) {
		if q.Len() < zhQuoted || strings.HasPrefix(text[q.Start:], "《") {
			out = append(out, q)
		}
	}
	return out
}

// withRest adds what follows the last cut: a clause of its own if it has
// letters, else a part of the last one.
func withRest(out []corpus.Span, text string, start, end int) []corpus.Span {
	if hasLetters(text[start:end]) || len(out) == 0 {
		return appendTrimmed(out, text, start, end)
	}
	if t := trim(text, corpus.Span{Start: start, End: end}); t.Len() > 0 {
		out[len(out)-1].End = t.End
	}
	return out
}

// betweenDigits reports whether the mark at offset i, n bytes long, stands
// between two digits: 10：30, 1,000.
func betweenDigits(s string, i, n int) bool {
	a, _ := utf8.DecodeLastRuneInString(s[:i])
	b, _ := utf8.DecodeRuneInString(s[i+n:])
	return unicode.IsDigit(a) && unicode.IsDigit(b)
}

func hasLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// englishClauses cuts after , ; : and at dashes, then joins what is too short:
// a piece after a comma with fewer than enWordsComma words goes back to the
// piece before it (so that a list such as "peace, stability, and prosperity"
// stays whole), a short first piece goes forward.
func englishClauses(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	quoted := pairs(text, s, englishOpen, englishClose, maxQuote)
	start, need, list := s.Start, 0, false
	cut := func(end, nextNeed int) {
		n := countWords(text[start:end])
		switch {
		case n == 0 && len(out) == 0:
			return
		case len(out) > 0 && (n < need || list && endsList(text[start:end])):
			out[len(out)-1].End = end
			list = n < need
		case len(out) == 0 && n < enWordsStrong:
			return
		default:
			out = append(out, corpus.Span{Start: start, End: end})
			list = false
		}
		start, need = end, nextNeed
	}
	for i := s.Start; i < s.End; {
		if len(quoted) > 0 && i >= quoted[0].Start {
			if i < quoted[0].End {
				i = quoted[0].End
			}
			quoted = quoted[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:s.End])
		after := i + n
		switch {
		case r == ',' && !betweenDigits(text[s.Start:s.End], i-s.Start, n):
			cut(after, enWordsComma)
		case (r == ';' || r == ':') && !betweenDigits(text[s.Start:s.End], i-s.Start, n):
			cut(after, enWordsStrong)
		case r == '—', (r == '–' || r == '-') && spaced(text[s.Start:s.End], i-s.Start, n) && i > s.Start:
			cut(after, enWordsStrong)
		}
		i = after
	}
	last := text[start:s.End]
	if len(out) > 0 && (countWords(last) < max(need, 1) || list && endsList(last)) {
		out[len(out)-1].End = s.End
	} else {
		out = append(out, corpus.Span{Start: start, End: s.End})
	}
	return trimAll(text, out)
}

// endsList reports whether a piece that follows short list items is the last
// of them: "and prosperity in the region".
func endsList(s string) bool {
	s = strings.TrimLeftFunc(s, isBlank)
	return strings.HasPrefix(s, "and ") || strings.HasPrefix(s, "or ")
}

func trimAll(text string, spans []corpus.Span) []corpus.Span {
	out := spans[:0]
	for _, s := range spans {
		if t := trim(text, s); t.Len() > 0 {
			out = append(out, t)
		}
	}
	return out
}

// spaced reports whether blanks stand on both sides.
func spaced(s string, i, n int) bool {
	a, _ := utf8.DecodeLastRuneInString(s[:i])
	b, _ := utf8.DecodeRuneInString(s[i+n:])
	return isBlank(a) && isBlank(b)
}

func countWords(s string) int {
	n := 0
	for _, f := range strings.Fields(s) {
		if hasLetters(f) {
			n++
		}
	}
	return n
}
