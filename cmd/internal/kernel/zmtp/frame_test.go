package zmtp

import (
	"bufio"
	"bytes"
	"slices"
	"testing"
)

// What encode writes, readMessage reads; and whatever bytes come, reading ends
// without a panic and within the limits.
func FuzzFrames(f *testing.F) {
	for _, m := range []Message{{{}}, {[]byte("a"), {}, []byte("语料")}, {bytes.Repeat([]byte("x"), 255)}, {bytes.Repeat([]byte("x"), 256), []byte("y")}} {
		f.Add(bytes.Join(encode(m).parts, nil))
	}
	f.Add(bytes.Join(encodeCommand("READY", property("Socket-Type", "DEALER")).parts, nil))
	f.Add([]byte{2, 0, 0, 0, 0, 0, 1, 0, 0, 1})
	f.Add([]byte{3, 0x80, 0, 0, 0, 0, 1, 0, 0, 1})
	f.Add([]byte{1, 1, 'x', 4, 2, 1, 'c'})
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := Limits{Message: 1 << 16, Frames: 8}
		r := bufio.NewReader(bytes.NewReader(data))
		for {
			m, err := readMessage(r, limits, func(body []byte) error {
				_, data, err := splitCommand(body)
				if err == nil {
					_, _ = properties(data)
				}
				return err
			})
			if err != nil {
				return
			}
			size := 0
			for _, frame := range m {
				size += len(frame)
			}
			if len(m) == 0 || len(m) > limits.Frames || size > limits.Message {
				t.Fatalf("%d frames of %d bytes", len(m), size)
			}
			again, err := readMessage(bufio.NewReader(bytes.NewReader(bytes.Join(encode(m).parts, nil))), limits, nil)
			if err != nil || !slices.EqualFunc(m, again, bytes.Equal) {
				t.Fatalf("%q became %q, %v", m, again, err)
			}
		}
	})
}

func FuzzHandshake(f *testing.F) {
	ready := bytes.Join(encodeCommand("READY", append(property("Socket-Type", "DEALER"), property("Identity", "me")...)).parts, nil)
	f.Add(append(greeting(), ready...))
	f.Add(append(greeting(), "\x04\x06\x05READY"...))
	f.Add(append(greeting(), "\x04\x0c\x05READY\x01a\xff\xff\xff\xff"...))
	f.Add([]byte("GET / HTTP/1.1\r\n\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var said bytes.Buffer
		props, err := handshake(bufio.NewReader(bytes.NewReader(data)), &said, "ROUTER", []string{"DEALER"})
		if err == nil && props["socket-type"] != "DEALER" {
			t.Fatalf("took %q", props)
		}
		if !bytes.HasPrefix(said.Bytes(), greeting()) {
			t.Fatalf("said %q", said.Bytes())
		}
	})
}
