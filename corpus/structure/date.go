package structure

import (
	"regexp"
	"strings"

	"concord/corpus"
)

const (
	zhYear = `([0-9０-９]{4}|[〇零○一二三四五六七八九]{4})年`
	zhNum  = `([0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3})`
	zhTo   = `(?:至|到|—+|–|-|－|~|～)`
	enMon  = `((?i:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?))`
	enDay  = `([0-9]{1,2})(?:\s?(?:st|nd|rd|th))?`
	enYear = `(?:,?\s+([12][0-9]{3})\b)?`
	enTo   = `\s?(?i:to|until|till|through|and|-|–|—)\s?`
)

var (
	zhDate   = pattern(zhYear + `\s?` + zhNum + `月\s?` + zhNum + `[日号]`)
	zhMonth  = pattern(zhYear + `(?:` + zhNum + `月)?`)
	zhDayOf  = pattern(zhNum + `月` + zhNum + `日`)
	zhPeriod = pattern(`(?:` + zhYear + `)?` + zhNum + `月` + zhNum + `日?` + zhTo + `(?:` + zhYear + `)?(?:` + zhNum + `月)?` + zhNum + `[日号]`)

	enDate  = pattern(`^(?:` + enDay + `\s+(?:of\s+)?` + enMon + `|` + enMon + `\s+` + enDay + `)` + enYear)
	enMonth = pattern(`\b(?:` + enMon + `\s+)?([12][0-9]{3})\b`)
	// Four orders: 8 to 11 November 2022; November 8-11, 2022; 30 October to
	// 2 November 2022; October 30 to November 2, 2022.
	enPeriods = pattern(`^(?:` +
		enDay + enTo + enDay + `\s+` + enMon + enYear + `|` +
		enMon + `\s+` + enDay + enTo + enDay + `\b` + enYear + `|` +
		enDay + `\s+` + enMon + enYear + enTo + enDay + `\s+` + enMon + enYear + `|` +
		enMon + `\s+` + enDay + enYear + enTo + enMon + `\s+` + enDay + enYear + `)`)
)

// numeral reads decimal digits of both widths and Chinese numerals: 11, １１,
// 十一, 二〇二二. It returns 0 for anything else.
func numeral(s string) int {
	n, ten := 0, false
	for _, r := range s {
		d := -1
		switch {
		case r >= '0' && r <= '9':
			d = int(r - '0')
		case r >= '０' && r <= '９':
			d = int(r - '０')
		case r == '〇' || r == '零' || r == '○':
			d = 0
		case r == '十' || r == '廿' || r == '卅':
			n = max(n, 1) * 10
			if r == '廿' {
				n = 20
			} else if r == '卅' {
				n = 30
			}
			ten = true
			continue
		default:
			d = strings.IndexRune("一二三四五六七八九", r)
			if d < 0 {
				return 0
			}
			d = d/3 + 1
		}
		if ten {
			n += d
			ten = false
		} else {
			n = n*10 + d
		}
		if n > 99999 {
			return 0
		}
	}
	return n
}

const enMonths = "janfebmaraprmayjunjulaugsepoctnovdec"

// month returns the number of an English month, or 0.
func month(s string) int {
	if len(s) < 3 {
		return 0
	}
	i := strings.Index(enMonths, strings.ToLower(s[:3]))
	return i/3 + 1
}

// checked returns the date if it exists in the calendar, else the zero Date.
func checked(y, m, d int) corpus.Date {
	date := corpus.Date{Year: y, Month: m, Day: d}
	if date.IsZero() {
		return date
	}
	parsed, err := corpus.ParseDate(date.String())
	if err != nil || parsed != date {
		return corpus.Date{}
	}
	return date
}

// dateIn returns the first full date in s and where it stands.
func dateIn(s string, chinese bool) (corpus.Date, corpus.Span) {
	if chinese {
		if m := zhDate().FindStringSubmatchIndex(s); m != nil {
			return checked(numeral(s[m[2]:m[3]]), numeral(s[m[4]:m[5]]), numeral(s[m[6]:m[7]])), corpus.Span{Start: m[0], End: m[1]}
		}
		return corpus.Date{}, corpus.Span{}
	}
	if !hasYear(s) {
		return corpus.Date{}, corpus.Span{}
	}
	for m := nextDate(enDate, s, 0); m != nil; m = nextDate(enDate, s, m[1]) {
		f := fields(s, m)
		if f[4] == "" {
			continue
		}
		return checked(numeral(f[4]), month(f[1]+f[2]), numeral(f[0]+f[3])), corpus.Span{Start: m[0], End: m[1]}
	}
	return corpus.Date{}, corpus.Span{}
}

// hasYear reports whether s holds a 1 or 2 before three more digits.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '1' || s[i] == '2') && made(s[i+1:i+4], "0123456789", 3) {
			return true
		}
	}
	return false
}

