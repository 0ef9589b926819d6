package wordlist

// Board is the working memory of Cut. One board serves one goroutine.
type Board struct {
	places []place
	best   []state
	long   []uint32 // the places where a word of three characters or more may begin
	ends   []int
}

// place is what the list says of a character of the run.
type place struct {
	single uint32 // weight of the character as a word
	two    uint32 // weight of it and the next one as a word, never where they are none
	pair   uint64 // node of the two, 0 where there is none
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
	never     = 1<<32 - 1 // a weight of two characters that makes single ones better, whatever they are
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
	if len(b.best) < n+3 {
		size := n + n/2 + 64
		b.best, b.places, b.long = make([]state, size), make([]place, size), make([]uint32, size)
	}
	best, places := b.best[:n+3], b.places[:n] // two more than ends, for the words that would begin at the last place
	for i := range best {
		best[i] = unreached
	}
	best[0] = 0
	long := b.long[:l.lookUp(codes, places, b.long[:n+1])+1]
	long[len(long)-1] = uint32(n)
	here, next := state(0), state(unreached) // best[i] and best[i+1]
	for i := range places {
		p := &places[i]
		w := here &^ longest
		next = min(next, w+reach(uint64(p.single), 1))
		two := min(best[i+2], w+reach(uint64(p.two), 2))
		best[i+1], best[i+2] = next, two
		if uint32(i) == long[0] {
			l.extend(p.pair, here.weight(), codes[i:], best[i:])
			long = long[1:]
		}
		here, next = next, two
	}
	return b.trace(best[:n+1])
}

// lookUp finds the nodes of single characters and of pairs, and the places where
// a longer word may begin, whose number it returns. Most of the time of a cut is
// spent waiting for these loads, so they are done beforehand, where they wait
// neither for each other nor for a branch.
func (l *List) lookUp(codes []uint16, places []place, long []uint32) int {
	nodes, firsts := l.nodes, l.firsts
	places = places[:len(codes)]
	deep := 0
	for i, c := range codes {
		var next uint64
		if i+1 < len(codes) {
			next = uint64(codes[i+1])
		}
		first := firsts[c]
		// Where the node has no children, the slot read is 0, which is free.
		b := base(first)
		pair := nodes[(b+next)&^zero(b)]
		pair &= zero(uint64(uint16(pair)) ^ next)
		two := uint64(Weight(pair))
		places[i] = place{Weight(first), uint32(two | zero(two)), pair}
		long[deep] = uint32(i)
		deep += int(1 &^ zero(base(pair)))
	}
	// Of these, the places where the third character goes on too.
	kept := 0
	for _, at := range long[:deep] {
		var third uint16
		if int(at)+2 < len(codes) {
			third = codes[at+2]
		}
		nd := nodes[base(places[at].pair)+uint64(third)]
		long[kept] = at
		kept += int(1 & zero(uint64(uint16(nd)^third)))
	}
	return kept
}

// zero returns all ones for 0 and 0 for small numbers.
func zero(n uint64) uint64 { return uint64(int64(n-1) >> 63) }

// extend follows the words that begin with a pair of characters to their ends.
// To the first of them leads the weight here.
func (l *List) extend(nd, here uint64, codes []uint16, best []state) {
	nodes := l.nodes
	for j := 2; j < min(len(codes), longest); j++ {
		b, c := base(nd), codes[j]
		if b == 0 {
			return
		}
		if nd = nodes[b+uint64(c)]; uint16(nd) != c || c == 0 {
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

// Slot identifies a listed word, or a character whether listed or not, of which
// it is given the codes: no two have the same one. It is 0 for code 0.
func (l *List) Slot(word []uint16) uint32 {
	if len(word) == 1 {
		if word[0] == 0 {
			return 0
		}
		return 1<<31 | uint32(word[0])
	}
	slot := base(l.firsts[word[0]]) + uint64(word[1])
	for _, c := range word[2:] {
		slot = base(l.nodes[slot]) + uint64(c)
	}
	return uint32(slot)
}
