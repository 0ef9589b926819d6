package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/corpus/load"
	"concord/corpus/specimen"
	"concord/reports"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
)

// source is the flags with which every command reads texts.
type source struct {
	textColumn string
	skipBad    bool
}

func (s *source) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.textColumn, "text-column", "", "column or field of a table that holds the text (default text)")
	cmd.Flags().BoolVar(&s.skipBad, "skip-bad", false, "go on without files that cannot be read, and list them")
}

// read loads the paths, or the specimen when there are none.
func (s *source) read(ctx context.Context, paths []string, streams Streams) (*corpus.Corpus, []reports.Left, error) {
	bar := newProgress(streams, "reading")
	defer bar.finish()
	opt := load.Options{TextColumn: s.textColumn, SkipBad: s.skipBad, Progress: bar.set}
	if len(paths) > 0 {
		c, left, err := readPaths(ctx, paths, opt)
		if err == nil {
			bar.finish()
			tellDoubts(streams, c)
		}
		return c, left, err
	}
	loaded, err := load.FS(ctx, specimen.Embedded(), ".", opt)
	if err != nil {
		return nil, nil, err
	}
	return loaded.Corpus, left(loaded), nil
}

// left lists what a load left out, but for reports in the making.
func left(l *load.Loaded) []reports.Left {
	return slices.DeleteFunc(reports.LeftOut(l), func(x reports.Left) bool { return strings.Contains(x.Where, partMark) })
}

// tell lists on the error stream what was left out.
func tell(s Streams, left []reports.Left) {
	for _, l := range left {
		fmt.Fprintf(s.Err, "left out: %s: %s\n", l.Where, l.Why)
	}
}

// misread are the codes of notes that say a given value was not taken: what was
// meant to be in the corpus is missing.
var misread = []string{"LOD-01", "LOD-02", "LOD-07"}

// tellDoubts lists on the error stream the first notes of that kind.
func tellDoubts(s Streams, c *corpus.Corpus) {
	const most = 5
	n := 0
	for i := range c.Len() {
		d := c.Record(i)
		for _, note := range d.Notes {
			if !slices.Contains(misread, note.Code) {
				continue
			}
			if n++; n <= most {
				fmt.Fprintf(s.Err, "doubt: %s: %s %s\n", place(d), note.Code, note.Text.EN)
			}
		}
	}
	if n > most {
		fmt.Fprintf(s.Err, "doubt: %d more of this kind\n", n-most)
	}
}

// place is where a document was read from.
func place(d *corpus.Document) string {
	if d.Source.Line > 0 {
		return fmt.Sprintf("%s:%d", d.Source.Path, d.Source.Line)
	}
	return d.Source.Path
}

// progress is a bar on the error stream, nothing when that is not a terminal.
type progress struct{ bar *progressbar.ProgressBar }

func newProgress(s Streams, what string) *progress {
	if !s.Terminal {
		return &progress{}
	}
	return &progress{progressbar.NewOptions(1,
		progressbar.OptionSetWriter(s.Err), progressbar.OptionSetDescription(what),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))}
}

func (p *progress) set(done, total int) {
	if p.bar != nil && total > 0 {
		p.bar.ChangeMax(total)
		_ = p.bar.Set(done) // a bar that cannot be drawn is no reason to stop
	}
}

func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// language checks the value of --lang.
func language(s string) (bilingual.Lang, error) {
	switch l := bilingual.Lang(s); l {
	case bilingual.ZH, bilingual.EN:
		return l, nil
	}
	return "", usageError{fmt.Errorf("--lang %q: want zh or en", s)}
}

// choice checks a flag against its values.
func choice(flag, given string, values ...string) error {
	for _, v := range values {
		if given == v {
			return nil
		}
	}
	return usageError{fmt.Errorf("--%s %q: want one of %s", flag, given, strings.Join(slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" }), ", "))}
}

// partMark stands in the names of what is being written.
const partMark = ".part-"

// output is a file that appears under its name whole or not at all.
type output struct {
	*os.File
	final string
}

// openOutput opens the file beside its final place, before any work is done.
func openOutput(path string) (*output, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+partMark)
	if err != nil {
		return nil, fmt.Errorf("output %s: cannot be written: %w", path, errors.Unwrap(err))
	}
	return &output{f, path}, nil
}

// commit gives the file its name.
func (o *output) commit() error {
	if err := o.Chmod(0o644); err != nil {
		return err
	}
	if err := o.Close(); err != nil {
		return err
	}
	return os.Rename(o.Name(), o.final)
}

// abort removes the file unless it was committed.
func (o *output) abort() {
	o.Close()
	os.Remove(o.Name())
}
