package structure

import (
	"slices"
	"strings"
	"sync"

	"concord/corpus"
)

// englishVoices recognises English subjects, word by word in small letters.
// The words that a phrase consists of after its first are looked up by that.
type englishVoices struct {
	names  map[string][]enPhrase // names and adjectives of the parties
	people map[string][]enPhrase // president biden, the president
	starts map[string]bool       // the words that these begin with
	words  *wordReader
}

// enPhrase is a phrase by its words.
type enPhrase struct {
	words []string
	voice voice
	// adjective: speaks only with an organ after it. Every other name of a
	// party speaks with an organ before or after it, and bare.
	adjective bool
}

// Words that may stand after an adjective or before "of" a name.
const enOrgans = "side|government|party|delegation|leadership|leader|leaders|president|prime minister|premier|foreign minister|chancellor|king"

const enJoint = "both|both sides|the two sides|two sides|both leaders|the two leaders|the leaders|both countries|the two countries|both governments|the two governments|both presidents|the two presidents|the presidents|both prime ministers|the two prime ministers|the prime ministers|both parties|the two parties|the parties|the sides|both ministers|the two ministers|the ministers|our two countries|our countries|our governments|our nations|our two nations|the three leaders|the three countries|the four leaders|the participants|the two delegations|both delegations|we|the two heads of state|the heads of state|the co-chairs|the co-conveners|the two nations|both nations|the governments|all sides|all parties"

// jointPhrases and organs are the tables of enJoint and enOrgans.
var (
	jointPhrases = sync.OnceValue(func() map[string][]enPhrase { return phrasesOf(enJoint, voice{side: corpus.SideJoint}) })
	organs       = sync.OnceValue(func() map[string][]enPhrase { return phrasesOf(enOrgans, voice{}) })
)

// commonStarts are the words that phrases of all documents begin with.
var commonStarts = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, m := range []map[string][]enPhrase{jointPhrases(), organs()} {
		for w := range m {
			out[w] = true
		}
	}
	return out
})

func phrasesOf(list string, v voice) map[string][]enPhrase {
	out := map[string][]enPhrase{}
	for p := range strings.SplitSeq(list, "|") {
		putPhrase(out, enPhrase{words: wordsOf(p), voice: v})
	}
	return out
}

func putPhrase(m map[string][]enPhrase, p enPhrase) {
	if len(p.words) > 0 {
		m[p.words[0]] = append(m[p.words[0]], p)
	}
}

func (r *reader) englishVoices() voices {
	v := englishVoices{names: map[string][]enPhrase{}, people: map[string][]enPhrase{}, starts: map[string]bool{}, words: &wordReader{}}
	for i, a := range r.actors() {
		side := sideOf(i)
		names, adjectives := a.words()
		for _, w := range names {
			putPhrase(v.names, enPhrase{words: w, voice: voice{side: side, bare: true}})
		}
		for _, w := range adjectives {
			putPhrase(v.names, enPhrase{words: w, voice: voice{side: side}, adjective: true})
		}
	}
	people := r.englishPeople()
	titles := make([]string, 0, len(people))
	for title := range people {
		titles = append(titles, title)
	}
	slices.Sort(titles)
	for _, title := range titles {
		if side := people[title]; side != corpus.SideUnknown {
			putPhrase(v.people, enPhrase{words: wordsOf(title), voice: voice{side: side, office: strings.HasPrefix(title, "the ")}})
		}
	}
	for _, m := range []map[string][]enPhrase{v.names, v.people} {
		for w := range m {
			v.starts[w] = true
		}
	}
	return v
}

// Words before the subject, and verbs of reporting by their beginnings.
var (
	enBefore = newWordSet("and but while further in addition additionally moreover furthermore also finally today here that therefore accordingly as whereas then")
	// Beginnings of verbs by which a speaker takes the word, even within what
	// another reported, and of what else may follow a name that is the subject.
	enReports = newPrefixSet("reaffirm affirm emphasi stress underscor underlin reiterat express welcom agree state note recogni acknowledg oppose condemn call urge applaud commend thank appreciat congratulat reject concur believ consider pledg invite accept assur inform propos announc confirm highlight praise deplor regard declare")
	enActs    = newPrefixSet("commit intend plan decid support hope look will shall share discuss resolve undertak maintain pay respect understand stand remain seek endeavor endeavour encourag expect desire wish set sign hail remember value are were is was have has had met held exchang review conclud convened launch also both jointly fully strongly warmly firmly highly sincerely deeply each continu took take celebrat offer attach demand ask repeat recall extend provid honor honour hosted visit")
	enLeadIn  = newWordSet("in on at during following after before as to with for through by building guided recognising recognizing recalling noting while against under upon given having mindful reaffirming considering welcoming since when if this today toward towards bearing desiring inspired convinced acknowledging underscoring emphasizing pursuant regarding concerning where looking responding drawing wishing")
)

