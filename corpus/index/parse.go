package index

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/token"
)

// Bounds, so that no query takes the machine's memory or stack.
const (
	maxQuery  = 10_000 // bytes
	maxDepth  = 50     // brackets within one another
	maxRepeat = 100    // times
	maxSize   = 10_000 // tokens, when every repetition is written out
)

// Parse reads a query for tokens of a recipe. An error in the query is an
// *Error; any other is one of the recipe.
func Parse(text string, r token.Recipe) (*Query, error) {
	if len(text) > maxQuery {
		return nil, &Error{Query: text[:40] + "…", At: 0, Problem: fmt.Sprintf("%d bytes, want at most %d", len(text), maxQuery)}
	}
	if i := strings.IndexRune(strings.ToValidUTF8(text, "\ufffd"), '\ufffd'); i >= 0 && !utf8.ValidString(text) {
		return nil, &Error{Query: strings.ToValidUTF8(text, "\ufffd"), At: i, Problem: "not UTF-8, want UTF-8 text"}
	}
	reader, err := newReader(r)
	if err != nil {
		return nil, err
	}
	p := &parser{text: text, reader: reader}
	root, err := p.either(0)
	if err != nil {
		return nil, err
	}
	switch {
	case p.pos < len(p.text):
		return nil, p.fault(p.pos, fmt.Sprintf("this %q was never opened", p.sign()))
	case !root.grounded():
		return nil, p.fault(0, "nothing that must be there, want at least one word beside gaps, in every alternative")
	case root.size() > maxSize:
		return nil, p.fault(0, fmt.Sprintf("%d tokens when the repetitions are written out, want at most %d", root.size(), maxSize))
	}
	return &Query{root: root, text: text}, nil
}

type parser struct {
	text   string
	pos    int
	reader *reader
}

func (p *parser) fault(at int, problem string) error {
	return &Error{Query: p.text, At: at, Problem: problem}
}

// end is what sign returns at the end of the query.
const end = rune(-1)

// sign returns the next character in half width, quotation marks as ".
func (p *parser) sign() rune {
	if p.pos == len(p.text) {
		return end
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
	return plainSign(r)
}

func plainSign(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xff01 + '!'
	case r == '“' || r == '”':
		return '"'
	}
	return r
}

func (p *parser) skip() {
	_, size := utf8.DecodeRuneInString(p.text[p.pos:])
	p.pos += size
}

func (p *parser) blanks() {
	for p.pos < len(p.text) && unicode.IsSpace(p.sign()) {
		p.skip()
	}
}

// either reads alternatives.
func (p *parser) either(depth int) (*expr, error) {
	e := &expr{form: either, least: 1, most: 1}
	for {
		part, err := p.sequence(depth)
		if err != nil {
			return nil, err
		}
		e.parts = append(e.parts, part)
		if p.sign() != '|' {
			break
		}
		p.skip()
	}
	if len(e.parts) == 1 {
		return e.parts[0], nil
	}
	return e, nil
}

// sequence reads what stands up to a bar, a closing bracket or the end.
func (p *parser) sequence(depth int) (*expr, error) {
	e := &expr{form: sequence, least: 1, most: 1}
	for {
		p.blanks()
		if s := p.sign(); s == end || s == '|' || s == ')' || s == ']' || s == '}' {
			break
		}
		part, err := p.item(depth)
		if err != nil {
			return nil, err
		}
		e.parts = append(e.parts, part)
	}
	if len(e.parts) == 0 {
		return nil, p.fault(p.pos, "a word is missing here, want a word, \"quoted text\", [] or (…)")
	}
	return e, nil
}

// item reads a word, a quotation, a gap or a bracket, and how often it stands.
func (p *parser) item(depth int) (e *expr, err error) {
	at := p.pos
	switch p.sign() {
	case '(':
		e, err = p.bracket(depth)
	case '[':
		p.skip()
		if p.sign() != ']' {
			return nil, p.fault(p.pos, "want ] here: [] stands for any token")
		}
		p.skip()
		e = &expr{form: anything, least: 1, most: 1}
	case '{':
		return nil, p.fault(at, "nothing to repeat, want {n} or {m,n} right after a word, [] or (…)")
	case '"':
		e, err = p.quotation()
	default:
		e, err = p.word()
	}
	if err != nil || p.sign() != '{' {
		return e, err
	}
	return p.times(e)
}

