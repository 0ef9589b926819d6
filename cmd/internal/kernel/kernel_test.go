package kernel

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"concord/cmd/internal/kernel/zmtp/zmtptest"
	"concord/corpus/bilingual"
	"concord/reports/notebook"
	"concord/reports/notebook/example"
)

func TestRunningACell(t *testing.T) {
	c := start(t, Options{})
	r := c.run(code("x = 1\nprint('语料')\nprint(2)\nx + 1"))
	if r.kinds() != "busy execute_input stream execute_result idle" || r.text() != "语料\n2\n" || r.plain() != "2" {
		t.Errorf("%s: %q %q", r.kinds(), r.text(), r.plain())
	}
	if r.reply["status"] != "ok" || r.reply["execution_count"] != 1.0 {
		t.Errorf("reply %v", r.reply)
	}
	for _, m := range r.messages {
		if !strings.HasSuffix(string(m.raw), `"x":1.0}`) || !strings.HasPrefix(string(m.raw), `{ "msg_id"`) {
			t.Errorf("the parent header is %s", m.raw)
		}
	}
	if r := c.run(code("def f(): return x\nx")); r.plain() != "1" || r.reply["execution_count"] != 2.0 {
		t.Errorf("%q %v", r.plain(), r.reply)
	}
	if r := c.run(code("x = 5\nf()")); r.plain() != "5" {
		t.Errorf("a function does not see the latest value: %q", r.plain())
	}
	if r := c.run(code("  \n")); r.kinds() != "busy idle" || r.reply["execution_count"] != 3.0 {
		t.Errorf("an empty cell: %s, %v", r.kinds(), r.reply)
	}
}

func TestErrors(t *testing.T) {
	c := start(t, Options{})
	c.run(code("x = 1"))
	r := c.run(code("x = 2\nprint(x)\nfail('no')"))
	if r.kinds() != "busy execute_input stream error idle" || r.reply["status"] != "error" || r.reply["ename"] != "Failure" || r.reply["evalue"] != "no" {
		t.Errorf("%s %v", r.kinds(), r.reply)
	}
	if trace := fmt.Sprint(r.reply["traceback"]); !strings.Contains(trace, "cell 2, line 3") || !reflect.DeepEqual(r.reply["traceback"], r.messages[3].content["traceback"]) {
		t.Errorf("traceback %s", trace)
	}
	if r := c.run(code("x")); r.plain() != "1" {
		t.Errorf("x is %q after a cell that failed, want 1", r.plain())
	}
	c.run(code("made = 1\nfail('no')"))
	if r := c.run(code("made + 1")); !strings.Contains(fmt.Sprint(r.reply["traceback"]), "Hint: cell 4 failed, so made has no value") ||
		!reflect.DeepEqual(r.reply["traceback"], r.messages[2].content["traceback"]) {
		t.Errorf("a name of a cell that failed: %v, %v", r.reply["traceback"], r.messages)
	}
	for code, want := range map[string]string{
		"x = = 1":               "SyntaxError",
		"keynes(1)":             "NameError",
		"list(range(1 << 62))":  "InternalError", // a panic of the interpreter
		"corpus('/etc/passwd')": "Error",
		"x.append(1)":           "Error",
	} {
		if r := c.run(map[string]any{"code": code}); r.reply["ename"] != want || r.reply["status"] != "error" {
			t.Errorf("%s: %v, want %s", code, r.reply, want)
		}
	}
	if r := c.ask(c.shell, "execute_request", map[string]any{"code": 1}); r["status"] != "error" {
		t.Errorf("a request that is no request: %v", r)
	}
	if r := c.run(code("x")); r.plain() != "1" {
		t.Errorf("after the errors: %q", r.plain())
	}
}

func TestSilentAndUnrecorded(t *testing.T) {
	c := start(t, Options{})
	if r := c.run(map[string]any{"code": "print(1)\n2", "silent": true}); r.kinds() != "busy idle" || r.reply["execution_count"] != 0.0 {
		t.Errorf("silent: %s %v", r.kinds(), r.reply)
	}
	if r := c.run(map[string]any{"code": "fail('x')", "silent": true}); r.kinds() != "busy idle" || r.reply["ename"] != "Failure" {
		t.Errorf("silent error: %s %v", r.kinds(), r.reply)
	}
	c.run(map[string]any{"code": "y = 7", "silent": true})
	if r := c.run(map[string]any{"code": "y", "store_history": false}); r.plain() != "7" || r.reply["execution_count"] != 0.0 {
		t.Errorf("unrecorded: %q %v", r.plain(), r.reply)
	}
	if h := c.ask(c.shell, "history_request", map[string]any{"hist_access_type": "tail", "n": 10}); len(h["history"].([]any)) != 0 {
		t.Errorf("history %v", h)
	}
}

