package index

import (
	"math/bits"
	"slices"
	"sort"
	"unsafe"

	"concord/corpus"
)

// Index is where the features of a corpus stand. It is immutable and may be
// used from several goroutines.
type Index struct {
	corpus *corpus.Corpus
	tokens *corpus.Tokens

	postings   []uint32 // positions, by feature and ascending
	first      []uint32 // by feature, where its postings begin; one more at the end
	documents  []uint32 // by document, its first position; one more at the end
	sentences  []uint64 // bit of a position: a sentence begins there
	paragraphs []uint64 // bit of a position: a paragraph begins there
	bounds     []uint64 // bit of a position: a document begins there
	frequent   []uint32 // the features with a row of bits, ascending
	rows       []uint64 // by frequent feature, bit of a position: it stands there
	text       []byte   // the features, each between line ends
	starts     []uint32 // by feature, where it begins in text; one more at the end
}

// Tokens returns what the index was built over.
func (x *Index) Tokens() *corpus.Tokens { return x.tokens }

// Len returns the number of tokens of all documents.
func (x *Index) Len() int { return len(x.postings) }

// Positions returns the positions of a feature, ascending. The slice is the
// index's own and must not be changed.
func (x *Index) Positions(feature int) []uint32 {
	return x.postings[x.first[feature]:x.first[feature+1]]
}

// words returns how many words a bit for each position takes.
func words(positions int) int { return positions/64 + 1 }

// row returns the bits of a frequent feature, nil for others.
func (x *Index) row(id uint32) []uint64 {
	i, ok := slices.BinarySearch(x.frequent, id)
	if !ok {
		return nil
	}
	n := words(len(x.postings))
	return x.rows[i*n : (i+1)*n]
}

// begin returns the bits of where units begin that matches do not cross.
func (x *Index) begin(r Reach) []uint64 {
	switch r {
	case Sentence:
		return x.sentences
	case Paragraph:
		return x.paragraphs
	}
	return x.bounds
}

// Document returns the document that holds a position, and the number of the
// token within it.
func (x *Index) Document(position uint32) (doc, token int) {
	doc = sort.Search(len(x.documents)-1, func(i int) bool { return x.documents[i+1] > position })
	return doc, int(position - x.documents[doc])
}

// between returns the part of ascending numbers that lies in [from, to).
func between(list []uint32, from, to uint32) []uint32 {
	if len(list) > 0 && list[0] < from {
		list = list[sort.Search(len(list), func(i int) bool { return list[i] >= from }):]
	}
	if n := len(list); n > 0 && list[n-1] >= to {
		list = list[:sort.Search(n, func(i int) bool { return list[i] >= to })]
	}
	return list
}

// follow returns the document that holds a position, which is at or after the
// document from.
func (x *Index) follow(from int, position uint32) int {
	for range 8 {
		if position < x.documents[from+1] {
			return from
		}
		from++
	}
	rest := x.documents[from+1:]
	return from + sort.Search(len(rest), func(i int) bool { return rest[i] > position })
}

// nextBit returns the first bit that is set in [from, to), or to.
func nextBit(set []uint64, from, to uint32) uint32 {
	if from >= to {
		return to
	}
	word := set[from/64] >> (from % 64) << (from % 64)
	for i := from / 64; ; {
		if word != 0 {
			return min(to, i*64+uint32(bits.TrailingZeros64(word)))
		}
		if i++; i*64 >= to {
			return to
		}
		word = set[i]
	}
}

// str returns the bytes as a string without a copy.
func str(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
