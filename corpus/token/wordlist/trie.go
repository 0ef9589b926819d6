package wordlist

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Trie is a double-array trie over character codes. A node is one word of 64
// bits, so that a step costs one load:
//
//	bits  0–15  the code that leads to the node; 0 marks a free slot
//	bits 16–39  the weight of the word that ends here; 0 where none does
//	bits 40–63  the base of the children; 0 where there are none
//
// The child of a node by code c stands at slot base+c. The root has base 0, so
// the first step is nodes[c]. No two nodes share a base, hence the code alone
// tells whose child a slot holds (after Aoe, An Efficient Implementation of
// Trie Structures, 1992, with the parent check replaced by the label).
type Trie struct{ nodes []uint64 }

const (
	codeBits   = 16
	weightBits = 24
	maxWeight  = 1<<weightBits - 1
	maxBase    = 1<<24 - 1
)

// Entry is a key of a trie: codes from 1, weight from 1 to 2^24-1.
type Entry struct {
	Key    []uint16
	Weight uint32
}

// Step returns the node that code leads to from a node, 0 where there is none.
// Code 0 leads nowhere.
func (t *Trie) Step(node uint64, code uint16) uint64 {
	b := base(node)
	if b == 0 {
		return 0
	}
	return t.at(b+uint64(code), code)
}

// base returns where the children of a node begin, 0 where it has none.
func base(node uint64) uint64 { return node >> (codeBits + weightBits) }

// First returns the node that code leads to from the root, 0 where there is
// none.
func (t *Trie) First(code uint16) uint64 { return t.at(uint64(code), code) }

func (t *Trie) at(slot uint64, code uint16) uint64 {
	if slot >= uint64(len(t.nodes)) {
		return 0
	}
	if nd := t.nodes[slot]; uint16(nd) == code && code != 0 {
		return nd
	}
	return 0
}

// Weight returns the weight of the word that ends at a node, 0 where none
// does.
func Weight(node uint64) uint32 { return uint32(node>>codeBits) & maxWeight }

// Weight returns the weight of a key, 0 where it is not in the trie.
func (t *Trie) Weight(key []uint16) uint32 {
	if len(key) == 0 {
		return 0
	}
	nd := t.First(key[0])
	for _, c := range key[1:] {
		nd = t.Step(nd, c)
	}
	return Weight(nd)
}

// builder places the nodes of a trie in an array.
type builder struct {
	entries  []Entry
	heat     []float64 // sums of the frequencies of the entries: of those from i to j, heat[j]-heat[i]
	families []family
	nodes    []uint64
	next     []int32 // the free slot after a free slot; slot 0 heads the list
	prev     []int32
	based    []bool // bases in use
}

// family is a node whose children have to be placed: the entries from lo to hi
// share their first depth codes.
type family struct {
	lo, hi, depth int
	heat          float64
	parent, code  int // the family that the node is a child of, and by which code
	base          int
}

// Build makes a trie. Keys must be unique and not empty; the order of the
// entries is free. The same entries give the same array.
func Build(entries []Entry) (*Trie, error) {
	b := &builder{entries: slices.Clone(entries)}
	slices.SortFunc(b.entries, func(x, y Entry) int { return slices.Compare(x.Key, y.Key) })
	reach := 0
	for i, e := range b.entries {
		if len(e.Key) == 0 || slices.Contains(e.Key, 0) || e.Weight == 0 || e.Weight > maxWeight {
			return nil, fmt.Errorf("trie: entry %v with weight %d: want codes from 1 and a weight from 1 to %d", e.Key, e.Weight, maxWeight)
		}
		if i > 0 && slices.Equal(e.Key, b.entries[i-1].Key) {
			return nil, fmt.Errorf("trie: key %v stands twice", e.Key)
		}
		reach = max(reach, int(slices.Max(e.Key)))
	}
	b.grow(reach + 1)
	if err := b.place(reach); err != nil {
		return nil, err
	}
	last := len(b.nodes)
	for last > 0 && b.nodes[last-1] == 0 {
		last--
	}
	return &Trie{nodes: slices.Clip(b.nodes[:last])}, nil
}

