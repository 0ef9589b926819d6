package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/corpus/bilingual"
	"concord/corpus/load"
	"concord/corpus/query"
	"concord/corpus/specimen"
)

// assertion is what the files of testdata call: it prints what fails.
const assertion = `def eq(have, want):
    if have != want or type(have) != type(want):
        print("have", repr(have), "want", repr(want))
`

func TestStarlarkFiles(t *testing.T) {
	names, err := filepath.Glob("testdata/*.star")
	if err != nil || len(names) < 3 {
		t.Fatalf("%v, %v", names, err)
	}
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, fault := last(t, assertion, string(source))
		if fault != nil {
			t.Errorf("%s: %s", name, strings.Join(fault.Traceback, "\n"))
		}
		if got != "" {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	// The assertion itself must be able to fail.
	if got, _ := last(t, assertion, "eq(1, 2)\neq(1, 1.0)"); strings.Count(got, "have") != 2 {
		t.Errorf("the assertion says %q of what is not equal", got)
	}
}

// few picks so few texts that every analysis is quick.
const few = "lang:zh year:2021.."

// The result stored beside a display is the one that Go and the command line
// give, and so are the words of a refusal.
func TestDoorsAgree(t *testing.T) {
	loaded, err := load.FS(t.Context(), specimen.Embedded(), ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	group, err := query.Select(loaded.Corpus, few, "few")
	if err != nil {
		t.Fatal(err)
	}
	c, err := loaded.Corpus.Subset(group.Positions())
	if err != nil {
		t.Fatal(err)
	}
	in := analysis.NewInput(c)
	e := NewEngine(Options{})
	agree := 0
	for _, m := range catalog.Methods() {
		options, keywords := keywordsOf(t, m)
		want, wrong := m.Run(t.Context(), in, options)
		nb := book("c = where(corpus('specimen'), '"+few+"')", m.Name+"(c"+keywords+")")
		err := e.Run(t.Context(), nb, 1)
		if wrong != nil || err != nil {
			var fault *CellError
			if wrong == nil || !errors.As(err, &fault) || fault.Unwrap().Error() != wrong.Error() {
				t.Errorf("%s: Go says %v, the notebook %v", m.Name, wrong, err)
			}
			continue
		}
		agree++
		sameResult(t, want, nb)
	}
	if agree < 10 {
		t.Errorf("only %d methods were compared", agree)
	}
}

// keywordsOf chooses options for a method, as values and as code.
func keywordsOf(t *testing.T, m analysis.Method) (options map[string]any, keywords string) {
	t.Helper()
	options = map[string]any{}
	for _, kv := range [][2]any{
		{"find", "合作"}, {"node", "合作"}, {"by", "groups"}, {"target", "year:..2022"}, {"top", 5},
		{"permutations", 99}, {"runs", 2}, {"sweeps", 30}, {"burn_in", 10}, {"draws", 20},
	} {
		name := kv[0].(string)
		i := slices.IndexFunc(m.Options, func(o analysis.Option) bool { return o.Name == name })
		if s, isText := kv[1].(string); i < 0 || isText && m.Options[i].Choices != nil && !slices.Contains(m.Options[i].Choices, s) {
			continue
		}
		options[name] = kv[1]
		text, err := literal(kv[1])
		if err != nil {
			t.Fatal(err)
		}
		keywords += ", " + name + "=" + text
	}
	return options, keywords
}

func sameResult(t *testing.T, want *analysis.Result, nb *Notebook) {
	t.Helper()
	raw, err := marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Read(strings.NewReader(written(t, nb)))
	if err != nil {
		t.Fatal(err)
	}
	var stored struct {
		Result json.RawMessage
		Bytes  int `json:"result_bytes"`
	}
	if err := json.Unmarshal(again.Cells[1].Outputs[0].Metadata[metadataKey], &stored); err != nil {
		t.Fatal(err)
	}
	if len(raw) > maxStoredResult {
		if stored.Bytes != len(raw) {
			t.Errorf("%s: a result of %d bytes is not stored, and %d stand there", want.Method, len(raw), stored.Bytes)
		}
		return
	}
	var got bytes.Buffer
	if err := json.Compact(&got, stored.Result); err != nil {
		t.Fatal(err)
	}
	if got.String() != string(raw) {
		t.Errorf("%s: Go and the notebook differ", want.Method)
	}
}

// faults returns a function that runs code on the specimen c and returns its
// error, with one engine for all.
func faults(t *testing.T) func(code string) *CellError {
	e := NewEngine(Options{Lang: bilingual.EN})
	return func(code string) *CellError {
		var fault *CellError
		nb := book("c = where(corpus('specimen'), '"+few+"')", code)
		if err := e.Run(t.Context(), nb, 1); err != nil && !errors.As(err, &fault) {
			t.Fatal(err)
		}
		return fault
	}
}

func TestWrongCallsOfEveryMethod(t *testing.T) {
	run := faults(t)
	for _, m := range catalog.Methods() {
		fault := run(m.Name + "(c, no_such_option=1)")
		var wrong *analysis.OptionError
		if fault == nil || !errors.As(fault, &wrong) || wrong.Method != m.Name || wrong.Option != "no_such_option" {
			t.Errorf("%s: %v", m.Name, fault)
		}
	}
	for code, want := range map[string]string{
		"frequency(c, tpo=3)":                   "did you mean top?",
		"frequency(c, top='many')":              "want a number",
		"frequency(c, top={})":                  "got a dict, want a text, a number",
		"frequency()":                           "no corpus",
		"frequency(3)":                          "got a int, want a corpus",
		"frequency(c, corpus=c)":                "two corpora",
		"frequency(c, 3)":                       "options need their names",
		"frequency(c).tabel":                    "did you mean .table",
		"frequency(c).table['featur']":          `did you mean "feature"?`,
		"figure(frequency(c), 9)":               "no figure 9",
		"figure(frequency(c), profile='natur')": "did you mean nature?",
		"where(c, 'side:A')":                    "parts of documents",
		"where(c, 'year:soon')":                 "want YYYY",
		"help('keynes')":                        "did you mean keyness?",
		"report(c, focus='nobody')":             "no document",
	} {
		if fault := run(code); fault == nil || !strings.Contains(fault.Value, want) {
			t.Errorf("%s: %v, want %q", code, fault, want)
		}
	}
}

func TestHelpIsThatOfTheCatalog(t *testing.T) {
	for _, m := range catalog.Methods() {
		got, fault := last(t, "help("+m.Name+")")
		if fault != nil || !strings.Contains(got, m.Question.EN) || !strings.Contains(got, m.Doc) {
			t.Errorf("help(%s) lacks the question or the documentation: %v", m.Name, fault)
		}
		for _, o := range m.Options {
			if !strings.Contains(got, "  "+o.Name+"=") || !strings.Contains(got, o.Help.EN) {
				t.Errorf("help(%s) does not explain %s", m.Name, o.Name)
			}
		}
	}
	got, fault := last(t, "help()")
	for _, name := range helped() {
		if fault != nil || !strings.Contains(got, name) {
			t.Errorf("help() does not list %s", name)
		}
	}
	if zh, _ := Help("len", bilingual.ZH); !strings.Contains(zh, "按字计") {
		t.Errorf("help(len) does not say what it counts: %s", zh)
	}
}

func TestPathsStayWithinTheFolder(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "secret.txt")
	root := filepath.Join(dir, "root")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(root, 0o755); err != nil {
		t.Fatal(err)
	}
	write(outside, "机密。")
	write(filepath.Join(root, "a.txt"), "甲国和乙国联合声明\n双方同意加强合作。\n")
	if err := os.Symlink(outside, filepath.Join(root, "link.txt")); err != nil {
		t.Skip("no symbolic links here")
	}
	for _, name := range []string{"../secret.txt", outside, "/etc/passwd", "link.txt", "x/../../secret.txt", "absent.txt", ""} {
		nb := book("corpus(" + string(must(marshal(name))) + ")")
		err := Run(t.Context(), nb, RunOptions{Options: Options{Root: root}})
		if err == nil || strings.Contains(err.Error(), dir) && name != outside {
			t.Errorf("%q: %v", name, err)
		}
	}
	nb := book("c = corpus('a.txt')\nlen(c)", "c.documents[0].characters")
	e := NewEngine(Options{Root: root})
	run := func() string {
		t.Helper()
		if err := e.Run(t.Context(), nb, 1); err != nil {
			t.Fatal(err)
		}
		return plainText(nb.Cells[1])
	}
	first := run()
	if s := e.States(nb); s[0] != Fresh || s[1] != Fresh {
		t.Errorf("states %v", s)
	}
	write(filepath.Join(root, "a.txt"), "甲国和乙国联合声明\n双方同意加强经济贸易合作。\n")
	if s := e.States(nb); s[0] != Stale || s[1] != Stale {
		t.Errorf("after a change of the file: %v", s)
	}
	if second := run(); second == first {
		t.Errorf("a changed file gives %s as before", second)
	}
}

func must[V any](v V, err error) V {
	if err != nil {
		panic(err)
	}
	return v
}

func TestOutputsOfTablesAndFigures(t *testing.T) {
	nb := book("r = frequency(where(corpus('specimen'), 'lang:zh'), top=60)\nr.table", "figure(r, 0, profile='nature', pdf=True)", "show('<b>', 1)\nNone")
	if err := Run(t.Context(), nb, RunOptions{}); err != nil {
		t.Fatal(err)
	}
	o := nb.Cells[0].Outputs[0]
	if h := o.Data["text/html"]; !strings.HasPrefix(h, "<table>") || !harmless(h) || !strings.Contains(h, "共 60 行") || strings.Count(h, "<tr>") != shownRows+1 {
		t.Errorf("table: %.300s", h)
	}
	if p := o.Data["text/plain"]; !strings.HasPrefix(p, "rank\tfeature\t") {
		t.Errorf("text of the table: %.100s", p)
	}
	f := nb.Cells[1].Outputs[0].Data
	if !strings.HasPrefix(f["image/png"], "iVBOR") || !strings.Contains(f["image/svg+xml"], "<svg") || !strings.HasPrefix(f["application/pdf"], "JVBER") || f["text/plain"] == "" {
		t.Errorf("the figure has %d media", len(f))
	}
	s := nb.Cells[2].Outputs
	if len(s) != 2 || s[0].Type != DisplayData || s[0].Data["text/plain"] != `"<b>"` {
		t.Errorf("show: %+v", s)
	}
}

func TestReport(t *testing.T) {
	got, fault := last(t, "c = where(corpus('specimen'), '"+few+"')\nr = report(c, focus=c.documents[-1].id)\nprint(r.focus.id == c.documents[-1].id, len(r.sections) > 3)\nr")
	if fault != nil || !strings.HasPrefix(got, "True True\n") || !strings.Contains(got, "Comparison report") {
		t.Errorf("report: %.200q, %v", got, fault)
	}
}

func TestNoFunctionHidesAnother(t *testing.T) {
	seen := map[string]bool{"math": true}
	for _, name := range helped() {
		if seen[name] {
			t.Errorf("two functions are called %s", name)
		}
		seen[name] = true
	}
}
