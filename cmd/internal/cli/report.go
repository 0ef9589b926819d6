package cli

import (
	"fmt"
	"path/filepath"

	"concord/reports"
	"concord/reports/render"

	"github.com/spf13/cobra"
)

func newReport(s Streams) *cobra.Command {
	var (
		in    source
		opt   reports.Options
		lang  string
		where string
	)
	cmd := &cobra.Command{
		Use:     "report [PATH…]",
		Short:   "Compare one document with the others and write a report",
		GroupID: "main",
		Long: `Compare one document with the others and write a folder:

  report.html     opens offline in any browser
  report.pdf      the same for printing
  report.docx     the same for editing
  figures/        each figure as SVG, PDF and PNG
  tables/         each table in full as CSV
  findings.json   every claim with its values and its evidence
  run.json        options, seed, versions and hashes

The document in focus is the latest by date unless --focus names another.`,
		Example: `  concord report
  concord report --lang en --focus KHM-2022-1 communique.txt statements/
  concord report --where 'party:KHM year:2000..' archive.zip`,
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := language(lang)
			if err != nil {
				return err
			}
			folder, err := render.Create(where)
			if err != nil {
				return usageError{err}
			}
			defer folder.Abort()
			c, left, err := in.read(cmd.Context(), args, s)
			if err != nil {
				return err
			}
			tell(s, left)
			bar := newProgress(s, "comparing")
			opt.Lang, opt.Left, opt.Progress = l, left, bar.set
			r, err := reports.Compare(cmd.Context(), c, opt)
			bar.finish()
			if err != nil {
				return err
			}
			if err := folder.Write(cmd.Context(), r); err != nil {
				return err
			}
			if err := folder.Commit(); err != nil {
				return err
			}
			return summarise(s, r, where)
		},
	}
	in.register(cmd)
	f := cmd.Flags()
	f.StringVar(&opt.Focus, "focus", "", "ID or file of the document compared with the rest (default the latest)")
	f.StringVar(&opt.Where, "where", "", "query that limits the documents compared, such as 'party:KHM year:2000..'")
	f.StringVar(&lang, "lang", "zh", "language of the report: zh or en")
	f.Uint64Var(&opt.Seed, "seed", 1, "seed of the random numbers")
	f.StringVarP(&where, "output", "o", "concord-report", "folder to write")
	return cmd
}

// summarise tells what was found, on the terminal.
func summarise(s Streams, r *reports.Report, folder string) error {
	fmt.Fprintf(s.Out, "%s\n%s\n%s\n", r.Title, r.Set.In(r.Lang), r.Chosen.In(r.Lang))
	for i, f := range r.Findings {
		fmt.Fprintf(s.Out, "%d. [%s] %s\n", i+1, f.Tier, f.Text.In(r.Lang))
	}
	for _, sec := range r.Sections {
		if f := sec.Result.Refusal; f != nil {
			fmt.Fprintf(s.Out, "– %s: %s\n", sec.Title.In(r.Lang), f.Reason.In(r.Lang))
		}
	}
	_, err := fmt.Fprintf(s.Out, "→ %s\n", filepath.Join(folder, "report.html"))
	return err
}
