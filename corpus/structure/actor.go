package structure

import (
	"sort"
	"strings"
	"sync"

	"concord/corpus"
)

// actor is how a party is named: from the table of countries or, for a party
// that is not in it, from its own name.
type actor struct {
	names      []string // short, formal and other names
	adjectives []string
	abbrevs    []string // Chinese: 柬
	country    int      // in the table, or -1
}

// words returns the English names and adjectives, cut into words.
func (a actor) words() (names, adjectives [][]string) {
	if a.country >= 0 {
		w := countryWords()[a.country]
		return w.names, w.adjectives
	}
	return wordsOfAll(a.names), wordsOfAll(a.adjectives)
}

// nameWords is the English names of a country, cut into words.
type nameWords struct{ names, adjectives [][]string }

// countryWords returns the words of the table of countries, cut once.
var countryWords = sync.OnceValue(func() []nameWords {
	out := make([]nameWords, len(countries().list))
	for i, c := range countries().list {
		names := append([]string{c.en, c.enFormal}, c.enOther...)
		out[i] = nameWords{wordsOfAll(names), wordsOfAll(c.adjectives)}
	}
	return out
})

func wordsOfAll(phrases []string) [][]string {
	var out [][]string
	for _, p := range phrases {
		if w := wordsOf(p); len(w) > 0 {
			out = append(out, w)
		}
	}
	return out
}

var (
	zhForms = strings.Fields("共和国 王国 联邦 国 人民共和国 民主共和国 公国 联邦共和国")
	enForms = []string{"Republic of ", "Kingdom of ", "State of ", "Commonwealth of ", "Federation of ", "Democratic Republic of ", "People's Republic of "}
)

// actors returns how each party is named.
func (r *reader) actors() []actor {
	out := make([]actor, len(r.doc.Parties))
	for i, p := range r.doc.Parties {
		out[i] = r.actor(i, p)
	}
	return out
}

func (r *reader) actor(i int, p corpus.Party) actor {
	if n := r.countries[i]; n >= 0 {
		c := countries().list[n]
		if r.chinese {
			return actor{names: append([]string{c.zh, c.zhFormal}, c.zhOther...), abbrevs: c.zhAbbrev, country: n}
		}
		return actor{names: append([]string{c.en, c.enFormal}, c.enOther...), adjectives: c.adjectives, country: n}
	}
	a := actor{names: []string{p.Name}, country: -1}
	if !r.chinese {
		for _, f := range enForms {
			a.names = append(a.names, f+p.Name)
		}
		return a
	}
	for _, f := range zhForms {
		a.names = append(a.names, p.Name+f)
	}
	for _, c := range p.Name {
		a.abbrevs = []string{string(c)} // 维塔拉 → 维方
		break
	}
	return a
}

// named parties in a text, in order; country is the number of the party.
func (r *reader) partyMentions(text string) []mention {
	var out []mention
	for _, m := range countries().find(text) {
		for i, n := range r.countries {
			if n == m.country && n >= 0 && m.form != byCapital {
				out = append(out, mention{m.start, m.end, i, m.form})
			}
		}
	}
	for i, p := range r.doc.Parties {
		if r.countries[i] < 0 && p.Name != "" {
			out = append(out, occurrences(text, r.actor(i, p).names, i)...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start < out[j].start })
	return out
}

// occurrences finds the first of the names, with the longest form that the
// text has before or after it.
func occurrences(text string, names []string, party int) []mention {
	var out []mention
	for at := 0; len(out) < 200; {
		k := strings.Index(text[at:], names[0])
		if k < 0 {
			break
		}
		m := mention{at + k, at + k + len(names[0]), party, byName}
		for _, n := range names[1:] {
			if strings.HasPrefix(text[at+k:], n) {
				m.end = max(m.end, at+k+len(n))
			}
			if before := strings.TrimSuffix(n, names[0]); before != n && strings.HasSuffix(text[:at+k], before) {
				m.start = min(m.start, at+k-len(before))
			}
		}
		out = append(out, m)
		at = m.end
	}
	return out
}

var (
	zhTitleParties = pattern(`^(\p{Han}{2,16}?)政府?(?:和|与|、)(\p{Han}{2,16}?)政府?(?:关于|就|联合|共同|谅解)`)
	enTitleParties = pattern(`[Gg]overnment of (?:the )?([A-Z][\w ]{1,40}?) and (?:the )?[Gg]overnment of (?:the )?([A-Z][\w ]{1,40}?)(?:\s+(?:on|concerning|regarding)\s.*)?$`)
)

// unlisted returns the two parties of a title that names governments which are
// not in the table of countries, by their short names and without codes.
func (r *reader) unlisted() []corpus.Party {
	if r.chinese {
		m := zhTitleParties().FindStringSubmatch(r.doc.Title)
		if m == nil {
			return nil
		}
		return []corpus.Party{{Name: shortForm(m[1])}, {Name: shortForm(m[2])}}
	}
	m := enTitleParties().FindStringSubmatch(r.doc.Title)
	if m == nil {
		return nil
	}
	out := []corpus.Party{{Name: m[1]}, {Name: m[2]}}
	for i := range out {
		for _, f := range enForms {
			out[i].Name = strings.TrimPrefix(out[i].Name, f)
		}
	}
	return out
}

// shortForm drops what follows the name of a Chinese state: 维塔拉共和国.
func shortForm(s string) string {
	for _, f := range []string{"民主共和国", "人民共和国", "联邦共和国", "共和国", "王国", "公国", "联邦"} {
		if t := strings.TrimSuffix(s, f); t != s && len(t) >= len("甲乙") {
			return t
		}
	}
	return s
}
