package cluster_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/cluster"
	"concord/analysis/promises"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
)

func document(id, text string) *corpus.Document {
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: "en"}
	d.Structure.Paragraphs = []corpus.Paragraph{{Span: corpus.Span{Start: 0, End: len(text)}, Section: -1}}
	return d
}

// camps draws documents of three camps, each with words of its own beside common
// ones; IDs begin with the camp.
func camps(seed uint64, each int) []*corpus.Document {
	r := rand.New(rand.NewPCG(seed, 9))
	var docs []*corpus.Document
	for i := range 3 * each {
		camp := []string{"alpha", "beta", "gamma"}[i%3]
		var words []string
		for range 200 {
			if r.IntN(2) == 0 {
				words = append(words, "common"+string(rune('a'+r.IntN(20))))
			} else {
				words = append(words, camp+string(rune('a'+r.IntN(20))))
			}
		}
		docs = append(docs, document(fmt.Sprintf("%s-%02d", camp, i), strings.Join(words, " ")))
	}
	return docs
}

func input(t testing.TB, docs ...*corpus.Document) *analysis.Input {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewInput(c)
}

func run(t testing.TB, m analysis.Method, in *analysis.Input, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Three planted camps: every distance and linkage but the chaining one must find
// them, in one block each, and they come back.
func TestCampsAreFound(t *testing.T) {
	in := input(t, camps(1, 8)...)
	for _, distance := range []string{"jsd", "hellinger", "cosine", "jaccard", "dice", "wjaccard", "euclidean", "manhattan", "correlation"} {
		for _, linkage := range []string{"ward", "average", "complete"} {
			r := run(t, cluster.Method(), in, map[string]any{"distance": distance, "linkage": linkage})
			promises.Sound(t, in.Corpus, r)
			groups, names := r.Table.Strings("group"), r.Table.Strings("doc")
			if last := groups[len(groups)-1]; last != "3" {
				t.Errorf("%s %s: %s groups, planted are 3", distance, linkage, last)
				continue
			}
			for i, name := range names {
				if strings.Split(name, "-")[0] != strings.Split(names[i/8*8], "-")[0] || groups[i] != fmt.Sprint(i/8+1) {
					t.Errorf("%s %s: %s is in group %s", distance, linkage, name, groups[i])
				}
				if r.Table.Floats("recovery")[i] < 0.95 || r.Table.Floats("silhouette")[i] <= 0 {
					t.Errorf("%s %s: %s has recovery %v and silhouette %v", distance, linkage, name, r.Table.Floats("recovery")[i], r.Table.Floats("silhouette")[i])
				}
			}
			if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Text.EN, "3 groups") || !strings.Contains(r.Findings[0].Text.ZH, "分为3组") {
				t.Errorf("findings %v", r.Findings)
			}
		}
	}
}

// Documents of one kind have no groups: they must be said not to come back, or to
// shade into each other.
func TestNoGroupsAreDoubted(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	var docs []*corpus.Document
	for i := range 60 {
		var words []string
		for range 200 {
			words = append(words, "common"+string(rune('a'+r.IntN(20))))
		}
		docs = append(docs, document(fmt.Sprintf("d%02d", i), strings.Join(words, " ")))
	}
	var codes []string
	for _, w := range run(t, cluster.Method(), input(t, docs...), map[string]any{"k": 3}).Warnings {
		codes = append(codes, w.Code)
	}
	if !slices.Contains(codes, "CLU-02") || !slices.Contains(codes, "CLU-07") {
		t.Errorf("warnings %v, want CLU-02 and CLU-07", codes)
	}
}

func TestDendrogramIsTheTree(t *testing.T) {
	in := input(t, camps(2, 4)...)
	r := run(t, cluster.Dendrogram(), in, nil)
	order := run(t, cluster.Method(), in, nil).Table.Strings("doc")
	if r.Table.Len() != 66 || len(r.Figures) != 2 {
		t.Fatalf("%d pairs and %d figures of 12 documents, want 66 and 2", r.Table.Len(), len(r.Figures))
	}
	// Labels appear in leaf order, and cophenetic distances are ultrametric.
	height := map[string]float64{}
	k := 0
	for i, a := range order {
		for _, b := range order[i+1:] {
			if r.Table.Strings("doc")[k] != a || r.Table.Strings("doc_b")[k] != b {
				t.Fatalf("row %d is %s %s, want %s %s", k, r.Table.Strings("doc")[k], r.Table.Strings("doc_b")[k], a, b)
			}
			height[a+b], height[b+a] = r.Table.Floats("cophenetic")[k], r.Table.Floats("cophenetic")[k]
			k++
		}
	}
	for _, a := range order {
		for _, b := range order {
			for _, c := range order {
				if a != b && b != c && a != c && height[a+b] > max(height[a+c], height[b+c])+1e-12 {
					t.Fatalf("%s %s %s: heights are not ultrametric", a, b, c)
				}
			}
		}
	}
}

func TestRefusalsAndOptions(t *testing.T) {
	few := input(t, camps(3, 1)...)
	for _, m := range []analysis.Method{cluster.Method(), cluster.Dendrogram()} {
		if r := run(t, m, few, nil); r.Refusal == nil || r.Table.Len() != 0 {
			t.Errorf("%s takes three documents", m.Name)
		}
		for option, value := range map[string]any{"where": "year:", "distance": "far", "linkage": "best", "unit": "line"} {
			_, err := m.Run(t.Context(), few, map[string]any{option: value})
			var wrong *analysis.OptionError
			if !errors.As(err, &wrong) || wrong.Option != option {
				t.Errorf("%s %s=%v: error %v", m.Name, option, value, err)
			}
		}
	}
	in := input(t, camps(3, 2)...)
	if r := run(t, cluster.Method(), in, map[string]any{"k": 99, "draws": 0}); r.Table.Len() != 6 || !math.IsNaN(r.Table.Floats("recovery")[0]) {
		t.Error("more groups than documents, or a recovery without draws")
	}
}

func TestEqualDocuments(t *testing.T) {
	var docs []*corpus.Document
	for i := range 6 {
		docs = append(docs, document(fmt.Sprint("d", i), "the same peace and the same trade"))
	}
	in := input(t, docs...)
	for _, m := range []analysis.Method{cluster.Method(), cluster.Dendrogram()} {
		r := run(t, m, in, nil)
		promises.Sound(t, in.Corpus, r)
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	}
}

// Real statements: both methods keep what every result must keep.
func TestRealStatements(t *testing.T) {
	l, err := load.Paths(t.Context(), []string{sharedtest.Dir(t, "corpus", "joint-statements-en.jsonl")}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := analysis.NewInput(l.Corpus)
	for _, m := range []analysis.Method{cluster.Method(), cluster.Dendrogram()} {
		r := run(t, m, in, nil)
		if r.Refusal != nil || r.Table.Len() < in.Corpus.Len() {
			t.Errorf("%s: %d rows, refusal %v", m.Name, r.Table.Len(), r.Refusal)
		}
		promises.Sound(t, in.Corpus, r)
	}
}
