package kwic

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"concord/analysis"
	"concord/analysis/promises"
	"concord/corpus"
	"concord/corpus/sharedtest"
)

// shared reads the lines of a file of real texts, so many bytes of them.
func shared(tb testing.TB, name string, size int, text func(line []byte) string) *analysis.Input {
	f, err := os.Open(sharedtest.Dir(tb, "corpus", name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var docs []*corpus.Document
	lines := bufio.NewReader(z)
	for size > 0 {
		var b strings.Builder
		for range 200 {
			line, err := lines.ReadBytes('\n')
			if err == io.EOF {
				size = 0
				break
			}
			b.WriteString(text(line) + "\n")
		}
		if b.Len() == 0 {
			break
		}
		size -= b.Len()
		docs = append(docs, document(fmt.Sprintf("D%05d", len(docs)), "", strings.ToValidUTF8(b.String(), "")))
	}
	return input(tb, docs...)
}

// BenchmarkSearch looks for what was looked for before, as in a notebook: the
// index is there.
func BenchmarkSearch(b *testing.B) {
	speech := func(line []byte) string {
		var d struct{ Text string }
		if err := json.Unmarshal(line, &d); err != nil {
			b.Fatal(err)
		}
		frozen, _ := corpus.Freeze(d.Text)
		return frozen
	}
	law := func(line []byte) string { return strings.TrimSpace(string(line)) }
	corpora := map[string]*analysis.Input{}
	for _, q := range []struct {
		corpus, match, find string
		open                func() *analysis.Input
	}{
		{"specimen", MatchString, "合作", func() *analysis.Input { return analysis.NewInput(promises.Specimen(b)) }},
		{"specimen", MatchQuery, "双方 []{0,6} 合作", nil},
		{"un", MatchString, "United Nations", func() *analysis.Input {
			return shared(b, "un-general-debate-every-5-years.jsonl.gz", 20_000_000, speech)
		}},
		{"un", MatchString, "nation", nil},
		{"un", MatchWord, "weapons of mass", nil},
		{"un", MatchRegex, "weapons? of mass", nil},
		{"un", MatchQuery, "the united nations", nil},
		{"laws", MatchString, "人民政府", func() *analysis.Input { return shared(b, "laws-zh.txt.gz", 20_000_000, law) }},
		{"laws", MatchString, "命运共同体", nil},
		{"laws", MatchWord, "社会主义", nil},
		{"laws", MatchQuery, "应当 []{0,4} 报告", nil},
	} {
		b.Run(fmt.Sprintf("corpus=%s/match=%s/find=%s", q.corpus, q.match, strings.ReplaceAll(q.find, " ", "_")), func(b *testing.B) {
			if corpora[q.corpus] == nil {
				if q.open == nil {
					b.Skip("no corpus")
				}
				corpora[q.corpus] = q.open()
			}
			in := corpora[q.corpus]
			p, err := Compile(q.find, q.match, false)
			if err != nil {
				b.Fatal(err)
			}
			var hits []Hit
			least := time.Hour
			for b.Loop() {
				start := time.Now()
				if hits, err = Search(b.Context(), in, corpus.Whole(in.Corpus, ""), p); err != nil {
					b.Fatal(err)
				}
				least = min(least, time.Since(start))
			}
			b.ReportMetric(float64(least), "least-ns")
			b.ReportMetric(float64(len(hits)), "hits")
		})
	}
}
