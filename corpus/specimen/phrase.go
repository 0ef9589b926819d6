package specimen

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A pattern is a sentence in both languages with places to fill: {goods} takes
// a phrase from the list of that name, {goods2} another one from the same list;
// {P} and {Q} are the two sides as speakers, {p} and {q} their states, {pCity}
// and {qPort} places of theirs. Both languages name the same places.
type pattern = phrase

// maxChoices is the most list places that one pattern has.
const maxChoices = 4

// role is a place that the parties and the visit fill.
type role uint8

const (
	noRole role = iota
	roleP
	roleQ
	roleStateP
	roleStateQ
	roleCityP
	roleCityQ
	rolePortP
	rolePortQ
	roleHost       // full name of the state
	roleGuest      // full name of the state
	roleHostName   // short name
	roleGuestName  // short name
	roleHostFull   // the leader with state, title and name
	roleGuestFull  // the leader with state, title and name
	roleHostShort  // the leader with title and family name
	roleGuestShort // the leader with title and family name
	roleVisit      // a state visit
	roleDates      // of the visit
	rolePair       // 维赫, Vetara–Herenda
	roleFields     // of the documents signed
	roleCount
)

// roleOf returns the role of a name in braces, or noRole.
func roleOf(name string) role {
	names := [roleCount]string{"", "P", "Q", "p", "q", "pCity", "qCity", "pPort", "qPort", "host", "guest",
		"hostName", "guestName", "hostFull", "guestFull", "hostShort", "guestShort", "visit", "dates", "pair", "fields"}
	return role(max(0, slices.Index(names[:], name)))
}

// segment is a literal, a role, or a place for a choice.
type segment struct {
	text   string
	role   role
	list   []string // of a choice, in the language of the segment
	choice int
}

// template is a compiled pattern.
type template struct {
	zh, en  []segment
	choices []choice
}

// choice is one list place of a template.
type choice struct {
	name string // of the list
	n    int    // length of the list
	same int    // an earlier choice of the same list that this one must not repeat, or -1
}

// vocabulary is everything that sentences are made of.
type vocabulary struct {
	topics    []topic
	templates [][]template // by topic
	states    []state
	pairs     [][2]int
	formulas  []formula
	frame     map[string][]template // sentences around the topics, by place
}

// words returns the vocabulary, compiled once. It is read only.
var words = sync.OnceValues(compileVocabulary)

func compileVocabulary() (*vocabulary, error) {
	v := &vocabulary{topics: topics(), states: states(), pairs: pairs(), formulas: formulas(),
		frame: make(map[string][]template)}
	for name, patterns := range frame() {
		list, err := compileAll(patterns, agricultureTopic().lists) // for the long document
		if err != nil {
			return nil, fmt.Errorf("specimen: frame %s: %w", name, err)
		}
		v.frame[name] = list
	}
	for _, t := range v.topics {
		list, err := compileAll(t.patterns, t.lists)
		if err != nil {
			return nil, fmt.Errorf("specimen: topic %s: %w", t.name, err)
		}
		v.templates = append(v.templates, list)
	}
	return v, nil
}

func compileAll(patterns []pattern, lists map[string][]phrase) ([]template, error) {
	list := make([]template, len(patterns))
	for i, p := range patterns {
		t, err := compile(p, lists)
		if err != nil {
			return nil, fmt.Errorf("pattern %d: %w", i+1, err)
		}
		list[i] = t
	}
	return list, nil
}

func compile(p pattern, lists map[string][]phrase) (template, error) {
	var t template
	zh, err := segments(p.zh, &t, "zh", lists)
	if err != nil {
		return t, err
	}
	en, err := segments(p.en, &t, "en", lists)
	if err != nil {
		return t, err
	}
	t.zh, t.en = zh, en
	if a, b := places(zh), places(en); !slices.Equal(a, b) {
		return t, fmt.Errorf("the languages name different places: zh %v, en %v", a, b)
	}
	if len(t.choices) > maxChoices {
		return t, fmt.Errorf("%d places, want at most %d", len(t.choices), maxChoices)
	}
	return t, nil
}

func segments(s string, t *template, lang string, lists map[string][]phrase) ([]segment, error) {
	var out []segment
	for s != "" {
		before, rest, found := strings.Cut(s, "{")
		if before != "" {
			out = append(out, segment{text: before})
		}
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return nil, fmt.Errorf("%q: want } after {", s)
		}
		seg, err := t.place(name, lang, lists)
		if err != nil {
			return nil, err
		}
		out, s = append(out, seg), after
	}
	return out, nil
}

// place makes the segment of {name}.
func (t *template) place(name, lang string, lists map[string][]phrase) (segment, error) {
	if r := roleOf(name); r != noRole {
		return segment{role: r, choice: -1}, nil
	}
	key := strings.TrimRight(name, "23")
	list := lists[key]
	if len(list) < 2 || len(list) > 100 {
		return segment{}, fmt.Errorf("{%s}: list %q has %d phrases, want 2 to 100", name, key, len(list))
	}
	seg := segment{list: make([]string, len(list)), choice: -1}
	for i, p := range list {
		seg.list[i] = p.in(lang)
	}
	same := -1
	for i, c := range t.choices {
		if c.name == name {
			seg.choice = i
		}
		if strings.TrimRight(c.name, "23") == key && c.name != name {
			same = i
		}
	}
	if seg.choice < 0 {
		seg.choice = len(t.choices)
		t.choices = append(t.choices, choice{name, len(list), same})
	}
	return seg, nil
}

// places lists what a sentence names, sorted.
func places(segs []segment) []int {
	var out []int
	for _, s := range segs {
		switch {
		case s.role != noRole:
			out = append(out, -int(s.role))
		case s.list != nil:
			out = append(out, s.choice)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
