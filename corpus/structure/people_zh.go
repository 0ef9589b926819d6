package structure

import (
	"slices"
	"strings"
	"unicode"
)

var zhPersonTitle = newPrefixSet("总理大臣 总理 首相 总统 国家主席 主席 国王 总书记 外交部长 外务大臣 外长")

// Bounds of the search for names: bytes of text, and phrases learned.
const peopleText, peopleMost = 200_000, 60

// chinesePeople learns whose ministers are named: after a party's name come
// offices and a name (中华人民共和国国务院总理李克强); the name with its office
// then speaks for the party. The name ends where the text elsewhere has it
// before the office (李克强总理).
func (r *reader) chinesePeople() []voice {
	text := r.opening(6)
	var out []voice
	whole := clip(r.doc.Text, peopleText)
	found := map[string][]int{} // where a title stands, looked for once
	at := func(title string) []int {
		if _, ok := found[title]; !ok {
			found[title] = allOf(whole, title)
		}
		return found[title]
	}
	for _, m := range r.partyMentions(text) {
		if len(out) >= peopleMost {
			break
		}
		side := sideOf(m.country)
		if m.form != byName {
			continue
		}
		after := clip(text[m.end:], 90)
		from, to := zhPersonTitle.find(after)
		if from < 0 || from > 36 || strings.ContainsAny(after[:from], "，。；、,\n") {
			continue
		}
		title, rest := after[from:to], after[to:]
		if name := nameBefore(whole, rest, title, at); name != "" {
			out = append(out, voice{text: name + title, side: side},
				voice{text: after[:to] + name, side: side},
				voice{text: text[m.start:m.end] + after[:to] + name, side: side})
		}
	}
	return out
}

// allOf returns every place where w stands in s.
func allOf(s, w string) []int {
	var out []int
	for from := 0; ; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return out
		}
		out = append(out, from+i)
		from += i + len(w)
	}
}

// nameBefore returns the longest beginning of rest, of two to eight characters,
// that the text has before the title; at gives the places of a title there.
func nameBefore(text, rest, title string, at func(title string) []int) string {
	if i := strings.IndexRune(rest, '·'); i > 0 && i <= 18 && strings.IndexFunc(rest[:i], notHan) < 0 {
		if family := nameBefore(text, rest[i+len("·"):], title, at); family != "" {
			return family // 伊洛·凯瑟恩, later 凯瑟恩总统
		}
	}
	name := ""
	n := 0
	for i, c := range rest {
		if n >= 2 && precedes(text, rest[:i], at(title)) {
			name = rest[:i]
		}
		if n++; n > 8 || !unicode.Is(unicode.Han, c) && c != '·' {
			break
		}
	}
	return name
}

// precedes reports whether the name stands directly before one of the places.
func precedes(text, name string, places []int) bool {
	return slices.ContainsFunc(places, func(at int) bool { return strings.HasSuffix(text[:at], name) })
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func notHan(r rune) bool { return !isHan(r) }
