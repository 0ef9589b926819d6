package structure

import (
	"slices"
	"strings"
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

// chineseVoices recognises Chinese subjects, by the first character of the
// names and persons that speak.
type chineseVoices map[rune][]stem

// stem is a word that names a speaker, alone or with one of some words after
// it.
type stem struct {
	text  string
	side  corpus.Side
	alone bool     // speaks without a word after it
	bare  bool     // when alone, it is a country's name or the like: see voice
	tails []string // words after it
}

// What may stand after a party's name when it speaks, 中国政府, after its
// abbreviation, 柬方, and after the abbreviations of both parties, 中柬双方.
var (
	zhOrgans      = strings.Fields("方面 方 政府 国政府 国方面 领导人 国家领导人 国家主席 中央人民政府 政府总理 总理 首相 总统 国务院总理 国务院 外长 外交部长 外交部 国王 最高领导人 最高苏维埃主席团")
	zhShortOrgans = strings.Fields("方 国方面 方面 国政府")
	zhPairWords   = strings.Fields("双方 两国 两国政府 两国领导人")
)

var zhJoint = newPrefixSet("缔约国双方 缔约双方 双方领导人 双方政府 双方 两国政府 两国领导人 两国元首 两国总理 两国外长 两国主席 两国 两党 两位领导人 三方 三国领导人 三国 四国 四方 各方 各成员国 成员国 与会各方 与会领导人 雙方 兩國政府 兩國領導人 兩國")

func (r *reader) chineseVoices() voices {
	v := chineseVoices{}
	all := r.actors()
	abbrevs := make([][]string, len(all))
	for i, a := range all {
		for _, n := range a.names {
			v.put(stem{text: n, side: sideOf(i), alone: true, bare: true, tails: zhOrgans})
		}
		for _, short := range a.abbrevs {
			if alone(all, i, short) {
				abbrevs[i] = append(abbrevs[i], short)
				v.put(stem{text: short, side: sideOf(i), tails: zhShortOrgans})
			}
		}
	}
	v.putPair(abbrevs)
	for _, p := range r.chinesePeople() {
		v.put(stem{text: p.text, side: p.side, alone: true})
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

func (v chineseVoices) put(x stem) {
	if x.text == "" {
		return
	}
	r, _ := utf8.DecodeRuneInString(x.text)
	v[r] = append(v[r], x)
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
				v.put(stem{text: pair, side: corpus.SideJoint, alone: true, bare: true, tails: zhPairWords})
			}
		}
	}
}

// longest returns the longest phrase that s begins with and that is accepted;
// of two that are alike the first in order of the parties.
func (v chineseVoices) longest(s string, accept func(x voice) bool) (best voice, found bool) {
	take := func(x voice) {
		if len(x.text) > len(best.text) && strings.HasPrefix(s, x.text) && accept(x) {
			best, found = x, true
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	for _, w := range zhJoint[first] {
		take(voice{text: w, side: corpus.SideJoint})
	}
	for _, x := range v[first] {
		if !strings.HasPrefix(s, x.text) {
			continue
		}
		if x.alone {
			take(voice{text: x.text, side: x.side, bare: x.bare})
		}
		for _, tail := range x.tails {
			if strings.HasPrefix(s[len(x.text):], tail) {
				take(voice{text: s[:len(x.text)+len(tail)], side: x.side})
			}
		}
	}
	return best, found
}

// zhReports are verbs by which a speaker takes the word, even within what
// another reported; zhActs are what else may follow a party's name when the
// name is the subject.
var (
	zhReports = newPrefixSet("重申 强调 表示 认为 指出 坚信 相信 高度评价 高度赞赏 赞赏 感谢 祝贺 热烈祝贺 热烈欢迎 欢迎 邀请 声明 宣布 承诺 主张 注意到 积极评价 衷心 愿 理解 充分理解 谴责 敦促 痛感 赞同 通报 介绍 阐述")
	zhActs    = newPrefixSet("同意 商定 决定 支持 反对 承认 尊重 坚持 确认 呼吁 将 要 应 希望 期待 积极 对 就 一致 均 都 保持 深化 加强 继续 致力于 坚定 始终 保证 建议 提出 也 还 并 同 与 见证 会见 举行 高度 恪守 奉行 再次 签署 于 承担 放弃 共同")
)

// zhNoSpeaker are words that make of 两国 the owner of the subject.
var zhNoSpeaker = newPrefixSet("人民 关系 關係 邦交 间 之间 的 青年 民众 经贸 友好 友谊 社会")

// leading words that stand before the subject of a clause.
const zhBeforeSubject = "对此 为此 同时 其中 因此 此外 并且 而且 但是 但 而 另外 届时 此前 今后 下一步 会谈中 访问期间 期间"

var (
	zhBefore     = strings.Fields(zhBeforeSubject)
	zhBeginnings = newPrefixSet(zhBeforeSubject)
)

func (v chineseVoices) subject(clause string, first bool) speaker {
	s := clause
	if all := readings(s, true); len(all) > 0 && first {
		s = s[all[0].size:]
	}
	s = strings.TrimLeft(s, " 　“（(")
	if zhBeginnings.begins(s) {
		for _, w := range zhBefore {
			s = strings.TrimPrefix(s, w)
		}
	}
	x, found := v.longest(s, func(voice) bool { return true })
	if !found {
		return speaker{}
	}
	rest := s[len(x.text):]
	if (strings.HasSuffix(x.text, "国") || x.text == "兩國") && x.side == corpus.SideJoint && zhNoSpeaker.begins(rest) {
		return speaker{}
	}
	sp := speaker{side: x.side, reports: reportsNext(rest), content: says(s)}
	if other, size := v.joined(rest); size > 0 && other != x.side {
		sp.side, sp.reports = corpus.SideJoint, reportsNext(rest[size:])
		return sp
	}
	if x.bare && (!acts(rest) || !first && x.side != corpus.SideJoint) || strings.HasPrefix(rest, "的") && x.side != corpus.SideJoint {
		return speaker{}
	}
	return sp
}

// acts reports whether a verb follows a name that may be its subject.
func acts(rest string) bool { return zhActs.begins(rest) || zhReports.begins(rest) }

// joined reads a second speaker after 和, 与 or 、 and, for parties named with
// all their ministers, nothing else.
func (v chineseVoices) joined(rest string) (corpus.Side, int) {
	for _, link := range []string{"和", "与", "、"} {
		s := strings.TrimPrefix(rest, link)
		if len(s) == len(rest) {
			continue
		}
		if x, ok := v.longest(s, func(x voice) bool { return !x.bare || acts(s[len(x.text):]) }); ok {
			return x.side, len(link) + len(x.text)
		}
	}
	return corpus.SideUnknown, 0
}

func (v chineseVoices) leadsIn(clause string) bool { return leadsInChinese(clause) }

func (v chineseVoices) opensContent(clause string) bool { return says(clause) }
