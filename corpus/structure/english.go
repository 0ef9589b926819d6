package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// englishSentences cuts a paragraph by Unicode text segmentation (UAX #29) and
// joins again what that cuts wrongly: after abbreviations, initials and
// printed numbers, before a small letter, and within brackets and quotations.
func englishSentences(text string, p corpus.Span) []corpus.Span {
	var out []corpus.Span
	quoted := pairs(text, p, englishOpen, englishClose, maxQuote)
	// A line feed within a hard-wrapped paragraph is a space; the offsets stay.
	it := sentences.FromString(lineFeeds.Replace(text[p.Start:p.End]))
	start := p.Start
	for it.Next() {
		end := p.Start + it.End()
		for len(quoted) > 0 && quoted[0].End < end {
			quoted = quoted[1:]
		}
		within := len(quoted) > 0 && quoted[0].Start < end && end < quoted[0].End
		if end < p.End && (within || joins(text[start:end], text[end:p.End])) {
			continue
		}
		out = appendTrimmed(out, text, start, end)
		start = end
	}
	return appendTrimmed(out, text, start, p.End)
}

var lineFeeds = strings.NewReplacer("\n", " ", "\v", " ", "\f", " ")

// joins reports whether the sentence goes on after a piece that ends in a full
// stop. rest is what follows it in the paragraph.
func joins(piece, rest string) bool {
	piece = strings.TrimRightFunc(piece, isBlank)
	rest = strings.TrimLeftFunc(rest, isBlank)
	first, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(first) || strings.ContainsRune(",;)]", first) {
		return true
	}
	word := lastWord(piece)
	if !strings.HasSuffix(word, ".") {
		return false
	}
	stem := strings.TrimLeft(strings.TrimSuffix(word, "."), "(“\"‘'[")
	switch {
	case len(piece) == len(word) && len(stem) <= 5:
		return true // a printed number: "1." "IV." "(a)."
	case isIn(titleAbbreviations, strings.ToLower(stem)):
		return true
	case isIn(numberAbbreviations, strings.ToLower(stem)):
		return unicode.IsDigit(first)
	case isInitial(stem), isDotted(stem), isIn(plainAbbreviations, strings.ToLower(stem)):
		return !startsSentence(rest)
	}
	return false
}

// lastWord returns the last word of s, or the end of a longer one.
func lastWord(s string) string {
	if len(s) > 64 {
		cut := len(s) - 64
		for cut < len(s) && !utf8.RuneStart(s[cut]) {
			cut++
		}
		s = s[cut:]
	}
	s = s[strings.LastIndexAny(s, " \n\t\u00a0")+1:]
	if i := strings.LastIndexAny(s, "-–—/"); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	return s
}

// isInitial reports whether the word is one capital letter.
func isInitial(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.IsUpper(r)
}

// isDotted reports whether the word is letters parted by full stops: U.S, D.C.
func isDotted(s string) bool {
	if !strings.Contains(s, ".") {
		return false
	}
	for _, part := range strings.Split(s, ".") {
		if utf8.RuneCountInString(part) > 2 {
			return false
		}
	}
	return true
}

// Abbreviations, in small letters, without their last full stop.
const (
	// These always stand before a name.
	titleAbbreviations = " mr mrs ms dr messrs gen lt col maj capt cmdr adm sgt sen rep gov hon prof rev rt st mt ft "
	// These stand before a number.
	numberAbbreviations = " no nos art arts para paras sec secs ch vol pp fig res "
	// These may end a sentence.
	plainAbbreviations = " jr sr inc ltd co corp etc approx dept est vs viz cf al jan feb mar apr jun jul aug sep sept oct nov dec "
	// Words that seldom stand within a sentence with a capital.
	sentenceStarters = " The This These Those That It Its In On At As For From To With We Our They Their He His She Her You Both Each All Such There If When While Since Today Together Through During After Before By And But However Moreover Furthermore Additionally Recognizing Building "
)

// isIn reports whether a list of words, parted and enclosed by blanks, has the
// word.
func isIn(list, word string) bool {
	return word != "" && !strings.Contains(word, " ") && strings.Contains(list, " "+word+" ")
}

// startsSentence reports whether the text begins with such a word.
func startsSentence(rest string) bool {
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(rest)
	}
	return isIn(sentenceStarters, rest[:end])
}
