package load

import (
	"regexp"
	"strings"

	"concord/corpus"

	"golang.org/x/text/unicode/norm"
)

var dateForm = regexp.MustCompile(`^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?:[T ]\d{1,2}:\d{2}.*)?$`)

// parseDate reads 2022, 2022-11, 2022-11-11, the same with / or . or as
// 2022年11月11日, with full-width digits, and with a time of day, which is
// dropped.
func parseDate(s string) (corpus.Date, bool) {
	m := dateForm.FindStringSubmatch(norm.NFKC.String(strings.TrimSpace(s)))
	if m == nil {
		return corpus.Date{}, false
	}
	var parts []string
	for _, p := range m[1:4] {
		if p != "" {
			parts = append(parts, p)
		}
	}
	d, err := corpus.ParseDate(strings.Join(parts, "-"))
	if err != nil || len(parts) > 1 && d.Month == 0 || len(parts) > 2 && d.Day == 0 {
		return corpus.Date{}, false
	}
	return d, true
}

// language maps what people write to zh and en; "" for any other.
func language(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, "_", "-"))
	primary, _, _ := strings.Cut(s, "-")
	switch primary {
	case "zh", "zho", "chi", "cn", "chinese", "中文", "汉语", "漢語", "cmn":
		return "zh"
	case "en", "eng", "english", "英文", "英语", "英語":
		return "en"
	}
	return ""
}

var codeList = regexp.MustCompile(`^[A-Z]{3}(?:[-–][A-Z]{3})+$`)

// splitParties cuts a list of names. Semicolons and bars part names that hold
// commas (Korea, Republic of); without one of them commas part.
func splitParties(s string) []corpus.Party {
	cut := func(r rune) bool { return strings.ContainsRune(";；|｜", r) }
	switch {
	case codeList.MatchString(s):
		cut = func(r rune) bool { return r == '-' || r == '–' }
	case strings.IndexFunc(s, cut) < 0:
		cut = func(r rune) bool { return strings.ContainsRune(",，、", r) }
	}
	var out []corpus.Party
	for _, name := range strings.FieldsFunc(s, cut) {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, corpus.Party{Name: name})
		}
	}
	return out
}
