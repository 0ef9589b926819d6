package structure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/corpus"
)

// Words that make a country the one on whose behalf somebody acts.
var (
	enOfficeOf = pattern(`(?:[Pp]residents?|[Pp]rime [Mm]inisters?|[Gg]overnments?|[Ll]eaders?|[Mm]inisters?(?: [Ff]or [A-Z][\w ]+)?|[Cc]hancellors?|[Ss]ecretar(?:y|ies) of [Ss]tate|Affairs|Defen[cs]e|[Rr]epresentatives?|[Kk]ing|[Qq]ueen|Emperor|Taoiseach|[Mm]embers?|[Ss]tates|[Aa]dvis[oe]rs?|Government|[Hh]eads? of [Ss]tate(?: (?:and|or) [Gg]overnment)?|(?:President|Prime Minister|Chancellor|Premier|Taoiseach|Minister|Secretary|Advisor|King)(?: [A-Z][\pL.’'-]+){1,6}) of\s+(?:the\s+)?$`)
	enOfficer  = pattern(`^(?:’s|'s)?\s+(?:[A-Z][\w.’'-]+ ){0,3}?(?:President|Prime Minister|Vice President|Government|Administration|Minister|Foreign Minister|Secretary|Chancellor|National Security|Special|Deputy|Premier|Trade|Ambassador|[Dd]elegation|[Gg]overnment|leaders)`)
	enListed   = pattern(`^(?:\s*\([^)]*\))?(?:’s|'s)?\s*(?:,|and|,\s*and|&|with|–|-|—)\s*(?:the\s+)?(?:[Gg]overnment of\s+(?:the\s+)?)?$`)
	enSubject  = pattern(`^(?:Today,?\s+|We,?\s+|[Tt]he\s+|—|–|governments of\s+|[Gg]overnments\s+of\s+)*$`)
	// A list that is brought in: "the members of the Initiative (CRI)—Albania, ..."
	enIntroduced = pattern(`(?:nations|members?|countries|countries are|\([A-Z0-9]+\))\s*[,—–:]?\s*(?:the\s+)?$`)
	enPlaceIn    = newWordSet("in at to from against near toward towards into within across outside")
)

// openingParties returns the countries on whose behalf the first sentences
// speak: in Chinese those named with an office or a government; in English
// those that an office or government is "of", or that are joined to such a
// one in a list, or that begin the sentence. Where there are fewer than two,
// two countries joined in the opening ("U.S.-Egypt partnership", "between the
// United States and Ireland") are the parties if they include the one found.
// Fewer than need are no parties.
func (r *reader) openingParties(need int) []int {
	for k, b := range r.body[:min(openingParagraphs, len(r.body))] {
		if r.isHeading(b) {
			continue
		}
		var found []int
		for _, s := range r.firstSentences(k) {
			text := r.text(s)
			all := countries().find(text)
			if r.chinese {
				found = appendAll(found, chineseActors(text, all))
			} else {
				found = appendAll(found, englishActors(text, all))
			}
			if len(found) >= need {
				return found
			}
			if r.chinese {
				continue
			}
			joined := joinedPair(text, all)
			if len(joined) == 2 && (len(found) == 0 || found[0] == joined[0] || found[0] == joined[1]) {
				return joined
			}
		}
	}
	return nil
}

// Bounds of the opening: paragraphs, sentences of one, and bytes read of one.
const openingParagraphs, openingSentences, openingBytes = 4, 3, 8000

// firstSentences returns the sentences that open a paragraph; of a long one
// those of its beginning.
func (r *reader) firstSentences(paragraph int) []corpus.Span {
	b := r.body[paragraph]
	if b.Len() > openingBytes {
		b.End = b.Start + len(clip(r.text(b), openingBytes))
		all := r.cut.paragraph(r.doc.Text, b)
		return all[:min(openingSentences, len(all))]
	}
	var out []corpus.Span
	for _, s := range r.sentencesOf(paragraph) {
		if len(out) == openingSentences {
			break
		}
		out = append(out, s.Span)
	}
	return out
}

var enBetween = pattern(`\bbetween\s+(?:the\s+)?$`)

// joinedPair returns the two countries, of all that a sentence names, that it
// joins by a hyphen or by
// "between ... and ...".
func joinedPair(s string, all []mention) []int {
	if c := compound(s, all); len(c) == 2 {
		return c
	}
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		link := strings.Fields(s[a.end:b.start])
		if enBetween().MatchString(s[max(0, a.start-20):a.start]) && len(link) > 0 && link[0] == "and" && len(link) <= 2 && a.country != b.country {
			return []int{a.country, b.country}
		}
	}
	return nil
}

