package web

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/corpus/load"
	ondisk "concord/corpus/store"
)

// keep builds a store of the files of a folder.
func keep(t *testing.T, path, from string) {
	t.Helper()
	l, err := load.Paths(t.Context(), []string{from}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ondisk.Build(t.Context(), path, ondisk.Documents(l.Corpus.Docs()), ondisk.Options{}); err != nil {
		t.Fatal(err)
	}
}

// A store in the folder is a corpus by its name, and no part of the whole
// folder; served by itself it is the only one.
func TestStoreIsACorpus(t *testing.T) {
	dir := folder(t)
	if err := os.RemoveAll(filepath.Join(dir, "bad")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "kept.concord")
	keep(t, path, filepath.Join(dir, "statements"))
	s := serverOf(t, Options{Path: dir})
	const body = `{"corpus":"%","options":{"top":5}}`
	run := func(s *Server, name string) string {
		t.Helper()
		w := ask(s, "POST", "/v1/run/frequency", strings.Replace(body, "%", name, 1))
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", name, w.Code, w.Body)
		}
		return w.Body.String()
	}
	if list := ask(s, "GET", "/v1/corpora", "").Body.String(); !strings.Contains(list, `{"name":"kept.concord","kind":"store"`) {
		t.Errorf("corpora: %s", list)
	}
	want := run(s, "statements")
	if run(s, "kept.concord") != want {
		t.Error("the store gives another answer than the files of which it was built")
	}
	if doc := ask(s, "GET", "/v1/corpora/all", "").Body.String(); !strings.Contains(doc, "a store of texts, to be named by itself") {
		t.Errorf("the whole folder says %.300s", doc)
	}
	alone := serverOf(t, Options{Path: path})
	if list := ask(alone, "GET", "/v1/corpora", "").Body.String(); !strings.Contains(list, `"kept.concord","kind":"store"`) || strings.Contains(list, "statements") {
		t.Errorf("served alone: %s", list)
	}
	if run(alone, "kept.concord") != want {
		t.Error("the store served alone gives another answer")
	}
}

// A run under way keeps the store open that was replaced meanwhile; when it is
// over, that is closed.
func TestStoreIsClosedAfterItsLastRun(t *testing.T) {
	dir := folder(t)
	path := filepath.Join(dir, "kept.concord")
	keep(t, path, filepath.Join(dir, "statements"))
	s := serverOf(t, Options{Path: dir})
	first, err := s.store.open(t.Context(), "kept.concord", nil)
	if err != nil {
		t.Fatal(err)
	}
	before := first.corpus.Doc(0).Text
	keep(t, path, filepath.Join(dir, "one.txt"))
	second, err := s.store.open(t.Context(), "kept.concord", nil)
	if err != nil {
		t.Fatal(err)
	}
	if second == first || second.corpus.Len() != 1 {
		t.Errorf("%d documents after the store was built anew, want 1", second.corpus.Len())
	}
	if !first.gone || first.texts == nil || first.corpus.Doc(0).Text != before {
		t.Error("the store is closed while a run uses it")
	}
	s.store.done(first)
	if first.texts != nil {
		t.Error("the store is open after its last run")
	}
	s.store.done(second)
	if second.texts == nil {
		t.Error("a store that is kept is closed")
	}
	s.store.close()
	if second.texts != nil {
		t.Error("the store is open after the end of the server")
	}
}

// Reading that nobody waits for any more leaves nothing open.
func TestStoreReadForNobody(t *testing.T) {
	dir := folder(t)
	keep(t, filepath.Join(dir, "kept.concord"), filepath.Join(dir, "statements"))
	s := serverOf(t, Options{Path: dir})
	var reading func(context.Context)
	s.store.start = func(work func(context.Context)) bool { reading = work; return true }
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan *kept)
	go func() {
		_, err := s.store.open(ctx, "kept.concord", func(int, int) {})
		if err == nil {
			t.Error("opened without being read")
		}
		over <- nil
	}()
	var k *kept
	for k == nil {
		s.store.mu.Lock()
		k = s.store.kept["kept.concord"]
		s.store.mu.Unlock()
	}
	cancel()
	<-over
	k.stop(nil)
	reading(t.Context())
	if k.texts != nil || !k.gone {
		t.Errorf("gone %v, and a store is open: %v", k.gone, k.texts != nil)
	}
}

// What is wrong with a store is said with the file within it, and no place of
// this machine.
func TestDamagedStore(t *testing.T) {
	dir := folder(t)
	path := filepath.Join(dir, "kept.concord")
	keep(t, path, filepath.Join(dir, "statements"))
	file := filepath.Join(path, "000001.seg")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[64] ^= 1 // the first byte of the texts
	put(t, file, string(data))
	put(t, filepath.Join(dir, "empty.concord", "x.txt"), "x")
	s := serverOf(t, Options{Path: dir})
	for name, want := range map[string]string{"kept.concord": "000001.seg", "empty.concord": "empty.concord"} {
		w := ask(s, "POST", "/v1/run/frequency", `{"corpus":"`+name+`"}`)
		where, what := problem(t, w)
		if w.Code != 422 || !strings.Contains(where, want) || what == "" || strings.Contains(w.Body.String(), dir) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}
