package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"concord/corpus"
)

// readJSON reads a JSON file: an object, a list of objects, or objects one
// after the other.
func (l *loader) readJSON(ctx context.Context, b *batch, src corpus.Source, data []byte) error {
	text, err := b.decode(&src, data)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(strings.NewReader(text))
	list := strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[")
	if list {
		if _, err := dec.Token(); err != nil {
			return b.brokenJSON(text, dec, err)
		}
	}
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if list && !dec.More() {
			if _, err := dec.Token(); err != nil {
				return b.brokenJSON(text, dec, err)
			}
			list = false
			continue
		}
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if err == io.EOF && n > 0 {
			break
		}
		if err != nil {
			return b.brokenJSON(text, dec, err)
		}
		if err := b.addObject(src, text, raw, int(dec.InputOffset())-len(raw)); err != nil {
			return err
		}
	}
	return b.oneOrMany()
}

func (b *batch) addObject(src corpus.Source, text string, raw []byte, start int) error {
	src.Line = 1 + strings.Count(text[:max(start, 0)], "\n")
	r, bad := parseObject(raw, b.textField)
	if bad != nil {
		bad.Path, bad.Line = src.Path, src.Line
		return b.fail(bad)
	}
	b.addRow(src, r)
	return nil
}

// oneOrMany gives a file of one object the name of the file.
func (b *batch) oneOrMany() error {
	if len(b.drafts) == 0 && len(b.skipped) == 0 {
		return b.bad(0, "no objects", "at least one JSON object with a field text")
	}
	if len(b.drafts) == 1 {
		b.drafts[0].number = 0
	}
	return nil
}

func (b *batch) brokenJSON(text string, dec *json.Decoder, err error) *Error {
	at := dec.InputOffset()
	var se *json.SyntaxError
	if errors.As(err, &se) {
		at = se.Offset
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		at = int64(len(text))
	}
	line := 1 + strings.Count(text[:min(max(int(at), 0), len(text))], "\n")
	return &Error{Path: b.entry.path, Line: line, Problem: "broken JSON", Want: "an object or a list of objects", Err: err}
}

// parseObject reads the fields of one JSON object, in UTF-8. The text is in textField
// where the object has it, else in text or 正文.
func parseObject(data []byte, textField string) (*record, *Error) {
	fields, bad := fieldsOf(data)
	if bad != nil {
		return nil, bad
	}
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	if !contains(names, textField) {
		textField = ""
	}
	role := roles(names, textField)
	r := &record{}
	for i, name := range names {
		if err := r.setJSON(role[i], name, fields[name]); err != nil {
			return nil, err
		}
	}
	if r.text == "" {
		return nil, &Error{Problem: "no text in the fields " + quoted(names), Want: "a field text that is a string and not empty"}
	}
	return r, nil
}

// setJSON takes one value: strings and numbers as given, true and false as
// words, lists and objects of variables as compact JSON. null is not given.
func (r *record) setJSON(role, name string, raw json.RawMessage) *Error {
	if string(raw) == "null" {
		return nil
	}
	var s string
	switch raw[0] {
	case '"':
		var err error
		if s, err = unquote(raw); err != nil {
			return &Error{Problem: fmt.Sprintf("field %q", name), Want: "a string", Err: err}
		}
	case '[', '{':
		if role == "parties" {
			return r.setParties(raw)
		}
		if role != "" && role != "file" {
			return &Error{Problem: fmt.Sprintf("field %q is a list or an object", name), Want: "a string"}
		}
		var b bytes.Buffer
		if err := json.Compact(&b, raw); err != nil {
			return &Error{Problem: fmt.Sprintf("field %q", name), Want: "JSON", Err: err}
		}
		s = b.String()
	default:
		if role == "text" {
			return &Error{Problem: fmt.Sprintf("field %q is not a string", name), Want: "the text as a string"}
		}
		s = string(raw)
	}
	r.set(role, name, s)
	return nil
}

// setParties reads a list of names or of objects with name and code, or one
// such object.
func (r *record) setParties(raw json.RawMessage) *Error {
	list := []json.RawMessage{raw}
	if raw[0] == '[' {
		if err := json.Unmarshal(raw, &list); err != nil {
			return &Error{Problem: `field "parties"`, Want: "a list", Err: err}
		}
	}
	for _, item := range list {
		var p corpus.Party
		err := json.Unmarshal(item, &p.Name)
		if err != nil {
			err = json.Unmarshal(item, &p)
		}
		p.Name, p.Code = strings.TrimSpace(p.Name), strings.TrimSpace(p.Code)
		if err != nil || p == (corpus.Party{}) {
			return &Error{Problem: fmt.Sprintf("party %.40s", item), Want: `a name, or an object with "name" and "code"`}
		}
		if p.Name == "" {
			p.Name = p.Code
		}
		r.parties = append(r.parties, p)
	}
	return nil
}