func appendAll(list, more []int) []int {
	for _, n := range more {
		list = appendNew(list, n)
	}
	return list
}

var zhActor = newPrefixSet("政府 国务院 总理 首相 总统 国家主席 主席 国王 外交部 外长 领导人 部长会议 内阁 最高苏维埃 方面 和 与 、 同")

// actsChinese reports whether an office, a government or one more party
// follows a name.
func actsChinese(after string) bool {
	for _, s := range []string{after, strings.TrimPrefix(after, "国")} {
		if zhActor.begins(s) || zhActor.begins(strings.TrimPrefix(s, "中央人民")) {
			return true
		}
	}
	return false
}

// chineseActors returns the countries that a Chinese sentence names together
// with an office or a government, or in a list that ends so.
func chineseActors(s string, all []mention) []int {
	var out []int
	for _, m := range all {
		if m.form == byName && actsChinese(s[m.end:]) {
			out = appendNew(out, m.country)
		}
	}
	return out
}

// englishActors returns the countries that act in an English sentence, of all
// that it names.
func englishActors(s string, all []mention) []int {
	var out []int
	last := -2 // the mention before, if it counted
	for i, m := range all {
		before := s[max(0, m.start-120):m.start]
		if m.form == byCapital || last != i-1 && placeIn(before) {
			continue
		}
		acts := officeOf(before) || officerNext(s[m.end:min(len(s), m.end+80)])
		if m.form == byName && !acts {
			acts = beginsSubject(s[:m.start]) ||
				i+2 < len(all) && introduced(before) && enListed().MatchString(s[m.end:all[i+1].start]) ||
				last == i-1 && enListed().MatchString(s[all[i-1].end:m.start])
		}
		if acts {
			out = appendNew(out, m.country)
			last = i
		}
	}
	return out
}

// The patterns above are tried only where a glance at the words next to the
// name does not rule them out.

// officeOf reports whether an office is "of" what follows.
func officeOf(before string) bool {
	owner, ok := ownerOf(before)
	if !ok || strings.HasSuffix(before, "Group of ") || !strings.HasPrefix(before[len(owner):], " of") {
		return false
	}
	if slices.ContainsFunc(enOwners, func(w string) bool { return strings.HasSuffix(owner, w) }) {
		return true
	}
	// Else an office in two words, or with who holds it or what it is for.
	w := wordBefore(owner)
	if w != "state" && w != "government" && strings.ToLower(w) == w && !strings.Contains(owner, "inister") {
		return false
	}
	first := -1
	for _, office := range enLongOffices {
		if i := strings.Index(before, office); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first >= 0 && enOfficeOf().MatchString(before[max(0, first-1):])
}

// enLongOffices are parts, without their first letters, of the offices of
// enOfficeOf that more words may follow.
var enLongOffices = strings.Fields("resident hancellor remier aoiseach inister ecretar dvisor ing ead")

// enOwners are the offices of enOfficeOf that are one word.
var enOwners = strings.Fields("President president Presidents presidents Minister minister Ministers ministers Government government Governments governments Leader leader Leaders leaders Chancellor chancellor Chancellors chancellors Representative representative Representatives representatives King king Queen queen Member member Members members States states Adviser adviser Advisers advisers Advisor advisor Advisors advisors Affairs Defence Defense Emperor Taoiseach")

// officerNext reports whether an office or its holder follows.
func officerNext(after string) bool {
	t := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(after, "’s"), "'s"), " \t\n\f\r")
	if t == "" || len(t) == len(after) || !isUpper(t[0]) && t[0] != 'd' && t[0] != 'g' && t[0] != 'l' {
		return false
	}
	return enOfficer().MatchString(after)
}

// beginsSubject reports whether what stands before a name leaves it the
// subject.
func beginsSubject(before string) bool {
	first, _ := utf8.DecodeRuneInString(before)
	return before == "" || strings.ContainsRune("TWtgG—–", first) && enSubject().MatchString(before)
}

// introduced reports whether a list of members begins.
func introduced(before string) bool {
	t := withoutSpaces(strings.TrimSuffix(withoutSpaces(before), "the"))
	for _, mark := range []string{",", "—", "–", ":"} {
		t = strings.TrimSuffix(t, mark)
	}
	switch t = withoutSpaces(t); wordBefore(t) {
	case "nations", "member", "members", "countries", "are":
		return enIntroduced().MatchString(before)
	}
	return strings.HasSuffix(t, ")") && enIntroduced().MatchString(before)
}

// placeIn reports whether what follows is a place.
func placeIn(before string) bool {
	if t, ok := beforeWord(before, "the"); ok {
		before = t
	}
	t := withoutSpaces(before)
	return len(t) < len(before) && enPlaceIn[wordBefore(t)]
}
