package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// wellFormed checks what encoding/json would pass over or report without a
// line: encoding, syntax, and names that stand twice in an object. What it lets
// through can be cut into parts without looking at it again.
func wellFormed(data []byte) error {
	if !utf8.Valid(data) {
		n := 0
		for rest := data; ; n++ {
			r, size := utf8.DecodeRune(rest)
			if r == utf8.RuneError && size == 1 {
				return &ReadError{lineColumn(data, len(data)-len(rest)), "not UTF-8"}
			}
			rest = rest[size:]
		}
	}
	s := &scan{data: data}
	s.space()
	if !s.value(0) {
		return s.syntax()
	}
	if s.space(); s.at < len(data) {
		return &ReadError{lineColumn(data, s.at), "more text after the end of the notebook"}
	}
	if s.twice != nil {
		return s.twice
	}
	return nil
}

// scan reads JSON without keeping any of it. Each of its methods reports whether
// what stands at the place it has come to is as it must be.
type scan struct {
	data  []byte
	at    int
	names [][]byte // of the objects that are open, one behind the other
	twice error    // the first name that stands twice in one object
}

// syntax says what is wrong in the words of encoding/json.
func (s *scan) syntax() error {
	var raw json.RawMessage
	err := json.NewDecoder(bytes.NewReader(s.data)).Decode(&raw)
	var fault *json.SyntaxError
	switch {
	case errors.As(err, &fault):
		return &ReadError{lineColumn(s.data, int(fault.Offset)-1), "not JSON: " + fault.Error()}
	case err != nil:
		return &ReadError{lineColumn(s.data, len(s.data)), "not JSON: it breaks off (" + err.Error() + ")"}
	}
	return &ReadError{lineColumn(s.data, s.at), "not JSON"}
}

func (s *scan) space() {
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return
		}
	}
}

// take reads one sign.
func (s *scan) take(c byte) bool {
	if s.at < len(s.data) && s.data[s.at] == c {
		s.at++
		return true
	}
	return false
}

// maxDepth is how deep values may be nested, as in encoding/json.
const maxDepth = 10000

func (s *scan) value(depth int) bool {
	if s.at == len(s.data) || depth > maxDepth {
		return false
	}
	switch c := s.data[s.at]; c {
	case '{':
		return s.object(depth + 1)
	case '[':
		return s.list(depth + 1)
	case '"':
		return s.text()
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	case 'n':
		return s.word("null")
	}
	return s.number()
}

func (s *scan) word(w string) bool {
	if !bytes.HasPrefix(s.data[s.at:], []byte(w)) {
		return false
	}
	s.at += len(w)
	return true
}

func (s *scan) list(depth int) bool {
	s.at++
	if s.space(); s.take(']') {
		return depth <= maxDepth
	}
	for {
		s.space()
		if !s.value(depth) {
			return false
		}
		if s.space(); s.take(']') {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}

func (s *scan) object(depth int) bool {
	s.at++
	first := len(s.names)
	defer func() { s.names = s.names[:first] }()
	var seen map[string]bool
	if s.space(); s.take('}') {
		return depth <= maxDepth
	}
	for {
		s.space()
		from := s.at
		if s.at == len(s.data) || s.data[s.at] != '"' || !s.text() {
			return false
		}
		seen = s.name(s.data[from:s.at], first, seen)
		if s.space(); !s.take(':') {
			return false
		}
		if s.space(); !s.value(depth) {
			return false
		}
		if s.space(); s.take('}') {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}

// fewNames is up to how many names of an object are compared one by one.
const fewNames = 16

// name notes a name of the object whose names begin at first; seen has them when
// they are many.
func (s *scan) name(quoted []byte, first int, seen map[string]bool) map[string]bool {
	name := quoted[1 : len(quoted)-1]
	if bytes.IndexByte(name, '\\') >= 0 {
		name = []byte(unquoted(quoted))
	}
	twice := seen[string(name)]
	if seen == nil {
		for _, other := range s.names[first:] {
			twice = twice || bytes.Equal(name, other)
		}
	}
	if twice && s.twice == nil {
		s.twice = &ReadError{lineColumn(s.data, s.at-1), fmt.Sprintf("%q stands twice in one object", name)}
	}
	if seen != nil {
		seen[string(name)] = true
		return seen
	}
	if s.names = append(s.names, name); len(s.names)-first > fewNames {
		seen = map[string]bool{}
		for _, n := range s.names[first:] {
			seen[string(n)] = true
		}
	}
	return seen
}

// ordinary says which bytes stand for themselves in a text.
var ordinary = func() (table [256]bool) {
	for c := 0x20; c < 256; c++ {
		table[c] = c != '"' && c != '\\'
	}
	return table
}()

func (s *scan) text() bool {
	at := s.at + 1
	for {
		for at < len(s.data) && ordinary[s.data[at]] {
			at++
		}
		s.at = at
		if at == len(s.data) {
			return false
		}
		switch s.data[at] {
		case '"':
			s.at++
			return true
		case '\\':
			size := escapeSize(s.data[at:])
			if size == 0 {
				return false
			}
			at += size
		default:
			return false
		}
	}
}

// escapeSize returns the length of the escape that b begins with, 0 for none.
func escapeSize(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	if b[1] != 'u' {
		if strings.IndexByte(`"\/bfnrt`, b[1]) < 0 {
			return 0
		}
		return 2
	}
	if len(b) < 6 {
		return 0
	}
	for _, c := range b[2:6] {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return 0
		}
	}
	return 6
}

func (s *scan) number() bool {
	s.take('-')
	if !s.take('0') && !s.digits() {
		return false
	}
	if s.take('.') && !s.digits() {
		return false
	}
	if s.take('e') || s.take('E') {
		if !s.take('+') {
			s.take('-')
		}
		return s.digits()
	}
	return true
}

func (s *scan) digits() bool {
	from := s.at
	for s.at < len(s.data) && s.data[s.at] >= '0' && s.data[s.at] <= '9' {
		s.at++
	}
	return s.at > from
}

func lineColumn(data []byte, at int) string {
	before := data[:max(0, min(at, len(data)))]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d column %d", line, column)
}
