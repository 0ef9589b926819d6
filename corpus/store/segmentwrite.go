package store

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"os"
)

// The frame of a segment.
const (
	formatVersion = 1

	segmentMagic = "concord segment\n" // at the start
	footerMagic  = "segment end\n"     // at the end
	headerBytes  = 64
	footerBytes  = 64
	alignment    = 64        // of sections
	blockBytes   = 256 << 10 // under one checksum
)

// section is a named run of bytes of a segment.
type section struct {
	name     string
	at, size int64
}

// segmentWriter writes a segment from front to back. After begin, what is
// written belongs to that section; finish writes the directory.
type segmentWriter struct {
	f        *os.File
	out      *bufio.Writer
	at       int64
	block    hash.Hash
	sums     [][sha256.Size]byte
	sections []section
}

func newSegmentWriter(path string) (*segmentWriter, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, unwritable(path, err)
	}
	w := &segmentWriter{f: f, out: bufio.NewWriterSize(f, 1<<20), block: sha256.New()}
	head := make([]byte, headerBytes)
	copy(head, segmentMagic)
	binary.LittleEndian.PutUint32(head[len(segmentMagic):], formatVersion)
	_, err = w.Write(head)
	return w, err
}

// Write adds bytes to the section begun last.
func (w *segmentWriter) Write(p []byte) (int, error) {
	if _, err := w.out.Write(p); err != nil {
		return 0, unwritable(w.f.Name(), err)
	}
	n := len(p)
	for len(p) > 0 {
		room := blockBytes - int(w.at%blockBytes)
		part := p[:min(room, len(p))]
		w.block.Write(part)
		w.at += int64(len(part))
		p = p[len(part):]
		if w.at%blockBytes == 0 {
			w.closeBlock()
		}
	}
	return n, nil
}

func (w *segmentWriter) closeBlock() {
	w.sums = append(w.sums, [sha256.Size]byte(w.block.Sum(nil)))
	w.block.Reset()
}

// begin ends the section before and starts the next one, aligned.
func (w *segmentWriter) begin(name string) error {
	w.end()
	if pad := -w.at & (alignment - 1); pad > 0 {
		if _, err := w.Write(make([]byte, pad)); err != nil {
			return err
		}
	}
	w.sections = append(w.sections, section{name: name, at: w.at})
	return nil
}

func (w *segmentWriter) end() {
	if n := len(w.sections); n > 0 && w.sections[n-1].size == 0 {
		w.sections[n-1].size = w.at - w.sections[n-1].at
	}
}

// put writes a whole section.
func (w *segmentWriter) put(name string, data []byte) error {
	if err := w.begin(name); err != nil {
		return err
	}
	_, err := w.Write(data)
	w.end()
	return err
}

// finish writes the directory and the footer and brings the file to the disk.
// The sum covers both, and through them every byte of the file.
func (w *segmentWriter) finish() (sum [sha256.Size]byte, size int64, err error) {
	w.end()
	end := w.at
	if w.at%blockBytes != 0 {
		w.closeBlock()
	}
	dir := encodeDirectory(w.sections, w.sums)
	foot := make([]byte, footerBytes)
	binary.LittleEndian.PutUint64(foot, uint64(end))
	binary.LittleEndian.PutUint64(foot[8:], uint64(len(dir)))
	binary.LittleEndian.PutUint32(foot[16:], formatVersion)
	copy(foot[20:32], footerMagic)
	sum = footerSum(dir, foot)
	copy(foot[32:], sum[:])
	for _, p := range [][]byte{dir, foot} {
		if _, err := w.out.Write(p); err != nil {
			return sum, 0, unwritable(w.f.Name(), err)
		}
	}
	if err := errors.Join(w.out.Flush(), w.f.Sync(), w.f.Close()); err != nil {
		return sum, 0, unwritable(w.f.Name(), err)
	}
	return sum, end + int64(len(dir)) + footerBytes, nil
}

// footerSum is the checksum of a directory and the first half of its footer.
func footerSum(dir, foot []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write(dir)
	h.Write(foot[:32])
	return [sha256.Size]byte(h.Sum(nil))
}

// abort removes what was written.
func (w *segmentWriter) abort() {
	w.f.Close()
	os.Remove(w.f.Name())
}

func encodeDirectory(sections []section, sums [][sha256.Size]byte) []byte {
	var e encoder
	e.uint(len(sections))
	for _, s := range sections {
		e.str(s.name)
		e.uint(int(s.at))
		e.uint(int(s.size))
	}
	e.uint(len(sums))
	for _, s := range sums {
		e.b = append(e.b, s[:]...)
	}
	return e.b
}

func unwritable(path string, err error) *Error {
	return &Error{Path: path, Problem: "cannot be written", Err: cause(err)}
}
