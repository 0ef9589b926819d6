package store

import (
	"fmt"
	"maps"
	"slices"

	"concord/corpus"
)

// appendRecord writes the fields of a document other than its ID, its text and
// the units of its structure. A list is its length plus one, 0 for nil.
func appendRecord(b []byte, d *corpus.Document) []byte {
	e := &encoder{b: b}
	for _, s := range []string{d.SHA256, d.Title, d.Kind, d.Lang, d.Place, d.Agency} {
		e.str(s)
	}
	for _, t := range []corpus.Date{d.Date, d.Visit.From, d.Visit.To} {
		e.int(t.Year)
		e.int(t.Month)
		e.int(t.Day)
	}
	e.source(d.Source)
	e.list(len(d.Parties), d.Parties == nil)
	for _, p := range d.Parties {
		e.str(p.Name)
		e.str(p.Code)
	}
	e.list(len(d.Vars), d.Vars == nil)
	for _, k := range slices.Sorted(maps.Keys(d.Vars)) {
		e.str(k)
		e.str(d.Vars[k])
	}
	e.list(len(d.Notes), d.Notes == nil)
	for _, n := range d.Notes {
		e.str(n.Code)
		e.str(n.Text.ZH)
		e.str(n.Text.EN)
	}
	st := &d.Structure
	for _, s := range []corpus.Span{st.Title, st.Dateline, st.Agency} {
		e.uint(s.Start)
		e.uint(s.End)
	}
	e.uint(emptyLists(st))
	return e.b
}

// list writes the length of a list that may be nil.
func (e *encoder) list(n int, isNil bool) {
	if !isNil {
		n++
	}
	e.uint(n)
}

func (e *encoder) source(s corpus.Source) {
	e.str(s.Path)
	e.int(s.Line)
	e.float(s.Certain)
	for _, v := range []string{s.Format, s.Encoding, s.SHA256, s.URL, s.Fetched, s.Licence, s.Citation} {
		e.str(v)
	}
}

// emptyLists marks, bit by bit, the lists of units that are empty but not nil.
func emptyLists(st *corpus.Structure) int {
	mark := 0
	for i, empty := range []bool{
		st.Sections != nil && len(st.Sections) == 0, st.Paragraphs != nil && len(st.Paragraphs) == 0,
		st.Sentences != nil && len(st.Sentences) == 0, st.Clauses != nil && len(st.Clauses) == 0,
	} {
		if empty {
			mark |= 1 << i
		}
	}
	return mark
}

// readRecord is the inverse of appendRecord; the text must be there already.
// Strings stay where they are.
func readRecord(b []byte, d *corpus.Document) error {
	r := &decoder{b: b}
	for _, s := range []*string{&d.SHA256, &d.Title, &d.Kind, &d.Lang, &d.Place, &d.Agency} {
		*s = r.str()
	}
	for _, t := range []*corpus.Date{&d.Date, &d.Visit.From, &d.Visit.To} {
		t.Year, t.Month, t.Day = r.int(), r.int(), r.int()
	}
	r.source(&d.Source)
	if n := r.count(2); n > 0 {
		d.Parties = make([]corpus.Party, n-1)
		for i := range d.Parties {
			d.Parties[i] = corpus.Party{Name: r.str(), Code: r.str()}
		}
	}
	if n := r.count(2); n > 0 {
		d.Vars = make(map[string]string, n-1)
		for range n - 1 {
			k := r.str()
			d.Vars[k] = r.str()
		}
	}
	if n := r.count(3); n > 0 {
		d.Notes = make([]corpus.Note, n-1)
		for i := range d.Notes {
			d.Notes[i].Code = r.str()
			d.Notes[i].Text.ZH, d.Notes[i].Text.EN = r.str(), r.str()
		}
	}
	st := &d.Structure
	for _, s := range []*corpus.Span{&st.Title, &st.Dateline, &st.Agency} {
		s.Start, s.End = r.uint(), r.uint()
		if s.Start > s.End || s.End > len(d.Text) {
			return fmt.Errorf("a span of %d–%d in a text of %d bytes", s.Start, s.End, len(d.Text))
		}
	}
	setEmptyLists(st, r.uint())
	if r.bad || len(r.b) > 0 {
		return fmt.Errorf("a broken record of %d bytes", len(b))
	}
	return nil
}

func (d *decoder) source(s *corpus.Source) {
	s.Path, s.Line, s.Certain = d.str(), d.int(), d.float()
	for _, v := range []*string{&s.Format, &s.Encoding, &s.SHA256, &s.URL, &s.Fetched, &s.Licence, &s.Citation} {
		*v = d.str()
	}
}

func setEmptyLists(st *corpus.Structure, mark int) {
	if mark == 0 {
		return
	}
	if mark&1 != 0 {
		st.Sections = []corpus.Section{}
	}
	if mark&2 != 0 {
		st.Paragraphs = []corpus.Paragraph{}
	}
	if mark&4 != 0 {
		st.Sentences = []corpus.Sentence{}
	}
	if mark&8 != 0 {
		st.Clauses = []corpus.Clause{}
	}
}
