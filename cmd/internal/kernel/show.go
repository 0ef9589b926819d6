package kernel

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"concord/reports/notebook"
)

// show publishes the outputs of one cell while it runs.
type show struct {
	k    *Kernel
	t    *task
	cell int // position

	failed bool // the error is published
	began  time.Time

	mu    sync.Mutex // of what follows: computations report from goroutines of their own
	shown string     // the display that shows how far the cell is, "" for none
	last  time.Time  // when it was updated
}

func newShow(k *Kernel, t *task, cell int) *show {
	return &show{k: k, t: t, cell: cell, began: time.Now()}
}

// output publishes an output. Cells above that have to run again do so unseen.
func (s *show) output(cell int, o notebook.Output) {
	if cell == s.cell {
		s.send(o)
	}
}

func (s *show) send(o notebook.Output) {
	out := s.k.out
	switch o.Type {
	case notebook.Stream:
		out.print(o.Text)
	case notebook.ErrorOutput:
		s.failed = true
		out.tell(s.t, "error", s.k.explain(&failure{o.EName, o.EValue, o.Traceback}))
	default:
		data, metadata := bundle(o)
		content := map[string]any{"data": data, "metadata": metadata}
		if o.Type == notebook.ExecuteResult {
			content["execution_count"] = s.k.past.count()
		} else {
			content["transient"] = map[string]any{}
		}
		out.tell(s.t, string(o.Type), content)
	}
}

// updateEvery is how often the display of progress changes at most.
const updateEvery = 200 * time.Millisecond

// progress shows how far a computation is, when the cell has run for a while.
func (s *show) progress(done, total int) {
	if wait := s.k.opt.Progress; wait < 0 || time.Since(s.began) < wait || total <= 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kind := "update_display_data"
	switch {
	case s.shown == "":
		kind, s.shown = "display_data", "progress "+s.t.Header.ID
	case time.Since(s.last) < updateEvery && done < total:
		return
	}
	s.last = time.Now()
	s.k.out.tell(s.t, kind, map[string]any{
		"data": map[string]any{"text/plain": bar(done, total)}, "metadata": map[string]any{},
		"transient": map[string]any{"display_id": s.shown},
	})
}

// bar draws how far a computation is.
func bar(done, total int) string {
	const width = 30
	done = min(max(done, 0), total)
	full := int(float64(width) * float64(done) / float64(total))
	return fmt.Sprintf("%s%s %d/%d", strings.Repeat("█", full), strings.Repeat("░", width-full), done, total)
}

// finish publishes the error when the engine had no output to put it in, as
// when a cell above failed. Where progress was shown it takes all outputs back
// and sends those that stay.
func (s *show) finish(cell *notebook.Cell, failed *failure) {
	s.mu.Lock()
	shown := s.shown != ""
	s.mu.Unlock()
	if shown {
		again := cell.Outputs
		missing := failed != nil && !s.failed
		s.k.out.tell(s.t, "clear_output", map[string]any{"wait": len(again) > 0 || missing})
		for _, o := range again {
			s.send(o)
		}
	}
	if failed != nil && !s.failed {
		s.k.out.tell(s.t, "error", failed)
	}
}

// bundle is the data and the metadata of a display as messages have them.
func bundle(o notebook.Output) (data, metadata map[string]any) {
	data, metadata = map[string]any{}, map[string]any{}
	for mime, text := range o.Data {
		if mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json") {
			data[mime] = json.RawMessage(text)
			continue
		}
		data[mime] = text
	}
	for name, raw := range o.Metadata {
		metadata[name] = raw
	}
	return data, metadata
}

// resultText is the plain text of what the last expression of a cell gave.
func resultText(c *notebook.Cell) string {
	for _, o := range c.Outputs {
		if o.Type == notebook.ExecuteResult {
			return o.Data["text/plain"]
		}
	}
	return ""
}
