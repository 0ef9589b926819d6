package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"time"
)

// reply is an answer that is ready to be sent.
type reply struct {
	status     int
	kind       string // content type
	file       string // name for saving, or ""
	attachment string // name under which it is saved, never shown; any characters
	policy     string // Content-Security-Policy; "" for the strictest
	body       []byte
}

const (
	kindJSON = "application/json"
	kindHTML = "text/html; charset=utf-8"
)

// Policies of pages. Results and reports carry their own style and pictures;
// they are shown in a sandbox, without scripts and without an origin.
const (
	policyNone   = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
	policyResult = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"
)

// jsonReply writes v as the command line does: one line, with < > & and Chinese
// as they are.
func jsonReply(status int, v any) (*reply, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return &reply{status: status, kind: kindJSON, body: b.Bytes()}, nil
}

func (f *fault) reply() *reply {
	r, err := jsonReply(f.Status, map[string]*fault{"error": f})
	if err != nil { // two strings can always be written
		return &reply{status: http.StatusInternalServerError, kind: kindJSON, body: []byte("{}\n")}
	}
	return r
}

// send writes the answer. A client that does not take it in time is cut off.
func (s *Server) send(w http.ResponseWriter, r *reply) {
	h := w.Header()
	h.Set("Content-Type", r.kind)
	h.Set("Content-Length", strconv.Itoa(len(r.body)))
	if r.policy != "" {
		h.Set("Content-Security-Policy", r.policy)
	}
	if r.file != "" {
		h.Set("Content-Disposition", fmt.Sprintf("%s; filename=%q", disposition(r.kind), r.file))
	}
	if r.attachment != "" {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": r.attachment}))
	}
	extend(w, s.limits.SendTime)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // a client that has gone is nobody's fault
}

// disposition has pages and pictures shown and everything else saved: browsers
// do not show a PDF in a sandbox.
func disposition(kind string) string {
	switch kind {
	case kindHTML, "image/svg+xml", "image/png", kindJSON:
		return "inline"
	}
	return "attachment"
}

// extend sets the time by which the next write must be done. Writers without
// deadlines, as in tests, have none to set.
func extend(w http.ResponseWriter, d time.Duration) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(d))
}

// limited is a buffer that refuses to grow beyond a limit.
type limited struct {
	bytes.Buffer
	most int64
}

func (l *limited) Write(p []byte) (int, error) {
	if int64(l.Len()+len(p)) > l.most {
		return 0, newFault(http.StatusUnprocessableEntity, "result", "larger than %d bytes, want narrower options, such as top", l.most)
	}
	return l.Buffer.Write(p)
}
