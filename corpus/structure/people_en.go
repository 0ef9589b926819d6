package structure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

const enPersonTitle = `((?i:President|Prime Minister|Chancellor|Premier|Taoiseach|King|Chairman|Secretary of State|Foreign Minister|Secretary|Minister|General Secretary|Vice President|Crown Prince))`

var (
	// President Joseph R. Biden, Jr. of the United States
	enNamedOf = pattern(`^` + enPersonTitle + `((?:\s+(?:[A-ZÀ-Þ][\pL’'-]*\.?|bin|bint|von|der|de|al|Al)){1,6}),?(?:\s+Jr\.,?)?\s+of\s+(?:the\s+)?$`)
	// Prime Minister of India, Shri Narendra Modi; Indonesian President Joko Widodo
	enOfNamed = pattern(`^(?:’s|'s)?,?\s*(?:\([^)]{1,20}\),?\s*)?(?:The Honou?rable |the Right Honou?rable |His Excellency |Her Excellency |His Majesty |H\.E\. |Shri |Mr\. |Dr\. )*((?:[A-ZÀ-Þ][\pL’'-]*\.?\s*){1,5})`)
	enOfTitle = pattern(`^` + enPersonTitle + `\s+(?i:of\s+(?:the\s+)?)$`)
	enAdjName = pattern(`^(?:’s|'s)?\s+` + enPersonTitle + `\s+((?:[A-ZÀ-Þ][\pL’'-]*\.?\s*){1,5})`)
)

// englishPeople learns whose ministers are named in the title and the opening:
// an office with the last word of the name (president biden) speaks for the
// party.
func (r *reader) englishPeople() map[string]corpus.Side {
	out := map[string]corpus.Side{}
	offices := map[string]corpus.Side{} // who alone holds an office: the President
	text := r.doc.Title + between + r.opening(6)
	for _, m := range r.partyMentions(text) {
		side := sideOf(m.country)
		before, after := text[max(0, m.start-140):m.start], clip(text[m.end:], 160)
		if f := findOffice(enNamedOf, before, namedOwner(before)); f != nil {
			putPerson(out, offices, f[1], f[2], side)
		}
		if t := findOffice(enOfTitle, before, officeOwner(before)); t != nil {
			putOnce(offices, strings.ToLower(t[1]), side)
			if f := enOfNamed().FindStringSubmatch(after); f != nil {
				putPerson(out, offices, t[1], f[1], side)
			}
		}
		if officeNext(after) {
			if f := enAdjName().FindStringSubmatch(after); f != nil {
				putPerson(out, offices, f[1], f[2], side)
			}
		}
	}
	for office, side := range offices {
		putOnce(out, "the "+office, side)
	}
	return out
}

// findOffice returns the first match of a pattern that begins with ^ and an
// office, unless a glance has ruled it out.
func findOffice(re func() *regexp.Regexp, s string, may bool) []string {
	if !may {
		return nil
	}
	for i := range len(s) {
		if !beginsOffice(s[i:]) {
			continue
		}
		if m := re().FindStringSubmatch(s[i:]); m != nil {
			return m
		}
	}
	return nil
}

// beginsOffice reports whether s may begin with one of the offices of
// enPersonTitle.
func beginsOffice(s string) bool {
	if len(s) < len("King") {
		return false
	}
	switch strings.ToLower(s[:4]) {
	case "pres", "prim", "chan", "prem", "taoi", "king", "chai", "secr", "fore", "mini", "gene", "vice", "crow":
		return true
	}
	return false
}

// officeLasts and officeFirsts are the last and the first words of the offices
// of enPersonTitle, enParticles what a name may have in small letters.
var (
	officeLasts  = newWordSet("president minister chancellor premier taoiseach king chairman state secretary prince")
	officeFirsts = newWordSet("president prime chancellor premier taoiseach king chairman secretary foreign minister general vice crown")
	enParticles  = newWordSet("bin bint von der de al Al")
)

// officeOwner reports whether the text ends in an office "of".
func officeOwner(s string) bool {
	owner, ok := ownerOf(s)
	return ok && officeLasts[strings.ToLower(wordBefore(owner))]
}

// namedOwner reports whether the text may end in an office and a name and "of".
func namedOwner(s string) bool {
	owner, ok := ownerOf(s)
	i := strings.LastIndexAny(owner, " \t\n\f\r")
	if !ok || i < 0 {
		return false
	}
	last := owner[i+1:]
	first, _ := utf8.DecodeRuneInString(last)
	if !unicode.IsUpper(first) && !enParticles[last] {
		return false
	}
	return endsWithOffice(owner[:i])
}

// endsWithOffice reports whether a word of s ends in the last word of an
// office.
func endsWithOffice(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if officeLasts[strings.ToLower(wordBefore(w))] {
			return true
		}
	}
	return false
}

// officeNext reports whether an office may follow a name.
func officeNext(s string) bool {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "’s"), "'s")
	t := strings.TrimLeft(s, " \t\n\f\r")
	return len(t) < len(s) && officeFirsts[strings.ToLower(firstWord(t))]
}

// putOnce sets the side of a phrase; a phrase that two sides share has none.
func putOnce(m map[string]corpus.Side, key string, side corpus.Side) {
	if have, ok := m[key]; ok && have != side {
		side = corpus.SideUnknown
	}
	m[key] = side
}

// putPerson adds an office with a name, whole and by its last word. A name
// that two parties share is left out.
func putPerson(out, offices map[string]corpus.Side, title, name string, side corpus.Side) {
	w := strings.Fields(name)
	for len(w) > 0 && strings.TrimRight(strings.ToLower(w[len(w)-1]), ".") == "jr" {
		w = w[:len(w)-1]
	}
	if len(w) == 0 {
		return
	}
	putOnce(offices, strings.ToLower(title), side)
	for _, n := range []string{strings.Join(w, " "), w[len(w)-1], w[0]} {
		putOnce(out, title+" "+n, side)
	}
}
