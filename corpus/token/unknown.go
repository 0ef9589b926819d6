package token

import (
	"strings"

	"concord/corpus/token/script"
	"concord/corpus/token/wordlist"
)

// Unknown words are joined from neighbouring words of the best cut where one
// word explains the characters better than those words do: where its weight (a
// start plus the weights of its characters in such words) is less than theirs.
//
// The starts, in nats, are set for few false words rather than for many true
// ones. Those of names: government reports of 1954–2025 show hardly a false one
// (they hold 施策, 特新, 达峰, which look like names). That of compounds: word F1
// on UD GSDSimp dev rises by .013 at 2, as it does at 1.5 to 2.5, and that on the
// SIGHAN 2005 sets pku and msr, of other conventions, changes by less than .002.
const (
	foreignStart  = 5 * wordlist.Scale
	givenStart    = 13 * wordlist.Scale
	titledStart   = 7 * wordlist.Scale // beside a title, as in 胡志明主席
	compoundStart = 2 * wordlist.Scale // two characters: 互鉴, 普惠
)

// longestName bounds transliterated names, in characters: 别尔德穆哈梅多夫 has 8.
const longestName = 12

// surnames are the family names of one character that are looked for.
const surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗" +
	"俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛禹狄贝臧戴宋庞熊纪舒屈祝董梁" +
	"杜阮蓝闵季贾江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞柯卢莫房缪丁宣邓郁洪包诸左石崔龚程邢裴陆荣翁荀甄曲封靳段" +
	"焦侯秋仲伊宫宁仇栾甘厉祖符刘景詹龙叶司韶黎乔苍闻莘翟谭劳冉雍桑桂牛寿燕冀尚温庄晏柴阎慕茹艾易廖耿欧沃聂晁敖冷辛" +
	"阚简饶曾沙关查游权闫肖覃凡文武成方"

// titles are words that a name stands beside.
const titles = "主席 总理 总统 首相 国王 女王 王后 部长 外长 大臣 书记 总书记 委员长 议长 委员 大使 特使 先生 女士 夫人 同志 将军 省长 市长 副总理 副主席 外交部长 国务委员 主任 秘书长"

// placeEnds are the kinds of places that an unknown word of two characters is
// joined with: 水心村.
const placeEnds = "村镇乡县市省州岛湖河江山港"

// linking characters occur in foreign names, but far more often between words.
const linking = "和与及约得因在以向对为于"

// free characters stand for themselves in most texts and are never joined into
// unknown words of two: particles, prepositions, conjunctions, adverbs,
// pronouns, auxiliaries, numerals and measure words, and words of place; and
// those that tell a stance, which no compound may hide.
const free = "的了着过和与及或而但且以于在从到对向由为是有无不没未把被将让使给用愿应反同就才都也还又再更很最太只已曾正刚便却所之其该此这那每各某本我你他她它们" +
	"个名位次种场天家件项条座号版篇年月日时分秒元点上下中里内外前后左右来去出进入回起得地说要能会可应须摄讯电至自往若如则即虽因令叫" +
	"〇零一二三四五六七八九十百千万亿两几数半多第"

// Traits of characters that the rules look at.
const (
	numeralTrait = 1 << iota
	surnameTrait
	foreignTrait // may stand in a transliterated name
	beginsTrait  // a term of the lexicon begins with it
	aloneTrait   // it is a term of the lexicon
	blankTrait   // it is in no token
	boundTrait   // it may be part of an unknown word
	hanTrait     = 1 << 7
)

// join returns how many of the words from start on are one word, of which ends
// are the ends, two or more.
func (s *scanner) join(start int, ends []int) int {
	n, e := 1, ends[0]
	t := s.traits[start]
	if t&numeralTrait != 0 {
		n = max(n, s.numeral(start, ends))
	}
	if t&s.traits[e]&foreignTrait != 0 {
		n = max(n, s.foreign(start, ends))
	}
	if t&surnameTrait != 0 && e-start == 1 {
		n = max(n, s.person(start, ends))
	}
	if n == 1 && t&s.traits[e]&boundTrait != 0 && e-start == 1 && ends[1]-e == 1 {
		n = s.compound(start, ends)
	}
	return n
}

