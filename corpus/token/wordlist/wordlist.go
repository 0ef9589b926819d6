// Package wordlist holds the Chinese word list and the trie that it and the
// lexicon are looked up in.
//
// The list is jieba's dict.txt less the entries of removed.txt and less phrases
// that are hardly more frequent than their words, in simplified characters (see
// SOURCE and package generate). A word weighs its surprisal, -ln(count/total), in
// steps of 1/Scale; the best cut of a text is the one with the least weight in
// sum (a unigram model).
package wordlist

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"sync"
)

//go:generate go run ./generate -from dict.txt -removed removed.txt -out words.bin

//go:embed words.bin
var file string

// Scale is the number of weight steps in one nat.
const Scale = 1 << 19

// List is a word list. Code c stands for the character Alphabet[c-1].
type List struct {
	Trie     *Trie
	Alphabet []rune
	Unknown  uint32   // weight of a character that is not in the list
	Foreign  []uint32 // by code-1: weight of a character in a transliterated name, 0 where it is in none
	Given    []uint32 // by code-1: the same for the given name of a Chinese
	First    []uint32 // by code-1: weight of a character as the first of a word of two, 0 where it is in none
	Second   []uint32 // by code-1: the same as the second

	// The array of the trie with room behind them, so that no step of any code
	// leads out; and by code the node of the character, of the weight Unknown
	// where it is no word.
	nodes  []uint64
	firsts *[1 << codeBits]uint64
}

// Load returns the embedded list. It is read once.
var Load = sync.OnceValue(func() *List {
	l, err := decode(file)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return l
})

// Version identifies the embedded list: the first 12 hex digits of its
// SHA-256.
var Version = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(file))
	return hex.EncodeToString(sum[:])[:12]
})

// Weigh returns the weight of a word that occurs count times in total.
func Weigh(count, total float64) uint32 {
	w := math.Round(-math.Log(count/total) * Scale)
	return uint32(min(max(w, 1), maxWeight))
}

const magic = "concord words 3\n"

// Encode writes the list: the magic line, then little-endian words of 32 bits
// (size of the alphabet, number of slots, number of nodes, weight of unknown
// characters; the alphabet and its four weights in names and words), then one bit for each
// slot that holds a node, in words of 64, then the nodes in words of 64.
func (l *List) Encode() []byte {
	le := binary.LittleEndian
	slots := l.Trie.nodes
	held := make([]uint64, (len(slots)+63)/64)
	var nodes []uint64
	for i, nd := range slots {
		if nd != 0 {
			held[i/64] |= 1 << (i % 64)
			nodes = append(nodes, nd)
		}
	}
	out := []byte(magic)
	for _, n := range []int{len(l.Alphabet), len(slots), len(nodes), int(l.Unknown)} {
		out = le.AppendUint32(out, uint32(n))
	}
	for _, r := range l.Alphabet {
		out = le.AppendUint32(out, uint32(r))
	}
	for _, w := range slices.Concat(l.Foreign, l.Given, l.First, l.Second) {
		out = le.AppendUint32(out, w)
	}
	for _, w := range slices.Concat(held, nodes) {
		out = le.AppendUint64(out, w)
	}
	return out
}

func decode(s string) (*List, error) {
	if len(s) < len(magic)+16 || s[:len(magic)] != magic {
		return nil, fmt.Errorf("word list: want a file that begins with %q", magic)
	}
	s = s[len(magic):]
	letters, slots, nodes := int(word32(s)), int(word32(s[4:])), int(word32(s[8:]))
	held := (slots + 63) / 64
	if want := 16 + 20*letters + 8*held + 8*nodes; len(s) != want {
		return nil, fmt.Errorf("word list: %d bytes after the first line, want %d", len(s), want)
	}
	l := &List{
		Unknown:  word32(s[12:]),
		Alphabet: make([]rune, letters),
		Foreign:  make([]uint32, letters),
		Given:    make([]uint32, letters),
		First:    make([]uint32, letters),
		Second:   make([]uint32, letters),
	}
	s = s[16:]
	for i := range l.Alphabet {
		l.Alphabet[i] = rune(word32(s[4*i:]))
	}
	for k, weights := range [][]uint32{l.Foreign, l.Given, l.First, l.Second} {
		for i := range weights {
			weights[i] = word32(s[4*((k+1)*letters+i):])
		}
	}
	s = s[20*letters:]
	next, filled := s[8*held:], make([]uint64, slots, slots+1<<codeBits)
	for w := range held {
		for set := word64(s[8*w:]); set != 0; set &= set - 1 {
			slot := 64*w + bits.TrailingZeros64(set)
			if slot >= slots || len(next) < 8 {
				return nil, fmt.Errorf("word list: slot %d holds a node, want %d nodes in %d slots", slot, nodes, slots)
			}
			filled[slot] = word64(next)
			next = next[8:]
		}
	}
	l.Trie = &Trie{nodes: filled}
	l.prepare()
	return l, nil
}

// prepare makes what Cut needs besides the trie.
func (l *List) prepare() {
	const room = 1 << codeBits
	l.nodes = append(l.Trie.nodes, make([]uint64, room)...)
	l.firsts = new([room]uint64)
	for code := range l.firsts {
		nd := l.Trie.First(uint16(code))
		if Weight(nd) == 0 {
			nd |= uint64(l.Unknown) << codeBits
		}
		l.firsts[code] = nd
	}
}

func word32(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func word64(s string) uint64 { return uint64(word32(s)) | uint64(word32(s[4:]))<<32 }
