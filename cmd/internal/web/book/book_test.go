package book

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"concord/reports/notebook"
)

func TestReasonsNameNoPlace(t *testing.T) {
	at := func(err error) error { return &fs.PathError{Op: "write", Path: "/secret/place", Err: err} }
	for err, want := range map[error]string{
		at(syscall.ENOSPC): "full", at(syscall.EDQUOT): "full", at(syscall.EROFS): "readonly", at(syscall.EACCES): "readonly",
		&os.LinkError{Op: "rename", Old: "/secret/a", New: "/secret/b", Err: syscall.EIO}: syscall.EIO.Error(),
		errors.Join(at(syscall.ENOSPC)): "full", at(syscall.EIO): syscall.EIO.Error(),
	} {
		if got := reason(err); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}

func TestJournalIsBounded(t *testing.T) {
	j := journal{changed: make(chan struct{})}
	for i := range keptEvents + 10 {
		j.note("x", i)
	}
	if len(j.events) != keptEvents || j.last != keptEvents+10 {
		t.Errorf("%d events kept to %d", len(j.events), j.last)
	}
	if _, ok := j.after(5); ok {
		t.Error("events that are forgotten were found")
	}
	if list, ok := j.after(j.last - 3); !ok || len(list) != 3 || list[2].Number != j.last {
		t.Errorf("%v %v", list, ok)
	}
	if list, ok := j.after(j.last); !ok || len(list) != 0 {
		t.Errorf("nothing new: %v %v", list, ok)
	}
	if _, ok := j.after(j.last + 1); ok {
		t.Error("an event to come was found")
	}
	big := strings.Repeat("x", 1<<20)
	for range 20 {
		j.note("y", big)
	}
	if j.bytes > keptBytes {
		t.Errorf("%d bytes kept, want at most %d", j.bytes, keptBytes)
	}
}

// Text that comes in parts is one stream; a display parts it.
func TestGathering(t *testing.T) {
	g := &gathering{}
	var at []int
	for i := range 3 {
		at = append(at, g.print(fmt.Sprint("a", i)))
	}
	at = append(at, g.add(notebook.Output{Type: notebook.DisplayData}), g.print("b"), g.add(notebook.Output{Type: notebook.DisplayData}), g.add(notebook.Output{Type: notebook.DisplayData}))
	if fmt.Sprint(at) != "[0 0 0 1 2 3 4]" {
		t.Errorf("positions %v", at)
	}
	all := g.all()
	if len(all) != 5 || all[0].Text != "a0a1a2" || all[2].Text != "b" {
		t.Errorf("%+v", all)
	}
}
