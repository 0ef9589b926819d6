package collocation_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"concord/analysis"
	"concord/analysis/collocation"
	"concord/analysis/promises"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
)

func TestPromises(t *testing.T) {
	promises.Keep(t, collocation.Method(), promises.Case{Options: map[string]any{"node": "合作"}})
}

func TestPhrasesPromises(t *testing.T) { promises.Keep(t, collocation.Phrases(), promises.Case{}) }

func document(id, date, text string) *corpus.Document {
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: "en"}
	if strings.ContainsAny(text, "双合") {
		d.Lang = "zh"
	}
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	return d
}

func run(t *testing.T, m analysis.Method, options map[string]any, docs ...*corpus.Document) *analysis.Result {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Run(t.Context(), analysis.NewInput(c), options)
	if err != nil {
		t.Fatal(err)
	}
	promises.Sound(t, c, r)
	return r
}

func row(t *testing.T, r *analysis.Result, feature string) int {
	t.Helper()
	i := slices.Index(r.Table.Strings("feature"), feature)
	if i < 0 {
		t.Fatalf("no row %q among %q", feature, r.Table.Strings("feature"))
	}
	return i
}

func has(r *analysis.Result, code string) bool {
	return slices.ContainsFunc(r.Warnings, func(w analysis.Warning) bool { return w.Code == code })
}

