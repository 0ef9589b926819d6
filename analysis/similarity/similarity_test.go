package similarity

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/specimen"
)

// document makes a document of one paragraph a line.
func document(id, date, text string) *corpus.Document {
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: "en"}
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	at := 0
	for line := range strings.Lines(text) {
		end := at + len(strings.TrimSuffix(line, "\n"))
		if end > at {
			d.Structure.Paragraphs = append(d.Structure.Paragraphs, corpus.Paragraph{Span: corpus.Span{Start: at, End: end}, Section: -1})
		}
		at += len(line)
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

func runMethod(t testing.TB, in *analysis.Input, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := Method().Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMethodIsWellFormed(t *testing.T) {
	if err := Method().Check(); err != nil {
		t.Fatal(err)
	}
}

// Counted by hand: a = {apple 2, pear 1}, b = {apple 1, plum 1}: dot product 2,
// norms √5 and √2. With runs of one letter the sets are {a,p,l,e,r} and
// {a,p,l,e,u,m}: 4 shared of 7.
func TestByHand(t *testing.T) {
	in := input(t, document("B", "2002", "Apple plum."), document("A", "2001", "apple, apple\npear"))
	r := runMethod(t, in, map[string]any{"shingle": 1})
	if r.Table.Len() != 1 || r.Table.Strings("doc")[0] != "A" || r.Table.Strings("doc_b")[0] != "B" || r.Table.Strings("date")[0] != "2002" {
		t.Fatalf("want the pair A, B with the date of B, got %v %v", r.Table.Strings("doc"), r.Table.Strings("doc_b"))
	}
	if got, want := r.Table.Floats("cosine")[0], 2/math.Sqrt(10); math.Abs(got-want) > 1e-12 {
		t.Errorf("cosine %v, want %v", got, want)
	}
	if got, want := r.Table.Floats("jaccard")[0], 4.0/7; math.Abs(got-want) > 1e-12 {
		t.Errorf("jaccard %v, want %v", got, want)
	}
	// The longest shared run of "appleapplepear" and "appleplum" is applep; in A its
	// last character stands in the next paragraph and is not quoted.
	e := r.Findings[0].Evidence
	if len(e) != 2 || e[0].Quote != "apple" || e[1].Quote != "Apple p" {
		t.Errorf("evidence %+v, want apple and Apple p", e)
	}
	for _, x := range e {
		text, err := in.Corpus.Open(x.Address)
		if err != nil || strings.ReplaceAll(text, "\n", " ") != x.Quote {
			t.Errorf("address %s opens %q, %v; want %q", x.Address, text, err, x.Quote)
		}
	}
}

// randomDocuments draws texts over few letters so that runs repeat.
func randomDocuments(seed uint64, n int) []*corpus.Document {
	r := rand.New(rand.NewPCG(seed, 1))
	letters := []rune("ab国中，x 。Ｚ")
	docs := make([]*corpus.Document, n)
	for i := range docs {
		var b strings.Builder
		for range 1 + r.IntN(120) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		docs[i] = document(fmt.Sprintf("d%02d", i), fmt.Sprint(1990+r.IntN(9)), b.String())
	}
	return docs
}

// brute is the Jaccard coefficient by maps of strings.
func brute(a, b string, k int) float64 {
	set := func(s string) map[string]bool {
		r := []rune(strings.NewReplacer("，", "", "。", "", " ", "", "Ｚ", "z").Replace(s))
		out := map[string]bool{}
		for i := 0; i+k <= len(r); i++ {
			out[string(r[i:i+k])] = true
		}
		return out
	}
	x, y, both := set(a), set(b), 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	if len(x) == 0 || len(y) == 0 {
		return math.NaN()
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func TestAgreesWithBruteForce(t *testing.T) {
	for seed := range uint64(5) {
		docs := randomDocuments(seed, 12)
		in := input(t, docs...)
		r := runMethod(t, in, map[string]any{"shingle": 3})
		if r.Table.Len() != 66 {
			t.Fatalf("%d pairs of 12 documents, want 66", r.Table.Len())
		}
		for i := range r.Table.Len() {
			a := in.Corpus.Doc(in.Corpus.Index(r.Table.Strings("doc")[i]))
			b := in.Corpus.Doc(in.Corpus.Index(r.Table.Strings("doc_b")[i]))
			got, want := r.Table.Floats("jaccard")[i], brute(a.Text, b.Text, 3)
			if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Fatalf("%s %s: jaccard %v, brute force %v", a.ID, b.ID, got, want)
			}
		}
	}
}

func TestLongestSharedAgreesWithBruteForce(t *testing.T) {
	for seed := range uint64(40) {
		docs := randomDocuments(seed, 2)
		c, err := corpus.New(docs)
		if err != nil {
			t.Fatal(err)
		}
		a, b := StreamOf(c, corpus.Member{Doc: 0}, false), StreamOf(c, corpus.Member{Doc: 1}, false)
		i, j, n := LongestShared(a, b)
		want := 0
		for p := range a.Char {
			for q := range b.Char {
				k := 0
				for p+k < len(a.Char) && q+k < len(b.Char) && a.Char[p+k] == b.Char[q+k] {
					k++
				}
				want = max(want, k)
			}
		}
		if n != want || string(a.Char[i:i+n]) != string(b.Char[j:j+n]) {
			t.Fatalf("seed %d: run of %d at %d and %d, brute force %d", seed, n, i, j, want)
		}
	}
}

func TestFocusAndHeatMap(t *testing.T) {
	in := input(t, randomDocuments(7, 70)...)
	r := runMethod(t, in, map[string]any{"focus": "d05", "shingle": 2})
	if want := 69 + 39*38/2; r.Table.Len() != want {
		t.Fatalf("%d rows, want %d: 69 pairs of the focus and those among 39 neighbours", r.Table.Len(), want)
	}
	for i := range 69 {
		if r.Table.Strings("doc")[i] != "d05" {
			t.Fatalf("row %d is of %s, want the focus", i, r.Table.Strings("doc")[i])
		}
	}
	if len(r.Figures) != 1 || len(r.Figures[0].Rows) != 40*39/2 {
		t.Fatalf("want a heat map of 40 documents (780 pairs), got %d figures", len(r.Figures))
	}
	for _, c := range r.Figures[0].Columns() {
		if r.Table.Index(c) < 0 {
			t.Errorf("the figure names a column %q that the table has not", c)
		}
	}
	plain := runMethod(t, in, map[string]any{"focus": "d05", "shingle": 2, "neighbours": 0})
	if plain.Table.Len() != 69 || len(plain.Figures) != 0 {
		t.Errorf("without neighbours: %d rows and %d figures, want 69 and none", plain.Table.Len(), len(plain.Figures))
	}
	// Nearest and farthest are the first and the last defined pair of the focus.
	j, last := r.Table.Floats("jaccard"), 68
	for math.IsNaN(j[last]) {
		last--
	}
	if len(r.Findings) != 2 || number(r.Findings[0], "value") != j[0] || number(r.Findings[1], "value") != j[last] {
		t.Errorf("findings %v, want the values %v and %v", r.Findings, j[0], j[last])
	}
}

// A figure takes its order from the column of its labels, then from that of the
// other labels: it must be that of the dates, whatever the focus.
func TestHeatMapStandsInOrderOfDate(t *testing.T) {
	docs := make([]*corpus.Document, 6)
	for i := range docs {
		docs[i] = document(fmt.Sprint("d", i), fmt.Sprint(2000+i), "the same words "+strings.Repeat("x", i))
	}
	for _, focus := range []string{"", "d0", "d1", "d3", "d4", "d5"} {
		r := runMethod(t, input(t, docs...), map[string]any{"focus": focus})
		f := r.Figures[0]
		var names []string
		for _, column := range []string{f.Encoding.Label, f.Encoding.LabelB} {
			for _, row := range f.Rows {
				if name := r.Table.Strings(column)[row]; !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		if want := []string{"d0", "d1", "d2", "d3", "d4", "d5"}; !slices.Equal(names, want) {
			t.Errorf("focus %q: order %v, want %v", focus, names, want)
		}
		if len(f.Rows) != 15 {
			t.Errorf("focus %q: %d pairs, want 15", focus, len(f.Rows))
		}
	}
}

func number(f analysis.Finding, name string) float64 {
	for _, v := range f.Values {
		if v.Name == name {
			return v.Number
		}
	}
	return math.NaN()
}

// The median of all pairs does not depend on the focus.
func TestMedianIsThatOfAllPairs(t *testing.T) {
	in := input(t, randomDocuments(3, 9)...)
	all := runMethod(t, in, map[string]any{"shingle": 2})
	focus := runMethod(t, in, map[string]any{"shingle": 2, "focus": "d03"})
	if a, b := number(all.Findings[0], "median"), number(focus.Findings[0], "median"); a != b || math.IsNaN(a) {
		t.Errorf("median %v without and %v with a focus", a, b)
	}
	// 36 pairs in order: the median lies between the 18th and the 19th.
	j := all.Table.Floats("jaccard")
	if want := (j[17] + j[18]) / 2; math.Abs(number(all.Findings[0], "median")-want) > 1e-15 {
		t.Errorf("median %v, want %v", number(all.Findings[0], "median"), want)
	}
}

func TestTopListsTheNearest(t *testing.T) {
	in := input(t, randomDocuments(11, 12)...)
	all := runMethod(t, in, map[string]any{"shingle": 2}).Table
	top := runMethod(t, in, map[string]any{"shingle": 2, "top": 7}).Table
	if top.Len() != 7 {
		t.Fatalf("%d rows, want 7", top.Len())
	}
	for i := range 7 {
		if all.Strings("doc")[i] != top.Strings("doc")[i] || all.Strings("doc_b")[i] != top.Strings("doc_b")[i] {
			t.Errorf("row %d differs between top 7 and all", i)
		}
	}
}

func TestShuffledDocumentsGiveTheSameRows(t *testing.T) {
	docs := randomDocuments(13, 10)
	a := runMethod(t, input(t, docs...), map[string]any{"shingle": 2})
	reversed := randomDocuments(13, 10)
	for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
		reversed[i], reversed[j] = reversed[j], reversed[i]
	}
	b := runMethod(t, input(t, reversed...), map[string]any{"shingle": 2})
	x, _ := json.Marshal(a.Table)
	y, _ := json.Marshal(b.Table)
	if string(x) != string(y) {
		t.Error("rows depend on the order of documents")
	}
}

func TestSameBytesOnAnyProcessors(t *testing.T) {
	docs := randomDocuments(17, 30)
	var want string
	for _, n := range []int{1, 2, 5} {
		old := runtime.GOMAXPROCS(n)
		b, err := json.Marshal(runMethod(t, input(t, docs...), map[string]any{"shingle": 2}))
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

func TestScriptAndParts(t *testing.T) {
	in := input(t, document("a", "", "發展夥伴關係"), document("b", "", "发展伙伴关系"))
	if j := runMethod(t, in, map[string]any{"shingle": 2}).Table.Floats("jaccard")[0]; j != 0 {
		t.Errorf("jaccard %v as printed, want 0", j)
	}
	if j := runMethod(t, in, map[string]any{"shingle": 2, "script": "simplified"}).Table.Floats("jaccard")[0]; j != 1 {
		t.Errorf("jaccard %v simplified, want 1", j)
	}
	// No run crosses from one part to the next: 甲乙 and 丙丁 give two pairs.
	c, err := corpus.New([]*corpus.Document{document("c", "", "甲乙丙丁")})
	if err != nil {
		t.Fatal(err)
	}
	s := StreamOf(c, corpus.Member{Doc: 0, Parts: []corpus.Span{{Start: 0, End: 6}, {Start: 6, End: 12}}}, false)
	if n := len(s.Shingles(2)); n != 2 {
		t.Errorf("%d runs of two in two parts of two characters, want 2", n)
	}
}

// The specimen carries paragraphs over from a pair's previous statement, its null
// version does not. Without reuse the names of the states alone bring documents of
// a pair near: about half.
func TestSpecimenReuseMakesPairsNear(t *testing.T) {
	samePair := func(o specimen.Options) int {
		docs, err := specimen.Documents(o)
		if err != nil {
			t.Fatal(err)
		}
		var all []*corpus.Document
		pair := map[string]string{}
		for d := range docs {
			if d.Lang == "zh" {
				all = append(all, document(d.ID, d.Date, d.Text))
				pair[d.ID] = d.Pair
			}
		}
		in, n := input(t, all...), 0
		for _, d := range all {
			r := runMethod(t, in, map[string]any{"focus": d.ID, "neighbours": 0, "top": 1})
			if pair[r.Table.Strings("doc_b")[0]] == pair[d.ID] {
				n++
			}
		}
		return n
	}
	o := specimen.DefaultOptions()
	planted := samePair(o)
	o.Null = true
	null := samePair(o)
	t.Logf("nearest of the same pair: %d of 48 with reuse, %d without", planted, null)
	if planted < 44 || null > 34 {
		t.Errorf("nearest of the same pair: %d of 48 with reuse, %d without; want at least 44 and at most 34", planted, null)
	}
}

func TestRefusalsAndOptions(t *testing.T) {
	for _, docs := range [][]*corpus.Document{nil, {document("a", "", "text")}} {
		if r := runMethod(t, input(t, docs...), nil); r.Refusal == nil || r.Table.Len() != 0 {
			t.Errorf("%d documents: want a refusal", len(docs))
		}
	}
	in := input(t, document("a", "", "text one"), document("b", "", "text two"))
	for _, options := range []map[string]any{{"focus": "c"}, {"shingle": 0}, {"focs": "a"}, {"where": "year:"}, {"measure": "dice"}, {"unit": "line"}} {
		var oe *analysis.OptionError
		if _, err := Method().Run(t.Context(), in, options); !errors.As(err, &oe) {
			t.Errorf("%v: error %v, want an OptionError", options, err)
		}
	}
}

func TestHostileTexts(t *testing.T) {
	texts := []string{"。", "x", "\x00\x00\x00", "a\u0301\u0301\u0301\u0301\u0301", "=cmd()|'/c calc'!A0", "</script>", strings.Repeat("长", 10_000),
		"NaN NA null", "שלום עולם שלום", "\u3000\u3000", strings.Repeat("ab ", 500)}
	docs := make([]*corpus.Document, len(texts))
	for i, s := range texts {
		docs[i] = document(fmt.Sprint("h", i), "", s)
	}
	for _, measure := range []string{"jaccard", "cosine"} {
		r := runMethod(t, input(t, docs...), map[string]any{"measure": measure, "punct": "keep"})
		for i := range r.Table.Len() {
			for _, x := range []float64{r.Table.Floats("cosine")[i], r.Table.Floats("jaccard")[i]} {
				if x < 0 || x > 1 {
					t.Errorf("similarity %v, want 0 to 1", x)
				}
			}
		}
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	}
}