// place puts the children of the root at the slots of their codes, then those
// of the other families, the most frequent first: so what is looked up often
// lies together at the beginning and stays in the caches.
func (b *builder) place(reach int) error {
	b.heat = make([]float64, len(b.entries)+1)
	for i, e := range b.entries {
		b.heat[i+1] = b.heat[i] + math.Exp(-float64(e.Weight)/Scale)
	}
	b.find(0, len(b.entries), 0, -1, 0)
	order := make([]int, len(b.families))
	for i := range order {
		order[i] = i
	}
	// A family is at least as hot as those below it, and stands before them.
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.families[y].heat, b.families[x].heat) })
	for _, i := range order {
		f := &b.families[i]
		if f.depth > 0 {
			if f.base = b.fit(b.children(*f), reach); f.base > maxBase {
				return fmt.Errorf("trie: more than %d slots", maxBase)
			}
			b.nodes[b.families[f.parent].base+f.code] |= uint64(f.base) << (codeBits + weightBits)
		}
		b.settle(*f)
	}
	return nil
}

// find appends the family of entries that share their first depth codes, and
// those below it. No node is hotter than its parent, rounding included.
func (b *builder) find(lo, hi, depth, parent, code int) {
	f := family{lo: lo, hi: hi, depth: depth, parent: parent, code: code, heat: b.heat[hi] - b.heat[lo]}
	if parent >= 0 {
		f.heat = min(f.heat, b.families[parent].heat)
	}
	number := len(b.families)
	b.families = append(b.families, f)
	b.each(f, func(c uint16, lo, hi int) {
		if hi-lo > 1 || len(b.entries[lo].Key) > depth+1 {
			b.find(lo, hi, depth+1, number, int(c))
		}
	})
}

// each calls do for every child of a family, by ascending code, with its
// entries.
func (b *builder) each(f family, do func(code uint16, lo, hi int)) {
	i := f.lo
	if i < f.hi && len(b.entries[i].Key) == f.depth {
		i++ // the word that ends at the family's own node
	}
	for i < f.hi {
		c, j := b.entries[i].Key[f.depth], i+1
		for j < f.hi && b.entries[j].Key[f.depth] == c {
			j++
		}
		do(c, i, j)
		i = j
	}
}

// children returns the codes that follow in a family, ascending.
func (b *builder) children(f family) []uint16 {
	var codes []uint16
	b.each(f, func(c uint16, _, _ int) { codes = append(codes, c) })
	return codes
}

// settle writes the children of a family at its base.
func (b *builder) settle(f family) {
	b.each(f, func(c uint16, lo, _ int) {
		slot := f.base + int(c)
		b.take(slot)
		b.nodes[slot] = uint64(c)
		if len(b.entries[lo].Key) == f.depth+1 {
			b.nodes[slot] |= uint64(b.entries[lo].Weight) << codeBits
		}
	})
}

// fit returns the lowest unused base at which all codes fall on free slots.
func (b *builder) fit(codes []uint16, reach int) int {
	for slot := b.next[0]; ; slot = b.next[slot] {
		if slot == 0 {
			slot = int32(len(b.nodes))
			b.grow(len(b.nodes) + reach + 1)
		}
		base := int(slot) - int(codes[0])
		if base > 0 && !b.based[base] && b.free(base, codes) {
			b.based[base] = true
			return base
		}
	}
}

func (b *builder) free(base int, codes []uint16) bool {
	b.grow(base + int(codes[len(codes)-1]) + 1)
	for _, c := range codes {
		if b.nodes[base+int(c)] != 0 {
			return false
		}
	}
	return true
}

// grow appends free slots up to size.
func (b *builder) grow(size int) {
	if len(b.nodes) == 0 {
		b.nodes, b.next, b.prev, b.based = []uint64{0}, []int32{0}, []int32{0}, []bool{true}
	}
	for s := int32(len(b.nodes)); int(s) < size; s++ {
		last := b.prev[0]
		b.nodes, b.based = append(b.nodes, 0), append(b.based, false)
		b.next, b.prev = append(b.next, 0), append(b.prev, last)
		b.next[last], b.prev[0] = s, s
	}
}

// take removes a slot from the list of free ones.
func (b *builder) take(slot int) {
	p, n := b.prev[slot], b.next[slot]
	b.next[p], b.prev[n] = n, p
}
