package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"concord/cmd/internal/cli"
)

var update = flag.Bool("update", false, "write what the commands of the manual print into it")

// TestManual runs every command of the package comment and of the README, a
// line that begins with $, and compares what it prints with the lines that
// follow. A pipe into head -n N keeps the first N lines.
func TestManual(t *testing.T) {
	for _, page := range []struct {
		file, indent string
		holds        func(line, next string) bool // whether a line, before next, is output of the command above
		commands     int
	}{
		{"doc.go", "//\t", func(l, next string) bool {
			inside := func(l string) bool { return strings.HasPrefix(l, "//\t") && !strings.HasPrefix(l, "//\t$ ") }
			return inside(l) || l == "//" && inside(next)
		}, 5},
		{"../../README.md", "", func(l, _ string) bool { return l != "```" }, 1},
	} {
		file, err := filepath.Abs(page.file) // a command below changes the folder
		if err != nil {
			t.Fatal(err)
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		lines := strings.Split(string(source), "\n")
		commands := 0
		for i := 0; i < len(lines); i++ {
			out = append(out, lines[i])
			command, ok := strings.CutPrefix(lines[i], page.indent+"$ ")
			if !ok {
				continue
			}
			commands++
			var have []string
			for i+2 < len(lines) && page.holds(lines[i+1], lines[i+2]) {
				i++
				have = append(have, lines[i])
			}
			got := printed(t, command, page.indent)
			out = append(out, got...)
			if !*update && strings.Join(have, "\n") != strings.Join(got, "\n") {
				t.Errorf("%s\nprints\n%s\n%s has\n%s", command, strings.Join(got, "\n"), page.file, strings.Join(have, "\n"))
			}
		}
		if commands < page.commands {
			t.Errorf("%s: found only %d commands", page.file, commands)
		}
		if *update {
			if err := os.WriteFile(file, []byte(strings.Join(out, "\n")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// printed runs a command line and returns its output as indented lines. A
// report is written into a folder that is thrown away.
func printed(t *testing.T, line, indent string) []string {
	t.Helper()
	line, head, piped := strings.Cut(line, " | head -n ")
	args := words(line)
	if args[1] == "report" {
		before, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		t.Chdir(t.TempDir())
		defer t.Chdir(before)
	}
	var stdout, stderr bytes.Buffer
	code := cli.Run(t.Context(), args[1:], cli.Streams{Out: &stdout, Err: &stderr})
	text := stdout.String()
	if code != 0 {
		text = fmt.Sprintf("%sexit %d\n", stderr.String(), code)
	}
	var out []string
	for l := range strings.Lines(text) {
		out = append(out, strings.TrimRight(indent+l, " \n\t"))
	}
	if n, err := strconv.Atoi(head); piped && err == nil {
		out = out[:min(n, len(out))]
	}
	for len(out) > 0 && out[len(out)-1] == strings.TrimSpace(indent) {
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
