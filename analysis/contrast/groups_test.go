package contrast_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/contrast"
	"concord/analysis/infer"
	"concord/corpus"
)

// threeGroups is three groups of three documents of 20 tokens; 甲甲 is used 5, 6
// and 7 times in the first and once or twice in the others. A tenth document has
// a group of its own, an eleventh none.
func threeGroups(t *testing.T) *corpus.Corpus {
	var texts []text
	for g, counts := range map[string][]int{"a": {5, 6, 7}, "b": {1, 2, 1}, "c": {2, 1, 2}} {
		for i, n := range counts {
			texts = append(texts, text{id: fmt.Sprintf("%s%d", g, i), tokens: tokens(20, map[string]int{"甲甲": n}), vars: map[string]string{"region": g}})
		}
	}
	texts = append(texts, text{id: "d", tokens: "甲甲", vars: map[string]string{"region": "d"}}, text{id: "e", tokens: "甲甲"})
	slices.SortFunc(texts, func(a, b text) int { return strings.Compare(a.id, b.id) })
	return corpusOf(t, texts...)
}

// Of C(9,3) = 84 arrangements only the observed one is as extreme for group a.
func TestGroupsByHand(t *testing.T) {
	r := run(t, contrast.Groups(), threeGroups(t), bare(map[string]any{"by": "region"}))
	if r.Refusal != nil || r.Table.Len() != 3 {
		t.Fatalf("refusal %v, %d rows, want 3 comparisons of one feature", r.Refusal, r.Table.Len())
	}
	at := func(column string) float64 { return r.Table.Number(rowOf(r, "group", "a"), r.Table.Index(column)) }
	near(t, "count", at("count_target"), 18, 0)
	near(t, "rest", at("count_reference"), 9, 0)
	near(t, "log_ratio", at("log_ratio"), math.Log2(18.5/61/(9.5/121)), 1e-12)
	near(t, "p", at("p"), 1.0/84, 1e-12)
	near(t, "p_adj", at("p_adj"), 3.0/84, 1e-12)
	if !(at("lo") > 0 && at("lo") < at("log_ratio") && at("hi") > at("log_ratio")) {
		t.Errorf("interval %g to %g", at("lo"), at("hi"))
	}
	for _, code := range []string{"GRP-01", "GRP-02", "GRP-04"} {
		if !hasWarning(r, code) {
			t.Errorf("no warning %s in %v", code, r.Warnings)
		}
	}
	if len(r.Findings) == 0 || r.Findings[0].Tier != analysis.Calibrated || len(r.Findings[0].Evidence) == 0 || len(r.Findings[0].Counter) == 0 {
		t.Errorf("findings %+v", r.Findings)
	}
	if got := r.Source.Groups; len(got) != 3 || got[0].Documents != 3 {
		t.Errorf("groups %v", got)
	}
}

func TestGroupsPairwise(t *testing.T) {
	c := threeGroups(t)
	r := run(t, contrast.Groups(), c, bare(map[string]any{"by": "region", "versus": "pairwise"}))
	var pairs []string
	for i, g := range r.Table.Strings("group") {
		pairs = append(pairs, g+r.Table.Strings("reference")[i])
	}
	if got := strings.Join(pairs, " "); got != "ab ac bc" {
		t.Errorf("comparisons %s", got)
	}
	// The smallest p of 3 against 3 is 0.1: no test is made.
	if v := r.Table.Number(0, r.Table.Index("p")); !math.IsNaN(v) || !hasWarning(r, "GRP-05") {
		t.Errorf("p = %g, warnings %v", v, r.Warnings)
	}
	two := run(t, contrast.Groups(), c, bare(map[string]any{"by": "region:a; region:b,c"}))
	if two.Table.Len() != 1 || two.Table.Strings("reference")[0] != "region:b,c" {
		t.Errorf("two groups: %d rows", two.Table.Len())
	}
	near(t, "p of queries", two.Table.Number(0, two.Table.Index("p")), 1.0/84, 1e-12)
}

