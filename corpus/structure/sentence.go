package structure

import (
	"strings"
	"unicode/utf8"

	"concord/corpus"
)

// maxQuote is the longest quotation, in bytes (three hundred Han characters),
// that is kept whole. An opening mark whose closing mark is farther away
// counts as a stray mark.
const maxQuote = 900

// The marks that come in pairs. The single quotation marks are left out of the
// English ones, because ’ is also the apostrophe.
const (
	chineseOpen, chineseClose = "“‘《〈「『（(【[〔", "”’》〉」』）)】]〕"
	englishOpen, englishClose = "“([", "”)]"
)

// pairs returns the outermost pairs of marks in s, marks included, of at most
// limit bytes, in order. Unpaired marks are passed over.
func pairs(text string, s corpus.Span, open, shut string, limit int) []corpus.Span {
	type mark struct {
		r  rune
		at int
	}
	var stack []mark
	var out []corpus.Span
	for i, r := range text[s.Start:s.End] {
		if r < 0x80 && r != '(' && r != ')' && r != '[' && r != ']' {
			continue
		}
		i += s.Start
		if strings.ContainsRune(open, r) {
			stack = append(stack, mark{r, i})
			continue
		}
		at := strings.IndexRune(shut, r)
		if at < 0 {
			continue
		}
		want := nth(open, utf8.RuneCountInString(shut[:at]))
		for k := len(stack) - 1; k >= 0 && k >= len(stack)-8; k-- {
			if stack[k].r != want {
				continue
			}
			span := corpus.Span{Start: stack[k].at, End: i + utf8.RuneLen(r)}
			stack = stack[:k]
			if span.Len() > limit {
				break
			}
			for len(out) > 0 && out[len(out)-1].Start > span.Start {
				out = out[:len(out)-1]
			}
			out = append(out, span)
			break
		}
	}
	return out
}

// nth returns the n-th character of s.
func nth(s string, n int) rune {
	for _, r := range s {
		if n == 0 {
			return r
		}
		n--
	}
	return 0
}

const chineseStops = "。！？!?"

// chineseSentences cuts a paragraph after 。！？ (and after …… where it stands
// before a closing mark or at the end), with the closing marks that follow,
// and at its end. It does not cut within a pair of marks; a quotation that
// ends in a stop ends its sentence unless the sentence goes on after it.
func chineseSentences(text string, p corpus.Span) []corpus.Span {
	var out []corpus.Span
	quoted := pairs(text, p, chineseOpen, chineseClose, maxQuote)
	start, i := p.Start, p.Start
	for i < p.End {
		if len(quoted) > 0 && i == quoted[0].Start {
			i = quoted[0].End
			stopped := endsInStop(text[quoted[0].Start:i])
			quoted = quoted[1:]
			if !stopped || goesOn(text[i:p.End]) {
				continue
			}
		} else {
			r, n := utf8.DecodeRuneInString(text[i:p.End])
			i += n
			if !strings.ContainsRune(chineseStops, r) {
				continue
			}
		}
		i = skip(text, i, p.End, chineseStops+chineseClose+"，；：、") // stray marks after a stop begin no sentence
		out = appendTrimmed(out, text, start, i)
		start = i
		for len(quoted) > 0 && quoted[0].Start < i {
			quoted = quoted[1:]
		}
	}
	return appendTrimmed(out, text, start, p.End)
}

// endsInStop reports whether a quotation, its marks included, ends in a stop.
func endsInStop(s string) bool {
	s = strings.TrimRight(s, chineseClose)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(chineseStops+"…", r)
}

// goesOn reports whether what follows a quotation belongs to its sentence.
func goesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("，、；：,;:。！？的地得等这是一和与及或并而为作", r)
}

// skip returns the first offset at or after i, and before end, whose character
// is not in set.
func skip(text string, i, end int, set string) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !strings.ContainsRune(set, r) {
			break
		}
		i += n
	}
	return i
}

func appendTrimmed(out []corpus.Span, text string, start, end int) []corpus.Span {
	if t := trim(text, corpus.Span{Start: start, End: end}); t.Len() > 0 {
		out = append(out, t)
	}
	return out
}
