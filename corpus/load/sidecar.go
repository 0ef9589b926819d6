package load

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// sidecar is what corpus.csv or corpus.yaml says about the files beside it.
type sidecar struct {
	path  string
	dir   string // prefix of the paths it speaks of
	files map[string]*sidecarRow
	order []string
}

type sidecarRow struct {
	rec  *record
	line int
	used bool
}

func isSidecarName(name string) bool {
	switch strings.ToLower(name) {
	case "corpus.csv", "corpus.yaml", "corpus.yml":
		return true
	}
	return false
}

// isSidecar tells a sidecar from a table of texts by its header: it names files
// and has no texts. YAML is always one.
func isSidecar(e *entry, limits Limits) (bool, error) {
	if !strings.HasSuffix(strings.ToLower(e.name), ".csv") {
		return true, nil
	}
	t, err := sidecarTable(e, limits)
	var bad *Error
	if errors.As(err, &bad) {
		return false, nil // the reader of tables will say what is wrong
	}
	if err != nil {
		return false, err
	}
	role := roles(t.header, "")
	return contains(role, "file") && !contains(role, "text"), nil
}

func sidecarTable(e *entry, limits Limits) (*table, error) {
	text, err := sidecarText(e, limits)
	if err != nil {
		return nil, err
	}
	t, bad := newTable(e.path, e.name, text)
	if bad != nil {
		return nil, bad
	}
	return t, nil
}

func sidecarText(e *entry, limits Limits) (string, error) {
	r, err := e.open()
	if err != nil {
		return "", unreadable(e.path, err)
	}
	defer r.Close()
	data, err := readAll(r, e.path, limits.MaxFileBytes)
	if err != nil {
		return "", err
	}
	enc, bad := detect(data)
	if bad != nil {
		return "", &Error{Path: e.path, Line: bad.line, Problem: bad.problem(), Want: bad.want}
	}
	text, bad := enc.decode(data)
	if bad != nil {
		return "", &Error{Path: e.path, Line: bad.line, Problem: bad.problem(), Want: bad.want}
	}
	return text, nil
}

// readSidecars reads what the finder found and attaches it to the entries. A
// row for a file that the folder does not hold is bad data.
func (l *loader) readSidecars(f *finder) error {
	for _, e := range f.sidecars {
		s := &sidecar{path: e.path, dir: strings.TrimSuffix(e.path, e.name), files: map[string]*sidecarRow{}}
		if err := s.read(e, f); err != nil {
			if err := f.fail(unreadable(e.path, err)); err != nil {
				return err
			}
			continue
		}
		l.sidecars = append(l.sidecars, s)
	}
	for _, e := range f.entries {
		e.given = l.given(e)
	}
	for _, s := range l.sidecars {
		if !contains(f.walked, s.dir) {
			continue // named alone: it may speak of files that were not asked for
		}
		for _, name := range s.order {
			row := s.files[name]
			if row.used {
				continue
			}
			bad := &Error{Path: s.path, Line: row.line, Problem: fmt.Sprintf("no text %q in the folder", name), Want: "a file of the folder"}
			if err := f.fail(bad); err != nil {
				return err
			}
		}
	}
	return nil
}

// given is what the sidecars say about an entry, the nearest one last.
func (l *loader) given(e *entry) *record {
	var rec *record
	for depth := 0; depth <= len(e.path); depth++ {
		for _, s := range l.sidecars {
			if len(s.dir) != depth || !strings.HasPrefix(e.path, s.dir) {
				continue
			}
			if row := s.files[e.path[depth:]]; row != nil {
				row.used = true
				if rec == nil {
					rec = &record{}
				}
				rec.override(row.rec)
			}
		}
	}
	return rec
}

func (s *sidecar) read(e *entry, f *finder) error {
	if strings.HasSuffix(strings.ToLower(e.name), ".csv") {
		return s.readCSV(e, f)
	}
	text, err := sidecarText(e, f.limits)
	if err != nil {
		return err
	}
	return s.readYAML(text)
}

func (s *sidecar) readCSV(e *entry, f *finder) error {
	t, err := sidecarTable(e, f.limits)
	if err != nil {
		return err
	}
	role := roles(t.header, "")
	for {
		row, line, err := t.next()
		if err == io.EOF {
			return nil
		}
		var bad *Error
		if errors.As(err, &bad) {
			if err := f.fail(bad); err != nil {
				return err
			}
			continue
		}
		r, file := &record{}, ""
		for i, v := range row {
			if role[i] == "file" {
				file = v
				continue
			}
			r.set(role[i], t.header[i], v)
		}
		if err := s.put(file, line, r); err != nil {
			return err
		}
	}
}

// put files a row under the path of its file, relative to the sidecar.
func (s *sidecar) put(file string, line int, r *record) error {
	name := path.Clean(strings.ReplaceAll(strings.TrimSpace(file), `\`, "/"))
	if strings.TrimSpace(file) == "" || path.IsAbs(name) || strings.HasPrefix(name, "../") {
		return &Error{Path: s.path, Line: line, Problem: fmt.Sprintf("file %q", file), Want: "a path within the folder"}
	}
	if s.files[name] != nil {
		return &Error{Path: s.path, Line: line, Problem: fmt.Sprintf("file %q a second time", file), Want: "each file once"}
	}
	s.files[name] = &sidecarRow{rec: r, line: line}
	s.order = append(s.order, name)
	return nil
}
