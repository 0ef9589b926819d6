// Package bench measures how fast texts become results: reading, cutting,
// counting, cosines, keyness, permutation and concordance. With peers it runs
// other tools, where they are installed, on the same bytes.
//
// Times are medians of several runs after one to warm up. Every stage runs in a
// process of its own, so that no stage inherits the memory of another; its peak
// is counted from the moment its input stands ready. Peers and this program take
// turns, run by run, since a machine that is shared drifts: only the ratio of
// neighbouring runs says anything.
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

	"concord/corpus/specimen"
)

// Options says what to measure.
type Options struct {
	Paths   []string // texts; none: statements between invented states, made for the run
	Cores   []int    // numbers of processors to measure with; none: 1 and all
	Peers   bool     // also run other tools that are installed
	Format  string   // text or json
	Runs    int      // of each stage; 0 means 5
	Made    int      // statements to make without Paths; 0 means 1500, about 12 MB
	Command []string // the program that measures one stage by calling Run; none: this one, with bench
}

// Row is one measurement. Rates and memory that make no sense for a stage are 0
// and left out of JSON.
type Row struct {
	Stage     string    `json:"stage"`
	Tool      string    `json:"tool"`
	Cores     int       `json:"cores"`
	MBs       float64   `json:"mb_per_s,omitempty"`
	Tokens    float64   `json:"tokens_per_s,omitempty"`
	PeakMB    float64   `json:"peak_mb,omitempty"` // of the process
	BaseMB    float64   `json:"base_mb,omitempty"` // of it when the stage begins: its input and the word lists
	Millis    float64   `json:"ms"`
	Processor float64   `json:"cpu_ms,omitempty"`   // of a run, all cores together: steadier than ms on a busy machine
	Input     float64   `json:"input_mb,omitempty"` // of text
	Ratio     float64   `json:"ratio,omitempty"`    // time of a peer over ours, median of pairs
	Ratios    []float64 `json:"ratios,omitempty"`   // pair by pair
	// ProcessorRatio is the processor time of all runs of a peer over that of ours:
	// steadier than Ratio where others use the machine.
	ProcessorRatio float64 `json:"cpu_ratio,omitempty"`
	Missing        string  `json:"missing,omitempty"` // why it was not run
}

// Run measures and writes the rows to w, as a table or as a JSON list. In a
// process that Run itself has started it measures the one stage asked for.
func Run(ctx context.Context, w io.Writer, o Options) error {
	if job := os.Getenv(jobVariable); job != "" {
		return child(ctx, w, job)
	}
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

// Measure runs all stages.
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
	if err := prepare(ctx, o.Paths, dir); err != nil {
		return nil, err
	}
	var rows []Row
	for _, s := range stages {
		for _, n := range o.Cores {
			row, err := apart(ctx, o, job{Stage: s.name, Cores: n, Runs: o.Runs, Paths: o.Paths, Dir: dir})
			if err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
	}
	if o.Peers {
		more, err := peers(ctx, dir, o.Runs)
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
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

func table(w io.Writer, rows []Row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "stage\ttool\tcores\tMB\tMB/s\tM tokens/s\tbase MB\tpeak MB\tms\tCPU ms\ttime over ours\t")
	for _, r := range rows {
		if r.Missing != "" {
			fmt.Fprintf(t, "%s\t%s\t\t\t\t\t\t\t\t\t%s\t\n", r.Stage, r.Tool, r.Missing)
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%.1f\t%s\t%s\t\n", r.Stage, r.Tool, r.Cores,
			some(r.Input), some(r.MBs), some(r.Tokens/1e6), some(r.BaseMB), some(r.PeakMB), r.Millis, some(r.Processor), ratios(r))
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
	s += ")"
	if r.ProcessorRatio > 0 {
		s += fmt.Sprintf(", CPU %.2f", r.ProcessorRatio)
	}
	return s
}
