package store

import (
	"fmt"
	"math"
	"slices"

	"concord/corpus"
)

// units is the structure of the documents of a segment as columns: one row of
// numbers a unit, in order of the documents. Numbers that may be -1 are stored
// in two's complement.
type units struct {
	at         []uint64 // four a document, and four at the end: its first row of each kind
	sections   []uint32 // start, end, number, level, parent, start and end of the label in labels
	labels     []byte
	paragraphs []uint32 // start, end, section
	sentences  []uint32 // start, end, paragraph
	clauses    []uint32 // start, end, sentence
	sides      []byte   // by clause: the number of the side; inheritedSide added when carried over
	sideNames  []string
}

// Numbers in a row.
const (
	sectionRow   = 7
	paragraphRow = 3
	sentenceRow  = 3
	clauseRow    = 3

	inheritedSide = 0x80
)

// add appends the structure of a document. A structure that does not fit its
// text is an error.
func (u *units) add(d *corpus.Document) error {
	u.mark()
	st, f := &d.Structure, &fitting{bytes: len(d.Text)}
	for _, s := range []corpus.Span{st.Title, st.Dateline, st.Agency} {
		f.span(s)
	}
	for i, s := range st.Sections {
		f.span(s.Span)
		f.within(s.Parent, -1, i) // a parent comes first
		from := len(u.labels)
		u.labels = append(u.labels, s.Label...)
		u.sections = append(u.sections, uint32(s.Start), uint32(s.End), f.small(s.Number), f.small(s.Level), uint32(s.Parent), uint32(from), uint32(len(u.labels)))
	}
	for _, p := range st.Paragraphs {
		f.span(p.Span)
		f.within(p.Section, -1, len(st.Sections))
		u.paragraphs = append(u.paragraphs, uint32(p.Start), uint32(p.End), uint32(p.Section))
	}
	for _, s := range st.Sentences {
		f.span(s.Span)
		f.within(s.Paragraph, 0, len(st.Paragraphs))
		u.sentences = append(u.sentences, uint32(s.Start), uint32(s.End), uint32(s.Paragraph))
	}
	for _, c := range st.Clauses {
		f.span(c.Span)
		f.within(c.Sentence, 0, len(st.Sentences))
		u.clauses = append(u.clauses, uint32(c.Start), uint32(c.End), uint32(c.Sentence))
		side := slices.Index(u.sideNames, string(c.Side))
		if side < 0 {
			side = len(u.sideNames)
			u.sideNames = append(u.sideNames, string(c.Side))
		}
		if side >= inheritedSide {
			f.problem = fmt.Sprintf("more than %d different sides", inheritedSide)
		}
		if c.Inherited {
			side |= inheritedSide
		}
		u.sides = append(u.sides, byte(side))
	}
	if f.problem != "" {
		return &Error{Path: d.ID, Problem: "the structure does not fit the text: " + f.problem, Want: "what corpus/structure finds in it"}
	}
	return nil
}

// mark notes where the next document's rows begin.
func (u *units) mark() {
	u.at = append(u.at, uint64(len(u.sections)/sectionRow), uint64(len(u.paragraphs)/paragraphRow),
		uint64(len(u.sentences)/sentenceRow), uint64(len(u.clauses)/clauseRow))
}

// fitting holds a structure against its text and keeps the last misfit.
type fitting struct {
	bytes   int
	problem string
}

func (f *fitting) span(s corpus.Span) {
	if s.Start < 0 || s.Start > s.End || s.End > f.bytes || s.End > math.MaxUint32 {
		f.problem = fmt.Sprintf("a span of %d–%d in a text of %d bytes", s.Start, s.End, f.bytes)
	}
}

// within checks an index: at least from, which is -1 where it may be missing,
// and below n.
func (f *fitting) within(i, from, n int) {
	if i < from || i >= n {
		f.problem = fmt.Sprintf("a unit belongs to number %d of %d", i, n)
	}
}

func (f *fitting) small(n int) uint32 {
	if n < math.MinInt32 || n > math.MaxInt32 {
		f.problem = fmt.Sprintf("a section is numbered %d", n)
	}
	return uint32(n)
}

// write puts the columns into the segment.
func (u *units) write(w *segmentWriter) error {
	u.mark()
	names := &encoder{}
	names.uint(len(u.sideNames))
	for _, s := range u.sideNames {
		names.str(s)
	}
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"units", raw(u.at)}, {"sections", raw(u.sections)}, {"labels", u.labels}, {"paragraphs", raw(u.paragraphs)},
		{"sentences", raw(u.sentences)}, {"clauses", raw(u.clauses)}, {"sides", u.sides}, {"side.names", names.b},
	} {
		if err := w.put(c.name, c.data); err != nil {
			return err
		}
	}
	return nil
}

