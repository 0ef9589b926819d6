package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"concord/corpus"
	"concord/corpus/token"
)

// childTask names, in the environment, what this test binary does instead of
// testing: it is the process that is killed.
const childTask = "CONCORD_STORE_CHILD"

func TestMain(m *testing.M) {
	if task := os.Getenv(childTask); task != "" {
		if err := child(task); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// ready is what the process says before it begins.
const ready = "ready\n"

// small makes every write consist of several segments.
var small = Options{SegmentBytes: 8 << 10}

// child does one task: NAME PATH.
func child(task string) error {
	name, path, _ := strings.Cut(task, " ")
	fmt.Print(ready)
	ctx := context.Background()
	switch name {
	case "build":
		_, err := Build(ctx, path, Documents(made(0, 40)), small)
		return err
	case "rebuild":
		_, err := Build(ctx, path, Documents(made(100, 140)), small)
		return err
	case "add":
		_, err := Add(ctx, path, Documents(made(40, 80)), small)
		return err
	case "remove":
		_, err := Remove(ctx, path, []string{"D-3", "D-17"})
		return err
	case "full": // a disk that takes no file over 16 KiB
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 16 << 10, Max: 16 << 10}); err != nil {
			return err
		}
		_, err := Add(ctx, path, Documents(made(40, 400)), Options{})
		return err
	case "hold":
		_, err := Add(ctx, path, func(context.Context, []string, func(*corpus.Document) error) (Fed, error) {
			fmt.Print(ready)
			time.Sleep(time.Minute)
			return Fed{}, errors.New("nobody ended this process")
		}, small)
		return err
	}
	return fmt.Errorf("unknown task %q", task)
}

func command(t *testing.T, task, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childTask+"="+task+" "+path)
	return cmd
}

// TestKilled kills writers at 52 random moments and looks at what they leave:
// the store as it was or as it was to be.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts 56 processes")
	}
	old, whole := hashes(t)
	var mu sync.Mutex
	outcomes := map[string]int{}
	t.Run("tasks", func(t *testing.T) {
		for i, task := range []string{"build", "rebuild", "add", "remove"} {
			t.Run(task, func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(7, uint64(i)))
				took := time.Duration(0)
				for run := range 14 {
					path := filepath.Join(t.TempDir(), "texts.concord")
					if task != "build" {
						if _, err := Build(t.Context(), path, Documents(made(0, 40)), small); err != nil {
							t.Fatal(err)
						}
					}
					// The first one runs to its end, to know how long it takes.
					wait := time.Duration(r.Float64() * 1.1 * float64(took))
					duration, err := runChild(t, task, path, wait, run > 0)
					if run == 0 {
						if took = duration; err != nil {
							t.Fatal(err)
						}
					}
					found := look(t, task, path, old, whole[task])
					mu.Lock()
					outcomes[found]++
					mu.Unlock()
				}
			})
		}
	})
	t.Logf("outcomes %v", outcomes)
	if outcomes["new"] == 0 || outcomes["old"]+outcomes["none"] == 0 {
		t.Errorf("outcomes %v, want both of the old and of the new store", outcomes)
	}
}

// runChild runs a task in a process, killed after a while when kill is set, and
// returns how long it took from when it began.
func runChild(t *testing.T, task, path string, wait time.Duration, kill bool) (time.Duration, error) {
	t.Helper()
	cmd := command(t, task, path)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, len(ready))); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if kill {
		time.Sleep(wait)
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
	}
	said, _ := io.ReadAll(out)
	if err = cmd.Wait(); err != nil {
		err = fmt.Errorf("%s: %w: %s", task, err, said)
	}
	return time.Since(start), err
}

// hashes returns the hash of the store before, and by task afterwards.
func hashes(t *testing.T) (old string, whole map[string]string) {
	hash := func(docs []*corpus.Document) string {
		c, err := corpus.New(docs)
		if err != nil {
			t.Fatal(err)
		}
		return c.Hash()
	}
	less := made(0, 40)
	less = append(append(less[:3:3], less[4:17]...), less[18:]...)
	old = hash(made(0, 40))
	return old, map[string]string{"build": old, "rebuild": hash(made(100, 140)), "add": hash(made(0, 80)), "remove": hash(less)}
}

