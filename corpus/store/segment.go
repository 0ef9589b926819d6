package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/edsrzf/mmap-go"
)

// segment is a segment file, mapped into memory. Its frame has been checked;
// the bytes of a section are checked the first time check names it.
type segment struct {
	path     string
	data     []byte
	mapped   mmap.MMap // nil where the file system has no files to map
	end      int64     // of the blocks, start of the directory
	sections map[string]section
	order    []section
	sums     []byte
	checked  []atomic.Bool // by block
	sum      string        // of directory and footer, hex
}

// openSegment maps a segment and checks its frame.
func openSegment(fsys fs.FS, name, shown string) (*segment, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, &Error{Path: shown, Problem: "cannot be opened", Err: cause(err)}
	}
	defer f.Close()
	s := &segment{path: shown}
	if file, ok := f.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Size() > 0 {
			if s.mapped, err = mmap.Map(file, mmap.RDONLY, 0); err != nil {
				return nil, &Error{Path: shown, Problem: "cannot be mapped into memory", Err: err}
			}
		}
		s.data = s.mapped
	} else if s.data, err = io.ReadAll(f); err != nil {
		return nil, &Error{Path: shown, Problem: "cannot be read", Err: cause(err)}
	}
	if err := s.frame(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *segment) close() error {
	s.data = nil
	if s.mapped == nil {
		return nil
	}
	return s.mapped.Unmap()
}

func (s *segment) bad(problem, want string) *Error {
	return &Error{Path: s.path, Problem: problem, Want: want}
}

// frame checks the header, the footer and the directory.
func (s *segment) frame() error {
	if len(s.data) < len(segmentMagic)+4 || string(s.data[:len(segmentMagic)]) != segmentMagic {
		return s.bad("not a segment", fmt.Sprintf("a file that begins with %q", segmentMagic))
	}
	if v := binary.LittleEndian.Uint32(s.data[len(segmentMagic):]); v != formatVersion {
		return versionError(s.path, v)
	}
	size := len(s.data)
	if size < headerBytes+footerBytes || string(s.data[size-footerBytes+20:size-32]) != footerMagic {
		return s.bad(fmt.Sprintf("truncated or overwritten: its %d bytes have no footer", size), "a whole segment")
	}
	if len(bytes.Trim(s.data[len(segmentMagic)+4:headerBytes], "\x00")) > 0 {
		return s.bad(fmt.Sprintf("the header (bytes 0–%d) changed since it was written", headerBytes-1), "zeros behind the version")
	}
	foot := s.data[size-footerBytes:]
	at, length := binary.LittleEndian.Uint64(foot), binary.LittleEndian.Uint64(foot[8:])
	if at < headerBytes || at > uint64(size-footerBytes) || length != uint64(size-footerBytes)-at {
		return s.bad(fmt.Sprintf("the directory is said to be bytes %d–%d of %d", at, at+length, size), "it to end at the footer")
	}
	dir := s.data[at : size-footerBytes]
	sum := footerSum(dir, foot)
	if sum != [sha256.Size]byte(foot[32:]) {
		return s.bad(fmt.Sprintf("directory or footer (bytes %d–%d) changed since they were written", at, size-1), fmt.Sprintf("SHA-256 %.8x…, have %.8x…", foot[32:], sum))
	}
	s.end, s.sum = int64(at), hex.EncodeToString(sum[:])
	return s.directory(dir)
}

// directory decodes the list of sections and checksums.
func (s *segment) directory(dir []byte) error {
	d := &decoder{b: dir}
	s.sections = map[string]section{}
	last := int64(headerBytes)
	for range d.count(3) {
		sec := section{name: d.str(), at: int64(d.uint()), size: int64(d.uint())}
		_, twice := s.sections[sec.name]
		if d.bad || twice || sec.at%alignment != 0 || sec.at < last || sec.at > s.end || sec.size > s.end-sec.at {
			return s.bad(fmt.Sprintf("section %q of the directory lies at %d, %d bytes", sec.name, sec.at, sec.size), "sections in order, apart and within the file")
		}
		last = sec.at + sec.size
		s.sections[sec.name] = sec
		s.order = append(s.order, sec)
	}
	n := d.count(sha256.Size)
	if want := (s.end + blockBytes - 1) / blockBytes; d.bad || int64(n) != want || len(d.b) != n*sha256.Size {
		return s.bad("the directory has a wrong number of checksums", fmt.Sprint(want))
	}
	s.sums, s.checked = d.b, make([]atomic.Bool, n)
	return nil
}

