package zmtp

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
)

const greetingSize = 64

// greeting is what a server of version 3.0 without security says first.
func greeting() []byte {
	g := make([]byte, greetingSize)
	g[0], g[9], g[10] = 0xff, 0x7f, 3
	copy(g[12:], "NULL")
	return g
}

// handshake greets a peer and returns the properties that it says of itself.
// kind is the kind of our socket, partners are the kinds that may talk to it.
func handshake(r *bufio.Reader, w io.Writer, kind string, partners []string) (map[string]string, error) {
	if _, err := w.Write(greeting()); err != nil {
		return nil, err
	}
	if err := readGreeting(r); err != nil {
		return nil, err
	}
	if err := write(w, encodeCommand("READY", property("Socket-Type", kind))); err != nil {
		return nil, err
	}
	props, err := readReady(r)
	if err != nil {
		return nil, err
	}
	if got := props["socket-type"]; !slices.Contains(partners, got) {
		err := fmt.Errorf("zmtp: a peer of the kind %q, want %s", got, strings.Join(partners, ", "))
		reason := "wrong socket type"
		_ = write(w, encodeCommand("ERROR", append([]byte{byte(len(reason))}, reason...))) // a courtesy
		return nil, err
	}
	return props, nil
}

// readGreeting checks the greeting of a peer, its first byte at once, so that a
// browser that went astray is not waited for.
func readGreeting(r *bufio.Reader) error {
	first, err := r.ReadByte()
	if err != nil {
		return unexpected(err)
	}
	if first != 0xff {
		return fmt.Errorf("zmtp: greeting begins with %#02x, want 0xff", first)
	}
	rest := make([]byte, greetingSize-1)
	if _, err := io.ReadFull(r, rest[:10]); err != nil {
		return unexpected(err)
	}
	if rest[8]&1 == 0 || rest[9] < 3 {
		return fmt.Errorf("zmtp: greeting: version %d, want 3", rest[9])
	}
	if _, err := io.ReadFull(r, rest[10:]); err != nil {
		return unexpected(err)
	}
	if mechanism := strings.TrimRight(string(rest[11:31]), "\x00"); mechanism != "NULL" {
		return fmt.Errorf("zmtp: greeting: mechanism %q, want NULL", mechanism)
	}
	return nil
}

// readySize is the size in bytes of the largest READY that is read.
const readySize = 4096

func readReady(r *bufio.Reader) (map[string]string, error) {
	f, err := readFrame(r, readySize)
	if err != nil {
		return nil, unexpected(err)
	}
	if !f.command {
		return nil, fmt.Errorf("zmtp: a message before READY")
	}
	name, data, err := splitCommand(f.body)
	if err != nil {
		return nil, err
	}
	if name != "READY" {
		return nil, fmt.Errorf("zmtp: command %q, want READY", name)
	}
	return properties(data)
}

func property(name, value string) []byte {
	p := append([]byte{byte(len(name))}, name...)
	p = binary.BigEndian.AppendUint32(p, uint32(len(value)))
	return append(p, value...)
}

// properties reads the properties of READY. Names are compared without regard
// to case; they are lower case in what is returned.
func properties(data []byte) (map[string]string, error) {
	out := map[string]string{}
	for len(data) > 0 {
		n := 1 + int(data[0])
		if len(data) < n+4 {
			return nil, fmt.Errorf("zmtp: READY: a property is cut off")
		}
		name := strings.ToLower(string(data[1:n]))
		size := binary.BigEndian.Uint32(data[n:])
		data = data[n+4:]
		if uint64(size) > uint64(len(data)) {
			return nil, fmt.Errorf("zmtp: READY: property %q has %d bytes, want at most %d", name, size, len(data))
		}
		out[name], data = string(data[:size]), data[size:]
	}
	return out, nil
}

func write(w io.Writer, e encoded) error {
	for _, part := range e.parts {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
