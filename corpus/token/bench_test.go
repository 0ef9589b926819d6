package token

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/sharedtest"
)

// laws reads up to size bytes of modern formal Chinese.
func laws(tb testing.TB, size int64) string {
	f, err := os.Open(sharedtest.Dir(tb, "corpus", "laws-zh.txt.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	data, err := io.ReadAll(io.LimitReader(z, size))
	if err != nil {
		tb.Fatal(err)
	}
	return strings.ToValidUTF8(string(data), "")
}

// statements reads English joint statements, one after another.
func statements(tb testing.TB) string {
	data, err := os.ReadFile(sharedtest.Dir(tb, "corpus", "joint-statements-en.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		var d struct{ Text string }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			tb.Fatal(err)
		}
		b.WriteString(d.Text + "\n")
	}
	return b.String()
}

// one makes a corpus of texts.
func one(tb testing.TB, texts ...string) *corpus.Corpus {
	var docs []*corpus.Document
	for i, text := range texts {
		docs = append(docs, &corpus.Document{ID: "D" + string(rune('A'+i%26)) + strings.Repeat("x", i/26), Text: text, SHA256: corpus.Hash(text)})
	}
	c, err := corpus.New(docs)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func benchmark(b *testing.B, text string, change func(*Recipe)) {
	r := Default()
	change(&r)
	c := one(b, text)
	k, err := New(r)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := k.Cut(context.Background(), c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChinese(b *testing.B) { benchmark(b, laws(b, 8<<20), func(*Recipe) {}) }
func BenchmarkChinesePlain(b *testing.B) {
	benchmark(b, laws(b, 8<<20), func(r *Recipe) { r.Lexicon, r.Unknown = "none", false })
}
func BenchmarkChar2(b *testing.B) {
	benchmark(b, laws(b, 8<<20), func(r *Recipe) { r.Unit = "char2" })
}
func BenchmarkEnglish(b *testing.B) { benchmark(b, statements(b), func(*Recipe) {}) }
func BenchmarkEnglishStem(b *testing.B) {
	benchmark(b, statements(b), func(r *Recipe) { r.Stem = true })
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Default()); err != nil {
			b.Fatal(err)
		}
	}
}
