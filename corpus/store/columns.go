package store

import (
	"context"
	"fmt"
	"slices"

	"concord/corpus"
)

// The columns of a segment beside those of units and of tokens. A column
// NAME.at holds the ends of the entries of NAME.
const (
	colTexts   = "texts"
	colRecords = "records"
	colOffsets = "offsets"
	colIDs     = "ids"
)

// ends is the column NAME.at: where entries begin, and the end of the last.
type ends []uint64

func (e *ends) add(n int) {
	if len(*e) == 0 {
		*e = ends{0}
	}
	*e = append(*e, (*e)[len(*e)-1]+uint64(n))
}

// writeDocuments puts the columns of the documents into the segment, all but
// the IDs, which may not be known yet.
func writeDocuments(w *segmentWriter, docs []*corpus.Document) error {
	var textEnds, recordEnds ends
	var records []byte
	u := &units{}
	if err := w.begin(colTexts); err != nil {
		return err
	}
	for _, d := range docs {
		if _, err := w.Write(bytesOf(d.Text)); err != nil {
			return err
		}
		textEnds.add(len(d.Text))
		before := len(records)
		records = appendRecord(records, d)
		recordEnds.add(len(records) - before)
		if err := u.add(d); err != nil {
			return err
		}
	}
	if err := w.begin(colOffsets); err != nil {
		return err
	}
	for _, d := range docs {
		if _, err := w.Write(raw(corpus.Offsets(d))); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		name string
		data []byte
	}{{colTexts + ".at", raw(textEnds)}, {colRecords, records}, {colRecords + ".at", raw(recordEnds)}} {
		if err := w.put(c.name, c.data); err != nil {
			return err
		}
	}
	return u.write(w)
}

// writeIDs puts the IDs of all documents of the segment.
func writeIDs(w *segmentWriter, ids []string) error {
	var all []byte
	var at ends
	for _, id := range ids {
		all = append(all, id...)
		at.add(len(id))
	}
	if err := w.put(colIDs, all); err != nil {
		return err
	}
	return w.put(colIDs+".at", raw(at))
}

// columns is the documents of a segment.
type columns struct {
	*segment
	n         int
	texts     []byte
	textAt    []uint64
	records   []byte
	recordAt  []uint64
	ids       []byte
	idAt      []uint64
	offsets   []int32
	offsetAt  []uint64 // by document
	structure *units
}

// openColumns finds the columns of a segment. It checks what it reads: the
// columns of ends.
func openColumns(ctx context.Context, s *segment) (*columns, error) {
	if err := s.check(ctx, colTexts+".at", colRecords+".at", colIDs+".at", "units", "side.names"); err != nil {
		return nil, err
	}
	c := &columns{segment: s, n: -1}
	for _, col := range []struct {
		name string
		data *[]byte
		at   *[]uint64
	}{{colTexts, &c.texts, &c.textAt}, {colRecords, &c.records, &c.recordAt}, {colIDs, &c.ids, &c.idAt}} {
		var err error
		if *col.data, err = s.bytes(col.name, 1); err != nil {
			return nil, err
		}
		if *col.at, err = s.bounds(col.name+".at", c.n, int64(len(*col.data))); err != nil {
			return nil, err
		}
		c.n = len(*col.at) - 1
	}
	var err error
	if c.structure, err = readUnits(s, c.n); err != nil {
		return nil, err
	}
	return c, c.openOffsets()
}

// openOffsets finds the character offsets: one for every 256 bytes of a text
// begun.
func (c *columns) openOffsets() error {
	b, err := c.bytes(colOffsets, 4)
	if err != nil {
		return err
	}
	c.offsets = view[int32](b)
	c.offsetAt = make([]uint64, c.n+1)
	for i := range c.n {
		c.offsetAt[i+1] = c.offsetAt[i] + (c.textAt[i+1]-c.textAt[i]+255)/256
	}
	if last := c.offsetAt[c.n]; last != uint64(len(c.offsets)) {
		return c.bad(fmt.Sprintf("section %q has %d entries", colOffsets, len(c.offsets)), fmt.Sprint(last))
	}
	return nil
}

// metadata is what a reader of documents touches, beside the texts.
var metadata = []string{colRecords, colIDs, colOffsets}

// checkDocument checks the blocks that document i lies in.
func (c *columns) checkDocument(i int) error {
	u, at := c.structure, c.structure.at[4*i:]
	for _, r := range []struct {
		name     string
		from, to uint64
		width    int
	}{
		{colTexts, c.textAt[i], c.textAt[i+1], 1}, {colRecords, c.recordAt[i], c.recordAt[i+1], 1}, {colIDs, c.idAt[i], c.idAt[i+1], 1},
		{colOffsets, c.offsetAt[i], c.offsetAt[i+1], 4}, {"sections", at[0], at[4], 4 * sectionRow}, {"labels", 0, uint64(len(u.labels)), 1},
		{"paragraphs", at[1], at[5], 4 * paragraphRow}, {"sentences", at[2], at[6], 4 * sentenceRow},
		{"clauses", at[3], at[7], 4 * clauseRow}, {"sides", at[3], at[7], 1},
	} {
		at, width := c.sections[r.name].at, int64(r.width)
		for b := (at + int64(r.from)*width) / blockBytes; b*blockBytes < at+int64(r.to)*width; b++ {
			if err := c.checkBlock(int(b)); err != nil {
				return err
			}
		}
	}
	return nil
}

// id returns the ID of document i, in place.
func (c *columns) id(i int) string { return text(c.ids[c.idAt[i]:c.idAt[i+1]]) }

// document fills d with document i but its structure. Its strings stay in the mapped file.
func (c *columns) document(i int, d *corpus.Document) error {
	d.ID = c.id(i)
	d.Text = text(c.texts[c.textAt[i]:c.textAt[i+1]])
	return c.misfit(i, readRecord(c.records[c.recordAt[i]:c.recordAt[i+1]], d))
}

// fill reads the structure of document i into d, checked.
func (c *columns) fill(i int, d *corpus.Document) error {
	if err := c.checkDocument(i); err != nil {
		return err
	}
	return c.misfit(i, c.structure.read(i, d))
}

func (c *columns) misfit(i int, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Path: c.path, Problem: fmt.Sprintf("document %d, %q", i+1, c.id(i)), Want: "what a writer of this format stores", Err: err}
}

// characterOffsets returns those of document i.
func (c *columns) characterOffsets(i int) []int32 {
	return slices.Clip(c.offsets[c.offsetAt[i]:c.offsetAt[i+1]])
}
