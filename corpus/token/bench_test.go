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

func BenchmarkCut(b *testing.B) {
	zh, en := laws(b, 8<<20), statements(b)
	for _, c := range []struct {
		name, text string
		change     func(*Recipe)
	}{
		{"lang=zh/unit=word/unknown=true", zh, func(*Recipe) {}},
		{"lang=zh/unit=word/unknown=false", zh, func(r *Recipe) { r.Lexicon, r.Unknown = "none", false }},
		{"lang=zh/unit=char2/unknown=true", zh, func(r *Recipe) { r.Unit = "char2" }},
		{"lang=en/unit=word/stem=false", en, func(*Recipe) {}},
		{"lang=en/unit=word/stem=true", en, func(r *Recipe) { r.Stem = true }},
		{"lang=zh/unit=word/presegmented=true", segmented(b, zh), func(r *Recipe) { r.Presegmented = true }},
	} {
		b.Run(c.name, func(b *testing.B) { benchmark(b, c.text, c.change, false) })
	}
}

// Texts to a matrix by document: tokens with their places kept, then counts.
func BenchmarkMatrix(b *testing.B) {
	zh := segmented(b, laws(b, 8<<20))
	b.Run("lang=en", func(b *testing.B) { benchmark(b, statements(b), func(*Recipe) {}, true) })
	b.Run("lang=zh/presegmented=true", func(b *testing.B) {
		benchmark(b, zh, func(r *Recipe) { r.Presegmented = true }, true)
	})
}

// segmented parts the words of a Chinese text by blanks.
func segmented(tb testing.TB, text string) string {
	r := Default()
	r.Punct = "keep"
	var b strings.Builder
	last := 0
	for _, w := range Words(text, r) {
		b.WriteString(strings.Repeat("\n", strings.Count(text[last:w.Start], "\n")) + text[w.Start:w.End] + " ")
		last = w.End
	}
	return b.String()
}

// benchmark cuts a text, parted at line ends into documents of some 64 KiB, and
// counts the tokens if asked.
func benchmark(b *testing.B, text string, change func(*Recipe), count bool) {
	r := Default()
	change(&r)
	var docs []string
	for rest := text; rest != ""; {
		n := len(rest)
		if n > 1<<16 {
			n = 1<<16 + strings.IndexByte(rest[1<<16:]+"\n", '\n')
			n = min(n+1, len(rest))
		}
		docs, rest = append(docs, rest[:n]), rest[n:]
	}
	c := one(b, docs...)
	k, err := New(r)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	tokens := 0
	for b.Loop() {
		t, err := k.Cut(context.Background(), c)
		if err != nil {
			b.Fatal(err)
		}
		if count {
			corpus.Count(c, t, corpus.Whole(c, "all"))
		}
		tokens += t.Total()
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Default()); err != nil {
			b.Fatal(err)
		}
	}
}
