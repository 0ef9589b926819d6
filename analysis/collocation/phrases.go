// Phrases lists the word sequences that a set of documents repeats.
//
// It answers: which fixed phrases recur, how often, in how many documents, from
// when to when, and how firmly do their parts hold together?
//
// A phrase is a run of min_length to max_length tokens within one sentence, or,
// with within=clause (the default), also not across commas, semicolons, colons
// and brackets. The number of a section (五、) is not joined to what follows. With unit=char1 tokens are characters and phrases are character
// strings that need no segmentation. Phrases that begin or end with a word of
// the stop list are left out unless edges=any.
//
// Only maximal phrases are listed. Phrases are taken from the longest to the
// shortest, of one length from the most used, then by where they first stand
// (date, ID, place). A use of a phrase counts as its own when it shares no token
// with a use of a phrase taken before. A phrase is taken, and listed, when its
// own uses reach min_count in min_documents documents; else it is absorbed: it
// hardly ever stands outside the longer phrase.
//
//	count          all uses f of the phrase, inside longer phrases too; uses of
//	               one phrase do not overlap, the first from the left counts
//	count_outside  its own uses
//	documents      documents that hold it; range is their share of all
//	cohesion       min over the ways to split it of ln[p(s)/(p(s1)·p(s2))], p
//	               uses over tokens: 0 and below where the parts meet by chance
//	               (the cohesion of Chinese new-word extraction; a minimum of
//	               pointwise mutual informations, Church & Hanks 1990)
//	date_first, date_last
//	               of the documents that hold it
//
// Rows are ordered by sort (count, documents, cohesion or length), from the
// largest; ties by count, then by feature in code-point order; and cut to top
// after that. Evidence of a row: first use by date, first use in the document
// with most, last use by date.
//
// Defaults: 2 to 8 tokens, at least 3 uses in 2 documents (a single document
// has all uses in one: min_documents is then taken as 1), 100 rows.
//
// When it misleads: cohesion is high for what is rare; a formula longer than
// max_length is cut into pieces (PHR-02); missing documents look like gaps, so
// dates are bounds; variants of one formula are phrases of their own. Words of a
// list joined by 、 count as neighbours. unit=char1 is meant for Chinese: it has no
// blanks, which part words of other scripts.
//
// Warnings: PHR-01 no phrase reaches the floor; PHR-02 phrases of the greatest
// length may be parts of longer ones; PHR-03 documents without a date; PHR-04
// more than one language; PHR-05 documents without a token left out.
package collocation

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrase is a candidate: every use of a sequence of tokens.
type phrase struct {
	feature  string
	length   int
	at       []place // in order of documents and text, without overlap
	own      int     // uses that share no token with a phrase taken before
	cohesion float64
	uses     []use // of all of at
}

// phrases returns the maximal phrases, unordered.
func (s *sample) phrases(ctx context.Context, o PhrasesOptions) ([]phrase, error) {
	levels, err := s.levels(ctx, o.MaxLength, o.MinCount)
	if err != nil {
		return nil, err
	}
	taken := make([][]bool, len(s.documents))
	for k, d := range s.documents {
		taken[k] = make([]bool, d.seq.Len())
	}
	dates := s.dateRanks()
	var out []phrase
	for n := len(levels) - 1; n >= o.MinLength; n-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		list := s.candidates(levels[n], n, o)
		slices.SortFunc(list, func(a, b phrase) int {
			return cmp.Or(cmp.Compare(len(b.at), len(a.at)), s.firstPlace(dates, a).compare(s.firstPlace(dates, b)))
		})
		for _, p := range list {
			if !s.take(&p, taken, o) {
				continue
			}
			p.cohesion = s.cohesion(levels, p)
			s.describe(&p)
			out = append(out, p)
		}
	}
	return out, nil
}

// candidates gathers the uses of the sequences of n tokens that reach the
// limits.
func (s *sample) candidates(l level, n int, o PhrasesOptions) []phrase {
	slot := make([]int32, len(l.count))
	var list []phrase
	for id, c := range l.count {
		slot[id] = -1
		if c >= o.MinCount {
			slot[id] = int32(len(list))
			list = append(list, phrase{length: n, at: make([]place, 0, c)})
		}
	}
	for k, d := range s.documents {
		for i, id := range l.number[k] {
			if id < 0 || slot[id] < 0 || o.Edges == "content" && s.stopped(d, i, n) {
				continue
			}
			p := &list[slot[id]]
			if m := len(p.at); m == 0 || p.at[m-1].document != k || p.at[m-1].token+n <= i {
				p.at = append(p.at, place{k, i})
			}
		}
	}
	return slices.DeleteFunc(list, func(p phrase) bool { return !reaches(p.at, o) })
}

