package load

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"concord/corpus"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func ids(c *corpus.Corpus) string { return strings.Join(c.IDs(), " ") }

func ignoredNames(out *Loaded, dir string) []string {
	var names []string
	for _, i := range out.Ignored {
		names = append(names, strings.TrimPrefix(i.Path, dir+"/"))
	}
	slices.Sort(names)
	return names
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a/z.txt", "a/y.md", "a.txt", "README.md", "LICENSE", ".hidden.txt", ".git/x.txt", "__MACOSX/x.txt", "pic.png", "~$b.docx", "._b.txt"} {
		write(t, dir, name, []byte("words of "+name))
	}
	write(t, dir, "c.zip", zipOf(t, "dir/", "", "dir/m.txt", "member", "README", "x", "p.png", "x"))
	out, err := Paths(t.Context(), []string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(out.Corpus); got != "a y z b m" {
		t.Errorf("IDs %q, want the order of paths: a.txt, a/y.md, a/z.txt, b.txt, c.zip!dir/m.txt", got)
	}
	if got, want := out.Corpus.Doc(4).Source.Path, dir+"/c.zip!dir/m.txt"; got != want {
		t.Errorf("path %q, want %q", got, want)
	}
	want := []string{"._b.txt", ".git", ".hidden.txt", "LICENSE", "README.md", "__MACOSX", "c.zip!README", "c.zip!p.png", "pic.png", "~$b.docx"}
	if got := ignoredNames(out, dir); !slices.Equal(got, want) {
		t.Errorf("ignored %q, want %q", got, want)
	}
	if out.Files != 5 {
		t.Errorf("%d files, want 5", out.Files)
	}
}

