package kwic

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
)

// document makes a document whose lines are paragraphs, but for the first,
// which is the title.
func document(id, date, text string) *corpus.Document {
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: "zh"}
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	at, st := 0, &d.Structure
	for line := range strings.Lines(text) {
		s := corpus.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))}
		at += len(line)
		if s.Start == 0 {
			st.Title = s
			continue
		}
		st.Paragraphs = append(st.Paragraphs, corpus.Paragraph{Span: s, Section: -1})
		st.Sentences = append(st.Sentences, corpus.Sentence{Span: s, Paragraph: len(st.Paragraphs) - 1})
		side := corpus.SideJoint
		if strings.HasPrefix(line, "甲方") {
			side = corpus.SideA
		}
		st.Clauses = append(st.Clauses, corpus.Clause{Span: s, Sentence: len(st.Sentences) - 1, Side: side})
	}
	return d
}

func input(t testing.TB, docs ...*corpus.Document) *analysis.Input {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewInput(c)
}

func sample(t testing.TB) *analysis.Input {
	return input(t,
		document("X-2", "2020-05", "联合公报\n双方支持印度尼西亚，支持印度。\n甲方重申支持。\n"),
		document("X-1", "2010", "联合声明\n双方支持合作。\n"),
		document("Y-1", "", "Joint Statement\nBoth sides support Joint\nefforts, jointly.\n"))
}

