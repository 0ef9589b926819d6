package kwic

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"

	"concord/corpus"
)

// draw picks n hits at random, none twice, and leaves them in order.
func draw(hits []Hit, n int, seed uint64) []Hit {
	if n == 0 || n >= len(hits) {
		return hits
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	out := make([]Hit, 0, n)
	for i, h := range hits { // selection sampling (Knuth 1969, algorithm S)
		if rng.IntN(len(hits)-i) < n-len(out) {
			out = append(out, h)
		}
	}
	return out
}

// sortWindow is the least number of characters by which contexts are compared.
const sortWindow = 30

// order sorts hits that stand in order of the text.
func order(c *corpus.Corpus, hits []Hit, by string, width int) {
	width = max(width, sortWindow)
	switch by {
	case "left", "right":
		keys := make([]string, len(hits))
		at := make([]int, len(hits))
		for i, h := range hits {
			left, right := h.context(c.Doc(h.Doc), width)
			at[i], keys[i] = i, strings.TrimSpace(right)
			if by == "left" {
				keys[i] = reverse(strings.TrimSpace(left))
			}
		}
		slices.SortFunc(at, func(i, j int) int { return cmp.Or(cmp.Compare(keys[i], keys[j]), cmp.Compare(i, j)) })
		sorted := make([]Hit, len(hits))
		for i, j := range at {
			sorted[i] = hits[j]
		}
		copy(hits, sorted)
	case "date":
		rank := ranks(c)
		slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(rank[a.Doc], rank[b.Doc]) })
	}
}

// ranks orders the documents by date, the undated ones last as they stand.
func ranks(c *corpus.Corpus) []int {
	dated := c.ByDate()
	rank := make([]int, c.Len())
	for i := range rank {
		rank[i] = len(dated)
	}
	for i, doc := range dated {
		rank[doc] = i
	}
	return rank
}

// reverse writes the characters of s from last to first.
func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