func TestUserExpressions(t *testing.T) {
	c := start(t, Options{})
	r := c.run(map[string]any{"code": "x = '语'", "user_expressions": map[string]string{"a": "x * 2", "b": "nothing", "c": "x = 3", "d": "None"}})
	got, _ := r.reply["user_expressions"].(map[string]any)
	for name, want := range map[string]string{"a": `ok map[text/plain:"语语"]`, "b": "error NameError", "c": "error SyntaxError", "d": "ok map[text/plain:None]"} {
		e, _ := got[name].(map[string]any)
		have := fmt.Sprint(e["status"], " ", e["data"])
		if e["status"] == "error" {
			have = fmt.Sprint("error ", e["ename"])
		}
		if have != want {
			t.Errorf("%s: %s, want %s", name, have, want)
		}
	}
	if r := c.run(code("x")); r.plain() != `"语"` || r.reply["execution_count"] != 2.0 {
		t.Errorf("after expressions: %q %v", r.plain(), r.reply)
	}
}

// Requests that wait behind one that fails are aborted; those that are sent
// after its reply run.
func TestTheQueueAfterAnError(t *testing.T) {
	c := start(t, Options{})
	for range 20 {
		ids := []string{}
		for _, s := range []string{"fail('x')", "print(1)", "print(2)"} {
			ids = append(ids, c.send(c.shell, "execute_request", code(s)))
		}
		if r := c.replyTo(ids[0]); r["status"] != "error" {
			t.Fatalf("reply %v", r)
		}
		later := c.send(c.shell, "execute_request", code("print('later')"))
		for _, id := range ids[1:] {
			if r := c.replyTo(id); r["status"] != "aborted" {
				t.Fatalf("reply %v, want aborted", r)
			}
		}
		if r := c.replyTo(later); r["status"] != "ok" {
			t.Fatalf("a request after the error: %v", r)
		}
	}
	id := c.send(c.shell, "execute_request", map[string]any{"code": "fail('x')", "stop_on_error": false})
	next := c.send(c.shell, "execute_request", code("1"))
	c.replyTo(id)
	if r := c.replyTo(next); r["status"] != "ok" {
		t.Errorf("without stop_on_error: %v", r)
	}
}

const endless = "x = 0\nwhile True:\n    x += 1"

// busy starts a cell that never ends and waits until it runs.
func (c *client) busy(s string) string {
	c.t.Helper()
	id := c.send(c.shell, "execute_request", code(s))
	for {
		if r := c.next(); r.parent == id && r.kind == "execute_input" {
			time.Sleep(10 * time.Millisecond)
			return id
		}
	}
}

// lasting is code that runs until it is interrupted.
var lasting = map[string]string{
	"a loop": endless, "a loop of prints": "while True: print('x' * 100)",
	"a method": "keyness(corpus('specimen'), target='year:2012..', permutations=99999)",
}

// BenchmarkInterrupt is the time from an interrupt to the reply of the cell.
func BenchmarkInterrupt(b *testing.B) {
	for name, s := range lasting {
		b.Run(name, func(b *testing.B) {
			c := start(b, Options{})
			var took time.Duration
			for b.Loop() {
				took += c.interrupted(name, s)
			}
			b.ReportMetric(float64(took.Microseconds())/1e3/float64(b.N), "ms/stop")
		})
	}
}

func TestInterrupt(t *testing.T) {
	c := start(t, Options{})
	for name, s := range lasting {
		c.interrupted(name, s)
		if r := c.run(code("1 + 1")); r.plain() != "2" {
			t.Errorf("%s: after it %q", name, r.plain())
		}
	}
	if r := c.ask(c.control, "interrupt_request", map[string]any{}); r["status"] != "ok" {
		t.Errorf("an interrupt of nothing: %v", r)
	}
}

