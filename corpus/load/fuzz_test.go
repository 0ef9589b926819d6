package load

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// fuzzFile loads one file and checks what holds for every input: an *Error that
// fits on one line, or documents in their frozen form.
func fuzzFile(t *testing.T, name string, data []byte) {
	limits := Limits{MaxFileBytes: 1 << 20, MaxTextBytes: 1 << 20, MaxUnpackedBytes: 1 << 20, MaxArchiveMembers: 50}
	fsys := fstest.MapFS{name: {Data: data, Mode: fs.ModePerm}}
	for _, skip := range []bool{false, true} {
		out, err := FS(context.Background(), fsys, name, Options{Limits: limits, SkipBad: skip, Workers: 1})
		if err != nil {
			if !errors.As(err, new(*Error)) && !strings.Contains(err.Error(), "no documents found") || strings.ContainsAny(err.Error(), "\r\n") {
				t.Fatalf("error %q (%T)", err, err)
			}
			continue
		}
		for _, d := range out.Corpus.Docs() {
			if d.ID == "" || d.Text == "" || strings.ContainsAny(d.Text, "\x00\r") {
				t.Fatalf("document %q with text %q", d.ID, d.Text)
			}
		}
	}
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(`{"id":"a","date":"2021-03-04","parties":["中国",{"name":"澜沧","code":"XLC"}],"text":"双方同意"}`))
	f.Add([]byte("\n{\"text\":\"\\ud800\"}\n{\"text\":1}\n[]"))
	f.Add([]byte(`{"id":null,"text":"x","parties":{"name":"a"},"v":{"b":[1,2]}}`))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzFile(t, "a.jsonl", data); fuzzFile(t, "a.json", data) })
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("id,text\n1,x\n"))
	f.Add([]byte("id;date;正文;\n1;2021;\"a\nb\";\n2;;x;\n"))
	f.Add([]byte("text\n\"\"\"\n"))
	f.Add([]byte("file,title\na.txt,x\n"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzFile(t, "a.csv", data); fuzzFile(t, "corpus.csv", data) })
}

func FuzzZip(f *testing.F) {
	f.Add(zipOf(f, "a.txt", "x", "b/c.jsonl", `{"text":"y"}`, "corpus.csv", "file,title\na.txt,T\n"))
	f.Add(zipOf(f, "a.zip", "PK"))
	f.Add(gzipOf(f, []byte("x")))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzFile(t, "a.zip", data); fuzzFile(t, "a.txt.gz", data) })
}

// FuzzDOCX fuzzes the XML of the body, both as DOCX and as ODT: behind a zip
// few mutations would reach it.
func FuzzDOCX(f *testing.F) {
	f.Add("<w:p><w:r><w:t>x</w:t><w:tab/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
	f.Add(`<text:p>x<text:s text:c="3"/></text:p></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		fuzzFile(t, "a.docx", docxOf(t, body))
		fuzzFile(t, "a.odt", odtOf(t, body))
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add([]byte("---\ntitle: x\n---\n# a\n- *b*\n[c](d) ![e](f)\n| g |\n|---|\n"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzFile(t, "a.md", data) })
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(page))
	f.Add([]byte("<table><tr><td>a<br>b<td>c</table>"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzFile(t, "a.html", data) })
}
