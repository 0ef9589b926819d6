package token

import (
	"strings"

	"concord/corpus/token/script"
	"concord/corpus/token/wordlist"
)

// Unknown words are joined from neighbouring words of the best cut where one
// name explains the characters better than those words do: where its weight (a
// start plus the weights of its characters in names) is less than theirs. The
// starts are in nats. They were set so that government reports of 1954–2025
// show hardly a false name (they hold 施策, 特新, 达峰, which look like names),
// at a small loss of true ones.
const (
	foreignStart = 5 * wordlist.Scale
	givenStart   = 13 * wordlist.Scale
	titledStart  = 7 * wordlist.Scale // beside a title, as in 胡志明主席
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

// linking characters occur in foreign names, but far more often between words.
const linking = "和与及约得因在以向对为于"

// Traits of characters that the rules look at.
const (
	numeralTrait = 1 << iota
	surnameTrait
	foreignTrait // may stand in a transliterated name
	beginsTrait  // a term of the lexicon begins with it
	aloneTrait   // it is a term of the lexicon
	blankTrait   // it is in no token
	hanTrait     = 1 << 7
)

// join puts neighbouring words together. Ends are those of the last cut; they
// are overwritten.
func (s *scanner) join(ends []int) []int {
	out := ends[:0]
	start := 0
	for i := 0; i < len(ends); {
		n := 1
		t, e := s.traits[start], ends[i]
		if t&numeralTrait != 0 {
			n = max(n, s.numeral(start, ends[i:]))
		}
		if i+1 < len(ends) {
			if t&s.traits[e]&foreignTrait != 0 {
				n = max(n, s.foreign(start, ends[i:]))
			}
			if t&surnameTrait != 0 && e-start == 1 {
				n = max(n, s.person(start, ends[i:]))
			}
		}
		i += n
		start = ends[i-1]
		out = append(out, start)
	}
	return out
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
