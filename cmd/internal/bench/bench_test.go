package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// This program measures one stage when Run started it for that.
func TestMain(m *testing.M) {
	if os.Getenv(jobVariable) != "" {
		if err := Run(context.Background(), os.Stdout, Options{}); err != nil {
			fmt.Fprintln(os.Stderr, "Error:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// The stages run in processes of their own, on the number
// of processors asked for.
func TestRunMeasuresEveryStage(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	o := Options{Cores: []int{2}, Format: "json", Runs: 1, Made: 12, Command: []string{self}}
	if err := Run(context.Background(), &out, o); err != nil {
		t.Fatal(err)
	}
	var rows []Row
	if err := json.Unmarshal(out.Bytes(), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(stages) {
		t.Fatalf("%d rows, want one for each of %d stages", len(rows), len(stages))
	}
	for i, r := range rows {
		s := stages[i]
		if r.Stage != s.name || r.Cores != 2 || r.Tool != ours || r.Missing != "" {
			t.Errorf("row %d: %+v, want %s on 2 cores", i, r, s.name)
		}
		if r.Millis <= 0 || r.Input <= 0 || (r.MBs > 0) != s.ofText || (r.Tokens > 0) != (s.ofText && s.name != "read" && !strings.HasPrefix(s.name, "matrix only")) {
			t.Errorf("%s: %+v: want a time, and rates only of text", s.name, r)
		}
		if _, err := os.Stat("/proc/self/status"); err == nil && r.PeakMB <= 0 {
			t.Errorf("%s: no peak", s.name)
		}
	}
}

func TestTableHasALineForEachRow(t *testing.T) {
	var out bytes.Buffer
	rows := []Row{{Stage: "count", Tool: ours, Cores: 1, MBs: 12.5, Millis: 80, Input: 1}, {Stage: "count", Tool: "gensim", Cores: 1, Millis: 160, Ratio: 2, Ratios: []float64{1.5, 2, 2.5}},
		{Stage: "count", Tool: "other", Missing: "not found"}}
	if err := table(&out, rows); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 4 || !strings.Contains(lines[1], "12.5") || !strings.Contains(lines[2], "2.00 (1.50 2.00 2.50)") || !strings.Contains(lines[3], "not found") {
		t.Errorf("table:\n%s", out.String())
	}
}

// Texts of one language leave the stages of the other without a time, and say so.
func TestOneLanguage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl")
	line := `{"id":"%d","text":"%s"}` + "\n"
	text := ""
	for i := range 4 {
		text += fmt.Sprintf(line, i, strings.Repeat("Both sides agreed to deepen cooperation. ", 40+i))
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	rows, err := Measure(context.Background(), Options{Paths: []string{path}, Cores: []int{1}, Runs: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if missing := strings.HasSuffix(r.Stage, "zh"); (r.Missing != "") != missing {
			t.Errorf("%+v: missing should be %v", r, missing)
		}
	}
}

func TestLongTextsAreParted(t *testing.T) {
	text := strings.Repeat(strings.Repeat("x", 999)+"\n", 200)
	parts := parted(text)
	if strings.Join(parts, "") != text || len(parts) != 4 {
		t.Errorf("%d parts, want 4 that make up the text", len(parts))
	}
	if got := parted("short"); len(got) != 1 || got[0] != "short" {
		t.Errorf("%q", got)
	}
	if got := parted(strings.Repeat("y", 3*longText)); len(got) != 1 {
		t.Errorf("a text without line ends in %d parts, want 1", len(got))
	}
}

// A peer is any program that answers as the scripts do; here a shell plays it.
func TestPeersTakeTurns(t *testing.T) {
	dir := t.TempDir()
	write := func(name, answer string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\ncat > /dev/null\n"+answer+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write("python3", `test -s "$2" && echo '{"ms": 250, "tokens": 1000, "peak_mb": 12}'`)
	write("node", `echo 'Error: no such module' >&2; echo at line 1 >&2; exit 1`)
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	paths, err := made(dir, 10)
	if err != nil {
		t.Fatal(err)
	}
	if err := prepare(context.Background(), paths, dir); err != nil {
		t.Fatal(err)
	}
	rows, err := peers(context.Background(), dir, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(others) {
		t.Fatalf("%d rows of peers, want %d", len(rows), len(others))
	}
	for _, r := range rows {
		if r.Tool == "@node-rs/jieba" {
			if !strings.Contains(r.Missing, "no such module") || r.Ratio != 0 {
				t.Errorf("%+v: want the reason why it did not run", r)
			}
			continue
		}
		if len(r.Ratios) != 3 || r.Ratio <= 0 || r.Millis != 250 || r.PeakMB != 12 || r.Tokens != 4000 {
			t.Errorf("%+v: want 3 ratios of 250 ms, 4000 tokens/s", r)
		}
	}
}

func TestBadOptions(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Format: "xml"}, "text or json"},
		{Options{Format: "text", Cores: []int{0}}, "1 or more"},
		{Options{Format: "text", Made: 1}, "Documents"},
		{Options{Format: "text", Paths: []string{"no such file"}}, "no such file"},
	} {
		if err := Run(context.Background(), &bytes.Buffer{}, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v, want %s", c.o, err, c.want)
		}
	}
	t.Setenv(jobVariable, `{"Stage":"no such stage"}`)
	if err := Run(context.Background(), &bytes.Buffer{}, Options{}); err == nil || !strings.Contains(err.Error(), "no such stage") {
		t.Errorf("error %v, want that there is no such stage", err)
	}
	t.Setenv(jobVariable, "")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Run(ctx, &bytes.Buffer{}, Options{Format: "text", Made: 10}); err == nil {
		t.Error("no error when the context has ended")
	}
}

// The stages on statements between invented states; -cpu sets the processors.
func BenchmarkStage(b *testing.B) {
	dir := b.TempDir()
	paths, err := made(dir, 300)
	if err != nil {
		b.Fatal(err)
	}
	if err := prepare(b.Context(), paths, dir); err != nil {
		b.Fatal(err)
	}
	for _, s := range stages {
		b.Run("stage="+strings.ReplaceAll(s.name, " ", "-"), func(b *testing.B) {
			w := &work{ctx: b.Context(), job: job{Paths: paths, Dir: dir}}
			if why, err := w.make(s); why != "" || err != nil {
				b.Fatal(why, err)
			}
			for b.Loop() {
				if err := s.run(w); err != nil {
					b.Fatal(err)
				}
			}
			if s.ofText {
				b.SetBytes(int64(bytesOf(w.corpus)))
			}
		})
	}
}
