package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/reports/notebook"
)

// runCommand runs the command run and returns its exit code and messages.
func runCommand(t *testing.T, args ...string) (code int, stderr string) {
	t.Helper()
	var e bytes.Buffer
	cmd := newRun(Streams{Out: &e, Err: &e})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(&e)
	cmd.SetErr(&e)
	cmd.SetArgs(args)
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		return exitCode(err), e.String() + err.Error()
	}
	return done, e.String()
}

func TestRunNotebook(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.ipynb")
	write := func(last string) {
		t.Helper()
		nb := notebook.New()
		nb.Add(notebook.Code, "year = 2010").Metadata = notebook.Metadata{"tags": []byte(`["parameters"]`)}
		nb.Add(notebook.Code, "c = corpus('texts')\nprint(len(c), year)")
		nb.Add(notebook.Code, last)
		var b bytes.Buffer
		if err := nb.Write(&b); err != nil {
			t.Fatal(err)
		}
		put(t, file, b.String())
	}
	if err := os.Mkdir(filepath.Join(dir, "texts"), 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "texts", "a.txt"), "甲国和乙国联合声明\n一、双方同意加强合作。\n")
	write("frequency(c, top=3).table")
	out := filepath.Join(dir, "out.ipynb")
	if code, stderr := runCommand(t, file, "-p", "year=2020", "-o", out, "--report", "html"); code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	if text := read(t, out); !strings.Contains(text, `"1 2020\n"`) || !strings.Contains(text, "injected-parameters") {
		t.Errorf("out.ipynb: %s", text)
	}
	if page := read(t, filepath.Join(dir, "out.html")); !strings.Contains(page, "<table>") {
		t.Errorf("out.html: %.300s", page)
	}
	if strings.Contains(read(t, file), "2020") {
		t.Error("the notebook that was run is changed although -o names another")
	}
	write("frequency(c, tpo=3)")
	code, stderr := runCommand(t, file)
	if code != failed || !strings.Contains(stderr, "did you mean top?") || !strings.Contains(stderr, "cell 3, line 1") {
		t.Errorf("an error in a cell: exit %d: %s", code, stderr)
	}
	if text := read(t, file); !strings.Contains(text, `"1 2010\n"`) || !strings.Contains(text, "OptionError") {
		t.Errorf("after the error: %s", text)
	}
	for _, test := range []struct {
		args string
		code int
		want string
	}{
		{"", misused, "want one"},
		{file + " -p yaer=1", misused, "did you mean year?"},
		{file + " -p year", misused, "name=value"},
		{file + " --report odt", misused, "want one of"},
		{file + " --lang fr", misused, "want zh or en"},
		{file + " -o " + dir + "/no/such/out.ipynb", misused, "out.ipynb"},
		{dir + "/absent.ipynb", failed, "absent.ipynb"},
		{filepath.Join(dir, "texts", "a.txt"), failed, "not JSON"},
	} {
		if code, stderr := runCommand(t, strings.Fields(test.args)...); code != test.code || !strings.Contains(stderr, test.want) {
			t.Errorf("run %s: exit %d, %q; want exit %d and %q", test.args, code, stderr, test.code, test.want)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 4 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}
