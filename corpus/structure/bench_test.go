package structure_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/sharedtest"
	"concord/corpus/specimen"
	"concord/corpus/structure"
)

// BenchmarkRead reads the embedded specimen and, where they are, real texts:
// bytes of text per second on one core.
func BenchmarkRead(b *testing.B) {
	for _, lang := range []string{"zh", "en"} {
		b.Run("lang="+lang+"/text=specimen", func(b *testing.B) {
			f, err := specimen.Embedded().Open("specimen-" + lang + ".jsonl")
			if err != nil {
				b.Fatal(err)
			}
			benchmarkRead(b, lang, jsonTexts(b, f))
		})
	}
	for _, file := range []struct{ lang, name string }{
		{"zh", "government-work-reports-zh.jsonl.gz"}, {"zh", "laws-zh.txt.gz"},
		{"en", "joint-statements-en.jsonl"}, {"en", "un-general-debate-every-5-years.jsonl.gz"},
	} {
		name, _, _ := strings.Cut(file.name, ".")
		b.Run("lang="+file.lang+"/text="+name, func(b *testing.B) {
			r := unpacked(b, sharedtest.Dir(b, "corpus", file.name))
			if strings.Contains(file.name, ".jsonl") {
				benchmarkRead(b, file.lang, jsonTexts(b, r))
				return
			}
			all, err := io.ReadAll(r)
			if err != nil {
				b.Fatal(err)
			}
			text, _ := corpus.Freeze(string(all))
			benchmarkRead(b, file.lang, []string{text})
		})
	}
}

func benchmarkRead(b *testing.B, lang string, texts []string) {
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			structure.Read(&corpus.Document{ID: "B", Text: t, Lang: lang})
		}
	}
}

func unpacked(b *testing.B, path string) io.Reader {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(path, ".gz") {
		return f
	}
	r, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// jsonTexts returns the texts of JSON lines.
func jsonTexts(b *testing.B, r io.Reader) []string {
	b.Helper()
	if f, ok := r.(fs.File); ok {
		b.Cleanup(func() { f.Close() })
	}
	var out []string
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var rec struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
			b.Fatal(err)
		}
		text, _ := corpus.Freeze(rec.Text)
		out = append(out, text)
	}
	if lines.Err() != nil || len(out) == 0 {
		b.Fatalf("%d texts: %v", len(out), lines.Err())
	}
	return out
}
