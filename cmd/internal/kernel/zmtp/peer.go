package zmtp

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// peer is a connection after its handshake.
type peer struct {
	conn   net.Conn
	in     *bufio.Reader
	id     string
	limits Limits

	mu      sync.Mutex
	changed *sync.Cond // the queue or dead
	queue   []encoded
	bytes   int  // of the queue and of what is being written
	dead    bool // cut, or about to end

	prefixes map[string]bool // of a subscriber; guarded by the Publisher
}

func newPeer(conn net.Conn, in *bufio.Reader, limits Limits) *peer {
	p := &peer{conn: conn, in: in, limits: limits, prefixes: map[string]bool{}}
	p.changed = sync.NewCond(&p.mu)
	return p
}

// put queues a message. Where the queue is full it waits until the peer has
// taken something or is cut.
func (p *peer) put(e encoded) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.dead && p.bytes > 0 && p.bytes+e.size > p.limits.Queue {
		p.changed.Wait()
	}
	if p.dead {
		return
	}
	p.queue = append(p.queue, e)
	p.bytes += e.size
	p.changed.Broadcast()
}

// next takes the queue, after waiting for something in it. It is empty when the
// peer is dead.
func (p *peer) next() []encoded {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.queue) == 0 && !p.dead {
		p.changed.Wait()
	}
	taken := p.queue
	p.queue = nil
	if p.dead {
		return nil
	}
	return taken
}

func (p *peer) written(size int) {
	p.mu.Lock()
	p.bytes -= size
	p.changed.Broadcast()
	p.mu.Unlock()
}

// cut ends the connection.
func (p *peer) cut() {
	p.mu.Lock()
	p.dead, p.queue = true, nil
	p.changed.Broadcast()
	p.mu.Unlock()
	p.conn.Close()
}

// drain waits until everything that is queued has been written, or the peer is
// dead, or the time is over.
func (p *peer) drain(until time.Time) {
	timer := time.AfterFunc(time.Until(until), func() {
		p.mu.Lock() // so that nobody is between looking at the clock and waiting
		p.changed.Broadcast()
		p.mu.Unlock()
	})
	defer timer.Stop()
	p.mu.Lock()
	for p.bytes > 0 && !p.dead && time.Now().Before(until) {
		p.changed.Wait()
	}
	p.mu.Unlock()
}

// finish tells the peer that nothing more comes, and waits until it has read
// all: closing at once can take back what is on its way.
func (p *peer) finish(until time.Time) {
	p.drain(until)
	half, ok := p.conn.(interface{ CloseWrite() error })
	if !ok || half.CloseWrite() != nil {
		p.cut()
		return
	}
	timer := time.AfterFunc(time.Until(until), p.cut)
	defer timer.Stop()
	p.mu.Lock()
	for !p.dead {
		p.changed.Wait()
	}
	p.mu.Unlock()
}

// send writes the queue until the peer is dead.
func (p *peer) send() {
	defer p.cut()
	w := bufio.NewWriterSize(patient{p.conn, p.limits.Stall}, 16<<10)
	for {
		batch := p.next()
		if batch == nil {
			return
		}
		size := 0
		for _, e := range batch {
			if write(w, e) != nil {
				return
			}
			size += e.size
		}
		if w.Flush() != nil {
			return
		}
		p.written(size)
	}
}

// patient writes to a connection for as long as the other side takes
// something now and then.
type patient struct {
	conn  net.Conn
	stall time.Duration
}

// step is how much is written at a time, so that a slow peer shows that it is
// alive.
const step = 64 << 10

func (w patient) Write(b []byte) (int, error) {
	done := 0
	for done < len(b) {
		if err := w.conn.SetWriteDeadline(time.Now().Add(w.stall)); err != nil {
			return done, err
		}
		n, err := w.conn.Write(b[done:min(done+step, len(b))])
		done += n
		if err != nil && (n == 0 || !errors.Is(err, os.ErrDeadlineExceeded)) {
			return done, err
		}
	}
	return done, nil
}

// receive hands on messages until the peer ends or misbehaves. command gets
// what is no message.
func (p *peer) receive(message func(Message) error, command func(name string, data []byte) error) error {
	for {
		m, err := readMessage(p.in, p.limits, func(body []byte) error {
			name, data, err := splitCommand(body)
			switch {
			case err != nil:
				return err
			case name == "PING" && len(data) >= 2:
				p.put(encodeCommand("PONG", data[2:]))
				return nil
			}
			return command(name, data)
		})
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = message(m)
		}
		if err != nil {
			return err
		}
	}
}
