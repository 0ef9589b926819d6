package zmtp

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// socket accepts peers of one kind.
type socket struct {
	kind     string
	partners []string
	limits   Limits
	listener net.Listener
	scheme   string

	// What a peer does. joined is called before the first message.
	joined  func(p *peer, identity string)
	message func(p *peer, m Message) error
	command func(p *peer, name string, data []byte) error
	left    func(p *peer)

	mu     sync.Mutex
	peers  map[*peer]bool
	open   map[net.Conn]bool // all connections, those without a handshake too
	closed bool
	all    sync.WaitGroup
}

func ignoreCommand(*peer, string, []byte) error { return nil }

// listen binds tcp://HOST:PORT or ipc://PATH. Port 0 is a free one, host * is
// every address of the machine.
func (s *socket) listen(endpoint string) error {
	scheme, at, ok := strings.Cut(endpoint, "://")
	s.scheme = scheme
	var config net.ListenConfig
	var err error
	switch {
	case ok && scheme == "tcp":
		host, port, fault := net.SplitHostPort(at)
		if n, e := strconv.Atoi(port); fault != nil || e != nil || n < 0 || n > 65535 {
			return fmt.Errorf("zmtp: endpoint %q, want tcp://HOST:PORT with a port from 0 to 65535", endpoint)
		}
		if host == "*" {
			host = ""
		}
		s.listener, err = config.Listen(context.Background(), "tcp", net.JoinHostPort(host, port))
	case ok && scheme == "ipc" && at != "":
		if info, fault := os.Lstat(at); fault == nil && info.Mode()&os.ModeSocket != 0 {
			os.Remove(at) // left by a process that was killed; a live one could not be told apart
		}
		if s.listener, err = config.Listen(context.Background(), "unix", at); err == nil && !strings.HasPrefix(at, "@") {
			err = os.Chmod(at, 0o600)
		}
	default:
		return fmt.Errorf("zmtp: endpoint %q, want tcp://HOST:PORT or ipc://PATH", endpoint)
	}
	if err != nil {
		return fmt.Errorf("zmtp: %s: %w", endpoint, err)
	}
	s.peers, s.open = map[*peer]bool{}, map[net.Conn]bool{}
	s.all.Go(s.accept)
	return nil
}

// Endpoint is where the socket listens.
func (s *socket) Endpoint() string { return s.scheme + "://" + s.listener.Addr().String() }

func (s *socket) accept() {
	for {
		conn, err := s.listener.Accept()
		s.mu.Lock()
		closed, full := s.closed, len(s.open) >= s.limits.Peers
		if err == nil && !closed && !full {
			s.open[conn] = true
			s.all.Go(func() { s.serve(conn) })
		}
		s.mu.Unlock()
		switch {
		case closed && err == nil:
			conn.Close()
			return
		case closed:
			return
		case err != nil:
			time.Sleep(20 * time.Millisecond) // out of files, most likely
		case full:
			conn.Close()
		}
	}
}

// serve is the life of one connection.
func (s *socket) serve(conn net.Conn) {
	defer func() {
		conn.Close()
		s.mu.Lock()
		delete(s.open, conn)
		s.mu.Unlock()
	}()
	in := bufio.NewReader(conn)
	if conn.SetDeadline(time.Now().Add(s.limits.Handshake)) != nil {
		return
	}
	props, err := handshake(in, conn, s.kind, s.partners)
	if err != nil || conn.SetDeadline(time.Time{}) != nil {
		return
	}
	p := newPeer(conn, in, s.limits)
	if !s.join(p, props["identity"]) {
		return
	}
	var sender sync.WaitGroup
	sender.Go(p.send)
	// Whatever is wrong with what a peer sends, the answer is to cut it.
	_ = p.receive(func(m Message) error { return s.message(p, m) },
		func(name string, data []byte) error { return s.command(p, name, data) })
	p.cut()
	sender.Wait()
	s.mu.Lock()
	delete(s.peers, p)
	s.mu.Unlock()
	s.left(p)
}

func (s *socket) join(p *peer, identity string) bool {
	s.mu.Lock()
	closed := s.closed
	if !closed {
		s.peers[p] = true
	}
	s.mu.Unlock()
	if !closed {
		s.joined(p, identity)
	}
	return !closed
}

// Close stops accepting, sends what is queued within the time given, and ends
// all connections.
func (s *socket) Close(linger time.Duration) {
	s.mu.Lock()
	s.closed = true
	var ready []*peer
	for p := range s.peers {
		ready = append(ready, p)
	}
	s.mu.Unlock()
	s.listener.Close()
	until := time.Now().Add(linger)
	var finished sync.WaitGroup
	for _, p := range ready {
		finished.Go(func() { p.finish(until) })
	}
	finished.Wait()
	s.mu.Lock()
	for conn := range s.open {
		conn.Close()
	}
	s.mu.Unlock()
	s.all.Wait()
}
