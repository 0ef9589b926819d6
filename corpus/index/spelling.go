package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus/token"
)

// spelling is what a literal counts as, written in one row, and where borders
// of tokens may or must fall in it.
type spelling struct {
	text                string
	border              []rule     // by byte offset: 0 to len(text)
	openLeft, openRight bool       // the first or last token may go on beyond it
	terms               *compounds // of which it may be a part; nil where the recipe has none
	runs                []string   // under a recipe that counts runs of characters: these features in order
}

// rule says whether a border falls at a place.
type rule uint8

const (
	never rule = iota
	may
	must
)

// reader cuts the literals of queries.
type reader struct {
	recipe token.Recipe
	whole  *token.Cutter // of literals
	parts  *token.Cutter // of literals with *: keeps whatever stands there
	terms  *compounds    // nil where the recipe has none
}

// runs reports whether the recipe counts runs of characters.
func (r *reader) runs() bool { return r.recipe.Unit != "word" }

func newReader(r token.Recipe) (*reader, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	bare := r
	bare.Stop = "none" // which features are stopped does not matter here
	whole, err := token.New(bare)
	if err != nil {
		return nil, err
	}
	free := bare
	free.Unit, free.Stem, free.Numbers, free.Punct = "word", false, "keep", "keep"
	parts, err := token.New(free)
	if err != nil {
		return nil, err
	}
	k := &reader{recipe: r, whole: whole, parts: parts}
	if r.Lexicon == "diplomatic" && !r.Presegmented {
		k.terms, err = terms()
	}
	return k, err
}

// spell cuts a literal. It reports whether anything is left of it.
func (r *reader) spell(text string, openLeft, openRight bool) (spelling, bool) {
	s := spelling{openLeft: openLeft, openRight: openRight}
	cutter := r.whole
	if openLeft || openRight {
		cutter = r.parts
	}
	words := cutter.Words(text)
	if r.runs() {
		for _, w := range words {
			s.runs = append(s.runs, w.Text)
		}
		return s, len(words) > 0
	}
	var b strings.Builder
	own := map[int]bool{}
	for _, w := range words {
		own[b.Len()] = true
		b.WriteString(w.Text)
	}
	s.text = b.String()
	s.border = make([]rule, len(s.text)+1)
	before := rune(0)
	for i, after := range s.text {
		switch joined := joins(before) && joins(after); {
		case i == 0 || !joined:
			s.border[i] = may
		case own[i]:
			s.border[i] = must
		}
		before = after
	}
	s.border[len(s.text)] = may
	s.terms = r.terms
	return s, s.text != ""
}

// plain writes a text as features are spelled, for a pattern.
func (r *reader) plain(text string) string {
	var b strings.Builder
	for _, w := range r.parts.Words(text) {
		b.WriteString(w.Text)
	}
	return b.String()
}

// joins reports whether a character is a letter, digit or mark of a script that
// parts words by blanks: no border falls between two of these.
func joins(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar)
}

// characters returns the offsets at which the characters of a text begin, and
// its length.
func characters(text string) []int {
	out := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}
