package web

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"concord/cmd/internal/web/book"
	"concord/reports/notebook"
	"concord/reports/notebook/example"
)

// study writes a notebook of code cells.
func study(t testing.TB, dir, name string, sources ...string) {
	t.Helper()
	nb := notebook.New()
	for _, s := range sources {
		nb.Add(notebook.Code, s)
	}
	var b strings.Builder
	if err := nb.Write(&b); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, name), b.String())
}

// reader is a page as a test sees it: it applies events to what it knows.
type reader struct {
	t    testing.TB
	b    *book.Book
	last string
	seen []book.Event
}

func readerOf(t testing.TB, s *Server, name string) *reader {
	t.Helper()
	b, err := s.shelf.open(name)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{t: t, b: b}
	r.until("book")
	return r
}

// until reads events until one of a kind holds the words.
func (r *reader) until(kind string, words ...string) book.Event {
	r.t.Helper()
	deadline := time.After(60 * time.Second) // against hanging, on busy machines
	for {
		events, epoch, changed := r.b.After(r.last)
		for _, e := range events {
			r.last = fmt.Sprintf("%s-%d", epoch, e.Number)
			r.seen = append(r.seen, e)
			all := e.Kind == kind
			for _, w := range words {
				all = all && strings.Contains(string(e.Data), w)
			}
			if all {
				return e
			}
		}
		select {
		case <-changed:
		case <-deadline:
			for _, e := range r.seen {
				r.t.Logf("%d %s %.300s", e.Number, e.Kind, e.Data)
			}
			r.t.Fatalf("no event %s with %q", kind, words)
		}
	}
}

func do(t testing.TB, s *Server, name string, a map[string]any) *httptest.ResponseRecorder {
	t.Helper()
	raw, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return ask(s, "POST", "/v1/notebooks/"+strings.ReplaceAll(name, "/", "%2F"), string(raw))
}

func mustDo(t testing.TB, s *Server, name string, a map[string]any) book.Outcome {
	t.Helper()
	var out book.Outcome
	into(t, do(t, s, name, a), &out)
	return out
}

func onDisk(t testing.TB, path string) *notebook.Notebook {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	nb, err := notebook.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for range 400 {
		if ok() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

func TestNotebookActions(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "sub/a.ipynb", "x = 1", "print(x + 41)")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	const name = "sub/a.ipynb"
	r := readerOf(t, s, name)
	if !strings.Contains(string(r.seen[0].Data), `"x = 1"`) {
		t.Errorf("the first state: %s", r.seen[0].Data)
	}
	if there, _ := r.b.HasProcess(); there {
		t.Error("opening started a process")
	}
	order := func() string {
		nb, _, _ := r.b.Snapshot()
		var out []string
		for _, c := range nb.Cells {
			out = append(out, string(c.Type)+":"+c.Source)
		}
		return strings.Join(out, "|")
	}
	edit := mustDo(t, s, name, map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "x = 2"})
	if edit.Version != 2 {
		t.Errorf("version %d after an edit of 1, want 2", edit.Version)
	}
	mustDo(t, s, name, map[string]any{"do": "run", "cell": "c2"})
	r.until("text", `"43\n"`)
	r.until("run", `"cell":"c2"`, `"run":""`)
	added := mustDo(t, s, name, map[string]any{"do": "add", "type": "markdown", "at": 1, "source": "# 标题"})
	mustDo(t, s, name, map[string]any{"do": "duplicate", "cell": "c2"})
	mustDo(t, s, name, map[string]any{"do": "move", "cell": added.Cell, "at": 0})
	if got, want := order(), "markdown:# 标题|code:x = 2|code:print(x + 41)|code:print(x + 41)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	mustDo(t, s, name, map[string]any{"do": "delete", "cell": added.Cell})
	mustDo(t, s, name, map[string]any{"do": "undo"})
	mustDo(t, s, name, map[string]any{"do": "type", "cell": added.Cell, "type": "code"})
	mustDo(t, s, name, map[string]any{"do": "name", "cell": "c1", "source": " 常数 "})
	mustDo(t, s, name, map[string]any{"do": "fold", "cell": "c1"})
	if got, want := order(), "code:# 标题|code:x = 2|code:print(x + 41)|code:print(x + 41)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// What depends on an edited cell is out of date, through no run.
	mustDo(t, s, name, map[string]any{"do": "edit", "cell": "c1", "version": 2, "source": "x = 3"})
	// Told once, be it before this edit: the document is asked, not the events.
	eventually(t, "both cells out of date", func() bool {
		_, stale, _ := r.b.Snapshot()
		return stale >= 2
	})
	mustDo(t, s, name, map[string]any{"do": "run", "what": "stale"})
	r.until("text", `"44\n"`)
	r.until("run", `"cell":"c2"`, `"run":""`)
	mustDo(t, s, name, map[string]any{"do": "clear", "cell": "c2"})
	path := filepath.Join(dir, name)
	eventually(t, "saved", func() bool {
		nb := onDisk(t, path)
		return len(nb.Cells) == 4 && nb.Cells[1].Source == "x = 3" && string(nb.Cells[1].Metadata["name"]) == `"常数"` &&
			strings.Contains(string(nb.Cells[1].Metadata["jupyter"]), "source_hidden") && len(nb.Cells[2].Outputs) == 0
	})
	for _, bad := range []map[string]any{
		{"do": "nothing", "cell": "c1"}, {"do": "edit", "cell": "zz"}, {"do": "add", "type": "table"}, {"do": "add", "type": "code", "at": 99},
		{"do": "move", "cell": "c1", "at": -1}, {"do": "type", "cell": "c1", "type": "x"}, {"do": "undo"}, {"do": "disk", "what": "x"}, {"do": "lang", "what": "fr"},
		{"do": "run", "cell": "c1", "what": "some"}, {"do": "edit", "cell": "c1", "version": 3, "source": strings.Repeat("x", 1<<20+1)},
	} {
		if w := do(t, s, name, bad); w.Code != 400 {
			t.Errorf("%.100v: %d %s, want 400", bad, w.Code, w.Body)
		}
	}
	if got := order(); !strings.Contains(got, "x = 3") {
		t.Errorf("a refused action changed the notebook: %s", got)
	}
}

