package load

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"concord/corpus"
)

// batch is what one entry yields.
type batch struct {
	entry     *entry
	textField string // Options.TextColumn
	skipBad   bool
	drafts    []*draft
	skipped   []Skipped

	rows int                // drafts made, of a file that may hold several
	held int64              // bytes of text in drafts
	full func(*batch) error // called when some JSON lines have become drafts, to take these away; may be nil
}

// fail records bad data; it returns the error unless bad data is skipped.
func (b *batch) fail(err *Error) error {
	if !b.skipBad {
		return err
	}
	b.skipped = append(b.skipped, Skipped{Path: err.Path, Line: err.Line, Err: err})
	return nil
}

func (b *batch) bad(line int, problem, want string) *Error {
	return &Error{Path: b.entry.path, Line: line, Problem: problem, Want: want}
}

// content is an entry opened and unpacked.
type content struct {
	name   string // without .gz
	r      *bufio.Reader
	closer io.Closer
}

const headBytes = 64 << 10 // looked at to tell formats and encodings

// open opens an entry and unpacks a .gz as it is read.
func (l *loader) open(e *entry) (*content, error) {
	rc, err := e.open()
	if err != nil {
		return nil, unreadable(e.path, err)
	}
	packed := &counter{r: rc}
	c := &content{name: e.name, r: bufio.NewReaderSize(packed, headBytes), closer: rc}
	head, _ := c.r.Peek(len(magicGzip))
	if string(head) != magicGzip {
		return c, nil
	}
	gz, err := gzip.NewReader(c.r)
	if err != nil {
		rc.Close()
		return nil, &Error{Path: e.path, Problem: "broken gzip", Want: "a complete .gz file", Err: err}
	}
	c.name = unpackedName(e.name)
	c.r = bufio.NewReaderSize(&unpacker{r: gz, packed: packed, path: e.path, limits: l.limits}, headBytes)
	if head, _ := c.r.Peek(len(magicGzip)); string(head) == magicGzip {
		rc.Close()
		return nil, &Error{Path: e.path, Problem: "gzip inside gzip", Want: "one layer of compression"}
	}
	return c, nil
}

// readEntry reads one file into its batch.
func (l *loader) readEntry(ctx context.Context, b *batch) error {
	c, err := l.open(b.entry)
	if err != nil {
		return err
	}
	defer c.closer.Close()
	head, err := c.r.Peek(headBytes)
	if err != nil && err != io.EOF {
		return l.readError(b.entry.path, err)
	}
	if len(bytes.TrimSpace(head)) == 0 && err == io.EOF {
		return b.bad(0, "empty file", "a text")
	}
	if kind, want := binaryKind(head); kind != "" {
		return b.bad(0, kind, want)
	}
	format := formatOf(c.name, head)
	if format == formatLines {
		return l.readLines(ctx, b, c)
	}
	data, err := readAll(c.r, b.entry.path, l.limits.MaxFileBytes)
	if err != nil {
		return l.readError(b.entry.path, err)
	}
	src := corpus.Source{Path: b.entry.path, Format: format, SHA256: hashBytes(data)}
	return l.readFormat(ctx, b, c.name, src, data)
}

func (l *loader) readFormat(ctx context.Context, b *batch, name string, src corpus.Source, data []byte) error {
	switch src.Format {
	case formatMarkdown:
		return l.readMarkdown(b, src, data)
	case formatHTML:
		return l.readHTML(b, src, data)
	case formatDOCX, formatODT:
		return l.readOffice(b, src, data)
	case formatPDF:
		return l.readPDF(ctx, b, src, data)
	case formatCSV:
		return l.readTable(ctx, b, name, src, data)
	case formatJSON:
		return l.readJSON(ctx, b, src, data)
	}
	return l.readText(b, src, data)
}

// readError names a broken stream for what it is.
func (l *loader) readError(path string, err error) *Error {
	e := unreadable(path, err)
	switch e.Err {
	case gzip.ErrChecksum, gzip.ErrHeader, io.ErrUnexpectedEOF:
		return &Error{Path: path, Problem: "broken gzip", Want: "a complete .gz file", Err: e.Err}
	}
	return e
}

// readText reads a plain text: one document.
func (l *loader) readText(b *batch, src corpus.Source, data []byte) error {
	text, err := b.decode(&src, data)
	if err != nil {
		return err
	}
	b.add(src, &record{text: text})
	return nil
}

// decode turns bytes into text and records the encoding.
func (b *batch) decode(src *corpus.Source, data []byte) (string, error) {
	enc, bad := detect(data)
	if bad == nil {
		var text string
		if text, bad = enc.decode(data); bad == nil {
			src.Encoding, src.Certain = enc.name, enc.certain
			return text, nil
		}
	}
	return "", b.bad(bad.line, bad.problem(), bad.want)
}

func hashBytes(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