// TestNamedFiles tries what a folder would ignore.
func TestNamedFiles(t *testing.T) {
	dir := t.TempDir()
	readme := write(t, dir, "README.md", []byte("# Words"))
	odd := write(t, dir, "statement.xyz", []byte("odd words"))
	web := write(t, dir, "page", []byte("<!DOCTYPE html><html><body><p>web words</p></body></html>"))
	pack := write(t, dir, "pack.dat", zipOf(t, "a.txt", "packed words"))
	out, err := Paths(t.Context(), []string{readme, odd, web, pack, odd}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, d := range out.Corpus.Docs() {
		texts = append(texts, d.Source.Format+" "+d.Text)
	}
	if got := strings.Join(texts, "; "); got != "markdown Words; text odd words; html web words; text packed words" {
		t.Errorf("read %s", got)
	}
	if len(out.Ignored) != 1 || out.Ignored[0].Why != "given twice" {
		t.Errorf("ignored %v, want the repeated file", out.Ignored)
	}
}

func TestSymlinkLoops(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "sub/a.txt", []byte("x"))
	for from, to := range map[string]string{"sub/up": "..", "again": "sub", "self": "self", "gone": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	out, err := Paths(t.Context(), []string{dir}, Options{SkipBad: true})
	if err != nil {
		t.Fatal(err)
	}
	if out.Corpus.Len() != 1 || len(out.Skipped) != 2 || len(out.Ignored) != 2 {
		t.Errorf("%d documents, skipped %v, ignored %v; want 1, the two dangling links, the two loops", out.Corpus.Len(), out.Skipped, out.Ignored)
	}
}

func TestZipNamesInGBK(t *testing.T) {
	name := string(encode(t, simplifiedchinese.GB18030, "公报.txt"))
	data := zipOf(t, name, "words")
	if d := one(t, write(t, t.TempDir(), "a.zip", data), Options{}); d.ID != "公报" {
		t.Errorf("ID %q, want 公报", d.ID)
	}
}

func TestSidecar(t *testing.T) {
	for name, src := range map[string]string{
		"corpus.csv": "file,id,title,date,parties,url,note\na.txt,A,标题,2021,中国;澜沧,http://x.example,007\nsub/b.txt,,,,,,n\n",
		"corpus.yaml": "- file: a.txt\n  id: A\n  title: 标题\n  date: 2021\n  parties: [中国, 澜沧]\n  url: http://x.example\n  note: 007\n" +
			"- {file: sub/b.txt, note: n}\n",
		"corpus.yml": "a.txt: {id: A, title: 标题, date: 2021, parties: 中国;澜沧, url: http://x.example, note: 007}\nsub/b.txt: {note: n}\n",
	} {
		dir := t.TempDir()
		write(t, dir, name, []byte(src))
		write(t, dir, "a.txt", []byte("甲"))
		write(t, dir, "sub/b.txt", []byte("乙"))
		out, err := Paths(t.Context(), []string{dir}, Options{})
		if err != nil {
			t.Fatal(name, err)
		}
		a, b := out.Corpus.Doc(0), out.Corpus.Doc(1)
		if a.ID != "A" || a.Title != "标题" || a.Date.String() != "2021" || len(a.Parties) != 2 || a.Source.URL != "http://x.example" || a.Vars["note"] != "007" {
			t.Errorf("%s: %+v", name, a)
		}
		if b.ID != "b" || b.Vars["note"] != "n" {
			t.Errorf("%s: %q %v", name, b.ID, b.Vars)
		}
	}
}

// TestSidecarInZip reads many members at once, behind two sidecars that are
// each opened twice.
func TestSidecarInZip(t *testing.T) {
	pairs := []string{"corpus.csv", "file,kind\nf00.txt,K\n", "sub/corpus.yaml", "- {file: f.txt, kind: L}\n", "sub/f.txt", "x"}
	for i := range 50 {
		pairs = append(pairs, fmt.Sprintf("f%02d.txt", i), strings.Repeat(statement, 50))
	}
	out, err := Paths(t.Context(), []string{write(t, t.TempDir(), "a.zip", zipOf(t, pairs...))}, Options{Workers: 8})
	if err != nil {
		t.Fatal(err)
	}
	if out.Corpus.Len() != 51 || out.Corpus.Doc(0).Kind != "K" || out.Corpus.Doc(50).Kind != "L" {
		t.Errorf("%d documents, kinds %q and %q", out.Corpus.Len(), out.Corpus.Doc(0).Kind, out.Corpus.Doc(50).Kind)
	}
}

func TestSidecarOverrides(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "corpus.csv", []byte("file,kind,place\nsub/a.md,outer,外\n"))
	write(t, dir, "sub/corpus.yaml", []byte("- {file: a.md, kind: inner}\n"))
	write(t, dir, "sub/a.md", []byte("---\nkind: own\n---\nwords"))
	write(t, dir, "t.csv", []byte("id,text\n1,x\n"))
	out, err := Paths(t.Context(), []string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d := out.Corpus.Doc(0); d.Kind != "inner" || d.Place != "外" {
		t.Errorf("kind %q, place %q; want the nearest sidecar to win", d.Kind, d.Place)
	}
}

// TestSidecarIsTable reads a corpus.csv with texts as a table.
func TestSidecarIsTable(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "corpus.csv", []byte("id,text\n1,x\n2,y\n"))
	out, err := Paths(t.Context(), []string{dir}, Options{})
	if err != nil || out.Corpus.Len() != 2 {
		t.Errorf("%v, want two documents", err)
	}
}

func TestBadSidecars(t *testing.T) {
	for _, c := range []struct{ name, src, says string }{
		{"corpus.csv", "file,title\nnone.txt,x\n", `corpus.csv:2: no text "none.txt"`},
		{"corpus.csv", "file,title\n../a.txt,x\n", "a path within the folder"},
		{"corpus.csv", "file,title\na.txt,x\na.txt,y\n", "corpus.csv:3: file \"a.txt\" a second time"},
		{"corpus.csv", "file,title\na.txt\n", "corpus.csv:2: 1 field, want 2"},
		{"corpus.yaml", "- [a]\n", "corpus.yaml:1: not a mapping"},
		{"corpus.yaml", "- {file: a.txt, title: [x]}\n", `corpus.yaml:1: value of "title"`},
		{"corpus.yaml", "a: [\n", "broken YAML"},
		{"corpus.yaml", "", "empty YAML"},
	} {
		dir := t.TempDir()
		write(t, dir, "a.txt", []byte("x"))
		write(t, dir, c.name, []byte(c.src))
		wantError(t, []string{dir}, Options{}, c.says)
		out, err := Paths(t.Context(), []string{dir}, Options{SkipBad: true})
		if err != nil || out.Corpus.Len() != 1 || len(out.Skipped) != 1 {
			t.Errorf("%s: with SkipBad %v, %v", c.says, out, err)
		}
	}
}

