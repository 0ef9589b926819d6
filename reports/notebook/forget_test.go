package notebook

import (
	"testing"

	"concord/corpus/bilingual"
)

func TestTrimKeepsWhatCanBeReached(t *testing.T) {
	nb := book("x = 1", "y = 10", "def f(): return x + y", "print('a' * 1000)", "z = [f()]", "y = 20", "print('b')", "x = 2")
	e := NewEngine(Options{Lang: bilingual.EN})
	for i := range nb.Cells {
		if err := e.Run(t.Context(), nb, i); err != nil {
			t.Fatal(err)
		}
	}
	e.Trim(nb, 10_000)
	if nb.Cells[3].Source == "" {
		t.Error("emptied although little is kept")
	}
	e.Trim(nb, 100)
	for i, want := range []bool{true, true, true, false, true, true, false, true} {
		if got := nb.Cells[i].Source != ""; got != want {
			t.Errorf("cell %d is kept: %v, want %v", i+1, got, want)
		}
	}
	if n := len(e.cells); n != 6 {
		t.Errorf("the engine keeps %d cells, want 6", n)
	}
	nb.Add(Code, "print(z, f())")
	if err := e.Run(t.Context(), nb, 8); err != nil {
		t.Fatal(err)
	}
	// z was made when x was 1 and y was 10.
	if got := plainText(nb.Cells[8]); got != "[11] 22\n" {
		t.Errorf("got %q", got)
	}
}
