package structure

import (
	"regexp"
	"strings"

	"concord/corpus"
)

// Words that make a country the one on whose behalf somebody acts.
var (
	enOfficeOf = regexp.MustCompile(`(?:[Pp]residents?|[Pp]rime [Mm]inisters?|[Gg]overnments?|[Ll]eaders?|[Mm]inisters?(?: [Ff]or [A-Z][\w ]+)?|[Cc]hancellors?|[Ss]ecretar(?:y|ies) of [Ss]tate|Affairs|Defen[cs]e|[Rr]epresentatives?|[Kk]ing|[Qq]ueen|Emperor|Taoiseach|[Mm]embers?|[Ss]tates|[Aa]dvis[oe]rs?|Government|[Hh]eads? of [Ss]tate(?: (?:and|or) [Gg]overnment)?|(?:President|Prime Minister|Chancellor|Premier|Taoiseach|Minister|Secretary|Advisor|King)(?: [A-Z][\pL.’'-]+){1,6}) of\s+(?:the\s+)?$`)
	enOfficer  = regexp.MustCompile(`^(?:’s|'s)?\s+(?:[A-Z][\w.’'-]+ ){0,3}?(?:President|Prime Minister|Vice President|Government|Administration|Minister|Foreign Minister|Secretary|Chancellor|National Security|Special|Deputy|Premier|Trade|Ambassador|[Dd]elegation|[Gg]overnment|leaders)`)
	enListed   = regexp.MustCompile(`^(?:\s*\([^)]*\))?(?:’s|'s)?\s*(?:,|and|,\s*and|&|with|–|-|—)\s*(?:the\s+)?(?:[Gg]overnment of\s+(?:the\s+)?)?$`)
	enSubject  = regexp.MustCompile(`^(?:Today,?\s+|We,?\s+|[Tt]he\s+|—|–|governments of\s+|[Gg]overnments\s+of\s+)*$`)
	// A list that is brought in: "the members of the Initiative (CRI)—Albania, ..."
	enIntroduced = regexp.MustCompile(`(?:nations|members?|countries|countries are|\([A-Z0-9]+\))\s*[,—–:]?\s*(?:the\s+)?$`)
	enPlaceIn    = regexp.MustCompile(`\b(?:in|at|to|from|against|near|toward|towards|into|within|across|outside)\s+(?:the\s+)?$`)
)

// openingParties returns the countries on whose behalf the first sentences
// speak: in Chinese those named with an office or a government; in English
// those that an office or government is "of", or that are joined to such a
// one in a list, or that begin the sentence. Where there are fewer than two,
// two countries joined in the opening ("U.S.-Egypt partnership", "between the
// United States and Ireland") are the parties if they include the one found.
// Fewer than need are no parties.
func (r *reader) openingParties(need int) []int {
	for _, b := range r.body[:min(4, len(r.body))] {
		if r.isHeading(b) {
			continue
		}
		var found []int
		for i, s := range r.sentences(corpus.Span{Start: b.Start, End: b.Start + len(clip(r.text(b), 8000))}) {
			if i == 3 {
				break
			}
			if r.chinese {
				found = appendAll(found, chineseActors(r.text(s)))
			} else {
				found = appendAll(found, englishActors(r.text(s)))
			}
			if len(found) >= need {
				return found
			}
			if r.chinese {
				continue
			}
			joined := r.joinedPair(r.text(s))
			if len(joined) == 2 && (len(found) == 0 || found[0] == joined[0] || found[0] == joined[1]) {
				return joined
			}
		}
	}
	return nil
}

var enBetween = regexp.MustCompile(`\bbetween\s+(?:the\s+)?$`)

// joinedPair returns the two countries that a sentence joins, by a hyphen or by
// "between ... and ...".
func (r *reader) joinedPair(s string) []int {
	if c := r.compound(s); len(c) == 2 {
		return c
	}
	all := countries().find(s)
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		link := strings.Fields(s[a.end:b.start])
		if enBetween.MatchString(s[max(0, a.start-20):a.start]) && len(link) > 0 && link[0] == "and" && len(link) <= 2 && a.country != b.country {
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

var zhActor = regexp.MustCompile(`^(?:国)?(?:中央人民)?(?:政府|国务院|总理|首相|总统|国家主席|主席|国王|外交部|外长|领导人|部长会议|内阁|最高苏维埃|方面|和|与|、|同)`)

// chineseActors returns the countries that a Chinese sentence names together
// with an office or a government, or in a list that ends so.
func chineseActors(s string) []int {
	var out []int
	for _, m := range countries().find(s) {
		if m.form == byName && zhActor.MatchString(s[m.end:]) {
			out = appendNew(out, m.country)
		}
	}
	return out
}

// englishActors returns the countries that act in an English sentence.
func englishActors(s string) []int {
	var out []int
	last := -2 // the mention before, if it counted
	all := countries().find(s)
	for i, m := range all {
		if m.form == byCapital {
			continue
		}
		before := s[max(0, m.start-120):m.start]
		acts := enOfficeOf.MatchString(before) && !strings.HasSuffix(before, "Group of ") ||
			enOfficer.MatchString(s[m.end:min(len(s), m.end+80)]) ||
			m.form == byName && enSubject.MatchString(s[:m.start]) ||
			m.form == byName && enIntroduced.MatchString(before) && i+2 < len(all) && enListed.MatchString(s[m.end:all[i+1].start]) ||
			m.form == byName && last == i-1 && enListed.MatchString(s[all[i-1].end:m.start])
		if enPlaceIn.MatchString(before) && !(last == i-1) {
			acts = false
		}
		if acts {
			out = appendNew(out, m.country)
			last = i
		}
	}
	return out
}
