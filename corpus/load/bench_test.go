package load_test

import (
	"context"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
	"concord/corpus/specimen"
)

// BenchmarkLoad takes texts all the way from the file to the corpus: bytes of
// text per second on all processors.
func BenchmarkLoad(b *testing.B) {
	for _, lang := range []string{"zh", "en"} {
		b.Run("lang="+lang+"/text=specimen", func(b *testing.B) {
			benchmarkLoad(b, func() (*load.Loaded, error) {
				return load.FS(context.Background(), specimen.Embedded(), "specimen-"+lang+".jsonl", load.Options{})
			})
		})
	}
	for _, file := range []struct{ lang, name string }{
		{"zh", "government-work-reports-zh.jsonl.gz"}, {"zh", "laws-zh.txt.gz"},
		{"en", "joint-statements-en.jsonl"}, {"en", "un-general-debate-every-5-years.jsonl.gz"},
	} {
		name, _, _ := strings.Cut(file.name, ".")
		b.Run("lang="+file.lang+"/text="+name, func(b *testing.B) {
			path := sharedtest.Dir(b, "corpus", file.name)
			benchmarkLoad(b, func() (*load.Loaded, error) {
				return load.Paths(context.Background(), []string{path}, load.Options{})
			})
		})
	}
}

func benchmarkLoad(b *testing.B, read func() (*load.Loaded, error)) {
	b.ReportAllocs()
	for b.Loop() {
		got, err := read()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(textBytes(got.Corpus))
	}
}

func textBytes(c *corpus.Corpus) int64 {
	n := 0
	for _, d := range c.Docs() {
		n += len(d.Text)
	}
	return int64(n)
}
