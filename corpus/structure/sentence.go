package structure

import (
	"strings"
	"unicode/utf8"

	"concord/corpus"
)

const (
	chineseStops = "。！？!?"
	chineseOpen  = "“‘《〈「『（(【[〔"
	chineseClose = "”’》〉」』）)】]〕"
)

var chineseMarks = newMarkSet(chineseRole, chineseStops+chineseClauseMarks+chineseOpen+chineseClose)

func chineseRole(r rune) markRole {
	switch r {
	case '。', '！', '？':
		return endsPhrase | endsClause
	case '!', '?':
		return endsPhrase
	case '，', '；', '：', ',', ';':
		return endsClause
	case '“', '‘', '《', '〈', '「', '『', '（', '(', '【', '[', '〔':
		return opensPair
	case '”', '’', '》', '〉', '」', '』', '）', ')', '】', ']', '〕':
		return closesPair
	}
	return 0
}

// chineseSentences cuts a paragraph after 。！？ (and after …… where it stands
// before a closing mark or at the end), with the closing marks that follow,
// and at its end. It does not cut within a pair of marks; a quotation that
// ends in a stop ends its sentence unless the sentence goes on after it.
func (c *cutter) chineseSentences(text string, p corpus.Span) []corpus.Span {
	out := c.sentences[:0]
	quoted := c.pairer.pairs(c.marks)
	start := p.Start
	for marks := c.marks; len(marks) > 0; {
		m := marks[0]
		i := m.end()
		if len(quoted) > 0 && m.at == quoted[0].Start {
			i = quoted[0].End
			stopped := endsInStop(text[quoted[0].Start:i])
			quoted = quoted[1:]
			if !stopped || goesOn(text[i:p.End]) {
				marks = from(marks, i)
				continue
			}
		} else if m.role&endsPhrase == 0 {
			marks = marks[1:]
			continue
		}
		i = skip(text, i, p.End, afterStop) // stray marks after a stop begin no sentence
		out = appendTrimmed(out, text, start, i)
		start = i
		marks = from(marks, i)
		for len(quoted) > 0 && quoted[0].Start < i {
			quoted = quoted[1:]
		}
	}
	c.sentences = appendTrimmed(out, text, start, p.End)
	return c.sentences
}

// endsInStop reports whether a quotation, its marks included, ends in a stop.
func endsInStop(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if role := chineseRole(r); role&closesPair == 0 {
			return role&endsPhrase != 0 || r == '…'
		}
		s = s[:len(s)-n]
	}
	return false
}

// goesOn reports whether what follows a quotation belongs to its sentence.
func goesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("，、；：,;:。！？的地得等这是一和与及或并而为作", r)
}

// afterStop reports whether a character goes with the stop before it.
func afterStop(r rune) bool {
	switch r {
	case '，', '；', '：', '、':
		return true
	}
	return chineseRole(r)&(endsPhrase|closesPair) != 0
}

// skip returns the first offset at or after i, and before end, whose character
// is not one of those to pass over.
func skip(text string, i, end int, over func(rune) bool) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !over(r) {
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
