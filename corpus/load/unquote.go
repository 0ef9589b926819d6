package load

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf16"
)

// unquote returns the string that a JSON value, known to be a valid string,
// stands for. Plain escapes are read here in one pass; what is rare, surrogate
// pairs, is left to encoding/json.
func unquote(raw []byte) (string, error) {
	body := raw[1 : len(raw)-1]
	if bytes.IndexByte(body, '\\') < 0 {
		return string(body), nil
	}
	var b strings.Builder
	b.Grow(len(body))
	for {
		i := bytes.IndexByte(body, '\\')
		if i < 0 {
			b.Write(body)
			return b.String(), nil
		}
		b.Write(body[:i])
		r, n := unescape(body[i:])
		if n == 0 {
			var s string
			err := json.Unmarshal(raw, &s)
			return s, err
		}
		b.WriteRune(r)
		body = body[i+n:]
	}
}

// unescape reads an escape and returns its length, 0 for one not read here.
func unescape(s []byte) (r rune, n int) {
	if len(s) < 2 {
		return 0, 0
	}
	switch s[1] {
	case '"', '\\', '/':
		return rune(s[1]), 2
	case 'n':
		return '\n', 2
	case 't':
		return '\t', 2
	case 'r':
		return '\r', 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	}
	if s[1] != 'u' || len(s) < 6 {
		return 0, 0
	}
	v, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	if err != nil || utf16.IsSurrogate(rune(v)) {
		return 0, 0
	}
	return rune(v), 6
}
