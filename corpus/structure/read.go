package structure

import (
	"slices"
	"sort"
	"strings"

	"concord/corpus"
)

// Read finds the structure of the document and fills d.Structure, and those of
// Title, Kind, Lang, Date, Visit, Parties, Place and Agency that are still
// missing. What is given wins: a given field is not changed, except that a
// given party without a code gets the code of its name. What is not found
// stays missing. Read never fails; it takes time linear in the text.
func Read(d *corpus.Document) {
	if d == nil {
		return
	}
	if d.Lang == "" {
		d.Lang = language(d.Text)
	}
	d.Structure = corpus.Structure{}
	r := &reader{doc: d, chinese: chineseRules(d)}
	r.cut.chinese = r.chinese
	r.blocks = blocks(d.Text)
	r.frame()
	if d.Kind == "" {
		d.Kind = kindOf(d.Title, r.chinese)
	}
	r.units()
	r.dates()
	r.parties()
	r.sides()
}

// reader carries what the steps of Read share.
type reader struct {
	doc     *corpus.Document
	chinese bool // read by the Chinese rules, else by the English ones
	blocks  []corpus.Span
	body    []corpus.Span // blocks that are paragraphs of the body
	cut     cutter

	countries []int // of the parties, in the table of countries; -1 if unknown
	voice     voices
	speakers  []speaker // of the clauses of one sentence
}

// text returns the characters of a span.
func (r *reader) text(s corpus.Span) string { return r.doc.Text[s.Start:s.End] }

// chineseRules reports whether the Chinese rules apply: by the language when
// it is known, else by the script.
func chineseRules(d *corpus.Document) bool {
	switch {
	case strings.HasPrefix(d.Lang, "zh"):
		return true
	case strings.HasPrefix(d.Lang, "en"):
		return false
	}
	c := countScripts(d.Text)
	return c.han > c.latin
}

// units fills sections, paragraphs, sentences and clauses.
func (r *reader) units() {
	st := &r.doc.Structure
	st.Sections = r.sections()
	section := innermost(st.Sections)
	text := r.doc.Text
	for i, b := range r.body {
		st.Paragraphs = append(room(st.Paragraphs, b.Start, len(text)), corpus.Paragraph{Span: b, Section: section(b.Start)})
		for _, s := range r.cut.paragraph(text, b) {
			st.Sentences = append(room(st.Sentences, s.Start, len(text)), corpus.Sentence{Span: s, Paragraph: i})
			for _, c := range r.cut.sentence(text, s) {
				st.Clauses = append(room(st.Clauses, c.Start, len(text)), corpus.Clause{Span: c, Sentence: len(st.Sentences) - 1})
			}
		}
	}
}

// room returns the slice with room for one more. A full slice grows fourfold at
// first and then, when enough of the text is done to tell, to what the whole
// will need, which spares a long text copies of what grew by steps.
func room[T any](s []T, done, total int) []T {
	if len(s) < cap(s) {
		return s
	}
	more := 3*len(s) + 16
	if rest := total - done; done > total/16 {
		more = min(more, 16+int(1.05*float64(len(s))*float64(rest)/float64(done)))
	}
	return slices.Grow(s, more)
}

// sentencesOf returns the sentences of a paragraph of the body.
func (r *reader) sentencesOf(paragraph int) []corpus.Sentence {
	all := r.doc.Structure.Sentences
	from := sort.Search(len(all), func(i int) bool { return all[i].Paragraph >= paragraph })
	to := from
	for to < len(all) && all[to].Paragraph == paragraph {
		to++
	}
	return all[from:to]
}
