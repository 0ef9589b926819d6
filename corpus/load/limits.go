package load

import (
	"fmt"
	"io"
)

// Limits bounds what one file may cost. A zero field means its default.
type Limits struct {
	MaxFileBytes      int64   // a file, or a member as unpacked; 256 MiB
	MaxTextBytes      int64   // the text of one document; 64 MiB
	MaxUnpackedBytes  int64   // all that one archive or .gz unpacks to; 1 GiB
	MaxArchiveMembers int     // 100 000
	MaxRatio          float64 // unpacked to packed size, beyond the first 16 MiB; 200
}

// The defaults. Official texts pack 3 to 10 to 1, and deflate cannot exceed
// about 1 030 to 1, so 200 parts the two.
const (
	defaultFileBytes     = 256 << 20
	defaultTextBytes     = 64 << 20
	defaultUnpackedBytes = 1 << 30
	defaultMembers       = 100_000
	defaultRatio         = 200

	// freeBytes may be unpacked whatever the ratio: a short file of blanks is
	// no danger.
	freeBytes = 16 << 20
)

func (m Limits) withDefaults() Limits {
	if m.MaxFileBytes == 0 {
		m.MaxFileBytes = defaultFileBytes
	}
	if m.MaxTextBytes == 0 {
		m.MaxTextBytes = defaultTextBytes
	}
	if m.MaxUnpackedBytes == 0 {
		m.MaxUnpackedBytes = defaultUnpackedBytes
	}
	if m.MaxArchiveMembers == 0 {
		m.MaxArchiveMembers = defaultMembers
	}
	if m.MaxRatio == 0 {
		m.MaxRatio = defaultRatio
	}
	return m
}

// ratioError reports whether so much from so little is a decompression bomb.
func (m Limits) ratioError(path string, unpacked, packed int64) *Error {
	if unpacked <= freeBytes || float64(unpacked) <= m.MaxRatio*float64(max(packed, 1)) {
		return nil
	}
	return &Error{Path: path,
		Problem: fmt.Sprintf("decompression bomb: %d bytes unpack to %d or more", packed, unpacked),
		Want:    fmt.Sprintf("a ratio of at most %g (Limits.MaxRatio)", m.MaxRatio)}
}

func tooLarge(path string, limit int64, name string) *Error {
	return &Error{Path: path, Problem: fmt.Sprintf("larger than %s", bytesText(limit)),
		Want: fmt.Sprintf("at most %s (Limits.%s); split the file or raise the limit", bytesText(limit), name)}
}

func bytesText(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// unpacker passes on what a decompressor yields until a limit is met.
type unpacker struct {
	r      io.Reader
	packed *counter
	n      int64
	path   string
	limits Limits
}

func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.n += int64(n)
	if u.n > u.limits.MaxUnpackedBytes {
		return n, tooLarge(u.path, u.limits.MaxUnpackedBytes, "MaxUnpackedBytes")
	}
	if bomb := u.limits.ratioError(u.path, u.n, u.packed.n); bomb != nil {
		return n, bomb
	}
	return n, err
}

// readAll reads r to its end, or fails beyond limit bytes.
func readAll(r io.Reader, path string, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	if int64(len(b)) > limit {
		return nil, tooLarge(path, limit, "MaxFileBytes")
	}
	return b, nil
}
