package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// wellFormed checks what encoding/json would pass over or report without a
// line: encoding, syntax, and names that stand twice in an object.
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
	var v any
	d := json.NewDecoder(bytes.NewReader(data))
	err := d.Decode(&v)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return &ReadError{lineColumn(data, int(syntax.Offset)-1), "not JSON: " + syntax.Error()}
	case err != nil:
		return &ReadError{lineColumn(data, len(data)), "not JSON: it breaks off (" + err.Error() + ")"}
	}
	end := int(d.InputOffset())
	if rest := bytes.TrimLeft(data[end:], " \t\r\n"); len(rest) > 0 {
		return &ReadError{lineColumn(data, len(data)-len(rest)), "more text after the end of the notebook"}
	}
	return unique(data)
}

// unique finds names that stand twice in one object.
func unique(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	type level struct {
		names map[string]bool // nil in a list
		value bool            // the next token of an object is a value
	}
	var stack []level
	for {
		t, err := d.Token()
		if err != nil {
			return nil // the end; faults were found before
		}
		top := len(stack) - 1
		if name, ok := t.(string); ok && top >= 0 && stack[top].names != nil && !stack[top].value {
			if stack[top].names[name] {
				return &ReadError{lineColumn(data, int(d.InputOffset())-1), fmt.Sprintf("%q stands twice in one object", name)}
			}
			stack[top].names[name], stack[top].value = true, true
			continue
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if top >= 0 {
				stack[top].value = false
			}
			l := level{}
			if t == json.Delim('{') {
				l.names = map[string]bool{}
			}
			stack = append(stack, l)
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:top]
		default:
			if top >= 0 {
				stack[top].value = false
			}
		}
	}
}

func lineColumn(data []byte, at int) string {
	before := data[:max(0, min(at, len(data)))]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d column %d", line, column)
}
