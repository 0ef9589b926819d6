package book

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"syscall"
	"time"

	"concord/reports/notebook"
)

// States of saving.
const (
	stateSaved   = "saved"
	stateDirty   = "dirty"
	stateFailed  = "failed"
	stateChanged = "changed" // another program has written the file
	stateMemory  = "memory"  // there is no file
)

// disk is the file of a book and what is known of it. It is guarded by its book.
type disk struct {
	root  *os.Root
	name  string
	mark  mark // of the file as it was read or written last
	state saveView
	dirty bool
	at    uint64 // counts changes
	force bool   // write over what another program wrote
}

// mark tells one state of a file from another.
type mark struct {
	size  int64
	time  time.Time
	bytes [sha256.Size]byte
}

// read reads the file. A link is refused: renaming would put a file in its
// place.
func (d *disk) read() (*notebook.Notebook, error) {
	data, m, err := d.load()
	if err != nil {
		return nil, err
	}
	nb, err := notebook.Read(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	d.mark, d.state = m, saveView{State: stateSaved}
	return nb, nil
}

func (d *disk) load() ([]byte, mark, error) {
	info, err := d.root.Lstat(d.name)
	if err != nil {
		return nil, mark{}, err
	}
	if !info.Mode().IsRegular() {
		return nil, mark{}, fmt.Errorf("%s: not a regular file; open the file itself", d.name)
	}
	if info.Size() > notebook.MaxBytes {
		return nil, mark{}, &notebook.ReadError{Problem: fmt.Sprintf("%d bytes, want at most %d", info.Size(), notebook.MaxBytes)}
	}
	f, err := d.root.Open(d.name)
	if err != nil {
		return nil, mark{}, err
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(info.Size()) + 2*bytes.MinRead) // in one piece: the file may be large
	if _, err := b.ReadFrom(io.LimitReader(f, notebook.MaxBytes+1)); err != nil {
		return nil, mark{}, err
	}
	data := b.Bytes()
	return data, mark{info.Size(), info.ModTime(), sha256.Sum256(data)}, nil
}

// changed reports whether another program has written the file.
func (d *disk) changed() bool {
	info, err := d.root.Lstat(d.name)
	if errors.Is(err, fs.ErrNotExist) {
		return false // taken away: it is written again
	}
	if err != nil || info.Size() == d.mark.size && info.ModTime().Equal(d.mark.time) {
		return false
	}
	_, now, err := d.load()
	if err == nil && now.bytes == d.mark.bytes {
		d.mark = now
		return false
	}
	return true
}

// write replaces the file whole.
func (d *disk) write(data []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := d.root.Lstat(d.name); err == nil {
		mode = info.Mode().Perm()
		if mode&0o200 == 0 {
			return &fs.PathError{Op: "write", Path: d.name, Err: fs.ErrPermission}
		}
	}
	aside := path.Join(path.Dir(d.name), "."+path.Base(d.name)+".saving")
	_ = d.root.Remove(aside) // of a run that was cut off
	f, err := d.root.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = d.root.Rename(aside, d.name)
	}
	if err != nil {
		_ = d.root.Remove(aside)
		return err
	}
	info, err := d.root.Lstat(d.name)
	if err == nil {
		d.mark = mark{info.Size(), info.ModTime(), sha256.Sum256(data)}
	}
	return err
}

func (d *disk) lastProblem() error {
	if d.state.State == stateFailed || d.state.State == stateChanged {
		return fmt.Errorf("%s: not saved: %s", d.name, d.state.Problem)
	}
	return nil
}

// reason says why saving failed, without the place on this machine.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "full"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "readonly"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err.Error()
	}
	return err.Error()
}