// numeral returns how many of the words from start on are one number.
func (s *scanner) numeral(start int, ends []int) int {
	for n, e := range ends {
		for ; start < e; start++ {
			if s.traits[start]&numeralTrait == 0 {
				return n
			}
		}
	}
	return len(ends)
}

// foreign returns how many of the words from start on are one transliterated
// name: three characters or more, at least one of the words a single one.
func (s *scanner) foreign(start int, ends []int) int {
	best, gained := 0, int64(0)
	weight, single := int64(foreignStart), false
	at := start
	for n, e := range ends {
		if e-at > 3 || e-start > longestName {
			break
		}
		single = single || e-at == 1
		for ; at < e; at++ {
			if s.traits[at]&foreignTrait == 0 {
				return best
			}
			weight += weightIn(s.list.Foreign, s.codes[at])
		}
		if gain := s.board.Weight(start, e) - weight; n > 0 && single && e-start >= 3 && gain > gained {
			best, gained = n+1, gain
		}
	}
	return best
}

// person returns how many of the words from start on, of which the first is a
// surname, are one Chinese name: a surname and a given name of two characters,
// or of one beside a title.
func (s *scanner) person(start int, ends []int) int {
	best, weight := 0, int64(0)
	for n := 1; n < min(3, len(ends)) && ends[n]-ends[n-1] == 1; n++ {
		w := weightIn(s.list.Given, s.codes[ends[n-1]])
		if w == 0 {
			break
		}
		weight += w
		over := s.board.Weight(start, ends[n]) - weight
		if over > titledStart && (n > 1 && over > givenStart || s.titled(ends[n:])) {
			best = n + 1
		}
	}
	return best
}

// compound returns how many of the words from start on, of which the first two
// are single characters, are one word of two: 1 where they are none, or where
// the second one makes a better word with the next, of more gain than the first
// two and the two after them together.
func (s *scanner) compound(start int, ends []int) int {
	gain := s.pairGain(start)
	if gain <= 0 {
		return 1
	}
	if len(ends) > 2 && ends[2]-ends[1] == 1 {
		if len(ends) > 3 && ends[3]-ends[2] == 1 {
			gain += max(0, s.pairGain(start+2))
		}
		if s.pairGain(start+1) > gain {
			return 1
		}
	}
	if len(ends) > 2 && ends[2]-ends[1] == 1 && s.traits[ends[1]]&hanTrait != 0 && strings.Contains(placeEnds, s.text[s.offsets[ends[1]]:s.offsets[ends[2]]]) {
		return 3
	}
	return 2
}

// pairGain returns by how much two characters that are words of their own weigh
// more than one word of both.
func (s *scanner) pairGain(at int) int64 {
	if s.traits[at]&s.traits[at+1]&boundTrait == 0 {
		return 0
	}
	first, second := weightIn(s.list.First, s.codes[at]), weightIn(s.list.Second, s.codes[at+1])
	if first == 0 || second == 0 {
		return 0
	}
	return s.board.Weight(at, at+2) - first - second - compoundStart
}

// titled reports whether the word after the first end is a title.
func (s *scanner) titled(ends []int) bool {
	if len(ends) < 2 || s.codes[ends[0]] == 0 {
		return false
	}
	word := s.text[s.offsets[ends[0]]:s.offsets[ends[1]]]
	return strings.Contains(" "+titles+" ", " "+script.String(word)+" ")
}

func weightIn(weights []uint32, code uint16) int64 {
	if code == 0 || int(code) > len(weights) {
		return 0
	}
	return int64(weights[code-1])
}
