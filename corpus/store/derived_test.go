package store

import (
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"concord/corpus/index"
	"concord/corpus/token"
)

// TestDerivedIndex keeps an index of the specimen and reads it back in place.
func TestDerivedIndex(t *testing.T) {
	c := specimens(t)
	path := build(t, c.Docs(), Options{SegmentBytes: 200 << 10})
	name := "index/" + token.Default().Hash()
	err := Derive(t.Context(), path, name, func(s *Store) ([]Section, error) {
		stored, err := s.Corpus(t.Context())
		if err != nil {
			return nil, err
		}
		tokens, err := token.Cut(t.Context(), stored, token.Default())
		if err != nil {
			return nil, err
		}
		x, err := index.Build(t.Context(), stored, tokens)
		if err != nil {
			return nil, err
		}
		var out []Section
		for _, sec := range x.Sections() {
			out = append(out, Section(sec))
		}
		return out, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s, stored := open(t, path)
	same(t, stored, c)
	sections, err := s.Derived(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	var kept []index.Section
	for _, sec := range sections {
		kept = append(kept, index.Section(sec))
	}
	tokens, err := token.Cut(t.Context(), stored, token.Default())
	if err != nil {
		t.Fatal(err)
	}
	got, err := index.From(stored, tokens, kept)
	if err != nil {
		t.Fatal(err)
	}
	cut, err := token.Cut(t.Context(), c, token.Default())
	if err != nil {
		t.Fatal(err)
	}
	want, err := index.Build(t.Context(), c, cut)
	if err != nil {
		t.Fatal(err)
	}
	q, err := index.Parse("合作*", token.Default())
	if err != nil {
		t.Fatal(err)
	}
	found, err := got.Find(t.Context(), q, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	hits, err := want.Find(t.Context(), q, index.Options{})
	if err != nil || len(hits) == 0 || !slices.Equal(found, hits) {
		t.Errorf("%d hits in the kept index, %d in a new one, %v", len(found), len(hits), err)
	}
	if info := s.Info(); !slices.Equal(info.Derived, []string{name}) {
		t.Errorf("derived data %v, want %s", info.Derived, name)
	}
}

func TestDerivedData(t *testing.T) {
	path := build(t, made(0, 4), Options{})
	put := func(name, data string) {
		t.Helper()
		if err := Derive(t.Context(), path, name, func(*Store) ([]Section, error) { return []Section{{"a", []byte(data)}, {"b", nil}}, nil }); err != nil {
			t.Fatal(err)
		}
	}
	put("x", "one")
	put("y", "two")
	put("x", "three")
	s, _ := open(t, path)
	for name, want := range map[string][]Section{"x": {{"a", []byte("three")}, {"b", []byte{}}}, "y": {{"a", []byte("two")}, {"b", []byte{}}}, "z": nil} {
		if got, err := s.Derived(t.Context(), name); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, %v, want %q", name, got, err, want)
		}
	}
	before := files(t, path)
	failed := errors.New("no")
	if err := Derive(t.Context(), path, "x", func(*Store) ([]Section, error) { return nil, failed }); !errors.Is(err, failed) {
		t.Errorf("error %v, want %v", err, failed)
	}
	if after := files(t, path); after[manifestName] != before[manifestName] {
		t.Error("what failed changed the store")
	}
	file := s.manifest.Derived[0].File
	data := []byte(before[file])
	data[headerBytes] ^= 1
	write0(t, filepath.Join(path, file), data)
	wantError(t, Verify(t.Context(), path), file, "changed")
	if _, err := Remove(t.Context(), path, []string{"D-2"}); err != nil {
		t.Fatal(err)
	}
	s, _ = open(t, path)
	if got, err := s.Derived(t.Context(), "x"); got != nil || err != nil {
		t.Errorf("after a change of the documents there is still %q, %v", got, err)
	}
	if err := Verify(t.Context(), path); err != nil {
		t.Error(err)
	}
}
