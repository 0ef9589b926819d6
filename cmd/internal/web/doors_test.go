package web_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"concord/cmd/internal/cli"
	"concord/cmd/internal/web"
	"concord/reports/notebook"
)

// post sends a run over a real connection.
func post(t *testing.T, base, token, path, body string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v %s", path, answer.Status, err, data)
	}
	return data
}

// HTTP answers with the bytes that the command line prints, for the specimen
// and for a folder.
func TestSameBytesAsTheCommandLine(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "合作", "b.txt": "贸易", "c.txt": "合作贸易"} {
		if err := os.MkdirAll(filepath.Join(dir, "set"), 0o755); err != nil {
			t.Fatal(err)
		}
		text = strings.Repeat("甲国和乙国联合声明\n一、双方同意加强"+text+"。\n", 5)
		if err := os.WriteFile(filepath.Join(dir, "set", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := web.New(web.Options{Path: dir})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	for _, test := range []struct{ method, corpus, options, flags string }{
		{"frequency", "specimen", `"top":7,"numbers":"drop"`, "--top 7 --numbers drop"},
		{"kwic", "set", `"find":"合作"`, "--find 合作"},
		{"frequency", "set", `"min-count":1`, "--min-count 1"},
		{"similarity", "set", ``, ""},
	} {
		for _, format := range []string{"json", "csv"} {
			args := append([]string{test.method, "--format", format}, strings.Fields(test.flags)...)
			if test.corpus != "specimen" {
				args = append(args, filepath.Join(dir, test.corpus))
			}
			var want, notes bytes.Buffer
			if code := cli.Run(t.Context(), args, cli.Streams{Out: &want, Err: &notes}); code != 0 {
				t.Fatalf("concord %v: exit %d: %s", args, code, &notes)
			}
			got := post(t, server.URL, s.Token(), "/v1/run/"+test.method+"?format="+format, `{"corpus":"`+test.corpus+`","options":{`+test.options+`}}`)
			if !bytes.Equal(got, want.Bytes()) {
				t.Errorf("concord %v and HTTP differ:\n%.300s\n%.300s", args, &want, got)
			}
		}
	}
}

// The same analysis of the same texts gives the same bytes, whether they are read
// from files or from a store, on the command line, over HTTP and in a notebook.
func TestSameBytesFromAStore(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "合作", "b.txt": "贸易", "c.txt": "合作贸易"} {
		if err := os.MkdirAll(filepath.Join(dir, "set"), 0o755); err != nil {
			t.Fatal(err)
		}
		text = strings.Repeat("甲国和乙国联合声明\n一、双方同意加强"+text+"。\n", 5)
		if err := os.WriteFile(filepath.Join(dir, "set", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	concord := func(args ...string) []byte {
		t.Helper()
		var out, notes bytes.Buffer
		if code := cli.Run(t.Context(), args, cli.Streams{Out: &out, Err: &notes}); code != 0 {
			t.Fatalf("concord %v: exit %d: %s", args, code, &notes)
		}
		return out.Bytes()
	}
	concord("corpus", "build", filepath.Join(dir, "set"), "-o", filepath.Join(dir, "set.concord"))
	s, err := web.New(web.Options{Path: dir})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	for _, test := range []struct{ method, options, flags, call string }{
		{"frequency", `"min-count":1`, "--min-count 1", "frequency(c, min_count=1)"},
		{"kwic", `"find":"合作"`, "--find 合作", `kwic(c, find="合作")`},
		{"similarity", ``, "", "similarity(c)"},
	} {
		var outputs [][]notebook.Output
		for _, name := range []string{"set", "set.concord"} {
			args := append([]string{test.method, "--format", "json", filepath.Join(dir, name)}, strings.Fields(test.flags)...)
			want := concord(append([]string{test.method, "--format", "json", filepath.Join(dir, "set")}, strings.Fields(test.flags)...)...)
			if got := concord(args...); !bytes.Equal(got, want) {
				t.Errorf("concord %v: another answer than for the files", args)
			}
			got := post(t, server.URL, s.Token(), "/v1/run/"+test.method+"?format=json", `{"corpus":"`+name+`","options":{`+test.options+`}}`)
			if !bytes.Equal(got, want) {
				t.Errorf("%s of %s over HTTP: %.300s, want %.300s", test.method, name, got, want)
			}
			nb := notebook.New()
			nb.Add(notebook.Code, `c = corpus("`+name+`")`)
			cell := nb.Add(notebook.Code, test.call)
			if err := notebook.Run(t.Context(), nb, notebook.RunOptions{Options: notebook.Options{Root: dir}}); err != nil {
				t.Fatalf("%s of %s in a notebook: %v", test.method, name, err)
			}
			outputs = append(outputs, cell.Outputs)
			var r *notebook.StoredResult
			if len(cell.Outputs) > 0 {
				r, err = cell.Outputs[0].Result()
			}
			var printed struct{ Signature string }
			if err := json.Unmarshal(want, &printed); err != nil {
				t.Fatal(err)
			}
			if err != nil || r == nil || printed.Signature == "" || r.Signature != printed.Signature {
				t.Errorf("%s of %s in a notebook: %+v, %v, want the signature %q", test.method, name, r, err, printed.Signature)
			}
		}
		if len(outputs[0]) == 0 || !reflect.DeepEqual(outputs[0], outputs[1]) {
			t.Errorf("%s: other outputs of a notebook from the store", test.method)
		}
	}
}
