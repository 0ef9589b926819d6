package diversity_test

import (
	"testing"

	"concord/analysis"
	"concord/analysis/diversity"
	"concord/analysis/promises"
	"concord/corpus/load"
	"concord/corpus/specimen"
)

func TestPromises(t *testing.T) {
	promises.Keep(t, diversity.Method(), promises.Case{})
}

func TestReadabilityPromises(t *testing.T) {
	promises.Keep(t, diversity.Readability(), promises.Case{})
}

// Both languages of the specimen at once.
func TestBothLanguages(t *testing.T) {
	l, err := load.FS(t.Context(), specimen.Embedded(), ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []analysis.Method{diversity.Method(), diversity.Readability()} {
		r, err := m.Run(t.Context(), analysis.NewInput(l.Corpus), nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.Table.Len() != 96 {
			t.Errorf("%s: %d rows, want 96", m.Name, r.Table.Len())
		}
		promises.Sound(t, l.Corpus, r)
	}
}
