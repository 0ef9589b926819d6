package index

import "concord/corpus"

// Line is a match in its context. Its texts are parts of the document's text.
type Line struct {
	Doc               int
	Span              corpus.Span // of the node
	Left, Node, Right string
}

// span returns the characters of a match that begins at a token of a document.
func (x *Index) span(doc, at int, h Hit) corpus.Span {
	q := x.tokens.Docs[doc]
	return corpus.Span{Start: int(q.Start[at]), End: int(q.End[at+int(h.To-h.From)-1])}
}

// Lines returns the matches, which stand in order of the corpus, each with up to
// width tokens of text on both sides, within the document. Nothing is allocated
// but the lines.
func (x *Index) Lines(hits []Hit, width int) []Line {
	out := make([]Line, len(hits))
	doc := 0
	for i, h := range hits {
		doc = x.follow(doc, h.From)
		at := int(h.From - x.documents[doc])
		s := x.span(doc, at, h)
		q, text := x.tokens.Docs[doc], x.corpus.Doc(doc).Text
		left := int(q.Start[max(0, at-width)])
		right := max(s.End, int(q.End[min(q.Len(), at+int(h.To-h.From)+width)-1]))
		out[i] = Line{doc, s, text[left:s.Start], text[s.Start:s.End], text[s.End:right]}
	}
	return out
}
