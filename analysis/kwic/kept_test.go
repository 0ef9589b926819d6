package kwic

import (
	"path/filepath"
	"reflect"
	"testing"

	"concord/analysis"
	"concord/corpus/store"
	"concord/corpus/token"
)

// A search in a store takes the index that is kept there, finds the same as
// without it, and makes one when that is damaged.
func TestTheIndexOfAStore(t *testing.T) {
	in := sample(t)
	path := filepath.Join(t.TempDir(), "kept.concord")
	if _, err := store.Build(t.Context(), path, store.Documents(in.Corpus.Docs()), store.Options{Recipes: []token.Recipe{Recipe()}}); err != nil {
		t.Fatal(err)
	}
	opened := func() (*store.Store, *analysis.Input) {
		t.Helper()
		st, err := store.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		c, err := st.Corpus(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return st, analysis.NewInput(c)
	}
	want := runMethod(t, in, map[string]any{"find": "支持"})
	check := func(name string) {
		t.Helper()
		_, kept := opened()
		if got := runMethod(t, kept, map[string]any{"find": "支持"}); !reflect.DeepEqual(got.Table, want.Table) || got.Signature() != want.Signature() {
			t.Errorf("%s: another result than from the texts themselves", name)
		}
	}
	check("without an index")
	derive := func(change func(name string, data []byte) []byte) {
		t.Helper()
		err := store.Derive(t.Context(), path, KeptName(), func(st *store.Store) ([]store.Section, error) {
			c, err := st.Corpus(t.Context())
			if err != nil {
				return nil, err
			}
			sections, err := Keep(t.Context(), c)
			var out []store.Section
			for _, s := range sections {
				out = append(out, store.Section{Name: s.Name, Data: change(s.Name, s.Data)})
			}
			return out, err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	derive(func(_ string, data []byte) []byte { return data })
	check("with an index")
	// Postings that are all the first token show that it is the kept index that is
	// looked up, not another.
	derive(func(name string, data []byte) []byte {
		if name == "postings" {
			return make([]byte, len(data))
		}
		return data
	})
	_, kept := opened()
	x, err := indexOf(t.Context(), kept)
	if err != nil {
		t.Fatal(err)
	}
	for f := range x.Tokens().Features {
		for _, p := range x.Positions(f) {
			if p != 0 {
				t.Fatalf("position %d: the kept index is not used", p)
			}
		}
	}
	derive(func(name string, data []byte) []byte {
		if name == "about" {
			return []byte("concord index 0")
		}
		return data
	})
	check("with an index of another version")
}