// interrupted runs code that does not end, with a request behind it, and returns
// how long it took to stop.
func (c *client) interrupted(name, s string) time.Duration {
	c.t.Helper()
	id := c.busy(s)
	waiting := c.send(c.shell, "execute_request", code("print('never')"))
	time.Sleep(50 * time.Millisecond)
	began := time.Now()
	asked := c.send(c.control, "interrupt_request", map[string]any{})
	r := c.replyTo(id)
	took := time.Since(began)
	if r["ename"] != "Interrupted" {
		c.t.Errorf("%s: %v", name, r)
	}
	if r := c.read(c.control, 5*time.Second); r.parent != asked || r.content["status"] != "ok" || r.kind != "interrupt_reply" {
		c.t.Errorf("%s: %v", name, r)
	}
	if r := c.replyTo(waiting); r["status"] != "aborted" {
		c.t.Errorf("%s: what waited: %v", name, r)
	}
	return took
}

func TestSignalsInterrupt(t *testing.T) {
	signals := make(chan os.Signal)
	c := start(t, Options{Interrupts: signals})
	for range 2 {
		id := c.busy(endless)
		signals <- os.Interrupt
		if r := c.replyTo(id); r["ename"] != "Interrupted" {
			t.Errorf("%v", r)
		}
	}
	signals <- os.Interrupt
	if r := c.run(code("3")); r.plain() != "3" {
		t.Errorf("%q", r.plain())
	}
}

// Requests beside a cell that runs are answered at once, and the cell is busy
// again after each.
func TestAnswersBesideACell(t *testing.T) {
	c := start(t, Options{})
	c.run(code("语料 = corpus('specimen')"))
	id := c.busy(endless)
	for kind, content := range map[string]map[string]any{
		"complete_request": {"code": "语", "cursor_pos": 1}, "inspect_request": {"code": "len", "cursor_pos": 2, "detail_level": 0},
		"kernel_info_request": {}, "comm_info_request": {}, "history_request": {"hist_access_type": "tail", "n": 3, "output": false, "raw": true},
		"is_complete_request": {"code": "1"}, "connect_request": {},
	} {
		if r := c.ask(c.shell, kind, content); r["status"] != "ok" && kind != "is_complete_request" {
			t.Errorf("%s: %v", kind, r)
		}
		var states []string
		for len(states) < 3 {
			if r := c.next(); r.kind == "status" {
				states = append(states, fmt.Sprint(r.content["execution_state"], r.parent == id))
			}
		}
		if got := strings.Join(states, " "); got != "busyfalse idlefalse busytrue" {
			t.Errorf("%s: states %s", kind, got)
		}
	}
	c.send(c.control, "interrupt_request", map[string]any{})
	c.replyTo(id)
}

func TestManyLinesAreFewMessages(t *testing.T) {
	c := start(t, Options{})
	const lines = 200_000
	r := c.run(code(fmt.Sprintf("for i in range(%d): print('line', i)", lines)))
	text := r.text()
	if strings.Count(text, "\n") != lines || !strings.HasPrefix(text, "line 0\nline 1\n") || !strings.HasSuffix(text, fmt.Sprintf("line %d\n", lines-1)) {
		t.Errorf("%d lines", strings.Count(text, "\n"))
	}
	if n := len(r.messages); n > 250 {
		t.Errorf("%d messages for %d bytes", n, len(text))
	}
}

// What is printed comes before a display that follows it, and soon.
func TestOutputsComeInOrderAndSoon(t *testing.T) {
	c := start(t, Options{})
	r := c.run(code("print('a')\nshow(1)\nprint('b')\nshow(2)\nprint('c')"))
	if r.kinds() != "busy execute_input stream display_data stream display_data stream idle" {
		t.Errorf("%s", r.kinds())
	}
	id := c.busy("print('soon')\n" + endless)
	for c.next().kind != "stream" { // it comes while the cell runs, which does not end by itself
	}
	c.send(c.control, "interrupt_request", map[string]any{})
	c.replyTo(id)
}

func TestLargeOutputs(t *testing.T) {
	c := start(t, Options{})
	if r := c.run(code("'x' * 30000000")); len(r.plain()) != 30_000_002 {
		t.Errorf("%d bytes came", len(r.plain()))
	}
	if r := c.run(code("'x' * 60000000")); r.reply["ename"] != "LimitError" {
		t.Errorf("60 MB: %.300v", r.reply)
	}
	if r := c.run(code("for i in range(3000): show(i)")); strings.Count(r.kinds(), "display_data") != 3000 || r.plain()[:10] != "0123456789" {
		t.Error("3000 displays did not come in order")
	}
}