func TestConflictKeepsBothTexts(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "first")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "from one tab"})
	w := do(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "from another"})
	var got struct {
		Version int
		Source  string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 409 || got.Version != 2 || got.Source != "from one tab" {
		t.Errorf("%d %s, want 409 with version 2 and the text that stands", w.Code, w.Body)
	}
	// The same text from both is no conflict.
	if w := do(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "from one tab"}); w.Code != 200 {
		t.Errorf("the same text: %d", w.Code)
	}
}

// A page that was cut off gets what it missed, in order and once; one that was
// away too long, or in another life of the server, gets the whole state.
func TestNotebookEventsResume(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "x = 1")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	r := readerOf(t, s, "a.ipynb")
	cut := r.last
	for i := range 10 {
		mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": i + 1, "source": fmt.Sprint("x = ", i)})
	}
	var sources []string
	number := 0
	events, _, _ := r.b.After(cut)
	for _, e := range events {
		if number > 0 && e.Number != number+1 {
			t.Errorf("event %d after %d", e.Number, number)
		}
		number = e.Number
		if e.Kind == "cell" {
			var c struct{ Source string }
			if err := json.Unmarshal(e.Data, &c); err != nil {
				t.Fatal(err)
			}
			sources = append(sources, c.Source)
		}
	}
	if want := "x = 0,x = 1,x = 2,x = 3,x = 4,x = 5,x = 6,x = 7,x = 8,x = 9"; strings.Join(sources, ",") != want {
		t.Errorf("after the cut %v, want %s", sources, want)
	}
	for _, id := range []string{"", "zzz", "0123456789abcdef-3", cut[:17] + "999999"} {
		if events, _, _ := r.b.After(id); len(events) != 1 || events[0].Kind != "book" {
			t.Errorf("after %q: %d events, want the whole state", id, len(events))
		}
	}
}

