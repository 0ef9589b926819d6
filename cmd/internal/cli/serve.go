package cli

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"concord/cmd/internal/web"
	"concord/cmd/internal/worker"

	"github.com/spf13/cobra"
)

func newServe(s Streams) *cobra.Command {
	var (
		opt     web.Options
		in      source
		verbose bool
		memory  int64 // MB
	)
	cmd := &cobra.Command{
		Use:     "serve [PATH]",
		Short:   "Open notebooks in a browser; the analyses and the report as a JSON API",
		GroupID: "main",
		Long: `Serve the notebooks and the texts of a folder, the analyses and the comparison
report over HTTP.

The address that is printed holds a token; open it in a browser, or send the
token as "Authorization: Bearer TOKEN". PATH is a folder, or a notebook to open.
Notebooks are saved where they stand; nothing else in PATH is written, but for
files that are dropped on the start page. Without a PATH notebooks stay in
memory. Opening a notebook runs nothing; its cells run in a process of their
own and read files only within the folder of the notebook.

A corpus is a file or a subfolder of PATH by its name, "all" is the whole
folder, "specimen" the built-in example. /v1/openapi.json describes the JSON
interface.

Other machines can reach the server only when --listen says so, which needs
--tls-cert and --tls-key, or --insecure.`,
		Example: `  concord serve statements/
  concord serve study.ipynb
  concord serve --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem statements/`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{errors.New("serve: more than one PATH, want one folder or file")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				opt.Path, opt.Open = opened(args[0])
			}
			if memory < 64 {
				return usageError{fmt.Errorf("serve: --cell-memory: got %d, want at least 64", memory)}
			}
			opt.Limits.CellMemory = memory << 20
			self, err := os.Executable()
			if err != nil {
				return err
			}
			opt.Worker = []string{self, "serve", workerCommand}
			opt.TextColumn, opt.SkipBad = in.textColumn, in.skipBad
			if verbose {
				opt.Log = log.New(s.Err, "", log.LstdFlags)
			}
			return web.Serve(cmd.Context(), opt, func(url string) { fmt.Fprintln(s.Out, url) })
		},
	}
	in.register(cmd)
	f := cmd.Flags()
	f.StringVar(&opt.Listen, "listen", "127.0.0.1:0", "HOST:PORT to listen on; port 0 takes a free one")
	f.StringVar(&opt.TLSCert, "tls-cert", "", "PEM file of the certificate")
	f.StringVar(&opt.TLSKey, "tls-key", "", "PEM file of its key")
	f.BoolVar(&opt.Insecure, "insecure", false, "listen for other machines without TLS")
	f.StringSliceVar(&opt.Hosts, "host", nil, "further name by which browsers reach this server")
	f.Int64Var(&memory, "cell-memory", 2048, "MB of memory that the cells of one notebook may use")
	f.DurationVar(&opt.Limits.CellTime, "cell-time", time.Hour, "time that one cell may run")
	f.BoolVar(&verbose, "verbose", false, "print one line for each request")
	cmd.AddCommand(newWorker())
	return cmd
}

// opened splits a notebook into its folder and its name; any other path is
// served as it stands.
func opened(arg string) (folder, name string) {
	if !strings.HasSuffix(arg, ".ipynb") {
		return arg, ""
	}
	return filepath.Dir(arg), filepath.Base(arg)
}

// workerCommand is the name of the hidden command that runs cells; no folder is
// likely to be called so.
const workerCommand = "_worker"

// newWorker is the process in which the cells of one notebook run.
func newWorker() *cobra.Command {
	return &cobra.Command{
		Use: workerCommand, Hidden: true, Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			out := os.Stdout
			os.Stdout = os.Stderr // whatever prints by mistake does not get among the frames
			return worker.Serve(os.Stdin, out)
		},
	}
}
