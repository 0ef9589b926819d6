package structure

import (
	"strings"
	"unicode"
)

var zhPersonTitle = pattern(`总理大臣|总理|首相|总统|国家主席|主席|国王|总书记|外交部长|外务大臣|外长`)

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
	for _, m := range r.partyMentions(text) {
		if len(out) >= peopleMost {
			break
		}
		side := sideOf(m.country)
		if m.form != byName {
			continue
		}
		after := clip(text[m.end:], 90)
		at := zhPersonTitle().FindStringIndex(after)
		if at == nil || at[0] > 36 || strings.ContainsAny(after[:at[0]], "，。；、,\n") {
			continue
		}
		title, rest := after[at[0]:at[1]], after[at[1]:]
		if name := nameBefore(whole, rest, title); name != "" {
			out = append(out, voice{text: name + title, side: side},
				voice{text: after[:at[1]] + name, side: side},
				voice{text: text[m.start:m.end] + after[:at[1]] + name, side: side})
		}
	}
	return out
}

// nameBefore returns the longest beginning of rest, of two to eight characters,
// that the text has before the title.
func nameBefore(text, rest, title string) string {
	if i := strings.IndexRune(rest, '·'); i > 0 && i <= 18 && strings.IndexFunc(rest[:i], notHan) < 0 {
		if family := nameBefore(text, rest[i+len("·"):], title); family != "" {
			return family // 伊洛·凯瑟恩, later 凯瑟恩总统
		}
	}
	name := ""
	n := 0
	for i, c := range rest {
		if n >= 2 && strings.Contains(text, rest[:i]+title) {
			name = rest[:i]
		}
		if n++; n > 8 || !unicode.Is(unicode.Han, c) && c != '·' {
			break
		}
	}
	return name
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func notHan(r rune) bool { return !isHan(r) }
