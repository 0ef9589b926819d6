package structure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/corpus"
)

// Groups of states whose members are fixed by name. A title that speaks for
// the group names its members.
var groups = []struct {
	names []string
	codes string
}{
	{[]string{"G7", "G-7", "Group of Seven", "七国集团"}, "CAN FRA DEU ITA JPN GBR USA EU"},
	{[]string{"Quad", "四方安全对话"}, "AUS IND JPN USA"},
	{[]string{"AUKUS"}, "AUS GBR USA"},
	{[]string{"P3"}, "FRA GBR USA"},
	{[]string{"P5", "Five Nuclear-Weapon States", "五个核武器国家"}, "CHN FRA RUS GBR USA"},
}

// parties fills Parties; those that are given only get the codes they lack.
func (r *reader) parties() {
	d, g := r.doc, countries()
	if len(d.Parties) > 0 {
		for i, p := range d.Parties {
			if n := g.lookup(p.Name); p.Code == "" && n >= 0 {
				d.Parties[i].Code = g.list[n].code
			}
			r.countries = append(r.countries, g.lookup(p.Name))
		}
		return
	}
	found := r.titleParties()
	if len(found) < 2 && (len(found) == 0 || jointKind(d.Kind)) {
		found = r.withOpening(found)
	}
	if len(found) == 0 {
		d.Parties = r.unlisted()
		for range d.Parties {
			r.countries = append(r.countries, -1)
		}
		return
	}
	for _, n := range found {
		c := g.list[n]
		d.Parties = append(d.Parties, corpus.Party{Name: c.short(r.chinese), Code: c.code})
	}
	r.countries = found
}

// jointKind reports whether a text of this kind has two parties or more.
func jointKind(kind string) bool {
	for _, w := range []string{"联合", "共同", "公报", "协定", "条约", "备忘录", "joint", "communique", "leaders", "declaration", "memorandum", "agreement", "treaty"} {
		if strings.Contains(kind, w) {
			return true
		}
	}
	return false
}

var (
	// What the title is about begins here.
	zhAbout = pattern(`关于|就`)
	enAbout = pattern(`(?i)\s(?:on|regarding|concerning|announcing|endorsing|reaffirming|commemorating|condemning|following)\s`)
)

// titleParties returns the parties that the title names: before what it is
// about if there are two there (a named group counts by its members), else
// joined by hyphens anywhere, else those of a meeting "between" two.
func (r *reader) titleParties() []int {
	title := r.doc.Title
	about, re := len(title), enAbout
	if r.chinese {
		re = zhAbout
	}
	if m := re().FindStringIndex(title); m != nil {
		about = m[0]
	}
	head := appendAll(r.named(title[:about]), groupMembers(title[:about]))
	if len(head) >= 2 {
		return head
	}
	if joined := compound(title, countries().find(title)); len(joined) >= 2 {
		return joined
	}
	rest := title[about:]
	if i := strings.Index(strings.ToLower(rest), " between "); i >= 0 || r.chinese && len(head) == 0 {
		if all := r.named(rest[max(i, 0):]); len(all) >= 2 {
			return all
		}
	}
	if len(head) == 0 {
		head = groupMembers(rest)
	}
	return head
}

// groupMembers returns the members of the first group that s names.
func groupMembers(s string) []int {
	for _, gr := range groups {
		if slices.ContainsFunc(gr.names, func(n string) bool { return namedWhole(s, n) }) {
			return members(gr.codes)
		}
	}
	return nil
}

// namedWhole reports whether s holds the name, in Latin letters as whole words.
func namedWhole(s, name string) bool {
	for from := 0; ; from++ {
		if from = indexFrom(s, from, name); from < 0 {
			return false
		}
		end := from + len(name)
		if name[0] >= utf8.RuneSelf || (from == 0 || !isWordByte(s[from-1])) && (end == len(s) || !isWordByte(s[end])) {
			return true
		}
	}
}

// members returns the countries with these codes; EU has none of its own.
func members(codes string) []int {
	var out []int
	for _, code := range strings.Fields(codes) {
		for n, c := range countries().list {
			if c.code == code || code == "EU" && c.en == "European Union" {
				out = append(out, n)
			}
		}
	}
	return out
}

