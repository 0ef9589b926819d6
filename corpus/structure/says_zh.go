package structure

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// reportsNext reports whether a verb of reporting follows a subject, directly
// or after what it is about (对此表示).
func reportsNext(rest string) bool { return zhReports.begins(rest) || reportsTowards(rest) }

// What a speaker turns to, up to maxTowards characters, and the verbs after it.
const maxTowards = 60

var zhTowardsVerbs = newPrefixSet("表示 感谢 赞赏 祝贺 重申 高度评价")

// reportsTowards reads 对……表示.
func reportsTowards(s string) bool {
	s = clip(s, 240)
	first, n := utf8.DecodeRuneInString(s)
	if first != '对' && first != '就' && first != '向' {
		return false
	}
	chars := 0
	for i, r := range s[n:] {
		if chars > 0 && zhTowardsVerbs.begins(s[n+i:]) {
			return true
		}
		if chars++; chars > maxTowards || r == '，' || r == '。' || r == '；' {
			return false
		}
	}
	return false
}

// Verbs that have what was said as their object, at the end of a clause.
var zhSays = strings.Fields("重申 强调 表示 认为 指出 坚信 相信 同意 商定 决定 愿意 承诺 宣布 声明 确认 呼吁 主张 注意到 希望 期待 保证 建议 提出 表明 议定 一致 确信 深信 达成共识 达成如下共识")

// says reports whether a clause ends in a verb of saying and a mark.
func says(clause string) bool {
	mark, n := utf8.DecodeLastRuneInString(clause)
	if mark != '，' && mark != '：' && mark != ',' && mark != ':' {
		return false
	}
	clause = clause[:len(clause)-n]
	return slices.ContainsFunc(zhSays, func(w string) bool { return strings.HasSuffix(clause, w) })
}

// Adverbials that lead in the subject of the next clause, by their beginnings
// and by their ends.
var (
	zhLeadIn  = newPrefixSet("在 应 面对 为 对此 根据 通过 鉴于 进入 随着 自 访问期间 会谈中 会谈期间 期间 本着 基于 按照 依据 考虑到 展望 着眼 作为 当前 关于 有鉴于此 除 经 围绕 就")
	zhLeadEnd = strings.Fields("期间 基础上 时 之际 同时 背景下 形势下 领导下 精神 原则")
)

// leadsInChinese reports whether a clause, without a printed number, begins or
// ends as an adverbial does.
func leadsInChinese(clause string) bool {
	if zhLeadIn.begins(clause) {
		return true
	}
	if n := mayBeNumbered(clause); n > 0 && zhLeadIn.begins(clause[n:]) {
		return true
	}
	t := strings.TrimSuffix(clause, "，")
	if len(t) == len(clause) {
		t = strings.TrimSuffix(clause, ",")
	}
	return len(t) < len(clause) && slices.ContainsFunc(zhLeadEnd, func(w string) bool { return strings.HasSuffix(t, w) })
}

// mayBeNumbered returns the length of up to two Han characters and 、, or of up
// to three in brackets, that a clause begins with; else 0.
func mayBeNumbered(s string) int {
	first, n := utf8.DecodeRuneInString(s)
	if first == '（' || first == '(' {
		chars, size := numeralRun(s[n:], isHan)
		end, shut := utf8.DecodeRuneInString(s[n+size:])
		if chars >= 1 && chars <= 3 && (end == '）' || end == ')') {
			return n + size + shut
		}
		return 0
	}
	if chars, size := numeralRun(clip(s, len("甲乙丙")), isHan); chars <= 2 && strings.HasPrefix(s[size:], "、") {
		return size + len("、")
	}
	return 0
}
