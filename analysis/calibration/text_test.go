package calibration

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"concord/analysis"
	"concord/analysis/keyness"
	"concord/analysis/shift"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/specimen"
)

// statements makes a corpus of Chinese statements and reads it as a user would.
func statements(t *testing.T, o specimen.Options) *corpus.Corpus {
	t.Helper()
	g, err := specimen.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	if err := g.WriteJSONL(&lines, ""); err != nil {
		t.Fatal(err)
	}
	loaded, err := load.FS(t.Context(), fstest.MapFS{"statements.jsonl": {Data: lines.Bytes()}}, ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Corpus
}

func optionsOf(null bool, documents, pairs int, seed uint64) specimen.Options {
	o := specimen.DefaultOptions()
	o.Null, o.Documents, o.Pairs, o.Seed, o.Langs = null, documents, pairs, seed, []string{"zh"}
	return o
}

func run(t *testing.T, m analysis.Method, in *analysis.Input, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	if r.Refusal != nil {
		t.Fatal(r.Refusal.Reason.EN)
	}
	return r
}

// differences counts the calibrated findings of a result that say that
// something differs. The sentence that a test found nothing is calibrated too.
func differences(r *analysis.Result) int {
	n := 0
	for _, f := range r.Findings {
		if f.Tier == analysis.Calibrated && !f.Null {
			n++
		}
	}
	return n
}

// shuffled is a query for half of the documents, drawn by lot.
func shuffled(c *corpus.Corpus, seed uint64) string {
	ids := c.IDs()
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(ids), func(a, b int) { ids[a], ids[b] = ids[b], ids[a] })
	return "id:" + strings.Join(ids[:len(ids)/2], ",")
}

// judge holds the rate of corpora in which a method tells of a difference to
// the nominal one.
func judge(t *testing.T, what string, told rate) {
	t.Helper()
	t.Logf("%-44s %.3f of %d corpora", what, told.mean(), told.corpora)
	if limit := told.limit(nominal, true); told.mean() > limit {
		t.Errorf("%s: differences are told in %.3f of the corpora, want at most %.2f (%.3f with %d corpora)", what, told.mean(), nominal, limit, told.corpora)
	}
}

// Statements whose topics and wording do not change are compared across a year.
// Numbers are dropped, as the dates of the statements do differ. All pairs are
// active throughout, so that the two halves are more alike than halves drawn by
// lot would be, and fewer than 5 % of the corpora should be told apart. With a
// topic planted the same run tells most of them apart.
func TestShiftAcrossYear(t *testing.T) {
	t.Parallel()
	across := func(o specimen.Options, cut string) bool {
		in := analysis.NewInput(statements(t, o))
		r := run(t, shift.Method(), in, map[string]any{"cuts": cut, "permutations": 199, "seed": int(o.Seed), "numbers": "drop"})
		return differences(r) > 0
	}
	var told, found rate
	for number := range fewer(60) {
		told.happened(across(optionsOf(true, 24, 4, uint64(5000+number)), "2013"))
	}
	judge(t, "shift across a year, nothing planted", told)
	for number := range 12 {
		found.happened(across(optionsOf(false, 48, 8, uint64(6000+number)), "2014"))
	}
	t.Logf("%-44s %.3f of %d corpora", "shift across a year, topic planted", found.mean(), found.corpora)
	if found.mean() < 0.6 {
		t.Errorf("the planted shift is told in %.2f of the corpora, want .6 or more", found.mean())
	}
}

// Documents whose labels are drawn by lot do not differ, whatever stands in
// them: pairs with their names, carried paragraphs, one long document. Draws of
// labels are independent, each with at most the nominal chance of an error, so
// that every draw counts as a corpus. BH looks at the words of half of the
// documents only: among all thousand no 999 arrangements could select a few.
func TestShuffledLabels(t *testing.T) {
	type test struct {
		name    string
		method  analysis.Method
		options map[string]any
	}
	tests := []test{
		{"keyness, BH", keyness.Method(), map[string]any{"permutations": 999, "min_documents": 10}},
		{"keyness, max-T", keyness.Method(), map[string]any{"permutations": 199, "adjust": "maxt"}},
		{"shift", shift.Method(), map[string]any{"permutations": 199, "by": "groups"}},
	}
	for _, null := range []bool{true, false} {
		name := map[bool]string{true: "nothing planted", false: "everything planted"}[null]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := make([]rate, len(tests))
			for number := range fewer(12) {
				in := analysis.NewInput(statements(t, optionsOf(null, 20, 4, uint64(9000+number))))
				for draw := range 9 {
					seed := 100*number + draw + 1
					for i, x := range tests {
						options := maps.Clone(x.options)
						options["target"], options["seed"], options["numbers"] = shuffled(in.Corpus, uint64(seed)), seed, "drop"
						told[i].happened(differences(run(t, x.method, in, options)) > 0)
					}
				}
			}
			for i, x := range tests {
				judge(t, "labels by lot, "+name+": "+x.name, told[i])
			}
		})
	}
}

// The latest of the statements of one pair is not remarkable when nothing is
// planted. With several pairs it would be: its parties have names of their own.
func TestFocusOfOnePair(t *testing.T) {
	t.Parallel()
	var told rate
	for number := range fewer(40) {
		in := analysis.NewInput(statements(t, optionsOf(true, 24, 1, uint64(7000+number))))
		told.happened(differences(run(t, keyness.Focus(), in, map[string]any{"numbers": "drop"})) > 0)
	}
	judge(t, "focus of one pair, nothing planted", told)
}