// named returns the countries that a title names, in order, without repeats.
// Chinese abbreviations in a row (中柬) come first, since titles begin so.
func (r *reader) named(s string) []int {
	var out []int
	if r.chinese {
		out = r.abbreviated(s)
	}
	for _, m := range countries().find(s) {
		if m.form != byCapital {
			out = appendNew(out, m.country)
		}
	}
	return out
}

func appendNew(list []int, n int) []int {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

var zhPair = pattern(`^(?:[一-鿿]{0,4}年)?([\p{Han}]{2,8}?)(?:两国|三国|四国|双方|三方|双边|领导人|元首|首脑|总理|外长|政府|联合|关于|就|关系|友好|经贸|战略|建交|全面|会谈|合作|新闻|公报|声明|宣言)`)

// abbreviated reads a run of one- and two-character forms at the beginning of
// a title: 中柬联合公报, 中印尼……. A form that several countries share counts
// only when just one of them is named in the title or in the first paragraphs.
func (r *reader) abbreviated(title string) []int {
	m := zhPair().FindStringSubmatch(title)
	if m == nil {
		return nil
	}
	g := countries()
	var out []int
	for s := m[1]; s != ""; {
		n, size := r.abbreviation(g, s)
		if size == 0 {
			return nil
		}
		if n < 0 {
			return nil
		}
		out = appendNew(out, n)
		s = s[size:]
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// abbreviation resolves the abbreviation that s begins with, the longer first.
func (r *reader) abbreviation(g *gazetteer, s string) (country, size int) {
	_, one := utf8.DecodeRuneInString(s)
	_, two := utf8.DecodeRuneInString(s[one:])
	for _, size := range []int{one + two, one} {
		all := g.abbrev[s[:size]]
		if len(all) == 0 {
			continue
		}
		if len(all) == 1 {
			return all[0], size
		}
		return r.onlyNamed(all), size
	}
	return -1, 0
}

// onlyNamed returns the one of the countries that the title or the opening
// names, or -1.
func (r *reader) onlyNamed(all []int) int {
	found := -1
	for _, m := range countries().find(r.doc.Title + between + r.opening(3)) {
		for _, n := range all {
			if n != m.country || m.form != byName || n == found {
				continue
			}
			if found >= 0 {
				return -1
			}
			found = n
		}
	}
	return found
}

// between parts paragraphs that are searched as one text, so that no phrase
// runs from one into the next.
const between = "\n¶\n"

// opening returns the first n paragraphs, clipped.
func (r *reader) opening(n int) string {
	var b strings.Builder
	size := 0
	for _, p := range r.body[:min(n, len(r.body))] {
		size += min(p.Len(), 4000) + len(between)
	}
	b.Grow(size)
	for _, p := range r.body[:min(n, len(r.body))] {
		b.WriteString(clip(r.text(p), 4000))
		b.WriteString(between)
	}
	return b.String()
}

// compound returns the longest chain, of all countries that s names, joined by
// hyphens, dashes or strokes: United States-Japan, U.S.–ROK.
func compound(s string, all []mention) []int {
	var best, chain []int
	for i, m := range all {
		if i > 0 && !joinedBy(s[all[i-1].end:m.start]) {
			chain = nil
		}
		if m.form == byCapital {
			chain = nil
			continue
		}
		chain = appendNew(chain, m.country)
		if len(chain) > len(best) {
			best = append([]int(nil), chain...)
		}
	}
	return best
}

func joinedBy(s string) bool {
	s = strings.TrimFunc(s, isBlank)
	switch s {
	case "-", "–", "—", "/", "‑", "−", "－":
		return true
	}
	return false
}

// withOpening adds the parties that the opening names. One is enough where the
// title has named another.
func (r *reader) withOpening(found []int) []int {
	all := appendAll(found, r.openingParties(2-len(found)))
	if len(all) == 1 && r.doc.Kind == "" {
		return nil
	}
	return all
}
