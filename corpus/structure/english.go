package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// englishMarks are the marks of English, and every character that Unicode
// text segmentation might end a sentence at.
var englishMarks = newEnglishMarks()

func newEnglishMarks() *markSet {
	set := newMarkSet(englishRole, ".!?,;:-()[]\r")
	for b := 0xc2; b < len(set.leads); b++ {
		set.leads[b] = b == 0xc2 || b >= 0xca // U+00C0 to U+027F are letters
	}
	return set
}

func englishRole(r rune) markRole {
	switch r {
	case '.', '!', '?', '\r':
		return endsPhrase
	case ',', ';', ':', '-', '–', '—':
		return endsClause
	case '“', '(', '[':
		return opensPair
	case '”', ')', ']':
		return closesPair
	case '‘', '’', '\u00a0', '…', '•', '§', '£', '°':
		return 0
	}
	if r < 0x80 {
		return 0
	}
	return endsPhrase // judged by the tables of Unicode
}

// englishSentences cuts a paragraph by Unicode text segmentation (UAX #29) and
// joins again what that cuts wrongly: after abbreviations, initials and
// printed numbers, before a small letter, and within brackets and quotations.
func (c *cutter) englishSentences(text string, p corpus.Span) []corpus.Span {
	out := c.sentences[:0]
	quoted := c.pairer.pairs(c.marks)
	breaks := segmenter{text: text[p.Start:p.End], offset: p.Start, marks: c.marks}
	start := p.Start
	for start < p.End {
		end := p.Start + breaks.next()
		for len(quoted) > 0 && quoted[0].End < end {
			quoted = quoted[1:]
		}
		inside := len(quoted) > 0 && quoted[0].Start < end && end < quoted[0].End
		if end < p.End && (inside || joins(text[start:end], text[end:p.End])) {
			continue
		}
		out = appendTrimmed(out, text, start, end)
		start = end
	}
	c.sentences = out
	return out
}

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
	small := strings.ToLower(stem)
	switch {
	case len(piece) == len(word) && len(stem) <= 5:
		return true // a printed number: "1." "IV." "(a)."
	case titleAbbreviations[small]:
		return true
	case numberAbbreviations[small]:
		return unicode.IsDigit(first)
	case isInitial(stem), isDotted(stem), plainAbbreviations[small]:
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
	for i := len(s) - 1; i >= 0; i-- {
		if b := s[i]; b == ' ' || b == '\n' || b == '\t' || b == 0xa0 && i > 0 && s[i-1] == 0xc2 { // U+00A0
			s = s[i+1:]
			break
		}
	}
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
var (
	// These always stand before a name.
	titleAbbreviations = newWordSet("mr mrs ms dr messrs gen lt col maj capt cmdr adm sgt sen rep gov hon prof rev rt st mt ft")
	// These stand before a number.
	numberAbbreviations = newWordSet("no nos art arts para paras sec secs ch vol pp fig res")
	// These may end a sentence.
	plainAbbreviations = newWordSet("jr sr inc ltd co corp etc approx dept est vs viz cf al jan feb mar apr jun jul aug sep sept oct nov dec")
	// Words that seldom stand within a sentence with a capital.
	sentenceStarters = newWordSet("The This These Those That It Its In On At As For From To With We Our They Their He His She Her You Both Each All Such There If When While Since Today Together Through During After Before By And But However Moreover Furthermore Additionally Recognizing Building")
)

// startsSentence reports whether the text begins with such a word.
func startsSentence(rest string) bool {
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(rest)
	}
	return sentenceStarters[rest[:end]]
}
