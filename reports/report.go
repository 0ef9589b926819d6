// Package reports puts results and text in order.
//
// Compare runs the plan of the comparison report (analysis/catalog) on a
// corpus and returns a Report: a card for the document in focus, what the data
// allow, up to five findings, one section for each method with its table,
// figures, warnings or the reason why it refused, the methods paragraph and
// the sources. Rendering is another matter: see reports/render.
package reports

import (
	"fmt"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/corpus/load"
)

// Report is a comparison report in one language. It is immutable.
type Report struct {
	Lang     bilingual.Lang
	Title    string
	Focus    *corpus.Document
	Chosen   analysis.Text // how the focus was chosen
	Set      analysis.Text // the comparison set in a sentence
	Where    string        // query that limits the set, "" for none
	Seed     uint64
	Findings []analysis.Finding // at most five, strongest first
	Limits   []analysis.Text    // what this report cannot say
	Sections []Section
	Checks   []Check
	Methods  []analysis.Text // the methods paragraph, a sentence or two a method
	Cites    []string        // references of the methods, in order
	Corpus   *corpus.Corpus  // the comparison set
	Left     []Left          // what loading left out
}

// Section is one result and how the reader meets it.
type Section struct {
	Name    string
	Title   analysis.Text
	Intro   analysis.Text
	Result  *analysis.Result
	Columns []string // of the table, to show
	Rows    int      // to show at most
}

// Left is something that was not read: bad data that was skipped, or a file
// that holds no text.
type Left struct {
	Where string // path and line
	Why   string
}

// LeftOut lists what a load left out.
func LeftOut(l *load.Loaded) []Left {
	var out []Left
	for _, s := range l.Skipped {
		where := s.Path
		if s.Line > 0 {
			where = fmt.Sprintf("%s:%d", s.Path, s.Line)
		}
		out = append(out, Left{Where: where, Why: s.Err.Error()})
	}
	for _, i := range l.Ignored {
		out = append(out, Left{Where: i.Path, Why: i.Why})
	}
	return out
}

// Check is a line of the gatekeeper table: whether the data allow a kind of
// statement.
type Check struct {
	What  analysis.Text
	Have  analysis.Text
	Want  analysis.Text
	State State
}

// State is the outcome of a check.
type State string

// The outcomes.
const (
	Pass    State = "pass"
	Limited State = "limited"
	Blocked State = "blocked"
)

// Text returns the outcome as a reader sees it.
func (s State) Text() analysis.Text {
	switch s {
	case Pass:
		return analysis.T("可行", "passed")
	case Limited:
		return analysis.T("受限", "limited")
	}
	return analysis.T("不可行", "blocked")
}
