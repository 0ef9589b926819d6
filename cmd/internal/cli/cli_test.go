package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/analysis/table"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
	"concord/corpus/specimen"
	"concord/reports/render"
)

// concord runs one command and returns its exit code and what it printed.
func concord(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	code = Run(t.Context(), args, Streams{Out: &o, Err: &e})
	return code, o.String(), e.String()
}

// must runs a command that has to succeed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, err := concord(t, args...)
	if code != 0 {
		t.Fatalf("concord %s: exit %d: %s", strings.Join(args, " "), code, err)
	}
	return out
}

// texts writes six small statements and returns the folder.
func texts(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, words := range []string{"合作", "贸易", "合作贸易", "安全", "合作安全", "文化"} {
		text := "甲国和乙国联合声明\n一、双方同意加强" + words + "。中方支持" + words + "。\n二、双方感谢。\n"
		put(t, filepath.Join(dir, string(rune('a'+i))+".txt"), strings.Repeat(text, 3))
	}
	return dir
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestExitCodes(t *testing.T) {
	dir := texts(t)
	empty := filepath.Join(t.TempDir(), "empty.txt")
	put(t, empty, "")
	ragged := filepath.Join(t.TempDir(), "ragged.csv")
	put(t, ragged, "id,text\na,双方同意。\nb,双方。,more\n")
	for _, test := range []struct {
		args string
		code int
		want string
	}{
		{"frequency " + dir, done, ""},
		{"", done, ""},
		{"--version", done, ""},
		{"frequncy " + dir, misused, "frequncy"},
		{"frequency --min-cuont 3 " + dir, misused, "did you mean --min-count?"},
		{"frequency --min-count 0 " + dir, misused, "option min_count: got 0, want at least 1"},
		{"frequency --format xls " + dir, misused, "--format \"xls\": want one of"},
		{"frequency --lang fr " + dir, misused, "want zh or en"},
		{"frequency --where year:soon " + dir, misused, "want YYYY"},
		{"frequency --figure f.gif " + dir, misused, ".svg, .pdf, .png, .eps"},
		{"keyness " + dir, misused, "option target"},
		{"keyness --target id:nothing " + dir, misused, "target"},
		{"report --focus nobody -o " + t.TempDir() + "/r " + dir, misused, `no document "nobody"`},
		{"report --where year:1800 -o " + t.TempDir() + "/r " + dir, misused, "leaves no document"},
		{"report -o " + empty + " " + dir, misused, "not a folder"},
		{"inspect --id nobody " + dir, misused, "no document"},
		{"inspect --address nowhere " + dir, misused, "want a form like"},
		{"methods keynes", misused, "did you mean keyness?"},
		{"frequency no-such-file.txt", failed, "no-such-file.txt"},
		{"frequency " + empty, failed, "empty.txt"},
		{"frequency " + ragged, failed, "ragged.csv:3"},
		{"frequency " + t.TempDir(), failed, ""},
	} {
		code, _, err := concord(t, strings.Fields(test.args)...)
		if code != test.code || !strings.Contains(err, test.want) {
			t.Errorf("concord %s: exit %d, %q; want exit %d and %q", test.args, code, err, test.code, test.want)
		}
		if code != done && err == "" {
			t.Errorf("concord %s: exit %d without a word", test.args, code)
		}
	}
}

func TestDateThatIsNoneIsTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(file, []byte(`{"id":"a","date":"2020-13-45","text":"双方一致认为。"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, err := concord(t, "frequency", file)
	if code != done || !strings.Contains(err, "a.jsonl:1: LOD-02") || !strings.Contains(err, "2020-13-45") {
		t.Errorf("exit %d, %q", code, err)
	}
}

func TestSkipBadListsWhatWasLeftOut(t *testing.T) {
	dir := texts(t)
	put(t, filepath.Join(dir, "bad.txt"), "")
	if code, _, err := concord(t, "frequency", dir); code != failed || !strings.Contains(err, "bad.txt") {
		t.Errorf("without --skip-bad: exit %d, %q", code, err)
	}
	code, _, err := concord(t, "frequency", "--skip-bad", dir)
	if code != done || !strings.Contains(err, "left out: ") || !strings.Contains(err, "bad.txt") {
		t.Errorf("with --skip-bad: exit %d, %q", code, err)
	}
	out := filepath.Join(t.TempDir(), "report")
	must(t, "report", "--skip-bad", "-o", out, dir)
	page := read(t, filepath.Join(out, "report.html"))
	if !strings.Contains(page, "bad.txt") {
		t.Error("the report does not list the file that was left out")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// folder returns the files of a folder by name.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			out[filepath.ToSlash(name)] = read(t, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReportIsTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	must(t, "report", "-o", filepath.Join(dir, "one"))
	runtime.GOMAXPROCS(2)
	must(t, "report", "-o", filepath.Join(dir, "two"))
	one, two := folder(t, filepath.Join(dir, "one")), folder(t, filepath.Join(dir, "two"))
	for name := range two {
		if one[name] != two[name] {
			t.Errorf("%s differs between two runs", name)
		}
	}
	for _, want := range []string{"report.html", "findings.json", "run.json", "tables/focus.csv", "figures/keyness.svg", "figures/keyness.pdf", "figures/keyness.png"} {
		if one[want] == "" {
			t.Errorf("%s is missing or empty", want)
		}
	}
	var run render.Run
	if err := json.Unmarshal([]byte(one["run.json"]), &run); err != nil {
		t.Fatal(err)
	}
	if run.Program != "concord" || run.Seed != 1 || len(run.Documents) != 48 || len(run.Files) != len(one)-1 {
		t.Errorf("run.json: %+v", run)
	}
}

func TestReportLeavesNothingHalfDone(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "report")
	if code, _, _ := concord(t, "report", "--focus", "nobody", "-o", out); code == done {
		t.Fatal("a focus that does not exist is taken")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 0 {
		t.Errorf("a failed report leaves %v, %v", entries, err)
	}
	mine := filepath.Join(dir, "mine")
	if err := os.Mkdir(mine, 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(mine, "thesis.doc"), "years of work")
	if code, _, stderr := concord(t, "report", "-o", mine); code != misused || !strings.Contains(stderr, "not a report of this program") {
		t.Errorf("a folder of the user's: exit %d, %q", code, stderr)
	}
	if read(t, filepath.Join(mine, "thesis.doc")) != "years of work" {
		t.Error("a file of the user's was touched")
	}
	must(t, "report", "-o", out, texts(t))
	must(t, "report", "-o", out, texts(t))
	entries, err = os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("after two reports the folder holds %v, %v", entries, err)
	}
}

func TestOutputAppearsWhole(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "table.csv")
	if code, _, _ := concord(t, "frequency", "-o", file, "no-such-file.txt"); code != failed {
		t.Fatalf("exit %d", code)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("a failed run leaves %v", entries)
	}
	must(t, "frequency", "--format", "csv", "-o", file, "--figure", filepath.Join(dir, "f.pdf"))
	if !strings.HasPrefix(read(t, file), "rank,feature,count,") {
		t.Errorf("table: %.60s", read(t, file))
	}
	if !strings.HasPrefix(read(t, filepath.Join(dir, "f.pdf")), "%PDF-") {
		t.Error("the figure is not a PDF")
	}
	if code, _, stderr := concord(t, "frequency", "-o", filepath.Join(dir, "no", "such", "table.csv")); code != misused || !strings.Contains(stderr, "table.csv") {
		t.Errorf("a folder that does not exist: exit %d, %q", code, stderr)
	}
}

// The same call gives the same bytes from Go and from the command line.
func TestDoorsAgree(t *testing.T) {
	loaded, err := load.FS(t.Context(), specimen.Embedded(), ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range catalog.Methods() {
		options, flags := map[string]any{}, []string{m.Name, "--format", "json"}
		for name, value := range map[string]string{"find": "合作", "node": "合作", "draws": "50", "by": "groups", "target": "lang:zh year:..2011", "reference": "lang:zh year:2012..", "top": "5", "permutations": "99", "runs": "2", "sweeps": "30", "burn_in": "10"} {
			i := slices.IndexFunc(m.Options, func(o analysis.Option) bool { return o.Name == name })
			if i >= 0 && (m.Options[i].Choices == nil && name != "by" || slices.Contains(m.Options[i].Choices, value)) {
				options[name] = value
				flags = append(flags, "--"+m.Options[i].Flag(), value)
			}
		}
		if m.Name == "wordscores" { // its reference is a list of scores, not a query
			options["reference"] = "XHE-XVT-2002-1=-1,XHE-XVT-2024-1=1"
			flags = append(flags, "--reference", "XHE-XVT-2002-1=-1,XHE-XVT-2024-1=1")
		}
		if slices.ContainsFunc(m.Options, func(o analysis.Option) bool { return o.Name == "factors" }) {
			options = map[string]any{"options": "target=lang:zh year:2014..;permutations=99;min_count=30", "factors": "unit", "top": 2}
			flags = []string{m.Name, "--format", "json", "--options", "target=lang:zh year:2014..;permutations=99;min_count=30", "--factors", "unit", "--top", "2"}
		}
		r, err := m.Run(t.Context(), analysis.NewInput(loaded.Corpus), options)
		if err != nil {
			t.Errorf("%s: %v", m.Name, err)
			continue
		}
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		if err := e.Encode(r); err != nil {
			t.Fatal(err)
		}
		if got := must(t, flags...); got != want.String() {
			t.Errorf("%s: Go and the command line differ", m.Name)
		}
	}
}

func TestFormats(t *testing.T) {
	for format, want := range map[string]string{
		"text": "concord " + analysis.Version, "csv": "rank,feature", "json": `{"method":"frequency"`, "md": "|---:|---|", "html": "<!DOCTYPE html>",
	} {
		for _, lang := range []string{"zh", "en"} {
			if out := must(t, "frequency", "--top", "5", "--format", format, "--lang", lang); !strings.Contains(out, want) {
				t.Errorf("%s in %s lacks %q: %.200s", format, lang, want, out)
			}
		}
	}
	lines := strings.Split(must(t, "frequency", "--top", "8", "--format", "text"), "\n")
	for _, l := range lines[:9] {
		if table.Width(l) != table.Width(lines[0]) {
			t.Errorf("%q is %d cells wide, the heading %d", l, table.Width(l), table.Width(lines[0]))
		}
	}
}

func TestHelpReadsWell(t *testing.T) {
	for _, m := range catalog.Methods() {
		out := must(t, m.Name, "--help")
		for _, o := range m.Options {
			if !strings.Contains(out, "--"+o.Flag()+" ") {
				t.Errorf("%s --help does not name --%s", m.Name, o.Flag())
			}
		}
		if !strings.Contains(out, m.Question.EN) || !strings.Contains(out, m.Question.ZH) {
			t.Errorf("%s --help does not say what it answers", m.Name)
		}
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if out := must(t, "completion", shell); len(out) < 500 {
			t.Errorf("completion for %s has %d bytes", shell, len(out))
		}
	}
}

// The facts of the 2022 communiqué, counted by hand: see README.md of the
// shared corpus. Sentences: 52 full stops and one paragraph that ends in a
// colon.
func TestInspectKnownFacts(t *testing.T) {
	path := sharedtest.Dir(t, "corpus", "communique-2022-china-cambodia.txt")
	var got struct {
		ID, Title, Kind, Language, Signed, Place, Agency string
		VisitFrom                                        string `json:"visit_from"`
		VisitTo                                          string `json:"visit_to"`
		Parties                                          []struct{ Name, Code string }
		Sections, Items, Paragraphs, Sentences           int
		Characters                                       int
		Units                                            []struct{ Unit, Address, Text string }
	}
	if err := json.Unmarshal([]byte(must(t, "inspect", "--format", "json", path)), &got); err != nil {
		t.Fatal(err)
	}
	for _, f := range [][2]string{
		{got.ID, "KHM-2022-1"}, {got.Title, "中华人民共和国政府和柬埔寨王国政府联合公报"}, {got.Kind, "联合公报"}, {got.Language, "zh"},
		{got.VisitFrom, "2022-11-08"}, {got.VisitTo, "2022-11-11"}, {got.Signed, "2022-11-11"}, {got.Place, "金边"}, {got.Agency, "新华社金边11月11日电"},
	} {
		if f[0] != f[1] {
			t.Errorf("got %q, want %q", f[0], f[1])
		}
	}
	if len(got.Parties) != 2 || got.Parties[0].Code != "CHN" || got.Parties[1].Code != "KHM" {
		t.Errorf("parties %v", got.Parties)
	}
	if n := [5]int{got.Sections, got.Items, got.Paragraphs, got.Sentences, got.Characters}; n != [5]int{5, 6, 23, 53, 3041} {
		t.Errorf("sections, items, paragraphs, sentences, characters: %v", n)
	}
	for i, u := range got.Units {
		if u.Text == "" || i%10 != 0 {
			continue
		}
		if words := must(t, "inspect", "--address", u.Address, path); words != u.Text+"\n" {
			t.Errorf("%s opens %q, want %q", u.Address, words, u.Text)
			break
		}
	}
}

func TestReportOnRealTexts(t *testing.T) {
	zh := []string{sharedtest.Dir(t, "corpus", "communique-2022-china-cambodia.txt"), sharedtest.Dir(t, "corpus", "joint-statements-zh.jsonl")}
	out := filepath.Join(t.TempDir(), "zh")
	must(t, append([]string{"report", "-o", out}, zh...)...)
	page := read(t, filepath.Join(out, "report.html"))
	for _, want := range []string{"KHM-2022-1", "参照文本不足五篇", "未作估计"} {
		if !strings.Contains(page, want) {
			t.Errorf("the Chinese report lacks %q", want)
		}
	}
	if testing.Short() {
		return
	}
	out = filepath.Join(t.TempDir(), "en")
	must(t, "report", "--lang", "en", "-o", out, sharedtest.Dir(t, "corpus", "joint-statements-en.jsonl"))
	if page := read(t, filepath.Join(out, "report.html")); strings.ContainsAny(page, "，。") {
		t.Error("the English report on English texts has Chinese punctuation")
	}
}
