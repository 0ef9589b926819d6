package index

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
	"concord/corpus/specimen"
	"concord/corpus/structure"
	"concord/corpus/token"
)

// subject is a corpus to measure on, with its index.
type subject struct {
	corpus *corpus.Corpus
	tokens *corpus.Tokens
	index  *Index
}

// measured are the corpora that benchmarks share, made once.
var measured = map[string]func(testing.TB) subject{
	"specimen": once(func(tb testing.TB) *corpus.Corpus {
		loaded, err := load.FS(tb.Context(), specimen.Embedded(), ".", load.Options{})
		if err != nil {
			tb.Fatal(err)
		}
		return loaded.Corpus
	}),
	"un":   once(func(tb testing.TB) *corpus.Corpus { return repeated(tb, speeches(tb), 60_000_000) }),
	"laws": once(func(tb testing.TB) *corpus.Corpus { return repeated(tb, laws(tb), 100_000_000) }),
}

func once(read func(testing.TB) *corpus.Corpus) func(testing.TB) subject {
	var mu sync.Mutex
	var s *subject
	return func(tb testing.TB) subject {
		mu.Lock()
		defer mu.Unlock()
		if s == nil {
			c := read(tb)
			t, err := token.Cut(context.Background(), c, token.Default())
			if err != nil {
				tb.Fatal(err)
			}
			x, err := Build(context.Background(), c, t)
			if err != nil {
				tb.Fatal(err)
			}
			s = &subject{c, t, x}
		}
		return *s
	}
}

// unzipped opens a file of the shared corpus.
func unzipped(tb testing.TB, name string) io.Reader {
	f, err := os.Open(sharedtest.Dir(tb, "corpus", name))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	return z
}

func speeches(tb testing.TB) []string {
	var out []string
	lines := bufio.NewScanner(unzipped(tb, "un-general-debate-every-5-years.jsonl.gz"))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			tb.Fatal(err)
		}
		out = append(out, d.Text)
	}
	return out
}

// laws cuts the laws into documents of a thousand lines.
func laws(tb testing.TB) []string {
	data, err := io.ReadAll(unzipped(tb, "laws-zh.txt.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for part := range slices.Chunk(strings.SplitAfter(strings.ToValidUTF8(string(data), ""), "\n"), 1000) {
		out = append(out, strings.Join(part, ""))
	}
	return out
}

// repeated makes a corpus of so many bytes, the texts over again where they are
// fewer, with their sentences.
func repeated(tb testing.TB, texts []string, size int) *corpus.Corpus {
	var docs []*corpus.Document
	for n := 0; n < size; {
		text, _ := corpus.Freeze(texts[len(docs)%len(texts)])
		d := &corpus.Document{ID: fmt.Sprintf("D%06d", len(docs)), Text: text, SHA256: corpus.Hash(text)}
		structure.Read(d)
		docs = append(docs, d)
		n += len(text)
	}
	c, err := corpus.New(docs)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// queries are measured by corpus.
var queries = []struct{ corpus, text string }{
	{"specimen", "the two sides"},
	{"specimen", "双方 []{0,6} 合作"},
	{"un", "the united nations"},
	{"un", "weapons of mass"},
	{"un", "crimes against humanity"},
	{"un", "transit trade of"},
	{"un", "peace*"},
	{"un", "(peace|security) and (security|development)"},
	{"un", "human []{0,3} rights"},
	{"laws", "中华人民共和国"},
	{"laws", "人民政府"},
	{"laws", "社会主义"},
	{"laws", "法律、行政法规"},
	{"laws", "应当 []{0,4} 报告"},
	{"laws", "*主义"},
}

// fastest runs f and reports its shortest time too, which other work on the
// machine disturbs least.
func fastest(b *testing.B, f func()) {
	least := time.Hour
	for b.Loop() {
		start := time.Now()
		f()
		least = min(least, time.Since(start))
	}
	b.ReportMetric(float64(least), "least-ns")
}

func BenchmarkBuild(b *testing.B) {
	for _, name := range []string{"specimen", "un", "laws"} {
		b.Run("corpus="+name, func(b *testing.B) {
			s := measured[name](b)
			fastest(b, func() {
				if _, err := Build(b.Context(), s.corpus, s.tokens); err != nil {
					b.Fatal(err)
				}
			})
			size := 0
			for _, part := range s.index.Sections() {
				size += len(part.Data)
			}
			b.ReportMetric(float64(size)/1e6, "MB")
			b.ReportMetric(float64(s.index.Len())/1e6, "Mtokens")
		})
	}
}

func benchmarkFind(b *testing.B, limit int) {
	for _, q := range queries {
		b.Run("corpus="+q.corpus+"/query="+strings.ReplaceAll(q.text, " ", "_"), func(b *testing.B) {
			s := measured[q.corpus](b)
			query := parsed(b, q.text, token.Default())
			var hits []Hit
			fastest(b, func() { hits, _ = s.index.Find(b.Context(), query, Options{Limit: limit}) })
			b.ReportMetric(float64(len(hits)), "hits")
		})
	}
}

func BenchmarkPositions(b *testing.B) { benchmarkFind(b, 0) }

func BenchmarkFirstPage(b *testing.B) { benchmarkFind(b, 20) }

func BenchmarkLines(b *testing.B) {
	for _, q := range queries {
		b.Run("corpus="+q.corpus+"/query="+strings.ReplaceAll(q.text, " ", "_"), func(b *testing.B) {
			s := measured[q.corpus](b)
			query := parsed(b, q.text, token.Default())
			bytes := 0
			fastest(b, func() {
				hits, _ := s.index.Find(b.Context(), query, Options{})
				for _, l := range s.index.Lines(hits, 20) {
					bytes += len(l.Left) + len(l.Node) + len(l.Right)
				}
			})
			if bytes == 0 {
				b.Error("no lines")
			}
		})
	}
}

// BenchmarkSections searches an index read back from its sections.
func BenchmarkSections(b *testing.B) {
	for _, text := range []string{"the united nations", "weapons of mass"} {
		b.Run("corpus=un/query="+strings.ReplaceAll(text, " ", "_"), func(b *testing.B) {
			s := measured["un"](b)
			var sections []Section
			for _, part := range s.index.Sections() {
				sections = append(sections, Section{part.Name, slices.Clone(part.Data)})
			}
			x, err := From(s.corpus, s.tokens, sections)
			if err != nil {
				b.Fatal(err)
			}
			query := parsed(b, text, token.Default())
			fastest(b, func() { x.Find(b.Context(), query, Options{}) })
		})
	}
}

func BenchmarkParse(b *testing.B) {
	fastest(b, func() {
		parsed(b, "中方 []{0,4} (支持|赞赏) 命运共同体", token.Default())
	})
}

func parsed(tb testing.TB, text string, r token.Recipe) *Query {
	tb.Helper()
	q, err := Parse(text, r)
	if err != nil {
		tb.Fatal(err)
	}
	return q
}
