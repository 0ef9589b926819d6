package wordlist

// Board is the working memory of Cut. One board serves one goroutine.
type Board struct {
	places []place
	best   []state
	ends   []int
}

// place is what the list says of a character of the run: the weight of the
// character as a word, and the node of it and the next one, 0 where there is
// none.
type place struct {
	pair   uint64
	single uint64
}

// state is the best way to reach a place, in one word: the weight so far, then,
// in the last tagBits, longest less the length of the last word in characters.
// So of two ways of one weight the one with the longer word is the smaller
// number.
type state uint64

const (
	tagBits   = 8
	longest   = 1<<tagBits - 1 // characters of a word; longer ones are never found
	unreached = 1<<64 - 1
	never     = 1 << (63 - tagBits) // a weight above that of any run
)

func (s state) weight() uint64 { return uint64(s) >> tagBits }

func reach(weight uint64, length int) state {
	return state(weight<<tagBits | uint64(longest-length))
}

// Cut returns the ends of the words of the best cut of a run of character
// codes. Of two cuts of one weight it takes the one whose last differing word
// is longer. The slice is valid until the next call.
//
// The words that a run contains form a directed acyclic graph; the cut is its
// shortest path, found from left to right in one pass.
func (l *List) Cut(codes []uint16, b *Board) []int {
	n := len(codes)
	if len(b.best) < n+2 {
		b.best, b.places = make([]state, n+n/2+64), make([]place, n+n/2+64)
	}
	best, places := b.best[:n+2], b.places[:n] // one more, for the pair that would begin at the last place
	for i := range best {
		best[i] = unreached
	}
	best[0] = 0
	l.lookUp(codes, places)
	for i := range places {
		p := &places[i]
		here := best[i].weight()
		// Where no word ends, the weight is 0: make it too great to matter.
		two := uint64(Weight(p.pair))
		two |= (two - 1) >> 63 * never
		best[i+1] = min(best[i+1], reach(here+p.single, 1))
		best[i+2] = min(best[i+2], reach(here+two, 2))
		if base(p.pair) != 0 {
			l.extend(p.pair, codes[i:], best[i:])
		}
	}
	return b.trace(best[:n+1])
}

// lookUp finds the nodes of single characters and of pairs. Most of the time of
// a cut is spent waiting for these loads, so they are done beforehand, where
// they wait neither for each other nor for a branch.
func (l *List) lookUp(codes []uint16, places []place) {
	nodes, labels := l.Trie.nodes, l.Trie.labels
	for i, c := range codes {
		nd := l.Trie.First(c)
		single := uint64(Weight(nd))
		if single == 0 {
			single = uint64(l.Unknown)
		}
		var next uint16
		if i+1 < len(codes) {
			next = codes[i+1]
		}
		b := base(nd)
		slot := b + uint64(next)
		if slot >= uint64(len(labels)) {
			slot = 0
		}
		// Where the node has no children or the label is another, the slot
		// read is 0, which is free.
		slot &= zero(uint64(labels[slot]^mix(next))) & ^zero(b)
		pair := nodes[slot]
		places[i] = place{pair: pair & zero(uint64(uint16(pair)^next)), single: single}
	}
}

// zero returns all ones for 0 and 0 for small numbers.
func zero(n uint64) uint64 { return uint64(int64(n-1) >> 63) }

// extend follows the words that begin with a pair of characters to their ends.
func (l *List) extend(nd uint64, codes []uint16, best []state) {
	here, nodes, labels := best[0].weight(), l.Trie.nodes, l.Trie.labels
	for j := 2; j < min(len(codes), longest); j++ {
		b, c := base(nd), codes[j]
		slot := b + uint64(c)
		if b == 0 || slot >= uint64(len(labels)) || labels[slot] != mix(c) {
			return
		}
		if nd = nodes[slot]; uint16(nd) != c || c == 0 {
			return
		}
		if w := uint64(Weight(nd)); w != 0 {
			best[j+1] = min(best[j+1], reach(here+w, j+1))
		}
	}
}

// Weight returns the weight of the words between two ends of the last cut.
func (b *Board) Weight(from, to int) int64 {
	return int64(b.best[to].weight() - b.best[from].weight())
}

// trace follows the best states back from the end.
func (b *Board) trace(best []state) []int {
	if cap(b.ends) < len(best) {
		b.ends = make([]int, len(best)+len(best)/2)
	}
	room := b.ends[:cap(b.ends)]
	first := len(room)
	for at := len(best) - 1; at > 0; at -= longest - int(best[at]&longest) {
		first--
		room[first] = at
	}
	return room[first:]
}
