package web

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/corpus/load"
	"concord/corpus/specimen"
)

const testToken = "a-token-for-tests-only"

// folder writes a served folder: a subfolder of six statements, a file, a file
// with a bad row, and what is no corpus.
func folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for i, words := range []string{"合作", "贸易", "合作贸易", "安全", "合作安全", "文化"} {
		text := "甲国和乙国联合声明\n一、双方同意加强" + words + "。中方支持" + words + "。\n二、双方感谢。\n"
		put(t, filepath.Join(dir, "statements", string(rune('a'+i))+".txt"), strings.Repeat(text, 3))
	}
	put(t, filepath.Join(dir, "one.txt"), "甲国和乙国联合声明\n一、双方同意加强合作。\n")
	put(t, filepath.Join(dir, "bad", "ragged.csv"), "id,text\na,双方同意。\nb,双方。,more\n")
	put(t, filepath.Join(dir, "notes.xyz"), "no corpus")
	put(t, filepath.Join(dir, ".hidden.txt"), "hidden")
	put(t, filepath.Join(dir, "<b>x&y.txt"), "双方同意加强合作。\n")
	return dir
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func serverOf(t testing.TB, opt Options) *Server {
	t.Helper()
	opt.Token = testToken
	s, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// ask sends one request with the token; header lines are "Name: value".
func ask(s *Server, method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "localhost:8080"
	r.Header.Set("Authorization", "Bearer "+testToken)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		} else if value == "" {
			r.Header.Del(name)
		} else {
			r.Header.Set(name, value)
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// problem reads the body of an error.
func problem(t testing.TB, w *httptest.ResponseRecorder) (where, what string) {
	t.Helper()
	var body struct {
		Error struct{ Where, Problem string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
		t.Fatalf("%d: %q is not JSON: %v", w.Code, w.Body, err)
	}
	return body.Error.Where, body.Error.Problem
}

func into(t testing.TB, w *httptest.ResponseRecorder, v any) {
	t.Helper()
	if w.Code/100 != 2 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), v); err != nil {
		t.Fatalf("%q: %v", w.Body, err)
	}
}

func TestMethods(t *testing.T) {
	s := serverOf(t, Options{})
	var list struct {
		Version string
		Methods []struct{ Name string }
	}
	into(t, ask(s, "GET", "/v1/methods", ""), &list)
	var got []string
	for _, m := range list.Methods {
		got = append(got, m.Name)
	}
	if !slices.Equal(got, catalog.Names()) || list.Version != analysis.Version {
		t.Errorf("methods %v of version %q", got, list.Version)
	}
	for _, m := range catalog.Methods() {
		var one struct {
			Name, Doc string
			Options   []struct{ Name, Default string }
			Columns   []struct{ Name string }
		}
		into(t, ask(s, "GET", "/v1/methods/"+m.Name, ""), &one)
		if one.Name != m.Name || one.Doc != m.Doc || len(one.Options) != len(m.Options) || len(one.Columns) != len(m.Columns) {
			t.Errorf("%s: %+v", m.Name, one)
		}
	}
}

func TestCorpora(t *testing.T) {
	s := serverOf(t, Options{Path: folder(t)})
	type listed struct {
		Corpora []corpusInfo
		LeftOut []leftOut `json:"left_out"`
	}
	var list listed
	into(t, ask(s, "GET", "/v1/corpora", ""), &list)
	var got []string
	for _, c := range list.Corpora {
		got = append(got, c.Name+" "+c.Kind)
		if c.Loaded || c.Hash != "" {
			t.Errorf("%s is loaded before anybody asked", c.Name)
		}
	}
	if want := []string{"all folder", "<b>x&y.txt file", "bad folder", "one.txt file", "statements folder", "specimen embedded"}; !slices.Equal(got, want) {
		t.Errorf("corpora %q, want %q", got, want)
	}
	if len(list.LeftOut) != 2 || list.LeftOut[1].Name != "notes.xyz" {
		t.Errorf("left out: %+v", list.LeftOut)
	}
	var one struct {
		Name, SHA256 string
		Documents    []documentInfo
	}
	into(t, ask(s, "GET", "/v1/corpora/specimen", ""), &one)
	if len(one.Documents) != 96 { // 48 statements in two languages, see package specimen
		t.Fatalf("%d documents in the specimen", len(one.Documents))
	}
	for _, d := range one.Documents {
		if d.ID == "" || d.Title == "" || d.Date == "" || len(d.Parties) != 2 || d.Kind == "" || d.Lang == "" {
			t.Errorf("document %+v", d)
		}
	}
	list = listed{}
	into(t, ask(s, "GET", "/v1/corpora", ""), &list)
	if last := list.Corpora[len(list.Corpora)-1]; !last.Loaded || last.Documents != 96 || last.Hash != one.SHA256 {
		t.Errorf("after reading: %+v", last)
	}
}

func TestOneFileIsServedAlone(t *testing.T) {
	dir := folder(t)
	s := serverOf(t, Options{Path: filepath.Join(dir, "one.txt")})
	if w := ask(s, "GET", "/v1/corpora/one.txt", ""); w.Code != 200 {
		t.Errorf("the file: %d %s", w.Code, w.Body)
	}
	for _, name := range []string{"statements", "all", "notes.xyz"} {
		if w := ask(s, "GET", "/v1/corpora/"+name, ""); w.Code != 404 {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

func TestErrors(t *testing.T) {
	dir := folder(t)
	s := serverOf(t, Options{Path: dir})
	body := func(corpus, options string) string {
		return fmt.Sprintf(`{"corpus":%q,"options":{%s}}`, corpus, options)
	}
	for _, test := range []struct {
		method, target, body, header string
		status                       int
		want                         string
	}{
		{"GET", "/nothing", "", "", 404, "/v1/openapi.json"},
		{"GET", "/v1/methods/keynes", "", "", 404, "did you mean keyness?"},
		{"GET", "/v1/methods?lang=zh", "", "", 400, "unknown parameter"},
		{"GET", "/v1/corpora/statments", "", "", 404, "did you mean statements?"},
		{"GET", "/v1/corpora/bad", "", "", 422, "3"},
		{"GET", "/v1/jobs/none", "", "", 404, "no such job"},
		{"GET", "/?lang=fr", "", "", 400, "want zh or en"},
		{"PUT", "/v1/methods", "", "", 405, "want GET, HEAD"},
		{"GET", "/v1/run/frequency", "", "", 405, "want POST"},
		{"POST", "/v1/run/frequncy", body("specimen", ""), "", 404, "did you mean frequency?"},
		{"POST", "/v1/run/frequency", body("specimen", `"min_cuont":3`), "", 400, "did you mean min_count?"},
		{"POST", "/v1/run/frequency", body("specimen", `"min_count":0`), "", 400, "want at least 1"},
		{"POST", "/v1/run/frequency", body("specimen", `"min_count":2.5`), "", 400, "want a whole number"},
		{"POST", "/v1/run/frequency", body("specimen", `"min_count":null`), "", 400, "got null"},
		{"POST", "/v1/run/frequency", body("specimen", `"min_count":9007199254740993`), "", 400, "2^53"},
		{"POST", "/v1/run/frequency", body("specimen", `"min-count":2,"min_count":3`), "", 400, "given twice"},
		{"POST", "/v1/run/frequency", body("specimen", `"where":"year:soon"`), "", 400, "want YYYY"},
		{"POST", "/v1/run/keyness", body("specimen", ""), "", 400, "target"},
		{"POST", "/v1/run/frequency", body("nowhere", ""), "", 404, "no corpus"},
		{"POST", "/v1/run/frequency", body("../"+filepath.Base(dir), ""), "", 404, "no corpus"},
		{"POST", "/v1/run/frequency", body(dir, ""), "", 404, "no corpus"},
		{"POST", "/v1/run/frequency", body("statements/../one.txt", ""), "", 404, "no corpus"},
		{"POST", "/v1/run/frequency", body("notes.xyz", ""), "", 404, "no corpus"},
		{"POST", "/v1/run/frequency", body(".hidden.txt", ""), "", 404, "no corpus"},
		{"POST", "/v1/run/frequency", body("bad", ""), "", 422, "want 2"},
		{"POST", "/v1/run/frequency", `{"options":{}}`, "", 400, "missing"},
		{"POST", "/v1/run/frequency", `{"corpus":"specimen"} {}`, "", 400, "more than one"},
		{"POST", "/v1/run/frequency", `{"corpus":"specimen","opts":{}}`, "", 400, "opts"},
		{"POST", "/v1/run/frequency", "", "", 400, "EOF"},
		{"POST", "/v1/run/frequency", "{\"corpus\":\"\xff\"}", "", 400, "not UTF-8"},
		{"POST", "/v1/run/frequency", strings.Repeat(" ", 70<<10), "", 413, "65536"},
		{"POST", "/v1/run/frequency", body("specimen", ""), "Content-Type: text/plain", 415, "application/json"},
		{"POST", "/v1/run/frequency", body("specimen", ""), "Content-Type: ", 415, "application/json"},
		{"POST", "/v1/run/frequency", body("specimen", ""), "Accept: audio/ogg", 406, "want one of"},
		{"POST", "/v1/run/frequency?format=xls", body("specimen", ""), "", 400, "want one of json"},
		{"POST", "/v1/run/frequency?fromat=csv", body("specimen", ""), "", 400, "did you mean format?"},
		{"POST", "/v1/run/frequency?profile=daily", body("specimen", ""), "", 400, "want one of"},
		{"POST", "/v1/run/frequency?format=svg&figure=99", body("specimen", ""), "", 422, "no number 99"},
		{"POST", "/v1/run/frequency?job=2", body("specimen", ""), "", 400, "want 0 or 1"},
		{"POST", "/v1/report", body("specimen", `"focus":"nobody"`), "", 400, "no document"},
		{"POST", "/v1/report", body("specimen", `"lang":"fr"`), "", 400, "want one of zh, en"},
		{"POST", "/v1/report", body("specimen", `"where":"year:1800"`), "", 400, "leaves no document"},
	} {
		var header []string
		if test.header != "" {
			header = append(header, test.header)
		}
		w := ask(s, test.method, test.target, test.body, header...)
		where, what := problem(t, w)
		if w.Code != test.status || !strings.Contains(what, test.want) || where == "" {
			t.Errorf("%s %s %.60s: %d %q: %q; want %d and %q", test.method, test.target, test.body, w.Code, where, what, test.status, test.want)
		}
		if !strings.Contains(test.body, dir) && strings.Contains(w.Body.String(), dir) || strings.Contains(w.Body.String(), "goroutine") {
			t.Errorf("%s %s tells too much: %s", test.method, test.target, w.Body)
		}
		if w.Code == 405 && w.Header().Get("Allow") == "" {
			t.Errorf("%s %s: no Allow", test.method, test.target)
		}
	}
	w := ask(s, "POST", "/v1/run/frequency", body("bad", ""))
	if where, _ := problem(t, w); where != "bad/ragged.csv:3" {
		t.Errorf("bad row at %q, want bad/ragged.csv:3", where)
	}
}

func TestFormats(t *testing.T) {
	s := serverOf(t, Options{})
	body := `{"corpus":"specimen","options":{"top":"5"}}`
	for _, test := range []struct{ query, accept, kind, want string }{
		{"", "", "application/json", `{"method":"frequency"`},
		{"?format=csv", "", "text/csv; charset=utf-8", "rank,feature"},
		{"", "text/csv", "text/csv; charset=utf-8", "rank,feature"},
		{"", "text/csv;q=0.5, application/json;q=0.4, */*;q=0.1", "text/csv; charset=utf-8", "rank,feature"},
		{"", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8", "<!DOCTYPE html>"},
		{"?format=html&lang=en", "", "text/html; charset=utf-8", `lang="en"`},
		{"?format=svg", "", "image/svg+xml", "<svg"},
		{"?format=pdf", "", "application/pdf", "%PDF-"},
		{"?format=png&profile=two-column", "", "image/png", "\x89PNG"},
	} {
		w := ask(s, "POST", "/v1/run/frequency"+test.query, body, "Accept: "+test.accept)
		if w.Code != 200 || w.Header().Get("Content-Type") != test.kind || !strings.Contains(w.Body.String(), test.want) {
			t.Errorf("%s %s: %d %s %.80q", test.query, test.accept, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
		for _, h := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Referrer-Policy"} {
			if w.Header().Get(h) == "" {
				t.Errorf("%s: no %s", test.query, h)
			}
		}
	}
}

// The same call gives the same bytes from Go and over HTTP, on fresh inputs and
// on used ones; the command line is compared in doors_test.go.
func TestDoorsAgree(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "part.jsonl"), part(t))
	s := serverOf(t, Options{Path: dir})
	loaded, err := load.Paths(t.Context(), []string{filepath.Join(dir, "part.jsonl")}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	agree := 0
	for _, m := range catalog.Methods() {
		options := smallOptions(m)
		r, err := m.Run(t.Context(), analysis.NewInput(loaded.Corpus), options)
		body, _ := json.Marshal(map[string]any{"corpus": "part.jsonl", "options": options})
		answer := ask(s, "POST", "/v1/run/"+m.Name, string(body))
		var option *analysis.OptionError
		if errors.As(err, &option) { // options that do not suit a method are refused in the same words
			if _, what := problem(t, answer); answer.Code != 400 || what != option.Problem {
				t.Errorf("%s: %d %q, want 400 and %q", m.Name, answer.Code, what, option.Problem)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", m.Name, err)
			continue
		}
		agree++
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		if err := e.Encode(r); err != nil {
			t.Fatal(err)
		}
		if got := answer.Body.String(); got != want.String() {
			t.Errorf("%s: JSON differs: %.200s", m.Name, got)
		}
	}
	if agree < 10 {
		t.Errorf("only %d methods were compared", agree)
	}
}

// part returns every third Chinese statement of the specimen, so that the slower
// methods stay quick under the race detector.
func part(t *testing.T) string {
	t.Helper()
	data, err := fs.ReadFile(specimen.Embedded(), specimen.FileZh)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	n := 0
	for line := range strings.Lines(string(data)) {
		if n++; n%3 == 0 {
			b.WriteString(line)
		}
	}
	return b.String()
}

// smallOptions gives every method what it needs, and little work.
func smallOptions(m analysis.Method) map[string]any {
	out := map[string]any{}
	for name, value := range map[string]string{
		"find": "合作", "node": "合作", "by": "groups", "target": "lang:zh year:..2011", "reference": "lang:zh year:2012..",
		"top": "5", "permutations": "99", "runs": "2", "sweeps": "30", "burn_in": "10",
	} {
		i := slices.IndexFunc(m.Options, func(o analysis.Option) bool { return o.Name == name })
		if i >= 0 && (m.Options[i].Choices == nil || slices.Contains(m.Options[i].Choices, value)) {
			out[name] = value
		}
	}
	return out
}

func TestReport(t *testing.T) {
	s := serverOf(t, Options{Path: folder(t)})
	body := `{"corpus":"statements","options":{"lang":"en"}}`
	first := ask(s, "POST", "/v1/report", body)
	if first.Code != 200 || first.Header().Get("Content-Type") != "application/zip" {
		t.Fatalf("%d %s", first.Code, first.Body)
	}
	data := first.Body.Bytes()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range z.File {
		files = append(files, f.Name)
		if !f.Modified.Equal(packed) {
			t.Errorf("%s carries %v", f.Name, f.Modified)
		}
	}
	if !slices.IsSorted(files) || !slices.Contains(files, "concord-report/report.html") || !slices.Contains(files, "concord-report/run.json") {
		t.Errorf("files %v", files)
	}
	if again := ask(s, "POST", "/v1/report", body); !bytes.Equal(again.Body.Bytes(), data) {
		t.Error("the same report gives other bytes")
	}
	page := ask(s, "POST", "/v1/report?format=html", body)
	if !strings.Contains(page.Body.String(), "<!DOCTYPE html>") || !strings.Contains(page.Header().Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("page: %d %v", page.Code, page.Header())
	}
}

func TestStartPage(t *testing.T) {
	s := serverOf(t, Options{Path: folder(t)})
	for lang, want := range map[string]string{"": "分析方法", "?lang=zh": "分析方法", "?lang=en": "Analyses"} {
		w := ask(s, "GET", "/"+lang, "")
		page := w.Body.String()
		if w.Code != 200 || !strings.Contains(page, want) || !strings.Contains(page, analysis.Version) {
			t.Errorf("%s: %d %.200s", lang, w.Code, page)
		}
		for _, name := range catalog.Names() {
			if !strings.Contains(page, `href="/v1/methods/`+name+`"`) {
				t.Errorf("%s: no link to %s", lang, name)
			}
		}
		if strings.Contains(page, "<b>x") || !strings.Contains(page, "&lt;b&gt;x&amp;y.txt") {
			t.Errorf("%s: a file name is not escaped", lang)
		}
		// The policy allows no inline style and no inline script but data.
		if strings.Contains(page, "<style") || strings.Count(page, "<script") != 2 || !strings.Contains(page, `<script type="application/json" id="config">`) {
			t.Errorf("%s: the page has something inline: %.300s", lang, page)
		}
	}
	// The link on the page leads to the corpus.
	if w := ask(s, "GET", "/v1/corpora/%3cb%3ex&y.txt", ""); w.Code != 200 {
		t.Errorf("the escaped link: %d %s", w.Code, w.Body)
	}
}

func TestOpenAPINamesEverything(t *testing.T) {
	s := serverOf(t, Options{})
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			RequestBody struct {
				Content map[string]struct {
					Schema struct {
						Properties struct {
							Options struct {
								AdditionalProperties *bool
								Properties           map[string]map[string]any
							}
						}
					}
				}
			}
		}
	}
	into(t, ask(s, "GET", "/v1/openapi.json", ""), &d)
	if !strings.HasPrefix(d.OpenAPI, "3.1") {
		t.Errorf("version %q", d.OpenAPI)
	}
	for _, m := range append(catalog.Methods(), reportMethod()) {
		path := "/v1/run/" + m.Name
		if m.Name == "report" {
			path = "/v1/report"
		}
		o := d.Paths[path]["post"].RequestBody.Content["application/json"].Schema.Properties.Options
		if o.AdditionalProperties == nil || *o.AdditionalProperties || len(o.Properties) != len(m.Options) {
			t.Errorf("%s: %d options, want %d and no others", m.Name, len(o.Properties), len(m.Options))
		}
		for _, option := range m.Options {
			p := o.Properties[option.Name]
			if p["type"] == nil || p["description"] != option.Help.EN || p["x-description-zh"] != option.Help.ZH || p["default"] == nil {
				t.Errorf("%s %s: %v", m.Name, option.Name, p)
			}
			if (option.Min != "") != (p["minimum"] != nil) || (option.Max != "") != (p["maximum"] != nil) || (option.Choices != nil) != (p["enum"] != nil) {
				t.Errorf("%s %s: bounds or choices are missing: %v", m.Name, option.Name, p)
			}
		}
	}
	// Every default that the document states is one that a method takes.
	for _, m := range catalog.Methods() {
		for _, o := range m.Options {
			if o.Default == "" { // some must be given
				continue
			}
			if _, err := parse(m, map[string]any{o.Name: jsonValue(t, defaultValue(o))}); err != nil && strings.Contains(err.Error(), "option "+o.Name+": got") {
				t.Errorf("default of %s %s: %v", m.Name, o.Name, err)
			}
		}
	}
}

// jsonValue returns v as the body of a request has it.
func jsonValue(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	r, err := decode([]byte(`{"corpus":"x","options":{"v":` + string(b) + `}}`))
	if err != nil {
		t.Fatal(err)
	}
	return r.Options["v"]
}

// Fifty clients at once get the same bytes as one, from one reading.
func TestManyAtOnce(t *testing.T) {
	s := serverOf(t, Options{Path: folder(t)})
	bodies := []string{`{"corpus":"statements","options":{"top":5}}`, `{"corpus":"statements","options":{"top":3,"numbers":"drop"}}`, `{"corpus":"one.txt"}`}
	one := serverOf(t, Options{Path: s.opt.Path})
	want := make([]string, len(bodies))
	for i, b := range bodies {
		want[i] = ask(one, "POST", "/v1/run/frequency", b).Body.String()
	}
	var group sync.WaitGroup
	for i := range 50 {
		group.Go(func() {
			w := ask(s, "POST", "/v1/run/frequency", bodies[i%len(bodies)])
			if w.Code != 200 || w.Body.String() != want[i%len(bodies)] {
				t.Errorf("client %d: %d %.100s", i, w.Code, w.Body)
			}
		})
	}
	group.Wait()
}

func TestCorpusIsReadOnceAndAgainWhenChanged(t *testing.T) {
	dir := folder(t)
	s := serverOf(t, Options{Path: dir, Limits: Limits{Corpora: 2}})
	open := func(name string) *kept {
		k, err := s.store.open(t.Context(), name, nil)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	first := open("statements")
	if open("statements") != first {
		t.Error("an unchanged corpus is read twice")
	}
	path := filepath.Join(dir, "statements", "a.txt")
	put(t, path, "甲国和乙国联合声明\n一、双方反对贸易壁垒。\n")
	second := open("statements")
	if second == first || second.corpus.Hash() == first.corpus.Hash() {
		t.Error("a changed file is not read again")
	}
	same := time.Now().Add(time.Hour)
	if err := os.Chtimes(path, same, same); err != nil {
		t.Fatal(err)
	}
	if third := open("statements"); third == second || third.corpus.Hash() != second.corpus.Hash() {
		t.Error("a file with a new time is not read again")
	}
	put(t, filepath.Join(dir, "statements", "z.txt"), "丙国和丁国联合声明\n一、双方同意。\n")
	if open("statements").corpus.Len() != 7 {
		t.Error("a new file is not read")
	}
	open("one.txt")
	open("specimen")
	if _, there := s.store.kept["statements"]; there || len(s.store.kept) != 2 {
		t.Errorf("%d corpora are kept, want the 2 used last", len(s.store.kept))
	}
}

func TestLogKeepsSecrets(t *testing.T) {
	var b bytes.Buffer
	s := serverOf(t, Options{Log: log.New(&b, "", 0)})
	ask(s, "GET", "/?token="+testToken, "")
	ask(s, "GET", "/v1/corpora/secret-name", "")
	ask(s, "POST", "/v1/run/kwic", `{"corpus":"specimen","options":{"find":"secret-name"}}`)
	if out := b.String(); strings.Contains(out, testToken) || strings.Contains(out, "secret") || strings.Count(out, "\n") != 3 || !strings.Contains(out, "/v1/run/{name} 200") {
		t.Errorf("log:\n%s", out)
	}
}

func TestPanicIsAnError(t *testing.T) {
	var b bytes.Buffer
	s := serverOf(t, Options{Log: log.New(&b, "", 0)})
	s.mux.Handle("/panic", s.dispatch(route{"GET": func(http.ResponseWriter, *http.Request) error { panic("words of the corpus") }}))
	w := ask(s, "GET", "/panic", "")
	where, what := problem(t, w)
	if w.Code != 500 || what != "internal error" || where == "" || strings.Contains(b.String(), "words of the corpus") || !strings.Contains(b.String(), "panic in") {
		t.Errorf("%d %s %s\n%s", w.Code, where, what, b.String())
	}
	_, err := s.perform(t.Context(), &task{corpus: specimenName}, nil) // no work to call
	if err == nil || err.Error() != "internal error" {
		t.Errorf("a task that panics: %v", err)
	}
	if len(s.slots) != 0 {
		t.Error("a task that panics keeps its turn")
	}
}

func TestResultLimit(t *testing.T) {
	s := serverOf(t, Options{Limits: Limits{ResultBytes: 1000}})
	w := ask(s, "POST", "/v1/run/frequency", `{"corpus":"specimen"}`)
	if _, what := problem(t, w); w.Code != 422 || !strings.Contains(what, "1000 bytes") {
		t.Errorf("%d %s", w.Code, what)
	}
}

func FuzzRunBody(f *testing.F) {
	s := serverOf(f, Options{Limits: Limits{RunTime: 2 * time.Second}})
	for _, seed := range []string{`{"corpus":"nowhere"}`, `{"corpus":"../x","options":{"top":1e400}}`, `{"corpus":"nowhere","options":{"top":[1,{"a":null}],"min-count":"3"}}`, "{", "\x00", `{"corpus":1}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if strings.Contains(body, specimenName) || strings.Contains(body, `\u`) {
			t.Skip() // a run that would succeed takes long and is tested elsewhere
		}
		w := ask(s, "POST", "/v1/run/frequency", body)
		if w.Code < 400 || w.Code >= 500 {
			t.Errorf("%q: %d %s", body, w.Code, w.Body)
		}
		problem(t, w)
	})
}
