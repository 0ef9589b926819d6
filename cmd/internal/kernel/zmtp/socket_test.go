package zmtp_test

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"concord/cmd/internal/kernel/zmtp"
	"concord/cmd/internal/kernel/zmtp/zmtptest"
)

const local = "tcp://127.0.0.1:0"

// router answers every message with the same frames.
func router(t *testing.T, endpoint string, limits zmtp.Limits) *zmtp.Router {
	t.Helper()
	ready := make(chan struct{})
	var r *zmtp.Router
	made, err := zmtp.ListenRouter(endpoint, limits, func(m zmtp.Message) {
		<-ready
		if err := r.Send(m); err != nil {
			t.Log(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	r = made
	close(ready)
	t.Cleanup(func() { r.Close(0) })
	return r
}

func publisher(t *testing.T, limits zmtp.Limits) *zmtp.Publisher {
	t.Helper()
	p, err := zmtp.ListenPublisher(local, limits, func(topic string) zmtp.Message { return zmtp.Message{[]byte(topic), []byte("welcome")} })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close(0) })
	return p
}

func text(m [][]byte) string { return string(bytes.Join(m, []byte("|"))) }

// echoed sends a message and checks that it comes back.
func echoed(t *testing.T, c *zmtptest.Conn, frames ...string) {
	t.Helper()
	var m [][]byte
	for _, f := range frames {
		m = append(m, []byte(f))
	}
	c.Send(m...)
	if got := text(c.Receive(5 * time.Second)); got != strings.Join(frames, "|") {
		t.Fatalf("sent %.60q, got %.60q", frames, got)
	}
}

func TestRouterSendsToThePeerThatIsNamed(t *testing.T) {
	for _, endpoint := range []string{local, "ipc://" + filepath.Join(t.TempDir(), "s-1")} {
		r := router(t, endpoint, zmtp.Usual())
		a := zmtptest.Dial(t, r.Endpoint(), "DEALER", "a")
		b := zmtptest.Dial(t, r.Endpoint(), "DEALER", "")
		c := zmtptest.Dial(t, r.Endpoint(), "DEALER", "")
		for i := range 50 {
			echoed(t, a, "from a", fmt.Sprint(i), "")
			echoed(t, b, "", "from b", fmt.Sprint(i))
			echoed(t, c, strings.Repeat("长", 40_000+i)) // a long frame
		}
		if err := r.Send(zmtp.Message{[]byte("nobody"), []byte("x")}); err == nil {
			t.Error("a message to nobody: no error")
		}
	}
}

func TestASocketFileThatWasLeftIsReplaced(t *testing.T) {
	at := "ipc://" + filepath.Join(t.TempDir(), "s-1")
	first := router(t, at, zmtp.Usual())
	second := router(t, at, zmtp.Usual())
	echoed(t, zmtptest.Dial(t, at, "DEALER", ""), "x")
	first.Close(0)
	_ = second
}

func TestWrongEndpoints(t *testing.T) {
	for _, endpoint := range []string{"", "tcp://", "tcp://127.0.0.1", "tcp://127.0.0.1:http", "tcp://127.0.0.1:70000", "udp://127.0.0.1:1", "ipc://", "ipc:///no/such/folder/x"} {
		if _, err := zmtp.ListenEcho(endpoint, zmtp.Usual()); err == nil || !strings.Contains(err.Error(), "zmtp: ") {
			t.Errorf("%q: error %v", endpoint, err)
		}
	}
}

func TestAPeerThatComesBackTakesItsPlace(t *testing.T) {
	r := router(t, local, zmtp.Usual())
	old := zmtptest.Dial(t, r.Endpoint(), "DEALER", "same")
	echoed(t, old, "first")
	for i := range 60 {
		echoed(t, zmtptest.Dial(t, r.Endpoint(), "DEALER", "same"), fmt.Sprint(i))
	}
	if got, err := io.ReadAll(old); err != nil || len(got) > 0 {
		t.Errorf("the old connection got %q, %v; want its end", got, err)
	}
}

func TestEchoReturnsAllFrames(t *testing.T) {
	e, err := zmtp.ListenEcho(local, zmtp.Usual())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close(0)
	c := zmtptest.Dial(t, e.Endpoint(), "REQ", "")
	for range 20 {
		echoed(t, c, "", "ping")
	}
}

func TestSubscriptionsArePrefixes(t *testing.T) {
	p := publisher(t, zmtp.Usual())
	c := zmtptest.Dial(t, p.Endpoint(), "SUB", "")
	next := func() string { t.Helper(); return text(c.Receive(2 * time.Second)) }
	c.Subscribe("kernel.1")
	if got := next(); got != "kernel.1|welcome" {
		t.Fatalf("got %q", got)
	}
	c.Command([]byte("\x09SUBSCRIBEstatus")) // as ZMTP 3.1 has it
	if got := next(); got != "status|welcome" {
		t.Fatalf("got %q", got)
	}
	for _, topic := range []string{"kernel.2", "kernel.12", "kernel", "kerne", "status", "", "statusbar"} {
		p.Publish(zmtp.Message{[]byte(topic), []byte("x")})
	}
	for _, want := range []string{"kernel.12|x", "status|x", "statusbar|x"} {
		if got := next(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	c.Send(append([]byte{0}, "status"...))
	c.Subscribe("")
	if got := next(); got != "|welcome" {
		t.Fatalf("got %q", got)
	}
	p.Publish(zmtp.Message{[]byte("anything"), []byte("y")})
	if got := next(); got != "anything|y" {
		t.Errorf("got %q", got)
	}
}

func TestTheWelcomeIsFirst(t *testing.T) {
	p := publisher(t, zmtp.Usual())
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
				p.Publish(zmtp.Message{[]byte("t"), []byte("x")})
				runtime.Gosched()
			}
		}
	}()
	for range 30 {
		c := zmtptest.Dial(t, p.Endpoint(), "SUB", "")
		c.Subscribe("t")
		if got := text(c.Receive(2 * time.Second)); got != "t|welcome" {
			t.Fatalf("first came %q", got)
		}
		c.Close()
	}
	close(stop)
	<-done
}

// A peer that connects and is silent, or speaks something else, holds up
// nobody.
func TestStrangersHoldUpNobody(t *testing.T) {
	limits := zmtp.Usual()
	limits.Handshake = 500 * time.Millisecond
	r := router(t, local, limits)
	silent := zmtptest.Raw(t, r.Endpoint())
	for _, words := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "\x00\x00\x00\x00", "\xff",
		"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7e" + strings.Repeat("\x00", 54),
		"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x01" + strings.Repeat("\x00", 53),                           // version 1
		"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00CURVE" + strings.Repeat("\x00", 47),                  // a mechanism that is not here
		"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00NULL" + strings.Repeat("\x00", 48) + "\x00\x05hello", // a message before READY
		"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00NULL" + strings.Repeat("\x00", 48) + "\x04\xff",      // half a READY
		"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00NULL" + strings.Repeat("\x00", 48) + "\x06\xff\xff\xff\xff\xff\xff\xff\xff",
	} {
		stranger := zmtptest.Raw(t, r.Endpoint())
		if _, err := io.WriteString(stranger, words); err != nil {
			t.Fatal(err)
		}
	}
	echoed(t, zmtptest.Dial(t, r.Endpoint(), "DEALER", ""), "hello")
	if err := silent.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(silent); err != nil {
		t.Errorf("the silent peer was not cut: %v", err)
	}
}

