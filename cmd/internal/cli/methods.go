package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/analysis/table"
	"concord/corpus/bilingual"

	"github.com/spf13/cobra"
)

func newMethods(s Streams) *cobra.Command {
	var format, lang string
	cmd := &cobra.Command{
		Use:     "methods [NAME…]",
		Short:   "List the analyses, or show the options, columns and formulas of one",
		GroupID: "main",
		RunE: func(_ *cobra.Command, args []string) error {
			l, err := language(lang)
			if err != nil {
				return err
			}
			if err := choice("format", format, "text", "json", "md"); err != nil {
				return err
			}
			methods := catalog.Methods()
			if len(args) > 0 {
				if methods, err = named(args); err != nil {
					return err
				}
			}
			switch {
			case format == "json":
				e := json.NewEncoder(s.Out)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(describe(methods))
			case format == "md":
				_, err = fmt.Fprint(s.Out, catalog.Reference(methods))
				return err
			case len(args) > 0:
				return showMethods(s, methods, l)
			}
			for _, m := range methods {
				name := m.Name + strings.Repeat(" ", 12-min(table.Width(m.Name), 11))
				fmt.Fprintf(s.Out, "%s%s\n", name, m.Question.In(l))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json or md (the reference page)")
	cmd.Flags().StringVar(&lang, "lang", "zh", "language: zh or en")
	return cmd
}

func named(names []string) ([]analysis.Method, error) {
	var out []analysis.Method
	for _, n := range names {
		m, ok := catalog.Find(n)
		if !ok {
			problem := fmt.Errorf("methods: no method %q, have %s", n, strings.Join(catalog.Names(), ", "))
			if near := analysis.Nearest(n, catalog.Names()); near != "" {
				problem = fmt.Errorf("methods: no method %q; did you mean %s?", n, near)
			}
			return nil, usageError{problem}
		}
		out = append(out, m)
	}
	return out, nil
}

// methodJSON is a method as machines read it.
type methodJSON struct {
	Name     string            `json:"name"`
	Title    analysis.Text     `json:"title"`
	Question analysis.Text     `json:"question"`
	Doc      string            `json:"doc"`
	Options  []analysis.Option `json:"options"`
	Columns  []table.Column    `json:"columns"`
	Cites    []string          `json:"cites"`
}

func describe(methods []analysis.Method) []methodJSON {
	out := make([]methodJSON, len(methods))
	for i, m := range methods {
		out[i] = methodJSON{m.Name, m.Title, m.Question, m.Doc, m.Options, m.Columns, m.Cites}
	}
	return out
}

func showMethods(s Streams, methods []analysis.Method, lang bilingual.Lang) error {
	for _, m := range methods {
		fmt.Fprintf(s.Out, "%s  %s\n%s\n\n%s\n\n", m.Name, m.Title.In(lang), m.Question.In(lang), m.Doc)
		for _, o := range m.Options {
			fmt.Fprintf(s.Out, "  --%s %s (%s) %s\n", o.Flag(), o.Kind, o.Default, o.Help.In(lang))
		}
		fmt.Fprintln(s.Out)
		for _, c := range m.Columns {
			fmt.Fprintf(s.Out, "  %s %s  %s\n", c.Name, c.Kind, c.Help.In(lang))
		}
		fmt.Fprintln(s.Out)
	}
	return nil
}
