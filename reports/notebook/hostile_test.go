package notebook

import (
	"errors"
	"strings"
	"testing"
)

// Code that nests as deeply as a cell may must not bring the process down.
func TestDeepCode(t *testing.T) {
	n := maxSource / 2
	for name, code := range map[string]string{
		"brackets": strings.Repeat("(", n), "lists": strings.Repeat("[", n) + strings.Repeat("]", n), "minus": strings.Repeat("-", n) + "1",
		"not": strings.Repeat("not ", n/4) + "1", "lambda": strings.Repeat("lambda:", n/8) + "1", "sum": "1" + strings.Repeat("+1", n/2),
		"attributes": "x" + strings.Repeat(".a", n/2), "calls": "len" + strings.Repeat("()", n/2), "index": "x=[]\nx" + strings.Repeat("[0]", n/4), "if": strings.Repeat("1 if 1 else ", n/12) + "1",
	} {
		nb := book(code)
		err := NewEngine(Options{}).Run(t.Context(), nb, 0)
		var fault *CellError
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var fault *CellError
	if err := NewEngine(Options{}).Run(t.Context(), book(strings.Repeat("#", maxSource+1)), 0); !errors.As(err, &fault) || fault.Name != "SyntaxError" {
		t.Errorf("a cell that is too long: %v", err)
	}
}

func TestLongLinesAreCutInTracebacks(t *testing.T) {
	_, err := last(t, "x = ["+strings.Repeat("'甲', ", 1000)+"undefined]")
	if err == nil || err.Name != "NameError" {
		t.Fatalf("got %v", err)
	}
	line, mark := err.Traceback[1], err.Traceback[2]
	if n := len([]rune(line)); n > 170 || !strings.Contains(line, "undefined]") {
		t.Errorf("the line shown has %d characters: %s", n, line)
	}
	if at := len([]rune(mark)) - 1; string([]rune(line)[at:at+9]) != "undefined" {
		t.Errorf("the caret stands under %q", string([]rune(line)[at:]))
	}
}
