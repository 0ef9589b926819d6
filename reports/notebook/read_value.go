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
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		var lines []*string
		if err := decode(place, raw, &lines, "a text or a list of texts"); err != nil {
			return "", err
		}
		var b strings.Builder
		for i, l := range lines {
			if l == nil {
				return "", &ReadError{fmt.Sprintf("%s[%d]", place, i), "null, want a text"}
			}
			b.WriteString(*l)
		}
		return b.String(), nil
	}
	var s string
	err := decode(place, raw, &s, "a text or a list of texts")
	return s, err
}

func object(place string, raw json.RawMessage) (Metadata, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
		return nil, &ReadError{place, "want an object"}
	}
	var m Metadata
	err := decode(place, raw, &m, "an object")
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
