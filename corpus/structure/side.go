package structure

import (
	"slices"
	"sort"
	"strings"

	"concord/corpus"
)

// speaker is a subject found in a clause: on whose behalf it speaks and how it
// stands there.
type speaker struct {
	side corpus.Side
	// reports: a verb of saying, wanting or judging follows, so that the clause
	// is this speaker's own even within what another reported.
	reports bool
	// content: the clause ends in such a verb, so that what follows in the
	// sentence is what was said.
	content bool
}

// sides gives each clause the side that speaks. See the package comment for
// the rules.
func (r *reader) sides() {
	st := &r.doc.Structure
	if len(st.Clauses) == 0 {
		return
	}
	v := r.voices()
	list := r.jointLists()
	paragraph, carried := -1, corpus.SideUnknown
	for i := 0; i < len(st.Clauses); {
		s := st.Clauses[i].Sentence
		j := i
		for j < len(st.Clauses) && st.Clauses[j].Sentence == s {
			j++
		}
		p := st.Sentences[s].Paragraph
		base := list(st.Paragraphs[p].Start)
		if p != paragraph || base != corpus.SideUnknown {
			carried = base
		}
		paragraph = p
		carried = r.sentenceSides(v, st.Clauses[i:j], carried, base)
		i = j
	}
}

// sentenceSides gives sides to the clauses of one sentence and returns the
// side that the next sentence inherits.
func (r *reader) sentenceSides(v voices, clauses []corpus.Clause, carried, base corpus.Side) corpus.Side {
	r.speakers = append(r.speakers[:0], make([]speaker, len(clauses))...)
	found, first := r.speakers, -1
	for i, c := range clauses {
		found[i] = v.subject(r.text(c.Span), i == 0)
		if first < 0 && found[i].side != corpus.SideUnknown {
			first = i
		}
	}
	if first > 0 && base == corpus.SideUnknown && v.leadsIn(r.text(clauses[0].Span)) {
		carried = found[first].side // "In this regard, the two sides ...": the clause before the subject is its own
	}
	content := false
	for i := range clauses {
		f := found[i]
		if f.side != corpus.SideUnknown && (!content || f.reports) {
			clauses[i].Side = f.side
			carried, content = f.side, f.content
			continue
		}
		clauses[i].Side, clauses[i].Inherited = carried, carried != corpus.SideUnknown
		content = content || carried != corpus.SideUnknown && v.opensContent(r.text(clauses[i].Span))
	}
	return carried
}

// jointLists returns which side a paragraph inherits because it belongs to a
// list that a joint sentence announced: one that ends its paragraph with a
// colon directly before the first item of a deeper level. The list lasts as
// long as the items.
func (r *reader) jointLists() func(off int) corpus.Side {
	st := &r.doc.Structure
	v := r.voices()
	var lists []corpus.Span
	for i, s := range st.Sections {
		if s.Number != 1 || !r.announced(v, s.Start) {
			continue
		}
		end := s.End
		for _, t := range st.Sections[i+1:] {
			if t.Level < s.Level || t.Level == s.Level && t.Number == 1 {
				break
			}
			end = max(end, t.End)
		}
		lists = append(lists, corpus.Span{Start: s.Start, End: end})
	}
	return func(off int) corpus.Side {
		i, ok := slices.BinarySearchFunc(lists, off, func(l corpus.Span, off int) int {
			switch {
			case l.End <= off:
				return -1
			case l.Start > off:
				return 1
			}
			return 0
		})
		if ok && i < len(lists) {
			return corpus.SideJoint
		}
		return corpus.SideUnknown
	}
}

// announced reports whether the paragraph before the offset ends in a colon
// and its last sentence speaks for all parties.
func (r *reader) announced(v voices, start int) bool {
	i, _ := slices.BinarySearchFunc(r.body, start, func(b corpus.Span, at int) int { return b.Start - at })
	if i == 0 {
		return false
	}
	s := r.text(r.body[i-1])
	if !strings.HasSuffix(s, "：") && !strings.HasSuffix(s, ":") {
		return false
	}
	for k, c := range r.lastClauses(i - 1) {
		if sp := v.subject(r.text(c.Span), k == 0); sp.side != corpus.SideUnknown {
			return sp.side == corpus.SideJoint
		}
	}
	return false
}

// lastClauses returns the clauses of the last sentence of a paragraph.
func (r *reader) lastClauses(paragraph int) []corpus.Clause {
	st := &r.doc.Structure
	last := sort.Search(len(st.Sentences), func(i int) bool { return st.Sentences[i].Paragraph > paragraph }) - 1
	from := sort.Search(len(st.Clauses), func(i int) bool { return st.Clauses[i].Sentence >= last })
	to := from
	for to < len(st.Clauses) && st.Clauses[to].Sentence == last {
		to++
	}
	return st.Clauses[from:to]
}

// voices recognises subjects in one language.
type voices interface {
	// subject reads the subject a clause begins with.
	subject(clause string, first bool) speaker
	// leadsIn reports whether a clause without a subject of its own leads in
	// the one that follows: 面对……，双方…….
	leadsIn(clause string) bool
	// opensContent reports whether a clause ends in a verb of saying.
	opensContent(clause string) bool
}

func (r *reader) voices() voices {
	if r.voice == nil {
		if r.chinese {
			r.voice = r.chineseVoices()
		} else {
			r.voice = r.englishVoices()
		}
	}
	return r.voice
}

// sideOf returns the side of the i-th party.
func sideOf(i int) corpus.Side {
	switch i {
	case 0:
		return corpus.SideA
	case 1:
		return corpus.SideB
	}
	return corpus.SideOther
}
