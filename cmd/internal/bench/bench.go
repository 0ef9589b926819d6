// Package bench measures how fast texts become results: reading, cutting,
// counting, summing by group, keyness and all-pairs cosine. With peers it runs
// other tools, where they are installed, on the same bytes.
//
// Times are medians of several runs after one to warm up. Peers and this program
// take turns, run by run, since a machine that is shared drifts: only the ratio
// of neighbouring runs says anything.
package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/specimen"
)

// Options says what to measure.
type Options struct {
	Paths  []string // texts; none: statements between invented states, made for the run
	Cores  []int    // numbers of processors to measure with; none: 1 and all
	Peers  bool     // also run other tools that are installed
	Format string   // text or json
	Runs   int      // of each stage; 0 means 5
	Made   int      // statements to make without Paths; 0 means 1500, about 12 MB
}

// Row is one measurement. Rates and memory that make no sense for a stage are 0
// and left out of JSON.
type Row struct {
	Stage   string    `json:"stage"`
	Tool    string    `json:"tool"`
	Cores   int       `json:"cores"`
	MBs     float64   `json:"mb_per_s,omitempty"`
	Tokens  float64   `json:"tokens_per_s,omitempty"`
	PeakMB  float64   `json:"peak_mb,omitempty"`
	Millis  float64   `json:"ms"`
	Ratio   float64   `json:"ratio,omitempty"`   // time of a peer over ours, median of pairs
	Ratios  []float64 `json:"ratios,omitempty"`  // pair by pair
	Missing string    `json:"missing,omitempty"` // why a peer was not run
}

// Run measures and writes the rows to w, as a table or as a JSON list.
func Run(ctx context.Context, w io.Writer, o Options) error {
	if o.Format != "text" && o.Format != "json" {
		return fmt.Errorf("bench: format %q: want text or json", o.Format)
	}
	rows, err := Measure(ctx, o)
	if err != nil {
		return err
	}
	if o.Format == "json" {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(rows)
	}
	return table(w, rows)
}

// Measure runs all stages. It sets the number of processors while it runs, so
// nothing else should.
func Measure(ctx context.Context, o Options) ([]Row, error) {
	if o.Runs == 0 {
		o.Runs = 5
	}
	if len(o.Cores) == 0 {
		o.Cores = slices.Compact([]int{1, runtime.NumCPU()})
	}
	for _, n := range o.Cores {
		if n < 1 {
			return nil, fmt.Errorf("bench: %d cores, want 1 or more", n)
		}
	}
	dir, err := os.MkdirTemp("", "concord-bench-")
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	defer os.RemoveAll(dir)
	if len(o.Paths) == 0 {
		if o.Paths, err = made(dir, o.Made); err != nil {
			return nil, err
		}
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	b := &run{ctx: ctx, options: o, dir: dir}
	for _, n := range o.Cores {
		runtime.GOMAXPROCS(n)
		if err := b.stages(n); err != nil {
			return nil, err
		}
	}
	if o.Peers {
		runtime.GOMAXPROCS(1)
		if err := b.peers(); err != nil {
			return nil, err
		}
	}
	return b.rows, nil
}

// made writes statements between invented states to a file.
func made(dir string, statements int) ([]string, error) {
	if statements == 0 {
		statements = 1500
	}
	opt := specimen.DefaultOptions()
	opt.Documents = statements
	docs, err := specimen.Documents(opt)
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	path := filepath.Join(dir, "statements.jsonl")
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	if err := specimen.WriteJSONL(f, docs, ""); err != nil {
		f.Close()
		return nil, fmt.Errorf("bench: %w", err)
	}
	return []string{path}, f.Close()
}

// run is the state of one measurement.
type run struct {
	ctx     context.Context
	options Options
	dir     string
	corpus  *corpus.Corpus
	rows    []Row
}

func (b *run) read() error {
	loaded, err := load.Paths(b.ctx, b.options.Paths, load.Options{})
	if err != nil {
		return err
	}
	b.corpus = loaded.Corpus
	if b.corpus.Len() < 2 {
		return fmt.Errorf("bench: %d documents, want at least 2", b.corpus.Len())
	}
	return nil
}

// timed returns the median time of a stage in milliseconds and the peak memory
// of the process meanwhile, in MB (0 where the system does not tell).
func (b *run) timed(stage func() error) (ms, peak float64, err error) {
	runtime.GC()
	resetPeak()
	var all []float64
	for i := range b.options.Runs + 1 {
		if err := b.ctx.Err(); err != nil {
			return 0, 0, err
		}
		start := time.Now()
		if err := stage(); err != nil {
			return 0, 0, err
		}
		if i > 0 {
			all = append(all, float64(time.Since(start).Nanoseconds())/1e6)
		}
	}
	return median(all), peakMB(), nil
}

func median(x []float64) float64 {
	x = slices.Clone(x)
	slices.Sort(x)
	if n := len(x); n%2 == 0 {
		return (x[n/2-1] + x[n/2]) / 2
	}
	return x[len(x)/2]
}

func bytesOf(c *corpus.Corpus) int {
	n := 0
	for _, d := range c.Docs() {
		n += len(d.Text)
	}
	return n
}

func table(w io.Writer, rows []Row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "stage\ttool\tcores\tMB/s\tM tokens/s\tpeak MB\tms\ttime over ours\t")
	for _, r := range rows {
		if r.Missing != "" {
			fmt.Fprintf(t, "%s\t%s\t\t\t\t\t\t%s\t\n", r.Stage, r.Tool, r.Missing)
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\t%s\t%.1f\t%s\t\n", r.Stage, r.Tool, r.Cores,
			some(r.MBs), some(r.Tokens/1e6), some(r.PeakMB), r.Millis, ratios(r))
	}
	return t.Flush()
}

func some(x float64) string {
	if x == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", x)
}

func ratios(r Row) string {
	if r.Ratio == 0 {
		return ""
	}
	s := fmt.Sprintf("%.2f (", r.Ratio)
	for i, x := range r.Ratios {
		if i > 0 {
			s += " "
		}
		s += fmt.Sprintf("%.2f", x)
	}
	return s + ")"
}