func (v englishVoices) subject(clause string, first bool) speaker {
	v.words.reset(clause)
	i := 0
	if first && labelSizeEnglish(clause) > 0 {
		i++
	}
	for enBefore[v.words.at(i).text] {
		i++
	}
	x, n := v.at(i)
	i += n
	if n == 0 || v.words.at(i-1).stop == '\'' || x.office && v.words.at(i).text == "of" {
		return speaker{}
	}
	if x.side != corpus.SideJoint && v.words.has(i+1) && (v.words.at(i).text == "and" || v.words.at(i-1).stop == ',') {
		skip := i
		for v.words.at(skip).text == "and" || v.words.at(skip).text == "the" {
			skip++
		}
		if y, m := v.at(skip); m > 0 && y.side != x.side && v.words.at(skip+m-1).stop != '\'' {
			x, i = voice{side: corpus.SideJoint}, skip+m
		}
	}
	next := v.words.at(i).text
	reports := enReports.begins(next)
	if acts := reports || enActs.begins(next); x.bare && (!acts || !first && !reports) {
		return speaker{}
	}
	return speaker{side: x.side, reports: reports, content: saysEnglish(clause) || strings.Contains(clause, " that ")}
}

// at returns the longest speaker that the words from the i-th on begin with,
// with or without an article before it, and its length in words.
func (v englishVoices) at(i int) (voice, int) {
	x, n := v.phrase(i)
	if v.words.at(i).text == "the" && v.words.has(i+1) {
		if y, m := v.phrase(i + 1); m+1 > n && m > 0 {
			return y, m + 1
		}
	}
	return x, n
}

// phrase returns the longest phrase that the words from the i-th on begin
// with; of two that are alike the first in order of the parties.
func (v englishVoices) phrase(i int) (voice, int) {
	first := v.words.at(i).text
	if !v.starts[first] && !commonStarts()[first] {
		return voice{}, 0
	}
	x, n := v.longest(jointPhrases()[first], i)
	if y, m := v.party(v.names[first], i); m > n {
		x, n = y, m
	}
	if y, m := v.organOf(i); m > n {
		x, n = y, m
	}
	if y, m := v.longest(v.people[first], i); m > n {
		x, n = y, m
	}
	return x, n
}

// longest returns the longest of the phrases.
func (v englishVoices) longest(all []enPhrase, i int) (best voice, n int) {
	for _, p := range all {
		if len(p.words) > n && v.words.beginsWith(i, p.words) {
			best, n = p.voice, len(p.words)
		}
	}
	return best, n
}

// party reads a party: a name, or a name or an adjective and an organ.
func (v englishVoices) party(all []enPhrase, i int) (best voice, n int) {
	for _, p := range all {
		size := len(p.words)
		if !v.words.beginsWith(i, p.words) {
			continue
		}
		if !p.adjective && size > n {
			best, n = p.voice, size
		}
		if _, m := v.longest(organs()[v.words.at(i+size).text], i+size); m > 0 && size+m > n {
			best, n = voice{side: p.voice.side}, size+m
		}
	}
	return best, n
}

// organOf reads the government of a party.
func (v englishVoices) organOf(i int) (best voice, n int) {
	_, size := v.longest(organs()[v.words.at(i).text], i)
	if size == 0 || v.words.at(i+size).text != "of" {
		return voice{}, 0
	}
	size++
	if v.words.at(i+size).text == "the" {
		size++
	}
	for _, p := range v.names[v.words.at(i+size).text] {
		if !p.adjective && size+len(p.words) > n && v.words.beginsWith(i+size, p.words) {
			best, n = voice{side: p.voice.side}, size+len(p.words)
		}
	}
	return best, n
}

func (v englishVoices) leadsIn(clause string) bool {
	return enLeadIn[strings.ToLower(firstWord(clause[labelSizeEnglish(clause):]))]
}

func (v englishVoices) opensContent(clause string) bool { return saysEnglish(clause) }