// readUnits finds the columns in a segment of n documents.
func readUnits(s *segment, n int) (*units, error) {
	u := &units{}
	for _, c := range []struct {
		name string
		to   *[]uint32
		row  int
	}{{"sections", &u.sections, sectionRow}, {"paragraphs", &u.paragraphs, paragraphRow}, {"sentences", &u.sentences, sentenceRow}, {"clauses", &u.clauses, clauseRow}} {
		b, err := s.bytes(c.name, 4*c.row)
		if err != nil {
			return nil, err
		}
		*c.to = view[uint32](b)
	}
	at, err := s.bytes("units", 8)
	if err != nil {
		return nil, err
	}
	if u.labels, err = s.bytes("labels", 1); err != nil {
		return nil, err
	}
	if u.sides, err = s.bytes("sides", 1); err != nil {
		return nil, err
	}
	names, err := s.bytes("side.names", 1)
	if err != nil {
		return nil, err
	}
	d := &decoder{b: names}
	for range d.count(1) {
		u.sideNames = append(u.sideNames, d.str())
	}
	u.at = view[uint64](at)
	if d.bad || len(u.at) != 4*(n+1) || len(u.sides) != len(u.clauses)/clauseRow || !u.ordered() {
		return nil, s.bad("the columns of the structure do not fit each other", "those of one writer")
	}
	return u, nil
}

// ordered reports whether the rows of the documents follow each other.
func (u *units) ordered() bool {
	for kind, rows := range []int{len(u.sections) / sectionRow, len(u.paragraphs) / paragraphRow, len(u.sentences) / sentenceRow, len(u.clauses) / clauseRow} {
		last := uint64(0)
		for i := kind; i < len(u.at); i += 4 {
			if u.at[i] < last || u.at[i] > uint64(rows) {
				return false
			}
			last = u.at[i]
		}
	}
	return true
}

// rows is the rows of one kind that belong to document i.
func rows(column []uint32, at []uint64, i, kind, width int) []uint32 {
	return column[int(at[4*i+kind])*width : int(at[4*(i+1)+kind])*width]
}

// read fills the structure of document i.
func (u *units) read(i int, d *corpus.Document) error {
	f, st := &fitting{bytes: len(d.Text)}, &d.Structure
	if r := rows(u.sections, u.at, i, 0, sectionRow); len(r) > 0 {
		st.Sections = make([]corpus.Section, len(r)/sectionRow)
		for j := range st.Sections {
			r := r[j*sectionRow:][:sectionRow]
			s := corpus.Section{Span: span(r), Number: signed(r[2]), Level: signed(r[3]), Parent: signed(r[4])}
			f.span(s.Span)
			f.within(s.Parent, -1, j)
			if r[5] > r[6] || int(r[6]) > len(u.labels) {
				return fmt.Errorf("a label of %d–%d in %d bytes", r[5], r[6], len(u.labels))
			}
			s.Label = text(u.labels[r[5]:r[6]])
			st.Sections[j] = s
		}
	}
	if r := rows(u.paragraphs, u.at, i, 1, paragraphRow); len(r) > 0 {
		st.Paragraphs = make([]corpus.Paragraph, len(r)/paragraphRow)
		for j := range st.Paragraphs {
			r := r[j*paragraphRow:][:paragraphRow]
			st.Paragraphs[j] = corpus.Paragraph{Span: span(r), Section: signed(r[2])}
			f.span(span(r))
			f.within(signed(r[2]), -1, len(st.Sections))
		}
	}
	if r := rows(u.sentences, u.at, i, 2, sentenceRow); len(r) > 0 {
		st.Sentences = make([]corpus.Sentence, len(r)/sentenceRow)
		for j := range st.Sentences {
			r := r[j*sentenceRow:][:sentenceRow]
			st.Sentences[j] = corpus.Sentence{Span: span(r), Paragraph: signed(r[2])}
			f.span(span(r))
			f.within(signed(r[2]), 0, len(st.Paragraphs))
		}
	}
	u.readClauses(i, st, f)
	if f.problem != "" {
		return fmt.Errorf("%s", f.problem)
	}
	return nil
}

func (u *units) readClauses(i int, st *corpus.Structure, f *fitting) {
	r := rows(u.clauses, u.at, i, 3, clauseRow)
	if len(r) == 0 {
		return
	}
	sides := u.sides[u.at[4*i+3]:]
	st.Clauses = make([]corpus.Clause, len(r)/clauseRow)
	for j := range st.Clauses {
		r := r[j*clauseRow:][:clauseRow]
		side := int(sides[j] &^ inheritedSide)
		f.span(span(r))
		f.within(signed(r[2]), 0, len(st.Sentences))
		if side >= len(u.sideNames) {
			f.problem = fmt.Sprintf("a clause of side %d among %d", side, len(u.sideNames))
			return
		}
		st.Clauses[j] = corpus.Clause{Span: span(r), Sentence: signed(r[2]), Side: corpus.Side(u.sideNames[side]), Inherited: sides[j]&inheritedSide != 0}
	}
}

func span(row []uint32) corpus.Span { return corpus.Span{Start: int(row[0]), End: int(row[1])} }

func signed(n uint32) int { return int(int32(n)) }
