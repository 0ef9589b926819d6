package book

import (
	"bytes"
	"time"
)

// touch notes a change that must be saved. The caller holds b.mu.
func (b *Book) touch() {
	b.disk.at++
	b.disk.dirty = true
	b.used = time.Now()
	if s := b.disk.state.State; s == stateSaved {
		b.saving(saveView{State: stateDirty})
	}
}

// saving tells how saving stands. The caller holds b.mu.
func (b *Book) saving(v saveView) {
	if b.disk.state == v {
		return
	}
	b.disk.state = v
	b.log.note("save", v)
}

// Times of saving.
const (
	saveEvery  = 400 * time.Millisecond // while changes come
	retryEvery = 5 * time.Second        // after a failure
	lookEvery  = 2 * time.Second        // whether another program has written
)

// saveAll saves changes until the book is closed, and then once more.
func (b *Book) saveAll() {
	if b.disk.root == nil {
		<-b.closed.Done()
		return
	}
	clock := time.NewTicker(saveEvery)
	defer clock.Stop()
	var failed, looked time.Time
	for {
		select {
		case <-clock.C:
		case <-b.closed.Done():
			_ = b.save()
			return
		}
		b.mu.Lock()
		dirty, viewed := b.disk.dirty, b.viewers > 0
		b.mu.Unlock()
		switch {
		case dirty && time.Since(failed) > retryEvery:
			if b.save() != nil {
				failed = time.Now()
			}
		case !dirty && viewed && time.Since(looked) > lookEvery:
			looked = time.Now()
			b.look()
		}
	}
}

// look notices that another program has written the file.
func (b *Book) look() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.disk.state.State == stateSaved && b.disk.changed() {
		b.saving(saveView{State: stateChanged})
	}
}

// save writes the document. What was changed meanwhile stays to be saved. The
// notebook is written out without the lock: it may be large.
func (b *Book) save() error {
	b.mu.Lock()
	if !b.disk.dirty || b.disk.state.State == stateChanged && !b.disk.force {
		b.mu.Unlock()
		return nil
	}
	if !b.disk.force && b.disk.changed() {
		b.saving(saveView{State: stateChanged})
		b.mu.Unlock()
		return nil
	}
	nb, at := b.copy(), b.disk.at
	b.mu.Unlock()
	var out bytes.Buffer
	err := nb.Write(&out)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		err = b.disk.write(out.Bytes())
	}
	if err != nil {
		b.saving(saveView{State: stateFailed, Problem: reason(err)})
		return err
	}
	b.disk.force = false
	if b.disk.dirty = b.disk.at != at; b.disk.dirty {
		b.saving(saveView{State: stateDirty})
	} else {
		b.saving(saveView{State: stateSaved})
	}
	return nil
}
