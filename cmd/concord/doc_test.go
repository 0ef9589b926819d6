package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"concord/cmd/internal/cli"
)

var update = flag.Bool("update", false, "write what the commands of the manual print into it")

// TestManual runs every command of the package comment, a line that begins
// with $, and compares what it prints with the lines that follow. A pipe into
// head -n N keeps the first N lines.
func TestManual(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	lines := strings.Split(string(source), "\n")
	commands := 0
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		command, ok := strings.CutPrefix(lines[i], "//\t$ ")
		if !ok {
			continue
		}
		commands++
		var have []string
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "//\t") {
			i++
			have = append(have, lines[i])
		}
		got := printed(t, command)
		out = append(out, got...)
		if !*update && strings.Join(have, "\n") != strings.Join(got, "\n") {
			t.Errorf("%s\nprints\n%s\nthe manual has\n%s", command, strings.Join(got, "\n"), strings.Join(have, "\n"))
		}
	}
	if commands < 5 {
		t.Errorf("found only %d commands in the manual", commands)
	}
	if *update {
		if err := os.WriteFile("doc.go", []byte(strings.Join(out, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// printed runs a command line and returns its output as lines of a comment.
func printed(t *testing.T, line string) []string {
	t.Helper()
	line, head, piped := strings.Cut(line, " | head -n ")
	args := words(line)
	var stdout, stderr bytes.Buffer
	code := cli.Run(t.Context(), args[1:], cli.Streams{Out: &stdout, Err: &stderr})
	text := stdout.String()
	if code != 0 {
		text = fmt.Sprintf("%sexit %d\n", stderr.String(), code)
	}
	var out []string
	for l := range strings.Lines(text) {
		out = append(out, strings.TrimRight("//\t"+l, " \n\t"))
	}
	if n, err := strconv.Atoi(head); piped && err == nil {
		out = out[:min(n, len(out))]
	}
	for len(out) > 0 && out[len(out)-1] == "//" {
		out = out[:len(out)-1]
	}
	return out
}

// words splits a command at blanks outside double quotes.
func words(line string) []string {
	var out []string
	var word strings.Builder
	quoted := false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			out = append(out, word.String())
			word.Reset()
		default:
			word.WriteRune(r)
		}
	}
	return append(out, word.String())
}
