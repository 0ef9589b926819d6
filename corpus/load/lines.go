package load

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

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

func (l *loader) readLineStream(ctx context.Context, b *batch, r *bufio.Reader, src corpus.Source, enc charset) error {
	lines := 0
	for number := 1; ; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := readLine(r, 2*l.limits.MaxTextBytes)
		if err != nil && err != io.EOF {
			bad := l.readError(b.entry.path, err)
			bad.Line = number
			if errors.Is(err, errLongLine) {
				bad = b.bad(number, "a line longer than "+bytesText(2*l.limits.MaxTextBytes), "lines of at most twice Limits.MaxTextBytes")
			}
			return bad
		}
		if len(bytes.TrimSpace(line)) > 0 {
			lines++
			src.Line = number
			if err := b.addLine(src, enc, line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
	}
	if lines == 0 {
		return b.bad(0, "empty file", "one JSON object a line")
	}
	return nil
}

// addLine makes a draft of one line.
func (b *batch) addLine(src corpus.Source, enc charset, line []byte) error {
	src.SHA256 = hashBytes(line)
	text, undecoded := enc.decode(line)
	if undecoded != nil {
		return b.fail(b.bad(src.Line, undecoded.problem()+" of the line", undecoded.want))
	}
	r, bad := parseObject(text, b.textField)
	if bad != nil {
		bad.Path, bad.Line = src.Path, src.Line
		return b.fail(bad)
	}
	b.addRow(src, r)
	return nil
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
