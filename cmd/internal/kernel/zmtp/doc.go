// Package zmtp is the server side of ZMTP 3.0, the protocol of ZeroMQ on the
// wire, as far as a Jupyter kernel needs it: sockets of the kinds ROUTER, XPUB
// and REP (as an echo), the mechanism NULL, over tcp and ipc.
//
// It knows frames and peers and nothing of Jupyter. A message is a list of
// frames, a Message. A Router hands the messages of its peers on with the
// identity of the peer as the first frame, and sends to the peer that the first
// frame names. A Publisher sends to the peers that subscribed to a prefix of the
// first frame. An Echo returns what it is sent.
//
// # Peers that misbehave
//
// A handshake runs beside the loop that accepts, so that a peer that connects
// and says nothing holds up nobody; it is cut after a while. What is not ZMTP is
// cut at the first wrong byte. Lengths that a peer claims are believed only as
// far as bytes follow, and only up to Limits. Every peer has a queue of its own,
// bounded in bytes: a publisher waits for a peer that is slow, and cuts one that
// has taken nothing for Limits.Stall, so that it cannot starve the others.
//
// A peer that connects with the identity of another takes its place, as after a
// connection was lost.
//
// Source: the specification ZMTP 3.0, rfc.zeromq.org/spec/23 (iMatix 2013), and
// spec 28 and 29 for the socket kinds; the commands SUBSCRIBE, CANCEL and PING
// of ZMTP 3.1 (spec 37) are understood too.
package zmtp

import "time"

// Message is the frames of one message.
type Message [][]byte

// Limits bound what peers can make a socket hold.
type Limits struct {
	Message   int           // bytes of the frames of one message received
	Frames    int           // frames of one message received
	Queue     int           // bytes that wait for one peer; one message always fits
	Peers     int           // connections at a time
	Stall     time.Duration // a peer that takes nothing for so long is cut
	Handshake time.Duration // the time a peer has to say who it is
}

// Usual returns the limits for peers on the same machine.
func Usual() Limits {
	return Limits{
		Message: 64 << 20, Frames: 256, Queue: 16 << 20, Peers: 512,
		Stall: 3 * time.Second, Handshake: 10 * time.Second,
	}
}
