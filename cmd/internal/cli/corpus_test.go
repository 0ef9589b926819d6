package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/corpus/sharedtest"
	"concord/corpus/specimen"
	"concord/corpus/store"
)

// specimenFolder writes the specimen's files, and one that is left out.
func specimenFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "texts")
	if err := os.CopyFS(dir, specimen.Embedded()); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "README.md"), "About these texts.")
	return dir
}

// TestStoreGivesTheSameBytes runs commands on paths and on the store built of
// them.
func TestStoreGivesTheSameBytes(t *testing.T) {
	dir := specimenFolder(t)
	path := filepath.Join(t.TempDir(), "specimen.concord")
	if out := must(t, "corpus", "build", dir, "-o", path); !strings.Contains(out, "96 added, 0 removed, 96 documents") {
		t.Errorf("build says %q", out) // 48 communiqués in two languages
	}
	if out := must(t, "corpus", "verify", path); !strings.Contains(out, "sound") {
		t.Errorf("verify says %q", out)
	}
	if out := must(t, "corpus", "info", path); !strings.Contains(out, ", for kwic") {
		t.Errorf("no index after a build: %s", out)
	}
	for _, args := range [][]string{
		{"kwic", "--find", "合作"}, {"frequency", "--format", "csv"}, {"check", "--where", "lang:zh"},
		{"inspect", "--format", "json"}, {"similarity", "--where", "lang:en", "--format", "json"},
	} {
		if code, _, _ := concord(t, append(args, dir)...); code == misused {
			t.Fatalf("%v is not a command as this test knows it", args)
		}
		ofFiles, ofStore := must(t, append(args, dir)...), must(t, append(args, path)...)
		if ofFiles != ofStore || ofFiles == "" {
			t.Errorf("%v: %d bytes from files, %d from the store, not the same", args, len(ofFiles), len(ofStore))
		}
	}
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	must(t, "report", "--lang", "en", "--where", "year:2018..", "-o", a, dir)
	must(t, "report", "--lang", "en", "--where", "year:2018..", "-o", b, path)
	want, got := contents(t, a), contents(t, b)
	if len(want) < 5 || len(want) != len(got) {
		t.Errorf("%d files in the report of the files, %d in that of the store", len(want), len(got))
	}
	for name, data := range want {
		if got[name] != data {
			t.Errorf("the report of the store has another %s", name)
		}
	}
	put(t, filepath.Join(dir, "brandnew.txt"), "双方同意甲乙丙丁合作。\n")
	must(t, "corpus", "add", path, filepath.Join(dir, "brandnew.txt"))
	if out := must(t, "corpus", "info", path); !strings.Contains(out, ", for kwic") {
		t.Errorf("no index after an addition: %s", out)
	}
	if out := must(t, "kwic", "--find", "甲乙丙丁", "--format", "csv", path); !strings.Contains(out, "brandnew") {
		t.Error("what was added is not found")
	}
	if !strings.Contains(want["report.html"], "README.md") {
		t.Error("the report does not tell what was left out")
	}
}

