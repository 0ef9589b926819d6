package worker

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"concord/corpus"
	"concord/reports/chart"
	"concord/reports/notebook"
)

func TestMain(m *testing.M) {
	switch os.Getenv("CONCORD_TEST_WORKER") {
	case "":
		os.Exit(m.Run())
	case "deaf": // reads and never answers
		_, _ = io.Copy(io.Discard, os.Stdin)
	default:
		if err := Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(0)
}

func started(t *testing.T, kind string, opt Options) *Process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	opt.Command, opt.Env = []string{self}, []string{"CONCORD_TEST_WORKER=" + kind}
	p, err := Start(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// heard gathers what is told of cells.
type heard struct {
	text  map[string]string
	ended []string
	last  map[string]notebook.Output
}

func (h *heard) tell(e Event) {
	switch {
	case e.Text != "":
		h.text[e.Cell] += e.Text
	case e.Output != nil:
		h.last[e.Cell] = *e.Output
	case e.Ended:
		h.ended = append(h.ended, e.Cell)
		for _, o := range e.Outputs {
			h.text[e.Cell] += o.Text
		}
	}
}

func listener() *heard {
	return &heard{text: map[string]string{}, last: map[string]notebook.Output{}}
}

func TestRunTellsCellsAbove(t *testing.T) {
	p := started(t, "yes", Options{})
	cells := []Cell{{ID: "a", Source: "x = 20\nprint('a')"}, {ID: "b", Source: "y = 2"}, {ID: "c", Source: "print(x + y)\nx"}}
	h := listener()
	failed, err := p.Run(t.Context(), cells, "c", h.tell)
	if err != nil || failed || h.text["a"] != "a\n" || h.text["c"] != "22\n" || h.last["c"].Data["text/plain"] != "20" || len(h.ended) != 3 {
		t.Errorf("failed %v, %v: %+v", failed, err, h)
	}
	// Again: nothing runs, and the outputs come all the same.
	h = listener()
	if _, err := p.Run(t.Context(), cells, "c", h.tell); err != nil || h.text["c"] != "22\n" || h.text["a"] != "a\n" {
		t.Errorf("the second time: %v %+v", err, h)
	}
	h = listener()
	cells[2].Source = "1 // 0"
	if failed, err := p.Run(t.Context(), cells, "c", h.tell); err != nil || !failed || h.last["c"].Type != notebook.ErrorOutput {
		t.Errorf("an error of a cell: failed %v, %v: %+v", failed, err, h)
	}
}

func TestInterrupt(t *testing.T) {
	p := started(t, "yes", Options{})
	ctx, cancel := context.WithCancel(t.Context())
	h := listener()
	time.AfterFunc(300*time.Millisecond, cancel)
	failed, err := p.Run(ctx, []Cell{{ID: "a", Source: "while True:\n    pass"}}, "a", h.tell)
	if err != nil || !failed || h.last["a"].EName != "Interrupted" {
		t.Errorf("failed %v, %v: %+v", failed, err, h)
	}
	// What is told to stop before it begins does not run.
	done, stop := context.WithCancel(t.Context())
	stop()
	if _, err := p.Run(done, []Cell{{ID: "a", Source: "while True:\n    pass"}}, "a", h.tell); err != nil {
		t.Error(err)
	}
	if _, err := p.Run(t.Context(), []Cell{{ID: "a", Source: "print(7)"}}, "a", h.tell); err != nil || !strings.HasSuffix(h.text["a"], "7\n") {
		t.Errorf("after that: %v %q", err, h.text["a"])
	}
}

func TestDeafChildIsKilled(t *testing.T) {
	for reason, start := range map[Reason]func() (*Process, context.Context){
		Stopped: func() (*Process, context.Context) {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			t.Cleanup(cancel)
			return started(t, "deaf", Options{Grace: 100 * time.Millisecond}), ctx
		},
		Time: func() (*Process, context.Context) {
			return started(t, "deaf", Options{Grace: 100 * time.Millisecond, Wall: 100 * time.Millisecond}), t.Context()
		},
	} {
		p, ctx := start()
		_, err := p.Run(ctx, []Cell{{ID: "a", Source: "1"}}, "a", nil)
		var ended *Ended
		if !errors.As(err, &ended) || ended.Reason != reason {
			t.Errorf("%v, want an end by %s", err, reason)
		}
		select {
		case <-p.Gone():
		case <-time.After(5 * time.Second):
			t.Error("it is still there")
		}
	}
}

func TestMemoryOfTheChild(t *testing.T) {
	p := started(t, "yes", Options{Memory: 300 << 20})
	if _, ok := resident(p.PID()); !ok {
		t.Skip("this system does not say what a process occupies")
	}
	_, err := p.Run(t.Context(), []Cell{{ID: "a", Source: "x = ['y' * 1000000 + str(i) for i in range(4000)]"}}, "a", nil)
	var ended *Ended
	if !errors.As(err, &ended) || ended.Reason != Memory || err.Error() != "stopped: the cell needed more than 300 MB" {
		t.Errorf("%v", err)
	}
}

func TestChildEndsWithItsParent(t *testing.T) {
	p := started(t, "yes", Options{})
	if err := p.in.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.Gone():
	case <-time.After(5 * time.Second):
		t.Error("it outlives its input")
	}
	if _, err := p.Run(t.Context(), []Cell{{ID: "a", Source: "1"}}, "a", nil); err == nil {
		t.Error("a process that has gone ran a cell")
	}
}

func TestQuestions(t *testing.T) {
	p := started(t, "yes", Options{})
	cells := []Cell{{ID: "a", Source: "c = where(corpus('specimen'), 'lang:zh')\nr = keyness(c, target='year:2014..', top=5, permutations=99)\nr"}, {ID: "b", Source: "figure(r)"}}
	h := listener()
	var stamp json.RawMessage
	if failed, err := p.Run(t.Context(), cells, "b", func(e Event) {
		h.tell(e)
		if e.Ended && e.Cell == "a" {
			stamp = e.Stamp
		}
	}); err != nil || failed {
		t.Fatal(failed, err)
	}
	cells[0].Stamp = stamp
	r, err := h.last["a"].Result()
	if err != nil {
		t.Fatal(err)
	}
	e := r.Evidence[0][0]
	passage, err := p.Passage(t.Context(), cells, e.Address)
	if err != nil {
		t.Fatal(err)
	}
	all := []rune(passage.Paragraph.Text)
	if got := string(all[passage.From:passage.To]); got != e.Quote {
		t.Errorf("the address opens %q, the result quotes %q", got, e.Quote)
	}
	if passage.Parallel == nil || passage.Parallel.Lang != "en" {
		t.Errorf("no English text beside it: %+v", passage.Parallel)
	}
	lines, err := p.Lines(t.Context(), cells, r.Source.Corpus, e.Quote, 10)
	if err != nil || len(lines) != 1 || !bytes.Contains(lines[0], []byte(`"method":"kwic"`)) {
		t.Errorf("lines: %v %.200s", err, lines)
	}
	label, ok := h.last["b"].Figure()
	if !ok {
		t.Fatal("no figure")
	}
	d, err := p.Figure(t.Context(), label, chart.Options{Format: chart.PDF, Column: chart.Single})
	if err != nil || !bytes.HasPrefix(d.Data, []byte("%PDF-")) || d.WidthMM >= label.WidthMM {
		t.Errorf("%v: %.1f mm from %.1f", err, d.WidthMM, label.WidthMM)
	}
	label.Signature = "another"
	if _, err := p.Figure(t.Context(), label, chart.Options{}); err == nil {
		t.Error("a figure of no result was drawn")
	}
	if _, err := p.Passage(t.Context(), cells, corpus.Address{Doc: "none", From: 1, To: 2}); err == nil {
		t.Error("an address of no text was opened")
	}
}

func TestFramesAreChecked(t *testing.T) {
	for _, bad := range []string{"", "\x00", "\xff\xff\xff\xff", "\x00\x00\x00\x05{}", "\x00\x00\x00\x02{]"} {
		var a answer
		if err := receive(bufio.NewReader(strings.NewReader(bad)), &a); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	var b bytes.Buffer
	w := &writer{w: &b}
	if err := w.send(answer{ID: 3, Problem: "文"}); err != nil {
		t.Fatal(err)
	}
	var a answer
	if err := receive(bufio.NewReader(&b), &a); err != nil || a.ID != 3 || a.Problem != "文" {
		t.Errorf("%v %+v", err, a)
	}
}
