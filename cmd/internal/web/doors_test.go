package web_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/cmd/internal/cli"
	"concord/cmd/internal/web"
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
