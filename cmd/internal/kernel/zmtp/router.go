package zmtp

import (
	"encoding/binary"
	"fmt"
	"sync"
)

// Router is a ROUTER socket.
type Router struct {
	socket
	by   sync.Mutex
	byID map[string]*peer
	made uint32 // identities given to peers that have none
}

// ListenRouter binds a ROUTER socket. received gets every message with the
// identity of its peer as the first frame; it is called for several peers at a
// time, for one peer in order.
func ListenRouter(endpoint string, limits Limits, received func(Message)) (*Router, error) {
	r := &Router{byID: map[string]*peer{}}
	r.socket = socket{
		kind: "ROUTER", partners: []string{"DEALER", "REQ", "ROUTER"}, limits: limits,
		joined: r.name, left: r.forget, command: ignoreCommand,
		message: func(p *peer, m Message) error {
			received(append(Message{[]byte(p.id)}, m...))
			return nil
		},
	}
	if err := r.listen(endpoint); err != nil {
		return nil, err
	}
	return r, nil
}

// name gives a peer its identity and cuts another that has the same.
func (r *Router) name(p *peer, identity string) {
	r.by.Lock()
	if identity == "" || identity[0] == 0 { // those with a zero are ours to give
		r.made++
		identity = string(binary.BigEndian.AppendUint32([]byte{0}, r.made))
	}
	p.id = identity
	before := r.byID[identity]
	r.byID[identity] = p
	r.by.Unlock()
	if before != nil {
		before.cut()
	}
}

func (r *Router) forget(p *peer) {
	r.by.Lock()
	if r.byID[p.id] == p {
		delete(r.byID, p.id)
	}
	r.by.Unlock()
}

// Send sends a message to the peer that its first frame names. The frame itself
// is not sent. A message to nobody is dropped and reported.
func (r *Router) Send(m Message) error {
	if len(m) < 2 {
		return fmt.Errorf("zmtp: a message of %d frames, want an identity and more", len(m))
	}
	r.by.Lock()
	p := r.byID[string(m[0])]
	r.by.Unlock()
	if p == nil {
		return fmt.Errorf("zmtp: no peer %q", m[0])
	}
	p.put(encode(m[1:]))
	return nil
}
