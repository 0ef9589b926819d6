package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// jobVariable is the environment variable by which a process learns which stage
// it is to measure.
const jobVariable = "CONCORD_BENCH_JOB"

// job is the measurement of one stage.
type job struct {
	Stage string
	Cores int
	Runs  int
	Paths []string // for the reading of files
	Dir   string   // of the inputs
}

// apart measures a stage in a process of its own. A test binary is no program
// that could be started so: there the stage runs in this process.
func apart(ctx context.Context, o Options, j job) (Row, error) {
	command := o.Command
	if command == nil {
		self, err := os.Executable()
		if err != nil {
			return Row{}, fmt.Errorf("bench: %w", err)
		}
		if strings.HasSuffix(strings.TrimSuffix(filepath.Base(self), ".exe"), ".test") {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
			return j.measure(ctx)
		}
		command = []string{self, "bench"}
	}
	data, err := json.Marshal(j)
	if err != nil {
		return Row{}, fmt.Errorf("bench: %w", err)
	}
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), jobVariable+"="+string(data))
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return Row{}, ctx.Err()
	}
	if err != nil {
		return Row{}, fmt.Errorf("bench: %s: %s", j.Stage, reason(err))
	}
	var row Row
	if err := json.Unmarshal(out, &row); err != nil {
		return Row{}, fmt.Errorf("bench: %s: %s printed %.60q, want a JSON object", j.Stage, command[0], out)
	}
	return row, nil
}

// child measures the stage of a job and writes its row.
func child(ctx context.Context, w io.Writer, data string) error {
	var j job
	d := json.NewDecoder(bytes.NewReader([]byte(data)))
	d.DisallowUnknownFields()
	if err := d.Decode(&j); err != nil {
		return fmt.Errorf("bench: %s: %w", jobVariable, err)
	}
	row, err := j.measure(ctx)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(row)
}

// measure makes the input of the stage, then times it.
func (j job) measure(ctx context.Context) (Row, error) {
	at := slices.IndexFunc(stages[:], func(s stage) bool { return s.name == j.Stage })
	if at < 0 {
		return Row{}, fmt.Errorf("bench: stage %q: want one of those of the list", j.Stage)
	}
	runtime.GOMAXPROCS(j.Cores)
	row := Row{Stage: j.Stage, Tool: ours, Cores: j.Cores}
	w := &work{ctx: ctx, job: j}
	if why, err := w.make(stages[at]); why != "" || err != nil {
		row.Missing = why
		return row, err
	}
	ms, err := row.timed(ctx, j.Runs, func() error { return stages[at].run(w) })
	if err != nil {
		return Row{}, err
	}
	row.Input = float64(w.bytes) / 1e6
	if stages[at].ofText {
		row.MBs = row.Input / ms * 1e3
	}
	if stages[at].ofText && w.tokens != nil {
		row.Tokens = float64(w.tokens.Total()) / ms * 1e3
	}
	return row, nil
}

// timed enters the median time of a stage, the time its goroutines ran on a
// processor, and the peak memory of the process meanwhile (0 where the system
// does not tell), and returns the first.
func (row *Row) timed(ctx context.Context, runs int, run func() error) (float64, error) {
	debug.FreeOSMemory()
	resetPeak()
	row.BaseMB = residentMB()
	var all []float64
	before := 0.0
	for i := range runs + 1 {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		start := time.Now()
		if err := run(); err != nil {
			return 0, err
		}
		if i == 0 { // to warm up; what later runs leave behind is no memory of a run
			row.PeakMB, before = peakMB(), processorMillis()
			continue
		}
		all = append(all, float64(time.Since(start).Nanoseconds())/1e6)
	}
	row.Processor = (processorMillis() - before) / float64(runs)
	row.Millis = median(all)
	return row.Millis, nil
}

func median(x []float64) float64 {
	x = slices.Clone(x)
	slices.Sort(x)
	if n := len(x); n%2 == 0 {
		return (x[n/2-1] + x[n/2]) / 2
	}
	return x[len(x)/2]
}