// The progress of a long cell is a display that is updated; it is gone in the
// end.
func TestProgress(t *testing.T) {
	const cell = "print('first')\nr = keyness(corpus('specimen'), target='year:2012..', permutations=%d)\nprint('last')\nr.method"
	c := start(t, Options{Progress: time.Nanosecond})
	r := c.run(code(fmt.Sprintf(cell, 1999)))
	kinds := r.kinds()
	if !strings.Contains(kinds, "display_data") || !strings.HasSuffix(kinds, "clear_output stream execute_result idle") {
		t.Fatalf("%s", kinds)
	}
	var shown any
	for _, m := range r.messages {
		if transient, ok := m.content["transient"].(map[string]any); ok && transient["display_id"] != nil {
			if shown != nil && transient["display_id"] != shown || !strings.ContainsAny(fmt.Sprint(m.content["data"]), "█░") {
				t.Errorf("%v", m.content)
			}
			shown = transient["display_id"]
		}
	}
	after := ran{messages: r.messages[len(strings.Fields(kinds[:strings.Index(kinds, "clear_output")])):]}
	if after.text() != "first\nlast\n" || after.plain() != `"keyness"` {
		t.Errorf("what stays is %q %q", after.text(), after.plain())
	}
	never := start(t, Options{Progress: -1})
	if kinds := never.run(code(fmt.Sprintf(cell, 1998))).kinds(); strings.Contains(kinds, "display_data") {
		t.Errorf("never: %s", kinds)
	}
}

func TestHistory(t *testing.T) {
	c := start(t, Options{})
	for _, s := range []string{"1 + 1", "x = 5", "print(x)", "x = 5"} {
		c.run(code(s))
	}
	for want, request := range map[string]map[string]any{
		"[[1 3 print(x)] [1 4 x = 5]]":             {"hist_access_type": "tail", "n": 2},
		"[[1 1 [1 + 1 2]] [1 2 [x = 5 <nil>]]]":    {"hist_access_type": "range", "session": 0, "start": 1, "stop": 3, "output": true},
		"[[1 2 x = 5] [1 3 print(x)] [1 4 x = 5]]": {"hist_access_type": "range", "session": 1, "start": 2},
		"[]":                        {"hist_access_type": "range", "session": -1, "start": 1},
		"[[1 2 x = 5] [1 4 x = 5]]": {"hist_access_type": "search", "pattern": "x*"},
		"[[1 4 x = 5]]":             {"hist_access_type": "search", "pattern": "?*=*", "unique": true},
		"[[1 3 print(x)]]":          {"hist_access_type": "search", "pattern": "*x*)", "n": 1},
		"[[1 1 1 + 1] [1 2 x = 5] [1 3 print(x)] [1 4 x = 5]]": {"hist_access_type": "tail", "n": 99},
	} {
		if got := fmt.Sprint(c.ask(c.shell, "history_request", request)["history"]); got != want {
			t.Errorf("%v: %s, want %s", request, got, want)
		}
	}
}

func TestCompletionCountsCodePoints(t *testing.T) {
	c := start(t, Options{})
	c.run(code("语料甲 = corpus('specimen')"))
	s := "print(语料甲) # 注\n语料甲.doc + '𠀀'"
	cursor := len([]rune("print(语料甲) # 注\n语料甲.doc"))
	r := c.ask(c.shell, "complete_request", map[string]any{"code": s, "cursor_pos": cursor})
	if fmt.Sprint(r["matches"]) != "[documents]" || r["cursor_start"] != float64(cursor-3) || r["cursor_end"] != float64(cursor) {
		t.Errorf("%v", r)
	}
	r = c.ask(c.shell, "complete_request", map[string]any{"code": "'𠀀𠀀' + 语", "cursor_pos": 8})
	if fmt.Sprint(r["matches"]) != "[语料甲]" || r["cursor_start"] != 7.0 || r["cursor_end"] != 8.0 {
		t.Errorf("%v", r)
	}
	r = c.ask(c.shell, "inspect_request", map[string]any{"code": "文 = 语料甲", "cursor_pos": 5})
	if r["found"] != true || !strings.Contains(fmt.Sprint(r["data"]), "corpus") {
		t.Errorf("%v", r)
	}
	if r := c.ask(c.shell, "inspect_request", map[string]any{"code": "nothing", "cursor_pos": 2}); r["found"] != false {
		t.Errorf("%v", r)
	}
}

