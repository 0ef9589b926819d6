package store

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
	"concord/corpus/token"
)

func TestRoundTripOfSpecimen(t *testing.T) {
	want := specimens(t)
	grams := token.Default()
	grams.Unit, grams.Stop = "char2", "none"
	for _, segment := range []int64{0, 100 << 10, 1} { // one segment, some, one a document
		path := build(t, want.Docs(), Options{SegmentBytes: segment, Recipes: []token.Recipe{token.Default(), grams}})
		s, got := open(t, path)
		same(t, got, want)
		sameTokens(t, got, want, token.Default())
		sameTokens(t, got, want, grams)
		for _, i := range []int{0, 17, want.Len() - 1} {
			d, err := s.Document(i)
			if err != nil {
				t.Fatal(err)
			}
			if !sameDocument(d, want.Doc(i)) {
				t.Errorf("document %d alone differs", i)
			}
		}
		if err := Verify(t.Context(), path); err != nil {
			t.Error(err)
		}
	}
}

func TestRoundTripOfRealTexts(t *testing.T) {
	dir := sharedtest.Dir(t, "corpus")
	for _, name := range []string{"communique-2022-china-cambodia.txt", "joint-statements-zh.jsonl", "joint-statements-en.jsonl", "congress-reports-zh.jsonl.gz"} {
		l, err := load.Paths(t.Context(), []string{filepath.Join(dir, name)}, load.Options{SkipBad: true})
		if err != nil {
			t.Fatal(err)
		}
		_, got := open(t, build(t, l.Corpus.Docs(), Options{SegmentBytes: 1 << 20}))
		same(t, got, l.Corpus)
		sameTokens(t, got, l.Corpus, token.Default())
	}
}

// fill gives every exported field below v a value drawn at random, so that a
// field that is added to a document and not stored is noticed. Lists are nil,
// empty or filled.
func fill(v reflect.Value, r *rand.Rand) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Repeat("字a\n", r.IntN(3)))
	case reflect.Int:
		v.SetInt(int64(r.IntN(1 << 20)))
	case reflect.Float64:
		v.SetFloat(r.NormFloat64())
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Slice:
		if n := r.IntN(5) - 1; n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(v.Index(i), r)
			}
		}
	case reflect.Map:
		if n := r.IntN(5) - 1; n >= 0 {
			v.Set(reflect.MakeMap(v.Type()))
			for i := range n {
				v.SetMapIndex(reflect.ValueOf(strconv.Itoa(i)), reflect.ValueOf("值"+strconv.Itoa(r.IntN(9))))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), r)
			}
		}
	default:
		panic("a document holds a " + v.Kind().String())
	}
}

// fit makes the random structure of a random document one that can be.
func fit(d *corpus.Document, r *rand.Rand) {
	d.Text = "正文" + strings.Repeat("词语 ", r.IntN(300))
	d.SHA256 = corpus.Hash(d.Text)
	st := &d.Structure
	if len(st.Sections) == 0 || len(st.Paragraphs) == 0 {
		st.Sentences = nil
	}
	if len(st.Sentences) == 0 {
		st.Clauses = nil
	}
	span := func(s *corpus.Span) {
		a, b := r.IntN(len(d.Text)+1), r.IntN(len(d.Text)+1)
		*s = corpus.Span{Start: min(a, b), End: max(a, b)}
	}
	for _, s := range []*corpus.Span{&st.Title, &st.Dateline, &st.Agency} {
		span(s)
	}
	for i := range st.Sections {
		span(&st.Sections[i].Span)
		st.Sections[i].Parent = r.IntN(i+1) - 1
	}
	for i := range st.Paragraphs {
		span(&st.Paragraphs[i].Span)
		st.Paragraphs[i].Section = r.IntN(len(st.Sections)+1) - 1
	}
	for i := range st.Sentences {
		span(&st.Sentences[i].Span)
		st.Sentences[i].Paragraph = r.IntN(len(st.Paragraphs))
	}
	for i := range st.Clauses {
		span(&st.Clauses[i].Span)
		st.Clauses[i].Sentence = r.IntN(len(st.Sentences))
	}
}

func TestRoundTripOfEveryField(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var docs []*corpus.Document
	for i := range 400 {
		d := &corpus.Document{}
		fill(reflect.ValueOf(d).Elem(), r)
		d.ID = "文本 " + strconv.Itoa(i)
		fit(d, r)
		docs = append(docs, d)
	}
	want, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	_, got := open(t, build(t, docs, Options{SegmentBytes: 64 << 10}))
	same(t, got, want)
}

