package kernel

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"concord/cmd/internal/kernel/zmtp/zmtptest"
	"concord/corpus/bilingual"
)

const testKey = "a0436f6c-1916-498b-8eb9-e81ab9368e84"

// client is a Jupyter client of its own making.
type client struct {
	t                    testing.TB
	at                   Connection
	shell, control, news *zmtptest.Conn
	iopub                chan reply // what news brings
	count                *atomic.Int64
}

// reply is a message from the kernel.
type reply struct {
	topic   string
	kind    string
	parent  string // msg_id of the request
	raw     []byte // parent header
	content map[string]any
	at      time.Time
}

// start runs a kernel in English and connects a client.
func start(t testing.TB, opt Options) *client {
	t.Helper()
	return startAt(t, Connection{Transport: "tcp", IP: "127.0.0.1", Key: testKey, Scheme: scheme}, opt)
}

func startAt(t testing.TB, at Connection, opt Options) *client {
	t.Helper()
	opt.Lang = bilingual.EN
	k, err := Start(at, opt)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { k.Run(ctx); close(done) }()
	t.Cleanup(func() {
		cancel()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			t.Error("the kernel does not end")
		}
	})
	return connect(t, k.Connection())
}

func connect(t testing.TB, at Connection) *client {
	t.Helper()
	c := &client{t: t, at: at, count: &atomic.Int64{}, iopub: make(chan reply, 1<<16)}
	c.news = zmtptest.Dial(t, at.endpoint(at.IOPub), "SUB", "")
	c.news.Subscribe("")
	if m := c.read(c.news, 5*time.Second); m.kind != "iopub_welcome" || m.topic != "" || m.content["subscription"] != "" {
		t.Fatalf("the first message is %+v, want iopub_welcome", m)
	}
	c.shell = zmtptest.Dial(t, at.endpoint(at.Shell), "DEALER", "client")
	c.control = zmtptest.Dial(t, at.endpoint(at.Control), "DEALER", "client")
	go func() {
		for {
			m := c.news.Receive(time.Minute)
			if m == nil {
				close(c.iopub)
				return
			}
			c.iopub <- c.decode(m)
		}
	}()
	return c
}

func sign(key string, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, []byte(key))
	h.Write(bytes.Join(parts, nil))
	return hex.AppendEncode(nil, h.Sum(nil))
}

// frames makes a request and returns its msg_id too.
func (c *client) frames(kind string, content, metadata any) (string, [][]byte) {
	c.t.Helper()
	id := fmt.Sprintf("m%d", c.count.Add(1))
	// Spaces and an unknown field: the header must come back as it is.
	header := fmt.Appendf(nil, `{ "msg_id":%q, "msg_type":%q ,"session":"s","username":"u","date":"2026-01-01T00:00:00Z","version":"5.3","x":1.0}`, id, kind)
	body, err := json.Marshal(content)
	if err != nil {
		c.t.Fatal(err)
	}
	meta, err := json.Marshal(metadata)
	if err != nil {
		c.t.Fatal(err)
	}
	if metadata == nil {
		meta = []byte("{}")
	}
	signature := []byte{}
	if c.at.Key != "" {
		signature = sign(c.at.Key, header, []byte("{}"), meta, body)
	}
	return id, [][]byte{[]byte("<IDS|MSG>"), signature, header, []byte("{}"), meta, body}
}

func (c *client) send(to *zmtptest.Conn, kind string, content any) string {
	c.t.Helper()
	id, frames := c.frames(kind, content, nil)
	to.Send(frames...)
	return id
}

func (c *client) decode(m [][]byte) reply {
	at := 0
	for at < len(m) && string(m[at]) != "<IDS|MSG>" {
		at++
	}
	if len(m) < at+6 {
		c.t.Errorf("message %q", m)
		return reply{}
	}
	parts := m[at+2 : at+6]
	if c.at.Key != "" && !bytes.Equal(m[at+1], sign(c.at.Key, parts...)) {
		c.t.Errorf("wrong signature of %q", parts)
	}
	r := reply{raw: parts[1], at: time.Now()}
	if at > 0 {
		r.topic = string(m[0])
	}
	var header, parent struct {
		ID   string `json:"msg_id"`
		Type string `json:"msg_type"`
	}
	for part, to := range map[int]any{0: &header, 1: &parent, 3: &r.content} {
		if err := json.Unmarshal(parts[part], to); err != nil {
			c.t.Errorf("%s: %v", parts[part], err)
		}
	}
	r.kind, r.parent = header.Type, parent.ID
	return r
}

func (c *client) read(from *zmtptest.Conn, timeout time.Duration) reply {
	c.t.Helper()
	m := from.Receive(timeout)
	if m == nil {
		c.t.Fatal("no message came")
	}
	return c.decode(m)
}

// ask sends a request and returns its reply.
func (c *client) ask(to *zmtptest.Conn, kind string, content any) map[string]any {
	c.t.Helper()
	id := c.send(to, kind, content)
	for {
		r := c.read(to, 20*time.Second)
		if r.parent == id {
			if r.kind != strings.TrimSuffix(kind, "_request")+"_reply" {
				c.t.Fatalf("%s was answered with %s", kind, r.kind)
			}
			return r.content
		}
	}
}

func code(s string) map[string]any { return map[string]any{"code": s} }

// ran is what a request to run code gave.
type ran struct {
	reply    map[string]any
	messages []reply // on iopub about the request, from busy to idle
}

// run runs code and waits until it is idle.
func (c *client) run(content map[string]any) ran {
	c.t.Helper()
	id := c.send(c.shell, "execute_request", content)
	return ran{c.replyTo(id), c.until(id)}
}

func (c *client) replyTo(id string) map[string]any {
	c.t.Helper()
	for {
		if r := c.read(c.shell, 20*time.Second); r.parent == id {
			return r.content
		}
	}
}

// until gathers what is published about a request until it is idle.
func (c *client) until(id string) []reply {
	c.t.Helper()
	var out []reply
	for {
		r := c.next()
		if r.parent != id {
			continue
		}
		if out = append(out, r); r.kind == "status" && r.content["execution_state"] == "idle" {
			return out
		}
	}
}

// next is the next message on iopub.
func (c *client) next() reply {
	c.t.Helper()
	select {
	case r, ok := <-c.iopub:
		if ok {
			return r
		}
	case <-time.After(20 * time.Second):
	}
	c.t.Fatal("no message came on iopub")
	return reply{}
}

// kinds lists the kinds of messages, statuses with their state.
func (r ran) kinds() string {
	var out []string
	for _, m := range r.messages {
		if m.kind == "status" {
			out = append(out, m.content["execution_state"].(string))
			continue
		}
		out = append(out, m.kind)
	}
	return strings.Join(out, " ")
}

// text joins the printed text.
func (r ran) text() string {
	var b strings.Builder
	for _, m := range r.messages {
		if m.kind == "stream" {
			b.WriteString(m.content["text"].(string))
		}
	}
	return b.String()
}

// plain is the plain text of displays and results.
func (r ran) plain() string {
	var b strings.Builder
	for _, m := range r.messages {
		if data, ok := m.content["data"].(map[string]any); ok {
			s, _ := data["text/plain"].(string)
			b.WriteString(s)
		}
	}
	return b.String()
}
