package topic

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/names"
)

// minWords is the least number of words of a paragraph that is modelled.
const minWords = 5

// Paragraph is a unit of the model.
type Paragraph struct {
	Member int         // in Units.Members
	Span   corpus.Span // in the frozen text
	Words  []uint32    // in order, numbers of Units.Vocabulary
	Like   int         // the oldest paragraph that it nearly agrees with: itself when distinct
}

// Units is what a model is fitted to.
type Units struct {
	Members    []corpus.Member // by date, then ID; undated documents last
	Paragraphs []Paragraph     // of the members, in order
	Vocabulary []string        // in code-point order
	Distinct   []int           // paragraphs that are like no older one
	Names      []string        // of parties, left out
}

// Selection says which words make up the units.
type Selection struct {
	MinLength    int  // characters of a word
	MinDocuments int  // documents that hold a word; no more than there are
	Names        bool // leave out the names of parties
}

// UnitsOf cuts a group into paragraphs of words.
func UnitsOf(c *corpus.Corpus, t *corpus.Tokens, g corpus.Group, s Selection) *Units {
	u := &Units{Members: byDate(c, g.Members)}
	short := make([]bool, len(t.Features))
	for f, name := range t.Features {
		short[f] = t.Stopped[f] || utf8.RuneCountInString(name) < s.MinLength || !strings.ContainsFunc(name, unicode.IsLetter)
	}
	var set *names.Set
	if s.Names {
		set = names.Of(c, u.Members)
		u.Names = set.Full()
	}
	for i, m := range u.Members {
		u.cut(c.Doc(m.Doc), t, i, short, set)
	}
	u.prune(t.Features, min(s.MinDocuments, len(u.Members)))
	u.findCopies()
	return u
}

// byDate puts the oldest first, undated documents last, equals in order of ID,
// so that the order of the corpus does not matter.
func byDate(c *corpus.Corpus, members []corpus.Member) []corpus.Member {
	members = slices.Clone(members)
	undated := func(d *corpus.Document) int {
		if d.Date.IsZero() {
			return 1
		}
		return 0
	}
	slices.SortFunc(members, func(a, b corpus.Member) int {
		x, y := c.Doc(a.Doc), c.Doc(b.Doc)
		return cmp.Or(cmp.Compare(undated(x), undated(y)), x.Date.Compare(y.Date), cmp.Compare(x.ID, y.ID))
	})
	return members
}

// cut adds the paragraphs of a document. Words are feature numbers until prune.
func (u *Units) cut(d *corpus.Document, t *corpus.Tokens, member int, short []bool, set *names.Set) {
	var inName []corpus.Span
	if set != nil {
		inName = set.In(d.Text)
	}
	m := u.Members[member]
	q := t.Docs[m.Doc]
	paragraphs := d.Structure.Paragraphs
	p, n, words := 0, 0, []uint32(nil)
	flush := func() {
		if p < len(paragraphs) && len(words) >= minWords {
			u.Paragraphs = append(u.Paragraphs, Paragraph{Member: member, Span: paragraphs[p].Span, Words: words})
		}
		words = nil
	}
	m.Each(q, func(i int) {
		start, end := int(q.Start[i]), int(q.End[i])
		for p < len(paragraphs) && paragraphs[p].End <= start {
			flush()
			p++
		}
		if p == len(paragraphs) || start < paragraphs[p].Start || short[q.IDs[i]] {
			return
		}
		for n < len(inName) && inName[n].End <= start {
			n++
		}
		if n < len(inName) && inName[n].Start <= start && end <= inName[n].End {
			return
		}
		if set != nil && set.Form(t.Features[q.IDs[i]]) {
			return
		}
		words = append(words, q.IDs[i])
	})
	flush()
}

// prune drops rare words and numbers the others in code-point order.
func (u *Units) prune(features []string, minDocuments int) {
	documents := make([]int, len(features))
	last := make([]int, len(features))
	for _, p := range u.Paragraphs {
		for _, w := range p.Words {
			if last[w] != p.Member+1 {
				last[w] = p.Member + 1
				documents[w]++
			}
		}
	}
	number := make([]int, len(features))
	for f := range features {
		number[f] = -1
		if documents[f] >= max(minDocuments, 1) {
			number[f] = len(u.Vocabulary)
			u.Vocabulary = append(u.Vocabulary, features[f])
		}
	}
	kept := u.Paragraphs[:0]
	for _, p := range u.Paragraphs {
		words := p.Words[:0]
		for _, w := range p.Words {
			if number[w] >= 0 {
				words = append(words, uint32(number[w]))
			}
		}
		if p.Words = words; len(words) >= minWords {
			kept = append(kept, p)
		}
	}
	u.Paragraphs = kept
}

// words returns the words of the distinct paragraphs, by place in Distinct.
func (u *Units) words() [][]uint32 {
	out := make([][]uint32, len(u.Distinct))
	for i, p := range u.Distinct {
		out[i] = u.Paragraphs[p].Words
	}
	return out
}
