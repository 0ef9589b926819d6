package shift_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"concord/analysis"
	"concord/analysis/shift"
	"concord/corpus/load"
	"concord/corpus/specimen"
)

// statements are invented Chinese statements of 48 documents, with or without a topic
// that begins to grow in 2014.
func statements(t *testing.T, null bool, seed uint64) *analysis.Input {
	t.Helper()
	o := specimen.DefaultOptions()
	o.Null, o.Langs, o.Documents, o.Pairs, o.Seed = null, []string{"zh"}, 48, 8, seed
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
	return analysis.NewInput(loaded.Corpus)
}

// The scan and the change points find the planted change of 2014 in most corpora,
// within three years of it, and hardly ever one where nothing is planted: three of
// twelve at a rate of .05 come by chance in 1 of 50 runs.
func TestScansFindWhatIsPlantedAndNothingElse(t *testing.T) {
	if testing.Short() {
		t.Skip("corpora are generated")
	}
	const corpora = 12
	methods := []struct {
		m analysis.Method
		o map[string]any
	}{
		{shift.Method(), map[string]any{"cuts": "scan", "permutations": 99, "numbers": "drop"}},
		{shift.Changes(), map[string]any{"permutations": 99, "numbers": "drop"}},
		{shift.Changes(), map[string]any{"cost": "rbf", "permutations": 99, "numbers": "drop"}},
	}
	for _, null := range []bool{true, false} {
		told, near := make([]int, len(methods)), make([]int, len(methods))
		for k := range corpora {
			in := statements(t, null, uint64(7000+k))
			for i, x := range methods {
				r, err := x.m.Run(t.Context(), in, x.o)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range r.Findings {
					if f.Null || f.Tier != analysis.Calibrated {
						continue
					}
					told[i]++
					var year int
					from := r.Table.Strings("target")
					if x.m.Name == "changepoints" {
						from = r.Table.Strings("from")
					}
					fmt.Sscan(from[f.Row][:4], &year)
					if math.Abs(float64(year-2014)) <= 3 {
						near[i]++
					}
					break
				}
			}
		}
		t.Logf("null %v: told %v, near 2014 %v of %d", null, told, near, corpora)
		for i, x := range methods {
			if null && told[i] > 3 {
				t.Errorf("%s %v: a change is told in %d of %d corpora without one", x.m.Name, x.o, told[i], corpora)
			}
			if !null && (told[i] < 9 || near[i] < 8) {
				t.Errorf("%s %v: the planted change is told in %d of %d corpora, %d near its year", x.m.Name, x.o, told[i], corpora, near[i])
			}
		}
	}
}

// A word that is used five times as often from 2008 on: every cost for counts finds
// the year, and the level before and after.
func TestChangesOfAWord(t *testing.T) {
	var texts []text
	for i := range 24 {
		use := 3
		if i >= 12 {
			use = 15
		}
		words := drawn(uint64(i+1), 0, 200, 0) + strings.Repeat("zz ", use+i%3)
		texts = append(texts, text{fmt.Sprintf("d%02d", i), fmt.Sprintf("%d-%02d-01", 1996+i, 1+i%12), words})
	}
	c := corpusOf(t, texts...)
	for _, o := range []map[string]any{
		{}, {"cost": "poisson"}, {"cost": "meanvariance", "penalty": "mbic"}, {"cost": "exponential"}, {"cost": "gamma", "penalty": "bic"},
		{"search": "pelt"}, {"search": "binary"}, {"search": "neighbourhood"}, {"cost": "energy"}, {"cost": "rbf"}, {"penalty": "manual", "penalty_value": 20},
	} {
		o["find"] = "zz"
		r := run(t, shift.Changes(), c, bare(o))
		if r.Table.Len() < 2 || r.Table.Strings("from")[1] != "2008-01-01" || !(r.Table.Floats("p")[1] <= 0.05) {
			t.Errorf("%v: segments from %v, p %v", o, r.Table.Strings("from"), r.Table.Floats("p"))
			continue
		}
		if a, b := r.Table.Floats("per_1000_tokens")[0], r.Table.Floats("per_1000_tokens")[1]; !(a < 30 && b > 60) {
			t.Errorf("%v: levels %g and %g", o, a, b)
		}
	}
	if _, err := shift.Changes().Run(t.Context(), analysis.NewInput(c), bare(map[string]any{"find": "none"})); err == nil {
		t.Error("a word that no document has is taken")
	}
	for _, bad := range []map[string]any{{"cost": "mean"}, {"cost": "rbf", "penalty": "bic"}, {"within": "pair"}} {
		if _, err := shift.Changes().Run(t.Context(), analysis.NewInput(c), bare(bad)); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

// A word in all five documents of 2005 and in hardly any other year bursts then, and
// its p is small; words drawn alike do not.
func TestBurstOfAWord(t *testing.T) {
	var texts []text
	for i := range 60 {
		words := drawn(uint64(i+1), 0, 60, 0)
		if year := 2000 + i/5; year == 2005 || year == 2006 || i == 3 {
			words += "zz "
		}
		texts = append(texts, text{fmt.Sprintf("d%02d", i), fmt.Sprintf("%d-%02d-%02d", 2000+i/5, 1+2*(i%5), 1+i%20), words})
	}
	c := corpusOf(t, texts...)
	r := run(t, shift.Bursts(), c, bare(nil))
	if r.Table.Len() == 0 || r.Table.Strings("feature")[0] != "zz" || r.Table.Strings("from")[0] != "2005" || r.Table.Strings("to")[0] != "2006" || !(r.Table.Floats("p")[0] <= 0.05) {
		t.Fatalf("bursts %v from %v to %v, p %v", r.Table.Strings("feature"), r.Table.Strings("from"), r.Table.Strings("to"), r.Table.Floats("p"))
	}
	if len(r.Findings) != 1 {
		t.Errorf("%d findings, want that of the planted burst", len(r.Findings))
	}
	e := run(t, shift.Bursts(), c, bare(map[string]any{"model": "events", "find": "zz"}))
	if e.Table.Len() == 0 || e.Table.Strings("from")[0] < "2005" || e.Table.Strings("to")[0] > "2006-99" || len(e.Findings) != 0 {
		t.Errorf("events: from %v to %v, %d findings", e.Table.Strings("from"), e.Table.Strings("to"), len(e.Findings))
	}
}
