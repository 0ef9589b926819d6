package load

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/sharedtest"
	"concord/corpus/specimen"
)

// agree checks that Each reads what Paths reads, whatever the limit.
func agree(t *testing.T, paths []string, opt Options) {
	t.Helper()
	want, err := Paths(t.Context(), paths, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, limit := range []int64{1, 3000, eachBytes} {
		var docs []*corpus.Document
		got, err := each(t.Context(), paths, opt, Taken{}, limit, func(d *corpus.Document) error {
			docs = append(docs, d)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var named []*corpus.Document
		for i, d := range docs {
			if d.ID = got.IDs[i]; d.ID != "" {
				named = append(named, d)
			}
		}
		c, err := corpus.New(named)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(c.Docs(), want.Corpus.Docs()) {
			t.Errorf("limit %d: IDs %v, want %v, or the documents differ", limit, c.IDs(), want.Corpus.IDs())
		}
		if got.Files != want.Files || fmt.Sprint(got.Skipped) != fmt.Sprint(want.Skipped) || !reflect.DeepEqual(got.Ignored, want.Ignored) {
			t.Errorf("limit %d: %d files, skipped %v, ignored %v\nwant %d, %v, %v", limit, got.Files, got.Skipped, got.Ignored, want.Files, want.Skipped, want.Ignored)
		}
	}
}

func TestEachReadsWhatPathsReads(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, specimen.Embedded()); err != nil {
		t.Fatal(err)
	}
	agree(t, []string{dir}, Options{})
	many := ""
	for i := range 40 {
		many += fmt.Sprintf("{\"text\":%q}\n", fmt.Sprintf("第%d次联合声明。%s", i, strings.Repeat("双方同意深化合作。", 10)))
	}
	mixed := t.TempDir()
	write(t, mixed, "a.txt", []byte(statement))
	write(t, mixed, "b.jsonl", []byte(many+"{\"text\":3}\n"+many+`{"id":"given","text":"x"}`+"\n"+`{"id":"given","text":"y"}`))
	write(t, mixed, "c.csv", []byte("id,text\ngiven,again\nrow,words\n,nameless\n"))
	write(t, mixed, "d.zip", zipOf(t, "in/a.txt", statement, "in/b.md", "# 标题\n\n正文。"))
	write(t, mixed, "e.jsonl.gz", gzipOf(t, []byte(many)))
	write(t, mixed, "README.md", []byte("about"))
	write(t, mixed, "f.txt", nil)
	agree(t, []string{mixed}, Options{SkipBad: true})
}

func TestEachReadsRealTexts(t *testing.T) {
	dir := sharedtest.Dir(t, "corpus")
	agree(t, []string{filepath.Join(dir, "joint-statements-zh.jsonl"), filepath.Join(dir, "communique-2022-china-cambodia.txt"), filepath.Join(dir, "congress-reports-zh.jsonl.gz")}, Options{SkipBad: true})
}

// TestEachHoldsLittle counts the documents that are handed over before a fault
// at the end of the file is met.
func TestEachHoldsLittle(t *testing.T) {
	line := fmt.Sprintf("{\"text\":%q}\n", strings.Repeat("words ", 5000))
	p := write(t, t.TempDir(), "a.jsonl", []byte(strings.Repeat(line, 120)+"{")) // 3.6 MB, read by the megabyte
	n := 0
	_, err := each(t.Context(), []string{p}, Options{}, Taken{}, 100<<10, func(*corpus.Document) error { n++; return nil })
	if err == nil || !strings.Contains(err.Error(), "a.jsonl:121") || n < 100 {
		t.Errorf("%d documents were handed over before %v, want 100 and more of 120", n, err)
	}
}

func TestEachErrors(t *testing.T) {
	dir := t.TempDir()
	p := write(t, dir, "a.jsonl", []byte(`{"text":"x"}`+"\n"+`{"id":"b","text":"y"}`))
	stop := fmt.Errorf("stop: %w", &Error{Path: "elsewhere", Problem: "full"})
	for _, limit := range []int64{1, eachBytes} {
		_, err := each(t.Context(), []string{p}, Options{SkipBad: true}, Taken{}, limit, func(*corpus.Document) error { return stop })
		if err != stop {
			t.Errorf("error %v, want the one of the function", err)
		}
	}
	none := func(*corpus.Document) error { return nil }
	got, err := Each(t.Context(), []string{p}, Options{}, Taken{IDs: []string{"a-1", "c"}, By: "old.concord"}, none)
	if err != nil || !reflect.DeepEqual(got.IDs, []string{"a-jsonl-1", "b"}) {
		t.Errorf("IDs %v, %v, want names that are free", got, err)
	}
	_, err = Each(t.Context(), []string{p}, Options{}, Taken{IDs: []string{"b"}, By: "old.concord"}, none)
	if err == nil || !strings.Contains(err.Error(), `a.jsonl:2: the ID "b" is also that of old.concord`) {
		t.Errorf("error %v, want one that names the ID and the store", err)
	}
	_, err = Each(t.Context(), []string{filepath.Join(dir, "none")}, Options{SkipBad: true}, Taken{}, none)
	if err == nil || !strings.Contains(err.Error(), "no document is left") {
		t.Errorf("error %v", err)
	}
	if _, err := Each(t.Context(), nil, Options{}, Taken{}, none); !errors.Is(err, errNoPaths) {
		t.Errorf("error %v", err)
	}
}

func TestStoresInFoldersAreNotRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.txt", []byte(statement))
	if err := os.Mkdir(filepath.Join(dir, "old.concord"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "old.concord"), "b.txt", []byte("words"))
	out, err := Paths(t.Context(), []string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Ignored) != 1 || !strings.HasSuffix(out.Ignored[0].Path, "old.concord") || out.Corpus.Len() != 1 {
		t.Errorf("ignored %v, %d documents, want the store ignored and one document", out.Ignored, out.Corpus.Len())
	}
}
