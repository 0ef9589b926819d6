package catalog

import (
	"os"
	"testing"

	"concord/analysis/promises"
)

// cases says how the battery runs methods that cannot do without an option, or
// whose rows depend on the order of the documents.
var cases = map[string]promises.Case{
	"kwic":           {Options: map[string]any{"find": "合作", "top": 50}, OrderMatters: true}, // lines stand in the order of the corpus
	"collocation":    {Options: map[string]any{"node": "合作"}},
	"keyness":        {Options: map[string]any{"target": "year:..2011", "permutations": 499}},
	"shift":          {Options: map[string]any{"permutations": 99}},
	"measures":       {Options: map[string]any{"target": "year:..2011"}},
	"lists":          {Options: map[string]any{"target": "year:..2011"}},
	"groups":         {Options: map[string]any{"permutations": 199}},
	"robustness":     rerun,
	"specifications": rerun,
	"wordscores":     {Options: map[string]any{"reference": "XHE-XVT-2002-1=-1,XHE-XVT-2024-1=1"}},
	"topic":          {Options: map[string]any{"runs": 3, "sweeps": 60, "burn_in": 20}, OrderMatters: true},
	"coherence":      {Options: map[string]any{"runs": 3, "sweeps": 60, "burn_in": 20}, OrderMatters: true},
	"changepoints":   {Options: map[string]any{"permutations": 99}},
	"bursts":         {Options: map[string]any{"permutations": 99}},
	"prevalence":     {Options: map[string]any{"runs": 3, "sweeps": 60, "burn_in": 20}, OrderMatters: true},
}

// rerun is a small robustness check: three switches of a small keyness.
var rerun = promises.Case{Options: map[string]any{
	"options": "target=year:2014..;permutations=99;min_count=20", "factors": "unit,numbers,longest", "top": 2,
}}

func TestPromises(t *testing.T) {
	if testing.Short() || promises.Race {
		t.Skip("skipped with -short and under the race detector: the package of each method runs the battery too")
	}
	for _, m := range Methods() {
		t.Run(m.Name, func(t *testing.T) { promises.Keep(t, m, cases[m.Name]) })
	}
}

func TestReferenceIsFresh(t *testing.T) {
	have, err := os.ReadFile("../METHODS.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != Reference(Methods()) {
		t.Error("analysis/METHODS.md is stale: run go generate ./analysis/catalog")
	}
}

func TestNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range Names() {
		if seen[name] {
			t.Errorf("two methods are called %s", name)
		}
		seen[name] = true
		if m, ok := Find(name); !ok || m.Name != name {
			t.Errorf("Find(%q) = %q, %v", name, m.Name, ok)
		}
	}
	if _, ok := Find("no such method"); ok {
		t.Error("Find finds what is not there")
	}
}
