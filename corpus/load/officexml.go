package load

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
)

// officeWords is what a format calls its elements, by local name.
type officeWords struct {
	paragraph, skip, footnote, numbered []string
	cell, row                           string
	text                                string // the only element with text; "" for all
	tab, breaks                         []string
}

var docxWords = officeWords{
	paragraph: []string{"p"}, cell: "tc", row: "tr", text: "t",
	skip:     []string{"moveFrom", "del", "Fallback", "instrText", "rPr", "sectPr"},
	footnote: []string{"footnoteReference", "endnoteReference"}, numbered: []string{"numPr"},
	tab: []string{"tab", "ptab"}, breaks: []string{"br", "cr"},
}

var odtWords = officeWords{
	paragraph: []string{"p", "h"}, cell: "table-cell", row: "table-row",
	skip:     []string{"note", "annotation", "tracked-changes", "automatic-styles", "font-face-decls", "sequence-decls", "scripts"},
	footnote: []string{"note"}, numbered: []string{"list-item"},
	tab: []string{"tab"}, breaks: []string{"line-break"},
}

// officeReader gathers the lines of a body. Cells and text boxes nest, so
// paragraphs and cells each have a stack.
type officeReader struct {
	words     *officeWords
	top       []string           // finished lines outside tables
	cells     [][]string         // lines of the open cells, innermost last
	rows      [][]string         // cells of the open rows
	open      []*strings.Builder // open paragraphs
	inText    int
	footnotes int
	numbered  int
}

func (o *officeReader) read(r io.Reader) error {
	dec := xml.NewDecoder(r)
	for {
		t, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if slices.Contains(o.words.footnote, t.Name.Local) {
				o.footnotes++
			}
			if slices.Contains(o.words.skip, t.Name.Local) {
				if err := dec.Skip(); err != nil {
					return err
				}
				continue
			}
			o.start(t)
		case xml.EndElement:
			o.end(t.Name.Local)
		case xml.CharData:
			o.chars(string(t))
		}
	}
}

func (o *officeReader) start(t xml.StartElement) {
	w, name := o.words, t.Name.Local
	switch {
	case slices.Contains(w.paragraph, name):
		o.open = append(o.open, &strings.Builder{})
	case name == w.row:
		o.rows = append(o.rows, nil)
	case name == w.cell:
		o.cells = append(o.cells, nil)
	case name == w.text && w.text != "":
		o.inText++
	case slices.Contains(w.numbered, name) && (len(o.open) > 0 || w.text == ""):
		o.numbered++
	case slices.Contains(w.tab, name) && !inTabs(t):
		o.write("\t")
	case slices.Contains(w.breaks, name):
		o.write("\n")
	case name == "noBreakHyphen":
		o.write("\u2011")
	case name == "s" && w.text == "":
		o.write(strings.Repeat(" ", attribute(t, "c")))
	}
}

// inTabs tells the tab stops of paragraph properties, which have a position,
// from tabs in the text.
func inTabs(t xml.StartElement) bool {
	return slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == "pos" })
}

// attribute returns a small number, 1 when it is not given.
func attribute(t xml.StartElement, name string) int {
	for _, a := range t.Attr {
		if n, err := strconv.Atoi(a.Value); a.Name.Local == name && err == nil {
			return min(max(n, 0), 1000)
		}
	}
	return 1
}

func (o *officeReader) chars(s string) {
	if o.words.text != "" {
		if o.inText > 0 {
			o.write(s)
		}
		return
	}
	// ODF collapses blanks as HTML does.
	o.write(collapse(s))
}

// collapse makes every run of ASCII blanks one blank.
func collapse(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

func (o *officeReader) write(s string) {
	if n := len(o.open); n > 0 {
		o.open[n-1].WriteString(s)
	}
}

func (o *officeReader) end(name string) {
	w := o.words
	switch {
	case slices.Contains(w.paragraph, name) && len(o.open) > 0:
		n := len(o.open) - 1
		line := o.open[n].String()
		o.open = o.open[:n]
		o.emit(strings.TrimRight(line, " \t\n"))
	case name == w.cell && len(o.cells) > 0:
		n := len(o.cells) - 1
		cell := strings.Join(o.cells[n], " ")
		o.cells = o.cells[:n]
		if m := len(o.rows); m > 0 {
			o.rows[m-1] = append(o.rows[m-1], cell)
		}
	case name == w.row && len(o.rows) > 0:
		n := len(o.rows) - 1
		row := strings.Join(o.rows[n], "\t")
		o.rows = o.rows[:n]
		o.emit(strings.TrimRight(row, "\t"))
	case name == w.text && o.inText > 0:
		o.inText--
	}
}

// emit files a finished line. Empty paragraphs stay as empty lines: they part
// blocks.
func (o *officeReader) emit(line string) {
	if n := len(o.cells); n > 0 {
		if line != "" {
			o.cells[n-1] = append(o.cells[n-1], line)
		}
		return
	}
	o.top = append(o.top, line)
}
