package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

// MaxBytes is the size of the largest notebook that Read takes. Reading takes
// the size of the file and that of what is kept of it, which is no larger, so at
// most 512 MiB and a little for each cell and output; afterwards the file is not
// held any more.
const MaxBytes = 256 << 20

// ReadError says where a notebook cannot be read.
type ReadError struct {
	Place   string // line and column, or a path such as cells[3].outputs[0]
	Problem string // what is wrong and what was expected
}

// Error prints the place and the problem.
func (e *ReadError) Error() string {
	if e.Place == "" {
		return "notebook: " + e.Problem
	}
	return "notebook: " + e.Place + ": " + e.Problem
}

// Read reads an .ipynb of nbformat 4.5 in our language. It is strict: what the
// format does not allow is a *ReadError.
func Read(r io.Reader) (*Notebook, error) {
	data, err := whole(r)
	if err != nil {
		return nil, fmt.Errorf("notebook: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, &ReadError{"", fmt.Sprintf("larger than %d MiB, the most that is read", MaxBytes>>20)}
	}
	return parse(data)
}

// whole reads at most one byte more than MaxBytes. A reader that tells how much
// it holds is read into memory of that size; that of another grows by copying.
func whole(r io.Reader) ([]byte, error) {
	size := int64(0)
	switch r := r.(type) {
	case *bytes.Reader:
		size = int64(r.Len())
	case *os.File:
		if info, err := r.Stat(); err == nil {
			size = info.Size()
		}
	}
	var b bytes.Buffer
	b.Grow(int(min(size, MaxBytes)) + 2*bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(r, MaxBytes+1))
	return b.Bytes(), err
}

func parse(data []byte) (*Notebook, error) {
	if err := wellFormed(data); err != nil {
		return nil, err
	}
	root, err := object("", data)
	if err != nil {
		return nil, err
	}
	if err := version(root); err != nil {
		return nil, err
	}
	if err := exactly("", root, "metadata", "nbformat", "nbformat_minor", "cells"); err != nil {
		return nil, err
	}
	nb := &Notebook{}
	if nb.Metadata, err = metadata("metadata", root["metadata"]); err != nil {
		return nil, err
	}
	if err := language(nb.Metadata); err != nil {
		return nil, err
	}
	cells, err := list("cells", root["cells"], "a list of cells")
	if err != nil {
		return nil, err
	}
	seen := map[string]int{}
	for i, raw := range cells {
		place := fmt.Sprintf("cells[%d]", i)
		c, err := parseCell(place, raw)
		if err != nil {
			return nil, err
		}
		if first, ok := seen[c.ID]; ok {
			return nil, &ReadError{place + ".id", fmt.Sprintf("%q is the id of cells[%d] too, want unique ids", c.ID, first)}
		}
		seen[c.ID] = i
		nb.Cells = append(nb.Cells, c)
	}
	return nb, nil
}

func version(root Metadata) error {
	var major, minor int
	if err := decode("nbformat", root["nbformat"], &major, "the number 4"); err != nil {
		return err
	}
	if err := decode("nbformat_minor", root["nbformat_minor"], &minor, "the number 5"); major == 4 && err != nil {
		return err
	}
	if major != 4 || minor != 5 {
		return &ReadError{"nbformat", fmt.Sprintf("%d.%d, want 4.5; open and save it in a current Jupyter to convert it", major, minor)}
	}
	return nil
}

func language(m Metadata) error {
	for _, key := range [][2]string{{"language_info", "name"}, {"kernelspec", "language"}} {
		raw, ok := m[key[0]]
		if !ok {
			continue
		}
		fields, err := object("metadata."+key[0], raw)
		if err != nil {
			return err
		}
		place := "metadata." + key[0] + "." + key[1]
		var name string
		if raw, ok = fields[key[1]]; !ok {
			continue
		}
		if err := decode(place, raw, &name, "the name of a language"); err != nil {
			return err
		}
		if !strings.EqualFold(name, Language) {
			return &ReadError{place, fmt.Sprintf("%q, want %q; other languages belong into a kernel of their own", name, Language)}
		}
	}
	return nil
}

var idPattern = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

func parseCell(place string, raw json.RawMessage) (*Cell, error) {
	fields, err := object(place, raw)
	if err != nil {
		return nil, err
	}
	c := &Cell{}
	if err := decode(place+".cell_type", fields["cell_type"], &c.Type, "code, markdown or raw"); err != nil {
		return nil, err
	}
	allowed := []string{"id", "cell_type", "metadata", "source"}
	switch c.Type {
	case Code:
		allowed = append(allowed, "outputs", "execution_count")
	case Markdown, Raw:
		if c.Attachments = fields["attachments"]; c.Attachments != nil {
			allowed = append(allowed, "attachments")
		}
	default:
		return nil, &ReadError{place + ".cell_type", fmt.Sprintf("%q, want code, markdown or raw", c.Type)}
	}
	if _, ok := fields["id"]; !ok {
		return nil, &ReadError{place, "no id, want one of 1 to 64 letters, digits, - or _"}
	}
	if err := exactly(place, fields, allowed...); err != nil {
		return nil, err
	}
	if err := decode(place+".id", fields["id"], &c.ID, "a text"); err != nil {
		return nil, err
	}
	if !idPattern.MatchString(c.ID) {
		return nil, &ReadError{place + ".id", fmt.Sprintf("%.80q, want 1 to 64 letters, digits, - or _", c.ID)}
	}
	if c.Metadata, err = metadata(place+".metadata", fields["metadata"]); err != nil {
		return nil, err
	}
	if c.Source, err = multiline(place+".source", fields["source"]); err != nil {
		return nil, err
	}
	if c.Attachments != nil {
		if _, err := object(place+".attachments", c.Attachments); err != nil {
			return nil, err
		}
		c.Attachments = bytes.Clone(c.Attachments)
	}
	if c.Type != Code {
		return c, nil
	}
	c.Outputs, err = parseOutputs(place, fields)
	return c, err
}

// parseOutputs reads what only a code cell has. Its counter is read and not
// kept: it changes from run to run.
func parseOutputs(place string, fields Metadata) ([]Output, error) {
	var count *int
	if err := decode(place+".execution_count", fields["execution_count"], &count, "a whole number or null"); err != nil {
		return nil, err
	}
	outputs, err := list(place+".outputs", fields["outputs"], "a list of outputs")
	if err != nil {
		return nil, err
	}
	var out []Output
	for i, raw := range outputs {
		o, err := parseOutput(fmt.Sprintf("%s.outputs[%d]", place, i), raw)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}
