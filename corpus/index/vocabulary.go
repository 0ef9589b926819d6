package index

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"
)

// feature returns the spelling of a feature.
func (x *Index) feature(id uint32) string { return str(x.text[x.starts[id] : x.starts[id+1]-1]) }

// id returns the number of a feature.
func (x *Index) id(name string) (uint32, bool) {
	id := x.tokens.Feature(name)
	return uint32(id), id >= 0
}

// prefixed returns the features in [from, to) that begin with prefix: they stand
// together, for features are in code-point order.
func (x *Index) prefixed(prefix string, from, to uint32) (uint32, uint32) {
	f := x.tokens.Features[from:to]
	first := sort.Search(len(f), func(i int) bool { return f[i] >= prefix })
	f = f[first:]
	n := sort.Search(len(f), func(i int) bool { return !strings.HasPrefix(f[i], prefix) })
	return from + uint32(first), from + uint32(first+n)
}

// holding calls f with every feature that holds part, ascending, and with each of
// the places in it.
func (x *Index) holding(part string, f func(id uint32, at int)) {
	pattern := []byte(part)
	id := 0
	for at := 0; ; {
		i := bytes.Index(x.text[at:], pattern)
		if i < 0 {
			return
		}
		at += i
		id = next(x.starts, id, uint32(at)+1) - 1
		f(uint32(id), at-int(x.starts[id]))
		at++
	}
}

// ending returns the features that end with part, ascending.
func (x *Index) ending(part string) []uint32 {
	var out []uint32
	x.holding(part+"\n", func(id uint32, _ int) { out = append(out, id) })
	return out
}

// containing returns the features that hold part, ascending.
func (x *Index) containing(part string) []uint32 {
	var out []uint32
	x.holding(part, func(id uint32, _ int) {
		if n := len(out); n == 0 || out[n-1] != id {
			out = append(out, id)
		}
	})
	return out
}

// like returns the features of the form of a pattern, ascending: * stands for
// any run of characters, ? for one.
func (x *Index) like(pattern string) []uint32 {
	var out []uint32
	prefix := pattern[:strings.IndexAny(pattern, "*?")]
	from, to := x.prefixed(prefix, 0, uint32(len(x.tokens.Features)))
	for id := from; id < to; id++ {
		if wildcard(pattern, x.feature(id)) {
			out = append(out, id)
		}
	}
	return out
}

// wildcard reports whether s has the form of pattern. It takes time
// len(pattern)·len(s) at most.
func wildcard(pattern, s string) bool {
	i, j, star, mark := 0, 0, -1, 0
	for j < len(s) {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, mark = i, j
			i++
			continue
		case i < len(pattern) && pattern[i] == '?':
			_, size := utf8.DecodeRuneInString(s[j:])
			i++
			j += size
			continue
		case i < len(pattern) && pattern[i] == s[j]:
			i++
			j++
			continue
		case star < 0:
			return false
		}
		_, size := utf8.DecodeRuneInString(s[mark:])
		mark += size
		i, j = star+1, mark
	}
	return strings.Trim(pattern[i:], "*") == ""
}
