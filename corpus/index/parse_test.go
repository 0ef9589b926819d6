package index

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"concord/corpus/token"
)

func TestParseErrors(t *testing.T) {
	grams := token.Default()
	grams.Unit = "char2"
	for _, c := range []struct {
		text   string
		recipe token.Recipe
		at     int // byte offset of the caret
		want   string
	}{
		{"", token.Default(), 0, "a word is missing here"},
		{"和平 |", token.Default(), 8, "a word is missing here"},
		{"(a|b", token.Default(), 0, "never closed, want )"},
		{"a)", token.Default(), 1, `')' was never opened`},
		{"a } b", token.Default(), 2, `'}' was never opened`},
		{"a []{5,2} b", token.Default(), 5, "m up to n"},
		{"a []{0,101} b", token.Default(), 5, "n from 1 to 100"},
		{"a []{x} b", token.Default(), 5, "whole numbers"},
		{"a []{2", token.Default(), 4, "never closed, want {n} or {m,n}"},
		{"a {2} b", token.Default(), 2, "nothing to repeat"},
		{"a [b] c", token.Default(), 3, "want ] here"},
		{"say “hello", token.Default(), 4, "never closed, want \""},
		{"，", token.Default(), 0, "counts as nothing with unit=word punct=drop"},
		{"和", grams, 0, "counts as nothing with unit=char2"},
		{"[] []{2}", token.Default(), 0, "at least one word"},
		{"a | []", token.Default(), 0, "at least one word"},
		{"(a){0,2}", token.Default(), 0, "at least one word"},
		{"((((a){100}){100}){100}){100}", token.Default(), 0, "want at most 10000"},
		{strings.Repeat("(", 60) + "a" + strings.Repeat(")", 60), token.Default(), 50, "more than 50 brackets"},
		{strings.Repeat("x", maxQuery+1), token.Default(), 0, "want at most 10000"},
		{"a\xff", token.Default(), 1, "not UTF-8"},
	} {
		_, err := Parse(c.text, c.recipe)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.40s: error %v, want an *Error", c.text, err)
			continue
		}
		if e.At != c.at || !strings.Contains(e.Problem, c.want) {
			t.Errorf("%.40s: %d %s, want %d %s", c.text, e.At, e.Problem, c.at, c.want)
		}
	}
	if _, err := Parse("a", token.Recipe{}); err == nil {
		t.Error("a recipe without choices is taken")
	}
}

func TestErrorShowsTheColumn(t *testing.T) {
	_, err := Parse("中方 []{9,1}", token.Default())
	want := "column 7: want {m,n} with m up to n, n from 1 to 100\n  中方 []{9,1}\n  \u3000\u3000    ^"
	if err == nil || err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}

// Full-width signs are the same as half-width ones.
func TestFullWidthSigns(t *testing.T) {
	for _, pair := range [][2]string{
		{"（支持｜赞赏） 合作＊", "(支持|赞赏) 合作*"},
		{"中方 ［］｛０，４｝ 支持", "中方 []{0,4} 支持"},
		{"“支持|合作”？", `"支持|合作"?`},
	} {
		a, b := parsed(t, pair[0], token.Default()), parsed(t, pair[1], token.Default())
		if x, y := a.root.String(), b.root.String(); x != y {
			t.Errorf("%s is %s, %s is %s", pair[0], x, pair[1], y)
		}
	}
}

// String writes an expression out, for comparison.
func (e *expr) String() string {
	var b strings.Builder
	b.WriteString([]string{"sequence", "either", "literal", "pattern", "anything"}[e.form])
	b.WriteString("{" + strings.Repeat("m", e.least) + "," + strings.Repeat("n", e.most) + "}")
	b.WriteString("(" + e.pattern + e.spelling.text + strings.Join(e.spelling.runs, "+"))
	for _, p := range e.parts {
		b.WriteString(" " + p.String())
	}
	return b.String() + ")"
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"the united nations", "中方 []{0,4} (支持|赞赏)", "“a|b”{2,3} *义 合?作", "((a|b) c){0,3} d", "）（", "{", "İ*K?", "\u200b", "a\x00b*", "𠀀*"} {
		f.Add(s)
	}
	x := built(f, randomCorpus(f, seeded(3), []string{"a", "b", "合作", "作", "İ", "don't", "3.5", "，"}, 3, 6), pieces())
	f.Fuzz(func(t *testing.T, text string) {
		q, err := Parse(text, pieces())
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.At < 0 || e.At > len(e.Query) || e.Error() == "" || !utf8.ValidString(e.Error()) {
				t.Fatalf("%q: error %v", text, err)
			}
			return
		}
		hits, err := x.Find(t.Context(), q, Options{Within: Document, Overlap: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range hits {
			if h.From >= h.To || int(h.To) > x.Len() || i > 0 && hits[i-1].From >= h.From {
				t.Fatalf("%q: match %d is %v after %v", text, i, h, hits[max(0, i-1)])
			}
		}
	})
}
