package corpus

import (
	"fmt"
	"strings"

	"concord/corpus/bilingual"
)

// Document is one text with its structure and its variables. It is immutable
// once it stands in a Corpus.
//
// Whatever was not found is the zero value: an empty string, a zero Date, a
// nil slice, an empty Span. Nothing is guessed.
type Document struct {
	ID      string // unique in its corpus, never reused
	Text    string // frozen: UTF-8, NFC, line ends LF
	SHA256  string // of Text, hex
	Title   string
	Kind    string // as the title names it: 联合公报, joint statement
	Lang    string // "zh", "en", or "" when neither
	Date    Date   // of signature or issue
	Visit   Period // of the visit the text reports
	Parties []Party
	Place   string // of signature, as printed: 金边
	Agency  string // agency line as printed, without brackets: 新华社金边11月11日电
	Source  Source
	Vars    map[string]string // further variables, as given
	Notes   []Note            // doubts met while reading the document

	Structure Structure

	sealed sealed                  // what SetText gave, which need not be hashed again
	runes  []int32                 // character offset of every runeStep-th byte
	kept   func(hash string) *Kept // tokens by the recipe with this hash; nil outside a store
}

// Party is a state or organisation on whose behalf a document speaks.
type Party struct {
	Name string `json:"name"` // short name in the document's language: 柬埔寨, Cambodia
	Code string `json:"code"` // ISO 3166-1 alpha-3, or "" where there is none
}

// Source says where a document came from.
type Source struct {
	Path     string  `json:"path"`               // as opened; members of archives as a.zip!b.txt
	Line     int     `json:"line,omitempty"`     // of a table or JSONL file, from 1
	Format   string  `json:"format"`             // text, markdown, html, docx, odt, pdf, csv, json
	Encoding string  `json:"encoding"`           // as detected: UTF-8, GB18030, ...
	Certain  float64 `json:"certain,omitempty"`  // confidence of the encoding, 0 to 1
	SHA256   string  `json:"sha256"`             // of the bytes as read, hex
	URL      string  `json:"url,omitempty"`      // where the text was published
	Fetched  string  `json:"fetched,omitempty"`  // when, as given
	Licence  string  `json:"licence,omitempty"`  // as given
	Citation string  `json:"citation,omitempty"` // as given
}

// Note is a doubt about a document: what was found and what to do.
type Note struct {
	Code string         `json:"code"` // LOD-01 and so on
	Text bilingual.Text `json:"text"`
}

// Slice returns the characters of a span, or "" when it does not fit the text.
func (d *Document) Slice(s Span) string {
	if s.Start < 0 || s.End > len(d.Text) || s.Start > s.End {
		return ""
	}
	return d.Text[s.Start:s.End]
}

// Pair names the parties of the document: their codes in code-point order,
// joined by a hyphen (CHN-KHM). It is "" unless at least two codes are known.
func (d *Document) Pair() string {
	codes := make([]string, 0, len(d.Parties))
	for _, p := range d.Parties {
		if p.Code != "" {
			codes = append(codes, p.Code)
		}
	}
	if len(codes) < 2 {
		return ""
	}
	return strings.Join(sortedUnique(codes), "-")
}

// Characters returns the number of characters of the text that are not blank.
func (d *Document) Characters() int {
	n := 0
	for _, r := range d.Text {
		if !isBlank(r) {
			n++
		}
	}
	return n
}

// check reports what keeps the document out of a corpus.
func (d *Document) check() error {
	switch {
	case d.ID == "":
		return fmt.Errorf("corpus: %s: document without an ID", d.Source.Path)
	case d.Text == "":
		return fmt.Errorf("corpus: document %q: empty text", d.ID)
	case !d.matchesHash():
		return fmt.Errorf("corpus: document %q: text does not match its SHA-256", d.ID)
	}
	return nil
}
