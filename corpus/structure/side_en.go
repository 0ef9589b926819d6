package structure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// englishVoices recognises English subjects. Phrases are matched word by word
// in small letters.
type englishVoices struct {
	phrases map[string]voice // "the cambodian side", "president biden"
	longest int              // words of the longest phrase
}

// Words that may stand after an adjective or before "of" a name.
const enOrgans = "side|government|party|delegation|leadership|leader|leaders|president|prime minister|premier|foreign minister|chancellor|king"

const enJoint = "both|both sides|the two sides|two sides|both leaders|the two leaders|the leaders|both countries|the two countries|both governments|the two governments|both presidents|the two presidents|the presidents|both prime ministers|the two prime ministers|the prime ministers|both parties|the two parties|the parties|the sides|both ministers|the two ministers|the ministers|our two countries|our countries|our governments|our nations|our two nations|the three leaders|the three countries|the four leaders|the participants|the two delegations|both delegations|we|the two heads of state|the heads of state|the co-chairs|the co-conveners|the two nations|both nations|the governments|all sides|all parties"

func (r *reader) englishVoices() voices {
	v := englishVoices{phrases: map[string]voice{}}
	for _, p := range strings.Split(enJoint, "|") {
		v.put(p, voice{side: corpus.SideJoint})
	}
	for i, a := range r.actors() {
		side := sideOf(i)
		for _, name := range a.names {
			if name == "" {
				continue
			}
			v.put(name, voice{side: side, bare: true})
			for _, o := range strings.Split(enOrgans, "|") {
				v.put(o+" of "+name, voice{side: side})
				v.put(o+" of the "+name, voice{side: side})
				v.put(name+" "+o, voice{side: side})
			}
		}
		for _, adj := range a.adjectives {
			for _, o := range strings.Split(enOrgans, "|") {
				v.put(adj+" "+o, voice{side: side})
			}
		}
	}
	for title, side := range r.englishPeople() {
		if side != corpus.SideUnknown {
			v.put(title, voice{side: side, office: strings.HasPrefix(title, "the ")})
		}
	}
	return v
}

func (v *englishVoices) put(phrase string, x voice) {
	w := englishWords(phrase, 40)
	if len(w) == 0 {
		return
	}
	key := joinWords(w)
	if _, taken := v.phrases[key]; !taken {
		v.phrases[key] = x
	}
	v.longest = max(v.longest, len(w))
}

// word is a word of a clause in small letters; stop is the mark that follows
// it directly (a comma, or the apostrophe of a possessive), or 0.
type word struct {
	text string
	stop rune
}

// englishWords returns at most n words of s. Full stops within abbreviations
// are dropped (U.S. is us); hyphens stay within the word, so that U.S.-India
// names nobody.
func englishWords(s string, n int) []word {
	var out []word
	for _, f := range strings.FieldsFunc(clip(s, 60*n), isBlank) {
		if len(out) == n {
			break
		}
		var w word
		if i := strings.IndexAny(f, "’'"); i > 0 && (strings.HasSuffix(f[i:], "s") || strings.HasSuffix(f, "’") || strings.HasSuffix(f, "'")) {
			f, w.stop = f[:i], '\''
		}
		if last, _ := utf8.DecodeLastRuneInString(f); w.stop == 0 && strings.ContainsRune(",;:—–)", last) {
			w.stop = ','
		}
		w.text = strings.ToLower(strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '–' {
				return c
			}
			return -1
		}, f))
		if w.text != "" {
			out = append(out, w)
		}
	}
	return out
}

func joinWords(w []word) string {
	var b strings.Builder
	for i, x := range w {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(x.text)
	}
	return b.String()
}

// Words before the subject, and verbs of reporting by their beginnings.
const (
	enBefore = " and but while further in addition additionally moreover furthermore also finally today here that therefore accordingly as whereas then "
	// Beginnings of verbs by which a speaker takes the word, even within what
	// another reported, and of what else may follow a name that is the subject.
	enReports = "reaffirm affirm emphasi stress underscor underlin reiterat express welcom agree state note recogni acknowledg oppose condemn call urge applaud commend thank appreciat congratulat reject concur believ consider pledg invite accept assur inform propos announc confirm highlight praise deplor regard declare"
	enActs    = "commit intend plan decid support hope look will shall share discuss resolve undertak maintain pay respect understand stand remain seek endeavor endeavour encourag expect desire wish set sign hail remember value are were is was have has had met held exchang review conclud convened launch also both jointly fully strongly warmly firmly highly sincerely deeply each continu took take celebrat offer attach demand ask repeat recall extend provid honor honour hosted visit"
)

