package load

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"concord/corpus"
)

// readTable reads a CSV or TSV file with a header: one document a row.
func (l *loader) readTable(ctx context.Context, b *batch, name string, src corpus.Source, data []byte) error {
	text, err := b.decode(&src, data)
	if err != nil {
		return err
	}
	t, bad := newTable(b.entry.path, name, text)
	if bad != nil {
		return bad
	}
	role := roles(t.header, l.opt.TextColumn)
	if !contains(role, "text") {
		want := fmt.Sprintf("the column %q", l.opt.TextColumn)
		if l.opt.TextColumn == "" {
			want = "a column text or 正文, or the name of the text column in Options.TextColumn"
		}
		return b.bad(1, "no text column among "+quoted(t.header), want)
	}
	rows := 0
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, line, err := t.next()
		if err == io.EOF {
			break
		}
		rows++
		if bad := (*Error)(nil); errors.As(err, &bad) {
			if err := b.fail(bad); err != nil {
				return err
			}
			continue
		}
		r := &record{}
		for i, v := range row {
			r.set(role[i], t.header[i], v)
		}
		at := src
		at.Line = line
		b.addRow(at, r)
	}
	if rows == 0 {
		return b.bad(0, "a table without rows", "a header and at least one row")
	}
	return nil
}

// table reads the rows of a CSV text and checks their number of fields.
type table struct {
	path   string
	header []string
	r      *csv.Reader
}

// newTable reads the header. The separator is a tab in .tsv and .tab files;
// elsewhere it is what the header has most of: commas, semicolons or tabs.
func newTable(shown, name, text string) (*table, *Error) {
	t := &table{path: shown, r: csv.NewReader(strings.NewReader(text))}
	t.r.FieldsPerRecord = -1
	t.r.Comma = separator(name, text)
	row, err := t.r.Read()
	if err != nil {
		return nil, t.broken(err)
	}
	t.header = row
	seen := map[string]bool{}
	for i, h := range row {
		h = strings.TrimSpace(h)
		if h == "" {
			h = fmt.Sprintf("column_%d", i+1)
		}
		if seen[h] {
			return nil, &Error{Path: shown, Line: 1, Problem: fmt.Sprintf("two columns are called %q", h), Want: "different names"}
		}
		row[i], seen[h] = h, true
	}
	return t, nil
}

func separator(name, text string) rune {
	if ext := strings.ToLower(path.Ext(name)); ext == ".tsv" || ext == ".tab" {
		return '\t'
	}
	header, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, c := range []rune{';', '\t'} {
		if strings.Count(header, string(c)) > strings.Count(header, string(best)) {
			best = c
		}
	}
	return best
}

// next returns a row and the line it begins on. A fault is an *Error, the end
// io.EOF.
func (t *table) next() ([]string, int, error) {
	row, err := t.r.Read()
	if err == io.EOF {
		return nil, 0, err
	}
	if err != nil {
		return nil, 0, t.broken(err)
	}
	line, _ := t.r.FieldPos(0)
	if len(row) != len(t.header) {
		return nil, 0, &Error{Path: t.path, Line: line, Problem: count(len(row), "field"), Want: fmt.Sprint(len(t.header))}
	}
	return row, line, nil
}

func (t *table) broken(err error) *Error {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		return &Error{Path: t.path, Line: pe.StartLine, Problem: fmt.Sprintf("broken quoting at line %d, column %d", pe.Line, pe.Column),
			Want: "quotes in pairs, and doubled inside quoted fields", Err: pe.Err}
	}
	return &Error{Path: t.path, Problem: "not a table", Want: "a header row", Err: err}
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// quoted lists names for an error, the first twelve of them.
func quoted(names []string) string {
	var b strings.Builder
	for i, n := range names {
		if i == 12 {
			fmt.Fprintf(&b, " and %d more", len(names)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", n)
	}
	return b.String()
}
