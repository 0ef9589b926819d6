package notebook

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"concord/corpus/bilingual"
)

// book makes a notebook of code cells.
func book(sources ...string) *Notebook {
	nb := New()
	for _, s := range sources {
		nb.Add(Code, s)
	}
	return nb
}

// last runs a notebook in English and returns the plain text of the last
// cell's outputs, and the error.
func last(t *testing.T, sources ...string) (string, *CellError) {
	t.Helper()
	nb := book(sources...)
	err := Run(t.Context(), nb, RunOptions{Options: Options{Lang: bilingual.EN}})
	var fault *CellError
	if err != nil && !errors.As(err, &fault) {
		t.Fatal(err)
	}
	return plainText(nb.Cells[len(nb.Cells)-1]), fault
}

func plainText(c *Cell) string {
	var b strings.Builder
	for _, o := range c.Outputs {
		b.WriteString(o.Text + o.Data["text/plain"])
	}
	return b.String()
}

func TestNamesAreBoundLate(t *testing.T) {
	for _, test := range []struct {
		name, want string
		cells      []string
	}{
		{"a function sees the latest value", "2", []string{"x = 1", "def f(): return x", "x = 2\nf()"}},
		{"and so in a later cell", "2", []string{"x = 1", "def f(): return x", "x = 2", "f()"}},
		{"callers see a helper made anew", "new", []string{"def h(): return 'old'", "def f(): return h()", "def h(): return 'new'", "print(f())"}},
		{"a helper made in the calling cell", "new", []string{"def h(): return 'old'", "def f(): return h()", "def h(): return 'new'\nprint(f())"}},
		{"default values are kept from the definition", "1", []string{"x = 1", "def f(a=x, *more, k=x+1, **rest): return a", "x = 5", "f()"}},
		{"keyword defaults too", "2", []string{"x = 1", "def f(a=x, *more, k=x+1, **rest): return k", "x = 5", "f()"}},
		{"a function in a list stays with its cell", "1", []string{"x = 1", "def f(): return x\nfs = [f]", "x = 2", "fs[0]()"}},
		{"a value that takes the name of a function", "3", []string{"def f(): return 1", "f = 3", "f"}},
		{"a name that is not surely bound", "1", []string{"x = 1", "if False:\n  x = 2", "x"}},
		{"recursion", "120", []string{"def f(n): return 1 if n < 2 else n * f(n - 1)", "f(5)"}},
		{"mutual recursion over cells", "True", []string{"def odd(n): return False if n == 0 else even(n - 1)\ndef even(n): return True if n == 0 else odd(n - 1)", "even(10)"}},
		{"closures", "7", []string{"def outer(a):\n  def inner(b): return a + b + x\n  return inner\nx = 0", "x = 4", "outer(1)(2)"}},
		{"Unicode names", "1", []string{"语料 = {'甲': 1}", "语料['甲']"}},
		{"a loop at the top", "6", []string{"n = 0\nfor i in [1, 2, 3]:\n  n += i", "n"}},
		{"the name of an analysis may be taken", "3", []string{"keyness = 3", "keyness"}},
	} {
		got, err := last(t, test.cells...)
		if err != nil || strings.TrimSpace(got) != test.want {
			t.Errorf("%s: got %q, %v; want %q", test.name, got, err, test.want)
		}
	}
}