func TestAPeerOfAWrongKindIsTold(t *testing.T) {
	p := publisher(t, zmtp.Usual())
	c := zmtptest.Dial(t, p.Endpoint(), "DEALER", "")
	if flags, body := c.Frame(); flags != 4 || !bytes.HasPrefix(body, []byte("\x05ERROR")) {
		t.Errorf("got %#x %q, want ERROR", flags, body)
	}
}

// Lengths that are claimed and never sent cost nothing, and what is too large
// ends the connection.
func TestLimitsOfMessages(t *testing.T) {
	limits := zmtp.Usual()
	limits.Message, limits.Frames = 1<<20, 8
	r := router(t, local, limits)
	for name, bytes := range map[string][]byte{
		"a frame above the limit":      {2, 0, 0, 0, 0, 0, 0x10, 0, 1},
		"a length with the sign set":   {2, 0x80, 0, 0, 0, 0, 0, 0, 1},
		"unknown flags":                {8, 1, 'x'},
		"a command that goes on":       {5, 1, 'x'},
		"a command without a name":     {4, 0},
		"a command with half its name": {4, 3, 9, 'a', 'b'},
		"too many frames":              []byte(strings.Repeat("\x01\x01x", 9)),
		"a command within a message":   []byte("\x01\x01x\x04\x02\x01c"),
	} {
		c := zmtptest.Dial(t, r.Endpoint(), "DEALER", "")
		if _, err := c.Write(bytes); err != nil {
			t.Fatal(err)
		}
		if err := c.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Read(make([]byte, 1)); err == nil || strings.Contains(err.Error(), "timeout") {
			t.Errorf("%s: not cut: %v", name, err)
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 50 {
		c := zmtptest.Dial(t, r.Endpoint(), "DEALER", "")
		if _, err := c.Write([]byte{2, 0, 0, 0, 0, 0, 0x0f, 0xff, 0xff}); err != nil { // claims 1 MiB, sends nothing
			t.Fatal(err)
		}
	}
	echoed(t, zmtptest.Dial(t, r.Endpoint(), "DEALER", ""), "still there")
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 16<<20 {
		t.Errorf("50 claims of 1 MiB made the heap grow by %d MiB", grown>>20)
	}
}

func TestPingIsAnswered(t *testing.T) {
	r := router(t, local, zmtp.Usual())
	c := zmtptest.Dial(t, r.Endpoint(), "DEALER", "")
	c.Command([]byte("\x04PING\x00\x0acontext"))
	if flags, body := c.Frame(); flags != 4 || string(body) != "\x04PONGcontext" {
		t.Errorf("got %#x %q", flags, body)
	}
	echoed(t, c, "hello")
}

// A subscriber that never reads is cut after Limits.Stall; the others get all.
func TestASubscriberThatNeverReadsStarvesNobody(t *testing.T) {
	limits := zmtp.Usual()
	limits.Stall, limits.Queue = 700*time.Millisecond, 4<<20
	p := publisher(t, limits)
	good := zmtptest.Dial(t, p.Endpoint(), "SUB", "")
	good.Subscribe("")
	good.Receive(2 * time.Second)
	bad := zmtptest.Dial(t, p.Endpoint(), "SUB", "")
	bad.Subscribe("")
	bad.Receive(2 * time.Second)
	const messages, size = 3000, 20_000
	done := make(chan struct{})
	go func() {
		body := make([]byte, size)
		for i := range messages {
			p.Publish(zmtp.Message{[]byte("t"), fmt.Append(nil, i), body})
		}
		close(done)
	}()
	for i := range messages {
		m := good.Receive(10 * time.Second)
		if len(m) != 3 || string(m[1]) != fmt.Sprint(i) || len(m[2]) != size {
			t.Fatalf("message %d: got %.40q", i, text(m))
		}
	}
	select {
	case <-done:
	case <-time.After(time.Minute): // guards against hanging
		t.Fatal("publishing waits for the peer that does not read")
	}
	var err error
	for n, buffer := 0, make([]byte, 1<<20); err == nil; n++ {
		if err := bad.SetReadDeadline(time.Now().Add(3 * time.Second)); err != nil {
			t.Fatal(err)
		}
		_, err = bad.Conn.Read(buffer)
		if n > messages*size/(1<<10) {
			t.Fatal("the peer that did not read got everything")
		}
	}
	if strings.Contains(err.Error(), "timeout") {
		t.Error("the peer that did not read was not cut")
	}
}

// A subscriber that is slow and reads on loses nothing.
func TestASlowSubscriberLosesNothing(t *testing.T) {
	limits := zmtp.Usual()
	limits.Stall, limits.Queue = 500*time.Millisecond, 64<<10
	p := publisher(t, limits)
	c := zmtptest.Dial(t, p.Endpoint(), "SUB", "")
	c.Subscribe("")
	c.Receive(2 * time.Second)
	const messages = 400
	go func() {
		for i := range messages {
			p.Publish(zmtp.Message{fmt.Append(nil, i), make([]byte, 30_000)})
		}
	}()
	for i := range messages {
		if i%40 == 0 {
			time.Sleep(50 * time.Millisecond)
		}
		if m := c.Receive(5 * time.Second); len(m) != 2 || string(m[0]) != fmt.Sprint(i) {
			t.Fatalf("message %d: got %.20q", i, text(m))
		}
	}
}

func TestClosingSendsWhatIsQueued(t *testing.T) {
	for range 20 {
		r := router(t, local, zmtp.Usual())
		c := zmtptest.Dial(t, r.Endpoint(), "DEALER", "me")
		echoed(t, c, "hello")
		big := strings.Repeat("x", 1<<20)
		if err := r.Send(zmtp.Message{[]byte("me"), []byte(big)}); err != nil {
			t.Fatal(err)
		}
		c.Send([]byte("something that is on its way while the socket closes"))
		closed := make(chan struct{})
		go func() { r.Close(time.Minute); close(closed) }() // far longer than the test may take
		if got := text(c.Receive(5 * time.Second)); got != big {
			t.Fatalf("got %d bytes", len(got))
		}
		c.Close()
		select {
		case <-closed:
		case <-time.After(30 * time.Second): // guards against hanging
			t.Fatal("closing waits although everything is sent")
		}
	}
}
