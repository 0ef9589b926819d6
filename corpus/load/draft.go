package load

import (
	"fmt"
	"strings"

	"concord/corpus"
	"concord/corpus/structure"
)

// draft is a document on its way into the corpus.
type draft struct {
	doc    *corpus.Document
	rec    *record
	stem   string // of the file, for an ID of last resort
	number int    // among the documents of its file, from 1; 0 when alone there

	fallback struct { // what a page states, for where the text shows nothing
		date corpus.Date
		lang string
	}
}

// add makes a draft of a record that is a whole file.
func (b *batch) add(src corpus.Source, r *record) *draft {
	d := &draft{doc: &corpus.Document{Source: src}, rec: r, stem: b.entry.path}
	if b.entry.given != nil {
		r.override(b.entry.given)
	}
	b.drafts = append(b.drafts, d)
	return d
}

// addRow makes a draft of one record of a file that holds several.
func (b *batch) addRow(src corpus.Source, r *record) *draft {
	d := b.add(src, r)
	b.rows++
	b.held += int64(len(r.text))
	d.number = b.rows
	return d
}

func (d *draft) bad(problem, want string) *Error {
	return &Error{Path: d.doc.Source.Path, Line: d.doc.Source.Line, Problem: problem, Want: want}
}

// finish freezes the text, fills in what was given and has the rest found.
func (d *draft) finish(limits Limits) *Error {
	doc, r := d.doc, d.rec
	if bad := d.checkText(limits); bad != nil {
		return bad
	}
	if hasControl(r.id) {
		return d.bad(fmt.Sprintf("ID %q holds control characters", r.id), "an ID of one line")
	}
	if doc.Source.Format == formatLines {
		doc.Source.Format = formatJSON
	}
	doc.SetText(r.text)
	if doc.Source.Certain < doubtful && doc.Source.Encoding != "" {
		doc.Notes = append(doc.Notes, noteEncoding(doc.Source))
	}
	if n := strings.Count(doc.Text, "\ufffd"); n > 0 {
		doc.Notes = append(doc.Notes, noteLost(n))
	}
	r.fill(doc)
	d.rec = nil // the text is kept once
	structure.Read(doc)
	if doc.Date.IsZero() {
		doc.Date = d.fallback.date
	}
	if doc.Lang == "" {
		doc.Lang = d.fallback.lang
	}
	return nil
}

// checkText refuses what is not a text.
func (d *draft) checkText(limits Limits) *Error {
	text := d.rec.text
	if int64(len(text)) > limits.MaxTextBytes {
		e := tooLarge(d.doc.Source.Path, limits.MaxTextBytes, "MaxTextBytes")
		e.Line, e.Problem = d.doc.Source.Line, fmt.Sprintf("a text of %d bytes", len(text))
		return e
	}
	if strings.TrimLeft(text, " \t\r\n\f\v\u3000\u00a0\u200b\ufeff") == "" {
		return d.bad("empty text", "at least one character")
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return d.bad(fmt.Sprintf("binary data: a NUL at byte %d of the text", i), "a text")
	}
	return nil
}
