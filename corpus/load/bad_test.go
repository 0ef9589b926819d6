package load

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

func TestBadInput(t *testing.T) {
	const line = `{"id":"a","text":"x"}` + "\n"
	for _, c := range []struct {
		name string
		data []byte
		says []string
	}{
		{"empty.txt", nil, []string{"empty file"}},
		{"blank.txt", []byte(" \n\u3000\n"), []string{"empty file"}},
		{"nul.txt", []byte("ab\x00cd"), []string{"binary", "byte 2"}},
		{"pic.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00"), []string{"PNG image", "want a text"}},
		{"old.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."), []string{"Word 97", "encrypted"}},
		{"utf8.txt", []byte("双方\n同意\xff深化合作"), []string{"utf8.txt:2", "invalid UTF-8 (0xFF)", "byte 13"}},
		{"ascii.txt", []byte("They agreed.\nTo \xff co-operate."), []string{"ascii.txt:2", "0xFF", "byte 16"}},
		{"odd.txt", []byte("\xff\xfea\x00b"), []string{"UTF-16LE", "odd number"}},
		{"broken.zip", []byte("PK\x03\x04 this is not a zip"), []string{"broken zip"}},
		{"cut.txt.gz", gzipOf(t, []byte(statement))[:40], []string{"broken gzip"}},
		{"sum.txt.gz", append(gzipOf(t, []byte("x"))[:20], 1, 2, 3, 4, 5), []string{"broken gzip"}},
		{"twice.txt.gz", gzipOf(t, gzipOf(t, []byte("x"))), []string{"gzip inside gzip"}},
		{"empty.zip", zipOf(t), []string{"without texts"}},
		{"nested.zip", zipOf(t, "in.zip", string(zipOf(t, "a.txt", "x"))), []string{"nested.zip!in.zip", "archive inside an archive"}},
		{"newline.zip", zipOf(t, "a\nb.txt", "x"), []string{`a\nb.txt`, "control characters"}},
		{"member.zip", zipOf(t, "a.txt", "\x00"), []string{"member.zip!a.txt", "binary"}},
		{"no.docx", zipOf(t, "a.txt", "x"), []string{"broken DOCX", "word/document.xml"}},
		{"plain.docx", []byte("words"), []string{"broken DOCX"}},
		{"xml.docx", docxOf(t, "<w:p>"), []string{"word/document.xml", "well-formed XML"}},
		{"void.docx", docxOf(t, "<w:p/>"), []string{"DOCX without text"}},
		{"locked.odt", zipOf(t, "mimetype", "x", memberODT, "\x01", "META-INF/manifest.xml", "<manifest:encryption-data/>"), []string{"encrypted ODT"}},
		{"void.html", []byte("<html><body><script>x</script></body></html>"), []string{"page without text"}},
		{"ragged.csv", []byte("id,text\na,x\nb\n"), []string{"ragged.csv:3: 1 field, want 2"}},
		{"ragged2.csv", []byte("id,text\n\"a\n\",x\nb,c,d\n"), []string{"ragged2.csv:4: 3 fields, want 2"}},
		{"quote.csv", []byte("id,text\na,\"x\n"), []string{"quote.csv:2", "quot"}},
		{"header.csv", []byte("id,text\n"), []string{"without rows"}},
		{"same.csv", []byte("id,id,text\n1,2,3\n"), []string{"same.csv:1", `two columns are called "id"`}},
		{"column.csv", []byte("id,words\n1,2\n"), []string{`"words"`, "text column"}},
		{"cell.csv", []byte("id,text\n1,\n"), []string{"cell.csv:2", "empty text"}},
		{"id.csv", []byte("id,text\n\"a\nb\",x\n"), []string{"id.csv:2", "control characters"}},
		{"twice.csv", []byte("id,text\na,x\na,y\n"), []string{"twice.csv:3", `ID "a"`, "twice.csv:2"}},
		{"broken.jsonl", []byte(line + `{"id":"b","text":`), []string{"broken.jsonl:2", "broken JSON"}},
		{"array.jsonl", []byte(`["a"]`), []string{"array.jsonl:1", "JSON array", "object"}},
		{"number.jsonl", []byte(line + `{"id":"b","text":3}`), []string{"number.jsonl:2", "not a string"}},
		{"none.jsonl", []byte(`{"id":"b","en":"x"}`), []string{"none.jsonl:1", `"en", "id"`, "field text"}},
		{"nul.jsonl", []byte(`{"id":"b","text":"a\u0000b"}`), []string{"nul.jsonl:1", "NUL"}},
		{"bytes.jsonl", []byte(line + "{\"id\":\"b\",\"text\":\"双方同意\xff深化\"}"), []string{"bytes.jsonl:2", "invalid UTF-8"}},
		{"parties.jsonl", []byte(`{"parties":[3],"text":"x"}`), []string{"parties.jsonl:1", "party 3", `"name"`}},
		{"broken.json", []byte("[\n" + line + ",\n{"), []string{"broken.json:4", "broken JSON"}},
		{"void.json", []byte("[]"), []string{"no objects"}},
		{"front.md", []byte("---\na: [\n---\nx"), []string{"front.md", "YAML"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			bad := wantError(t, []string{write(t, dir, c.name, c.data)}, Options{}, append(c.says, c.name)...)
			if !strings.HasPrefix(bad.Path, dir) {
				t.Errorf("path %q, want one in %q", bad.Path, dir)
			}
			// With SkipBad the good file stays and the bad one is listed.
			good := write(t, dir, "good.txt", []byte(statement))
			out, err := Paths(t.Context(), []string{filepath.Join(dir, c.name), good}, Options{SkipBad: true})
			if err != nil {
				t.Fatal(err)
			}
			if len(out.Skipped) != 1 || out.Skipped[0].Err.Error() != bad.Error() || out.Corpus.Doc(out.Corpus.Len()-1).Text != statement {
				t.Errorf("skipped %v, want %v; %d documents", out.Skipped, bad, out.Corpus.Len())
			}
		})
	}
}

