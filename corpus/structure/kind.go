package structure

import (
	"strings"
	"unicode"
)

// Kinds of Chinese texts. In a Chinese title the head noun stands last, so the
// last kind wins, and of those that end at one place the longest.
var chineseKinds = newPrefixSet("联合新闻公报 联合新闻声明 聯合公報 聯合聲明 聯合宣言 諒解備忘錄 联合公报 联合声明 联合宣言 联合公告 联合倡议 联合呼吁 新闻公报 新闻声明 谅解备忘录 合作备忘录 备忘录 政府工作报告 工作报告 政治报告 行动计划 合作规划 议定书 共同声明 共同宣言 公报 声明 公報 聲明 宣言 公告 条约 條約 協定 协定 协议 纪要 倡议 报告 白皮书 决议 决定")

// Kinds of English texts. In an English title the kind stands before what it
// is about, so the first wins.
var englishKind = pattern(`\b(draft )?(?:` +
	`(?:joint leaders|leaders joint|leaders|joint vision|joint press|vision|joint|joint ministerial|ministerial|chairs?|press) (?:statement|communique|declaration|release|vision statement)` +
	`|(joint) (?:[a-z0-9.&–-]+ ){1,4}(statement|communique|declaration|press release)` +
	`|memorandum of understanding|joint press release|press release|statement|communique|declaration|charter|treaty|agreement|memorandum|protocol|action plan|accord)\b`)

// parted puts back the blank between words that lost it: StatementBuilding.
func parted(s string) string {
	var b strings.Builder
	done, small := 0, false
	for i, r := range s {
		if small && unicode.IsUpper(r) {
			b.WriteString(s[done:i])
			b.WriteByte(' ')
			done = i
		}
		small = unicode.IsLower(r)
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// kindOf returns the kind that the title names, or "": as printed in Chinese;
// in English in small letters, without accents, and with "joint" first drawn
// to the noun (Joint US-EU Statement: joint statement).
func kindOf(title string, chinese bool) string {
	if chinese {
		if !containsAnyOf(title, zhKindWords) {
			return ""
		}
		title = withoutBookTitles(title)
		kind := ""
		for {
			from, to := chineseKinds.find(title)
			if from < 0 {
				return kind
			}
			kind, title = title[from:to], title[to:]
		}
	}
	t := plainLetters.Replace(title)
	if !containsAnyOf(strings.ToLower(t), enKindWords) {
		return ""
	}
	t = strings.Join(strings.Fields(strings.ToLower(parted(t))), " ")
	m := englishKind().FindStringSubmatch(t)
	if m == nil {
		return ""
	}
	if m[2] != "" {
		return m[1] + m[2] + " " + m[3]
	}
	return strings.Replace(m[0], "leaders", "leaders'", 1)
}

// plainLetters writes a title without accents and apostrophes.
var plainLetters = strings.NewReplacer("é", "e", "É", "e", "’s", "s", "'s", "s", "’", "", "'", "")

// One of these words stands in every kind; a title without any is not searched.
var (
	zhKindWords = strings.Fields("公报 声明 宣言 公告 倡议 呼吁 备忘录 備忘錄 报告 计划 规划 议定书 公報 聲明 条约 條約 协定 協定 协议 纪要 白皮书 决议 决定")
	enKindWords = strings.Fields("statement communique declaration release memorandum charter treaty agreement protocol action accord")
)

// withoutBookTitles leaves out what stands between 《 and 》.
func withoutBookTitles(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "《")
		j := strings.Index(s, "》")
		if i < 0 || j < i {
			break
		}
		b.WriteString(s[:i])
		s = s[j+len("》"):]
	}
	b.WriteString(s)
	return b.String()
}
