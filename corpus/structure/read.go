package structure

import (
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
	r.blocks = blocks(d.Text)
	r.frame()
	if d.Kind == "" {
		d.Kind = kindOf(d.Title, r.chinese)
	}
	r.dates()
	r.parties()
	r.units()
	r.sides()
}

// reader carries what the steps of Read share.
type reader struct {
	doc     *corpus.Document
	chinese bool // read by the Chinese rules, else by the English ones
	blocks  []corpus.Span
	body    []corpus.Span // blocks that are paragraphs of the body

	countries []int // of the parties, in the table of countries; -1 if unknown
	voice     voices
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
	for i, b := range r.body {
		st.Paragraphs = append(st.Paragraphs, corpus.Paragraph{Span: b, Section: section(b.Start)})
		for _, s := range r.sentences(b) {
			st.Sentences = append(st.Sentences, corpus.Sentence{Span: s, Paragraph: i})
			for _, c := range r.clauses(s) {
				st.Clauses = append(st.Clauses, corpus.Clause{Span: c, Sentence: len(st.Sentences) - 1})
			}
		}
	}
}

// sentences cuts a paragraph by the rules of the document's language.
func (r *reader) sentences(p corpus.Span) []corpus.Span {
	if r.chinese {
		return chineseSentences(r.doc.Text, p)
	}
	return englishSentences(r.doc.Text, p)
}
