package structure

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

// voice is a phrase that names a speaker.
type voice struct {
	text string
	side corpus.Side
	bare bool // a country's name alone: speaks only before a verb of reporting
	// office: an office without a name (the President), which "of" would give
	// to somebody else.
	office bool
}

// chineseVoices recognises Chinese subjects.
type chineseVoices struct {
	byFirst map[rune][]voice // longest first
}

// What may stand after a party's name when it speaks: 中国政府, 柬方.
var zhOrgans = strings.Fields("方面 方 政府 国政府 国方面 领导人 国家领导人 国家主席 中央人民政府 政府总理 总理 首相 总统 国务院总理 国务院 外长 外交部长 外交部 国王 最高领导人 最高苏维埃主席团")

const zhJoint = "缔约国双方 缔约双方 双方领导人 双方政府 双方 两国政府 两国领导人 两国元首 两国总理 两国外长 两国主席 两国 两党 两位领导人 三方 三国领导人 三国 四国 四方 各方 各成员国 成员国 与会各方 与会领导人 雙方 兩國政府 兩國領導人 兩國"

func (r *reader) chineseVoices() voices {
	v := chineseVoices{byFirst: map[rune][]voice{}}
	for _, w := range strings.Fields(zhJoint) {
		v.put(voice{text: w, side: corpus.SideJoint})
	}
	all := r.actors()
	abbrevs := make([][]string, len(all))
	for i, a := range all {
		for _, short := range a.abbrevs {
			if alone(all, i, short) {
				abbrevs[i] = append(abbrevs[i], short)
			}
		}
		v.putParty(sideOf(i), a.names, abbrevs[i])
	}
	v.putPair(abbrevs)
	for _, p := range r.chinesePeople() {
		v.put(p)
	}
	for _, all := range v.byFirst {
		sort.SliceStable(all, func(i, j int) bool { return len(all[i].text) > len(all[j].text) })
	}
	return v
}

// alone reports whether no other party has the same short form.
func alone(all []actor, party int, short string) bool {
	for i, a := range all {
		if i != party && slices.Contains(a.abbrevs, short) {
			return false
		}
	}
	return true
}

func (v chineseVoices) put(x voice) {
	if x.text == "" {
		return
	}
	r, _ := utf8.DecodeRuneInString(x.text)
	v.byFirst[r] = append(v.byFirst[r], x)
}

func (v chineseVoices) putParty(side corpus.Side, names, abbrevs []string) {
	for _, n := range names {
		if n == "" {
			continue
		}
		v.put(voice{text: n, side: side, bare: true})
		for _, o := range zhOrgans {
			v.put(voice{text: n + o, side: side})
		}
	}
	for _, a := range abbrevs {
		for _, o := range []string{"方", "国方面", "方面", "国政府"} {
			v.put(voice{text: a + o, side: side})
		}
	}
}

// putPair adds the two parties in one word (中柬), which speaks jointly before
// a verb of reporting, and with 双方 or 两国 after it.
func (v chineseVoices) putPair(abbrevs [][]string) {
	if len(abbrevs) != 2 {
		return
	}
	for _, a := range abbrevs[0] {
		for _, b := range abbrevs[1] {
			for _, pair := range []string{a + b, b + a} {
				v.put(voice{text: pair, side: corpus.SideJoint, bare: true})
				for _, w := range []string{"双方", "两国", "两国政府", "两国领导人"} {
					v.put(voice{text: pair + w, side: corpus.SideJoint})
				}
			}
		}
	}
}

// zhReports are verbs by which a speaker takes the word, even within what
// another reported; zhActs are what else may follow a party's name when the
// name is the subject.
const (
	zhReports = "重申 强调 表示 认为 指出 坚信 相信 高度评价 高度赞赏 赞赏 感谢 祝贺 热烈祝贺 热烈欢迎 欢迎 邀请 声明 宣布 承诺 主张 注意到 积极评价 衷心 愿 理解 充分理解 谴责 敦促 痛感 赞同 通报 介绍 阐述"
	zhActs    = "同意 商定 决定 支持 反对 承认 尊重 坚持 确认 呼吁 将 要 应 希望 期待 积极 对 就 一致 均 都 保持 深化 加强 继续 致力于 坚定 始终 保证 建议 提出 也 还 并 同 与 见证 会见 举行 高度 恪守 奉行 再次 签署 于 承担 放弃 共同"
)