// Worked by hand. Around treaty stand red blue | green red in the first
// sentence and red in the second: 5 tokens of windows, 3 of them red, out of 10
// tokens outside the node, 4 of them red; treaty is used twice. So a = 3, C = 4,
// R = 5, N = 10, E = 2, and of the 252 tables with these margins the six sizes of
// a from 0 to 4 have 6, 60, 120, 60 and 6.
func TestMeasuresByHand(t *testing.T) {
	r := run(t, collocation.Method(), map[string]any{"node": "treaty", "window": 2, "min_count": 1},
		document("a", "2001", "red blue treaty green red. treaty red"), document("b", "2002", "red pact pact pact blue"))
	i := row(t, r, "red")
	for name, want := range map[string]float64{
		"joint_expected": 2, "mi": math.Log2(1.5), "mi3": math.Log2(27.0 / 2), "dice": 1, "logdice": 14,
		"t_score": 1 / math.Sqrt(3), "z_score": 1 / math.Sqrt2, "delta_p": 3.0/5 - 1.0/5, "delta_p_back": 3.0/4 - 2.0/6,
		"log_ratio": math.Log2(3.5 / 1.5), "p_fisher": 132.0 / 252,
		"g2": 2 * (3*math.Log(1.5) + 2*math.Log(2.0/3) + math.Log(0.5) + 4*math.Log(4.0/3)),
	} {
		if got := r.Table.Floats(name)[i]; math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	for name, want := range map[string]int64{
		"joint": 3, "count": 4, "count_node": 2, "joint_documents": 1, "documents": 2, "count_left": 1, "count_right": 2,
	} {
		if got := r.Table.Ints(name)[i]; got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
	if lo := r.Table.Floats("lo")[i]; !math.IsNaN(lo) {
		t.Errorf("joint uses in one document have an interval from %v", lo)
	}
	if lower := r.Table.Floats("log_ratio_conservative")[i]; !(lower < math.Log2(3)) {
		t.Errorf("the lower bound %v is not below the plain ratio", lower)
	}
	if got := r.Evidence[i][0].Quote; got != "red blue treaty" {
		t.Errorf("the first evidence is %q, want it from the word to the node", got)
	}
	if !has(r, "COL-01") || !has(r, "COL-04") {
		t.Errorf("warnings are %v, want COL-01 and COL-04", r.Warnings)
	}
}

// A token between two uses is counted once, at the nearer one, and at equal
// distance to the right of the first; the window does not cross sentences.
func TestWindows(t *testing.T) {
	for _, c := range []struct {
		text, side  string
		window      int
		left, right int64 // of red
	}{
		{"treaty red treaty", "both", 5, 0, 1},
		{"treaty blue red treaty", "both", 5, 1, 0},
		{"treaty red blue treaty", "left", 5, 1, 0},
		{"treaty blue red treaty", "right", 5, 0, 1},
		{"red blue green treaty red", "both", 2, 0, 1},
		{"treaty. red red treaty", "both", 5, 2, 0},
		{"red treaty red red treaty red", "both", 9, 2, 2},
	} {
		r := run(t, collocation.Method(), map[string]any{"node": "treaty", "window": c.window, "side": c.side, "min_count": 1},
			document("a", "", c.text))
		i := row(t, r, "red")
		if l, rt := r.Table.Ints("count_left")[i], r.Table.Ints("count_right")[i]; l != c.left || rt != c.right {
			t.Errorf("%q, %s %d: %d left and %d right, want %d and %d", c.text, c.side, c.window, l, rt, c.left, c.right)
		}
	}
}

// The node may be a phrase, several words, or cut otherwise than in the text,
// but not stand across a comma.
func TestNodes(t *testing.T) {
	for _, c := range []struct {
		node, text, unit string
		want             int64
	}{
		{"free trade", "red free trade red free, trade red", "word", 1},
		{"Free  Trade", "red free trade red", "word", 1},
		{"trade|free", "red free trade red", "word", 2},
		{"free-trade", "red free-trade red free trade red", "word", 2},
		{"双方合作", "红色双方合作红色，双方，合作红色", "word", 1},
		{"双方合作", "红色双方合作红色，双方，合作红色", "char1", 1},
		{"合作", "红色合作红色", "char2", 1},
	} {
		r := run(t, collocation.Method(), map[string]any{"node": c.node, "unit": c.unit, "min_count": 1}, document("a", "", c.text))
		if r.Refusal != nil {
			t.Errorf("%q is not found in %q: %s", c.node, c.text, r.Refusal.Reason.EN)
			continue
		}
		if got := r.Table.Ints("count_node"); len(got) == 0 || got[0] != c.want {
			t.Errorf("%q in %q, unit %s: %v uses, want %d", c.node, c.text, c.unit, got, c.want)
		}
	}
}

// Overlapping strings that touch the node are no neighbours of it.
func TestOverlappingStrings(t *testing.T) {
	r := run(t, collocation.Method(), map[string]any{"node": "合作", "unit": "char2", "min_count": 1, "window": 1}, document("a", "", "甲乙合作丙丁"))
	if got := r.Table.Strings("feature"); !slices.Equal(got, []string{"丙丁", "甲乙"}) {
		t.Errorf("neighbours are %q, want 甲乙 and 丙丁", got)
	}
}

func TestRefusals(t *testing.T) {
	hidden := run(t, collocation.Method(), map[string]any{"node": "共同"}, document("a", "", "双方构建命运共同体。"))
	if hidden.Refusal == nil || !strings.Contains(hidden.Refusal.Reason.EN, "found once, but within longer words") {
		t.Errorf("a node within a longer word: %+v", hidden.Refusal)
	}
	absent := run(t, collocation.Method(), map[string]any{"node": "关税"}, document("a", "", "双方构建命运共同体。"))
	if absent.Refusal == nil || !strings.Contains(absent.Refusal.Reason.EN, "is not found") {
		t.Errorf("an absent node: %+v", absent.Refusal)
	}
	few := run(t, collocation.Method(), map[string]any{"node": "命运共同体"}, document("a", "", "双方构建命运共同体。"))
	if few.Refusal != nil || few.Table.Len() != 0 || !has(few, "COL-03") {
		t.Errorf("no collocate reaches the floor: %d rows, warnings %v", few.Table.Len(), few.Warnings)
	}
}

func TestWrongOptions(t *testing.T) {
	c, err := corpus.New([]*corpus.Document{document("a", "", "word")})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		method  analysis.Method
		options map[string]any
		option  string
	}{
		{collocation.Method(), nil, "node"},
		{collocation.Method(), map[string]any{"node": " | "}, "node"},
		{collocation.Method(), map[string]any{"node": "，"}, "node"},
		{collocation.Method(), map[string]any{"node": strings.Repeat("x", 1001)}, "node"},
		{collocation.Method(), map[string]any{"node": "word", "where": "year:"}, "where"},
		{collocation.Method(), map[string]any{"node": "word", "where": "id:none"}, "where"},
		{collocation.Phrases(), map[string]any{"min_length": 5, "max_length": 4}, "max_length"},
		{collocation.Phrases(), map[string]any{"unit": "char3"}, "unit"},
	} {
		_, err := x.method.Run(t.Context(), analysis.NewInput(c), x.options)
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || wrong.Option != x.option {
			t.Errorf("%v: %v, want an OptionError of %s", x.options, err, x.option)
		}
	}
}

// Three documents with the same counts: leaving out one leaves the ratio almost
// as it is, and the interval holds it.
func TestInterval(t *testing.T) {
	var docs []*corpus.Document
	for _, id := range []string{"a", "b", "c"} {
		docs = append(docs, document(id, "2001", "red treaty red blue green gold grey pink "+strings.Repeat("blue ", len(docs)+1)))
		docs = append(docs, document(id+id, "2001", "red blue green gold grey pink"))
	}
	r := run(t, collocation.Method(), map[string]any{"node": "treaty", "window": 1}, docs...)
	i := row(t, r, "red")
	lo, at, hi := r.Table.Floats("lo")[i], r.Table.Floats("log_ratio")[i], r.Table.Floats("hi")[i]
	if !(lo < at && at < hi) {
		t.Errorf("interval %v–%v does not hold %v", lo, hi, at)
	}
	if len(r.Figures) != 1 || r.Figures[0].Mark != analysis.DotWhisker {
		t.Errorf("figures are %+v, want one of dots and whiskers", r.Figures)
	}
	one := run(t, collocation.Method(), map[string]any{"node": "treaty", "window": 1, "min_count": 1}, docs[0])
	if len(one.Figures) != 0 {
		t.Error("a figure without an interval")
	}
}

// Every measure ranks from its own largest value.
func TestRanking(t *testing.T) {
	in := analysis.NewInput(promises.Specimen(t))
	for measure, column := range map[string]string{"logdice": "logdice", "dice": "dice", "mi": "mi", "mi3": "mi3", "t": "t_score", "z": "z_score", "deltap": "delta_p"} {
		r, err := collocation.Method().Run(t.Context(), in, map[string]any{"node": "合作", "measure": measure, "top": 0})
		if err != nil {
			t.Fatal(err)
		}
		values := r.Table.Floats(column)
		for i := range len(values) - 1 {
			if values[i]-values[i+1] < -1e-9 {
				t.Errorf("%s: row %d has %v, the next %v", measure, i, values[i], values[i+1])
			}
		}
	}
	r, err := collocation.Method().Run(t.Context(), in, map[string]any{"node": "合作", "measure": "ll", "top": 0})
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range r.Table.Floats("g2") {
		attracted := float64(r.Table.Ints("joint")[i]) > r.Table.Floats("joint_expected")[i]
		if i > 0 && attracted && g > r.Table.Floats("g2")[i-1]+1e-9 {
			t.Errorf("ll: row %d has a larger G² than the one before", i)
		}
	}
}

// The longer phrase takes its parts in, unless they stand alone often enough.
// By hand: 14 tokens; free trade 4 times, twice alone; cohesion ln(4·14/(4·4))
// and, for the four words, ln(2·14/(2·2)).
func TestPhrasesByHand(t *testing.T) {
	docs := []*corpus.Document{
		document("a", "2003", "open free trade zone"), document("b", "2001-05", "open free trade zone"),
		document("c", "2007", "free trade talks"), document("d", "", "free trade pact"),
	}
	r := run(t, collocation.Phrases(), map[string]any{"min_count": 2}, docs...)
	if got := r.Table.Strings("feature"); !slices.Equal(got, []string{"free trade", "open free trade zone"}) {
		t.Fatalf("phrases are %q", got)
	}
	for name, want := range map[string][2]float64{
		"count": {4, 2}, "count_outside": {2, 2}, "documents": {4, 2}, "length": {2, 4},
		"range": {1, 0.5}, "cohesion": {math.Log(3.5), math.Log(7)},
	} {
		for i := range 2 {
			if got := r.Table.Number(i, r.Table.Index(name)); math.Abs(got-want[i]) > 1e-12 {
				t.Errorf("%s of row %d is %v, want %v", name, i, got, want[i])
			}
		}
	}
	if first, last := r.Table.Strings("date_first")[0], r.Table.Strings("date_last")[0]; first != "2001-05" || last != "2007" {
		t.Errorf("dates are %s to %s, want 2001-05 to 2007", first, last)
	}
	if !has(r, "PHR-03") {
		t.Error("an undated document passes without PHR-03")
	}
	r = run(t, collocation.Phrases(), map[string]any{"min_count": 2}, docs[:3]...)
	if got := r.Table.Strings("feature"); !slices.Equal(got, []string{"open free trade zone"}) {
		t.Errorf("with one use alone free trade is absorbed; phrases are %q", got)
	}
}

// A formula of twelve tokens is cut into eight and four, and the reader is told.
func TestLongFormula(t *testing.T) {
	formula := "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima"
	docs := []*corpus.Document{document("a", "2001", formula), document("b", "2002", formula)}
	r := run(t, collocation.Phrases(), map[string]any{"min_count": 2, "sort": "length"}, docs...)
	if got := r.Table.Strings("feature"); !slices.Equal(got, []string{"alpha bravo charlie delta echo foxtrot golf hotel", "india juliett kilo lima"}) {
		t.Errorf("phrases are %q", got)
	}
	if !has(r, "PHR-02") {
		t.Error("a cut formula passes without PHR-02")
	}
	r = run(t, collocation.Phrases(), map[string]any{"min_count": 2, "max_length": 20}, docs...)
	if got := r.Table.Strings("feature"); !slices.Equal(got, []string{formula}) || has(r, "PHR-02") {
		t.Errorf("with max_length 20 the phrases are %q", got)
	}
}

func TestPhraseBounds(t *testing.T) {
	text := "五、双方合作，支持关税。双方合作"
	docs := []*corpus.Document{document("a", "2001", text), document("b", "2002", text)}
	for _, c := range []struct {
		options map[string]any
		want    []string
	}{
		{map[string]any{}, []string{"双方合作"}},
		{map[string]any{"within": "sentence", "min_count": 2}, []string{"双方合作支持关税"}},
		{map[string]any{"unit": "char1"}, []string{"双方合作"}},
	} {
		got := run(t, collocation.Phrases(), c.options, docs...).Table.Strings("feature")
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%v: phrases are %q, want %q among them", c.options, got, w)
			}
		}
		for _, g := range got {
			if strings.Contains(g, "关税双方") || strings.Contains(g, "五") {
				t.Errorf("%v: %q crosses the end of a sentence or holds the number of a section", c.options, g)
			}
		}
	}
}

