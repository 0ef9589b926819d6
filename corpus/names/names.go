// Package names knows the words of a corpus that name its parties and places.
//
// Every pair of states uses its own names more than the others do. A count of
// them is no news, a topic made of them is none, and a comparison that leads
// with them hides what the texts say. Methods that list features keep names in
// their tables and leave them out of topics and of the sentences they tell.
//
// Names are found in four ways: from the parties of the documents (中国,
// Cambodia; 中方, 中柬, Cambodian; the single character 柬 and the words of names
// of several words), from the places where documents were signed, from the
// countries, places, pairs and persons of the lexicon, and, for those that none of
// the three holds, such as a leader or a city unknown to the lexicon, by how they
// are spelled and where they stand in the texts.
package names

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/lexicon"
)

// Set is the names of some documents.
type Set struct {
	full  []string        // of parties, in code-point order
	forms map[string]bool // that name a party wherever they stand
	parts map[string]bool // that do so mostly: 柬, united, the place of signature

	standings func() *standings // of the words of the texts
}

// Of collects the names of the parties and places of the members' documents.
func Of(c *corpus.Corpus, members []corpus.Member) *Set {
	s := &Set{forms: map[string]bool{}, parts: map[string]bool{}, standings: read(c, members)}
	for _, m := range members {
		d := c.Doc(m.Doc)
		for _, p := range d.Parties {
			s.add(strings.TrimSpace(p.Name), d.Parties)
		}
		if place := strings.ToLower(strings.TrimSpace(d.Place)); place != "" {
			s.parts[place] = true
		}
	}
	slices.Sort(s.full)
	s.full = slices.Compact(s.full)
	return s
}

func (s *Set) add(name string, parties []corpus.Party) {
	if utf8.RuneCountInString(name) < 2 {
		return
	}
	s.full = append(s.full, name)
	lower := strings.ToLower(name)
	first := han(name)
	if first == "" {
		s.adjectives(lower)
		words := strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) })
		for _, word := range words {
			if len(word) > 3 {
				s.parts[word] = true
			}
		}
		if len(words) == 2 {
			initials := string([]rune(words[0])[:1]) + "." + string([]rune(words[1])[:1])
			s.forms[initials], s.forms[initials+"."], s.forms[initials+".'s"] = true, true, true
		}
		return
	}
	s.parts[lower], s.parts[first] = true, true
	s.forms[first+"方"] = true
	for _, other := range parties {
		if second := han(other.Name); second != "" && second != first {
			s.forms[first+second] = true
		}
	}
}

// han returns the first character of a Chinese name, "" for other names.
func han(name string) string {
	name = strings.TrimSpace(name)
	r, size := utf8.DecodeRuneInString(name)
	if !unicode.Is(unicode.Han, r) {
		return ""
	}
	return name[:size]
}

// adjectives adds the regular English adjectives of a name of one word: Mali,
// Malian; Indonesia, Indonesian; China, Chinese; Iraq, Iraqi.
func (s *Set) adjectives(name string) {
	if strings.ContainsAny(name, " -") || len(name) < 4 {
		return
	}
	stem := strings.TrimRight(name, "aeiouy")
	for _, form := range []string{name, name + "'s", name + "’s", name + "n", name + "an", name + "ian", name + "i", name + "ese",
		stem + "an", stem + "ian", stem + "ese", stem + "ish", stem + "i"} {
		s.forms[form] = true
	}
}

// Full returns the full names of the parties, in code-point order.
func (s *Set) Full() []string { return slices.Clone(s.full) }

// Form reports whether a lower-case feature is a name that means nothing else:
// 柬方, 中柬, Cambodian, 金边.
func (s *Set) Form(feature string) bool { return s.forms[feature] || known()[feature] }

// Has reports whether a lower-case feature is a name or mostly part of one. It
// takes more than Form: 柬, united, and names that are known by their looks only.
func (s *Set) Has(feature string) bool {
	return s.Form(feature) || s.parts[feature] || s.looksLikeName(feature)
}

// known holds the names of the lexicon.
var known = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, t := range lexicon.Terms() {
		switch t.Category {
		case "country", "place", "person", "pair":
			out[t.Text] = true
		}
	}
	return out
})

// In returns the places of the full names in a text, in order, joined where
// they overlap.
func (s *Set) In(text string) []corpus.Span {
	var found []corpus.Span
	for _, name := range s.full {
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
