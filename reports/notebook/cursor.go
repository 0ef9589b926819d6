package notebook

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cursor is where one stands in code that need not be whole.
type cursor struct {
	before  string // the code up to the cursor
	quote   int    // where the text in which the cursor stands begins, its quotes included; -1 for none
	inside  int    // where the characters of that text begin
	comment bool
	open    []int // where the brackets stand that are open, outermost first
}

// cursorAt reads code up to a cursor.
func cursorAt(source string, at int) cursor {
	p := cursor{before: source[:at], quote: -1}
	s := p.before
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case p.comment:
			p.comment = c != '\n'
			i++
		case c == '#':
			p.comment = true
			i++
		case c == '"' || c == '\'':
			i = p.text(i)
		case strings.IndexByte("([{", c) >= 0:
			p.open = append(p.open, i)
			i++
		case strings.IndexByte(")]}", c) >= 0:
			if len(p.open) > 0 {
				p.open = p.open[:len(p.open)-1]
			}
			i++
		default:
			i++
		}
	}
	return p
}

// text goes over a text that begins at i and returns where it ends. A text that
// the cursor stands in is noted.
func (p *cursor) text(i int) int {
	s, mark := p.before, p.before[i:i+1]
	raw := i > 0 && (s[i-1] == 'r' || s[i-1] == 'b') && (i < 2 || !isNameByte(s[i-2]))
	if strings.HasPrefix(s[i:], strings.Repeat(mark, 3)) {
		mark = s[i : i+3]
	}
	for j := i + len(mark); j < len(s); j++ {
		switch {
		case s[j] == '\\' && !raw:
			j++
		case strings.HasPrefix(s[j:], mark):
			return j + len(mark)
		case s[j] == '\n' && len(mark) == 1:
			return j // the line ends and the text was forgotten
		}
	}
	p.quote, p.inside = i, i+len(mark)
	return len(s)
}

func isNameByte(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// nameBefore returns where the name begins that ends at i; i when there is none.
func nameBefore(s string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		i -= n
	}
	return i
}

// nameAfter returns where the name ends that begins at i.
func nameAfter(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		i += n
	}
	return i
}

// maxLinks bounds how many dots, calls and indexes an operand has.
const maxLinks = 100

// operandBefore returns the operand that ends at i: a name with what follows it
// in dots, calls and indexes, a text, or "".
func operandBefore(s string, i int) string {
	end := i
	for range maxLinks {
		i = skipBlanks(s, i)
		if i == 0 {
			break
		}
		if c := s[i-1]; c == ')' || c == ']' {
			start := opening(s, i)
			if start < 0 {
				return ""
			}
			i = start
			if j := skipBlanks(s, i); j == 0 || !isNameByte(s[j-1]) && s[j-1] != ')' && s[j-1] != ']' {
				break // a list or something in brackets
			}
			continue
		}
		if c := s[i-1]; c == '"' || c == '\'' {
			if start := strings.LastIndexByte(s[:i-1], c); start >= 0 {
				i = start
			}
			break
		}
		start := nameBefore(s, i)
		if start == i {
			return ""
		}
		if i = start; i == 0 || s[i-1] != '.' {
			break
		}
		i--
	}
	return strings.TrimSpace(s[i:end])
}

func skipBlanks(s string, i int) int { return len(strings.TrimRight(s[:i], " \t")) }

// opening finds the bracket that the one before i closes; -1 for none.
func opening(s string, i int) int {
	// Brackets within texts must not count, so the code is read from its start.
	p := cursorAt(s, i-1)
	if p.quote >= 0 || p.comment || len(p.open) == 0 {
		return -1
	}
	return p.open[len(p.open)-1]
}

// call returns the function whose call the cursor stands in, the innermost, and
// what has been written of its arguments.
func (p cursor) call() (function, arguments string, ok bool) {
	for i := len(p.open) - 1; i >= 0; i-- {
		at := p.open[i]
		if p.before[at] != '(' {
			continue
		}
		if f := operandBefore(p.before, at); f != "" {
			return f, p.before[at+1:], true
		}
	}
	return "", "", false
}

// argument returns the name of the argument that ends at i, as in name= before
// its value; "" when it has none.
func (p cursor) argument(i int) string {
	s := strings.TrimRight(p.before[:i], " \t\n")
	s, ok := strings.CutSuffix(s, "=")
	if !ok {
		return ""
	}
	s = strings.TrimRight(s, " \t")
	name := s[nameBefore(s, len(s)):]
	rest := strings.TrimRight(strings.TrimSuffix(s, name), " \t\n")
	if rest == "" || !strings.HasSuffix(rest, "(") && !strings.HasSuffix(rest, ",") {
		return ""
	}
	return name
}
