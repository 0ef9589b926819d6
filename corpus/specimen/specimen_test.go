package specimen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func generate(t testing.TB, o Options) *Generated {
	t.Helper()
	g, err := Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// options returns the default options with another number of documents.
func optionsOf(documents int, null bool, langs ...string) Options {
	o := DefaultOptions()
	o.Documents, o.Null = documents, null
	if len(langs) > 0 {
		o.Langs = langs
	}
	return o
}

func output(t testing.TB, g *Generated) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := g.WriteJSONL(&b, ""); err != nil {
		t.Fatal(err)
	}
	if err := g.WriteTruth(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameOptionsSameBytes(t *testing.T) {
	for _, null := range []bool{false, true} {
		want := output(t, generate(t, optionsOf(60, null)))
		for _, procs := range []int{1, 2} {
			old := runtime.GOMAXPROCS(procs)
			got := output(t, generate(t, optionsOf(60, null)))
			runtime.GOMAXPROCS(old)
			if !bytes.Equal(got, want) {
				t.Errorf("null %v, GOMAXPROCS %d: other bytes than before", null, procs)
			}
		}
		o := optionsOf(60, null)
		o.Seed++
		if bytes.Equal(output(t, generate(t, o)), want) {
			t.Errorf("null %v: another seed gives the same bytes", null)
		}
	}
}

// A version in one language has the same texts as in both.
func TestLanguagesAreIndependent(t *testing.T) {
	both := generate(t, optionsOf(20, false))
	for _, lang := range []string{"zh", "en"} {
		alone := generate(t, optionsOf(20, false, lang))
		i := 0
		for _, d := range both.Docs {
			if d.Lang != lang {
				continue
			}
			if a := alone.Docs[i]; a.Text != d.Text || a.ID != d.ID || a.Twin != "" {
				t.Fatalf("%s: alone %s (twin %q) differs from %s", lang, a.ID, a.Twin, d.ID)
			}
			i++
		}
		if i != len(alone.Docs) {
			t.Errorf("%s: %d documents, want %d", lang, len(alone.Docs), i)
		}
	}
}

func TestEmbeddedFilesAreFresh(t *testing.T) {
	g := generate(t, DefaultOptions())
	writers := map[string]func(io.Writer) error{
		FileZh:    func(w io.Writer) error { return g.WriteJSONL(w, "zh") },
		FileEn:    func(w io.Writer) error { return g.WriteJSONL(w, "en") },
		FileTruth: g.WriteTruth,
	}
	for name, write := range writers {
		var want bytes.Buffer
		if err := write(&want); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("data", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s is stale: run go generate ./corpus/specimen", name)
		}
	}
	truth, err := EmbeddedTruth()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(*truth, g.Truth) {
		t.Error("EmbeddedTruth does not read back what Generate returns")
	}
	if _, err := Embedded().Open("../options.go"); err == nil {
		t.Error("Embedded opened a path outside its folder")
	}
}

func TestJSONLFields(t *testing.T) {
	var b bytes.Buffer
	if err := generate(t, optionsOf(10, false)).WriteJSONL(&b, "zh"); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 10 {
		t.Fatalf("%d lines, want 10", len(lines))
	}
	for _, line := range lines {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{"id", "title", "date", "parties", "lang", "kind", "text"} {
			if m[field] == nil || m[field] == "" {
				t.Errorf("field %s is missing in %.60s", field, line)
			}
		}
	}
}

func TestValidate(t *testing.T) {
	cases := []struct {
		change func(*Options)
		want   string
	}{
		{func(o *Options) { o.Documents = 9 }, "specimen: Documents 9: want 10 to 1000000"},
		{func(o *Options) { o.Documents = 1_000_001 }, "specimen: Documents 1000001: want 10 to 1000000"},
		{func(o *Options) { o.Pairs = 0 }, "specimen: Pairs 0: want 1 to 28"},
		{func(o *Options) { o.Pairs = 29 }, "specimen: Pairs 29: want 1 to 28"},
		{func(o *Options) { o.Documents, o.Pairs = 10, 11 }, "specimen: Pairs 11: want at most one per document (10)"},
		{func(o *Options) { o.FirstYear = 2016 }, "specimen: FirstYear, LastYear 2016, 2024: want at least 10 years"},
		{func(o *Options) { o.FirstYear = 0 }, "specimen: FirstYear, LastYear 0, 2024: want years from 1 to 9999"},
		{func(o *Options) { o.Dispersion = 0 }, "specimen: Dispersion 0: want 0.1 or more; +Inf for Poisson"},
		{func(o *Options) { o.Dispersion = math.NaN() }, "specimen: Dispersion NaN: want 0.1 or more; +Inf for Poisson"},
		{func(o *Options) { o.Reuse = 0.95 }, "specimen: Reuse 0.95: want 0 to 0.9"},
		{func(o *Options) { o.Reuse = math.NaN() }, "specimen: Reuse NaN: want 0 to 0.9"},
		{func(o *Options) { o.Langs = nil }, `specimen: Langs []: want "zh", "en" or both`},
		{func(o *Options) { o.Langs = []string{"zh", "fr"} }, `specimen: Langs [zh fr]: want "zh", "en" or both, each once`},
		{func(o *Options) { o.Langs = []string{"en", "en"} }, `specimen: Langs [en en]: want "zh", "en" or both, each once`},
	}
	for _, c := range cases {
		o := DefaultOptions()
		c.change(&o)
		if _, err := Generate(o); err == nil || err.Error() != c.want {
			t.Errorf("Generate: error %v, want %s", err, c.want)
		}
		if _, err := Documents(o); err == nil {
			t.Errorf("Documents: no error, want %s", c.want)
		}
	}
	if err := DefaultOptions().Validate(); err != nil {
		t.Errorf("default options: %v", err)
	}
}

func TestOptionsAsJSON(t *testing.T) {
	for _, k := range []float64{0.5, math.Inf(1)} {
		o := DefaultOptions()
		o.Dispersion = k
		b, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		var got Options
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, o) {
			t.Errorf("after a round trip: %+v, want %+v", got, o)
		}
	}
}

// Every size, number of pairs and burstiness gives what it promises: the number
// of documents, in order of date, with unique IDs.
func TestSizes(t *testing.T) {
	for _, c := range []struct {
		documents, pairs int
		dispersion       float64
		null             bool
	}{
		{10, 8, 6, false}, {10, 10, 6, false}, {10, 1, 6, false}, {300, 28, 0.5, false},
		{11, 2, 1, true}, {5000, 8, math.Inf(1), false}, {5000, 28, 2, true},
	} {
		o := optionsOf(c.documents, c.null, "zh")
		o.Pairs, o.Dispersion = c.pairs, c.dispersion
		t.Run(fmt.Sprint(c), func(t *testing.T) { checkSize(t, o) })
	}
}

func checkSize(t *testing.T, o Options) {
	docs, err := Documents(o)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	pairs := make(map[string]bool)
	last := ""
	for d := range docs {
		if seen[d.ID] {
			t.Fatalf("two documents have the ID %s", d.ID)
		}
		if d.Date < last {
			t.Fatalf("%s of %s stands after %s", d.ID, d.Date, last)
		}
		if y := yearOf(d.Date); y < o.FirstYear || y > o.LastYear {
			t.Fatalf("%s: year %d outside %d–%d", d.ID, y, o.FirstYear, o.LastYear)
		}
		seen[d.ID], pairs[d.Pair], last = true, true, d.Date
	}
	if len(seen) != o.Documents || len(pairs) != o.Pairs {
		t.Errorf("%d documents of %d pairs, want %d of %d", len(seen), len(pairs), o.Documents, o.Pairs)
	}
}

// Streaming stops when asked to and holds no more for many documents than for
// few.
func TestStreamingIsConstantInMemory(t *testing.T) {
	docs, err := Documents(optionsOf(8000, false, "zh"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var heap [2]uint64
	for range docs {
		n++
		switch n {
		case 500:
			heap[0] = live()
		case 7500:
			heap[1] = live()
		}
		if n == 7600 {
			break
		}
	}
	if n != 7600 {
		t.Errorf("stopped after %d documents, want 7600", n)
	}
	if heap[1] > heap[0]+1<<20 {
		t.Errorf("%d bytes live after 500 documents, %d after 7500: want less than 1 MiB more", heap[0], heap[1])
	}
}

func live() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func TestApportion(t *testing.T) {
	// By hand: shares 5, 3 and 2 of 7 are 3.5, 2.1, 1.4; the seat left over goes
	// to the largest remainder.
	if got := apportion(7, []float64{5, 3, 2}); !slices.Equal(got, []int{4, 2, 1}) {
		t.Errorf("apportion(7, 5:3:2) = %v, want [4 2 1]", got)
	}
}

func BenchmarkDocuments(b *testing.B) {
	for _, lang := range []string{"zh", "en"} {
		b.Run(lang, func(b *testing.B) {
			docs, err := Documents(optionsOf(1000, false, lang))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				size := int64(0)
				for d := range docs {
					size += int64(len(d.Text))
				}
				b.SetBytes(size)
			}
		})
	}
}
