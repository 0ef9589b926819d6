package analysis

import (
	"testing"
)

func TestPhrases(t *testing.T) {
	for _, test := range []struct {
		value  Value
		zh, en string
	}{
		{Times("n", 0), "0", "0 times"},
		{Times("n", 1), "1", "once"},
		{Times("n", 2), "2", "twice"},
		{Times("n", 3), "3", "3 times"},
		{Factor("x", 0.256), "0.26", "0.26"},
		{Factor("x", 2.55), "2.5", "2.5"},
		{Factor("x", 123.4), "123", "123"},
		{Probability("p", 0.0121), "=0.0121", "= 0.0121"},
		{Probability("p", 0.00009), "<0.0001", "< 0.0001"},
		{Probability("p", 0.0001), "=0.0001", "= 0.0001"},
		{Probability("p", 1), "=1.0000", "= 1.0000"},
	} {
		if test.value.Text != T(test.zh, test.en) {
			t.Errorf("%s %g reads %q, want %q and %q", test.value.Name, test.value.Number, test.value.Text, test.zh, test.en)
		}
	}
	if p := Probability("p", 0.00009); p.Number != 0.00009 {
		t.Errorf("a small p is kept as %g", p.Number)
	}
}

func TestFillAndNamed(t *testing.T) {
	// A first pass may put a template into a template.
	text := Fill(T("{doc}{how}", "{doc} {how}"), Phrase("how", T("出现{n}次", "has it {n}")))
	if want := T("{doc}出现{n}次", "{doc} has it {n}"); text != want {
		t.Fatalf("filled: %q, want %q", text, want)
	}
	values := Named(text, Word("unused", "x"), Times("n", 2), Word("doc", "D1"), Word("do", "y"))
	if len(values) != 2 || values[0].Name != "n" || values[1].Name != "doc" {
		t.Errorf("values %v, want n and doc", values)
	}
	if got, want := Fill(text, values...), T("D1出现2次", "D1 has it twice"); got != want {
		t.Errorf("filled: %q, want %q", got, want)
	}
}
