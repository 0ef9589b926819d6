package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports/chart"
	"concord/reports/render"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// methodFlags is the flags that every analysis has beside its own options.
type methodFlags struct {
	in      source
	format  string
	output  string
	figure  string
	profile string
	lang    string
}

func newMethod(m analysis.Method, s Streams) *cobra.Command {
	var flags methodFlags
	cmd := &cobra.Command{
		Use:     m.Name + " [PATH…]",
		Short:   m.Question.EN,
		Long:    m.Question.EN + "\n" + m.Question.ZH + "\n\n" + m.Doc,
		GroupID: "method",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runMethod(cmd, m, &flags, args, s)
		},
	}
	for _, o := range m.Options {
		v := &optionValue{kind: string(o.Kind), text: o.Default}
		f := cmd.Flags().VarPF(v, o.Flag(), "", optionHelp(o))
		if v.kind == "bool" {
			f.NoOptDefVal = "true"
		}
	}
	flags.in.register(cmd)
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&flags.format, "format", "text", "text, csv, json, md or html")
	f.StringVarP(&flags.output, "output", "o", "", "file to write (default standard output)")
	f.StringVar(&flags.figure, "figure", "", "also draw the figure into this file: .svg, .pdf, .png or .eps")
	f.StringVar(&flags.profile, "profile", "", "rules of a journal for the figure: "+strings.Join(profileNames(), ", "))
	f.StringVar(&flags.lang, "lang", "zh", "language of headings and sentences: zh or en")
	return cmd
}

func profileNames() []string {
	var out []string
	for _, p := range chart.Profiles() {
		out = append(out, p.Name)
	}
	return out
}

// optionValue is an option of a method as a flag: its text is checked by the
// method, so that every door refuses a value in the same words.
type optionValue struct{ kind, text string }

func (v *optionValue) String() string     { return v.text }
func (v *optionValue) Set(s string) error { v.text = s; return nil }
func (v *optionValue) Type() string       { return v.kind }

func optionHelp(o analysis.Option) string {
	help := o.Help.EN
	if len(o.Choices) > 0 {
		help += " (" + strings.Join(o.Choices, ", ") + ")"
	}
	return strings.ReplaceAll(help, "`", "'")
}

// given collects the options that the user set.
func given(cmd *cobra.Command, m analysis.Method) map[string]any {
	values := map[string]any{}
	for _, o := range m.Options {
		if f := cmd.Flags().Lookup(o.Flag()); f != nil && f.Changed {
			values[o.Name] = f.Value.String()
		}
	}
	return values
}

func runMethod(cmd *cobra.Command, m analysis.Method, flags *methodFlags, args []string, s Streams) error {
	lang, err := language(flags.lang)
	if err != nil {
		return err
	}
	if err := choice("format", flags.format, "text", "csv", "json", "md", "html"); err != nil {
		return err
	}
	options, err := m.Parse(given(cmd, m))
	if err != nil {
		return err
	}
	figure, err := flags.openFigure()
	if err != nil {
		return err
	}
	if figure != nil {
		defer figure.abort()
	}
	var file *output
	if flags.output != "" {
		if file, err = openOutput(flags.output); err != nil {
			return usageError{err}
		}
		defer file.abort()
	}
	c, left, err := flags.in.read(cmd.Context(), args, s)
	if err != nil {
		return err
	}
	tell(s, left)
	bar := newProgress(s, m.Name)
	in := analysis.NewInput(c)
	in.Progress = bar.set
	r, err := m.RunWith(cmd.Context(), in, options)
	bar.finish()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, s.Err, r, flags.format, lang); err != nil {
		return err
	}
	if err := flags.drawFigure(figure, r, lang); err != nil {
		return err
	}
	if file == nil {
		_, err = s.Out.Write(b.Bytes())
		return err
	}
	if _, err := file.Write(b.Bytes()); err != nil {
		return err
	}
	return file.commit()
}

// write prints the result. Tables for machines stand alone on w, their
// warnings go to notes.
func write(w, notes io.Writer, r *analysis.Result, format string, lang bilingual.Lang) error {
	switch format {
	case "csv":
		if err := writeNotes(notes, r, lang, ""); err != nil {
			return err
		}
		return r.Table.WriteCSV(w)
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	case "html":
		page, err := render.ResultPage(r, lang)
		if err != nil {
			return err
		}
		_, err = w.Write(page)
		return err
	case "md":
		fmt.Fprintf(w, "## %s\n\n", r.Title.In(lang))
		if err := r.Table.WriteMarkdown(w, lang); err != nil {
			return err
		}
		fmt.Fprintln(w)
		return writeNotes(w, r, lang, "- ")
	}
	if r.Table.Len() > 0 {
		if err := r.Table.WriteText(w, lang); err != nil {
			return err
		}
	}
	return writeNotes(w, r, lang, "")
}

// writeNotes prints the refusal, the findings, the warnings and the signature.
func writeNotes(w io.Writer, r *analysis.Result, lang bilingual.Lang, bullet string) error {
	if f := r.Refusal; f != nil {
		fmt.Fprintf(w, "%s%s%s %s\n", bullet, bilingual.T("未作估计：", "Not estimated: ").In(lang), f.Reason.In(lang), f.Unlock.In(lang))
	}
	for _, f := range r.Findings {
		fmt.Fprintf(w, "%s[%s] %s\n", bullet, f.Tier, f.Text.In(lang))
	}
	for _, x := range r.Warnings {
		fmt.Fprintf(w, "%s%s %s\n", bullet, x.Code, x.Text.In(lang))
	}
	_, err := fmt.Fprintf(w, "%s%s\n", bullet, r.Signature())
	return err
}

// openFigure opens the file of --figure, nil when there is none.
func (f *methodFlags) openFigure() (*output, error) {
	if f.figure == "" {
		return nil, nil
	}
	if err := choice("figure", filepath.Ext(f.figure), ".svg", ".pdf", ".png", ".eps"); err != nil {
		return nil, err
	}
	out, err := openOutput(f.figure)
	if err != nil {
		return nil, usageError{err}
	}
	return out, nil
}

func (f *methodFlags) drawFigure(out *output, r *analysis.Result, lang bilingual.Lang) error {
	if out == nil {
		return nil
	}
	if len(r.Figures) == 0 {
		return fmt.Errorf("figure %s: %s has no figure for these data", f.figure, r.Method)
	}
	format := chart.Format(strings.TrimPrefix(filepath.Ext(f.figure), "."))
	d, err := render.Figure(r, 0, chart.Options{Lang: lang, Profile: f.profile, Format: format})
	if err != nil {
		return err
	}
	if _, err := out.Write(d.Data); err != nil {
		return err
	}
	return out.commit()
}

var _ pflag.Value = (*optionValue)(nil)
