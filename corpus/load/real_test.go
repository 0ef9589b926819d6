package load

import (
	"testing"

	"concord/corpus"
	"concord/corpus/sharedtest"
)

// TestSharedFiles reads the real files; the numbers of documents, and which
// dates are known to the year only, are those of the README beside them.
func TestSharedFiles(t *testing.T) {
	for _, c := range []struct {
		file  string
		docs  int
		years int // dated to the year only
		heavy bool
	}{
		{"joint-statements-zh.jsonl", 2, 0, false},
		{"congress-reports-zh.jsonl.gz", 15, 0, false},
		{"joint-statements-en.jsonl", 174, 0, false},
		{"government-work-reports-zh.jsonl.gz", 52, 46, true},
	} {
		t.Run(c.file, func(t *testing.T) {
			if c.heavy && testing.Short() {
				t.Skip("1.1 million characters")
			}
			out, err := Paths(t.Context(), []string{sharedtest.Dir(t, "corpus", c.file)}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if out.Corpus.Len() != c.docs || len(out.Skipped) != 0 {
				t.Fatalf("%d documents, %d skipped, want %d and none", out.Corpus.Len(), len(out.Skipped), c.docs)
			}
			years := 0
			for i, d := range out.Corpus.Docs() {
				if d.Date.Month == 0 {
					years++
				}
				checkGiven(t, i+1, d)
			}
			if years != c.years {
				t.Errorf("%d dates to the year only, want %d", years, c.years)
			}
		})
	}
}

// checkGiven checks what every line of the real files gives.
func checkGiven(t *testing.T, line int, d *corpus.Document) {
	t.Helper()
	if d.Title == "" || d.Date.IsZero() || d.Kind == "" || d.Lang == "" || len(d.Parties) == 0 || d.Source.Citation == "" {
		t.Errorf("%s lacks a given field: %q %v %q %q %v", d.ID, d.Title, d.Date, d.Kind, d.Lang, d.Parties)
	}
	if d.Source.Line != line || d.Source.Format != "json" || d.Source.Encoding != "UTF-8" || len(d.Notes) != 0 {
		t.Errorf("%s: source %+v, notes %v", d.ID, d.Source, d.Notes)
	}
}

// TestCommunique reads the communiqué of 2022: its facts, as the README gives
// them, come from the text alone.
func TestCommunique(t *testing.T) {
	d := one(t, sharedtest.Dir(t, "corpus", "communique-2022-china-cambodia.txt"), Options{})
	if d.ID != "KHM-2022-1" || d.Date.String() != "2022-11-11" || d.Place != "金边" || d.Characters() != 3041 {
		t.Errorf("%s %v %s, %d characters; want KHM-2022-1 2022-11-11 金边, 3041", d.ID, d.Date, d.Place, d.Characters())
	}
}
