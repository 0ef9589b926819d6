package structure

import (
	"slices"

	"concord/corpus"
)

// candidate is a printed number that may begin a section.
type candidate struct {
	start    int // byte offset in the text
	readings []reading
	inline   bool // within a paragraph: it may go on with a run, not begin one
}

// entry is a candidate accepted into a run.
type entry struct {
	reading
	start int
	run   int
}

// run is a series of ordinals in one scheme: 1, 2, 3, ...
type run struct {
	scheme scheme
	parent int // the entry it stands under, or -1
	count  int
}

// open is a run that may go on, and its last entry.
type open struct{ run, entry int }

// numbering collects runs.
type numbering struct {
	entries []entry
	runs    []run
	stack   []open // outermost first
}

// sections finds the numbered structure. Ordinals must run from 1 without a
// break (one missing number is let pass when the next follows) and a run has
// at least two members; runs more than two levels deep are left out.
func (r *reader) sections() []corpus.Section {
	cands := r.candidates()
	n := numbering{entries: make([]entry, 0, len(cands))}
	for i, c := range cands {
		n.take(c, cands[i+1:])
	}
	return r.nest(n)
}

// candidates returns the printed numbers at the beginning of paragraphs and,
// in Chinese, those after a full stop or a colon within one.
func (r *reader) candidates() []candidate {
	var out []candidate
	for _, b := range r.body {
		if all := readings(r.text(b), r.chinese); len(all) > 0 {
			out = append(room(out, b.Start, len(r.doc.Text)), candidate{b.Start, all, false})
		}
		if !r.chinese {
			continue
		}
		for _, at := range inlineLabels(r.text(b)) {
			at += b.Start
			out = append(room(out, at, len(r.doc.Text)), candidate{at, readings(r.doc.Text[at:b.End], true), true})
		}
	}
	return out
}

// take puts a candidate into the run that it goes on with, else begins a run
// with it if its number is 1, else passes it over.
func (n *numbering) take(c candidate, later []candidate) {
	for _, rd := range c.readings {
		k := n.find(rd.scheme)
		if k < 0 {
			continue
		}
		last := n.entries[n.stack[k].entry].number
		if rd.number == last+1 || rd.number == last+2 && followed(rd, later) {
			n.stack = n.stack[:k+1]
			n.add(rd, c.start, n.stack[k].run)
			return
		}
	}
	if c.inline {
		return
	}
	for _, rd := range c.readings {
		if rd.number != 1 {
			continue
		}
		k := n.find(rd.scheme)
		if k >= 0 && rd.scheme != "第条" && rd.scheme != "Article" {
			continue
		}
		if k >= 0 { // another agreement begins: its articles count anew
			n.stack = n.stack[:k]
		}
		n.begin(rd, c.start)
		return
	}
}

// followed reports whether the next candidate of the scheme is the next number.
func followed(rd reading, later []candidate) bool {
	for _, c := range later[:min(len(later), 20)] {
		for _, x := range c.readings {
			if x.scheme == rd.scheme {
				return x.number == rd.number+1
			}
		}
	}
	return false
}

// find returns the innermost open run of the scheme, or -1.
func (n *numbering) find(s scheme) int {
	for k := len(n.stack) - 1; k >= 0; k-- {
		if n.runs[n.stack[k].run].scheme == s {
			return k
		}
	}
	return -1
}

func (n *numbering) begin(rd reading, start int) {
	parent := -1
	if len(n.stack) > 0 {
		parent = n.stack[len(n.stack)-1].entry
	}
	n.runs = append(n.runs, run{scheme: rd.scheme, parent: parent})
	n.stack = append(n.stack, open{run: len(n.runs) - 1})
	n.add(rd, start, len(n.runs)-1)
}

// add appends an entry to the innermost open run.
func (n *numbering) add(rd reading, start, run int) {
	n.entries = append(n.entries, entry{rd, start, run})
	n.runs[run].count++
	n.stack[len(n.stack)-1].entry = len(n.entries) - 1
}

// nest turns the runs of two members or more into sections of two levels.
func (r *reader) nest(n numbering) []corpus.Section {
	var out []corpus.Section
	index := make([]int, len(n.entries)) // entry → section, or -1
	for i, e := range n.entries {
		index[i] = -1
		if n.runs[e.run].count < 2 {
			continue
		}
		s := corpus.Section{Label: r.doc.Text[e.start : e.start+e.size], Number: e.number, Level: 1, Parent: -1}
		s.Start = e.start
		up := n.runs[e.run].parent
		for up >= 0 && n.runs[n.entries[up].run].count < 2 {
			up = n.runs[n.entries[up].run].parent
		}
		if up >= 0 {
			if index[up] < 0 || out[index[up]].Level > 1 {
				continue
			}
			s.Level, s.Parent = 2, index[up]
		}
		index[i] = len(out)
		out = append(room(out, s.Start, len(r.doc.Text)), s)
	}
	r.endSections(out)
	return out
}

// endSections lets each section run to the next of its own or a higher level,
// the last to the end of the body.
func (r *reader) endSections(secs []corpus.Section) {
	if len(secs) == 0 {
		return
	}
	next := [3]int{0, r.body[len(r.body)-1].End, r.body[len(r.body)-1].End} // by level
	for i := len(secs) - 1; i >= 0; i-- {
		s := &secs[i]
		s.Span = r.withoutFrame(s.Start, next[s.Level])
		next[s.Level] = s.Start
		if s.Level == 1 {
			next[2] = s.Start
		}
	}
}

// withoutFrame returns the span from start to the end of the last body
// paragraph that begins before limit.
func (r *reader) withoutFrame(start, limit int) corpus.Span {
	i, found := slices.BinarySearchFunc(r.body, limit, func(b corpus.Span, at int) int { return b.Start - at })
	_ = found
	end := limit
	if i > 0 {
		end = min(limit, r.body[i-1].End)
	}
	return trim(r.doc.Text, corpus.Span{Start: start, End: end})
}

// innermost returns, for offsets asked in ascending order, the deepest section
// that contains each, or -1.
func innermost(secs []corpus.Section) func(off int) int {
	i := 0
	one, two := -1, -1
	return func(off int) int {
		for ; i < len(secs) && secs[i].Start <= off; i++ {
			if secs[i].Level == 1 {
				one, two = i, -1
			} else {
				two = i
			}
		}
		switch {
		case two >= 0 && off < secs[two].End:
			return two
		case one >= 0 && off < secs[one].End:
			return one
		}
		return -1
	}
}
