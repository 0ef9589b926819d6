package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRunMeasuresEveryStage(t *testing.T) {
	var out bytes.Buffer
	o := Options{Cores: []int{1, 2}, Format: "json", Runs: 2, Made: 12}
	if err := Run(context.Background(), &out, o); err != nil {
		t.Fatal(err)
	}
	var rows []Row
	if err := json.Unmarshal(out.Bytes(), &rows); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, r.Stage)
		if r.Millis <= 0 || r.Tool != ours {
			t.Errorf("%+v: want a time of ours", r)
		}
		if (r.MBs > 0) != strings.Contains("read cut count matrix group", r.Stage) {
			t.Errorf("%s: %v MB/s", r.Stage, r.MBs)
		}
	}
	stages := "read cut count matrix group keyness cosine"
	if s := strings.Join(got, " "); s != stages+" "+stages {
		t.Errorf("stages %s", s)
	}
	out.Reset()
	o.Format, o.Cores = "text", []int{1}
	if err := Run(context.Background(), &out, o); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 8 || !strings.Contains(out.String(), "MB/s") {
		t.Errorf("table of %d lines, want 8:\n%s", n, out.String())
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
	rows, err := Measure(context.Background(), Options{Cores: []int{1}, Peers: true, Runs: 3, Made: 10})
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[7:]
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
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Run(ctx, &bytes.Buffer{}, Options{Format: "text", Made: 10}); err == nil {
		t.Error("no error when the context has ended")
	}
}
