package kernel

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"concord/analysis"
	"concord/cmd/internal/kernel/wire"
	"concord/reports/notebook"
)

// answer answers a request that does not run code.
func (k *Kernel) answer(t *task) {
	if t.Header.Type == "shutdown_request" {
		defer k.stop() // after the reply and idle
	}
	k.out.around(t, func() {
		kind, content := k.respond(t)
		if content != nil {
			k.reply(t, kind, content)
		}
	})
}

// respond makes the reply to a request; no content is no reply. A panic in code
// of ours is an error of the request.
func (k *Kernel) respond(t *task) (kind string, content map[string]any) {
	name, isRequest := strings.CutSuffix(t.Header.Type, "_request")
	kind = name + "_reply"
	defer func() {
		if x := recover(); x != nil {
			content = refusal(fmt.Errorf("%v", x))
		}
	}()
	var err error
	switch t.Header.Type {
	case "kernel_info_request":
		content = kernelInfo()
	case "complete_request":
		content, err = k.complete(t)
	case "inspect_request":
		content, err = k.inspect(t)
	case "is_complete_request":
		content, err = isComplete(t)
	case "history_request":
		var r historyRequest
		if err = json.Unmarshal(t.Content, &r); err == nil {
			content = map[string]any{"history": k.past.find(r)}
		}
	case "comm_info_request":
		content = map[string]any{"comms": map[string]any{}}
	case "connect_request":
		content = map[string]any{"shell_port": k.at.Shell, "iopub_port": k.at.IOPub, "stdin_port": k.at.Stdin, "hb_port": k.at.Heartbeat, "control_port": k.at.Control}
	case "comm_open":
		return "", k.closeComm(t)
	case "comm_msg", "comm_close":
		return "", nil
	case "interrupt_request":
		content = map[string]any{}
	case "shutdown_request":
		content, err = k.shutdown(t)
	default:
		if !isRequest {
			return "", nil
		}
		err = fmt.Errorf("%s is not known here", t.Header.Type)
	}
	if err != nil {
		k.opt.Log(err)
		return kind, refusal(err)
	}
	if content["status"] == nil {
		content["status"] = "ok"
	}
	return kind, content
}

func refusal(err error) map[string]any {
	f := failureOf(err)
	return map[string]any{"status": "error", "ename": f.Name, "evalue": f.Value, "traceback": f.Traceback}
}

func kernelInfo() map[string]any {
	language := map[string]any{}
	_ = json.Unmarshal(notebook.New().Metadata["language_info"], &language) // our own
	language["version"] = analysis.Version
	return map[string]any{
		"protocol_version": wire.Version, "implementation": "concord", "implementation_version": analysis.Version,
		"language_info": language, "banner": "Concord " + analysis.Version + "\nhelp() 列出函数 / lists the functions",
		"debugger": false, "help_links": []any{}, "supported_features": []any{},
	}
}

// closeComm refuses a channel for widgets, which cells do not have.
func (k *Kernel) closeComm(t *task) map[string]any {
	var r struct {
		ID string `json:"comm_id"`
	}
	if json.Unmarshal(t.Content, &r) == nil {
		k.out.tell(t, "comm_close", map[string]any{"comm_id": r.ID, "data": map[string]any{}})
	}
	return nil
}

func (k *Kernel) shutdown(t *task) (map[string]any, error) {
	var r struct {
		Restart bool `json:"restart"`
	}
	err := json.Unmarshal(t.Content, &r)
	if err != nil {
		k.opt.Log(err) // ends all the same
	}
	k.waiting.drain()
	k.interrupt()
	content := map[string]any{"status": "ok", "restart": r.Restart}
	k.out.tell(t, "shutdown_reply", content)
	return content, nil
}

// place is the content of a request about a place in code.
type place struct {
	Code   string `json:"code"`
	Cursor *int   `json:"cursor_pos"` // counted in code points; the end when missing
	Detail int    `json:"detail_level"`
}

func placeOf(t *task) (p place, at int, err error) {
	if err := json.Unmarshal(t.Content, &p); err != nil {
		return p, 0, fmt.Errorf("%s: %w", t.Header.Type, err)
	}
	if p.Cursor == nil {
		return p, len(p.Code), nil
	}
	return p, bytesOf(p.Code, *p.Cursor), nil
}

// bytesOf is the place in bytes of a place in code points.
func bytesOf(s string, points int) int {
	n := 0
	for i := range s {
		if n >= points {
			return i
		}
		n++
	}
	return len(s)
}

func (k *Kernel) complete(t *task) (map[string]any, error) {
	p, at, err := placeOf(t)
	if err != nil {
		return nil, err
	}
	c := k.scope.Load().Complete(p.Code, at)
	start, end := utf8.RuneCountInString(p.Code[:c.From]), utf8.RuneCountInString(p.Code[:c.To])
	matches, types := []string{}, []any{}
	for _, item := range c.Items {
		matches = append(matches, item.Text)
		types = append(types, map[string]any{"start": start, "end": end, "text": item.Text, "type": string(item.Kind), "signature": item.Help})
	}
	return map[string]any{
		"matches": matches, "cursor_start": start, "cursor_end": end,
		"metadata": map[string]any{"_jupyter_types_experimental": types},
	}, nil
}

func (k *Kernel) inspect(t *task) (map[string]any, error) {
	p, at, err := placeOf(t)
	if err != nil {
		return nil, err
	}
	text, found := k.scope.Load().Inspect(p.Code, at)
	data := map[string]any{}
	if found {
		data["text/plain"] = text
	}
	return map[string]any{"found": found, "data": data, "metadata": map[string]any{}}, nil
}

func isComplete(t *task) (map[string]any, error) {
	p, _, err := placeOf(t)
	if err != nil {
		return nil, err
	}
	state, indent := notebook.FinishOf(p.Code)
	content := map[string]any{"status": string(state)}
	if state == notebook.Unfinished {
		content["indent"] = indent
	}
	return content, nil
}