func runMethod(t testing.TB, in *analysis.Input, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := Method().Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func nodes(r *analysis.Result) []string { return r.Table.Strings("node") }

func TestMethodIsWellFormed(t *testing.T) {
	if err := Method().Check(); err != nil {
		t.Fatal(err)
	}
}

func TestColumnsByHand(t *testing.T) {
	in := sample(t)
	r := runMethod(t, in, map[string]any{"find": "支持", "width": 2})
	want := [][]string{
		{"X-2", "2020-05", "X-2 ¶1 s1 c8–9", "joint", "双方", "支持", "印度"},
		{"X-2", "2020-05", "X-2 ¶1 s1 c16–17", "joint", "亚，", "支持", "印度"},
		{"X-2", "2020-05", "X-2 ¶2 s1 c26–27", "A", "重申", "支持", "。"},
		{"X-1", "2010", "X-1 ¶1 s1 c8–9", "joint", "双方", "支持", "合作"},
	}
	if r.Table.Len() != len(want) {
		t.Fatalf("%d rows, want %d", r.Table.Len(), len(want))
	}
	for i, w := range want {
		for j, name := range []string{"doc", "date", "address", "side", "left", "node", "right"} {
			if got := r.Table.Strings(name)[i]; got != w[j] {
				t.Errorf("row %d %s: %q, want %q", i, name, got, w[j])
			}
		}
		e := r.Evidence[i][0]
		if text, err := in.Corpus.Open(e.Address); err != nil || text != "支持" {
			t.Errorf("row %d: the address opens %q, %v", i, text, err)
		}
	}
	f := r.Findings[0]
	if f.Text.ZH != "“支持”共出现4次，见于所查3篇文本中的2篇。" || f.Text.EN != "Uses of “支持”: 4, in 2 of the 3 documents searched." {
		t.Errorf("finding: %+v", f.Text)
	}
	if f = r.Findings[1]; !strings.Contains(f.Text.EN, "first in X-1 (2010) and last in X-2 (2020-05)") || len(f.Evidence) != 2 {
		t.Errorf("dates: %+v", f.Text)
	}
}

func TestWordsDoNotMatchWithinWords(t *testing.T) {
	in := sample(t)
	if got := len(nodes(runMethod(t, in, map[string]any{"find": "印度"}))); got != 2 {
		t.Errorf("string 印度: %d places, want 2", got)
	}
	r := runMethod(t, in, map[string]any{"find": "印度", "match": "word"})
	if len(nodes(r)) != 1 || r.Table.Strings("right")[0] != "。" {
		t.Errorf("word 印度: %v before %v, want the one at the end of the sentence", nodes(r), r.Table.Strings("right"))
	}
	r = runMethod(t, in, map[string]any{"find": "joint", "match": "word", "ignore_case": true})
	if !slices.Equal(nodes(r), []string{"Joint", "Joint"}) {
		t.Errorf("word joint: %v, want Joint twice and not jointly", nodes(r))
	}
}

func TestAlternativesTakeTheLongest(t *testing.T) {
	r := runMethod(t, sample(t), map[string]any{"find": "印度|印度尼西亚|双方 "})
	if want := []string{"双方", "印度尼西亚", "印度", "双方"}; !slices.Equal(nodes(r), want) {
		t.Errorf("nodes %v, want %v", nodes(r), want)
	}
}

func TestBlanksMatchAnyRunOfBlanks(t *testing.T) {
	d := document("a", "", "T\nthe Belt \u3000 and\u00a0Road\n")
	r := runMethod(t, input(t, d), map[string]any{"find": "belt and road", "ignore_case": true})
	if len(nodes(r)) != 1 || nodes(r)[0] != "Belt \u3000 and\u00a0Road" {
		t.Errorf("nodes %q", nodes(r))
	}
}

func TestNothingCrossesAParagraph(t *testing.T) {
	in := sample(t)
	if r := runMethod(t, in, map[string]any{"find": `。\s*甲`, "match": "regex"}); r.Table.Len() != 0 {
		t.Errorf("an expression matched across paragraphs: %v", nodes(r))
	}
	r := runMethod(t, in, map[string]any{"find": "重申", "width": 100})
	if r.Table.Strings("left")[0] != "甲方" || r.Table.Strings("right")[0] != "支持。" {
		t.Errorf("context %q and %q, want that of the paragraph", r.Table.Strings("left")[0], r.Table.Strings("right")[0])
	}
	if r := runMethod(t, in, map[string]any{"find": "公报"}); r.Table.Strings("address")[0] != "X-2 c3–4" {
		t.Errorf("title: %v", r.Table.Strings("address"))
	}
}

func TestRegex(t *testing.T) {
	r := runMethod(t, sample(t), map[string]any{"find": "支持.{2}|x*", "match": "regex"})
	if want := []string{"支持印度", "支持印度", "支持合作"}; !slices.Equal(nodes(r), want) {
		t.Errorf("nodes %v, want %v without empty ones", nodes(r), want)
	}
}

func TestSort(t *testing.T) {
	in := sample(t)
	for by, want := range map[string][]string{
		"text":  {"X-2 ¶1 s1 c8–9", "X-2 ¶1 s1 c16–17", "X-2 ¶2 s1 c26–27", "X-1 ¶1 s1 c8–9"},
		"date":  {"X-1 ¶1 s1 c8–9", "X-2 ¶1 s1 c8–9", "X-2 ¶1 s1 c16–17", "X-2 ¶2 s1 c26–27"},
		"right": {"X-2 ¶2 s1 c26–27", "X-2 ¶1 s1 c16–17", "X-2 ¶1 s1 c8–9", "X-1 ¶1 s1 c8–9"}, // 。 印度。 印度尼 合
		"left":  {"X-2 ¶1 s1 c8–9", "X-1 ¶1 s1 c8–9", "X-2 ¶2 s1 c26–27", "X-2 ¶1 s1 c16–17"}, // 方 U+65B9, 方, 申 U+7533, ， U+FF0C
	} {
		if got := runMethod(t, in, map[string]any{"find": "支持", "sort": by, "width": 0}).Table.Strings("address"); !slices.Equal(got, want) {
			t.Errorf("sort %s: %v, want %v", by, got, want)
		}
	}
}

func TestWhere(t *testing.T) {
	in := sample(t)
	if r := runMethod(t, in, map[string]any{"find": "支持", "where": "side:A"}); !slices.Equal(r.Table.Strings("side"), []string{"A"}) {
		t.Errorf("side:A gives %v", r.Table.Strings("side"))
	}
	if r := runMethod(t, in, map[string]any{"find": "支持", "where": "year:2010"}); r.Table.Len() != 1 {
		t.Errorf("year:2010 gives %d rows, want 1", r.Table.Len())
	}
	if r := runMethod(t, in, map[string]any{"find": "支持", "where": "year:1900"}); r.Refusal == nil {
		t.Error("no document picked: want a refusal")
	}
}

func TestQuery(t *testing.T) {
	in := sample(t)
	for _, c := range []struct {
		find    string
		options map[string]any
		want    []string
	}{
		{"双方 []{0,3} 印度尼西亚", nil, []string{"双方支持印度尼西亚"}},
		{"印度", nil, []string{"印度"}},
		{"印度*", nil, []string{"印度尼西亚", "印度"}},
		{"SUPPORT JOINT", nil, []string{"support Joint"}},
		{"（支持｜重申） （支持｜合作）", nil, []string{"重申支持", "支持合作"}},
		{"印度 []{0,2} 甲方", nil, nil},
		{"印度 []{0,2} 甲方", map[string]any{"within": "document"}, []string{"印度。\n甲方"}},
		{"支持", map[string]any{"where": "side:A"}, []string{"支持"}},
		{"joint", map[string]any{"where": "id:Y-*", "top": 1}, []string{"Joint"}},
	} {
		options := map[string]any{"find": c.find, "match": "query"}
		for k, v := range c.options {
			options[k] = v
		}
		r := runMethod(t, in, options)
		var got []string
		for _, e := range r.Evidence {
			text, err := in.Corpus.Open(e[0].Address)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %v: %q, want %q", c.find, c.options, got, c.want)
		}
	}
	var oe *analysis.OptionError
	_, err := Method().Run(t.Context(), in, map[string]any{"find": "a []{3,1} b", "match": "query"})
	if !errors.As(err, &oe) || oe.Option != "find" || !strings.Contains(oe.Problem, "column 6") {
		t.Errorf("error %v, want an OptionError that names the column", err)
	}
}

// The context of a match over two paragraphs stays within these.
func TestContextOfALongMatch(t *testing.T) {
	r := runMethod(t, sample(t), map[string]any{"find": "印度 。 甲方", "match": "query", "within": "document", "width": 100})
	if l, right := r.Table.Strings("left")[0], r.Table.Strings("right")[0]; l != "双方支持印度尼西亚，支持" || right != "重申支持。" {
		t.Errorf("%q and %q", l, right)
	}
}

func TestSampleIsSeeded(t *testing.T) {
	in := input(t, document("d", "", "T\n"+strings.Repeat("支持合作。", 100)+"\n"))
	pick := func(seed int) []string {
		r := runMethod(t, in, map[string]any{"find": "支持", "sample": 10, "seed": seed})
		if r.Table.Len() != 10 || r.Findings[0].Values[1].Number != 100 {
			t.Fatalf("%d rows of %v, want 10 of 100", r.Table.Len(), r.Findings[0].Values[1].Number)
		}
		return r.Table.Strings("address")
	}
	if !slices.Equal(pick(1), pick(1)) {
		t.Error("one seed gives two samples")
	}
	if slices.Equal(pick(1), pick(2)) {
		t.Error("two seeds give one sample")
	}
	if got := runMethod(t, in, map[string]any{"find": "支持", "sample": 200}).Table.Len(); got != 100 {
		t.Errorf("a sample of 200 of 100 has %d rows", got)
	}
	// Every place has the same chance: 10 of 100 in 2000 samples is 200 for each,
	// with a standard deviation of 13.4; 5 of these are allowed.
	times := make([]int, 100)
	for seed := range 2000 {
		hits := make([]Hit, 100)
		for i := range hits {
			hits[i].Doc = i
		}
		for _, h := range draw(hits, 10, uint64(seed)) {
			times[h.Doc]++
		}
	}
	for i, n := range times {
		if n < 133 || n > 267 {
			t.Errorf("place %d was picked %d times, want about 200", i, n)
		}
	}
}

func TestCountsByGroup(t *testing.T) {
	for by, want := range map[string]string{
		"year": "2010 1次（1篇）、2020 3次（1篇）",
		"side": "joint 3次（2篇）、A 1次（1篇）",
		"lang": "zh 4次（2篇）",
		"pair": "unknown 4次（2篇）",
	} {
		r := runMethod(t, sample(t), map[string]any{"find": "支持", "by": by})
		f := r.Findings[len(r.Findings)-1]
		if !strings.Contains(f.Text.ZH, "："+want+"；") {
			t.Errorf("%s: %s, want %s", by, f.Text.ZH, want)
		}
	}
}

// One input makes one index.
func TestTheIndexIsKept(t *testing.T) {
	in := sample(t)
	a, err := indexOf(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	runMethod(t, in, map[string]any{"find": "支持"})
	if b, err := indexOf(t.Context(), in); err != nil || a != b {
		t.Errorf("a second index is made, %v", err)
	}
}

// Documents of one day stand in order of ID, undated ones last.
func TestDatesOfOneDay(t *testing.T) {
	in := input(t, document("b", "2010", "T\nx\n"), document("z", "", "T\nx\n"), document("a", "2010", "T\nx\n"), document("c", "2001", "T\nx\n"))
	if got := runMethod(t, in, map[string]any{"find": "x", "sort": "date"}).Table.Strings("doc"); !slices.Equal(got, []string{"c", "a", "b", "z"}) {
		t.Errorf("order %v", got)
	}
}

func TestTopCountsEverything(t *testing.T) {
	r := runMethod(t, sample(t), map[string]any{"find": "支持", "top": 1})
	if r.Table.Len() != 1 || r.Findings[0].Values[1].Number != 4 {
		t.Errorf("%d rows and %v, want 1 row of 4", r.Table.Len(), r.Findings[0].Values)
	}
}

func TestNothingFound(t *testing.T) {
	r := runMethod(t, sample(t), map[string]any{"find": "海洋"})
	if r.Refusal != nil || len(r.Findings) != 0 || len(r.Warnings) != 1 || r.Warnings[0].Code != "KWC-01" {
		t.Errorf("want the warning KWC-01 alone, got %+v", r.Warnings)
	}
}

func TestAgreesWithBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 9))
	letters := []rune("ab国\n")
	for round := range 200 {
		var b strings.Builder
		b.WriteString("T\n")
		for range 60 {
			b.WriteRune(letters[rng.IntN(len(letters))])
		}
		needles := []string{"a", "ab", "国a", "ba国", "aa"}[rng.IntN(3):]
		d := document("d", "", b.String())
		var want []int
		for at := 0; at < len(d.Text); {
			best := 0
			for _, n := range needles {
				if strings.HasPrefix(d.Text[at:], n) {
					best = max(best, len(n))
				}
			}
			if best > 0 {
				want = append(want, at)
			}
			at += max(best, 1)
		}
		p, err := Compile(strings.Join(needles, "|"), MatchString, false)
		if err != nil {
			t.Fatal(err)
		}
		in := input(t, d)
		hits, err := Search(t.Context(), in, corpus.Whole(in.Corpus, ""), p)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, h := range hits {
			got = append(got, h.Span.Start)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("round %d: %q in %q: %v, brute force %v", round, needles, d.Text, got, want)
		}
	}
}

