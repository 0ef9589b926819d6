package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"concord/corpus/bilingual"
	"concord/reports/notebook"

	"github.com/spf13/cobra"
)

// runFlags is how a notebook is run.
type runFlags struct {
	parameters []string
	output     string
	report     string
	lang       string
	fresh      bool
}

func newRun(s Streams) *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use:     "run NOTEBOOK.ipynb",
		Short:   "Run a notebook from top to bottom and keep its outputs",
		GroupID: "main",
		Long: `Run the cells of a notebook from top to bottom and write it with its outputs.

The notebook is written after every cell. Cells whose outputs still fit their
code, their inputs and their files are not run again, so that a run that was
cut off goes on where it stopped. The run ends at the first error, which stays
in the notebook; the exit code is then 1.

Cells read files only within the folder of the notebook.`,
		Example: `  concord run study.ipynb
  concord run study.ipynb -p year=2015 -p path=statements -o study-2015.ipynb
  concord run study.ipynb --report pdf`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("run: got %d notebooks, want one", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runNotebook(cmd, args[0], &flags, s)
		},
	}
	f := cmd.Flags()
	f.StringArrayVarP(&flags.parameters, "parameter", "p", nil, "name=value, for a name of the cell tagged parameters; may be repeated")
	f.StringVarP(&flags.output, "output", "o", "", "notebook to write (default the one that is run)")
	f.StringVar(&flags.report, "report", "", "also write a report beside the notebook, under its name: html, pdf or docx")
	f.StringVar(&flags.lang, "lang", "zh", "language of headings, sentences and hints: zh or en")
	f.BoolVar(&flags.fresh, "fresh", false, "run every cell, whatever is stored")
	return cmd
}

func runNotebook(cmd *cobra.Command, path string, flags *runFlags, s Streams) error {
	lang, err := language(flags.lang)
	if err != nil {
		return err
	}
	if err := choice("report", flags.report, "", "html", "pdf", "docx"); err != nil {
		return err
	}
	opt := notebook.RunOptions{
		Options: notebook.Options{Root: filepath.Dir(path), Lang: lang},
		Fresh:   flags.fresh, Parameters: map[string]any{},
	}
	for _, p := range flags.parameters {
		name, value, err := notebook.Parameter(p)
		if err != nil {
			return err
		}
		opt.Parameters[name] = value
	}
	if flags.output == "" {
		flags.output = path
	}
	nb, err := readNotebook(path)
	if err != nil {
		return err
	}
	// Before any work: a place that cannot be written is found now.
	probe, err := openOutput(flags.output)
	if err != nil {
		return usageError{err}
	}
	probe.abort()
	bar := newProgress(s, "running")
	opt.Cell = func(number, of int) { bar.set(number-1, of) }
	opt.Save = func(nb *notebook.Notebook) error { return saveNotebook(nb, flags.output) }
	err = notebook.Run(cmd.Context(), nb, opt)
	bar.finish()
	var fault *notebook.CellError
	if err != nil && !errors.As(err, &fault) {
		return err
	}
	if err := errors.Join(saveNotebook(nb, flags.output), savePage(nb, lang, flags)); err != nil {
		return err
	}
	if fault != nil {
		fmt.Fprintln(s.Err, strings.Join(fault.Traceback, "\n"))
		// An option that a cell gives wrongly is a fault of the notebook, not of
		// this command line: no cause, so that the exit code is 1.
		return errors.New(fault.Error())
	}
	return nil
}

func readNotebook(path string) (*notebook.Notebook, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	nb, err := notebook.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return nb, nil
}

// saveNotebook replaces the file whole.
func saveNotebook(nb *notebook.Notebook, path string) error {
	var b bytes.Buffer
	if err := nb.Write(&b); err != nil {
		return err
	}
	return replaceFile(path, b.Bytes())
}

// savePage writes what --report asks for.
func savePage(nb *notebook.Notebook, lang bilingual.Lang, flags *runFlags) error {
	if flags.report == "" {
		return nil
	}
	data, err := notebook.Export(nb, lang, notebook.Format(flags.report))
	if err != nil {
		return err
	}
	return replaceFile(strings.TrimSuffix(flags.output, ".ipynb")+"."+flags.report, data)
}

func replaceFile(path string, data []byte) error {
	out, err := openOutput(path)
	if err != nil {
		return err
	}
	defer out.abort()
	if _, err := out.Write(data); err != nil {
		return err
	}
	return out.commit()
}
