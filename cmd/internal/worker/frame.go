package worker

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// maxFrame bounds one frame: twice the largest output, for what JSON adds.
const maxFrame = 256 << 20

// writer sends frames; it may be used from several goroutines.
type writer struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *writer) send(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if len(data) > maxFrame {
		return fmt.Errorf("worker: a frame of %d bytes, want at most %d", len(data), maxFrame)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var head [4]byte
	binary.BigEndian.PutUint32(head[:], uint32(len(data)))
	if _, err := w.w.Write(head[:]); err != nil {
		return err
	}
	_, err = w.w.Write(data)
	return err
}

// receive reads one frame into v. io.EOF says that the other side has ended.
func receive(r *bufio.Reader, v any) error {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > maxFrame {
		return fmt.Errorf("worker: a frame of %d bytes, want at most %d", n, maxFrame)
	}
	data := make([]byte, n)
	if _, err := io.ReadFull(r, data); err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}