func TestSavingFailsAndTextStays(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "x = 1")
	path := filepath.Join(dir, "a.ipynb")
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	s, err := New(Options{Path: dir, Worker: testWorker(t), Token: testToken})
	if err != nil {
		t.Fatal(err)
	}
	r := readerOf(t, s, "a.ipynb")
	mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "kept = True"})
	r.until("save", `"failed"`, `"readonly"`)
	if nb, _, _ := r.b.Snapshot(); nb.Cells[0].Source != "kept = True" {
		t.Errorf("the text is lost: %q", nb.Cells[0].Source)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil { // saves once more
		t.Error(err)
	}
	if nb := onDisk(t, path); nb.Cells[0].Source != "kept = True" {
		t.Errorf("on disk %q", nb.Cells[0].Source)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAnotherProgramWritesTheFile(t *testing.T) {
	for _, choice := range []string{"mine", "theirs"} {
		dir := t.TempDir()
		study(t, dir, "a.ipynb", "first")
		path := filepath.Join(dir, "a.ipynb")
		s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
		r := readerOf(t, s, "a.ipynb")
		study(t, dir, "a.ipynb", "from another program", "and more")
		mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "from here"})
		r.until("save", `"changed"`)
		if nb := onDisk(t, path); nb.Cells[0].Source != "from another program" {
			t.Errorf("%s: written over: %q", choice, nb.Cells[0].Source)
		}
		mustDo(t, s, "a.ipynb", map[string]any{"do": "disk", "what": choice})
		if choice == "mine" {
			eventually(t, "saved", func() bool { return onDisk(t, path).Cells[0].Source == "from here" })
			continue
		}
		r.until("book", "and more")
		if nb, _, _ := r.b.Snapshot(); nb.Cells[0].Source != "from another program" {
			t.Errorf("theirs: %q", nb.Cells[0].Source)
		}
	}
}

func TestStopAndRestart(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "x = 1", "while True:\n    pass", "print(x)")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	r := readerOf(t, s, "a.ipynb")
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "what": "all"})
	r.until("run", `"cell":"c2"`, `"running"`)
	time.Sleep(100 * time.Millisecond)
	mustDo(t, s, "a.ipynb", map[string]any{"do": "stop"})
	r.until("output", `"cell":"c2"`, "Interrupted")
	r.until("run", `"cell":"c2"`, `"run":""`)
	// What waited is taken back, and the process goes on.
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c3"})
	r.until("text", `"1\n"`)
	mustDo(t, s, "a.ipynb", map[string]any{"do": "restart"})
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c3"})
	r.until("run", `"cell":"c3"`, `"run":""`)
}

// A child that is killed at any moment is an error of the cell; the text stays,
// and the next run starts another child.
func TestChildIsKilled(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "x = 1", "for i in range(3000000):\n    if i % 1000 == 0:\n        print(i)\nprint(x)")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	r := readerOf(t, s, "a.ipynb")
	for _, wait := range []time.Duration{0, 3, 20, 60, 150} {
		mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c2"})
		r.until("run", `"cell":"c2"`, `"running"`)
		eventually(t, "a process", func() bool { return r.b.PID() != 0 })
		time.Sleep(wait * time.Millisecond)
		p, err := os.FindProcess(r.b.PID())
		if err != nil {
			t.Fatal(err)
		}
		_ = p.Kill()
		r.until("output", `"cell":"c2"`, "ProcessError")
		r.until("run", `"cell":"c2"`, `"run":""`)
		nb, _, _ := r.b.Snapshot()
		if len(nb.Cells) != 2 || !strings.Contains(nb.Cells[1].Source, "range(3000000)") {
			t.Fatal("the text is lost")
		}
	}
	mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c2", "version": 1, "source": "print(x)"})
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c2"})
	r.until("text", `"1\n"`)
}

func TestMemoryLimit(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "x = ['y' * 1000000 + str(i) for i in range(2000)]", "print(2)")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t), Limits: Limits{CellMemory: 256 << 20}})
	r := readerOf(t, s, "a.ipynb")
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c1"})
	r.until("output", "LimitError", "stopped: the cell needed more than 256 MB")
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c2"})
	r.until("text", `"2\n"`)
}

func TestTimeLimit(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "while True:\n    pass")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t), Limits: Limits{CellTime: 300 * time.Millisecond}})
	r := readerOf(t, s, "a.ipynb")
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c1"})
	r.until("output", "Interrupted", "time")
}

