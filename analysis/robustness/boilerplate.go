package robustness

import (
	"cmp"
	"math"
	"slices"
	"unicode"

	"concord/corpus"
)

const (
	shingle    = 5   // characters of a gram
	alike      = 0.8 // Jaccard coefficient from which paragraphs are near copies
	leastChars = 20  // letters and digits of a paragraph that may be one
)

// paragraph is a paragraph as a set of character grams.
type paragraph struct {
	doc   int
	span  corpus.Span
	grams []uint32 // the rarest first
}

// nearCopies returns by document the paragraphs of the body that have a near
// copy in another document. Two sets with a Jaccard coefficient of at least t
// share one of the first |x| − ⌈t|x|⌉ + 1 elements of either when all are put in
// one order, so that few pairs are compared (Chaudhuri, Ganti & Kaushik 2006).
func nearCopies(c *corpus.Corpus) [][]corpus.Span {
	list := paragraphs(c)
	copied := make([]bool, len(list))
	holders := map[uint32][]int{}
	for i, p := range list {
		tried := map[int]bool{}
		for _, g := range p.grams[:len(p.grams)-int(math.Ceil(alike*float64(len(p.grams))-1e-9))+1] {
			for _, j := range holders[g] {
				if tried[j] || list[j].doc == p.doc || copied[i] && copied[j] {
					continue
				}
				tried[j] = true
				if nearlyEqual(p.grams, list[j].grams) {
					copied[i], copied[j] = true, true
				}
			}
			holders[g] = append(holders[g], i)
		}
	}
	out := make([][]corpus.Span, c.Len())
	for i, p := range list {
		if copied[i] {
			out[p.doc] = append(out[p.doc], p.span)
		}
	}
	return out
}

func paragraphs(c *corpus.Corpus) []paragraph {
	number := map[[shingle]rune]uint32{}
	var held []int
	var out []paragraph
	for i, d := range c.Docs() {
		for _, p := range d.Structure.Paragraphs {
			var letters []rune
			for _, r := range d.Slice(p.Span) {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					letters = append(letters, unicode.ToLower(r))
				}
			}
			if len(letters) < leastChars {
				continue
			}
			var grams []uint32
			for at := range letters[:len(letters)-shingle+1] {
				g := [shingle]rune(letters[at:])
				id, ok := number[g]
				if !ok {
					id = uint32(len(held))
					number[g], held = id, append(held, 0)
				}
				grams = append(grams, id)
			}
			slices.Sort(grams)
			grams = slices.Compact(grams)
			for _, g := range grams {
				held[g]++
			}
			out = append(out, paragraph{doc: i, span: p.Span, grams: grams})
		}
	}
	for _, p := range out {
		slices.SortFunc(p.grams, func(a, b uint32) int { return cmp.Or(cmp.Compare(held[a], held[b]), cmp.Compare(a, b)) })
	}
	return out
}

// nearlyEqual reports whether two sets have a Jaccard coefficient of alike or
// more.
func nearlyEqual(a, b []uint32) bool {
	if float64(min(len(a), len(b))) < alike*float64(max(len(a), len(b))) {
		return false
	}
	in := make(map[uint32]bool, len(a))
	for _, g := range a {
		in[g] = true
	}
	shared := 0
	for _, g := range b {
		if in[g] {
			shared++
		}
	}
	return float64(shared) >= alike*float64(len(a)+len(b)-shared)
}
