package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// multiline reads a text that is kept whole or as a list of lines.
func multiline(place string, raw json.RawMessage) (string, error) {
	const want = "a text or a list of texts"
	if len(raw) > 0 && raw[0] == '"' {
		return unquoted(raw), nil
	}
	if len(raw) == 0 || raw[0] != '[' {
		var s string
		return "", decode(place, raw, &s, want)
	}
	list := items(raw)
	for i, l := range list {
		switch {
		case l[0] == 'n':
			return "", &ReadError{fmt.Sprintf("%s[%d]", place, i), "null, want a text"}
		case l[0] != '"':
			var lines []string
			return "", decode(place, raw, &lines, want)
		}
	}
	var b strings.Builder
	b.Grow(len(raw)) // a little more than it takes
	for _, l := range list {
		unquote(&b, l)
	}
	return strings.Clone(b.String()), nil
}

func object(place string, raw json.RawMessage) (Metadata, error) {
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '{' {
		return nil, &ReadError{place, "want an object"}
	}
	return members(raw), nil
}

// list reads a list.
func list(place string, raw json.RawMessage, want string) ([]json.RawMessage, error) {
	if len(raw) == 0 || raw[0] != '[' {
		var l []json.RawMessage
		return nil, decode(place, raw, &l, want)
	}
	return items(raw), nil
}

// metadata reads an object that is kept: a copy, so that the file is not.
func metadata(place string, raw json.RawMessage) (Metadata, error) {
	m, err := object(place, raw)
	for name, value := range m {
		m[name] = bytes.Clone(value)
	}
	return m, err
}

// decode reads a value that must be there; null is for pointers only.
func decode(place string, raw json.RawMessage, to any, want string) error {
	if raw == nil {
		return &ReadError{place, "missing, want " + want}
	}
	_, nullable := to.(**int)
	if string(bytes.TrimSpace(raw)) == "null" && !nullable || json.Unmarshal(raw, to) != nil {
		return &ReadError{place, fmt.Sprintf("got %.60s, want %s", raw, want)}
	}
	return nil
}

// exactly checks that an object has these names and no others.
func exactly(place string, fields Metadata, names ...string) error {
	for _, have := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(names, have) {
			return &ReadError{place, fmt.Sprintf("unknown key %q, want %s", have, strings.Join(names, ", "))}
		}
	}
	for _, n := range names {
		if _, ok := fields[n]; !ok {
			return &ReadError{place, fmt.Sprintf("no %q", n)}
		}
	}
	return nil
}
