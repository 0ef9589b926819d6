package kernel

import (
	"strings"
	"sync"
	"time"

	"concord/cmd/internal/kernel/wire"
	"concord/cmd/internal/kernel/zmtp"
)

// Printed text goes out when so much is there, or after so long.
const (
	printedBytes = 16 << 10
	printedWait  = 50 * time.Millisecond
)

// outlet puts what is published into order. It gathers printed text, sends it
// before anything else is sent, and says busy anew for the cell that runs when
// an answer beside it has said idle.
type outlet struct {
	publish func(wire.Out)

	mu      sync.Mutex
	cell    *task // that runs, nil for none
	printed strings.Builder
	timer   *time.Timer
}

// publish sends a message to all clients.
func (k *Kernel) publish(o wire.Out) {
	o.To = [][]byte{[]byte("kernel." + o.Type)}
	frames, err := k.session.Encode(o)
	if err != nil {
		k.opt.Log(err)
		return
	}
	k.iopub.Publish(frames)
}

// welcome tells a client that its subscription holds, so that it can send
// requests without losing what they print.
func (k *Kernel) welcome(topic string) zmtp.Message {
	frames, err := k.session.Encode(wire.Out{To: [][]byte{[]byte(topic)}, Type: "iopub_welcome", Content: map[string]any{"subscription": topic}})
	if err != nil {
		k.opt.Log(err)
		return nil
	}
	return frames
}

func (o *outlet) send(t *task, kind string, content any) {
	o.flush()
	o.publish(wire.Out{Type: kind, Parent: t.RawHeader, Content: content})
}

func (o *outlet) state(t *task, state string) {
	o.send(t, "status", map[string]any{"execution_state": state})
}

// flush sends the printed text.
func (o *outlet) flush() {
	if o.printed.Len() == 0 {
		return
	}
	text := o.printed.String()
	o.printed.Reset()
	if o.timer != nil {
		o.timer.Stop()
		o.timer = nil
	}
	o.publish(wire.Out{Type: "stream", Parent: o.cell.RawHeader, Content: map[string]any{"name": "stdout", "text": text}})
}

// begin says busy for a cell that is to run.
func (o *outlet) begin(t *task) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.cell = t
	o.state(t, "busy")
}

// end says idle for the cell that ran.
func (o *outlet) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.state(o.cell, "idle")
	o.cell = nil
}

// around says busy and idle around an answer beside a cell.
func (o *outlet) around(t *task, answer func()) {
	o.mu.Lock()
	o.state(t, "busy")
	o.mu.Unlock()
	defer func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.state(t, "idle")
		if o.cell != nil {
			o.state(o.cell, "busy")
		}
	}()
	answer()
}

// tell sends a message about a request.
func (o *outlet) tell(t *task, kind string, content any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.send(t, kind, content)
}

// print sends text of the cell that runs, soon.
func (o *outlet) print(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.printed.WriteString(text)
	switch {
	case o.printed.Len() >= printedBytes:
		o.flush()
	case o.timer == nil:
		o.timer = time.AfterFunc(printedWait, o.late)
	}
}

// late sends what was printed a while ago.
func (o *outlet) late() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.timer = nil
	o.flush()
}

// settle sends what is printed.
func (o *outlet) settle() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flush()
}
