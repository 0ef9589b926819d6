package similarity

import (
	"math/bits"
	"slices"
)

// LongestShared returns the longest run of characters that two streams share:
// where it begins in each, and its length; the first such run of a. It takes
// time proportional to (|a|+|b|)·log: a binary search over the length, with
// hashes of all runs of that length (Karp & Rabin 1987) and each match compared
// character by character.
func LongestShared(a, b Stream) (atA, atB, length int) {
	x, y := newPowers(a.Char), newPowers(b.Char)
	lo, hi := 0, min(len(a.Char), len(b.Char))
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if i, j, ok := sharedRun(a, b, x, y, mid); ok {
			atA, atB, lo = i, j, mid
		} else {
			hi = mid - 1
		}
	}
	return atA, atB, lo
}

// sharedRun finds the first run of n characters of a that b holds.
func sharedRun(a, b Stream, x, y powers, n int) (i, j int, ok bool) {
	runs := newNumbering(len(b.Char) - n + 1)
	first := make([]int, 0, len(b.Char)-n+1) // in b, by number of the run
	for j := 0; j+n <= len(b.Char); j++ {
		if int(runs.of(y.hash(j, n))) == len(first) {
			first = append(first, j)
		}
	}
	for i := 0; i+n <= len(a.Char); i++ {
		number, found := runs.find(x.hash(i, n))
		if !found {
			continue
		}
		run := a.Char[i : i+n]
		if at := first[number]; slices.Equal(run, b.Char[at:at+n]) && !slices.Contains(run, separator) {
			return i, at, true
		}
	}
	return 0, 0, false
}

// powers holds prefix hashes modulo the prime 2^61−1.
type powers struct{ prefix, power []uint64 }

const (
	mersenne = 1<<61 - 1
	radix    = 0x1b873593cc9e2d51 % mersenne
)

func newPowers(s []rune) powers {
	p := powers{make([]uint64, len(s)+1), make([]uint64, len(s)+1)}
	p.power[0] = 1
	for i, r := range s {
		p.prefix[i+1] = addMod(mulMod(p.prefix[i], radix), uint64(int64(r)+2))
		p.power[i+1] = mulMod(p.power[i], radix)
	}
	return p
}

// hash returns the hash of n characters from i on.
func (p powers) hash(i, n int) uint64 {
	return addMod(p.prefix[i+n], mersenne-mulMod(p.prefix[i], p.power[n]))
}

func mulMod(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return addMod(lo&mersenne, lo>>61|hi<<3)
}

func addMod(a, b uint64) uint64 {
	s := a + b
	if s >= mersenne {
		s -= mersenne
	}
	return s
}
