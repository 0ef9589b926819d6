package topic

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// nameList is the names of the parties, which count as slots.
type nameList struct {
	list []string        // in code-point order
	word map[string]bool // features that are left out wherever they stand
}

// partyNames collects the names of the parties of all members, and what is
// derived from them.
func partyNames(c *corpus.Corpus, members []corpus.Member) *nameList {
	n := &nameList{word: map[string]bool{}}
	for _, m := range members {
		parties := c.Doc(m.Doc).Parties
		for _, p := range parties {
			name := strings.TrimSpace(p.Name)
			if utf8.RuneCountInString(name) < 2 {
				continue
			}
			n.list = append(n.list, name)
			if first := han(name); first == "" {
				n.adjectives(strings.ToLower(name))
			} else {
				n.word[first+"方"] = true
				for _, other := range parties {
					if second := han(other.Name); second != "" && second != first {
						n.word[first+second] = true
					}
				}
			}
		}
	}
	slices.Sort(n.list)
	n.list = slices.Compact(n.list)
	return n
}

// han returns the first character of a Chinese name, "" for other names.
func han(name string) string {
	r, size := utf8.DecodeRuneInString(strings.TrimSpace(name))
	if !unicode.Is(unicode.Han, r) {
		return ""
	}
	return strings.TrimSpace(name)[:size]
}

// adjectives adds the regular English adjectives of a name of one word: Mali,
// Malian; Indonesia, Indonesian; China, Chinese; Iraq, Iraqi.
func (n *nameList) adjectives(name string) {
	if strings.ContainsAny(name, " -") || len(name) < 4 {
		return
	}
	stem := strings.TrimRight(name, "aeiouy")
	for _, form := range []string{name, name + "'s", name + "’s", name + "n", name + "an", name + "ian", name + "i", name + "ese",
		stem + "an", stem + "ian", stem + "ese", stem + "ish", stem + "i"} {
		n.word[form] = true
	}
}

// in returns the places of the names in a text, in order, joined where they
// overlap.
func (n *nameList) in(text string) []corpus.Span {
	var found []corpus.Span
	for _, name := range n.list {
		for at := 0; ; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				break
			}
			found = append(found, corpus.Span{Start: at + i, End: at + i + len(name)})
			at += i + len(name)
		}
	}
	slices.SortFunc(found, func(a, b corpus.Span) int { return a.Start - b.Start })
	out := found[:0]
	for _, f := range found {
		if len(out) > 0 && f.Start < out[len(out)-1].End {
			out[len(out)-1].End = max(out[len(out)-1].End, f.End)
			continue
		}
		out = append(out, f)
	}
	return out
}