func (p *parser) bracket(depth int) (*expr, error) {
	at := p.pos
	if depth == maxDepth {
		return nil, p.fault(at, fmt.Sprintf("more than %d brackets within one another", maxDepth))
	}
	p.skip()
	e, err := p.either(depth + 1)
	if err != nil {
		return nil, err
	}
	if p.sign() != ')' {
		return nil, p.fault(at, "this bracket is never closed, want )")
	}
	p.skip()
	return e, nil
}

func (p *parser) quotation() (*expr, error) {
	at := p.pos
	p.skip()
	from := p.pos
	for p.sign() != '"' {
		if p.sign() == end {
			return nil, p.fault(at, "this quotation is never closed, want \"")
		}
		p.skip()
	}
	text := p.text[from:p.pos]
	p.skip()
	return p.literal(at, text, false, false)
}

// word reads a run of characters without blanks and signs.
func (p *parser) word() (*expr, error) {
	at := p.pos
	var b strings.Builder
	wild := false
	for {
		s := p.sign()
		if s == end || unicode.IsSpace(s) || strings.ContainsRune(`()|[]{}"`, s) {
			break
		}
		if s == '*' || s == '?' {
			wild = true
			b.WriteRune(s)
		} else {
			r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
			b.WriteRune(r)
		}
		p.skip()
	}
	if text := b.String(); wild {
		return p.wild(at, text)
	}
	return p.literal(at, b.String(), false, false)
}

func (p *parser) literal(at int, text string, openLeft, openRight bool) (*expr, error) {
	frozen, _ := corpus.Freeze(text)
	s, ok := p.reader.spell(frozen, openLeft, openRight)
	if !ok {
		r := p.reader.recipe
		return nil, p.fault(at, fmt.Sprintf("%q counts as nothing with unit=%s punct=%s numbers=%s, want a word", text, r.Unit, r.Punct, r.Numbers))
	}
	return &expr{form: literal, least: 1, most: 1, spelling: s}, nil
}

// wild reads a word with * or ?.
func (p *parser) wild(at int, text string) (*expr, error) {
	inner := strings.Trim(text, "*")
	switch {
	case inner == "":
		return &expr{form: anything, least: 1, most: 1}, nil
	case !strings.ContainsAny(inner, "*?") && !p.reader.runs():
		return p.literal(at, inner, text[0] == '*', text[len(text)-1] == '*')
	}
	var b strings.Builder
	for text != "" {
		i := strings.IndexAny(text, "*?")
		if i < 0 {
			i = len(text)
		}
		frozen, _ := corpus.Freeze(text[:i])
		b.WriteString(p.reader.plain(frozen))
		if i < len(text) {
			b.WriteByte(text[i])
			i++
		}
		text = text[i:]
	}
	return &expr{form: pattern, least: 1, most: 1, pattern: b.String()}, nil
}

// times reads {n} or {m,n}.
func (p *parser) times(e *expr) (*expr, error) {
	at := p.pos
	p.skip()
	from := p.pos
	for p.sign() != '}' {
		if p.sign() == end {
			return nil, p.fault(at, "this bracket is never closed, want {n} or {m,n}")
		}
		p.skip()
	}
	inside := strings.Map(plainSign, p.text[from:p.pos])
	p.skip()
	first, second, two := strings.Cut(inside, ",")
	if !two {
		second = first
	}
	least, err := strconv.Atoi(strings.TrimSpace(first))
	most, err2 := strconv.Atoi(strings.TrimSpace(second))
	switch {
	case err != nil || err2 != nil || least < 0:
		return nil, p.fault(from, "want {n} or {m,n} with whole numbers")
	case most < max(least, 1) || most > maxRepeat:
		return nil, p.fault(from, fmt.Sprintf("want {m,n} with m up to n, n from 1 to %d", maxRepeat))
	}
	if e.least != 1 || e.most != 1 || e.form == sequence && len(e.parts) == 1 {
		e = &expr{form: sequence, parts: []*expr{e}}
	}
	e.least, e.most = least, most
	return e, nil
}

// size returns the number of tokens that the expression can stand for at most,
// and at most a little above maxSize.
func (e *expr) size() int {
	n := 0
	switch e.form {
	case literal:
		n = len(e.spelling.border) + len(e.spelling.runs)
	case pattern, anything:
		n = 1
	}
	for _, p := range e.parts {
		n = min(n+p.size(), maxSize+1)
	}
	return n * e.most
}
