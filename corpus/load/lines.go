package load

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"unsafe"

	"concord/corpus"
)

// readLines reads JSON lines as a stream: one document a line.
func (l *loader) readLines(ctx context.Context, b *batch, c *content) error {
	head, _ := c.r.Peek(headBytes)
	whole := len(head) < headBytes
	if !whole { // end at a line, not within a character
		if i := bytes.LastIndexByte(head, '\n'); i >= 0 {
			head = head[:i]
		} else {
			head = trimPartial(head)
		}
	}
	enc, bad := detect(head)
	if bad != nil {
		return b.bad(bad.line, bad.problem(), bad.want)
	}
	src := corpus.Source{Path: b.entry.path, Format: formatLines, Encoding: enc.name, Certain: enc.certain}
	r := c.r
	if enc.name == nameUTF16LE || enc.name == nameUTF16BE {
		// A line feed is two bytes here: decode first, then cut into lines.
		data, err := readAll(c.r, b.entry.path, l.limits.MaxFileBytes)
		if err != nil {
			return l.readError(b.entry.path, err)
		}
		text, err := b.decode(&src, data)
		if err != nil {
			return err
		}
		r, enc = bufio.NewReaderSize(strings.NewReader(text), headBytes), charset{name: nameUTF8}
	}
	return l.readLineStream(ctx, b, r, src, enc)
}

// trimPartial drops an unfinished UTF-8 sequence from the end.
func trimPartial(b []byte) []byte {
	for cut := 1; cut <= 3 && cut < len(b); cut++ {
		if firstInvalid(b[:len(b)-cut]) < 0 {
			return b[:len(b)-cut]
		}
	}
	return b
}

// readLineStream reads and parses the lines in chunks: while one is parsed, by
// all workers, the next is read and unpacked.
func (l *loader) readLineStream(ctx context.Context, b *batch, r *bufio.Reader, src corpus.Source, enc charset) error {
	lines := 0
	next := l.readChunk(b, r, 1)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := next
		lines += len(c.lines)
		var reading sync.WaitGroup
		if c.err == nil {
			reading.Go(func() { next = l.readChunk(b, r, c.following) })
		}
		err := l.addLines(ctx, b, src, enc, c.lines)
		reading.Wait()
		if err == nil && b.full != nil {
			err = b.full(b)
		}
		if err != nil {
			return err
		}
		if c.err == io.EOF {
			break
		}
		if c.err != nil {
			return c.err
		}
	}
	if lines == 0 {
		return b.bad(0, "empty file", "one JSON object a line")
	}
	return nil
}

// chunk is some lines of a file; err, unless nil, is io.EOF or what ended the
// reading after them.
type chunk struct {
	lines     []rawLine
	following int // number of the line after them
	err       error
}

type rawLine struct {
	number int
	data   []byte
}

// chunkBytes is read before lines are parsed: enough to keep all workers busy.
const chunkBytes = 1 << 20

// readChunk reads lines that are not blank, the first with the number given.
func (l *loader) readChunk(b *batch, r *bufio.Reader, number int) chunk {
	c := chunk{following: number}
	for size := 0; size < chunkBytes; c.following++ {
		line, err := readLine(r, 2*l.limits.MaxTextBytes)
		if err != nil && err != io.EOF {
			bad := l.readError(b.entry.path, err)
			bad.Line = c.following
			if errors.Is(err, errLongLine) {
				bad = b.bad(c.following, "a line longer than "+bytesText(2*l.limits.MaxTextBytes), "lines of at most twice Limits.MaxTextBytes")
			}
			c.err = bad
			return c
		}
		if len(bytes.TrimSpace(line)) > 0 {
			c.lines = append(c.lines, rawLine{c.following, line})
			size += len(line)
		}
		if c.err = err; err != nil {
			return c
		}
	}
	return c
}

// addLines makes drafts of lines, in their order.
func (l *loader) addLines(ctx context.Context, b *batch, src corpus.Source, enc charset, lines []rawLine) error {
	type parsed struct {
		src corpus.Source
		rec *record
		bad *Error
	}
	all := make([]parsed, len(lines))
	err := inOrder(ctx, l.workers(), len(lines), func(i int) error {
		p := &all[i]
		p.src = src
		p.src.Line = lines[i].number
		p.rec, p.bad = b.parseLine(&p.src, enc, lines[i].data)
		if p.bad != nil && !b.skipBad {
			return p.bad
		}
		return nil
	})
	for _, p := range all {
		if p.rec != nil && err == nil {
			b.addRow(p.src, p.rec)
		}
		if p.bad != nil && err == nil {
			err = b.fail(p.bad)
		}
	}
	return err
}

// parseLine reads the record of one line.
func (b *batch) parseLine(src *corpus.Source, enc charset, line []byte) (*record, *Error) {
	src.SHA256 = hashBytes(line)
	text, undecoded := enc.decode(line)
	if undecoded != nil {
		return nil, b.bad(src.Line, undecoded.problem()+" of the line", undecoded.want)
	}
	r, bad := parseObject(unsafe.Slice(unsafe.StringData(text), len(text)), b.textField)
	if bad != nil {
		bad.Path, bad.Line = src.Path, src.Line
		return nil, bad
	}
	return r, nil
}

var errLongLine = errors.New("line too long")

// readLine returns the next line without its end, with io.EOF at the last. Its
// memory is bounded by limit.
func readLine(r *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if int64(len(line)) > limit {
			return nil, errLongLine
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		return bytes.TrimRight(line, "\r\n"), err
	}
}