// contents returns the files of a folder by their paths.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestStoreChanges(t *testing.T) {
	dir := texts(t)
	path := filepath.Join(t.TempDir(), "six.concord")
	must(t, "corpus", "build", "--recipe", "unit=char2", "--recipe", "", filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"), "-o", path)
	must(t, "corpus", "add", path, filepath.Join(dir, "c.txt"), filepath.Join(dir, "d.txt"))
	must(t, "corpus", "remove", path, "b")
	var info store.Info
	if err := json.Unmarshal([]byte(must(t, "corpus", "info", "--format", "json", path)), &info); err != nil {
		t.Fatal(err)
	}
	if info.Documents != 3 || info.Generation != 3 || len(info.Tokens) != 2 || !info.Tokens[0].Whole || !info.Tokens[0].Current {
		t.Errorf("info %+v, want 3 documents after 3 changes, with tokens by 2 recipes", info)
	}
	if out := must(t, "corpus", "info", path); !strings.Contains(out, "documents   3, ") || !strings.Contains(out, "unit=char2") {
		t.Errorf("info says %q", out)
	}
	// A store beside files, in the order given.
	both := must(t, "inspect", "--format", "json", filepath.Join(dir, "b.txt"), path, filepath.Join(dir, "e.txt"))
	files := must(t, "inspect", "--format", "json", filepath.Join(dir, "b.txt"), filepath.Join(dir, "a.txt"), filepath.Join(dir, "c.txt"), filepath.Join(dir, "d.txt"), filepath.Join(dir, "e.txt"))
	if both != files {
		t.Error("a store beside files does not give what the files give")
	}
	given := filepath.Join(dir, "given.jsonl")
	put(t, given, `{"id":"given","text":"双方同意。"}`)
	must(t, "corpus", "add", path, given)
	// A name that is in use is not given again.
	if out := must(t, "corpus", "add", path, filepath.Join(dir, "a.txt")); !strings.Contains(out, "1 added") {
		t.Errorf("add says %q", out)
	}
	if out := must(t, "inspect", "--id", "a-txt", path); !strings.Contains(out, "a.txt") {
		t.Errorf("the second a.txt is shown as %q", out)
	}
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{misused, "did you mean", []string{"remove", path, "aa"}},
		{misused, "no --output", []string{"build", dir}},
		{misused, "ends in .concord", []string{"build", dir, "-o", "x"}},
		{misused, "want one of unit, stem", []string{"build", "--recipe", "units=word", dir, "-o", "x.concord"}},
		{misused, "unknown choice", []string{"build", "--recipe", "unit=char9", dir, "-o", "x.concord"}},
		{misused, "want true or false", []string{"build", "--recipe", "stem=no", dir, "-o", "x.concord"}},
		{misused, "want one STORE", []string{"info"}},
		{misused, "unknown command", []string{"bild"}},
		{failed, "no such file", []string{"info", filepath.Join(dir, "none.concord")}},
		{failed, "a file", []string{"verify", filepath.Join(dir, "a.txt")}},
		{failed, `the ID "given" is also that of ` + path, []string{"add", path, given}},
		{failed, "no such file", []string{"add", path, filepath.Join(dir, "none.txt")}},
	} {
		code, _, err := concord(t, append([]string{"corpus"}, c.args...)...)
		if code != c.code || !strings.Contains(err, c.says) {
			t.Errorf("corpus %v: exit %d, %q; want exit %d, %q", c.args, code, err, c.code, c.says)
		}
	}
}

func TestStoreOfRealTexts(t *testing.T) {
	dir := sharedtest.Dir(t, "corpus")
	given := filepath.Join(dir, "joint-statements-zh.jsonl")
	path := filepath.Join(t.TempDir(), "zh.concord")
	must(t, "corpus", "build", given, filepath.Join(dir, "communique-2022-china-cambodia.txt"), "-o", path)
	args := []string{"inspect", "--format", "json"}
	if must(t, append(args, given, filepath.Join(dir, "communique-2022-china-cambodia.txt"))...) != must(t, append(args, path)...) {
		t.Error("the store shows other documents than the files")
	}
}

func TestStoreTellsTwinsAndReplacement(t *testing.T) {
	dir := texts(t)
	path := filepath.Join(t.TempDir(), "a.concord")
	if code, _, err := concord(t, "corpus", "build", dir, "-o", path); code != done || strings.Contains(err, "replaced") {
		t.Fatalf("build: exit %d, %q", code, err)
	}
	if code, _, err := concord(t, "corpus", "build", dir, "-o", path); code != done || !strings.Contains(err, "replaced: the store of") {
		t.Errorf("build again: exit %d, %q", code, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts, %v", err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copied.txt")
	if err := os.WriteFile(copied, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, err := concord(t, "corpus", "add", path, copied); code != done || !strings.Contains(err, "copied.txt: this text is in the store already, as ") {
		t.Errorf("add: exit %d, %q", code, err)
	}
}
