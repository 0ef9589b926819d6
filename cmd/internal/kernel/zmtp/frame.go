package zmtp

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// Flags of a frame.
const (
	flagMore    = 1
	flagLong    = 2
	flagCommand = 4
)

// frame is one frame as it was read.
type frame struct {
	body    []byte
	more    bool
	command bool
}

// readFrame reads one frame with a body of at most the given bytes.
func readFrame(r *bufio.Reader, most int) (frame, error) {
	flags, err := r.ReadByte()
	if err != nil {
		return frame{}, err
	}
	if flags&^(flagMore|flagLong|flagCommand) != 0 || flags&flagCommand != 0 && flags&flagMore != 0 {
		return frame{}, fmt.Errorf("zmtp: frame: flags %#02x, want a combination of more, long and command", flags)
	}
	var size uint64
	if flags&flagLong != 0 {
		var b [8]byte
		if _, err := io.ReadFull(r, b[:]); err != nil {
			return frame{}, unexpected(err)
		}
		size = binary.BigEndian.Uint64(b[:])
	} else {
		b, err := r.ReadByte()
		if err != nil {
			return frame{}, unexpected(err)
		}
		size = uint64(b)
	}
	if size > uint64(most) {
		return frame{}, fmt.Errorf("zmtp: frame: %d bytes, want at most %d", size, most)
	}
	body, err := readBody(r, int(size))
	return frame{body, flags&flagMore != 0, flags&flagCommand != 0}, err
}

// trusted is the size up to which room is made before the bytes are there.
const trusted = 64 << 10

func readBody(r io.Reader, size int) ([]byte, error) {
	if size <= trusted {
		body := make([]byte, size)
		_, err := io.ReadFull(r, body)
		return body, unexpected(err)
	}
	var b bytes.Buffer
	if _, err := io.CopyN(&b, r, int64(size)); err != nil {
		return nil, unexpected(err)
	}
	return b.Bytes(), nil
}

// unexpected says that an end within a frame is no end.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// readMessage reads the frames of one message. Commands between messages go to
// the function given.
func readMessage(r *bufio.Reader, limits Limits, command func(body []byte) error) (Message, error) {
	var m Message
	room := limits.Message
	for {
		f, err := readFrame(r, room)
		switch {
		case err != nil && len(m) > 0:
			return nil, unexpected(err)
		case err != nil:
			return nil, err
		case f.command && len(m) > 0:
			return nil, fmt.Errorf("zmtp: command within a message")
		case f.command:
			if err := command(f.body); err != nil {
				return nil, err
			}
			continue
		case len(m) == limits.Frames:
			return nil, fmt.Errorf("zmtp: message: more than %d frames", limits.Frames)
		}
		room -= len(f.body)
		if m = append(m, f.body); !f.more {
			return m, nil
		}
	}
}

// encoded is a message as it goes over the wire. Peers share it.
type encoded struct {
	parts [][]byte
	size  int // bytes that it holds in memory, roughly
}

// encode makes the wire form of a message. The bodies are not copied.
func encode(m Message) encoded {
	var e encoded
	for i, body := range m {
		flags := byte(0)
		if i < len(m)-1 {
			flags = flagMore
		}
		e.add(flags, body)
	}
	return e
}

// encodeCommand makes the wire form of a command.
func encodeCommand(name string, data []byte) encoded {
	var e encoded
	e.add(flagCommand, append(append([]byte{byte(len(name))}, name...), data...))
	return e
}

func (e *encoded) add(flags byte, body []byte) {
	head := []byte{flags, byte(len(body))}
	if len(body) > 255 {
		head = binary.BigEndian.AppendUint64([]byte{flags | flagLong}, uint64(len(body)))
	}
	e.parts = append(e.parts, head, body)
	e.size += len(body) + 96
}

// splitCommand returns the name of a command and what follows.
func splitCommand(body []byte) (name string, data []byte, err error) {
	if len(body) == 0 || len(body) < 1+int(body[0]) {
		return "", nil, fmt.Errorf("zmtp: command: its name is cut off")
	}
	n := 1 + int(body[0])
	return string(body[1:n]), body[n:], nil
}