// stopped reports whether the sequence begins or ends with a stop word.
func (s *sample) stopped(d document, i, n int) bool {
	return s.tokens.Stopped[d.seq.IDs[i]] || s.tokens.Stopped[d.seq.IDs[i+n-1]]
}

func reaches(at []place, o PhrasesOptions) bool {
	documents, last := 0, -1
	for _, p := range at {
		if p.document != last {
			documents++
			last = p.document
		}
	}
	return len(at) >= o.MinCount && documents >= o.MinDocuments
}

// take marks the tokens of the uses of a phrase unless it is absorbed.
func (s *sample) take(p *phrase, taken [][]bool, o PhrasesOptions) bool {
	own := make([]place, 0, len(p.at))
	for _, a := range p.at {
		if !slices.Contains(taken[a.document][a.token:a.token+p.length], true) {
			own = append(own, a)
		}
	}
	if !reaches(own, o) {
		return false
	}
	p.own = len(own)
	for _, a := range p.at {
		for i := a.token; i < a.token+p.length; i++ {
			taken[a.document][i] = true
		}
	}
	return true
}

// firstUse orders phrases of one length and count by where they first stand.
type firstUse struct{ document, token int }

func (a firstUse) compare(b firstUse) int {
	return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.token, b.token))
}

func (s *sample) firstPlace(dates []int, p phrase) firstUse {
	best := firstUse{math.MaxInt, 0}
	for _, a := range p.at {
		if u := (firstUse{dates[a.document], a.token}); u.compare(best) < 0 {
			best = u
		}
	}
	return best
}

// dateRanks numbers the documents by date, then by ID.
func (s *sample) dateRanks() []int {
	order := make([]int, len(s.documents))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return byDate(s.documents[a].doc, s.documents[b].doc) })
	ranks := make([]int, len(order))
	for rank, k := range order {
		ranks[k] = rank
	}
	return ranks
}

// cohesion is the least ln[p(s)/(p(s1)p(s2))] over the splits of a phrase.
func (s *sample) cohesion(levels []level, p phrase) float64 {
	count := func(from, n int) float64 {
		l := levels[n]
		return float64(l.count[l.number[p.at[0].document][from]])
	}
	least := math.Inf(1)
	start := p.at[0].token
	for k := 1; k < p.length; k++ {
		least = min(least, math.Log(count(start, p.length)*float64(s.size)/(count(start, k)*count(start+k, p.length-k))))
	}
	return least
}

// describe spells the phrase and gathers its uses by document.
func (s *sample) describe(p *phrase) {
	d := s.documents[p.at[0].document]
	for i := range p.length {
		word := s.tokens.Features[d.seq.IDs[p.at[0].token+i]]
		if i > 0 && spaced(p.feature, word) {
			p.feature += " "
		}
		p.feature += word
	}
	for _, a := range p.at {
		span := s.documents[a.document].span(a.token, a.token+p.length)
		if n := len(p.uses); n == 0 || p.uses[n-1].document != a.document {
			p.uses = append(p.uses, use{document: a.document, first: span})
		}
		u := &p.uses[len(p.uses)-1]
		u.count, u.last = u.count+1, span
	}
}

// spaced reports whether a blank parts two words in writing: not beside a Han
// character.
func spaced(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return !unicode.Is(unicode.Han, a) && !unicode.Is(unicode.Han, b)
}

// phraseRows orders the phrases and makes rows of those kept.
func (s *sample) phraseRows(list []phrase, o PhrasesOptions) ([]PhraseRow, []phrase) {
	key := func(p phrase) float64 {
		switch o.Sort {
		case "documents":
			return float64(len(p.uses))
		case "cohesion":
			return p.cohesion
		case "length":
			return float64(p.length)
		}
		return float64(len(p.at))
	}
	slices.SortFunc(list, func(a, b phrase) int {
		return cmp.Or(cmp.Compare(key(b), key(a)), cmp.Compare(len(b.at), len(a.at)), strings.Compare(a.feature, b.feature))
	})
	kept := list
	if o.Top > 0 && o.Top < len(kept) {
		kept = kept[:o.Top]
	}
	rows := make([]PhraseRow, len(kept))
	for i, p := range kept {
		first, last := s.dates(p.uses)
		rows[i] = PhraseRow{
			Rank: i + 1, Feature: p.feature, Length: p.length, Count: len(p.at), Outside: p.own,
			Documents: len(p.uses), Range: float64(len(p.uses)) / float64(len(s.documents)),
			Cohesion: p.cohesion, First: first.String(), Last: last.String(),
		}
	}
	return rows, kept
}
