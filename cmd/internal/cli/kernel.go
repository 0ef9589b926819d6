package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"concord/cmd/internal/kernel"
	"concord/corpus/bilingual"
	"concord/reports/notebook"

	"github.com/spf13/cobra"
)

func newKernel(s Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "kernel",
		Short:   "Run cells in JupyterLab, VS Code, nbconvert and other Jupyter programs",
		GroupID: "main",
		Long: `A Jupyter kernel for Concord's cells. After "concord kernel install" the kernel
Concord is offered wherever Jupyter looks for kernels. Cells give the same
outputs there as with "concord run". They read files within the folder in which
the kernel starts, which is the folder of the notebook.`,
		Example: `  concord kernel install
  concord kernel install --prefix /usr/local --lang en --name concord-en
  jupyter nbconvert --to notebook --execute study.ipynb`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newKernelInstall(s), newKernelUninstall(s), newKernelRun(s))
	return cmd
}

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s: got %q, want no arguments", cmd.CommandPath(), args[0])}
	}
	return nil
}

// kernelPlace says which kernel is meant.
type kernelPlace struct {
	user   bool
	prefix string
	name   string
}

func (p *kernelPlace) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&p.user, "user", false, "among the kernels of the user (the default)")
	f.StringVar(&p.prefix, "prefix", "", "below this folder, as share/jupyter/kernels: /usr/local or the folder of an environment")
	f.StringVar(&p.name, "name", "concord", "name of the kernel")
}

func (p *kernelPlace) folder() (string, error) {
	if p.user && p.prefix != "" {
		return "", usageError{errors.New("kernel: --user and --prefix, want one of them")}
	}
	dir, err := kernel.SpecFolder(p.prefix, p.name)
	if err != nil {
		return "", usageError{err}
	}
	return dir, nil
}

func newKernelInstall(s Streams) *cobra.Command {
	var place kernelPlace
	var lang string
	cmd := &cobra.Command{
		Use:   "install",
		Short: "Tell Jupyter of the kernel",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if lang != "" {
				if _, err := language(lang); err != nil {
					return err
				}
			}
			dir, err := place.folder()
			if err != nil {
				return err
			}
			program, err := os.Executable()
			if err != nil {
				return fmt.Errorf("kernel install: %w", err)
			}
			if err := installKernel(dir, kernel.SpecOf(program, bilingual.Lang(lang))); err != nil {
				return err
			}
			fmt.Fprintln(s.Out, dir)
			return nil
		},
	}
	place.register(cmd)
	cmd.Flags().StringVar(&lang, "lang", "", "language of headings, hints and help: zh or en (default what CONCORD_LANG says, else zh)")
	return cmd
}

// installKernel writes the files of a kernel, kernel.json last: it is what
// Jupyter looks for.
func installKernel(dir string, spec kernel.Spec) error {
	files, err := spec.Files()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("kernel install: %w", err)
	}
	for _, name := range []string{"logo-svg.svg", kernelJSON} {
		if err := replaceFile(filepath.Join(dir, name), files[name]); err != nil {
			return err
		}
	}
	return nil
}

const kernelJSON = "kernel.json"

func newKernelUninstall(s Streams) *cobra.Command {
	var place kernelPlace
	cmd := &cobra.Command{
		Use:   "uninstall",
		Short: "Take the kernel away again",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			dir, err := place.folder()
			if err != nil {
				return err
			}
			if err := uninstallKernel(dir); err != nil {
				return err
			}
			fmt.Fprintln(s.Out, dir)
			return nil
		},
	}
	place.register(cmd)
	return cmd
}

// uninstallKernel removes the folder of a kernel of ours, and of no other.
func uninstallKernel(dir string) error {
	raw, err := os.ReadFile(filepath.Join(dir, kernelJSON))
	if err != nil {
		return fmt.Errorf("kernel uninstall: %w", err)
	}
	var spec kernel.Spec
	if err := json.Unmarshal(raw, &spec); err != nil {
		return fmt.Errorf("kernel uninstall: %s: %w", dir, err)
	}
	if spec.Language != notebook.Language || len(spec.Argv) < 3 || !slices.Equal(spec.Argv[1:3], []string{"kernel", "run"}) {
		return fmt.Errorf("kernel uninstall: %s: the kernel there is not Concord's", dir)
	}
	return os.RemoveAll(dir)
}

func newKernelRun(s Streams) *cobra.Command {
	var lang string
	var progress time.Duration
	var verbose bool
	cmd := &cobra.Command{
		Use:   "run CONNECTION_FILE",
		Short: "Be the kernel; Jupyter calls this",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("kernel run: got %d arguments, want the connection file", len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := language(cmp.Or(lang, os.Getenv("CONCORD_LANG"), string(bilingual.ZH)))
			if err != nil {
				return err
			}
			opt := kernel.Options{Root: ".", Lang: l, Progress: progress, Parent: parentProcess()}
			if verbose {
				opt.Log = func(err error) { fmt.Fprintln(s.Err, "concord kernel:", err) }
			}
			return runKernel(cmd.Context(), args[0], opt)
		},
	}
	f := cmd.Flags()
	f.StringVar(&lang, "lang", "", "language of headings, hints and help: zh or en (default what CONCORD_LANG says, else zh)")
	f.DurationVar(&progress, "progress", time.Second, "show how far a cell is when it runs for longer; -1s never")
	f.BoolVar(&verbose, "verbose", false, "print what is refused")
	return cmd
}

// parentProcess is the process that Jupyter says it is; 0 for none.
func parentProcess() int {
	n, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID"))
	if err != nil || n <= 1 {
		return 0
	}
	return n
}

// runKernel serves until a client says to stop. An interrupt stops the cell
// that runs and not the kernel, so the context, which it ends, is left aside.
func runKernel(ctx context.Context, path string, opt kernel.Options) error {
	connection, err := kernel.ReadConnection(path)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.WithoutCancel(ctx), syscall.SIGTERM)
	defer stop()
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	opt.Interrupts = interrupts
	k, err := kernel.Start(connection, opt)
	if err != nil {
		return err
	}
	k.Run(ctx)
	return nil
}
