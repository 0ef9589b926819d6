package wordlist

// Board is the working memory of Cut. One board serves one goroutine.
type Board struct {
	best []state
	ends []int
}

// state is the best way to reach a place: the weight so far and where the last
// word began.
type state struct {
	cost uint64
	from int32
}

const unreached = 1 << 63

// Cut returns the ends of the words of the best cut of a run of character
// codes. Of two cuts of one weight it takes the one whose last differing word
// is longer. The slice is valid until the next call.
//
// The words that a run contains form a directed acyclic graph; the cut is its
// shortest path, found from left to right in one pass.
func (l *List) Cut(codes []uint16, b *Board) []int {
	n := len(codes)
	if cap(b.best) <= n {
		b.best = make([]state, n+1+n/2)
	}
	best := b.best[:n+1]
	best[0] = state{}
	for i := 1; i <= n; i++ {
		best[i].cost = unreached
	}
	nodes := l.Trie.nodes
	for i, c := range codes {
		here, from := best[i].cost, int32(i)
		nd := l.Trie.First(c)
		w := uint64(Weight(nd))
		if w == 0 {
			w = uint64(l.Unknown)
		}
		if s := &best[i+1]; here+w < s.cost {
			s.cost, s.from = here+w, from
		}
		for j := i + 1; j < n; j++ {
			base := nd >> (codeBits + weightBits)
			slot := base + uint64(codes[j])
			if base == 0 || slot >= uint64(len(nodes)) {
				break
			}
			nd = nodes[slot]
			if uint16(nd) != codes[j] || codes[j] == 0 {
				break
			}
			if w := uint64(Weight(nd)); w != 0 {
				if s := &best[j+1]; here+w < s.cost {
					s.cost, s.from = here+w, from
				}
			}
		}
	}
	return b.trace(best)
}

// Weight returns the weight of the words between two ends of the last cut.
func (b *Board) Weight(from, to int) int64 {
	return int64(b.best[to].cost - b.best[from].cost)
}

// trace follows the best states back from the end.
func (b *Board) trace(best []state) []int {
	words := 0
	for at := len(best) - 1; at > 0; at = int(best[at].from) {
		words++
	}
	if cap(b.ends) < words {
		b.ends = make([]int, words+words/2)
	}
	ends := b.ends[:words]
	for at := len(best) - 1; at > 0; at = int(best[at].from) {
		words--
		ends[words] = at
	}
	return ends
}