// 200 000 lines come complete and in order, in few events.
func TestManyLines(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "for i in range(200000):\n    print(i)")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	r := readerOf(t, s, "a.ipynb")
	mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": "c1"})
	r.until("run", `"cell":"c1"`, `"run":""`, `"ms":`)
	for !slices.ContainsFunc(r.seen, func(e book.Event) bool { return e.Kind == "text" }) {
		r.until("run", `"cell":"c1"`, `"run":""`)
	}
	var all strings.Builder
	events := 0
	for _, e := range r.seen {
		if e.Kind != "text" {
			continue
		}
		events++
		var d struct{ Text string }
		if err := json.Unmarshal(e.Data, &d); err != nil {
			t.Fatal(err)
		}
		all.WriteString(d.Text)
	}
	next := 0
	for line := range strings.Lines(all.String()) {
		if line != fmt.Sprintln(next) {
			t.Fatalf("line %d is %q", next, line)
		}
		next++
	}
	if next != 200000 || events > 400 {
		t.Errorf("%d lines in %d events, want 200000 in at most 400", next, events)
	}
}

// The outputs that a page is told and those that the file keeps are the same
// that `concord run` writes.
func TestOutputsAreThoseOfTheRunner(t *testing.T) {
	dir := t.TempDir()
	w := ask(serverOf(t, Options{Path: dir, Worker: testWorker(t)}), "POST", "/v1/notebooks", `{"example":"first-look-en"}`)
	if w.Code != 201 {
		t.Fatal(w.Body)
	}
	made, err := example.Examples()[1].Make(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := made.Write(&text); err != nil {
		t.Fatal(err)
	}
	want, err := notebook.Read(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	r := readerOf(t, s, "first-look-en.ipynb")
	for _, c := range want.Cells {
		if c.Type == notebook.Code {
			mustDo(t, s, "first-look-en.ipynb", map[string]any{"do": "clear", "cell": c.ID})
		}
	}
	mustDo(t, s, "first-look-en.ipynb", map[string]any{"do": "lang", "what": "en"})
	mustDo(t, s, "first-look-en.ipynb", map[string]any{"do": "run", "what": "all"})
	r.until("run", `"cell":"own"`, `"running"`)
	r.until("run", `"cell":"own"`, `"run":""`)
	if err := r.b.Close(); err != nil {
		t.Fatal(err)
	}
	got := onDisk(t, filepath.Join(dir, "first-look-en.ipynb"))
	for i := range want.Cells {
		a, errA := json.Marshal(want.Cells[i])
		b, errB := json.Marshal(got.Cells[i])
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("cell %s differs:\n%.400s\n%.400s", want.Cells[i].ID, a, b)
		}
	}
}

func TestNotebookPathsStayInTheFolder(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	study(t, outside, "secret.ipynb", "secret = 1")
	study(t, dir, "a.ipynb", "x")
	study(t, dir, ".hidden.ipynb", "x")
	if err := os.Symlink(filepath.Join(outside, "secret.ipynb"), filepath.Join(dir, "link.ipynb")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "way")); err != nil {
		t.Skip(err)
	}
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	for _, name := range []string{"link.ipynb", "way%2Fsecret.ipynb", "..%2Fsecret.ipynb", ".hidden.ipynb", "%2Fetc%2Fpasswd", "a.txt", "a.ipynb%00", "x%2F..%2Fa.ipynb", "way%2F..%2Fa.ipynb"} {
		for _, target := range []string{"/notebook/" + name, "/v1/notebooks/" + name + "/events", "/v1/notebooks/" + name + "/export/ipynb"} {
			w := ask(s, "GET", target, "")
			if w.Code < 300 || w.Code >= 500 || strings.Contains(w.Body.String(), "secret =") {
				t.Errorf("%s: %d %.200s", target, w.Code, w.Body)
			}
		}
	}
	var list struct{ Notebooks []notebookInfo }
	into(t, ask(s, "GET", "/v1/notebooks", ""), &list)
	if len(list.Notebooks) != 1 || list.Notebooks[0].Name != "a.ipynb" {
		t.Errorf("listed %v, want a.ipynb alone", list.Notebooks)
	}
	// Cells read within the folder of the notebook alone.
	r := readerOf(t, s, "a.ipynb")
	for _, path := range []string{"way", "../x", "/etc"} {
		added := mustDo(t, s, "a.ipynb", map[string]any{"do": "add", "type": "code", "at": 0, "source": fmt.Sprintf("corpus(%q)", path)})
		mustDo(t, s, "a.ipynb", map[string]any{"do": "run", "cell": added.Cell})
		r.until("output", `"cell":"`+added.Cell, `"error"`)
	}
}

