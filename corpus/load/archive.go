package load

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// archive is a zip whose members are read later. It is open only while some of
// them are being read or waited for.
type archive struct {
	entry  *entry
	limits Limits

	mu   sync.Mutex
	left int // members not yet read
	open int // members being read
	r    *zip.Reader
	c    io.Closer
}

// openZip opens a zip: in place where the file allows random access, else
// unpacked into memory.
func openZip(e *entry, limits Limits) (*zip.Reader, io.Closer, error) {
	rc, err := e.open()
	if err != nil {
		return nil, nil, unreadable(e.path, err)
	}
	at, random := rc.(io.ReaderAt)
	if random && e.size >= 0 && !strings.HasSuffix(strings.ToLower(e.name), ".gz") {
		r, err := zip.NewReader(at, e.size)
		if err != nil {
			rc.Close()
			return nil, nil, brokenZip(e.path, err)
		}
		return r, rc, nil
	}
	defer rc.Close()
	c, err := (&loader{limits: limits}).open(&entry{path: e.path, name: e.name, open: func() (io.ReadCloser, error) { return io.NopCloser(rc), nil }})
	if err != nil {
		return nil, nil, err
	}
	data, err := readAll(c.r, e.path, limits.MaxFileBytes)
	if err != nil {
		return nil, nil, err
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, brokenZip(e.path, err)
	}
	return r, io.NopCloser(nil), nil
}

func brokenZip(path string, err error) *Error {
	return &Error{Path: path, Problem: "broken zip", Want: "a complete .zip file", Err: err}
}

// addArchive adds the texts of a zip. Its table of contents is held against
// the limits before anything is unpacked.
func (f *finder) addArchive(ctx context.Context, e *entry) error {
	r, c, err := openZip(e, f.limits)
	if err != nil {
		return f.fail(unreadable(e.path, err))
	}
	defer c.Close()
	if isOffice(r) {
		return f.add(e)
	}
	if bad := checkZip(e, r, f.limits); bad != nil {
		return f.fail(bad)
	}
	a := &archive{entry: e, limits: f.limits}
	f.walked = append(f.walked, e.path+"!")
	before := len(f.entries) + len(f.sidecars) + len(f.skipped)
	for i, m := range r.File {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.addMember(a, i, m); err != nil {
			return err
		}
	}
	if len(f.entries)+len(f.sidecars)+len(f.skipped) == before {
		return f.fail(&Error{Path: e.path, Problem: fmt.Sprintf("archive without texts (%s)", count(len(r.File), "member")),
			Want: "at least one text, Markdown, HTML, DOCX, ODT, PDF, CSV or JSON file"})
	}
	return nil
}

// checkZip holds the declared sizes against the limits. Reading holds every
// member to what it declares.
func checkZip(e *entry, r *zip.Reader, limits Limits) *Error {
	if len(r.File) > limits.MaxArchiveMembers {
		return &Error{Path: e.path, Problem: count(len(r.File), "member"),
			Want: fmt.Sprintf("at most %d (Limits.MaxArchiveMembers)", limits.MaxArchiveMembers)}
	}
	var total uint64
	for _, m := range r.File {
		if total += m.UncompressedSize64; m.UncompressedSize64 > uint64(limits.MaxUnpackedBytes) || total > uint64(limits.MaxUnpackedBytes) {
			return &Error{Path: e.path, Problem: "zip bomb: unpacks to more than " + bytesText(limits.MaxUnpackedBytes),
				Want: "at most that (Limits.MaxUnpackedBytes)"}
		}
	}
	if e.size < 0 {
		return nil
	}
	return limits.ratioError(e.path, int64(total), e.size)
}

func (f *finder) addMember(a *archive, i int, m *zip.File) error {
	name := memberName(m)
	shown := a.entry.path + "!" + name
	if strings.HasSuffix(name, "/") {
		return nil
	}
	if hasControl(name) || name == "" {
		return f.fail(&Error{Path: shown, Problem: "unusable file name in archive", Want: "a name without control characters"})
	}
	parts := strings.Split(name, "/")
	for j, part := range parts {
		if why := unwanted(part, j < len(parts)-1); why != "" {
			f.ignore(shown, why)
			return nil
		}
	}
	if strings.EqualFold(path.Ext(unpackedName(name)), ".zip") {
		return f.fail(&Error{Path: shown, Problem: "an archive inside an archive", Want: "files; unpack it first"})
	}
	if !known(name) && !isSidecarName(path.Base(name)) {
		f.ignore(shown, "unknown extension")
		return nil
	}
	if bad := checkMember(shown, m, f.limits); bad != nil {
		return f.fail(bad)
	}
	a.left++
	return f.add(&entry{path: shown, name: path.Base(name), size: int64(m.UncompressedSize64),
		open: func() (io.ReadCloser, error) { return a.openMember(i) }})
}

func checkMember(shown string, m *zip.File, limits Limits) *Error {
	switch {
	case m.Flags&1 != 0:
		return &Error{Path: shown, Problem: "encrypted", Want: "an archive without a password"}
	case m.Method != zip.Store && m.Method != zip.Deflate:
		return &Error{Path: shown, Problem: fmt.Sprintf("packed by method %d", m.Method), Want: "deflate or stored"}
	case m.UncompressedSize64 > uint64(limits.MaxFileBytes) && !streams(m.Name):
		return tooLarge(shown, limits.MaxFileBytes, "MaxFileBytes")
	}
	return nil
}

// memberName reads names that are not UTF-8 as GB18030, as Chinese Windows
// writes them.
func memberName(m *zip.File) string {
	if utf8.ValidString(m.Name) {
		return m.Name
	}
	name, err := simplifiedchinese.GB18030.NewDecoder().String(m.Name)
	if err != nil {
		return strings.ToValidUTF8(m.Name, "\ufffd")
	}
	return name
}

// openMember opens the i-th member, reopening the archive if need be.
func (a *archive) openMember(i int) (io.ReadCloser, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.r == nil {
		r, c, err := openZip(a.entry, a.limits)
		if err != nil {
			return nil, err
		}
		a.r, a.c = r, c
	}
	a.open++
	if i >= len(a.r.File) {
		return nil, errors.Join(errors.New("the archive changed while it was read"), a.release())
	}
	m := a.r.File[i]
	rc, err := m.Open()
	if err != nil {
		return nil, errors.Join(err, a.release())
	}
	// One byte more than declared lets the zip reader notice a false size.
	return &member{Reader: io.LimitReader(rc, int64(m.UncompressedSize64)+1), rc: rc, a: a}, nil
}

// release counts a member as read and closes the archive behind the last one.
// A sidecar is read more than once, so that the archive may be closed early and
// opened again, but never while a member is being read.
func (a *archive) release() error {
	a.open--
	a.left--
	if a.open > 0 || a.left > 0 {
		return nil
	}
	a.r = nil
	return a.c.Close()
}

// member is an open member of an archive.
type member struct {
	io.Reader
	rc io.ReadCloser
	a  *archive
}

// Close closes the member, and the archive with its last one.
func (m *member) Close() error {
	err := m.rc.Close()
	m.a.mu.Lock()
	defer m.a.mu.Unlock()
	return errors.Join(err, m.a.release())
}
