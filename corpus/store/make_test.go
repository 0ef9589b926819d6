package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/specimen"
	"concord/corpus/structure"
	"concord/corpus/token"
)

// specimens loads the embedded specimen anew: the caller may change it.
func specimens(t testing.TB) *corpus.Corpus {
	t.Helper()
	l, err := load.FS(context.Background(), specimen.Embedded(), ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return l.Corpus
}

// made builds documents of few words, so that their structure is found fast.
func made(from, to int) []*corpus.Document {
	var docs []*corpus.Document
	for i := from; i < to; i++ {
		text := fmt.Sprintf("甲国和乙国联合声明\n一、双方同意第%d项合作。中方支持文化交流，乙方感谢。\n", i)
		d := &corpus.Document{ID: fmt.Sprintf("D-%d", i), Text: text, SHA256: corpus.Hash(text), Source: corpus.Source{Path: "made", Line: i + 1}}
		structure.Read(d)
		docs = append(docs, d)
	}
	return docs
}

// build makes a store of the documents in a folder of the test.
func build(t testing.TB, docs []*corpus.Document, opt Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "texts.concord")
	change, err := Build(context.Background(), path, Documents(docs), opt)
	if err != nil {
		t.Fatal(err)
	}
	if change.Added != len(docs) || change.Documents != len(docs) {
		t.Fatalf("change %+v, want %d documents", change, len(docs))
	}
	return path
}

// open opens a store until the end of the test.
func open(t testing.TB, path string) (*Store, *corpus.Corpus) {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	c, err := s.Corpus(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

// same compares two corpora field by field, with everything that hangs on them.
func same(t testing.TB, got, want *corpus.Corpus) {
	t.Helper()
	if got.Hash() != want.Hash() || got.Len() != want.Len() {
		t.Fatalf("%d documents with hash %.8s, want %d with %.8s", got.Len(), got.Hash(), want.Len(), want.Hash())
	}
	for i := range want.Len() {
		g, w := got.Doc(i), want.Doc(i)
		if !sameDocument(g, w) {
			t.Fatalf("document %d, %q, differs:\n%+v\nwant\n%+v", i, w.ID, clip(g), clip(w))
		}
		if got.Index(w.ID) != i {
			t.Fatalf("document %q stands at %d, want %d", w.ID, got.Index(w.ID), i)
		}
	}
}

// sameDocument compares all that a document shows, and its character offsets.
func sameDocument(a, b *corpus.Document) bool {
	x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for i := range x.NumField() {
		if x.Type().Field(i).IsExported() && !reflect.DeepEqual(x.Field(i).Interface(), y.Field(i).Interface()) {
			return false
		}
	}
	return slices.Equal(corpus.Offsets(a), corpus.Offsets(b))
}

func clip(d *corpus.Document) string {
	s := fmt.Sprintf("%+v", *d)
	return s[:min(len(s), 2000)]
}

// sameTokens compares cutting a stored corpus, for which tokens are kept, with
// cutting the texts.
func sameTokens(t testing.TB, stored, c *corpus.Corpus, r token.Recipe) {
	t.Helper()
	for i := range stored.Len() {
		if stored.Record(i).Kept(r.Hash()) == nil {
			t.Fatalf("no tokens of document %d are kept for %s", i, r)
		}
	}
	got, err := token.Cut(context.Background(), stored, r)
	if err != nil {
		t.Fatal(err)
	}
	want, err := token.Cut(context.Background(), c, r)
	if err != nil {
		t.Fatal(err)
	}
	if got.Recipe != want.Recipe || got.RecipeHash != want.RecipeHash || !reflect.DeepEqual(got.Features, want.Features) || !reflect.DeepEqual(got.Stopped, want.Stopped) {
		t.Fatalf("%d features of %s (%s), want %d of %s (%s)", len(got.Features), got.Recipe, got.RecipeHash, len(want.Features), want.Recipe, want.RecipeHash)
	}
	for i, w := range want.Docs {
		g := got.Docs[i]
		if !equal(g.IDs, w.IDs) || !equal(g.Start, w.Start) || !equal(g.End, w.End) {
			t.Fatalf("tokens of document %d, %q, differ from those cut", i, c.Doc(i).ID)
		}
	}
}

func equal(a, b []uint32) bool { return bytes.Equal(raw(a), raw(b)) }

// wantError checks that an error is an *Error and says these words.
func wantError(t testing.TB, err error, says ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one that says %q", says)
	}
	for _, w := range says {
		if !strings.Contains(err.Error(), w) {
			t.Fatalf("error %q, want %q in it", err, w)
		}
	}
}

// files returns the contents of a folder by name, the lock left out.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range list {
		if f.Name() != lockName {
			b, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			out[f.Name()] = string(b)
		}
	}
	return out
}