// look opens what a killed writer left, checks all of it, and has the next
// writer clean up.
func look(t *testing.T, task, path, old, whole string) string {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		if _, none := os.Stat(filepath.Join(path, manifestName)); task != "build" || none == nil {
			t.Fatalf("%s: %v", task, err)
		}
		if _, err := Build(t.Context(), path, Documents(made(0, 40)), small); err != nil {
			t.Fatalf("building again: %v", err)
		}
		tidy(t, path)
		return "none"
	}
	defer s.Close()
	c, err := s.Corpus(t.Context())
	if err == nil {
		err = Verify(t.Context(), path)
	}
	if err != nil {
		t.Fatalf("%s: %v", task, err)
	}
	made, err := corpus.New(c.Docs())
	if err != nil || made.Hash() != s.Hash() || s.Hash() != old && s.Hash() != whole {
		t.Fatalf("%s: hash %.8s, made anew %v, want %.8s or %.8s", task, s.Hash(), err, old, whole)
	}
	if _, err := Remove(t.Context(), path, c.IDs()[:1]); err != nil {
		t.Fatalf("the next writer after %s: %v", task, err)
	}
	if err := Verify(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	tidy(t, path)
	if s.Hash() == whole {
		return "new"
	}
	return "old"
}

// tidy checks that nothing lies in a store but what a writer leaves.
func tidy(t *testing.T, path string) {
	t.Helper()
	m, err := readManifest(os.DirFS(path), path)
	if err != nil {
		t.Fatal(err)
	}
	want := append(m.files(), manifestName)
	for name := range files(t, path) {
		if !slices.Contains(want, name) {
			t.Fatalf("%s is left over beside %v", name, want)
		}
	}
}

func TestFullDisk(t *testing.T) {
	path := build(t, made(0, 5), Options{})
	before := files(t, path)
	out, err := command(t, "full", path).Output()
	if err == nil || !strings.Contains(string(out), "cannot be written") || !strings.Contains(string(out), "too large") {
		t.Fatalf("%v: %s", err, out)
	}
	after := files(t, path)
	if len(after) != len(before) || after[manifestName] != before[manifestName] {
		t.Errorf("%d files after a full disk, %d before", len(after), len(before))
	}
	if err := Verify(t.Context(), path); err != nil {
		t.Error(err)
	}
}

func TestSecondWriter(t *testing.T) {
	path := build(t, made(0, 5), Options{})
	cmd := command(t, "hold", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 2*len(ready))); err != nil { // begun, and holding the lock
		t.Fatal(err)
	}
	holder := fmt.Sprintf("is being written by process %d (add)", cmd.Process.Pid)
	for _, f := range []func() error{
		func() error { _, err := Add(t.Context(), path, Documents(made(5, 6)), small); return err },
		func() error { _, err := Remove(t.Context(), path, []string{"D-1"}); return err },
		func() error { _, err := Build(t.Context(), path, Documents(made(5, 6)), small); return err },
	} {
		wantError(t, f(), path, holder)
	}
	if _, c := open(t, path); c.Len() != 5 {
		t.Errorf("%d documents read beside a writer, want 5", c.Len())
	}
	cmd.Process.Kill()
	cmd.Wait()
	if _, err := Add(t.Context(), path, Documents(made(5, 6)), small); err != nil {
		t.Errorf("after the holder was killed: %v", err)
	}
}

// TestReadersBesideAWriter reads a store over and over while it changes: every
// reader sees one of its states, whole.
func TestReadersBesideAWriter(t *testing.T) {
	const steps = 25
	path := build(t, made(0, 2), small)
	states := map[string]int{}
	for n := 2; n <= 2+steps; n++ {
		c, err := corpus.New(made(0, n))
		if err != nil {
			t.Fatal(err)
		}
		states[c.Hash()] = n
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for last := 0; ; {
				if err := readOnce(path, states, &last); err != nil {
					t.Error(err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for n := 2; n < 2+steps; n++ {
		if _, err := Add(t.Context(), path, Documents(made(n, n+1)), small); err != nil {
			t.Error(err)
		}
	}
	close(done)
	wg.Wait()
}

// readOnce opens the store, reads all of it and compares it with the states it
// may have. Time does not run backwards.
func readOnce(path string, states map[string]int, last *int) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	defer s.Close()
	c, err := s.Corpus(context.Background())
	if err != nil {
		return err
	}
	t, err := token.Cut(context.Background(), c, token.Default())
	if err != nil {
		return err
	}
	again, err := corpus.New(c.Docs())
	if err != nil {
		return err
	}
	n := states[again.Hash()]
	if n < *last || n != c.Len() || t == nil || len(t.Docs) != n {
		return fmt.Errorf("a reader saw state %d with %d documents after state %d", n, c.Len(), *last)
	}
	*last = n
	return nil
}

func failing(docs []*corpus.Document, err error) Feed {
	return func(_ context.Context, _ []string, add func(*corpus.Document) error) (Fed, error) {
		for _, d := range docs {
			if err := add(d); err != nil {
				return Fed{}, err
			}
		}
		return Fed{}, err
	}
}