// coarseDate returns the first date in s, be it only a month or a year.
func coarseDate(s string, chinese bool) corpus.Date {
	if d, _ := dateIn(s, chinese); !d.IsZero() {
		return d
	}
	if chinese {
		if m := zhMonth().FindStringSubmatch(s); m != nil {
			return checked(numeral(m[1]), numeral(m[2]), 0)
		}
		return corpus.Date{}
	}
	if m := enMonth().FindStringSubmatch(s); m != nil {
		return checked(numeral(m[2]), month(m[1]), 0)
	}
	return corpus.Date{}
}

// fields returns the submatches of one match; those that took no part are "".
func fields(s string, m []int) []string {
	out := make([]string, len(m)/2-1)
	for i := range out {
		if a := m[2+2*i]; a >= 0 {
			out[i] = s[a:m[3+2*i]]
		}
	}
	return out
}

// periodIn returns the first period in s and where it begins. year is used
// where none is printed; without any the period is missing.
func periodIn(s string, chinese bool, year int) (corpus.Period, int) {
	var from, to [3]int // year, month, day
	at := 0
	if chinese {
		m := zhPeriod().FindStringSubmatchIndex(s)
		if m == nil {
			return corpus.Period{}, -1
		}
		f, n := fields(s, m), [6]int{}
		for i := range n {
			n[i] = numeral(f[i])
		}
		from, to, at = [3]int{n[0], n[1], n[2]}, [3]int{n[3], n[4], n[5]}, m[0]
	} else {
		m := nextDate(enPeriods, s, 0)
		if m == nil {
			return corpus.Period{}, -1
		}
		from, to = englishPeriod(fields(s, m))
		at = m[0]
	}
	return completed(from, to, year), at
}

// dateBytes is more than a date or a period takes.
const dateBytes = 160

// nextDate returns the first match, from an offset on, of a pattern that begins
// with ^. It is tried only where a day or a month begins: on the whole text
// these patterns, with all names of months in them, would be slow.
func nextDate(re func() *regexp.Regexp, s string, from int) []int {
	for i := from; i < len(s); i++ {
		if !isWordByte(s[i]) {
			continue
		}
		w := firstWord(s[i:])
		if (i == 0 || !isWordByte(s[i-1])) && mayBeginDate(w) {
			if m := re().FindStringSubmatchIndex(clip(s[i:], dateBytes)); m != nil {
				for k := range m {
					if m[k] >= 0 {
						m[k] += i
					}
				}
				return m
			}
		}
		i += len(w)
	}
	return nil
}

// mayBeginDate reports whether a word begins with a number of one or two digits
// or is a month.
func mayBeginDate(w string) bool {
	digits := 0
	for digits < len(w) && w[digits] >= '0' && w[digits] <= '9' {
		digits++
	}
	if digits > 0 {
		return digits <= 2
	}
	return len(w) >= 3 && len(w) <= len("September") && monthWords[strings.ToLower(w)]
}

// monthWords are the words of enMon.
var monthWords = newWordSet("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")

// englishPeriod reads the submatches of enPeriods.
func englishPeriod(f []string) (from, to [3]int) {
	n, mo := func(i int) int { return numeral(f[i]) }, func(i int) int { return month(f[i]) }
	switch {
	case f[0] != "":
		return [3]int{0, 0, n(0)}, [3]int{n(3), mo(2), n(1)}
	case f[4] != "":
		return [3]int{n(7), mo(4), n(5)}, [3]int{0, 0, n(6)}
	case f[8] != "":
		return [3]int{n(10), mo(9), n(8)}, [3]int{n(13), mo(12), n(11)}
	}
	return [3]int{n(16), mo(14), n(15)}, [3]int{n(19), mo(17), n(18)}
}

// completed fills the year and month that one end of a period leaves out from
// the other end, and the year from the document when neither has it. A period
// from December to January without a year at its beginning began in the year
// before.
func completed(from, to [3]int, year int) corpus.Period {
	if from[1] == 0 {
		from[1] = to[1]
	}
	if to[1] == 0 {
		to[1] = from[1]
	}
	switch {
	case from[0] == 0 && to[0] == 0:
		if year == 0 {
			return corpus.Period{}
		}
		from[0], to[0] = year, year
	case to[0] == 0:
		to[0] = from[0]
		if to[1] < from[1] {
			to[0]++
		}
	case from[0] == 0:
		from[0] = to[0]
		if to[1] < from[1] {
			from[0]--
		}
	}
	p := corpus.Period{From: checked(from[0], from[1], from[2]), To: checked(to[0], to[1], to[2])}
	if p.From.IsZero() || p.To.IsZero() || p.To.Compare(p.From) < 0 {
		return corpus.Period{}
	}
	return p
}