func TestErrorsTellWhatToDo(t *testing.T) {
	for _, test := range []struct{ code, name, hint string }{
		{"print（1）", "SyntaxError", "Line 1 column 6 has the full-width （; type ( instead"},
		{"x = [1，2]", "SyntaxError", "column 7 has the full-width ，; type , instead"},
		{"x = “甲”", "SyntaxError", `full-width “; type " instead`},
		{"if True：\n  pass", "SyntaxError", "full-width ：; type : instead"},
		{"x = 1\n# 注释（不算）\ny = '（也不算）' + 1：", "SyntaxError", "Line 3 column 16 has the full-width ："},
		{"import numpy as np", "SyntaxError", "no import"},
		{"from numpy import mean", "SyntaxError", "no import"},
		{"load('a.star', 'b')", "SyntaxError", "no import"},
		{"f'{x}'", "SyntaxError", "no f-strings"},
		{"x <- 3", "SyntaxError", "Assign with ="},
		{"x = 1\nx <- 3", "SyntaxError", "Assign with ="},
		{"2 ** 3", "SyntaxError", "math.pow"},
		{"class A:\n  pass", "SyntaxError", "no classes"},
		{"try:\n  pass\nexcept:\n  pass", "SyntaxError", "no try"},
		{"with open('x') as f:\n  pass", "SyntaxError", "no with"},
		{"del x", "SyntaxError", "no del"},
		{"assert True", "SyntaxError", "no assert"},
		{"1 < 2 < 3", "SyntaxError", "do not chain"},
		{"1 is 1", "SyntaxError", "no is"},
		{"x = 'a' 'b'", "SyntaxError", "not joined"},
		{"x: int = 3", "SyntaxError", "no type hints"},
		{"print 'a'", "SyntaxError", "print is a function"},
		{"if True\n  pass", "SyntaxError", "lacks its colon"},
		{"x = (1,", "SyntaxError", "breaks off"},
		{"keynes(1)", "NameError", "Did you mean keyness?"},
		{"true", "NameError", "True or False"},
		{"np.mean([1])", "NameError", "no Python libraries"},
		{"[1][5]", "Error", ""},
		{"fail('甲')", "Failure", ""},
		{"keyness(corpus('specimen'), targt='x')", "OptionError", ""},
		{"for c in '中文':\n  pass", "Error", "chars(text)"},
		{"'%.2f' % 1.0", "Error", "fmt("},
		{"[2, 1].sort()", "Error", "sorted(list)"},
		{"'a' + 1", "Error", "str(x)"},
		{"def f(n): return f(n + 1)\nf(0)", "RecursionError", "without end"},
		{"list(range(1 << 62))", "InternalError", ""},
		{"corpus('../secret')", "Error", ""},
		{"where(corpus('specimen'), 'year:soon')", "QueryError", ""},
		{"mean([1, None])", "Error", "missing"},
	} {
		_, err := last(t, test.code)
		if err == nil {
			t.Errorf("%q runs, want %s", test.code, test.name)
			continue
		}
		text := strings.Join(err.Traceback, "\n")
		if err.Name != test.name || !strings.Contains(text, test.hint) {
			t.Errorf("%q: want %s with %q, got\n%s", test.code, test.name, test.hint, text)
		}
		if !strings.Contains(text, "cell 1, line") && err.Name != "InternalError" {
			t.Errorf("%q: the traceback names no line:\n%s", test.code, text)
		}
		if strings.Contains(text, "goroutine") || strings.Contains(text, ".go:") {
			t.Errorf("%q: the traceback shows Go:\n%s", test.code, text)
		}
	}
}

func TestTracebackNamesCellLineAndCaret(t *testing.T) {
	_, err := last(t, "def half(甲):\n  return 甲 // 0", "甲 = 3\nhalf(甲)")
	want := []string{
		"cell 2, line 2", "    half(甲)", "        ^",
		"cell 1, line 2, in half", "      return 甲 // 0", "             \u3000 ^",
		"Error: floored division by zero",
	}
	if err == nil || err.Cell != 2 || err.Line != 2 || strings.Join(err.Traceback, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %+v\n%s\nwant\n%s", err, strings.Join(err.Traceback, "\n"), strings.Join(want, "\n"))
	}
	_, err = last(t, "def f(n): return f(n + 1)\nf(0)")
	if n := len(err.Traceback); n > 3*(outerFrames+innerFrames)+3 {
		t.Errorf("the traceback of a recursion has %d lines", n)
	}
}

func TestValuesAreFrozen(t *testing.T) {
	_, err := last(t, "xs = [1]", "xs.append(2)")
	if err == nil || err.Name != "FrozenError" || !strings.Contains(strings.Join(err.Traceback, "\n"), "copy it first") {
		t.Errorf("append to a list of a cell above: %v", err)
	}
	if got, err := last(t, "xs = [1]", "xs = list(xs)\nxs.append(2)\nxs"); err != nil || got != "[1, 2]" {
		t.Errorf("append to a copy: %q, %v", got, err)
	}
	_, err = last(t, "d = {}\ndef f(): d['a'] = 1", "f()")
	if err == nil || err.Name != "FrozenError" {
		t.Errorf("change through a function of a cell above: %v", err)
	}
}

func TestNamesFromBelowAndFromFailedCells(t *testing.T) {
	nb := book("print(later)", "later = 1")
	err := Run(t.Context(), nb, RunOptions{Options: Options{Lang: bilingual.EN}})
	if err == nil || !strings.Contains(strings.Join(nb.Cells[0].Outputs[0].Traceback, "\n"), "made in cell 2, below") {
		t.Errorf("a name from below: %v", err)
	}
	e := NewEngine(Options{Lang: bilingual.EN})
	nb = book("y = 1\nx = fail('no')", "x")
	var fault *CellError
	if err := e.Run(t.Context(), nb, 1); !errors.As(err, &fault) || fault.Cell != 1 || fault.Name != "Failure" {
		t.Errorf("a cell above fails: %v", err)
	}
}

func TestLimits(t *testing.T) {
	stop := func(code string, opt Options) (*CellError, *Notebook) {
		nb := book(code)
		var fault *CellError
		if err := NewEngine(opt).Run(t.Context(), nb, 0); !errors.As(err, &fault) {
			t.Fatalf("%q: %v, want an error of the cell", code, err)
		}
		return fault, nb
	}
	fault, _ := stop("while True: pass", Options{Steps: 100000, Lang: bilingual.EN})
	if fault.Name != "LimitError" || !strings.Contains(fault.Value, "100000 steps") {
		t.Errorf("steps: %v", fault)
	}
	fault, nb := stop("while True: print('没有尽头')", Options{Output: 10000, Lang: bilingual.EN})
	if fault.Name != "LimitError" || !strings.Contains(fault.Value, "10000 bytes") {
		t.Errorf("output: %v", fault)
	}
	if n := len(nb.Cells[0].Outputs[0].Text); n > 10000 || n < 9990 {
		t.Errorf("of 10000 bytes %d were kept", n)
	}
}

