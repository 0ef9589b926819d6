package index

import (
	"unicode"
	"unicode/utf8"

	"concord/corpus/token"
)

// Trace is a token at which a text may stand, whether borders of tokens fall in
// the text or it lies within a token.
type Trace struct {
	Feature int
	Before  int // characters of the text before the token; negative: of the token before the text
}

// traced is how many characters of a text are looked at: a superset of the
// places is found by its first ones.
const traced = 32

// Traces returns tokens such that exactly one of them stands wherever the text
// does: those which hold that one of its characters for which they are rarest.
// The caller looks at the text itself, for a trace says that a part of it
// agrees, not all. The recipe is that of the tokens. It reports false where the
// tokens cannot tell: they are other than words, signs are missing, spellings do
// not keep to characters (stem, numbers as a class), or the text is blank or
// holds characters that no token has.
func (x *Index) Traces(text string, r token.Recipe) ([]Trace, bool) {
	if r.Unit != "word" || r.Stem || r.Numbers != "keep" || r.Punct != "keep" || !utf8.ValidString(text) {
		return nil, false
	}
	reader, err := newReader(r)
	if err != nil {
		return nil, false
	}
	spelt := reader.plain(text)
	if text == "" || utf8.RuneCountInString(spelt) != utf8.RuneCountInString(text) {
		return nil, false
	}
	t := tracer{index: x, spelt: spelt, offsets: characters(spelt), border: borders(text)}
	if n := min(traced, len(t.offsets)-1); n < len(t.offsets)-1 {
		t.offsets = t.offsets[:n+1]
		t.spelt = spelt[:t.offsets[n]]
		t.border[n] = true
	}
	t.within()
	t.beyond()
	return t.rarest(), true
}

// borders returns, by character, whether a border of tokens may fall before it:
// not between letters and digits of ASCII. There is one more at the end.
func borders(text string) []bool {
	var out []bool
	before := rune(0)
	for _, r := range text {
		out = append(out, !plainLetter(before) || !plainLetter(r))
		before = r
	}
	return append(out, true)
}

func plainLetter(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// tracer collects what tokens may hold a part of a text.
type tracer struct {
	index   *Index
	spelt   string
	offsets []int  // of its characters; one more at the end
	border  []bool // before its characters; one more at the end
	tokens  []covering
}

// covering is a token that holds characters of the text from one to another.
type covering struct {
	Trace
	from, to int
}

// within finds tokens that begin in the text and may go on beyond it.
func (t *tracer) within() {
	n := len(t.offsets) - 1
	for i := range n {
		if !t.border[i] {
			continue
		}
		lo, hi := uint32(0), uint32(len(t.index.tokens.Features))
		for j := i + 1; j <= n && lo < hi; j++ {
			if !t.border[j] {
				continue
			}
			part := t.spelt[t.offsets[i]:t.offsets[j]]
			lo, hi = t.index.prefixed(part, lo, hi)
			last := hi
			if j < n {
				last = lo
				if lo < hi && t.index.feature(lo) == part {
					last = lo + 1
				}
			}
			for id := lo; id < last; id++ {
				t.tokens = append(t.tokens, covering{Trace{int(id), i}, i, j})
			}
		}
	}
}

// beyond finds tokens that begin before the text.
func (t *tracer) beyond() {
	n := len(t.offsets) - 1
	for j := 1; j <= n; j++ {
		if !t.border[j] {
			continue
		}
		part := t.spelt[:t.offsets[j]]
		if j < n {
			part += "\n"
		}
		t.index.holding(part, func(id uint32, at int) {
			if at > 0 {
				before := utf8.RuneCountInString(t.index.feature(id)[:at])
				t.tokens = append(t.tokens, covering{Trace{int(id), -before}, 0, j})
			}
		})
	}
}

// rarest returns the tokens that hold the character for which they have the
// fewest postings.
func (t *tracer) rarest() []Trace {
	n := len(t.offsets) - 1
	change := make([]int, n+1)
	for _, c := range t.tokens {
		postings := len(t.index.Positions(c.Feature))
		change[c.from] += postings
		change[c.to] -= postings
	}
	best, least, sum := 0, 0, 0
	for i := range n {
		if sum += change[i]; i == 0 || sum < least {
			best, least = i, sum
		}
	}
	var out []Trace
	for _, c := range t.tokens {
		if c.from <= best && best < c.to {
			out = append(out, c.Trace)
		}
	}
	return out
}
