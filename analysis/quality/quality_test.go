package quality

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/bilingual"
)

// sound returns a document without fault: long enough, complete, and unlike
// every other.
func sound(id string, n int) *corpus.Document {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "双方第%d次就第%d号事项进行磋商%d。", n*1000+i, n*7919+i*31, n)
	}
	d := &corpus.Document{ID: id, Text: b.String(), Title: "联合公报", Kind: "联合公报", Lang: "zh",
		Date: corpus.Date{Year: 2000 + n, Month: 5, Day: 6}, Parties: []corpus.Party{{Name: "甲国", Code: "QMA"}, {Name: "乙国", Code: "QMB"}}}
	return finish(d)
}

func finish(d *corpus.Document) *corpus.Document {
	d.SHA256 = corpus.Hash(d.Text)
	d.Structure.Paragraphs = []corpus.Paragraph{{Span: corpus.Span{Start: 0, End: len(d.Text)}, Section: -1}}
	return d
}

func problems(t *testing.T, docs ...*corpus.Document) []string {
	t.Helper()
	if _, err := corpus.New(docs); err != nil {
		t.Fatal(err)
	}
	rows, err := Problems(t.Context(), docs, Options{Near: 0.8})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, strings.TrimSpace(r.Problem+" "+r.Doc+" "+r.DocB))
	}
	return out
}

func TestSoundCorpusHasNoProblems(t *testing.T) {
	var docs []*corpus.Document
	for i := range 6 {
		docs = append(docs, sound(fmt.Sprint("D", i), i))
	}
	if got := problems(t, docs...); len(got) != 0 {
		t.Errorf("problems %q in a sound corpus", got)
	}
}

func TestEachProblemIsFound(t *testing.T) {
	var docs []*corpus.Document
	for i := range 6 {
		docs = append(docs, sound(fmt.Sprint("D", i), i))
	}
	late := sound("late", 6)
	late.Date.Year = 2015 // ten years after the last, the others are one apart
	twin := sound("twin", 1)
	twin.Text = strings.ReplaceAll(twin.Text, "。", "，\n") + "。"
	near := sound("near", 2)
	near.Text += "新增一句，别处没有。"
	broken := sound("broken", 20)
	broken.Text = strings.TrimSuffix(broken.Text, "。")
	broken.Date = corpus.Date{}
	long := sound("long", 21)
	for i := range 10 {
		long.Text += sound("", 100+i).Text
	}
	long.Date, long.Parties = corpus.Date{}, nil
	bare := &corpus.Document{ID: "bare", Text: "短。", Notes: []corpus.Note{{Code: "LOD-01", Text: bilingual.T("疑", "doubt")}}}
	wrong := sound("wrong", 22)
	wrong.Title, wrong.Parties = "1999年联合公报", nil
	docs = append(docs, late, finish(twin), finish(near), finish(broken), finish(long), finish(bare), wrong)
	want := []string{
		"gap D5 late", "duplicate D1 twin", "near-duplicate D2 near", "breaks-off broken", "date-conflict wrong", "short bare", "long long",
		"no-date bare", "no-date broken", "no-date long", "no-parties bare", "no-parties long", "no-parties wrong",
		"no-kind bare", "no-title bare", "no-language bare", "reading bare",
	}
	if got := problems(t, docs...); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Brute force: the estimate stays within four standard errors of the exact
// Jaccard coefficient.
func TestResemblance(t *testing.T) {
	for _, keep := range []int{10, 30, 50, 59} {
		a := sound("a", 1).Text
		parts := strings.SplitAfter(a, "。")
		b := strings.Join(parts[:keep], "") + sound("b", 3).Text
		exact := jaccard(a, b)
		got := resemblance(newSketch(a).low, newSketch(b).low)
		if se := math.Sqrt(exact * (1 - exact) / sketchSize); math.Abs(got-exact) > 4*se+1e-9 {
			t.Errorf("keeping %d sentences: estimate %.3f, exact %.3f ± %.3f", keep, got, exact, se)
		}
	}
}

func jaccard(a, b string) float64 {
	set := func(s string) map[string]bool {
		var r []rune
		for _, c := range s {
			if c != '。' {
				r = append(r, c)
			}
		}
		out := map[string]bool{}
		for i := range len(r) - shingle + 1 {
			out[string(r[i:i+shingle])] = true
		}
		return out
	}
	x, y := set(a), set(b)
	both := 0
	for k := range x {
		if y[k] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}