// checkBlock compares one block with its checksum.
func (s *segment) checkBlock(i int) error {
	if s.checked[i].Load() {
		return nil
	}
	from, to := int64(i)*blockBytes, min(int64(i+1)*blockBytes, s.end)
	have := sha256.Sum256(s.data[from:to])
	want := s.sums[i*sha256.Size:][:sha256.Size]
	if string(have[:]) == string(want) {
		s.checked[i].Store(true)
		return nil
	}
	return s.bad(fmt.Sprintf("bytes %d–%d (%s) changed since they were written", from, to-1, s.within(from, to)),
		fmt.Sprintf("SHA-256 %.8x…, have %.8x…", want, have))
}

// within names the sections that lie between two offsets, of many the first and
// the last.
func (s *segment) within(from, to int64) string {
	var names []string
	for _, sec := range s.order {
		if sec.at < to && from < sec.at+sec.size {
			names = append(names, sec.name)
		}
	}
	switch n := len(names); {
	case n == 0:
		return "header"
	case n > 3:
		return fmt.Sprintf("%s to %s", names[0], names[n-1])
	}
	return strings.Join(names, ", ")
}

// check compares the blocks under these sections with their checksums.
func (s *segment) check(ctx context.Context, names ...string) error {
	var blocks []int
	for _, name := range names {
		if sec := s.sections[name]; sec.size > 0 {
			for i := sec.at / blockBytes; i <= (sec.at+sec.size-1)/blockBytes; i++ {
				blocks = append(blocks, int(i))
			}
		}
	}
	return parallel(ctx, len(blocks), func(i int) error { return s.checkBlock(blocks[i]) })
}

// bytes returns a section, not checked; a missing one is an error.
func (s *segment) bytes(name string, multiple int) ([]byte, error) {
	sec, ok := s.sections[name]
	if !ok {
		return nil, s.bad(fmt.Sprintf("no section %q", name), "every section of the format")
	}
	if sec.size%int64(multiple) != 0 {
		return nil, s.bad(fmt.Sprintf("section %q has %d bytes", name, sec.size), fmt.Sprintf("a multiple of %d", multiple))
	}
	return s.data[sec.at:][:sec.size:sec.size], nil
}

// bounds reads a section of offsets: n+1 of them, not decreasing, from 0 to
// last. A last below 0 is not compared.
func (s *segment) bounds(name string, n int, last int64) ([]uint64, error) {
	b, err := s.bytes(name, 8)
	if err != nil {
		return nil, err
	}
	at := view[uint64](b)
	if n >= 0 && len(at) != n+1 || len(at) == 0 || at[0] != 0 {
		return nil, s.bad(fmt.Sprintf("section %q has %d offsets", name, len(at)), fmt.Sprintf("%d, the first of them 0", n+1))
	}
	for i := 1; i < len(at); i++ {
		if at[i] < at[i-1] {
			return nil, s.bad(fmt.Sprintf("section %q: offset %d decreases", name, i), "offsets in order")
		}
	}
	if end := at[len(at)-1]; last >= 0 && end != uint64(last) {
		return nil, s.bad(fmt.Sprintf("section %q ends at %d", name, end), fmt.Sprint(last))
	}
	return at, nil
}

// parallel calls f for 0 to n-1 on all processors and returns the error of the
// lowest number.
func parallel(ctx context.Context, n int, f func(i int) error) error {
	var (
		wg    sync.WaitGroup
		next  atomic.Int64
		mu    sync.Mutex
		first = n
		found error
	)
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				err := ctx.Err()
				if err == nil {
					err = f(i)
				}
				if err == nil {
					continue
				}
				mu.Lock()
				if i < first {
					first, found = i, err
				}
				mu.Unlock()
				return
			}
		})
	}
	wg.Wait()
	return found
}