func TestGroupsThatShareDocuments(t *testing.T) {
	var texts []text
	for i := range 3 {
		texts = append(texts,
			text{id: fmt.Sprintf("K%d", i), tokens: tokens(20, map[string]int{"甲甲": 3}), parties: []string{"CHN", "KHM"}},
			text{id: fmt.Sprintf("L%d", i), tokens: tokens(20, map[string]int{"甲甲": 1}), parties: []string{"CHN", "LAO"}})
	}
	r := run(t, contrast.Groups(), corpusOf(t, texts...), bare(map[string]any{"by": "party"}))
	if got := strings.Join(r.Table.Strings("group"), " "); got != "KHM LAO" || !hasWarning(r, "GRP-03") {
		t.Fatalf("groups %s, warnings %v: CHN has every document and no rest", got, r.Warnings)
	}
	near(t, "target", r.Table.Number(0, r.Table.Index("count_target")), 9, 0)
	near(t, "rest", r.Table.Number(0, r.Table.Index("count_reference")), 3, 0)
}

func TestGroupsAreRefused(t *testing.T) {
	c := threeGroups(t)
	for by, want := range map[string]string{
		"regoin": "did you mean region?", "region:a": "at least two", "region:a; nosuch:b": "nosuch", "region:a; ((": "missing here",
	} {
		_, err := contrast.Groups().Run(t.Context(), analysis.NewInput(c), map[string]any{"by": by})
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || wrong.Option != "by" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", by, err, want)
		}
	}
	r := run(t, contrast.Groups(), c, map[string]any{"by": "year"})
	if r.Refusal == nil || r.Table.Len() != 0 || !hasWarning(r, "GRP-01") {
		t.Errorf("documents without a date: %+v", r.Refusal)
	}
	r = run(t, contrast.Groups(), c, map[string]any{"by": "region", "where": "region:a,d"})
	if r.Refusal == nil || !hasWarning(r, "GRP-02") {
		t.Errorf("one group left: %+v", r.Refusal)
	}
}

// Six documents whose side A always uses a word more than side B: within
// documents there are 2⁶ arrangements, of which the observed one and its mirror
// are the most extreme. All documents are left out on both sides at once.
func TestGroupsBySide(t *testing.T) {
	var docs []*corpus.Document
	var without []float64
	uses, other := []int{4, 5, 6, 5, 4, 6}, []int{1, 2, 1, 2, 1, 2}
	sum, rest := 30.0, 9.0
	for i := range uses {
		a, b := tokens(20, map[string]int{"甲甲": uses[i]}), tokens(20, map[string]int{"甲甲": other[i]})
		d := &corpus.Document{ID: fmt.Sprintf("D%d", i), Text: a + "\n" + b}
		d.SHA256 = corpus.Hash(d.Text)
		d.Structure.Clauses = []corpus.Clause{
			{Span: corpus.Span{Start: 0, End: len(a)}, Side: corpus.SideA},
			{Span: corpus.Span{Start: len(a) + 1, End: len(d.Text)}, Side: corpus.SideB},
		}
		docs = append(docs, d)
		without = append(without, math.Log2((sum-float64(uses[i])+0.5)/(rest-float64(other[i])+0.5)))
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, contrast.Groups(), c, bare(map[string]any{"by": "side"}))
	if r.Refusal != nil || r.Table.Len() != 1 || !hasWarning(r, "GRP-03") {
		t.Fatalf("refusal %+v, %d rows, warnings %v", r.Refusal, r.Table.Len(), r.Warnings)
	}
	near(t, "p", r.Table.Number(0, r.Table.Index("p")), 2.0/64, 1e-12)
	near(t, "documents", r.Table.Number(0, r.Table.Index("documents_reference")), 6, 0)
	j, err := infer.JackknifeOne(math.Log2(30.5/9.5), without, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "low", r.Table.Number(0, r.Table.Index("lo")), j.Interval.Lo, 1e-9)
	near(t, "high", r.Table.Number(0, r.Table.Index("hi")), j.Interval.Hi, 1e-9)
}
