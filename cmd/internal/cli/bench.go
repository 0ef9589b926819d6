package cli

import (
	"fmt"

	"concord/cmd/internal/bench"

	"github.com/spf13/cobra"
)

func newBench(s Streams) *cobra.Command {
	o := bench.Options{}
	cmd := &cobra.Command{
		Use:     "bench [PATH…]",
		Short:   "Measure how fast texts are read, cut, counted and compared",
		GroupID: "main",
		Long: `Measure how fast texts are read, cut, counted and compared: megabytes and tokens
a second, and the peak memory, for each number of processors. Without a PATH,
statements between invented states are made for the run.

With --peer, other tools that are installed (jieba for Python and for node,
scikit-learn, gensim) run on the same texts, in turn with this program; the
ratio is their time over ours, pair by pair, on one core.

Every stage runs in a process of its own, so that its peak memory is its own. On
a busy machine the processor time (cpu_ms) is steadier than the time that passed
(ms).`,
		Example: `  concord bench
  concord bench --cores 1,2 --peer --format json speeches/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := choice("format", o.Format, "text", "json"); err != nil {
				return err
			}
			for _, n := range o.Cores {
				if n < 1 {
					return usageError{fmt.Errorf("--cores %d: want 1 or more", n)}
				}
			}
			if o.Runs < 1 {
				return usageError{fmt.Errorf("--runs %d: want 1 or more", o.Runs)}
			}
			o.Paths = args
			return bench.Run(cmd.Context(), s.Out, o)
		},
	}
	cmd.Flags().IntSliceVar(&o.Cores, "cores", nil, "numbers of processors to measure with (default 1 and all)")
	cmd.Flags().BoolVar(&o.Peers, "peer", false, "also run other tools that are installed, on the same texts")
	cmd.Flags().StringVar(&o.Format, "format", "text", "text or json")
	cmd.Flags().IntVar(&o.Runs, "runs", 5, "runs of each stage, of which the median counts")
	return cmd
}
