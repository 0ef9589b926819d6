package kernel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"concord/analysis"
	"concord/cmd/internal/kernel/wire"
	"concord/reports/notebook"
)

// executeRequest is the content of a request to run code.
type executeRequest struct {
	Code            string            `json:"code"`
	Silent          bool              `json:"silent"`
	StoreHistory    *bool             `json:"store_history"` // true when missing
	UserExpressions map[string]string `json:"user_expressions"`
	StopOnError     *bool             `json:"stop_on_error"` // true when missing
}

// grace is how long a failure is kept back: requests that a client sent
// together with the one that failed are then in the queue and are aborted with
// it.
const grace = 20 * time.Millisecond

// keptOutputs is how many bytes of outputs are kept for code that comes again.
const keptOutputs = 64 << 20

// failure is an error as replies and outputs tell it.
type failure struct {
	Name      string   `json:"ename"`
	Value     string   `json:"evalue"`
	Traceback []string `json:"traceback"`
}

func failureOf(err error) *failure {
	var fault *notebook.CellError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &fault):
		return &failure{fault.Name, fault.Value, fault.Traceback}
	}
	return &failure{"InternalError", err.Error(), []string{"InternalError: " + err.Error()}}
}

// execute answers one request to run code.
func (k *Kernel) execute(t *task) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	k.running(cancel)
	k.out.begin(t)
	var r executeRequest
	var failed *failure
	expressions := map[string]any{}
	if err := json.Unmarshal(t.Content, &r); err != nil {
		failed = failureOf(fmt.Errorf("execute_request: %w", err))
	} else {
		failed = k.runCell(ctx, t, r)
		if failed == nil {
			expressions = k.evaluate(ctx, r.UserExpressions)
		}
	}
	k.running(nil)
	k.look() // before the reply: who has it may ask for completions
	var aborted []*task
	if failed != nil && (r.StopOnError == nil || *r.StopOnError) {
		aborted = k.overtaken(ctx)
	}
	reply := map[string]any{"status": "ok", "execution_count": k.past.count(), "user_expressions": expressions, "payload": []any{}}
	if failed != nil {
		reply["status"], reply["ename"], reply["evalue"], reply["traceback"] = "error", failed.Name, failed.Value, failed.Traceback
	}
	k.out.settle()
	k.reply(t, "execute_reply", reply)
	k.out.end()
	for _, a := range aborted {
		k.out.around(a, func() {
			k.reply(a, "execute_reply", map[string]any{"status": "aborted", "execution_count": k.past.count()})
		})
	}
	select {
	case k.idle <- struct{}{}:
	default: // told already
	}
}

// running notes what stops the cell that runs; nil when none does.
func (k *Kernel) running(cancel context.CancelFunc) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cancel = cancel
}

// overtaken takes from the queue what was sent before a failure is known. After
// an interrupt there is nothing to wait for.
func (k *Kernel) overtaken(ctx context.Context) []*task {
	if ctx.Err() == nil {
		time.Sleep(grace)
	}
	return k.waiting.drain()
}

// reply sends the answer to the client that asked. A client that is gone gets
// none.
func (k *Kernel) reply(t *task, kind string, content any) {
	frames, err := k.session.Encode(wire.Out{To: t.Identities, Type: kind, Parent: t.RawHeader, Content: content})
	if err == nil {
		err = t.from.Send(frames)
	}
	if err != nil {
		k.opt.Log(err)
	}
}

// runCell runs the code as a new cell at the end. Outputs are published while
// it runs, unless the request is silent.
func (k *Kernel) runCell(ctx context.Context, t *task, r executeRequest) (failed *failure) {
	if strings.TrimSpace(r.Code) == "" {
		return nil
	}
	stored := !r.Silent && (r.StoreHistory == nil || *r.StoreHistory)
	if stored {
		k.past.add(r.Code)
	}
	if !r.Silent {
		k.out.tell(t, "execute_input", map[string]any{"code": r.Code, "execution_count": k.past.count()})
	}
	cell := k.addCell(r.Code, t.Metadata)
	at := len(k.cells.Cells) - 1
	var w notebook.Watch
	show := newShow(k, t, at)
	if !r.Silent {
		w = notebook.Watch{Output: show.output, Progress: show.progress}
	}
	failed = k.explain(failureOf(k.run(ctx, at, w)))
	if !r.Silent {
		show.finish(cell, failed)
	}
	if stored {
		k.past.put(resultText(cell))
	}
	k.settle(at, failed != nil, stored)
	cell.Outputs = nil // the engine has them, for when the same code comes again
	return failed
}

// settle keeps or drops the cell that ran last.
func (k *Kernel) settle(at int, failed, stored bool) {
	names := k.engine.Names(k.cells, at)
	for _, name := range names {
		delete(k.lost, name)
	}
	switch {
	case failed:
		for _, name := range names {
			k.lost[name] = k.cells.Number(at)
		}
		k.cells.Cells[at].Source = "" // its names are not there, and its number stays
	case !stored && len(names) == 0:
		k.cells.Cells = k.cells.Cells[:at]
	}
}

// explain adds why a name is not there when a cell that failed would have made
// it.
func (k *Kernel) explain(f *failure) *failure {
	if f == nil || f.Name != "NameError" {
		return f
	}
	name, ok := strings.CutSuffix(f.Value, " is not defined")
	number := k.lost[name]
	if !ok || number == 0 {
		return f
	}
	hint := analysis.T(fmt.Sprintf("提示：单元格 %d 出错停止，其中的 %s 没有得到值。", number, name),
		fmt.Sprintf("Hint: cell %d failed, so %s has no value.", number, name))
	return &failure{f.Name, f.Value, append(slices.Clip(f.Traceback), hint.In(k.opt.Lang))}
}

// run runs a cell. A panic in code of ours is an error of the cell.
func (k *Kernel) run(ctx context.Context, at int, w notebook.Watch) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%v", x)
		}
	}()
	return k.engine.RunWatched(ctx, k.cells, at, w)
}

// addCell adds a cell to the notebook in memory, under the ID that the client
// gives it.
func (k *Kernel) addCell(code string, metadata json.RawMessage) *notebook.Cell {
	var m struct {
		CellID string `json:"cellId"`
	}
	cell := k.cells.Add(notebook.Code, code)
	if json.Unmarshal(metadata, &m) == nil && m.CellID != "" {
		// A cell that runs again is a new one here; the ID goes with the latest.
		if before := k.cells.Index(m.CellID); before >= 0 {
			k.cells.Cells[before].ID, cell.ID = cell.ID, m.CellID
		}
		cell.ID = m.CellID
	}
	return cell
}

// evaluate makes the values of expressions after a cell.
func (k *Kernel) evaluate(ctx context.Context, expressions map[string]string) map[string]any {
	out := map[string]any{}
	for name, code := range expressions {
		cell := k.cells.Add(notebook.Code, "("+code+"\n)")
		at := len(k.cells.Cells) - 1
		err := failureOf(k.run(ctx, at, notebook.Watch{}))
		k.cells.Cells = k.cells.Cells[:at]
		if err != nil {
			out[name] = map[string]any{"status": "error", "ename": err.Name, "evalue": err.Value, "traceback": err.Traceback}
			continue
		}
		data, metadata := map[string]any{"text/plain": "None"}, map[string]any{}
		for _, o := range cell.Outputs {
			if o.Type == notebook.ExecuteResult {
				data, metadata = bundle(o)
			}
		}
		out[name] = map[string]any{"status": "ok", "data": data, "metadata": metadata}
	}
	return out
}