func TestComms(t *testing.T) {
	c := start(t, Options{})
	id := c.send(c.shell, "comm_open", map[string]any{"comm_id": "c1", "target_name": "jupyter.widget", "data": map[string]any{}})
	r := ran{messages: c.until(id)}
	if r.kinds() != "busy comm_close idle" || r.messages[1].content["comm_id"] != "c1" {
		t.Errorf("%s", r.kinds())
	}
	if r := c.ask(c.shell, "comm_info_request", map[string]any{}); fmt.Sprint(r["comms"]) != "map[]" {
		t.Errorf("%v", r)
	}
	if r := c.ask(c.shell, "debug_request", map[string]any{}); r["status"] != "error" {
		t.Errorf("a request that is not known: %v", r)
	}
}

func TestCellIDs(t *testing.T) {
	c := start(t, Options{})
	for _, s := range []string{"x = 1", "x + 1", "x = 10", "x + 1"} {
		id, frames := c.frames("execute_request", code(s), map[string]any{"cellId": "the-cell", "deletedCells": []string{}})
		c.shell.Send(frames...)
		if r := c.replyTo(id); r["status"] != "ok" {
			t.Errorf("%s: %v", s, r)
		}
	}
	if r := c.run(code("x")); r.plain() != "10" {
		t.Errorf("x is %q", r.plain())
	}
}

func TestForgedAndRepeatedMessages(t *testing.T) {
	refused := make(chan error, 10)
	c := start(t, Options{Log: func(err error) { refused <- err }})
	id, frames := c.frames("execute_request", code("print('forged')"), nil)
	good := append([]byte{}, frames[1]...)
	frames[1][0] ^= 1
	c.shell.Send(frames...)
	frames[1] = good
	c.shell.Send(frames...)
	if r := c.replyTo(id); r["status"] != "ok" {
		t.Errorf("%v", r)
	}
	c.shell.Send(frames...) // recorded and sent again
	c.shell.Send([]byte("no message"))
	if r := c.run(code("'next'")); r.reply["execution_count"] != 2.0 {
		t.Errorf("a repeated request ran: %v", r.reply)
	}
	for _, want := range []string{"wrong signature", "came before", "want a signature"} {
		if err := <-refused; !strings.Contains(err.Error(), want) {
			t.Errorf("refused with %v, want %s", err, want)
		}
	}
}

func TestWithoutAKeyNothingIsSigned(t *testing.T) {
	c := startAt(t, Connection{Transport: "tcp", IP: "127.0.0.1", Scheme: scheme}, Options{})
	if r := c.run(code("1")); r.plain() != "1" {
		t.Errorf("%q", r.plain())
	}
}

func TestIPC(t *testing.T) {
	at := Connection{Transport: "ipc", IP: filepath.Join(t.TempDir(), "k"), Key: testKey, Scheme: scheme, Shell: 1, IOPub: 2, Stdin: 3, Control: 4, Heartbeat: 5}
	c := startAt(t, at, Options{})
	if r := c.run(code("1")); r.plain() != "1" {
		t.Errorf("%q", r.plain())
	}
	c.ask(c.control, "shutdown_request", map[string]any{"restart": false})
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if left, _ := filepath.Glob(at.IP + "*"); len(left) == 0 {
			break
		} else if time.Now().After(deadline) {
			t.Fatalf("left behind: %v", left)
		}
	}
}

func TestHeartbeat(t *testing.T) {
	c := start(t, Options{})
	id := c.busy(endless)
	beat := zmtptest.Dial(t, c.at.endpoint(c.at.Heartbeat), "REQ", "")
	for range 10 {
		beat.Send(nil, []byte("ping"))
		if m := beat.Receive(time.Second); len(m) != 2 || len(m[0]) != 0 || string(m[1]) != "ping" {
			t.Fatalf("got %q", m)
		}
	}
	c.send(c.control, "interrupt_request", map[string]any{})
	c.replyTo(id)
}

