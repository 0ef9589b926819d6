//go:build unix

package web_test

import (
	"bufio"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"concord/reports/notebook"
)

// The program that is told to end by SIGTERM saves the last edit first.
func TestTerminationSaves(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "concord")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "concord/cmd/concord").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	nb := notebook.New()
	nb.Add(notebook.Code, "x = 1")
	path := filepath.Join(dir, "a.ipynb")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := nb.Write(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	served := exec.CommandContext(t.Context(), program, "serve", path)
	out, err := served.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	served.Stderr = os.Stderr
	if err := served.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	at, wrong := url.Parse(strings.TrimSpace(line))
	if err != nil || wrong != nil {
		t.Fatalf("the address %q: %v, %v", line, err, wrong)
	}
	post(t, "http://"+at.Host, at.Query().Get("token"), "/v1/notebooks/a.ipynb", `{"do":"edit","cell":"c1","version":1,"source":"x = 'the last edit'"}`)
	if err := served.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	guard := time.AfterFunc(time.Minute, func() { _ = served.Process.Kill() })
	defer guard.Stop()
	if err := served.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
	saved, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(saved), "the last edit") {
		t.Errorf("%v; on disk is\n%s", err, saved)
	}
}
