package structure

import (
	_ "embed"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed country.tsv
var countryTable string

// country is a line of the table.
type country struct {
	code                  string // ISO 3166-1 alpha-3, or ""
	zh, zhFormal          string
	zhAbbrev, zhOther     []string
	en, enFormal          string
	enOther, adjectives   []string
	zhCapitals, enCapital []string
}

// form is how a country is named.
type form int

const (
	byName      form = iota
	byAdjective      // Cambodian
	byCapital        // 金边, Phnom Penh
	notACountry      // 印度洋: contains a name, names no state
)

// name is one way to name a country; country is its number in the table.
type name struct {
	text    string
	country int
	form    form
}

// gazetteer finds names of countries: by their first characters, longest
// first.
type gazetteer struct {
	list    []country
	byStart map[start][]name
	firsts  [1 << 10]uint64  // a bit for every character that a name begins with
	abbrev  map[string][]int // 中 → the countries so called
	exact   map[string]int   // any name, lower case → country
}

// countries returns the table, read once.
var countries = sync.OnceValue(func() *gazetteer { return readCountries(countryTable) })

// Words that contain the name of a country and name none.
const (
	zhNotCountries = "发展中国家 中国特色社会主义 中国式现代化 印度洋 印度教 苏丹王 马里亚纳 法国号 日本海 中国海 美国梦 越南战争"
	enNotCountries = "Indian Ocean|South China Sea|East China Sea|Sea of Japan|Gulf of Guinea|Latin American|North American|South American|Central American|Inter-American|Native American|American Samoa|New Mexico|Northern Ireland|British Columbia|South China|Bay of Bengal|English Channel|Gulf of Mexico|Gulf of Thailand|Gulf of Oman|Washington Post|Washington State"
)

func readCountries(table string) *gazetteer {
	g := &gazetteer{byStart: map[start][]name{}, abbrev: map[string][]int{}, exact: map[string]int{}}
	for _, l := range strings.Split(table, "\n") {
		f := strings.Split(l, "\t")
		if strings.HasPrefix(l, "#") || len(f) != 11 {
			continue
		}
		g.add(country{
			code: strings.TrimPrefix(f[0], "-"), zh: f[1], zhFormal: f[2], zhAbbrev: parts(f[3]), zhOther: parts(f[4]),
			en: f[5], enFormal: f[6], enOther: parts(f[7]), adjectives: parts(f[8]), zhCapitals: parts(f[9]), enCapital: parts(f[10]),
		})
	}
	for _, w := range strings.Fields(zhNotCountries) {
		g.put(name{w, -1, notACountry})
	}
	for _, w := range parts(enNotCountries) {
		g.put(name{w, -1, notACountry})
	}
	for _, names := range g.byStart {
		sort.SliceStable(names, func(i, j int) bool {
			if len(names[i].text) != len(names[j].text) {
				return len(names[i].text) > len(names[j].text)
			}
			return names[i].form < names[j].form
		})
	}
	return g
}

func parts(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}

func (g *gazetteer) add(c country) {
	n := len(g.list)
	g.list = append(g.list, c)
	names := append([]string{c.zh, c.zhFormal, c.en, c.enFormal}, append(c.zhOther, c.enOther...)...)
	for _, t := range names {
		if t == "" {
			continue
		}
		g.put(name{t, n, byName})
		if _, taken := g.exact[strings.ToLower(t)]; !taken {
			g.exact[strings.ToLower(t)] = n
		}
	}
	for _, t := range c.adjectives {
		g.put(name{t, n, byAdjective})
	}
	for _, t := range append(c.zhCapitals, c.enCapital...) {
		g.put(name{t, n, byCapital})
	}
	for _, t := range c.zhAbbrev {
		g.abbrev[t] = append(g.abbrev[t], n)
		if utf8.RuneCountInString(t) > 1 {
			g.put(name{t, n, byName})
		}
	}
}

func (g *gazetteer) put(n name) {
	at := startOf(n.text)
	g.byStart[at] = append(g.byStart[at], n)
	if at.first < 1<<16 {
		g.firsts[at.first>>6] |= 1 << (at.first & 63)
	}
}

// start is how a name begins: its first character and, for a Latin name, its
// next two letters in lower case, or 0 from the first on that is none of a to z.
type start struct {
	first         rune
	second, third byte
}

func startOf(s string) start {
	r, n := utf8.DecodeRuneInString(s)
	at := start{first: r}
	if r < utf8.RuneSelf && n < len(s) && isLower(s[n]|0x20) {
		at.second = s[n] | 0x20
		if n+1 < len(s) && isLower(s[n+1]|0x20) {
			at.third = s[n+1] | 0x20
		}
	}
	return at
}

// begins reports whether a name begins with the character.
func (g *gazetteer) begins(r rune) bool {
	return r < 1<<16 && g.firsts[r>>6]&(1<<(r&63)) != 0
}

// lookup returns the country with this name, in either language, or -1. A
// remark in brackets and a leading article are passed over.
func (g *gazetteer) lookup(s string) int {
	s = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(s, "’", "'")))
	s = strings.TrimPrefix(s, "the ")
	if n, ok := g.exact[s]; ok {
		return n
	}
	if i := strings.IndexAny(s, "(（"); i > 0 {
		if n, ok := g.exact[strings.TrimSpace(s[:i])]; ok {
			return n
		}
	}
	return -1
}