func TestUpload(t *testing.T) {
	dir := t.TempDir()
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t), Limits: Limits{UploadBytes: 4096}})
	send := func(name, body string) *httptest.ResponseRecorder {
		return ask(s, "POST", "/v1/files?name="+name, body, "Content-Type: application/octet-stream")
	}
	text := "甲国和乙国联合声明\n一、双方同意加强合作。\n"
	for _, want := range []string{"a.txt", "a-2.txt"} {
		var got struct {
			Name      string
			Documents int
		}
		into(t, send("a.txt", text), &got)
		if got.Name != want || got.Documents != 1 {
			t.Errorf("%+v, want %s with one document", got, want)
		}
	}
	for name, body := range map[string]string{"b.csv": "id,text\na,x,y\n", "..%2F..%2Fc.exe": text, "d.txt": strings.Repeat("x", 5000), "e.ipynb": "{}", ".f.txt": text} {
		if w := send(name, body); w.Code < 400 || w.Code >= 500 {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("the folder holds %v, want the two good files", entries)
	}
}

// What a stored output holds can do nothing, under whatever address it is opened.
func TestOutputsCannotAct(t *testing.T) {
	dir := t.TempDir()
	hostileNotebook(t, dir)
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	for n := range 4 {
		for _, form := range []string{"html", "svg", "text", "table", "png"} {
			w := ask(s, "GET", fmt.Sprintf("/v1/notebooks/bad.ipynb/outputs/c1/0/%d/%s", n, form), "")
			if w.Code != 200 {
				continue
			}
			h := w.Header()
			if p := h.Get("Content-Security-Policy"); !strings.Contains(p, "sandbox") || !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "script-src") {
				t.Errorf("%d %s: policy %q", n, form, p)
			}
			if h.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%d %s: sniffed", n, form)
			}
		}
	}
}

// hostileNotebook has a probe wherever a notebook holds text.
func hostileNotebook(t testing.TB, dir string) {
	t.Helper()
	const script = `<script>window.top.hit=1;parent.hit=1;window.hit=1</script><img src=x onerror="window.hit=1;parent.hit=1"><svg onload="parent.hit=1"></svg>`
	nb := notebook.New()
	c := nb.Add(notebook.Code, "</textarea>"+script)
	c.Metadata = notebook.Metadata{"name": json.RawMessage(`"<img src=x onerror=hit=1>"`)}
	c.Outputs = []notebook.Output{
		{Type: notebook.DisplayData, Data: map[string]string{"text/html": script, "text/plain": script}},
		{Type: notebook.DisplayData, Data: map[string]string{"image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.hit=1"><script>parent.hit=1</script></svg>`, "text/plain": `"><script>hit=1</script>`}},
		{Type: notebook.Stream, Name: "stdout", Text: script},
		{Type: notebook.ErrorOutput, EName: script, EValue: script, Traceback: []string{script}},
		{Type: notebook.DisplayData, Data: map[string]string{"text/html": "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>&lt;img src=x onerror=hit=1&gt;</td></tr></tbody></table>", "text/plain": "feature\n"},
			Metadata: notebook.Metadata{"concord": json.RawMessage(`{"result":{"method":"<img src=x onerror=hit=1>","signature":"<img src=x onerror=hit=1>","source":{"corpus_sha256":"<script>hit=1</script>"},"columns":[{"name":"feature","kind":"string","title":{"zh":"<img src=x onerror=hit=1>","en":"x"}}],"rows":[{"feature":"<img src=x onerror=hit=1>"},{"feature":"b"}]}}`)}},
	}
	nb.Add(notebook.Markdown, "# <script>hit=1</script>\n\n"+script+"\n\n[x](javascript:hit=1) ![y](x onerror=hit=1) <javascript:hit=1>\n\n```\n"+script+"\n```\n\n| a |\n|---|\n| "+script+" |\n")
	var b strings.Builder
	if err := nb.Write(&b); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "bad.ipynb"), b.String())
}