// What the index finds must be what reading the text finds.
func TestAgreesWithReading(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 11))
	alphabet := []rune("aAbB合作社，。- \u3000\n'")
	found := 0
	for round := range 400 {
		var b strings.Builder
		b.WriteString("T\n")
		for range 120 {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		in := input(t, document("d", "", b.String()))
		runes := []rune(in.Corpus.Doc(0).Text)
		from := rng.IntN(len(runes) - 8)
		needle := strings.Join(strings.Fields(string(runes[from:from+1+rng.IntN(7)])), " ")
		if needle == "" {
			continue
		}
		expr := strings.ReplaceAll(regexp.QuoteMeta(needle), " ", `[\s\p{Z}]+`)
		fold := round%2 == 0
		places := func(find, match string) []Hit {
			p, err := Compile(find, match, fold)
			if err != nil {
				t.Fatal(err)
			}
			hits, err := Search(t.Context(), in, corpus.Whole(in.Corpus, ""), p)
			if err != nil {
				t.Fatal(err)
			}
			return hits
		}
		got, want := places(needle, MatchString), places(expr, MatchRegex)
		found += len(want)
		if !slices.Equal(got, want) {
			t.Fatalf("round %d: %q in %q: %v, want %v", round, needle, in.Corpus.Doc(0).Text, got, want)
		}
	}
	if found < 400 {
		t.Errorf("%d places: too few", found)
	}
}

