package kwic

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/index"
	"concord/corpus/token"
)

// Hit is a place that was found.
type Hit struct {
	Doc  int         // position in the corpus
	Span corpus.Span // of the node, in the frozen text
	Unit corpus.Span // the paragraphs or the line that hold it
}

// Search returns every place of the pattern in the group, in order of the
// corpus and of the text. All but regular expressions, for which the texts are
// read, are looked up in the index of the input, which the first search makes.
func Search(ctx context.Context, in *analysis.Input, g corpus.Group, p *Pattern) ([]Hit, error) {
	s := &search{Pattern: p, corpus: in.Corpus, group: g}
	if p.match == MatchRegex {
		return s.read(ctx, in, p.expr)
	}
	var err error
	if s.index, err = indexOf(ctx, in); err != nil {
		return nil, err
	}
	if p.match == MatchQuery {
		return s.matches(ctx)
	}
	s.parts = make([]*corpus.Member, in.Corpus.Len())
	for i, m := range g.Members {
		s.parts[m.Doc] = &g.Members[i]
	}
	var hits []Hit
	for _, n := range p.needles {
		found, err := s.needle(ctx, in, n)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	return withoutOverlap(hits), nil
}

// Recipe is how texts are cut for searching: the standard recipe, but with
// punctuation, so that a sign may stand in what is looked for.
func Recipe() token.Recipe {
	r := token.Default()
	r.Punct = "keep"
	return r
}

// indexOf returns the index of the input's texts, found once: the one that is
// kept beside them in a store, else one made now. Both find the same.
func indexOf(ctx context.Context, in *analysis.Input) (*index.Index, error) {
	t, err := in.Tokens(ctx, Recipe())
	if err != nil {
		return nil, err
	}
	return analysis.Memo(in, "index "+t.RecipeHash, func() (*index.Index, error) {
		var sections []index.Section
		for name, data := range in.Corpus.Derived(ctx, KeptName()) { // any order will do
			sections = append(sections, index.Section{Name: name, Data: data})
		}
		if sections != nil {
			if x, err := index.From(in.Corpus, t, sections); err == nil {
				return x, nil
			}
		}
		return index.Build(ctx, in.Corpus, t)
	})
}

// search is one search.
type search struct {
	*Pattern
	corpus *corpus.Corpus
	group  corpus.Group
	index  *index.Index
	parts  []*corpus.Member // by document, nil outside the group
}

// matches finds what a query over words matches.
func (s *search) matches(ctx context.Context) ([]Hit, error) {
	found, err := s.index.Find(ctx, s.query, index.Options{Group: &s.group, Within: s.within})
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(found))
	var units walker
	for i, l := range s.index.Lines(found, 0) {
		if d := s.corpus.Doc(l.Doc); units.doc != d {
			units = walker{doc: d}
		}
		u := units.at(l.Span.Start)
		if l.Span.End > u.End {
			u.End = units.at(l.Span.End - 1).End
		}
		hits[i] = Hit{l.Doc, l.Span, u}
	}
	return hits, nil
}

// needle finds a string: at the tokens that may hold that of its words for which
// these are rarest. Where tokens cannot tell, the texts are read.
func (s *search) needle(ctx context.Context, in *analysis.Input, n needle) ([]Hit, error) {
	var best []index.Trace
	word, least := -1, 0
	for i, w := range n {
		traces, ok := s.index.Traces(w, Recipe())
		if !ok {
			continue
		}
		count := 0
		for _, t := range traces {
			count += len(s.index.Positions(t.Feature))
		}
		if word < 0 || count < least {
			best, word, least = traces, i, count
		}
	}
	if word < 0 {
		words := make([]string, len(n))
		for i, w := range n {
			words[i] = regexp.QuoteMeta(w)
		}
		expr := strings.Join(words, `[\s\p{Z}]+`)
		if s.fold {
			expr = "(?i:" + expr + ")"
		}
		return s.read(ctx, in, regexp.MustCompile(expr))
	}
	return s.follow(ctx, n, word, best)
}