func TestCompletionAndHelp(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "语料 = corpus(\"specimen\")", "")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	for _, test := range []struct {
		source string
		want   string
	}{{"语", "语料"}, {"keyn", "keyness"}, {"keyness(语料, tar", "target="}, {"figure(keyness(语料), prof", ""}} {
		raw, _ := json.Marshal(map[string]any{"cell": "c2", "source": test.source, "at": len([]rune(test.source)), "lang": "zh"})
		var got struct{ Items []suggestion }
		into(t, ask(s, "POST", "/v1/notebooks/a.ipynb/complete", string(raw)), &got)
		if has := slices.ContainsFunc(got.Items, func(i suggestion) bool { return i.Text == test.want }); test.want != "" && !has {
			t.Errorf("%q: %v, want %s", test.source, got.Items, test.want)
		}
	}
	if w := ask(s, "POST", "/v1/notebooks/a.ipynb/inspect", `{"cell":"c2","source":"语料\nkeyness(","at":10,"lang":"en"}`); w.Code != 200 || !strings.Contains(w.Body.String(), "permutations") {
		t.Errorf("%d %.200s", w.Code, w.Body)
	}
}

// Every format of the menu is made from stored outputs, and what is out of date
// is marked or refused.
func TestExport(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "研究.ipynb", "x = 1", "print(x)")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	const name = "研究.ipynb"
	r := readerOf(t, s, name)
	mustDo(t, s, name, map[string]any{"do": "run", "what": "all"})
	r.until("run", `"cell":"c2"`, `"running"`)
	r.until("run", `"cell":"c2"`, `"run":""`)
	starts := map[string]string{"html": "<!DOCTYPE html>", "pdf": "%PDF-", "docx": "PK", "ipynb": "{"}
	for _, f := range exportFormats() {
		w := ask(s, "GET", "/v1/notebooks/"+name+"/export/"+f.name+"?lang=zh", "")
		if w.Code != 200 || starts[f.name] == "" || !strings.HasPrefix(w.Body.String(), starts[f.name]) || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") || f.title.ZH == "" {
			t.Errorf("%s: %d %q %.60q", f.name, w.Code, w.Header().Get("Content-Disposition"), w.Body)
		}
	}
	mustDo(t, s, name, map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "x = 2"})
	eventually(t, "both cells out of date", func() bool {
		_, stale, _ := r.b.Snapshot()
		return stale >= 2
	})
	if w := ask(s, "GET", "/v1/notebooks/"+name+"/export/html?stale=refuse", ""); w.Code != 409 {
		t.Errorf("refused: %d", w.Code)
	}
	if w := ask(s, "GET", "/v1/notebooks/"+name+"/export/html?lang=en", ""); w.Code != 200 || !strings.Contains(w.Body.String(), "out of date") {
		t.Errorf("marked: %d", w.Code)
	}
	if w := ask(s, "GET", "/v1/notebooks/"+name+"/export/xml", ""); w.Code != 404 {
		t.Errorf("xml: %d", w.Code)
	}
}

// More notebooks than may be open: those that nobody looks at make room, and
// come back as they were.
func TestNotebooksMakeRoom(t *testing.T) {
	dir := t.TempDir()
	const n = 4
	for i := range n {
		study(t, dir, fmt.Sprintf("n%d.ipynb", i), "print(1)")
	}
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t), Limits: Limits{Books: 2, Workers: 1}})
	for round := range 2 {
		for i := range n {
			name := fmt.Sprintf("n%d.ipynb", i)
			r := readerOf(t, s, name)
			mustDo(t, s, name, map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": fmt.Sprintf("print(%d)", 10*round+i)})
			mustDo(t, s, name, map[string]any{"do": "run", "cell": "c1"})
			r.until("text", fmt.Sprintf(`"%d\n"`, 10*round+i))
			r.until("run", `"run":""`)
			eventually(t, "saved and idle", func() bool { return r.b.Idle() > 0 })
			there := 0
			for _, b := range s.shelf.books {
				if have, _ := b.HasProcess(); have {
					there++
				}
			}
			if len(s.shelf.books) > 2 || there > 1 {
				t.Fatalf("%d notebooks and %d processes, want at most 2 and 1", len(s.shelf.books), there)
			}
		}
	}
	for i := range n {
		if got, want := onDisk(t, filepath.Join(dir, fmt.Sprintf("n%d.ipynb", i))).Cells[0].Source, fmt.Sprintf("print(%d)", 10+i); got != want {
			t.Errorf("n%d holds %q, want %q", i, got, want)
		}
	}
}
