// Package zmtptest is a small ZMTP 3.0 client for tests: DEALER, REQ and SUB
// sockets that connect once. It shares no code with the server, so that the two
// check each other.
package zmtptest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// Conn is a connected client.
type Conn struct {
	t testing.TB
	net.Conn
	r *bufio.Reader
}

// Raw connects to an endpoint and says nothing.
func Raw(t testing.TB, endpoint string) net.Conn {
	t.Helper()
	scheme, at, _ := strings.Cut(endpoint, "://")
	network := "tcp"
	if scheme == "ipc" {
		network = "unix"
	}
	c, err := net.DialTimeout(network, at, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// Dial connects and shakes hands as a socket of the kind given.
func Dial(t testing.TB, endpoint, kind, identity string) *Conn {
	t.Helper()
	c := &Conn{t, Raw(t, endpoint), nil}
	c.r = bufio.NewReader(c.Conn)
	hello := make([]byte, 64)
	hello[0], hello[8], hello[9], hello[10], hello[11] = 0xff, 1, 0x7f, 3, 1 // as libzmq 4.3 says 3.1
	copy(hello[12:], "NULL")
	c.write(hello)
	theirs := make([]byte, 64)
	c.read(theirs)
	if theirs[0] != 0xff || theirs[9] != 0x7f || theirs[10] != 3 || string(bytes.TrimRight(theirs[12:32], "\x00")) != "NULL" || theirs[32] != 0 {
		t.Fatalf("greeting % x", theirs)
	}
	ready := []byte("\x05READY\x0bSocket-Type")
	ready = binary.BigEndian.AppendUint32(ready, uint32(len(kind)))
	ready = append(ready, kind+"\x08Identity"...)
	ready = binary.BigEndian.AppendUint32(ready, uint32(len(identity)))
	ready = append(ready, identity...)
	c.Command(ready)
	if flags, body := c.Frame(); flags != 4 || !bytes.HasPrefix(body, []byte("\x05READY")) {
		t.Fatalf("got %#x %q, want READY", flags, body)
	}
	return c
}

// Command sends a command frame.
func (c *Conn) Command(body []byte) {
	c.t.Helper()
	c.write(append([]byte{4, byte(len(body))}, body...))
}

// Send sends a message.
func (c *Conn) Send(frames ...[]byte) {
	c.t.Helper()
	var b []byte
	for i, f := range frames {
		flags := byte(0)
		if i < len(frames)-1 {
			flags = 1
		}
		if len(f) > 255 {
			b = binary.BigEndian.AppendUint64(append(b, flags|2), uint64(len(f)))
		} else {
			b = append(b, flags, byte(len(f)))
		}
		b = append(b, f...)
	}
	c.write(b)
}

// Subscribe subscribes to a topic.
func (c *Conn) Subscribe(topic string) {
	c.t.Helper()
	c.Send(append([]byte{1}, topic...))
}

// Receive returns the next message, or nil when none comes in time or the
// connection ends.
func (c *Conn) Receive(timeout time.Duration) [][]byte {
	if c.SetReadDeadline(time.Now().Add(timeout)) != nil {
		return nil
	}
	if _, err := c.r.Peek(1); err != nil {
		return nil
	}
	if c.SetReadDeadline(time.Now().Add(30*time.Second)) != nil {
		return nil
	}
	var m [][]byte
	for {
		flags, body, err := c.frame()
		if err != nil {
			return nil
		}
		if flags&4 != 0 {
			c.t.Errorf("command %q within messages", body)
		}
		if m = append(m, body); flags&1 == 0 {
			return m
		}
	}
}

// Frame returns the flags and the body of the next frame, which has to come.
func (c *Conn) Frame() (flags byte, body []byte) {
	c.t.Helper()
	flags, body, err := c.frame()
	if err != nil {
		c.t.Fatal(err)
	}
	return flags, body
}

func (c *Conn) frame() (flags byte, body []byte, err error) {
	head := make([]byte, 2)
	if _, err := io.ReadFull(c.r, head); err != nil {
		return 0, nil, err
	}
	size := uint64(head[1])
	if head[0]&2 != 0 {
		long := make([]byte, 7)
		if _, err := io.ReadFull(c.r, long); err != nil {
			return 0, nil, err
		}
		size = binary.BigEndian.Uint64(append(head[1:], long...))
	}
	body = make([]byte, size)
	_, err = io.ReadFull(c.r, body)
	return head[0], body, err
}

func (c *Conn) write(b []byte) {
	c.t.Helper()
	if _, err := c.Write(b); err != nil {
		c.t.Fatal(err)
	}
}

func (c *Conn) read(b []byte) {
	c.t.Helper()
	if _, err := io.ReadFull(c.r, b); err != nil {
		c.t.Fatal(err)
	}
}
