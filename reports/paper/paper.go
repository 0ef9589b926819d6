// Package paper sets documents for people who print, edit and submit: a list of
// blocks is written as PDF or as DOCX (Office Open XML, ECMA-376).
//
// A Document holds headings, paragraphs, lists, tables and figures in order.
// Notes stand at the foot of the page in both formats. PDF has live, searchable
// text in the one typeface of the figures, and figures as vectors; it is not
// tagged. DOCX is for editing: styles are named, notes are real footnotes,
// tables real tables, pictures carry their description, and fonts are those
// that Chinese journals ask for (SimSun, SimHei, Times New Roman).
//
// The same document gives the same bytes.
package paper

import (
	"time"

	"concord/corpus/bilingual"
	"concord/reports/pdf"
)

// Document is a text in one language.
type Document struct {
	Lang     bilingual.Lang
	Title    string
	Subject  string    // one sentence, for the properties of the file
	Software string    // name and version
	Date     time.Time // of the data, never the clock; zero for none
	Blocks   []Block
}

// Block is a part of a document: Heading, Paragraph, List, Table or Figure.
type Block interface{ block() }

// Span is a piece of text of one look.
type Span struct {
	Text   string
	Strong bool
	Code   bool
	Marked bool   // cited words
	Faint  bool   // of lesser weight: marks, signatures
	Link   string // "#anchor" or an address on the web; "" for none
	Note   []Span // a note on what stands here; its text is set at the foot of the page
}

// Plain is a text of one span.
func Plain(s string) []Span { return []Span{{Text: s}} }

// Heading begins a part. Level is 1 to 3.
type Heading struct {
	Level  int
	Text   string
	Anchor string // links lead here; "" for none
}

// Style is the look of a paragraph.
type Style string

// The styles.
const (
	Body    Style = ""
	Lead    Style = "lead"    // below the title
	Notice  Style = "notice"  // a warning or the reason for something that is missing
	Fine    Style = "fine"    // small print: notes below tables, signatures
	Listing Style = "listing" // code or output, line by line
	Quoted  Style = "quoted"  // a passage of a source
)

// Paragraph is a paragraph.
type Paragraph struct {
	Spans  []Span
	Style  Style
	Anchor string
}

// List is a list of paragraphs, numbered when Ordered.
type List struct {
	Items   [][]Span
	Ordered bool
}

// Table is a table. Every row has as many cells as there are columns.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
	Bare    bool // without a head: names and values
}

// Column is a column of a table.
type Column struct {
	Title  string
	Number bool // set to the right
}

// Figure is a picture. PDF draws it with Draw where there is one, otherwise
// from PNG; DOCX shows SVG with PNG for programs that cannot, or PNG alone.
type Figure struct {
	Caption           string
	Alt               string
	Notes             []string // what the drawing had to leave out
	WidthMM, HeightMM float64
	PNG, SVG          []byte
	Draw              func(page *pdf.Page, left, top, scale float64) // places in points
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Figure) block()    {}