// follow returns the places of a needle at the tokens of traces of one of its
// words, in order.
func (s *search) follow(ctx context.Context, n needle, word int, traces []index.Trace) ([]Hit, error) {
	places := s.places(traces)
	var hits []Hit
	var units walker
	at, doc := uint32(0), -1 // the document's first position, and which it is
	end := uint32(0)
	var q corpus.Sequence
	for i, place := range places {
		if i%(1<<16) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p, t := uint32(place>>32), &traces[uint32(place)]
		if doc < 0 || p >= end {
			var token int
			doc, token = s.index.Document(p)
			q = s.index.Tokens().Docs[doc]
			at, end = p-uint32(token), p-uint32(token)+uint32(q.Len())
			units = walker{doc: s.corpus.Doc(doc)}
		}
		if s.parts[doc] == nil {
			continue
		}
		off, ok := begin(units.doc.Text, int(q.Start[p-at]), n[word], t.Before)
		if !ok {
			continue
		}
		if span, ok := s.at(n, word, units.doc.Text, off); ok && s.takes(doc, span) {
			if u := units.at(span.Start); u.Contains(span) {
				hits = append(hits, Hit{doc, span, u})
			}
		}
	}
	return hits, nil
}

// places returns the positions of the tokens, ascending, each in the upper half
// of a number, and in the lower half which of the traces it is of.
func (s *search) places(traces []index.Trace) []uint64 {
	total := 0
	for _, t := range traces {
		total += len(s.index.Positions(t.Feature))
	}
	out := make([]uint64, 0, total)
	for i, t := range traces {
		for _, p := range s.index.Positions(t.Feature) {
			out = append(out, uint64(p)<<32|uint64(i))
		}
	}
	slices.Sort(out)
	return out
}

// begin returns where a word of a needle begins if so many of its characters
// stand before the token that begins at an offset.
func begin(text string, off int, word string, before int) (int, bool) {
	for ; before < 0 && off < len(text); before++ {
		_, size := utf8.DecodeRuneInString(text[off:])
		off += size
	}
	for i := range word {
		if before <= 0 {
			return off - i, off >= i
		}
		before--
	}
	return off - len(word), off >= len(word)
}

// takes reports whether a place lies in the group and, where words are looked
// for, at their borders.
func (s *search) takes(doc int, span corpus.Span) bool {
	m := s.parts[doc]
	if m == nil || !contains(m.Parts, span) {
		return false
	}
	return s.match != MatchWord || atBorders(s.index.Tokens().Docs[doc], span)
}

// contains reports whether a place lies in one of the parts; parts nil hold
// everything.
func contains(parts []corpus.Span, s corpus.Span) bool {
	if parts == nil {
		return true
	}
	i, _ := slices.BinarySearchFunc(parts, s.End, func(p corpus.Span, end int) int { return cmp.Compare(p.End, end) })
	return i < len(parts) && parts[i].Contains(s)
}

// atBorders reports whether a place begins where a token begins and ends where
// one ends.
func atBorders(q corpus.Sequence, s corpus.Span) bool {
	_, begins := slices.BinarySearch(q.Start, uint32(s.Start))
	if !begins {
		return false
	}
	_, ends := slices.BinarySearch(q.End, uint32(s.End))
	return ends
}

// read finds an expression by reading the texts.
func (s *search) read(ctx context.Context, in *analysis.Input, re *regexp.Regexp) ([]Hit, error) {
	var hits []Hit
	for done, m := range s.group.Members {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := s.corpus.Doc(m.Doc)
		for _, u := range units(d) {
			for _, at := range re.FindAllStringIndex(d.Slice(u), -1) {
				span := corpus.Span{Start: u.Start + at[0], End: u.Start + at[1]}
				if span.Len() == 0 || !contains(m.Parts, span) || s.match == MatchWord && !s.takes(m.Doc, span) {
					continue
				}
				hits = append(hits, Hit{m.Doc, span, u})
			}
		}
		if in.Progress != nil {
			in.Progress(done+1, len(s.group.Members))
		}
	}
	return hits, nil
}

// withoutOverlap puts places in order and takes them from the left, the longer
// one of two that begin alike.
func withoutOverlap(hits []Hit) []Hit {
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	doc, end := -1, 0
	return slices.DeleteFunc(hits, func(h Hit) bool {
		if h.Doc == doc && h.Span.Start < end {
			return true
		}
		doc, end = h.Doc, h.Span.End
		return false
	})
}