func TestGeneratedIDs(t *testing.T) {
	lines := []string{
		`{"date":"2022-11-11","parties":[{"name":"中国","code":"CHN"},{"name":"柬埔寨","code":"KHM"}],"text":"later"}`,
		`{"date":"2022-03-01","parties":[{"name":"柬埔寨","code":"KHM"},{"name":"中国","code":"CHN"}],"text":"earlier"}`,
		`{"id":"KHM-2022-1","text":"given"}`,
		`{"date":"1972","parties":[{"name":"A","code":"USA"},{"name":"B","code":"SUN"}],"text":"two others"}`,
		`{"date":"1972","parties":[{"name":"A","code":"CHN"}],"text":"alone"}`,
		`{"date":"2001","parties":[{"code":"RUS"},{"code":"CHN"},{"code":"KAZ"},{"code":"KGZ"},{"code":"TJK"}],"text":"five"}`,
		`{"date":"2001","parties":[{"code":"RUS"},{"name":"Nowhere"}],"text":"no code"}`,
	}
	dir := t.TempDir()
	out, err := Paths(t.Context(), []string{write(t, dir, "s.jsonl", []byte(strings.Join(lines, "\n")))}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := ids(out.Corpus), "KHM-2022-3 KHM-2022-2 KHM-2022-1 SUN-USA-1972-1 CHN-1972-1 CHN-KAZ-KGZ-RUS-2001-1 s-7"; got != want {
		t.Errorf("IDs %q, want %q", got, want)
	}
}

func TestIDsFromFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"one/a.txt", "two/a.txt", "b.txt", "b.md", "two words.txt", "c.txt"} {
		write(t, dir, name, []byte("x"))
	}
	write(t, dir, "z.jsonl", []byte(`{"id":"c","text":"x"}`))
	write(t, dir, "rows.csv", []byte("text\nx\ny\n"))
	out, err := Paths(t.Context(), []string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := ids(out.Corpus), "b-md b-txt c-txt one-a rows-1 rows-2 two-words two-a c"; got != want {
		t.Errorf("IDs %q, want %q", got, want)
	}
}

// TestSameOnAnyWorkers compares everything that is loaded.
func TestSameOnAnyWorkers(t *testing.T) {
	dir := t.TempDir()
	for i := range 40 {
		write(t, dir, fmt.Sprintf("f%02d.txt", i), []byte(strings.Repeat(statement, 1+i%7)))
		write(t, dir, fmt.Sprintf("bad%02d.csv", i), []byte("id,text\nx\n"))
		write(t, dir, fmt.Sprintf("z%02d.zip", i), zipOf(t, "a.txt", "甲", "b.txt", "乙"))
	}
	var hashes, first []string
	for _, workers := range []int{1, 2, 8} {
		_, err := Paths(t.Context(), []string{dir}, Options{Workers: workers})
		if err == nil || !strings.Contains(err.Error(), "bad00.csv:2") {
			t.Errorf("%d workers: error %v, want that of bad00.csv", workers, err)
		}
		steps, last := 0, 0
		out, err := Paths(t.Context(), []string{dir}, Options{Workers: workers, SkipBad: true, Progress: func(done, total int) {
			if steps++; done != steps || total < done || total < last {
				t.Errorf("progress %d of %d after %d steps of %d", done, total, steps, last)
			}
			last = total
		}})
		if err != nil {
			t.Fatal(err)
		}
		if steps != last {
			t.Errorf("%d steps of %d", steps, last)
		}
		hashes = append(hashes, out.Corpus.Hash())
		first = append(first, fmt.Sprint(ids(out.Corpus), out.Skipped, out.Ignored))
	}
	if len(slices.Compact(hashes)) != 1 || len(slices.Compact(first)) != 1 {
		t.Errorf("corpora differ by number of workers: %v", hashes)
	}
}

func TestFS(t *testing.T) {
	fsys := fstest.MapFS{"texts/a.txt": {Data: []byte("甲")}, "texts/b.zip": {Data: zipOf(t, "m.txt", "乙")}, "other.txt": {Data: []byte("丙")}}
	out, err := FS(t.Context(), fsys, "texts", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(out.Corpus) + " " + out.Corpus.Doc(0).Source.Path + " " + out.Corpus.Doc(1).Source.Path; got != "a m texts/a.txt texts/b.zip!m.txt" {
		t.Errorf("read %s", got)
	}
}