func TestOptions(t *testing.T) {
	for _, options := range []map[string]any{
		{}, {"find": " "}, {"find": "|"}, {"find": "(", "match": "regex"}, {"find": "x", "width": -1}, {"find": "x", "match": "fuzzy"},
		{"find": "x", "where": "year:"}, {"fnd": "x"}, {"find": "\xff"}, {"find": strings.Repeat("x", maxFind+1)}, {"find": 3},
	} {
		var oe *analysis.OptionError
		if _, err := Method().Run(t.Context(), sample(t), options); !errors.As(err, &oe) {
			t.Errorf("%v: error %v, want an OptionError", options, err)
		}
	}
}

func TestEmptyCorpusIsRefused(t *testing.T) {
	if r := runMethod(t, input(t), map[string]any{"find": "x"}); r.Refusal == nil || r.Table.Len() != 0 {
		t.Error("want a refusal")
	}
}

func TestSameBytesOnAnyProcessors(t *testing.T) {
	var want string
	for _, n := range []int{1, 2, 8} {
		old := runtime.GOMAXPROCS(n)
		b, err := json.Marshal(runMethod(t, sample(t), map[string]any{"find": "支持|印度", "match": "word", "sort": "left"}))
		runtime.GOMAXPROCS(old)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = string(b)
		} else if want != string(b) {
			t.Errorf("another result on %d processors", n)
		}
	}
}

func TestHostileTexts(t *testing.T) {
	for i, s := range []string{"x", "\x00\x01x\x00", "a\u0301x\u0301\u0301", "=cmd()|x!A0", "</script>x", strings.Repeat("长", 10_000) + "x",
		"שלום x עולם", "\u3000x\u3000", "İx\u212ax", "x\n\n\nx\n"} {
		for _, match := range []string{"string", "word", "regex"} {
			d := &corpus.Document{ID: fmt.Sprint(i), Text: s, SHA256: corpus.Hash(s)}
			in := input(t, d)
			r := runMethod(t, in, map[string]any{"find": "X", "match": match, "ignore_case": true})
			for j, e := range r.Evidence {
				if text, err := in.Corpus.Open(e[0].Address); err != nil || text != "x" {
					t.Errorf("text %d match %s row %d: opens %q, %v", i, match, j, text, err)
				}
			}
			if match == "string" && r.Table.Len() != strings.Count(s, "x") {
				t.Errorf("text %d: %d places, want %d", i, r.Table.Len(), strings.Count(s, "x"))
			}
		}
	}
}
