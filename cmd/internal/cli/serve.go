package cli

import (
	"errors"
	"fmt"
	"log"

	"concord/cmd/internal/web"

	"github.com/spf13/cobra"
)

func newServe(s Streams) *cobra.Command {
	var (
		opt     web.Options
		in      source
		verbose bool
	)
	cmd := &cobra.Command{
		Use:     "serve [PATH]",
		Short:   "Answer HTTP requests: the analyses and the report as a JSON API",
		GroupID: "main",
		Long: `Serve the analyses, the texts of a folder and the comparison report over HTTP.

The address that is printed holds a token; open it in a browser, or send the
token as "Authorization: Bearer TOKEN". A corpus is a file or a subfolder of
PATH by its name, "all" is the whole folder, "specimen" the built-in example.
/v1/openapi.json describes the interface. Nothing in PATH is written.

Other machines can reach the server only when --listen says so, which needs
--tls-cert and --tls-key, or --insecure.`,
		Example: `  concord serve statements/
  concord serve --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem statements/`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{errors.New("serve: more than one PATH, want one folder or file")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				opt.Path = args[0]
			}
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
	f.BoolVar(&verbose, "verbose", false, "print one line for each request")
	return cmd
}