// Repeats of one word do not count twice.
func TestPhrasesDoNotOverlapThemselves(t *testing.T) {
	r := run(t, collocation.Phrases(), map[string]any{"min_count": 2, "max_length": 2}, document("a", "2001", "ping ping ping ping ping"))
	if got := r.Table.Ints("count"); !slices.Equal(got, []int64{2}) {
		t.Errorf("ping ping in five pings: %v uses, want 2", got)
	}
}

// The 2022 communiqué and 174 English statements, within their time.
func TestRealTexts(t *testing.T) {
	for _, x := range []struct{ file, node, beside string }{
		{"communique-2022-china-cambodia.txt", "合作", "加强"}, {"joint-statements-en.jsonl", "nuclear", "weapons"},
	} {
		l, err := load.Paths(t.Context(), []string{sharedtest.Dir(t, "corpus", x.file)}, load.Options{})
		if err != nil {
			t.Fatal(err)
		}
		in := analysis.NewInput(l.Corpus)
		start := time.Now()
		r, err := collocation.Method().Run(t.Context(), in, map[string]any{"node": x.node})
		if err != nil {
			t.Fatal(err)
		}
		promises.Sound(t, l.Corpus, r)
		if got := r.Table.Strings("feature"); !slices.Contains(got[:min(10, len(got))], x.beside) {
			t.Errorf("%s is not among the first collocates of %s: %q", x.beside, x.node, got)
		}
		if r, err = collocation.Phrases().Run(t.Context(), in, nil); err != nil {
			t.Fatal(err)
		}
		promises.Sound(t, l.Corpus, r)
		if r.Table.Len() == 0 {
			t.Errorf("%s: no phrases", x.file)
		}
		t.Logf("%s: %v for both methods and cutting", x.file, time.Since(start))
	}
}
