package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"concord/cmd/internal/kernel"
)

func spec(t *testing.T, dir string) kernel.Spec {
	t.Helper()
	var s kernel.Spec
	if err := json.Unmarshal([]byte(read(t, filepath.Join(dir, "kernel.json"))), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestKernelInstall(t *testing.T) {
	data := t.TempDir()
	t.Setenv("JUPYTER_DATA_DIR", data)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(data, "kernels", "concord")
	for range 2 { // again over itself
		if out := must(t, "kernel", "install", "--user"); out != dir+"\n" {
			t.Errorf("printed %q", out)
		}
	}
	want := kernel.Spec{
		Argv: []string{program, "kernel", "run", "{connection_file}"}, DisplayName: "Concord", Language: "starlark",
		InterruptMode: "message", Protocol: "5.5", Metadata: map[string]any{"debugger": false},
	}
	if got := spec(t, dir); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if files := folder(t, dir); len(files) != 2 || !strings.HasPrefix(files["logo-svg.svg"], "<svg ") {
		t.Errorf("files %v", files)
	}
	prefix := t.TempDir()
	must(t, "kernel", "install", "--prefix", prefix, "--name", "concord-en", "--lang", "en")
	other := filepath.Join(prefix, "share", "jupyter", "kernels", "concord-en")
	if got := spec(t, other); !reflect.DeepEqual(got.Argv[1:], []string{"kernel", "run", "--lang", "en", "{connection_file}"}) || got.DisplayName != "Concord (English)" {
		t.Errorf("got %+v", got)
	}
	must(t, "kernel", "uninstall")
	must(t, "kernel", "uninstall", "--prefix", prefix, "--name", "concord-en")
	for _, d := range []string{dir, other} {
		if _, err := os.Stat(d); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", d, err)
		}
	}
}

func TestKernelOfOthersStays(t *testing.T) {
	data := t.TempDir()
	t.Setenv("JUPYTER_DATA_DIR", data)
	dir := filepath.Join(data, "kernels", "python3")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "kernel.json"), `{"argv":["python3","-m","ipykernel_launcher"],"language":"python"}`)
	if code, _, err := concord(t, "kernel", "uninstall", "--name", "python3"); code != failed || !strings.Contains(err, "not Concord's") {
		t.Errorf("exit %d, %q", code, err)
	}
	read(t, filepath.Join(dir, "kernel.json"))
}

func TestKernelExitCodes(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("JUPYTER_DATA_DIR", dir)
	connection := func(name, text string) string {
		put(t, filepath.Join(dir, name), text)
		return filepath.Join(dir, name)
	}
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"kernel"}, done, ""},
		{[]string{"kernel", "instal"}, misused, "instal"},
		{[]string{"kernel", "install", "--name", "a/b"}, misused, "want letters"},
		{[]string{"kernel", "install", "--name", ".."}, misused, "want letters"},
		{[]string{"kernel", "install", "--user", "--prefix", dir}, misused, "want one of them"},
		{[]string{"kernel", "install", "--lang", "fr"}, misused, "want zh or en"},
		{[]string{"kernel", "install", "there"}, misused, "want no arguments"},
		{[]string{"kernel", "uninstall"}, failed, "kernel.json"},
		{[]string{"kernel", "run"}, misused, "want the connection file"},
		{[]string{"kernel", "run", "--lang", "fr", "x"}, misused, "want zh or en"},
		{[]string{"kernel", "run", filepath.Join(dir, "none.json")}, failed, "none.json"},
		{[]string{"kernel", "run", connection("a.json", "{")}, failed, "a.json"},
		{[]string{"kernel", "run", connection("b.json", `{"transport":"udp","ip":"127.0.0.1"}`)}, failed, "want tcp or ipc"},
		{[]string{"kernel", "run", connection("c.json", `{"transport":"tcp"}`)}, failed, "ip: missing"},
		{[]string{"kernel", "run", connection("d.json", `{"transport":"tcp","ip":"127.0.0.1","key":"k","signature_scheme":"hmac-md5"}`)}, failed, "want hmac-sha256"},
		{[]string{"kernel", "run", connection("e.json", `{"transport":"tcp","ip":"127.0.0.1","hb_port":70000}`)}, failed, "hb_port"},
		{[]string{"kernel", "run", connection("f.json", `{"transport":"tcp","ip":"203.0.113.1"}`)}, failed, "203.0.113.1"}, // of the block for documentation, RFC 5737
	} {
		code, _, err := concord(t, test.args...)
		if code != test.code || !strings.Contains(err, test.want) {
			t.Errorf("concord %s: exit %d, %q; want exit %d and %q", strings.Join(test.args, " "), code, err, test.code, test.want)
		}
	}
}
