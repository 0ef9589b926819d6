// Package cli is the command line. Its commands for analyses are made from
// analysis/catalog: a method that is added there is a command here.
//
// Exit codes: 0 done (a refusal with its reason is an answer too), 1 bad data
// or a failure, 2 wrong options or arguments.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/corpus/query"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Streams is what a command reads and writes.
type Streams struct {
	Out, Err io.Writer
	Terminal bool // Err is a terminal: show progress there
}

// Exit codes.
const (
	done    = 0
	failed  = 1
	misused = 2
)

// usageError is a wrong flag or argument.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Run runs one command and returns its exit code. Errors go to s.Err.
func Run(ctx context.Context, args []string, s Streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return done
	}
	fmt.Fprintf(s.Err, "concord: %v\n", err)
	return exitCode(err)
}

func exitCode(err error) int {
	var usage usageError
	var option *analysis.OptionError
	var fault *query.Error
	if errors.As(err, &usage) || errors.As(err, &option) || errors.As(err, &fault) || strings.HasPrefix(err.Error(), "unknown command") {
		return misused
	}
	return failed
}

func newRoot(s Streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "concord",
		Short: "Compare joint statements, communiqués and other official texts that recur",
		Long: `Concord compares joint statements, communiqués and other official texts that
recur, in Chinese and in English. Every number leads to the words it came from.

PATH is a file, a folder or an archive (text, Markdown, HTML, DOCX, ODT, PDF,
CSV, TSV, JSON, JSONL, also .gz and .zip), or a store NAME.concord made by
concord corpus build. Without a PATH, a command works on
the specimen: 48 communiqués between invented states.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       analysis.Version,
	}
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("concord {{.Version}}\n")
	root.AddGroup(&cobra.Group{ID: "main", Title: "Reports and documents:"}, &cobra.Group{ID: "method", Title: "Analyses:"})
	root.AddCommand(newReport(s), newInspect(s), newMethods(s), newRun(s), newServe(s), newBench(s), newKernel(s), newCorpus(s))
	for _, m := range catalog.Methods() {
		root.AddCommand(newMethod(m, s))
	}
	return root
}

// flagError names the nearest flag that exists.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return usageError{fmt.Errorf("%s: %w", cmd.Name(), err)}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	slices.Sort(names)
	name := unknown.GetSpecifiedName()
	if near := analysis.Nearest(name, names); near != "" {
		return usageError{fmt.Errorf("%s: unknown flag --%s; did you mean --%s?", cmd.Name(), name, near)}
	}
	return usageError{fmt.Errorf("%s: unknown flag --%s, have --%s", cmd.Name(), name, strings.Join(names, " --"))}
}
