package notebook

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concord/corpus/bilingual"
)

// scopeAfter runs cells in English and returns what the next one sees.
func scopeAfter(t testing.TB, root string, sources ...string) *Scope {
	t.Helper()
	nb := book(sources...)
	e := NewEngine(Options{Lang: bilingual.EN, Root: root})
	for i := range nb.Cells {
		if err := e.Run(t.Context(), nb, i); err != nil {
			t.Fatal(err)
		}
	}
	return e.Scope(nb, len(nb.Cells))
}

// at splits code at the sign | where the cursor stands.
func at(t *testing.T, code string) (string, int) {
	t.Helper()
	before, after, ok := strings.Cut(code, "|")
	if !ok {
		t.Fatalf("%q has no |", code)
	}
	return before + after, len(before)
}

func TestComplete(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"statements/a.txt", "statements/b.txt", ".hidden", "notes.md"} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := scopeAfter(t, root, "语料 = where(corpus('specimen'), 'lang:en')\n词 = frequency(语料, top=3)\n页 = {'甲': 1}", "def 每年(x):\n    return x\ndocs = 语料.documents")
	for code, want := range map[string]string{
		"语|":                                "语料",
		"print(语|":                          "语料",
		"每|":                                "每年",
		"keyn|":                             "keyness",
		"wher|e":                            "where",
		"语料.|":                              "documents hash",
		"语料.documents[0].cha|":              "characters",
		"docs[0].tit|":                      "title",
		"语料.documents[0].title.spl|":        "split splitlines",
		"词.|":                               "figures findings method refusal signature source table title warnings",
		"词.table.|":                         "columns filter head rows select sort to_csv",
		"词.table.head(2).so|":               "sort",
		"词.table[\"feat|":                   "feature",
		"词.table.select(\"rank\", \"per_m|": "per_million",
		"词.table.sort('coun|":               "count",
		"词.table[0].feat|":                  "feature",
		"[r.coun| for r in 词.table]":        "", // the loop stands behind the cursor
		"for r in 词.table:\n    r.coun|":    "count",
		"k = keyness(语料)\nk.tab|":           "table",
		"k = keyness(语料)\nt = k.table\nt[\"log_r|": "log_ratio log_ratio_without",
		"keyness(语料).fig|":                         "figures",
		"keyness(语料, min_c|":                       "min_count=",
		"keyness(语料, min_count=3, min_c|":          "",
		"keyness(语料, adjust=|":                     "", // compared below: choices come first
		"keyness(语料, adjust=\"b|":                  "bh",
		"keyness(corpus('spec|":                    "specimen",
		"corpus(\"no|":                             "notes.md",
		"corpus(\"stat|":                           "statements/",
		"corpus(\"statements/|":                    "statements/a.txt statements/b.txt",
		"corpus(\"../|":                            "",
		"figure(词, col|":                           "column= collocation",
		"figure(词, column=\"|":                     "full single",
		"help('keyn|":                              "keyness",
		"页[\"|":                                    "甲",
		"'abc'.upp|":                               "upper",
		"x = [1]\nx.app|":                          "append",
		"12|":                                      "",
		"# keyn|":                                  "",
		"x = 'keyn|":                               "",
		"mine = 1\nmin|":                           "mine min_count=",
		"retu|":                                    "return",
	} {
		source, place := at(t, code)
		c := s.Complete(source, place)
		var got []string
		for _, i := range c.Items {
			got = append(got, i.Text)
		}
		switch {
		case strings.HasSuffix(code, "adjust=|"):
			if len(got) < 3 || got[0] != `"bh"` || c.Items[0].Kind != ChoiceItem || c.Items[0].Help == "" {
				t.Errorf("%s: %q", code, got)
			}
		case strings.HasPrefix(code, "mine"):
			if !slices.Contains(got, "mine") {
				t.Errorf("%s: %q", code, got)
			}
		case strings.Join(got, " ") != want:
			t.Errorf("%s: %q, want %q", code, got, want)
		}
		if c.From < 0 || c.From > c.To || c.To != place {
			t.Errorf("%s: replaces %d to %d", code, c.From, c.To)
		}
	}
}

