package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Write writes the notebook so that it changes in a version control system
// only where it has changed: sorted keys, texts as lists of lines, one blank of
// indentation, characters as they are, no times and no counters. Reading and
// writing again gives the same bytes.
func (nb *Notebook) Write(w io.Writer) error {
	if err := nb.check(); err != nil {
		return err
	}
	cells := make([]any, len(nb.Cells))
	for i, c := range nb.Cells {
		cells[i] = c.document()
	}
	raw, err := marshal(map[string]any{"cells": cells, "metadata": object0(nb.Metadata), "nbformat": 4, "nbformat_minor": 5})
	if err != nil {
		return fmt.Errorf("notebook: %w", err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", " "); err != nil {
		return fmt.Errorf("notebook: %w", err)
	}
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return err
}

// check finds what may not be written: Read would refuse it.
func (nb *Notebook) check() error {
	seen := map[string]bool{}
	for i, c := range nb.Cells {
		if !idPattern.MatchString(c.ID) || seen[c.ID] {
			return fmt.Errorf("notebook: cells[%d].id: %q, want 1 to 64 letters, digits, - or _, unique", i, c.ID)
		}
		seen[c.ID] = true
	}
	return nil
}

func (c *Cell) document() map[string]any {
	d := map[string]any{"id": c.ID, "cell_type": c.Type, "metadata": object0(c.Metadata), "source": lines(c.Source)}
	switch {
	case c.Type == Code:
		outputs := make([]any, len(c.Outputs))
		for i, o := range c.Outputs {
			outputs[i] = o.document()
		}
		d["outputs"], d["execution_count"] = outputs, nil
	case c.Attachments != nil:
		d["attachments"] = c.Attachments
	}
	return d
}

func (o Output) document() map[string]any {
	d := map[string]any{"output_type": o.Type}
	switch o.Type {
	case Stream:
		d["name"], d["text"] = o.Name, lines(o.Text)
	case ErrorOutput:
		d["ename"], d["evalue"], d["traceback"] = o.EName, o.EValue, append([]string{}, o.Traceback...)
	default:
		data := map[string]any{}
		for mime, text := range o.Data {
			switch {
			case isJSON(mime):
				data[mime] = json.RawMessage(text)
			case strings.HasPrefix(mime, "text/") || mime == "image/svg+xml":
				data[mime] = lines(text)
			default:
				data[mime] = text // base64
			}
		}
		d["data"], d["metadata"] = data, object0(o.Metadata)
		if o.Type == ExecuteResult {
			d["execution_count"] = nil
		}
	}
	return d
}

// object0 is the object of the metadata, empty rather than null.
func object0(m Metadata) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	maps.Copy(out, m)
	return out
}

// lines cuts a text after every line end.
func lines(s string) []string {
	if s == "" {
		return []string{}
	}
	return slices.Collect(strings.Lines(s))
}

// marshal writes JSON with sorted keys and with < > & as they are, also where
// raw JSON inside has them escaped.
func marshal(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return plain(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// plain turns the escapes \u003c, \u003e and \u0026 of JSON into < > and &.
func plain(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' || i+1 >= len(raw) {
			out = append(out, raw[i])
			continue
		}
		if i+6 <= len(raw) {
			if c, ok := htmlEscapes[strings.ToLower(string(raw[i:i+6]))]; ok {
				out = append(out, c)
				i += 5
				continue
			}
		}
		out = append(out, raw[i], raw[i+1])
		i++
	}
	return out
}

var htmlEscapes = map[string]byte{`\u003c`: '<', `\u003e`: '>', `\u0026`: '&'}