// unending are cells that only an interrupt ends; each would run for hours.
var unending = []string{"while True: pass", "[1 for i in range(1 << 40)]", "def f():\n  while True: len([1])\nf()", "sorted(range(3), key=lambda x: [1 for i in range(1 << 40)])"}

func TestInterrupt(t *testing.T) {
	for _, code := range unending {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		nb := book(code)
		go func() { done <- NewEngine(Options{}).Run(ctx, nb, 0) }()
		time.Sleep(30 * time.Millisecond)
		cancel()
		var fault *CellError
		if err := <-done; !errors.As(err, &fault) || fault.Name != "Interrupted" {
			t.Errorf("%q: %v", code, err)
		}
	}
}

// The time from the interrupt to the end of the cell.
func BenchmarkInterrupt(b *testing.B) {
	for k, code := range unending {
		b.Run("cell="+itoa(k+1), func(b *testing.B) {
			var total time.Duration
			for range b.N {
				ctx, cancel := context.WithCancel(b.Context())
				done := make(chan error, 1)
				go func() { done <- NewEngine(Options{}).Run(ctx, book(code), 0) }()
				time.Sleep(10 * time.Millisecond)
				start := time.Now()
				cancel()
				<-done
				total += time.Since(start)
			}
			b.ReportMetric(total.Seconds()*1000/float64(b.N), "ms/interrupt")
		})
	}
}

const manyLines = "for i in range(200000): print(i)"

func BenchmarkLines(b *testing.B) {
	for b.Loop() {
		if err := NewEngine(Options{}).Run(b.Context(), book(manyLines), 0); err != nil {
			b.Fatal(err)
		}
	}
}

func TestManyLines(t *testing.T) {
	nb := book(manyLines)
	if err := NewEngine(Options{}).Run(t.Context(), nb, 0); err != nil {
		t.Fatal(err)
	}
	out := nb.Cells[0].Outputs
	if len(out) != 1 || !strings.HasSuffix(out[0].Text, "\n199999\n") || strings.Count(out[0].Text, "\n") != 200000 {
		t.Errorf("%d outputs", len(out))
	}
}

// manyFunctions is a notebook of 200 functions that call one another, each in a
// cell of its own, and a last cell that calls them all.
func manyFunctions() *Notebook {
	nb := New()
	nb.Add(Code, "def f0(x): return x")
	for i := 1; i < 200; i++ {
		nb.Add(Code, strings.NewReplacer("A", itoa(i), "B", itoa(i-1)).Replace("def fA(x): return fB(x + 1)"))
	}
	nb.Add(Code, "f199(0)")
	return nb
}

func BenchmarkFunctions(b *testing.B) {
	for b.Loop() {
		if err := Run(b.Context(), manyFunctions(), RunOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestManyFunctions(t *testing.T) {
	nb := manyFunctions()
	if err := Run(t.Context(), nb, RunOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := plainText(nb.Cells[200]); got != "199" {
		t.Errorf("got %q, want 199", got)
	}
}

func TestStaleThroughFunctions(t *testing.T) {
	nb := book("x = 1\nunrelated = 1", "def f(): return x", "f()", "unrelated", "def g(): return f()", "g()")
	e := NewEngine(Options{})
	if err := Run(t.Context(), nb, RunOptions{}); err != nil {
		t.Fatal(err)
	}
	for i := range nb.Cells {
		if s := e.States(nb)[i]; s != Fresh {
			t.Errorf("after the run cell %d is %s", i, s)
		}
	}
	nb.Cells[1].Source = "def f(): return x + 1"
	want := []State{Fresh, Stale, Stale, Fresh, Stale, Stale}
	for i, s := range e.States(nb) {
		if s != want[i] {
			t.Errorf("a function changed: cell %d is %s, want %s", i, s, want[i])
		}
	}
	if !e.Stale(nb, 2) || e.Stale(nb, 3) {
		t.Error("Stale disagrees with States")
	}
	if uses := e.Uses(nb, 5); uses["x"] != 0 || uses["f"] != 1 || uses["g"] != 4 || len(uses) != 3 {
		t.Errorf("cell 5 uses %v", uses)
	}
	nb.Cells[3].Outputs[0].Data["text/plain"] = "2"
	if !e.Stale(nb, 3) {
		t.Error("an output changed by hand passes for fresh")
	}
}

func TestSameBytesOnAnyProcessors(t *testing.T) {
	run := func(procs int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		nb := book("c = where(corpus('specimen'), 'lang:zh')", "r = keyness(c, target='year:..2011', permutations=99)\nr", "figure(r)", "count([d.kind for d in c.documents])")
		if err := Run(t.Context(), nb, RunOptions{}); err != nil {
			t.Fatal(err)
		}
		return written(t, nb)
	}
	one := run(1)
	if two := run(2); two != one {
		t.Error("two runs differ")
	}
}
