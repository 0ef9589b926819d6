package structure

import (
	_ "embed"
	"sort"
	"strings"
	"sync"
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
	script  script
}

// gazetteer finds names of countries: by their first characters, longest
// first.
type gazetteer struct {
	list    []country
	byStart map[start][]name
	firsts  [1 << 10]uint64           // a bit for every character that a name begins with
	latin   [utf8.RuneSelf][27]uint32 // for an ASCII one, by the next letter, a bit for every one after that
	abbrev  map[string][]int          // 中 → the countries so called
	exact   map[string]int            // any name, lower case → country
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
		g.put(name{text: w, country: -1, form: notACountry})
	}
	for _, w := range parts(enNotCountries) {
		g.put(name{text: w, country: -1, form: notACountry})
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
		g.put(name{text: t, country: n, form: byName})
		if _, taken := g.exact[strings.ToLower(t)]; !taken {
			g.exact[strings.ToLower(t)] = n
		}
	}
	for _, t := range c.adjectives {
		g.put(name{text: t, country: n, form: byAdjective})
	}
	for _, t := range append(c.zhCapitals, c.enCapital...) {
		g.put(name{text: t, country: n, form: byCapital})
	}
	for _, t := range c.zhAbbrev {
		g.abbrev[t] = append(g.abbrev[t], n)
		if utf8.RuneCountInString(t) > 1 {
			g.put(name{text: t, country: n, form: byName})
		}
	}
}

func (g *gazetteer) put(n name) {
	at := startOf(n.text)
	n.script = scriptOf(n.text)
	g.byStart[at] = append(g.byStart[at], n)
	if at.first < 1<<16 {
		g.firsts[at.first>>6] |= 1 << (at.first & 63)
	}
	if at.first < utf8.RuneSelf {
		g.latin[at.first][letter(at.second)] |= 1 << letter(at.third)
	}
}

// letter numbers the letters from 1; 0 is none.
func letter(b byte) int {
	if b == 0 {
		return 0
	}
	return int(b-'a') + 1
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

// short returns the name of a country in the language.
func (c country) short(chinese bool) string {
	if chinese {
		return c.zh
	}
	return c.en
}
