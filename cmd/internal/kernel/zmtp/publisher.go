package zmtp

import (
	"fmt"
	"strings"
	"sync"
)

// Of the topics of one peer.
const (
	mostTopics = 256
	mostTopic  = 1024 // bytes
)

// Publisher is an XPUB socket.
type Publisher struct {
	socket
	welcome func(topic string) Message

	topics      sync.Mutex // the prefixes of all peers, and the order of what they are sent
	subscribers []*peer
}

// ListenPublisher binds an XPUB socket. What welcome makes of a topic is the
// first message that a peer gets after subscribing to it; nil is none.
func ListenPublisher(endpoint string, limits Limits, welcome func(topic string) Message) (*Publisher, error) {
	s := &Publisher{welcome: welcome}
	s.socket = socket{
		kind: "XPUB", partners: []string{"SUB", "XSUB"}, limits: limits,
		joined: func(p *peer, _ string) {
			s.topics.Lock()
			s.subscribers = append(s.subscribers, p)
			s.topics.Unlock()
		},
		left: s.forget, message: s.request, command: s.demand,
	}
	if err := s.listen(endpoint); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Publisher) forget(p *peer) {
	s.topics.Lock()
	defer s.topics.Unlock()
	for i, q := range s.subscribers {
		if p == q {
			s.subscribers = append(s.subscribers[:i:i], s.subscribers[i+1:]...)
			return
		}
	}
}

// request takes a subscription of ZMTP 3.0: a message of 1 or 0 and the topic.
func (s *Publisher) request(p *peer, m Message) error {
	if len(m) != 1 || len(m[0]) == 0 || m[0][0] > 1 {
		return nil // XSUB peers may send what they like to the owner of an XPUB, who does not care here
	}
	return s.subscribe(p, string(m[0][1:]), m[0][0] == 1)
}

// demand takes a subscription of ZMTP 3.1: a command.
func (s *Publisher) demand(p *peer, name string, data []byte) error {
	if name == "SUBSCRIBE" || name == "CANCEL" {
		return s.subscribe(p, string(data), name == "SUBSCRIBE")
	}
	return nil
}

func (s *Publisher) subscribe(p *peer, topic string, on bool) error {
	s.topics.Lock()
	defer s.topics.Unlock()
	switch {
	case !on:
		delete(p.prefixes, topic)
		return nil
	case len(topic) > mostTopic || len(p.prefixes) >= mostTopics:
		return fmt.Errorf("zmtp: more than %d topics or one of more than %d bytes", mostTopics, mostTopic)
	case p.prefixes[topic]:
		return nil
	}
	p.prefixes[topic] = true
	if m := s.welcome(topic); m != nil {
		p.put(encode(m))
	}
	return nil
}

// Publish sends a message to the peers that subscribed to a prefix of its first
// frame. Where a peer is slow it waits until there is room or the peer is cut.
func (s *Publisher) Publish(m Message) {
	if len(m) == 0 {
		return
	}
	topic := string(m[0])
	s.topics.Lock()
	var to []*peer
	for _, p := range s.subscribers {
		for prefix := range p.prefixes {
			if strings.HasPrefix(topic, prefix) {
				to = append(to, p)
				break
			}
		}
	}
	s.topics.Unlock()
	e := encode(m)
	for _, p := range to {
		p.put(e)
	}
}
