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
	"strings"
	"time"

	"concord/corpus"
	"concord/corpus/token"
)

// The scripts that drive other tools. Each gets the path of a JSON list of texts
// and prints one JSON object; loading the tool and reading the texts is not in
// its time.
//
//go:embed peers
var scripts embed.FS

// peer is another tool.
type peer struct {
	name, stage, lang string
	program, script   string // the script stands on the program's standard input
}

// others do the work of a stage: cutting Chinese into words, or making English
// texts a sparse matrix.
var others = [...]peer{
	{"jieba", "cut", "zh", "python3", "peers/jieba.py"},
	{"@node-rs/jieba", "cut", "zh", "node", "peers/node-rs-jieba.js"},
	{"scikit-learn", "matrix", "en", "python3", "peers/scikit-learn.py"},
	{"gensim", "matrix", "en", "python3", "peers/gensim.py"},
}

// said is what a script prints.
type said struct {
	Millis float64 `json:"ms"`
	Tokens float64 `json:"tokens"`
	PeakMB float64 `json:"peak_mb"`
}

// peers measures the other tools in turn with ours, on one core.
func (b *run) peers() error {
	cutter, err := token.New(token.Default())
	if err != nil {
		return err
	}
	for _, p := range others {
		c, path, err := b.texts(p.lang)
		if err != nil {
			return err
		}
		if c == nil {
			b.rows = append(b.rows, Row{Stage: p.stage, Tool: p.name, Missing: "no documents in " + p.lang})
			continue
		}
		row, err := b.duel(p, path, c, func() error {
			if p.stage == "matrix" {
				return toMatrix(b.ctx, cutter, c)
			}
			_, err := cutter.Cut(b.ctx, c)
			return err
		})
		if err != nil {
			return err
		}
		b.rows = append(b.rows, row)
	}
	return nil
}

// texts returns the documents of a language and the file that holds their
// texts; nothing where there are none.
func (b *run) texts(lang string) (*corpus.Corpus, string, error) {
	var positions []int
	var texts []string
	for i, d := range b.corpus.Docs() {
		if d.Lang == lang {
			positions, texts = append(positions, i), append(texts, d.Text)
		}
	}
	if len(texts) == 0 {
		return nil, "", nil
	}
	c, err := b.corpus.Subset(positions)
	if err != nil {
		return nil, "", err
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return nil, "", fmt.Errorf("bench: %w", err)
	}
	path := filepath.Join(b.dir, lang+".json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return nil, "", fmt.Errorf("bench: %w", err)
	}
	return c, path, nil
}

// duel runs ours and a peer by turns.
func (b *run) duel(p peer, path string, c *corpus.Corpus, own func() error) (Row, error) {
	row := Row{Stage: p.stage, Tool: p.name, Cores: 1}
	var all, tokens []float64
	for i := range b.options.Runs + 1 {
		start := time.Now()
		if err := own(); err != nil {
			return Row{}, err
		}
		mine := float64(time.Since(start).Nanoseconds()) / 1e6
		s, err := p.run(b.ctx, path)
		if b.ctx.Err() != nil {
			return Row{}, b.ctx.Err()
		}
		if err != nil {
			row.Missing = err.Error()
			return row, nil
		}
		if i == 0 {
			continue
		}
		all, tokens = append(all, s.Millis), append(tokens, s.Tokens)
		row.PeakMB = max(row.PeakMB, s.PeakMB)
		row.Ratios = append(row.Ratios, s.Millis/mine)
	}
	row.Millis, row.Ratio = median(all), median(row.Ratios)
	row.MBs = float64(bytesOf(c)) / row.Millis / 1e3
	row.Tokens = median(tokens) / row.Millis * 1e3
	return row, nil
}

// run runs the script of a peer once, with one thread.
func (p peer) run(ctx context.Context, path string) (said, error) {
	script, err := scripts.ReadFile(p.script)
	if err != nil {
		return said{}, err
	}
	cmd := exec.CommandContext(ctx, p.program, "-", path)
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