func TestStrangersOnEveryPort(t *testing.T) {
	c := start(t, Options{})
	for _, port := range []int{c.at.Shell, c.at.IOPub, c.at.Stdin, c.at.Control, c.at.Heartbeat} {
		zmtptest.Raw(t, c.at.endpoint(port)) // connects and is silent
		if _, err := io.WriteString(zmtptest.Raw(t, c.at.endpoint(port)), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	if r := connect(t, c.at).run(code("1")); r.plain() != "1" {
		t.Errorf("%q", r.plain())
	}
}

// A client whose connection breaks while a cell runs comes back under its
// identity and gets the reply.
func TestReconnectWhileACellRuns(t *testing.T) {
	c := start(t, Options{})
	for range 60 {
		zmtptest.Dial(t, c.at.endpoint(c.at.Shell), "DEALER", "client").Close()
	}
	c.shell = zmtptest.Dial(t, c.at.endpoint(c.at.Shell), "DEALER", "client")
	id := c.busy(endless)
	c.shell.Close()
	c.shell = zmtptest.Dial(t, c.at.endpoint(c.at.Shell), "DEALER", "client")
	c.ask(c.shell, "kernel_info_request", map[string]any{})
	c.send(c.control, "interrupt_request", map[string]any{})
	if r := c.replyTo(id); r["ename"] != "Interrupted" {
		t.Errorf("%v", r)
	}
}

func TestShutdown(t *testing.T) {
	for _, restart := range []bool{false, true} {
		for _, while := range []string{"", endless} {
			c := start(t, Options{})
			if while != "" {
				c.busy(while)
			}
			began := time.Now()
			if r := c.ask(c.control, "shutdown_request", map[string]any{"restart": restart}); r["restart"] != restart || r["status"] != "ok" {
				t.Errorf("%v", r)
			}
			c.shell.Close()
			c.control.Close()
			c.news.Close()
			for ; ; time.Sleep(5 * time.Millisecond) {
				k, err := Start(c.at, Options{}) // the same ports are free again
				if err == nil {
					k.close(0)
					break
				}
				if time.Since(began) > 30*time.Second { // guards against hanging
					t.Fatalf("the kernel has not ended: %v", err)
				}
			}
		}
	}
}

// The outputs are those of a run without a kernel.
func TestOutputsAreThoseOfTheRunner(t *testing.T) {
	for _, e := range example.Examples() {
		if e.Lang != bilingual.EN && testing.Short() {
			continue
		}
		want, err := e.Make(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		k, err := Start(Connection{Transport: "tcp", IP: "127.0.0.1", Key: testKey, Scheme: scheme}, Options{Lang: e.Lang})
		if err != nil {
			t.Fatal(err)
		}
		go k.Run(t.Context())
		c := connect(t, k.Connection())
		for i, cell := range want.Cells {
			if cell.Type != notebook.Code {
				continue
			}
			r := c.run(code(cell.Source))
			sameOutputs(t, fmt.Sprintf("%s, cell %d", e.Name, i), cell.Outputs, r)
		}
		c.ask(c.control, "shutdown_request", map[string]any{})
	}
}

// sameOutputs compares what a client has in the end. A display of progress is
// taken back with all before it.
func sameOutputs(t *testing.T, where string, want []notebook.Output, r ran) {
	t.Helper()
	for i, m := range r.messages {
		if m.kind == "clear_output" {
			r.messages = r.messages[i+1:]
			break
		}
	}
	var text, stored string
	var shown []map[string]any
	for _, m := range r.messages {
		if data, ok := m.content["data"].(map[string]any); ok {
			shown = append(shown, data)
		}
	}
	n := 0
	for _, o := range want {
		if o.Type == notebook.Stream {
			stored += o.Text
			continue
		}
		if n >= len(shown) {
			t.Errorf("%s: %d displays, want more", where, n)
			return
		}
		for mime, data := range o.Data {
			if shown[n][mime] != data {
				t.Errorf("%s: %s differs: %.80q, want %.80q", where, mime, shown[n][mime], data)
			}
		}
		if len(shown[n]) != len(o.Data) {
			t.Errorf("%s: %d media types, want %d", where, len(shown[n]), len(o.Data))
		}
		n++
	}
	if text = r.text(); text != stored || n != len(shown) {
		t.Errorf("%s: printed %q, want %q; %d displays, want %d", where, text, stored, len(shown), n)
	}
}
