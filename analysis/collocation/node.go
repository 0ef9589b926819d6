package collocation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"concord/corpus"
	"concord/corpus/token"
)

// maxNode bounds the length of a node in bytes.
const maxNode = 1000

// node is what is looked for: alternatives, the longest first.
type node struct {
	exact        bool // features must match one by one: they overlap
	alternatives []alternative
}

type alternative struct {
	features []string
	joined   string // the features without anything between them
}

// compile cuts what is looked for by the recipe of the texts.
func compile(text string, r token.Recipe) (*node, error) {
	if len(text) > maxNode {
		return nil, fmt.Errorf("%d bytes, want at most %d", len(text), maxNode)
	}
	n := &node{exact: strings.HasPrefix(r.Unit, "char") && r.Unit != "char1"}
	for part := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '|' || c == '｜' }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		frozen, _ := corpus.Freeze(part)
		var a alternative
		for _, w := range token.Words(frozen, r) {
			a.features = append(a.features, w.Text)
		}
		if len(a.features) == 0 {
			return nil, fmt.Errorf("%q holds no token under this recipe (unit=%s), want a word or phrase", part, r.Unit)
		}
		a.joined = strings.Join(a.features, "")
		n.alternatives = append(n.alternatives, a)
	}
	if len(n.alternatives) == 0 {
		return nil, errors.New("empty, want the word or phrase to look around")
	}
	slices.SortStableFunc(n.alternatives, func(a, b alternative) int { return len(b.joined) - len(a.joined) })
	return n, nil
}

// starters marks the features with which a use of the node may begin.
func (n *node) starters(features []string) []bool {
	out := make([]bool, len(features))
	for i, f := range features {
		for _, a := range n.alternatives {
			if f != "" && strings.HasPrefix(a.joined, f) {
				out[i] = true
				break
			}
		}
	}
	return out
}

// at returns the end of the use of the node that begins at token i of a run, or
// -1.
func (n *node) at(features []string, d document, i, end int) int {
	for _, a := range n.alternatives {
		if n.exact {
			if to := i + len(a.features); to <= end && n.equal(a, features, d.seq.IDs[i:to]) {
				return to
			}
			continue
		}
		rest := a.joined
		for j := i; j < end && (j == i || closeBy(d.doc.Text, d.seq, j-1)); j++ {
			f := features[d.seq.IDs[j]]
			if f == "" || !strings.HasPrefix(rest, f) {
				break
			}
			if rest = rest[len(f):]; rest == "" {
				return j + 1
			}
		}
	}
	return -1
}

func (n *node) equal(a alternative, features []string, ids []uint32) bool {
	for k, id := range ids {
		if features[id] != a.features[k] {
			return false
		}
	}
	return true
}

// hits is all that was found around the node.
type hits struct {
	*sample
	nodes  int        // uses of the node
	uses   []use      // of the node, by document
	places [][]beside // by document: every token within a window, in order
	window []float64  // by document: tokens within windows
	inside []marked   // by document: tokens of the node
	total  []float64  // by document: tokens outside the node
}

// beside is a token within the window of a use of the node.
type beside struct {
	token int
	left  bool
	node  corpus.Span
}

// search finds the node and marks what stands around it.
func (s *sample) search(ctx context.Context, n *node, window int, side string) (*hits, error) {
	h := &hits{sample: s}
	starts := n.starters(s.tokens.Features)
	for k, d := range s.documents {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var places []beside
		var inside marked
		total := d.tokens
		found := use{document: k}
		for _, r := range d.runs {
			nodes := n.find(starts, s.tokens.Features, d, r)
			for _, x := range nodes {
				span := d.span(x.from, x.to)
				if found.count == 0 {
					found.first = span
				}
				found.count++
				found.last = span
			}
			nodes = d.widened(nodes, r)
			for _, x := range nodes {
				total -= x.to - x.from
			}
			inside = append(inside, nodes...)
			places = append(places, d.around(nodes, r, window, side)...)
		}
		if found.count > 0 {
			h.nodes += found.count
			h.uses = append(h.uses, found)
		}
		h.places = append(h.places, places)
		h.inside = append(h.inside, inside)
		h.window = append(h.window, float64(len(places)))
		h.total = append(h.total, float64(total))
	}
	return h, nil
}

func (d document) span(from, to int) corpus.Span {
	return corpus.Span{Start: int(d.seq.Start[from]), End: int(d.seq.End[to-1])}
}

// find returns the uses of the node within a run, from the left, without
// overlap.
func (n *node) find(starts []bool, features []string, d document, r stretch) []stretch {
	var out []stretch
	for i := r.from; i < r.to; i++ {
		if !starts[d.seq.IDs[i]] {
			continue
		}
		if end := n.at(features, d, i, r.to); end > i {
			out = append(out, stretch{i, end})
			i = end - 1
		}
	}
	return out
}

// widened takes to the node the overlapping tokens that touch its text, and
// joins uses that then meet.
func (d document) widened(nodes []stretch, r stretch) []stretch {
	var out []stretch
	for _, x := range nodes {
		s := d.span(x.from, x.to)
		for x.from > r.from && int(d.seq.End[x.from-1]) > s.Start {
			x.from--
		}
		for x.to < r.to && int(d.seq.Start[x.to]) < s.End {
			x.to++
		}
		if n := len(out); n > 0 && out[n-1].to > x.from {
			out[n-1].to = max(out[n-1].to, x.to)
			continue
		}
		out = append(out, x)
	}
	return out
}

// around lists the tokens of a run within window of a use of the node, each
// once, at the nearest use.
func (d document) around(nodes []stretch, r stretch, window int, side string) []beside {
	var out []beside
	for k, x := range nodes {
		span := d.span(x.from, x.to)
		// Between two uses each token belongs to the nearer one.
		from, to := r.from, r.to
		if k > 0 {
			from = nodes[k-1].to
		}
		if k+1 < len(nodes) {
			to = nodes[k+1].from
		}
		for i := max(from, x.from-window); i < x.from && side != "right"; i++ {
			if k > 0 && side == "both" && i-from+1 <= min(window, x.from-i) {
				continue // the use before is as near or nearer
			}
			out = append(out, beside{i, true, span})
		}
		for i := x.to; i < min(to, x.to+window) && side != "left"; i++ {
			if k+1 < len(nodes) && side == "both" && to-i <= window && to-i < i-x.to+1 {
				continue // the use after is nearer
			}
			out = append(out, beside{i, false, span})
		}
	}
	return out
}