func TestStructureThatDoesNotFit(t *testing.T) {
	for _, spoil := range []func(*corpus.Structure){
		func(s *corpus.Structure) { s.Title = corpus.Span{Start: 2, End: 1} },
		func(s *corpus.Structure) { s.Clauses[0].End = 1 << 20 },
		func(s *corpus.Structure) { s.Sentences[0].Paragraph = 99 },
		func(s *corpus.Structure) { s.Sections = append(s.Sections, corpus.Section{Parent: len(s.Sections)}) },
	} {
		docs := made(0, 1)
		spoil(&docs[0].Structure)
		_, err := Build(t.Context(), filepath.Join(t.TempDir(), "a.concord"), Documents(docs), Options{})
		wantError(t, err, "D-0", "the structure does not fit the text")
	}
}

// TestChanges adds and removes at random and compares with plain lists.
func TestChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	all := made(0, 300)
	model := slices.Clone(all[:5])
	at := 5
	path := build(t, model, Options{SegmentBytes: 20 << 10})
	for step := range 60 {
		if r.IntN(3) > 0 && at < len(all) {
			n := min(1+r.IntN(6), len(all)-at)
			change, err := Add(t.Context(), path, Documents(all[at:at+n]), Options{SegmentBytes: 20 << 10})
			if err != nil || change.Added != n {
				t.Fatalf("%+v, %v", change, err)
			}
			model = append(model, all[at:at+n]...)
			at += n
		} else {
			var ids []string
			model = slices.DeleteFunc(model, func(d *corpus.Document) bool {
				gone := r.IntN(6) == 0 && len(model)-len(ids) > 1
				if gone {
					ids = append(ids, d.ID)
				}
				return gone
			})
			if change, err := Remove(t.Context(), path, ids); err != nil || change.Removed != len(ids) {
				t.Fatalf("%+v, %v", change, err)
			}
		}
		if step%6 != 0 {
			continue
		}
		want, err := corpus.New(slices.Clone(model))
		if err != nil {
			t.Fatal(err)
		}
		_, got := open(t, path)
		same(t, got, want)
		sameTokens(t, got, want, token.Default())
		if err := Verify(t.Context(), path); err != nil {
			t.Fatal(err)
		}
	}
	// 20 KiB hold about 17 documents. Segments that stand next to each other
	// are merged unless one is more than twice all behind it.
	s, _ := open(t, path)
	if n, most := len(s.parts), len(model)/17*2+8; n > most {
		t.Errorf("%d segments for %d documents, want at most %d", n, len(model), most)
	}
}

func TestMergeFrom(t *testing.T) {
	for _, c := range []struct {
		sizes []int64
		want  int
	}{
		{[]int64{5}, 0}, {[]int64{3, 1}, 1}, {[]int64{2, 1}, 0}, {[]int64{9, 4, 2, 1}, 0},
		{[]int64{99, 4, 2, 1}, 1}, {[]int64{70, 60}, 1},
	} {
		var list []segmentEntry
		for _, n := range c.sizes {
			list = append(list, segmentEntry{TextBytes: n})
		}
		if got := mergeFrom(list, 100); got != c.want {
			t.Errorf("%v: merged from %d, want %d", c.sizes, got, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	path := build(t, made(0, 3), Options{})
	before := files(t, path)
	_, err := Add(t.Context(), path, Documents(made(2, 4)), Options{})
	wantError(t, err, path, `the ID "D-2"`, "unique IDs")
	_, err = Remove(t.Context(), path, []string{"D-1", "X"})
	wantError(t, err, path, `no document "X"`)
	_, err = Remove(t.Context(), path, []string{"D-0", "D-1", "D-2"})
	wantError(t, err, "no document would be left")
	_, err = Build(t.Context(), path, Documents(nil), Options{})
	wantError(t, err, "no documents")
	wrong := made(4, 5)
	wrong[0].SHA256 = corpus.Hash("another")
	_, err = Add(t.Context(), path, Documents(wrong), Options{})
	wantError(t, err, "D-4", "SHA-256")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = Add(ctx, path, Documents(made(5, 6)), Options{}); err == nil {
		t.Error("a change was made after its context had ended")
	}
	if after := files(t, path); !reflect.DeepEqual(before, after) {
		t.Errorf("the store was changed by what failed")
	}
	for _, f := range []func(string) error{
		func(p string) error { _, err := Open(p); return err },
		func(p string) error { _, err := Add(t.Context(), p, Documents(made(5, 6)), Options{}); return err },
		func(p string) error { _, err := Remove(t.Context(), p, []string{"x"}); return err },
		func(p string) error { return Verify(t.Context(), p) },
	} {
		wantError(t, f(t.TempDir()), "no MANIFEST")
		if err := f(filepath.Join(t.TempDir(), "none")); err == nil {
			t.Error("a folder that is not there was taken for a store")
		}
	}
}

func TestOpenFromMemory(t *testing.T) {
	want := specimens(t)
	fsys := fstest.MapFS{}
	for name, data := range files(t, build(t, want.Docs(), Options{})) {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	s, err := OpenFS(fsys, "memory")
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, want)
}