func TestBadPaths(t *testing.T) {
	dir := t.TempDir()
	wantError(t, []string{filepath.Join(dir, "none.txt")}, Options{}, "none.txt", "no such file")
	wantError(t, []string{dir}, Options{}, "empty folder")
	write(t, dir, "README.md", []byte("about"))
	wantError(t, []string{dir}, Options{}, "folder without texts", "README.md")
	wantError(t, []string{filepath.Join(dir, "none.txt")}, Options{SkipBad: true}, "no document is left, 1 skipped")
	fifo := filepath.Join(dir, "pipe.txt")
	if err := syscall.Mkfifo(fifo, 0o600); err == nil {
		wantError(t, []string{fifo}, Options{}, "not a regular file")
	}
	if _, err := Paths(t.Context(), nil, Options{}); err == nil || errors.As(err, new(*Error)) {
		t.Errorf("error %v for no paths, want one that is not bad data", err)
	}
}

// locked is a file system whose files cannot be opened.
type locked struct{ fstest.MapFS }

func (l locked) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".txt") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) Stat(name string) (fs.FileInfo, error) { return l.MapFS.Stat(name) }

func TestUnreadableFile(t *testing.T) {
	_, err := FS(t.Context(), locked{fstest.MapFS{"a.txt": {Data: []byte("x"), Mode: 0}}}, ".", Options{})
	var bad *Error
	if !errors.As(err, &bad) || !errors.Is(err, fs.ErrPermission) || err.Error() != "load: a.txt: cannot be read: permission denied" {
		t.Errorf("error %v", err)
	}
}