// zhNoSpeaker are words that make of 两国 the owner of the subject.
const zhNoSpeaker = "人民 关系 關係 邦交 间 之间 的 青年 民众 经贸 友好 友谊 社会"

var zhTowards = regexp.MustCompile(`^(?:对|就|向)[^，。；]{1,60}(?:表示|感谢|赞赏|祝贺|重申|高度评价)`)

// reportsNext reports whether a verb of reporting follows a subject, directly
// or after what it is about (对此表示).
func reportsNext(rest string) bool {
	return startsWithAny(rest, zhReports) || zhTowards.MatchString(clip(rest, 240))
}

// Verbs that have what was said as their object, at the end of a clause.
var zhSays = regexp.MustCompile(`(?:重申|强调|表示|认为|指出|坚信|相信|同意|商定|决定|愿意|承诺|宣布|声明|确认|呼吁|主张|注意到|希望|期待|保证|建议|提出|表明|议定|一致|确信|深信|达成(?:如下)?共识)[，：,:]$`)

// Adverbials that lead in the subject of the next clause.
var zhLeadIn = regexp.MustCompile(`^(?:\p{Han}{0,2}、|[（(]\p{Han}{1,3}[）)])?(?:在|应|面对|为|为了|为此|对此|根据|通过|鉴于|进入|随着|自|访问期间|会谈中|会谈期间|期间|本着|基于|按照|依据|考虑到|展望|着眼|作为|当前|关于|有鉴于此|除|除了|经|围绕|就)|(?:期间|基础上|时|之际|同时|背景下|形势下|领导下|精神|原则)[，,]$`)

// leading words that stand before the subject of a clause.
var zhBefore = []string{"对此", "为此", "同时", "其中", "因此", "此外", "并且", "而且", "但是", "但", "而", "另外", "届时", "此前", "今后", "下一步", "会谈中", "访问期间", "期间"}

func (v chineseVoices) subject(clause string, first bool) speaker {
	s := clause
	if all := readings(s, true); len(all) > 0 && first {
		s = s[all[0].size:]
	}
	s = strings.TrimLeft(s, " 　“（(")
	for _, w := range zhBefore {
		s = strings.TrimPrefix(s, w)
	}
	r, _ := utf8.DecodeRuneInString(s)
	for _, x := range v.byFirst[r] {
		if !strings.HasPrefix(s, x.text) {
			continue
		}
		rest := s[len(x.text):]
		if (strings.HasSuffix(x.text, "国") || x.text == "兩國") && x.side == corpus.SideJoint && startsWithAny(rest, zhNoSpeaker) {
			return speaker{}
		}
		acts := startsWithAny(rest, zhActs) || startsWithAny(rest, zhReports)
		sp := speaker{side: x.side, reports: reportsNext(rest), content: zhSays.MatchString(s)}
		if other, size := v.joined(rest); size > 0 && other != x.side {
			sp.side, sp.reports = corpus.SideJoint, reportsNext(rest[size:])
			return sp
		}
		if x.bare && (!acts || !first && x.side != corpus.SideJoint) || strings.HasPrefix(rest, "的") && x.side != corpus.SideJoint {
			return speaker{}
		}
		return sp
	}
	return speaker{}
}

// joined reads a second speaker after 和, 与, 同 or 、 and, for parties named
// with all their ministers, nothing else.
func (v chineseVoices) joined(rest string) (corpus.Side, int) {
	for _, link := range []string{"和", "与", "、"} {
		if !strings.HasPrefix(rest, link) {
			continue
		}
		s := rest[len(link):]
		r, _ := utf8.DecodeRuneInString(s)
		for _, x := range v.byFirst[r] {
			if strings.HasPrefix(s, x.text) && (!x.bare || startsWithAny(s[len(x.text):], zhActs) || startsWithAny(s[len(x.text):], zhReports)) {
				return x.side, len(link) + len(x.text)
			}
		}
	}
	return corpus.SideUnknown, 0
}

func startsWithAny(s, list string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func (v chineseVoices) leadsIn(clause string) bool { return zhLeadIn.MatchString(clause) }

func (v chineseVoices) opensContent(clause string) bool { return zhSays.MatchString(clause) }

var zhPersonTitle = regexp.MustCompile(`总理大臣|总理|首相|总统|国家主席|主席|国王|总书记|外交部长|外务大臣|外长`)

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
		at := zhPersonTitle.FindStringIndex(after)
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

func notHan(r rune) bool { return !unicode.Is(unicode.Han, r) }
