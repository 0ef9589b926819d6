package notebook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"concord/analysis"
)

// binding says which cell gave a name its meaning.
type binding struct {
	cell int
	fn   *function // not nil: compiled anew where it is used
}

// wants is what a cell takes from above, by name.
type wants map[string]binding

// plan is the state of names and keys of a notebook at one moment.
type plan struct {
	nb      *Notebook
	facts   []*facts // by cell; nil where the text cannot be read or is no code
	faults  []error  // by cell: why it cannot be read
	numbers []int
	wants   []wants
	lost    []string // by cell: the first name that nothing above binds
	static  []string // keys by cell; "" while unknown
	full    []string // static key and files read; "" while unknown
}

// newPlan studies every cell; keys are found later, see Engine.
func (e *Engine) newPlan(nb *Notebook) *plan {
	n := len(nb.Cells)
	p := &plan{
		nb: nb, facts: make([]*facts, n), faults: make([]error, n), numbers: make([]int, n),
		wants: make([]wants, n), lost: make([]string, n), static: make([]string, n), full: make([]string, n),
	}
	env := map[string]binding{}
	number := 0
	for i, c := range nb.Cells {
		if c.Type != Code {
			continue
		}
		number++
		p.numbers[i] = number
		if p.facts[i], p.faults[i] = e.study(number, c.Source); p.faults[i] != nil {
			continue
		}
		p.resolve(i, env, e.names)
		for _, name := range p.facts[i].defs {
			b := binding{cell: i}
			if f, ok := p.facts[i].funcs[name]; ok {
				b.fn = &f
			}
			env[name] = b
		}
	}
	return p
}

// resolve finds what cell i takes from above, through the functions it calls.
func (p *plan) resolve(i int, env map[string]binding, builtin map[string]bool) {
	f := p.facts[i]
	p.wants[i] = wants{}
	queue := slices.Sorted(maps.Keys(f.inputs))
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		if _, done := p.wants[i][name]; done {
			continue
		}
		b, ok := env[name]
		if !ok {
			_, direct := f.inputs[name]
			if direct && p.lost[i] == "" && !builtin[name] && !slices.Contains(f.defs, name) {
				p.lost[i] = name
			}
			continue
		}
		p.wants[i][name] = b
		if b.fn != nil {
			queue = append(queue, b.fn.uses...)
		}
	}
}

// cells lists the cells whose values cell i needs, in order.
func (p *plan) cells(i int) []int {
	var out []int
	for _, b := range p.wants[i] {
		if b.fn == nil || b.fn.defaults > 0 {
			out = append(out, b.cell)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// setStatic finds the static key of cell i when the cells above it that it
// needs have their full keys.
func (p *plan) setStatic(i int, salt string) {
	p.static[i] = ""
	if p.facts[i] == nil || p.lost[i] != "" {
		return
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %q\n", analysis.Version, salt, p.nb.Cells[i].Source)
	for _, name := range slices.Sorted(maps.Keys(p.wants[i])) {
		b := p.wants[i][name]
		full := ""
		if b.fn == nil || b.fn.defaults > 0 {
			if full = p.full[b.cell]; full == "" {
				return
			}
		}
		source := ""
		if b.fn != nil {
			source = b.fn.source
		}
		fmt.Fprintf(h, "%q %q %s\n", name, source, full)
	}
	p.static[i] = hex.EncodeToString(h.Sum(nil))[:32]
}

func (p *plan) setFull(i int, reads map[string]string) {
	h := sha256.New()
	fmt.Fprintln(h, p.static[i])
	for _, path := range slices.Sorted(maps.Keys(reads)) {
		fmt.Fprintf(h, "%q %s\n", path, reads[path])
	}
	p.full[i] = hex.EncodeToString(h.Sum(nil))[:32]
}

// stamp is what the metadata of a cell say about its outputs.
type stamp struct {
	Key     string            `json:"key"`             // of code and inputs
	Outputs string            `json:"outputs"`         // hash of the outputs
	Reads   map[string]string `json:"reads,omitempty"` // files read and their hashes
}

func (c *Cell) stamp() (stamp, bool) {
	var s stamp
	raw, ok := c.Metadata[metadataKey]
	return s, ok && json.Unmarshal(raw, &s) == nil && s.Key != ""
}

// hashOutputs identifies outputs, so that outputs changed by hand do not pass
// for fresh.
func hashOutputs(outputs []Output) string {
	h := sha256.New()
	for _, o := range outputs {
		raw, err := marshal(o.document())
		if err != nil {
			return ""
		}
		h.Write(raw)
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}

// State says whether the outputs of a cell fit its code.
type State string

// The states of a cell.
const (
	Fresh  State = "fresh"  // the outputs fit the code, its inputs and its files
	Stale  State = "stale"  // something changed since
	Failed State = "failed" // the last run ended in an error
	Empty  State = "empty"  // never run, or not code
)

func (c *Cell) failed() bool {
	return slices.ContainsFunc(c.Outputs, func(o Output) bool { return o.Type == ErrorOutput })
}

// states judges every cell by what is stored; same says whether files still
// have the hashes with which they were read, hash identifies outputs.
func (p *plan) states(salt string, same func(reads map[string]string) bool, hash func([]Output) string) []State {
	out := make([]State, len(p.nb.Cells))
	for i, c := range p.nb.Cells {
		out[i] = Empty
		if c.Type != Code {
			continue
		}
		p.setStatic(i, salt)
		s, ok := c.stamp()
		switch {
		case c.failed():
			out[i] = Failed
		case ok && s.Key == p.static[i] && s.Outputs == hash(c.Outputs) && same(s.Reads):
			out[i] = Fresh
			p.setFull(i, s.Reads)
		case ok || len(c.Outputs) > 0:
			out[i] = Stale
		}
	}
	return out
}
