package notebook

import (
	"strings"
	"testing"

	"concord/corpus/bilingual"
)

// What an observer is told is what the cell holds.
func TestWatchedOutputsAreTheStoredOnes(t *testing.T) {
	nb := book("print('a')\nprint('语料')\nshow(1)\nhelp(len)\n2", "print('x' * 50)\nfail('no')")
	e := NewEngine(Options{Lang: bilingual.EN})
	for i, c := range nb.Cells {
		var told []Output
		w := Watch{Output: func(cell int, o Output) {
			if cell != i {
				t.Errorf("cell %d told while %d ran", cell, i)
			}
			if n := len(told); n > 0 && o.Type == Stream && told[n-1].Type == Stream {
				told[n-1].Text += o.Text
				return
			}
			told = append(told, o)
		}}
		for range 2 { // the second time nothing runs again, unless it failed
			told = nil
			_ = e.RunWatched(t.Context(), nb, i, w)
			if hashOutputs(told) != hashOutputs(c.Outputs) || len(told) < 2 {
				t.Errorf("cell %d: told %v, holds %v", i, told, c.Outputs)
			}
		}
	}
}

// An output that is cut at the bound is cut for observers too.
func TestWatchedOutputsAreBounded(t *testing.T) {
	nb := book("for i in range(100): print('语料')")
	e := NewEngine(Options{Lang: bilingual.EN, Output: 50})
	var b strings.Builder
	err := e.RunWatched(t.Context(), nb, 0, Watch{Output: func(_ int, o Output) { b.WriteString(o.Text) }})
	if err == nil || b.String() != nb.Cells[0].Outputs[0].Text || b.Len() > 50 {
		t.Errorf("%v: told %q, holds %q", err, b.String(), nb.Cells[0].Outputs[0].Text)
	}
}

func TestWatchedProgress(t *testing.T) {
	nb := book("keyness(where(corpus('specimen'), 'lang:zh'), target='year:2012..', permutations=199)")
	calls, last := 0, 0
	err := NewEngine(Options{}).RunWatched(t.Context(), nb, 0, Watch{Progress: func(done, total int) {
		calls++
		if last = total; done > total {
			t.Errorf("%d of %d", done, total)
		}
	}})
	if err != nil || calls == 0 || last == 0 {
		t.Errorf("%v: %d calls", err, calls)
	}
}
