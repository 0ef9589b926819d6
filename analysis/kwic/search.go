package kwic

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

// Hit is a place that was found.
type Hit struct {
	Doc  int         // position in the corpus
	Span corpus.Span // of the node, in the frozen text
	Unit corpus.Span // the paragraph or line that holds it
}

// Search returns every place of the pattern in the group, in order of the
// corpus and of the text. It takes time linear in the text. Words need the
// tokens of Recipe; other ways of matching do not look at t, which may be nil.
func Search(ctx context.Context, in *analysis.Input, g corpus.Group, p *Pattern, t *corpus.Tokens) ([]Hit, error) {
	var hits []Hit
	for done, m := range g.Members {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := in.Corpus.Doc(m.Doc)
		for _, u := range units(d) {
			accept := within(u, m.Parts)
			if p.match == MatchWord {
				accept = atBorders(u, t.Docs[m.Doc], accept)
			}
			for _, s := range p.in(d.Slice(u), accept) {
				hits = append(hits, Hit{m.Doc, corpus.Span{Start: u.Start + s.Start, End: u.Start + s.End}, u})
			}
		}
		if in.Progress != nil {
			in.Progress(done+1, len(g.Members))
		}
	}
	return hits, nil
}

// Recipe is how texts are cut for matching words: the standard recipe, but with
// punctuation, so that a sign may stand at an end of what is looked for.
func Recipe() token.Recipe {
	r := token.Default()
	r.Punct = "keep"
	return r
}

// units cuts a document into its paragraphs and, outside of them, its lines.
func units(d *corpus.Document) []corpus.Span {
	var out []corpus.Span
	lines := func(from, to int) {
		for from < to {
			end := to
			if i := strings.IndexByte(d.Text[from:to], '\n'); i >= 0 {
				end = from + i
			}
			if end > from {
				out = append(out, corpus.Span{Start: from, End: end})
			}
			from = end + 1
		}
	}
	at := 0
	for _, p := range d.Structure.Paragraphs {
		lines(at, p.Start)
		out = append(out, p.Span)
		at = p.End
	}
	lines(at, len(d.Text))
	return out
}

// within accepts what lies in one of the parts; parts nil accepts everything.
func within(unit corpus.Span, parts []corpus.Span) func(corpus.Span) bool {
	if parts == nil {
		return nil
	}
	return func(s corpus.Span) bool {
		s = corpus.Span{Start: unit.Start + s.Start, End: unit.Start + s.End}
		i := sort.Search(len(parts), func(i int) bool { return parts[i].End >= s.End })
		return i < len(parts) && parts[i].Contains(s)
	}
}

// atBorders accepts what begins where a token begins and ends where one ends.
func atBorders(unit corpus.Span, q corpus.Sequence, also func(corpus.Span) bool) func(corpus.Span) bool {
	return func(s corpus.Span) bool {
		if _, ok := slices.BinarySearch(q.Start, uint32(unit.Start+s.Start)); !ok {
			return false
		}
		if _, ok := slices.BinarySearch(q.End, uint32(unit.Start+s.End)); !ok {
			return false
		}
		return also == nil || also(s)
	}
}

// sideOf returns the side of the clause that holds the byte offset.
func sideOf(d *corpus.Document, off int) corpus.Side {
	c := d.Structure.Clauses
	i := sort.Search(len(c), func(i int) bool { return c[i].End > off })
	if i < len(c) && c[i].Start <= off {
		return c[i].Side
	}
	return corpus.SideUnknown
}

// context returns at most width characters on both sides of a hit, within its
// unit, control characters as blanks.
func (h Hit) context(d *corpus.Document, width int) (left, right string) {
	from := h.Span.Start
	for n := width; n > 0 && from > h.Unit.Start; n-- {
		_, size := utf8.DecodeLastRuneInString(d.Text[h.Unit.Start:from])
		from -= size
	}
	to := h.Span.End
	for n := width; n > 0 && to < h.Unit.End; n-- {
		_, size := utf8.DecodeRuneInString(d.Text[to:h.Unit.End])
		to += size
	}
	return flat(d.Text[from:h.Span.Start]), flat(d.Text[h.Span.End:to])
}

func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
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
		slices.SortStableFunc(hits, func(a, b Hit) int { return compareDates(c.Doc(a.Doc), c.Doc(b.Doc)) })
	}
}

// compareDates puts the older document first, undated ones last.
func compareDates(a, b *corpus.Document) int {
	if a.Date.IsZero() != b.Date.IsZero() {
		if a.Date.IsZero() {
			return 1
		}
		return -1
	}
	return a.Date.Compare(b.Date)
}

// reverse writes the characters of s from last to first.
func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
