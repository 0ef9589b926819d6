package token

import (
	"strings"
	"sync"

	"concord/corpus/lexicon"
	"concord/corpus/token/wordlist"
)

// vocabulary is what texts are looked up in besides the word list: the codes of
// characters and the terms that are never cut.
type vocabulary struct {
	*symbols
	terms *wordlist.Trie  // weight is the position in parts, from 1
	parts [][]int         // of each term: the lengths of its words, in characters
	known map[string]bool // the words of the terms: never numbers or signs
	pairs [1 << 10]uint64 // bits of pairs of codes: 0 where no term begins with the pair
}

// pair returns the bit of two codes.
func pair(a, b uint16) uint16 { return a*0x9e37 ^ b }

// mayBegin reports whether a term may begin with two codes: certainly not, or
// it is to be looked up.
func (v *vocabulary) mayBegin(a, b uint16) bool {
	p := pair(a, b)
	return v.pairs[p>>6]>>(p&63)&1 != 0
}

// The vocabularies without terms of the user's, made once.
var (
	diplomatic = sync.OnceValues(func() (*vocabulary, error) { return newVocabulary(builtIn()) })
	empty      = sync.OnceValues(func() (*vocabulary, error) { return newVocabulary(nil) })
)

func builtIn() []string {
	var cuts []string
	for _, t := range lexicon.Terms() {
		cuts = append(cuts, t.Cut)
	}
	return cuts
}

// newVocabulary learns terms, given as they are cut. Of two terms that are one
// in simplified, half-width characters, the first stands.
func newVocabulary(cuts []string) (*vocabulary, error) {
	v := &vocabulary{symbols: newSymbols(wordlist.Load().Alphabet, cuts), known: make(map[string]bool)}
	entries := make([]wordlist.Entry, 0, len(cuts))
	seen := make(map[string]bool, len(cuts))
	for _, cut := range cuts {
		var e wordlist.Entry
		var lengths []int
		var spelt strings.Builder
		for _, part := range strings.Split(cut, lexicon.Bar) {
			n := 0
			for _, r := range part {
				e.Key = append(e.Key, v.code(r))
				spelt.WriteRune(plain(r))
				n++
			}
			lengths = append(lengths, n)
			v.known[part] = true
		}
		if seen[spelt.String()] {
			continue
		}
		seen[spelt.String()] = true
		v.parts = append(v.parts, lengths)
		e.Weight = uint32(len(v.parts))
		entries = append(entries, e)
	}
	var err error
	if v.terms, err = wordlist.Build(entries); err != nil {
		return nil, err
	}
	v.mark(wordlist.Load(), v.terms)
	for _, e := range entries {
		if len(e.Key) > 1 {
			p := pair(e.Key[0], e.Key[1])
			v.pairs[p>>6] |= 1 << (p & 63)
		}
	}
	return v, nil
}