func TestInspect(t *testing.T) {
	s := scopeAfter(t, "", "语料 = where(corpus('specimen'), 'lang:en')\n词 = frequency(语料, top=3)", "def 每年(x):\n    \"\"\"说明\"\"\"\n    return x\nn = 5")
	for code, want := range map[string]string{
		"keyn|ess(语料)":              "which words",
		"keyness(语料, |":             "which words",
		"keyness(语料, min_c|ount=3)": "keyness(min_count=",
		"keyness(语料, adjust='b|h')": "bh",
		"每年|":                       "def 每年(x):\n    \"\"\"说明\"\"\"\n    return x",
		"n|":                        "n: int\n5",
		"语|料":                       "语料: corpus\n<corpus ",
		"词|":                        "feature, ",
		"词.tab|le":                  "The table of the result",
		"词.table[\"per_m|illion\"]": "per_million",
		"词.table.so|rt":             "by a column",
		"len|":                      "count characters",
		"sorted|":                   "built-in function sorted",
		"x = keyness(语料)\nx|":       "x: result",
	} {
		source, place := at(t, code)
		if got, ok := s.Inspect(source, place); !ok || !strings.Contains(strings.ToLower(got), strings.ToLower(want)) {
			t.Errorf("%s: %v %.300q, want %q", code, ok, got, want)
		}
	}
	for _, code := range []string{"nothing|", "|", "# keyn|ess", "1 + |2"} {
		source, place := at(t, code)
		if got, ok := s.Inspect(source, place); ok {
			t.Errorf("%s: %q, want nothing", code, got)
		}
	}
}

func TestFinishOf(t *testing.T) {
	for code, want := range map[string]string{
		"":                                 "complete",
		"x = 1":                            "complete",
		"# only a comment":                 "complete",
		"x = 1 # a (":                      "complete",
		"def f(x):\n    return x\n":        "complete",
		"def f(x): return x":               "complete",
		"x = [1,\n  2]":                    "complete",
		"print('语料')":                      "complete",
		"x = '''a\nb'''":                   "complete",
		"if x:\n    y = 1\nz = 2":          "complete",
		"print(1":                          "incomplete ",
		"x = [1,":                          "incomplete ",
		"x = [":                            "incomplete     ",
		"x = {\n  'a': [":                  "incomplete       ",
		"def f(x):":                        "incomplete     ",
		"def f(x): # why":                  "incomplete     ",
		"if x:\n    for y in z:":           "incomplete         ",
		"for i in range(3):\n    print(i)": "incomplete     ",
		"x = '''a":                         "incomplete ",
		"x = = 1":                          "invalid",
		"f(]":                              "invalid",
		"import os":                        "invalid",
		"x = 'a":                           "invalid",
		"print（1）":                         "invalid",
		"  x = 1":                          "invalid",
	} {
		state, indent := FinishOf(code)
		got := string(state)
		if state == Unfinished {
			got += " " + indent
		}
		if got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}

// Whatever the code and the place, nothing panics, and what is to be replaced
// lies before the cursor.
func FuzzComplete(f *testing.F) {
	for _, code := range []string{"keyness(语料, adjust='", "x.table[\"", "def f(x):\n  x.", "((()))])}", "'''\"", "r'\\", "a.b(c)[d].", "x=\"a\"\"b\".", "\xff.\xfe("} {
		f.Add(code, len(code))
	}
	nb := book("语料 = corpus('specimen')\nd = {'a': 1}")
	e := NewEngine(Options{})
	if err := e.Run(f.Context(), nb, 0); err != nil {
		f.Fatal(err)
	}
	s := e.Scope(nb, 1)
	f.Fuzz(func(t *testing.T, code string, place int) {
		c := s.Complete(code, place)
		if c.From < 0 || c.From > c.To || c.To > len(code) {
			t.Fatalf("replaces %d to %d of %d", c.From, c.To, len(code))
		}
		s.Inspect(code, place)
		FinishOf(code)
	})
}

// longCode is what a completer that reads the code again for every sign would
// sit over for minutes.
var longCode = []string{
	"a = [" + strings.Repeat("1, ", 60_000) + "]\na.", "a" + strings.Repeat("()", 50_000) + ".",
	strings.Repeat("b = b.c\n", 10_000) + "b.", strings.Repeat("(", 50_000) + "keyness(", strings.Repeat("x = '", 20_000),
}

func TestCompleteOfLongCode(t *testing.T) {
	s := scopeAfter(t, "", "x = 1")
	for _, code := range longCode {
		s.Complete(code, len(code))
		s.Inspect(code, len(code))
	}
}

func BenchmarkCompleteOfLongCode(b *testing.B) {
	s := scopeAfter(b, "", "x = 1")
	for b.Loop() {
		for _, code := range longCode {
			s.Complete(code, len(code))
		}
	}
}
