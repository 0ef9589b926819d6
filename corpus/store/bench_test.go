package store

import (
	"fmt"
	"testing"

	"concord/corpus"
	"concord/corpus/token"
)

// repeated is the specimen so many times, under other IDs.
func repeated(b *testing.B, times int) []*corpus.Document {
	var docs []*corpus.Document
	for i := range times {
		for _, d := range specimens(b).Docs() {
			c := *d
			c.ID = fmt.Sprintf("%s-%d", d.ID, i)
			docs = append(docs, &c)
		}
	}
	return docs
}

// BenchmarkOpen opens a store and reads one document.
func BenchmarkOpen(b *testing.B) {
	path := build(b, repeated(b, 20), Options{})
	for b.Loop() {
		s, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Document(s.Len() / 2); err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}

// BenchmarkCorpus makes the corpus and its tokens; bytes are those of texts.
func BenchmarkCorpus(b *testing.B) {
	path := build(b, repeated(b, 20), Options{})
	for b.Loop() {
		s, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(s.manifest.TextBytes)
		c, err := s.Corpus(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if _, err := token.Cut(b.Context(), c, token.Default()); err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