func TestLimits(t *testing.T) {
	dir := t.TempDir()
	p := write(t, dir, "a.txt", []byte(strings.Repeat("x", 5000)))
	wantError(t, []string{p}, Options{Limits: Limits{MaxFileBytes: 4096}}, "4 KiB", "MaxFileBytes")
	wantError(t, []string{p}, Options{Limits: Limits{MaxTextBytes: 4096}}, "5000 bytes", "MaxTextBytes")
	z := write(t, dir, "a.zip", zipOf(t, "a.txt", "x", "b.txt", "y"))
	wantError(t, []string{z}, Options{Limits: Limits{MaxArchiveMembers: 1}}, "2 members", "MaxArchiveMembers")
	wantError(t, []string{z}, Options{Limits: Limits{MaxUnpackedBytes: 1}}, "zip bomb", "MaxUnpackedBytes")
	long := write(t, dir, "a.jsonl", []byte(`{"text":"`+strings.Repeat("x", 5000)+`"}`))
	wantError(t, []string{long}, Options{Limits: Limits{MaxTextBytes: 2000}}, "a.jsonl:1", "line longer")
}

// TestBombs packs 32 MiB of blanks: a ratio of about 1000.
func TestBombs(t *testing.T) {
	blanks := strings.Repeat(" ", 32<<20)
	dir := t.TempDir()
	z := write(t, dir, "bomb.zip", zipOf(t, "a.txt", blanks))
	wantError(t, []string{z}, Options{}, "bomb.zip", "decompression bomb", "MaxRatio")
	g := write(t, dir, "bomb.txt.gz", gzipOf(t, []byte(blanks)))
	wantError(t, []string{g}, Options{}, "bomb.txt.gz", "decompression bomb", "MaxRatio")
	lines := write(t, dir, "bomb.jsonl.gz", gzipOf(t, []byte(blanks)))
	wantError(t, []string{lines}, Options{}, "bomb.jsonl.gz", "decompression bomb")
	d := write(t, dir, "bomb.docx", docxOf(t, "<w:p><w:r><w:t>"+blanks+"</w:t></w:r></w:p>"))
	wantError(t, []string{d}, Options{}, "bomb.docx", "decompression bomb")
}

// TestFalseSize gives a member a smaller size than it has.
func TestFalseSize(t *testing.T) {
	data := zipOf(t, "a.txt", strings.Repeat("words ", 1000))
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	size := r.File[0].UncompressedSize64
	old := []byte{byte(size), byte(size >> 8), 0, 0}
	at := bytes.LastIndex(data, old)
	if at < 0 {
		t.Fatal("no size in the directory")
	}
	data[at], data[at+1] = 10, 0
	wantError(t, []string{write(t, t.TempDir(), "lie.zip", data)}, Options{}, "lie.zip!a.txt")
}

// TestLongLine holds a 200 MB single line to its limit.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 200 MB")
	}
	dir := t.TempDir()
	line := bytes.Repeat([]byte("0123456789"), 20_000_000)
	p := write(t, dir, "long.txt", line)
	wantError(t, []string{p}, Options{}, "long.txt", "200000000 bytes", "MaxTextBytes")
	p = write(t, dir, "long.jsonl", line)
	wantError(t, []string{p}, Options{}, "long.jsonl:1", "a line longer than 128 MiB")
}

func TestDuplicateIDs(t *testing.T) {
	dir := t.TempDir()
	a := write(t, dir, "a.jsonl", []byte(`{"id":"x","text":"1"}`))
	b := write(t, dir, "b.jsonl", []byte(`{"id":"x","text":"2"}`))
	wantError(t, []string{a, b}, Options{}, "b.jsonl:1", `ID "x"`, "a.jsonl:1", "unique IDs")
	out, err := Paths(t.Context(), []string{a, b}, Options{SkipBad: true})
	if err != nil || out.Corpus.Len() != 1 || len(out.Skipped) != 1 || out.Skipped[0].Line != 1 {
		t.Errorf("%v %v", out, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	write(t, dir, "a.txt", []byte("x"))
	if _, err := Paths(ctx, []string{dir}, Options{SkipBad: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
}

func TestUnusableNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a\nb.txt", "\xff.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Skip("the file system refuses such names")
		}
	}
	out, err := Paths(t.Context(), []string{dir, write(t, t.TempDir(), "good.txt", []byte("x"))}, Options{SkipBad: true})
	if err != nil || len(out.Skipped) != 2 {
		t.Errorf("skipped %v, error %v; want both", out, err)
	}
}
