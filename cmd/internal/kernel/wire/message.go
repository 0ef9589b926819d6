// Package wire turns Jupyter messages into frames and back: version 5.5 of the
// messaging protocol (jupyter-client.readthedocs.io/en/stable/messaging.html).
//
// A message on a socket is
//
//	identities… <IDS|MSG> signature header parent metadata content buffers…
//
// where header to content are JSON objects, and the signature is the HMAC-SHA256
// of these four as they stand, in hexadecimal digits. A Session knows the key:
// it refuses what is not signed with it, and what it has seen before. Without a
// key nothing is signed and nothing refused.
//
// The header of a request goes back as the parent of its replies byte for byte:
// what a client put there beside the known fields is the client's.
package wire

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// Version is the version of the messaging protocol.
const Version = "5.5"

const delimiter = "<IDS|MSG>"

// Header is what stands in the header of a message.
type Header struct {
	ID       string `json:"msg_id"`
	Type     string `json:"msg_type"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	Version  string `json:"version"`
}

// Message is a message as it came in. The raw parts are JSON objects.
type Message struct {
	Identities [][]byte
	Header     Header
	RawHeader  json.RawMessage
	Parent     json.RawMessage
	Metadata   json.RawMessage
	Content    json.RawMessage
	Buffers    [][]byte
}

// Session signs and checks the messages of one kernel process.
type Session struct {
	id  string
	key []byte

	mu    sync.Mutex
	count int
	seen  map[[sha256.Size]byte]bool
	order [][sha256.Size]byte // of seen, a ring
	at    int
}

// remembered is how many signatures are kept against messages sent twice.
const remembered = 1 << 16

// NewSession makes a session with a key; an empty key signs nothing.
func NewSession(key string) *Session {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails, see crypto/rand
	return &Session{id: hex.EncodeToString(id), key: []byte(key), seen: map[[sha256.Size]byte]bool{}}
}

// sign returns the signature of the four parts.
func (s *Session) sign(parts [][]byte) [sha256.Size]byte {
	h := hmac.New(sha256.New, s.key)
	for _, p := range parts {
		h.Write(p)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Decode reads a message and checks that it comes from a holder of the key, for
// the first time.
func (s *Session) Decode(frames [][]byte) (*Message, error) {
	at := 0
	for at < len(frames) && string(frames[at]) != delimiter {
		at++
	}
	rest := frames[min(at+1, len(frames)):]
	if len(rest) < 5 {
		return nil, fmt.Errorf("wire: message: %d frames after %s, want a signature and four parts", len(rest), delimiter)
	}
	if err := s.check(rest[0], rest[1:5]); err != nil {
		return nil, err
	}
	m := &Message{
		Identities: frames[:at], RawHeader: rest[1], Parent: rest[2], Metadata: rest[3], Content: rest[4], Buffers: rest[5:],
	}
	for i, name := range []string{"header", "parent header", "metadata", "content"} {
		if part := bytes.TrimSpace(rest[1+i]); !bytes.HasPrefix(part, []byte("{")) || !json.Valid(part) {
			return nil, fmt.Errorf("wire: %s: got %.40q, want a JSON object", name, part)
		}
	}
	if err := json.Unmarshal(m.RawHeader, &m.Header); err != nil {
		return nil, fmt.Errorf("wire: header: %w", err)
	}
	if m.Header.ID == "" || m.Header.Type == "" {
		return nil, fmt.Errorf("wire: header: no msg_id or no msg_type")
	}
	return m, nil
}

func (s *Session) check(signature []byte, parts [][]byte) error {
	if len(s.key) == 0 {
		return nil
	}
	want := s.sign(parts)
	var have [sha256.Size]byte
	if n, err := hex.Decode(have[:], fit(signature)); err != nil || n != len(have) || !hmac.Equal(have[:], want[:]) {
		return fmt.Errorf("wire: message: wrong signature %.16q", signature)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen[want] {
		return fmt.Errorf("wire: message: signature %.16q came before", signature)
	}
	s.seen[want] = true
	if len(s.order) < remembered {
		s.order = append(s.order, want)
		return nil
	}
	delete(s.seen, s.order[s.at])
	s.order[s.at] = want
	s.at = (s.at + 1) % remembered
	return nil
}

// fit returns a signature of the right length, or nothing.
func fit(signature []byte) []byte {
	if len(signature) != 2*sha256.Size {
		return nil
	}
	return signature
}

// Out is a message to be sent.
type Out struct {
	To       [][]byte        // identities, or the topic
	Type     string          // of the message
	Parent   json.RawMessage // the header of the request; nil for none
	Metadata any             // nil for none
	Content  any
}

// Encode signs a message and returns its frames.
func (s *Session) Encode(o Out) ([][]byte, error) {
	s.mu.Lock()
	s.count++
	id := s.id + "_" + strconv.Itoa(s.count)
	s.mu.Unlock()
	header, err := marshal(Header{
		ID: id, Type: o.Type, Session: s.id, Username: "kernel",
		Date: time.Now().UTC().Format("2006-01-02T15:04:05.000000Z"), Version: Version,
	})
	if err != nil {
		return nil, err
	}
	parts := [][]byte{header, o.Parent, []byte("{}"), nil}
	if o.Parent == nil {
		parts[1] = []byte("{}")
	}
	if o.Metadata != nil {
		if parts[2], err = marshal(o.Metadata); err != nil {
			return nil, fmt.Errorf("wire: metadata of %s: %w", o.Type, err)
		}
	}
	if parts[3], err = marshal(o.Content); err != nil {
		return nil, fmt.Errorf("wire: content of %s: %w", o.Type, err)
	}
	signature := []byte{}
	if len(s.key) > 0 {
		sum := s.sign(parts)
		signature = hex.AppendEncode(nil, sum[:])
	}
	frames := append([][]byte{}, o.To...)
	frames = append(frames, []byte(delimiter), signature)
	return append(frames, parts...), nil
}

// marshal writes JSON with < > & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
