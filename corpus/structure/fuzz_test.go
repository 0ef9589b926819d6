package structure_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/structure"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"甲国和乙国联合公报\n一、双方同意：\n（一）加强合作；\n（二）甲方愿“扩大。”\n二、完。\n2022年11月11日于甲城\n（新华社甲城11月11日电）",
		"Joint Statement\nI. The two sides agreed that peace, stability, and trade matter.\nII. Mr. A. B. visited the U.S. on 8-11 November 2022 (see No. 5).\nDone at Phnom Penh on 11 November 2022",
		"　　\u00a0\u00a0一、　　a\n\n（（（》》。。”，，：：；；…", "1.\n2.\n3.\n(a)\n(b)\n", "", "。", "— : ; , .", "第一条", "\ufeff\u200b",
	} {
		f.Add(s, "")
		f.Add(s, "联合公报")
	}
	f.Fuzz(func(t *testing.T, text, title string) {
		frozen, _ := corpus.Freeze(text)
		d := &corpus.Document{ID: "F", Text: frozen, Title: title}
		structure.Read(d)
		checkSpans(t, d)
	})
}

// checkSpans checks what holds for the structure of any text.
func checkSpans(t *testing.T, d *corpus.Document) {
	t.Helper()
	st := d.Structure
	ok := func(what string, s corpus.Span) {
		if s.Start < 0 || s.End > len(d.Text) || s.Start >= s.End {
			t.Fatalf("%s %v is empty or outside the text of %d bytes", what, s, len(d.Text))
		}
		if !utf8.RuneStart(d.Text[s.Start]) || s.End < len(d.Text) && !utf8.RuneStart(d.Text[s.End]) {
			t.Fatalf("%s %v cuts a character", what, s)
		}
	}
	last := 0
	for i, p := range st.Paragraphs {
		ok("paragraph", p.Span)
		if p.Start < last || p.Section >= len(st.Sections) || p.Section >= 0 && !st.Sections[p.Section].Contains(corpus.Span{Start: p.Start, End: p.Start + 1}) {
			t.Fatalf("paragraph %d %v: out of order or in a wrong section", i, p)
		}
		if strings.TrimSpace(d.Slice(p.Span)) != d.Slice(p.Span) {
			t.Fatalf("paragraph %d has blanks at its ends", i)
		}
		last = p.End
	}
	last = 0
	for i, s := range st.Sentences {
		ok("sentence", s.Span)
		if s.Start < last || !st.Paragraphs[s.Paragraph].Contains(s.Span) {
			t.Fatalf("sentence %d %v: out of order or outside its paragraph", i, s)
		}
		last = s.End
	}
	last = 0
	for i, c := range st.Clauses {
		ok("clause", c.Span)
		if c.Start < last || !st.Sentences[c.Sentence].Contains(c.Span) {
			t.Fatalf("clause %d %v: out of order or outside its sentence", i, c)
		}
		if c.Inherited && c.Side == corpus.SideUnknown {
			t.Fatalf("clause %d inherits nothing", i)
		}
		last = c.End
	}
	for i, s := range st.Sections {
		ok("section", s.Span)
		if i > 0 && s.Start < st.Sections[i-1].Start || s.Level < 1 || s.Level > 2 || s.Parent >= i || (s.Level == 2) != (s.Parent >= 0) {
			t.Fatalf("section %d %+v: out of order or of a wrong level", i, s)
		}
		if s.Parent >= 0 && !st.Sections[s.Parent].Contains(s.Span) {
			t.Fatalf("section %d %v is not within its parent %v", i, s.Span, st.Sections[s.Parent].Span)
		}
		if !strings.HasPrefix(d.Slice(s.Span), s.Label) {
			t.Fatalf("section %d: %q does not begin with %q", i, d.Slice(s.Span), s.Label)
		}
	}
}

// slow are texts made to make a reader slow; quadratic time on a megabyte of any
// of these would take minutes.
var slow = []struct{ name, unit string }{
	{"chinese", "双方一致认为，中柬关系不断迈上新台阶，“命运共同体”建设取得成果。甲方愿继续支持乙方。\n"},
	{"english", "The two sides agreed that the U.S. and Cambodia will, in view of peace, stability, and trade, cooperate. "},
	{"openers", "（“《【"},
	{"stops", "。”"},
	{"blanks", "　　\u00a0 "},
	{"numbers", "1. a\n"},
	{"restarts", "第一条 甲\n第二条 乙\n"},
	{"capitals", "President of the "},
	{"commas", "a, "},
	{"one", "国"},
}

func TestSlowTexts(t *testing.T) {
	for _, x := range slow {
		d := &corpus.Document{ID: "L", Text: strings.Repeat(x.unit, 1<<20/len(x.unit))}
		structure.Read(d)
		checkSpans(t, d)
	}
}

func BenchmarkSlowTexts(b *testing.B) {
	for _, x := range slow {
		b.Run("text="+x.name, func(b *testing.B) {
			text := strings.Repeat(x.unit, 1<<20/len(x.unit))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				structure.Read(&corpus.Document{ID: "L", Text: text})
			}
		})
	}
}
