package contrast

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"concord/corpus"
)

const (
	largestList  = 256 << 20 // bytes
	largestCount = 1 << 53   // whole numbers beyond are not exact
)

// totalRow is the feature of a row that gives the number of tokens behind a
// frequency list.
const totalRow = "#total"

// frequencies is an external frequency list.
type frequencies struct {
	name   string // of the file, without its folder
	hash   string // SHA-256 of its bytes, hex
	counts map[string]float64
	total  float64
}

// readFrequencies reads a list of features and counts, parted by commas, or by
// tabs where the first line has one. A header that names the columns (feature
// or 词项, count or 次数) allows others beside them; without one, a row has two
// cells. A row #total gives the tokens behind the list, else they are the sum
// of the counts; given, above 0, overrides both. Errors name file and line.
func readFrequencies(path string, given float64) (*frequencies, error) {
	data, err := readBytes(path)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	l := &frequencies{name: filepath.Base(path), hash: hex.EncodeToString(sum[:]), counts: map[string]float64{}}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if i := invalidUTF8(data); i >= 0 {
		return nil, fault(path, 1+bytes.Count(data[:i], []byte("\n")), "not UTF-8, want a file in UTF-8")
	}
	if err := l.rows(path, data); err != nil {
		return nil, err
	}
	return l, l.finish(path, given)
}

func readBytes(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be opened (%v), want a CSV or TSV file of features and counts", path, plain(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largestList+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: cannot be read (%v), want a CSV or TSV file of features and counts", path, plain(err))
	case len(data) > largestList:
		return nil, fmt.Errorf("%s: larger than %d MB, want a shorter list", path, largestList>>20)
	}
	return data, nil
}

// plain is the cause of a file error, without the path it repeats.
func plain(err error) error {
	if p := (*os.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}

func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

func fault(path string, line int, problem string) error {
	return fmt.Errorf("%s:%d: %s", path, line, problem)
}

// rows reads the table.
func (l *frequencies) rows(path string, data []byte) error {
	feature, count, width, start := 0, 1, 2, true
	take := func(line int, cells []string) error {
		if start {
			start = false
			if f, c, ok := header(cells); ok {
				feature, count, width = f, c, len(cells)
				return nil
			}
		}
		if len(cells) != width {
			return fault(path, line, fmt.Sprintf("%d cells, want %d", len(cells), width))
		}
		return l.add(path, line, cells[feature], cells[count])
	}
	if first, _, _ := bytes.Cut(data, []byte("\n")); bytes.ContainsRune(first, '\t') {
		return byTabs(string(data), take)
	}
	return byCommas(path, data, take)
}

// byTabs reads lines of cells parted by tabs. Quotation marks are characters
// like any other there.
func byTabs(data string, take func(line int, cells []string) error) error {
	n := 0
	for line := range strings.Lines(data) {
		n++
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			continue
		}
		if err := take(n, strings.Split(line, "\t")); err != nil {
			return err
		}
	}
	return nil
}

func byCommas(path string, data []byte, take func(line int, cells []string) error) error {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if p := (*csv.ParseError)(nil); errors.As(err, &p) {
			return fault(path, p.Line, p.Err.Error()+", want a feature and a count")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		line, _ := r.FieldPos(0)
		if err := take(line, cells); err != nil {
			return err
		}
	}
}

// header finds the columns of features and counts by name.
func header(cells []string) (feature, count int, ok bool) {
	find := func(names ...string) int {
		return slices.IndexFunc(cells, func(c string) bool { return slices.Contains(names, strings.ToLower(strings.TrimSpace(c))) })
	}
	feature = find("feature", "word", "term", "token", "type", "词项", "词", "词语")
	count = find("count", "freq", "frequency", "n", "次数", "频次", "词频")
	return feature, count, feature >= 0 && count >= 0 && feature != count
}

func (l *frequencies) add(path string, line int, feature, count string) error {
	feature, _ = corpus.Freeze(strings.TrimSpace(feature))
	count = strings.TrimSpace(count)
	if feature == "" {
		return fault(path, line, "an empty feature, want a word")
	}
	n, err := strconv.ParseFloat(count, 64)
	switch {
	case err != nil && !errors.Is(err, strconv.ErrRange):
		return fault(path, line, fmt.Sprintf("the count %.40q is no number, want a whole number from 0", count))
	case n != n:
		return fault(path, line, fmt.Sprintf("the count is %.40q, want a whole number from 0", count))
	case n < 0:
		return fault(path, line, fmt.Sprintf("the count %.40s is negative, want a whole number from 0", count))
	case n >= largestCount:
		return fault(path, line, fmt.Sprintf("the count %.40s is too large, want less than 2^53", count))
	case n != float64(int64(n)):
		return fault(path, line, fmt.Sprintf("the count %.40s is not whole, want a whole number from 0", count))
	}
	if feature == totalRow {
		if l.total > 0 {
			return fault(path, line, "a second row "+totalRow+", want one")
		}
		if n == 0 {
			return fault(path, line, totalRow+" is 0, want the number of tokens behind the list")
		}
		l.total = n
		return nil
	}
	if _, ok := l.counts[feature]; ok {
		return fault(path, line, fmt.Sprintf("the feature %q stands twice, want one row for each", feature))
	}
	l.counts[feature] = n
	return nil
}

// finish settles the number of tokens.
func (l *frequencies) finish(path string, given float64) error {
	if len(l.counts) == 0 {
		return fault(path, 1, "no features, want rows of a feature and a count")
	}
	sum := 0.0
	for _, n := range l.counts { // whole numbers: the order does not matter
		sum += n
	}
	switch {
	case sum >= largestCount:
		return fault(path, 1, "the counts add up to 2^53 or more, want a smaller list")
	case sum == 0:
		return fault(path, 1, "all counts are 0, want at least one use")
	case given > 0:
		l.total = given
	case l.total == 0:
		l.total = sum
	}
	if l.total < sum {
		return fault(path, 1, fmt.Sprintf("the total of tokens is %.0f but the counts add up to %.0f, want a total of at least that", l.total, sum))
	}
	return nil
}
