package bench

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// The scripts that drive other tools. Each gets the path of a JSON list of texts
// and how to cut them, and prints one JSON object; loading the tool and reading
// the texts is not in its time.
//
//go:embed peers
var scripts embed.FS

// peer is another tool.
type peer struct {
	name, stage, input string
	programs           []string // that may have it: the first one that has is taken
	script             string   // stands on the program's standard input
	how                string   // an argument of the script
}

// pythons may have different packages: the first one found, and that of the
// system.
var pythons = []string{"python3", "/usr/bin/python3"}

// others do the work of a stage: cutting Chinese into words, or making texts a
// sparse matrix.
var others = [...]peer{
	{"jieba", "segment zh", chinese, pythons, "peers/jieba.py", ""},
	{"@node-rs/jieba", "segment zh", chinese, []string{"node"}, "peers/node-rs-jieba.js", ""},
	{"scikit-learn", "text-to-matrix en", english, pythons, "peers/scikit-learn.py", "words"},
	{"gensim", "text-to-matrix en", english, pythons, "peers/gensim.py", "words"},
	{"scikit-learn", "text-to-matrix zh", words, pythons, "peers/scikit-learn.py", "blanks"},
	{"gensim", "text-to-matrix zh", words, pythons, "peers/gensim.py", "blanks"},
}

// said is what a script prints.
type said struct {
	Millis    float64 `json:"ms"`
	Processor float64 `json:"cpu_ms"`
	Tokens    float64 `json:"tokens"`
	PeakMB    float64 `json:"peak_mb"`
}

// peers measures the other tools in turn with ours, on one core.
func peers(ctx context.Context, dir string, runs int) ([]Row, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var rows []Row
	for _, p := range others {
		at := slices.IndexFunc(stages[:], func(s stage) bool { return s.name == p.stage })
		w := &work{ctx: ctx, job: job{Dir: dir}}
		row := Row{Stage: p.stage, Tool: p.name, Cores: 1}
		why, err := w.make(stages[at])
		if err != nil {
			return nil, err
		}
		if row.Missing = why; why == "" {
			row.Input = float64(bytesOf(w.corpus)) / 1e6
			if err := p.duel(ctx, &row, filepath.Join(dir, p.input), runs, func() error { return stages[at].run(w) }); err != nil {
				return nil, err
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// duel runs ours and a peer by turns and completes the row.
func (p peer) duel(ctx context.Context, row *Row, path string, runs int, own func() error) error {
	var all, tokens, ran []float64
	ranOurs, ranTheirs := 0.0, 0.0
	for i := range runs + 1 {
		runtime.GC()
		start, before := time.Now(), processorMillis()
		if err := own(); err != nil {
			return err
		}
		mine, ranMine := float64(time.Since(start).Nanoseconds())/1e6, processorMillis()-before
		s, err := p.run(ctx, path)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			row.Missing = err.Error()
			return nil
		}
		if i == 0 {
			continue
		}
		all, tokens = append(all, s.Millis), append(tokens, s.Tokens)
		row.PeakMB, ran = max(row.PeakMB, s.PeakMB), append(ran, s.Processor)
		ranOurs, ranTheirs = ranOurs+ranMine, ranTheirs+s.Processor
		row.Ratios = append(row.Ratios, s.Millis/mine)
	}
	row.Millis, row.Ratio, row.Processor = median(all), median(row.Ratios), median(ran)
	if ranOurs > 0 {
		row.ProcessorRatio = ranTheirs / ranOurs
	}
	row.MBs = row.Input / row.Millis * 1e3
	row.Tokens = median(tokens) / row.Millis * 1e3
	return nil
}

// run runs the script of a peer once, with one thread, in the first program that
// can.
func (p peer) run(ctx context.Context, path string) (said, error) {
	script, err := scripts.ReadFile(p.script)
	if err != nil {
		return said{}, err
	}
	var first error
	for _, program := range p.programs {
		s, err := runScript(ctx, program, script, path, p.how)
		if err == nil {
			return s, nil
		}
		if first == nil {
			first = err
		}
	}
	return said{}, first
}

func runScript(ctx context.Context, program string, script []byte, path, how string) (said, error) {
	cmd := exec.CommandContext(ctx, program, "-", path, how)
	cmd.Stdin = bytes.NewReader(script)
	cmd.Env = append(os.Environ(), "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "PYTHONHASHSEED=0")
	out, err := cmd.Output()
	if err != nil {
		return said{}, fmt.Errorf("not run: %s", reason(err))
	}
	var s said
	if err := json.Unmarshal(out, &s); err != nil || s.Millis <= 0 {
		return said{}, fmt.Errorf("not run: printed %.60q, want a JSON object with ms", out)
	}
	return s, nil
}

// reason returns the line that says what went wrong: the one that names an
// error, else the last.
func reason(err error) string {
	var exit *exec.ExitError
	if !errors.As(err, &exit) || len(exit.Stderr) == 0 {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(exit.Stderr)), "\n")
	for _, line := range lines {
		if strings.Contains(line, "Error: ") {
			return line
		}
	}
	return lines[len(lines)-1]
}
