package robustness

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/names"
	"concord/corpus/query"
)

// texts makes the corpora that specifications run on.
type texts struct {
	corpus  *corpus.Corpus
	names   [][]corpus.Span // by document: full names of parties
	copied  [][]corpus.Span // by document: paragraphs with a near copy elsewhere
	longest int             // position, -1 for none
}

// newTexts looks for what the wanted factors take out. options are those of
// the method; they say which documents are compared.
func newTexts(c *corpus.Corpus, wanted mask, options map[string]any) *texts {
	t := &texts{corpus: c, longest: -1}
	if wanted.has("names") {
		known := names.Of(c, corpus.Whole(c, "").Members)
		for _, d := range c.Docs() {
			t.names = append(t.names, known.In(d.Text))
		}
	}
	if wanted.has("boilerplate") {
		t.copied = nearCopies(c)
	}
	if wanted.has("longest") {
		t.longest = longest(c, compared(c, options))
	}
	return t
}

// takesOut reports which of the factors of texts change the corpus.
func (t *texts) takesOut() mask {
	some := func(spans [][]corpus.Span) bool {
		return slices.ContainsFunc(spans, func(s []corpus.Span) bool { return len(s) > 0 })
	}
	var out mask
	if some(t.names) {
		out |= bit("names")
	}
	if some(t.copied) {
		out |= bit("boilerplate")
	}
	if t.longest >= 0 && t.corpus.Len() > 1 {
		out |= bit("longest")
	}
	return out
}

// copiedShare is the share of all characters that near copies hold.
func (t *texts) copiedShare() float64 {
	copied, all := 0, 0
	for i, spans := range t.copied {
		copied += corpus.Member{Doc: i, Parts: append([]corpus.Span{}, spans...)}.Characters(t.corpus)
		all += t.corpus.Doc(i).Characters()
	}
	return float64(copied) / float64(max(all, 1))
}

// without returns the corpus of a specification. What is taken out of a text
// is blanked, so that offsets, structure and queries stay as they are.
func (t *texts) without(m mask) (*corpus.Corpus, error) {
	if m&ofTexts() == 0 {
		return t.corpus, nil
	}
	var docs []*corpus.Document
	for i, d := range t.corpus.Docs() {
		if m.has("longest") && i == t.longest {
			continue
		}
		var spans []corpus.Span
		if m.has("names") {
			spans = append(spans, t.names[i]...)
		}
		if m.has("boilerplate") {
			spans = append(spans, t.copied[i]...)
		}
		docs = append(docs, blanked(d, spans))
	}
	return corpus.New(docs)
}

// blanked returns the document with the spans replaced by blanks of as many
// bytes; line ends stay.
func blanked(d *corpus.Document, spans []corpus.Span) *corpus.Document {
	if len(spans) == 0 {
		return d
	}
	b := []byte(d.Text)
	for _, s := range spans {
		for at := s.Start; at < s.End; {
			r, size := utf8.DecodeRuneInString(d.Text[at:])
			if r != '\n' {
				copy(b[at:at+size], [...]string{1: " ", 2: "\u00a0", 3: "\u3000", 4: "\u3000 "}[size])
			}
			at += size
		}
	}
	text := string(b)
	return &corpus.Document{
		ID: d.ID, Text: text, SHA256: corpus.Hash(text), Title: d.Title, Kind: d.Kind, Lang: d.Lang, Date: d.Date,
		Visit: d.Visit, Parties: d.Parties, Place: d.Place, Agency: d.Agency, Source: d.Source, Vars: d.Vars,
		Notes: d.Notes, Structure: d.Structure,
	}
}

// compared returns the positions of the documents that the options pick: those
// of where, or of target and reference together; all where a side is open.
func compared(c *corpus.Corpus, options map[string]any) []int {
	pick := func(name string) []int {
		text, _ := options[name].(string)
		if g, err := query.Select(c, text, name); err == nil {
			return g.Positions()
		}
		return nil
	}
	if where, _ := options["where"].(string); where != "" {
		return pick("where")
	}
	target, _ := options["target"].(string)
	reference, _ := options["reference"].(string)
	if target == "" || reference == "" {
		return corpus.Whole(c, "").Positions()
	}
	return append(pick("target"), pick("reference")...)
}

// longest returns the document with the most characters, of equals the first
// by ID; -1 where there is none.
func longest(c *corpus.Corpus, positions []int) int {
	best, most := -1, -1
	for _, p := range positions {
		n := c.Doc(p).Characters()
		if n > most || n == most && strings.Compare(c.Doc(p).ID, c.Doc(best).ID) < 0 {
			best, most = p, n
		}
	}
	return best
}