// mention is a name of a country in a text, by byte offsets.
type mention struct {
	start, end int
	country    int
	form       form
}

// find returns the countries named in s, in order, the longest name first at
// each place. Names in Latin letters are whole words.
func (g *gazetteer) find(s string) []mention {
	var out []mention
	inWord := false
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		wordChar := isWordChar(r)
		if g.begins(r) && (!wordChar || !inWord) {
			if nm, size := g.match(s[i:]); size > 0 {
				if nm.form != notACountry {
					out = append(out, mention{i, i + size, nm.country, nm.form})
				}
				i += size
				inWord = false
				continue
			}
		}
		inWord = wordChar
		i += n
	}
	return out
}

// isWordChar reports whether a character makes words with others: a letter or
// a digit, but no Han character.
func isWordChar(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
	}
	return r < 0x2E80 && isLetterOrDigit(r)
}

// match returns the longest name that s begins with, and its length in s.
func (g *gazetteer) match(s string) (name, int) {
	for _, n := range g.byStart[startOf(s)] {
		if size := prefixLen(s, n.text); size > 0 {
			return n, size
		}
	}
	return name{}, 0
}

// prefixLen returns how much of s the name matches from the beginning, or 0.
// Apostrophes of both shapes are one, and so are blanks of all kinds (a name
// may run over a line end). A name of four letters or more also matches in
// capitals. A name in Latin letters ends at the end of a word.
func prefixLen(s, text string) int {
	i := 0
	var last rune
	capitals, small := len(text) >= 4, true
	for _, want := range text {
		r, n := utf8.DecodeRuneInString(s[i:])
		upper := capitals && r == unicode.ToUpper(want)
		small = small && sameChar(r, want)
		capitals = upper || capitals && sameChar(r, want) && !unicode.IsLower(r)
		if n == 0 || !small && !capitals {
			return 0
		}
		i += n
		last = want
	}
	if next, _ := utf8.DecodeRuneInString(s[i:]); last < 0x2E80 && i < len(s) && isWordChar(next) {
		return 0
	}
	return i
}

// sameChar reports whether a character of the text stands for one of a name.
func sameChar(r, want rune) bool {
	return r == want || want == '\'' && r == '’' || want == ' ' && isBlank(r) || want == '-' && r == '\u2011'
}

// short returns the name of a country in the language.
func (c country) short(chinese bool) string {
	if chinese {
		return c.zh
	}
	return c.en
}