var (
	enSays   = regexp.MustCompile(`(?i)\b(?:reaffirm|affirm|emphasi[sz]e|stress|underscore|underline|reiterate|agree|declare|state|note|recogni[sz]e|acknowledge|believe|consider|hope|announce|confirm|expect|decide)(?:s|d|ed)?(?:\s+(?:that|to)\b.*|\s+(?:the )?following)?[,:]?$`)
	enLeadIn = regexp.MustCompile(`(?i)^(?:in|on|at|during|following|after|before|as|to|with|for|through|by|building|guided|recogni[sz]ing|recalling|noting|while|against|under|upon|given|given|having|mindful|reaffirming|considering|welcoming|since|when|if|this|today|toward|towards|bearing|desiring|inspired|convinced|acknowledging|underscoring|emphasizing|pursuant|regarding|concerning|where|looking|responding|drawing|wishing)\b`)
)

func (v englishVoices) subject(clause string, first bool) speaker {
	w := englishWords(clause, 40)
	if first && len(w) > 0 && enLabelMark.MatchString(clause) {
		w = w[1:]
	}
	for len(w) > 0 && strings.Contains(enBefore, " "+w[0].text+" ") {
		w = w[1:]
	}
	x, n := v.at(w)
	if n == 0 || w[n-1].stop == '\'' || x.office && len(w) > n && w[n].text == "of" {
		return speaker{}
	}
	rest := w[n:]
	if x.side != corpus.SideJoint && len(rest) > 1 && (rest[0].text == "and" || w[n-1].stop == ',') {
		skip := 0
		for skip < len(rest) && (rest[skip].text == "and" || rest[skip].text == "the") {
			skip++
		}
		if y, m := v.at(rest[skip:]); m > 0 && y.side != x.side && rest[skip+m-1].stop != '\'' {
			x, rest = voice{side: corpus.SideJoint}, rest[skip+m:]
		}
	}
	acts, reports := false, false
	if len(rest) > 0 {
		reports = hasStem(rest[0].text, enReports)
		acts = reports || hasStem(rest[0].text, enActs)
	}
	sp := speaker{side: x.side, reports: reports, content: enSays.MatchString(clause) || strings.Contains(clause, " that ")}
	if x.bare && (!acts || !first && !reports) {
		return speaker{}
	}
	return sp
}

var enLabelMark = regexp.MustCompile(`^\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s`)

// at returns the longest speaker that the words begin with, with or without an
// article before it.
func (v englishVoices) at(w []word) (voice, int) {
	x, n := v.phrase(w)
	if len(w) > 1 && w[0].text == "the" {
		if y, m := v.phrase(w[1:]); m+1 > n && m > 0 {
			return y, m + 1
		}
	}
	return x, n
}

func (v englishVoices) phrase(w []word) (voice, int) {
	for n := min(v.longest, len(w)); n > 0; n-- {
		if x, ok := v.phrases[joinWords(w[:n])]; ok {
			return x, n
		}
	}
	return voice{}, 0
}

func hasStem(w, stems string) bool {
	for stem := range strings.FieldsSeq(stems) {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

func (v englishVoices) leadsIn(clause string) bool {
	return enLeadIn.MatchString(clause[len(enLabelMark.FindString(clause)):])
}

func (v englishVoices) opensContent(clause string) bool {
	return enSays.MatchString(clause)
}

const enPersonTitle = `((?i:President|Prime Minister|Chancellor|Premier|Taoiseach|King|Chairman|Secretary of State|Foreign Minister|Secretary|Minister|General Secretary|Vice President|Crown Prince))`

var (
	// President Joseph R. Biden, Jr. of the United States
	enNamedOf = regexp.MustCompile(enPersonTitle + `((?:\s+(?:[A-ZÀ-Þ][\pL’'-]*\.?|bin|bint|von|der|de|al|Al)){1,6}),?(?:\s+Jr\.,?)?\s+of\s+(?:the\s+)?$`)
	// Prime Minister of India, Shri Narendra Modi; Indonesian President Joko Widodo
	enOfNamed = regexp.MustCompile(`^(?:’s|'s)?,?\s*(?:\([^)]{1,20}\),?\s*)?(?:The Honou?rable |the Right Honou?rable |His Excellency |Her Excellency |His Majesty |H\.E\. |Shri |Mr\. |Dr\. )*((?:[A-ZÀ-Þ][\pL’'-]*\.?\s*){1,5})`)
	enOfTitle = regexp.MustCompile(enPersonTitle + `\s+(?i:of\s+(?:the\s+)?)$`)
	enAdjName = regexp.MustCompile(`^(?:’s|'s)?\s+` + enPersonTitle + `\s+((?:[A-ZÀ-Þ][\pL’'-]*\.?\s*){1,5})`)
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
		if f := enNamedOf.FindStringSubmatch(before); f != nil {
			putPerson(out, offices, f[1], f[2], side)
		}
		if t := enOfTitle.FindStringSubmatch(before); t != nil {
			putOnce(offices, strings.ToLower(t[1]), side)
			if f := enOfNamed.FindStringSubmatch(after); f != nil {
				putPerson(out, offices, t[1], f[1], side)
			}
		}
		if f := enAdjName.FindStringSubmatch(after); f != nil {
			putPerson(out, offices, f[1], f[2], side)
		}
	}
	for office, side := range offices {
		putOnce(out, "the "+office, side)
	}
	return out
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
