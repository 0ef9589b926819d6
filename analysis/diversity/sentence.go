package diversity

import (
	"cmp"
	"slices"
	"strings"

	"concord/corpus"
)

// sentence is one sentence: its span, and the parts of it that count.
type sentence struct {
	corpus.Span
	parts []corpus.Span
}

// sentencesOf returns the sentences of a document, or the parts of them that
// lie in parts; nil parts for all. Without structure, lines and full stops end
// a sentence.
func sentencesOf(d *corpus.Document, parts []corpus.Span) []sentence {
	var spans []corpus.Span
	for _, s := range d.Structure.Sentences {
		spans = append(spans, s.Span)
	}
	if len(spans) == 0 {
		spans = lines(d.Text)
	}
	var out []sentence
	for _, s := range spans {
		if parts == nil {
			out = append(out, sentence{s, []corpus.Span{s}})
			continue
		}
		x := sentence{Span: s}
		for _, p := range parts {
			if both := (corpus.Span{Start: max(s.Start, p.Start), End: min(s.End, p.End)}); both.Start < both.End {
				x.parts = append(x.parts, both)
			}
		}
		if x.parts != nil {
			out = append(out, x)
		}
	}
	return out
}

// lines cuts a text after line ends, Chinese full stops, and full stops before
// a blank.
func lines(s string) []corpus.Span {
	var out []corpus.Span
	start := 0
	add := func(end int) {
		if trimmed := strings.TrimSpace(s[start:end]); trimmed != "" {
			from := start + strings.Index(s[start:end], trimmed)
			out = append(out, corpus.Span{Start: from, End: from + len(trimmed)})
		}
		start = end
	}
	for i, r := range s {
		end := i + len(string(r))
		switch {
		case strings.ContainsRune("\n。！？", r):
			add(end)
		case strings.ContainsRune(".!?", r) && end < len(s) && s[end] == ' ':
			add(end)
		}
	}
	add(len(s))
	return out
}

// clausesIn counts the clauses of the structure that begin in a sentence; at
// least one.
func clausesIn(d *corpus.Document, s sentence) int {
	clauses := d.Structure.Clauses
	n := 0
	for _, p := range s.parts {
		from, _ := slices.BinarySearchFunc(clauses, p.Start, func(c corpus.Clause, at int) int { return cmp.Compare(c.Start, at) })
		for ; from < len(clauses) && clauses[from].Start < p.End; from++ {
			n++
		}
	}
	if len(clauses) == 0 {
		for _, p := range s.parts {
			n += 1 + strings.Count(strings.TrimRight(d.Slice(p), "，；：。！？ "), "，")
		}
	}
	return max(n, 1)
}
