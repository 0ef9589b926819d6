package notebook

import (
	"encoding/json"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The functions here cut values that wellFormed has let through. They do not
// copy: what is kept of the parts is copied by the one who keeps it.

// after returns the end of the value that begins at a place.
func after(raw []byte, at int) int {
	depth := 0
	for ; at < len(raw); at++ {
		switch raw[at] {
		case '"':
			at = textEnd(raw, at) - 1
			if depth == 0 {
				return at + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 { // of a number before it
				return at
			}
			if depth--; depth == 0 {
				return at + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return at
			}
		}
	}
	return at
}

// textEnd returns the end of the text whose quote stands at a place.
func textEnd(raw []byte, at int) int {
	for at++; ; at++ {
		for ordinary[raw[at]] {
			at++
		}
		if raw[at] == '"' {
			return at + 1
		}
		at++ // what is escaped
	}
}

// blank returns the first place from at on that is no white space.
func blank(raw []byte, at int) int {
	for at < len(raw) && (raw[at] == ' ' || raw[at] == '\t' || raw[at] == '\r' || raw[at] == '\n') {
		at++
	}
	return at
}

// items cuts a list.
func items(raw []byte) []json.RawMessage {
	var out []json.RawMessage
	for at := blank(raw, blank(raw, 0)+1); raw[at] != ']'; {
		end := after(raw, at)
		out = append(out, raw[at:end:end])
		if at = blank(raw, end); raw[at] == ',' {
			at = blank(raw, at+1)
		}
	}
	return out
}

// members cuts an object.
func members(raw []byte) Metadata {
	out := Metadata{}
	for at := blank(raw, blank(raw, 0)+1); raw[at] != '}'; {
		end := textEnd(raw, at)
		name := unquoted(raw[at:end])
		at = blank(raw, blank(raw, end)+1)
		end = after(raw, at)
		out[name] = raw[at:end:end]
		if at = blank(raw, end); raw[at] == ',' {
			at = blank(raw, at+1)
		}
	}
	return out
}

// unquoted returns what a text in quotes says.
func unquoted(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw) - 2)
	unquote(&b, raw)
	return b.String()
}

// unquote appends what a text in quotes says. Halves of surrogate pairs become
// U+FFFD, as in encoding/json.
func unquote(b *strings.Builder, raw []byte) {
	raw = raw[1 : len(raw)-1]
	from := 0
	for at := 0; at < len(raw); {
		if raw[at] != '\\' {
			at++
			continue
		}
		b.Write(raw[from:at])
		if raw[at+1] != 'u' {
			b.WriteByte(escaped[raw[at+1]])
			at += 2
		} else {
			r := code(raw[at:])
			at += 6
			if utf16.IsSurrogate(r) {
				pair := rune(utf8.RuneError)
				if at+6 <= len(raw) && raw[at] == '\\' && raw[at+1] == 'u' {
					pair = utf16.DecodeRune(r, code(raw[at:]))
				}
				if r = pair; r != utf8.RuneError {
					at += 6
				}
			}
			b.WriteRune(r)
		}
		from = at
	}
	b.Write(raw[from:])
}

// escaped is what a letter behind \ stands for.
var escaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// code returns the number of the escape \uXXXX that b begins with.
func code(b []byte) rune {
	r := rune(0)
	for _, c := range b[2:6] {
		switch {
		case c <= '9':
			c -= '0'
		case c <= 'F':
			c -= 'A' - 10
		default:
			c -= 'a' - 10
		}
		r = r<<4 | rune(c)
	}
	return r
}
