package kernel

import (
	"regexp"
	"strings"
	"sync"
)

// history is what was run in this session, which has the number 1.
type history struct {
	mu    sync.Mutex
	lines []line
}

type line struct{ input, output string }

// sessionNumber is how replies number the one session that a kernel knows.
const sessionNumber = 1

func (h *history) add(input string) {
	h.mu.Lock()
	h.lines = append(h.lines, line{input: input})
	h.mu.Unlock()
}

// put notes the result of the line that was added last.
func (h *history) put(output string) {
	h.mu.Lock()
	h.lines[len(h.lines)-1].output = output
	h.mu.Unlock()
}

// count is the number of the line that was added last, from 1; 0 before.
func (h *history) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.lines)
}

type historyRequest struct {
	Output  bool   `json:"output"`
	Access  string `json:"hist_access_type"`
	Session int    `json:"session"`
	Start   int    `json:"start"`
	Stop    *int   `json:"stop"`
	N       *int   `json:"n"`
	Pattern string `json:"pattern"`
	Unique  bool   `json:"unique"`
}

// find answers a request: entries [session, line number, input], or with the
// pair of input and output in the place of input.
func (h *history) find(r historyRequest) []any {
	h.mu.Lock()
	defer h.mu.Unlock()
	picked := []int{}
	switch r.Access {
	case "range":
		picked = h.between(r)
	case "search":
		picked = h.matching(r)
	default: // tail
		for i := range h.lines {
			picked = append(picked, i)
		}
	}
	if r.Access != "range" && r.N != nil && *r.N >= 0 {
		picked = picked[max(0, len(picked)-*r.N):]
	}
	out := []any{}
	for _, i := range picked {
		l := h.lines[i]
		var said any = l.input
		if r.Output {
			pair := []any{l.input, nil}
			if l.output != "" {
				pair[1] = l.output
			}
			said = pair
		}
		out = append(out, []any{sessionNumber, i + 1, said})
	}
	return out
}

// between lists the lines from start to before stop of this session, which 0
// names too.
func (h *history) between(r historyRequest) []int {
	out := []int{}
	if r.Session != 0 && r.Session != sessionNumber {
		return out
	}
	stop := len(h.lines) + 1
	if r.Stop != nil {
		stop = min(stop, *r.Stop)
	}
	for n := max(r.Start, 1); n < stop; n++ {
		out = append(out, n-1)
	}
	return out
}

// matching lists the lines that fit a pattern of * and ?, the latest of equal
// ones where they are to be unique.
func (h *history) matching(r historyRequest) []int {
	pattern := glob(r.Pattern)
	out := []int{}
	seen := map[string]bool{}
	for i := len(h.lines) - 1; i >= 0; i-- {
		input := h.lines[i].input
		if !pattern.MatchString(input) || r.Unique && seen[input] {
			continue
		}
		seen[input] = true
		out = append([]int{i}, out...)
	}
	return out
}

func glob(pattern string) *regexp.Regexp {
	if pattern == "" {
		pattern = "*"
	}
	quoted := regexp.QuoteMeta(pattern)
	quoted = strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(quoted)
	return regexp.MustCompile("(?s)^" + quoted + "$")
}
