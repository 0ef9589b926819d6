package cli

import (
	"encoding/json"
	"fmt"
	"io"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/reports"

	"github.com/spf13/cobra"
)

func newInspect(s Streams) *cobra.Command {
	var (
		in               source
		format, id, lang string
		address          string
	)
	cmd := &cobra.Command{
		Use:     "inspect [PATH…]",
		Short:   "Show what was found in a document: record, sections, paragraphs, sentences, clauses, who speaks",
		GroupID: "main",
		Long: `Show what was found in a document: its record, and its sections, paragraphs,
sentences and clauses with who speaks and where they stand.

With --format json, one object a line for each document. With --address, only
the characters that the address names.`,
		Example: `  concord inspect communique.txt
  concord inspect --address 'KHM-2022-1 §3 ¶8 s2 c650–701' communique.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := language(lang)
			if err != nil {
				return err
			}
			if err := choice("format", format, "text", "json"); err != nil {
				return err
			}
			var place corpus.Address
			if address != "" {
				if place, err = corpus.ParseAddress(address); err != nil {
					return usageError{err}
				}
			}
			c, left, err := in.read(cmd.Context(), args, s)
			if err != nil {
				return err
			}
			tell(s, left)
			if address != "" {
				words, err := c.Open(place)
				if err == nil {
					_, err = fmt.Fprintln(s.Out, words)
				}
				return err
			}
			docs, err := wanted(c, id)
			if err != nil {
				return err
			}
			for _, d := range docs {
				if format == "json" {
					e := json.NewEncoder(s.Out)
					e.SetEscapeHTML(false)
					err = e.Encode(newAnatomy(d))
				} else {
					err = show(s.Out, d, l)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	in.register(cmd)
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	cmd.Flags().StringVar(&id, "id", "", "only the document with this ID")
	cmd.Flags().StringVar(&address, "address", "", "print only the characters that this address names")
	cmd.Flags().StringVar(&lang, "lang", "zh", "language of headings: zh or en")
	return cmd
}

// wanted returns the document with the ID, or all.
func wanted(c *corpus.Corpus, id string) ([]*corpus.Document, error) {
	if id == "" {
		return c.Docs(), c.Err()
	}
	i := c.Index(id)
	if i < 0 {
		problem := fmt.Errorf("inspect: no document %q among %d", id, c.Len())
		if near := analysis.Nearest(id, c.IDs()); near != "" {
			problem = fmt.Errorf("%w; did you mean %s?", problem, near)
		}
		return nil, usageError{problem}
	}
	return []*corpus.Document{c.Doc(i)}, c.Err()
}

// anatomy is a document as machines read it. Counts stand beside the units
// themselves.
type anatomy struct {
	ID         string            `json:"id"`
	Title      string            `json:"title"`
	Kind       string            `json:"kind"`
	Language   string            `json:"language"`
	Parties    []corpus.Party    `json:"parties"`
	VisitFrom  corpus.Date       `json:"visit_from"`
	VisitTo    corpus.Date       `json:"visit_to"`
	Signed     corpus.Date       `json:"signed"`
	Place      string            `json:"place"`
	Agency     string            `json:"agency"`
	Sections   int               `json:"sections"`
	Items      int               `json:"items"`
	Paragraphs int               `json:"paragraphs"`
	Sentences  int               `json:"sentences"`
	Clauses    int               `json:"clauses"`
	Characters int               `json:"characters"`
	SHA256     string            `json:"sha256"`
	Source     corpus.Source     `json:"source"`
	Vars       map[string]string `json:"vars,omitempty"`
	Notes      []corpus.Note     `json:"notes,omitempty"`
	Units      []unit            `json:"units"`
}

// unit is a part of a document.
type unit struct {
	Unit      string      `json:"unit"` // section, item, paragraph, sentence, clause
	Address   string      `json:"address"`
	Label     string      `json:"label,omitempty"`
	Side      corpus.Side `json:"side,omitempty"`
	Inherited bool        `json:"inherited,omitempty"`
	Text      string      `json:"text,omitempty"`
}

func newAnatomy(d *corpus.Document) anatomy {
	sections, items := d.Structure.Numbered()
	return anatomy{
		ID: d.ID, Title: d.Title, Kind: d.Kind, Language: d.Lang, Parties: append([]corpus.Party{}, d.Parties...),
		VisitFrom: d.Visit.From, VisitTo: d.Visit.To, Signed: d.Date, Place: d.Place, Agency: d.Agency,
		Sections: sections, Items: items, Paragraphs: len(d.Structure.Paragraphs),
		Sentences: len(d.Structure.Sentences), Clauses: len(d.Structure.Clauses), Characters: d.Characters(),
		SHA256: d.SHA256, Source: d.Source, Vars: d.Vars, Notes: d.Notes, Units: units(d),
	}
}

// units lists the parts of the document; those of one kind in order.
func units(d *corpus.Document) []unit {
	st := d.Structure
	out := []unit{}
	for _, s := range st.Sections {
		name := "section"
		if s.Level > 1 {
			name = "item"
		}
		out = append(out, unit{Unit: name, Address: d.Address(s.Span).String(), Label: s.Label})
	}
	for _, p := range st.Paragraphs {
		out = append(out, unit{Unit: "paragraph", Address: d.Address(p.Span).String(), Text: d.Slice(p.Span)})
	}
	for _, s := range st.Sentences {
		out = append(out, unit{Unit: "sentence", Address: d.Address(s.Span).String(), Text: d.Slice(s.Span)})
	}
	for _, c := range st.Clauses {
		out = append(out, unit{Unit: "clause", Address: d.Address(c.Span).String(), Side: c.Side, Inherited: c.Inherited, Text: d.Slice(c.Span)})
	}
	return out
}

// show prints the record and the clauses, paragraph by paragraph.
func show(w io.Writer, d *corpus.Document, lang bilingual.Lang) error {
	r := &reports.Report{Lang: lang, Focus: d}
	for _, f := range r.Facts() {
		fmt.Fprintf(w, "%s  %s\n", f[0], f[1])
	}
	for _, n := range d.Notes {
		fmt.Fprintf(w, "%s %s\n", n.Code, n.Text.In(lang))
	}
	last := -1
	for _, c := range d.Structure.Clauses {
		sentence := d.Structure.Sentences[c.Sentence]
		if sentence.Paragraph != last {
			last = sentence.Paragraph
			fmt.Fprintf(w, "\n%s\n", d.Address(d.Structure.Paragraphs[last].Span))
		}
		side := string(c.Side)
		if side == "" {
			side = "?"
		}
		if c.Inherited {
			side += "←"
		}
		if _, err := fmt.Fprintf(w, "  %-7s %s\n", side, d.Slice(c.Span)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}
