package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/corpus"
)

const zhPlace = `([\p{Han}·]{2,12}?)`

var (
	// 2022年11月11日于金边; 一九五〇年二月十四日定于莫斯科，共两份……
	zhDateFirst = pattern(`^` + zhDateText + `[，,\s]*(?:(?:签订|签署|签|定|订|缔结|发表)?[于在]\s*` + zhPlace + `|` + zhPlace + `)?(?:签署|签订|发表|发布|通过)?(?:[，,](?:共|一式|用|以|双方).*|。)?$`)
	// 金边，2022年11月11日
	zhPlaceFirst = pattern(`^(?:(?:签订|签署|签|定|订|缔结|发表)?[于在])?\s*` + zhPlace + `[，,\s]+` + zhDateText + `。?$`)
	// ——2024年3月5日在第十四届全国人民代表大会第二次会议上
	zhSpoken = pattern(`^—+` + zhDateText + `[在于].{2,40}$`)
	// 本联合公报于2022年11月11日在金边签署
	zhFormula = pattern(`本(?:联合)?(?:公报|声明|宣言|协定|条约|备忘录|公告|协议|议定书)于` + zhDateText + `[在于]` + zhPlace + `(?:签署|签订|签字|发表|发布|通过|缔结)`)

	enDone = pattern(`^(?:Done|DONE|Signed|SIGNED|Issued|ISSUED|Adopted|ADOPTED|Made|MADE)\b`)
	enAt   = pattern(`\b(?:at|in|AT|IN)\s+(?:the\s+[Cc]ity\s+of\s+)?((?:[A-ZÀ-Þ][\pL.'’-]*)(?:(?:,?\s+)(?:[A-ZÀ-Þ][\pL.'’-]*))*)`)
	enOnly = pattern(`^[\pL.'’ ,-]*$`)
)

// zhDateText is a full Chinese date, without submatches.
const zhDateText = `(?:[0-9０-９]{4}|[〇零○一二三四五六七八九]{4})年\s?(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿]{1,3})月\s?(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]`

// isDateline reports whether a block is nothing but a date, with or without a
// place.
func (r *reader) isDateline(b corpus.Span) bool {
	_, ok := r.dateline(r.text(b))
	return ok
}

// dateline reads a line of date and place. The place is "" when not named.
func (r *reader) dateline(s string) (place string, ok bool) {
	s = strings.TrimFunc(s, func(c rune) bool { return isBlank(c) || strings.ContainsRune("()（）[]【】", c) })
	if r.chinese {
		return chineseDateline(s)
	}
	return englishDateline(s)
}

func chineseDateline(s string) (place string, ok bool) {
	if !strings.Contains(s, "年") || utf8.RuneCountInString(s) > zhDateline {
		return "", false
	}
	if m := zhDateFirst().FindStringSubmatch(s); m != nil {
		return placeOnly(m[1] + m[2]), true
	}
	if m := zhPlaceFirst().FindStringSubmatch(s); m != nil {
		return placeOnly(m[1]), true
	}
	return "", zhSpoken().MatchString(s)
}

// placeOnly drops what is an occasion and not a place.
func placeOnly(s string) string {
	for _, w := range []string{"会议", "大会", "会上", "期间", "论坛", "峰会"} {
		if strings.Contains(s, w) {
			return ""
		}
	}
	return s
}

func englishDateline(s string) (place string, ok bool) {
	if len(s) > enDateline {
		return "", false
	}
	d, at := dateIn(s, false)
	if d.IsZero() {
		return "", false
	}
	if enDone().MatchString(s) {
		if m := enAt().FindStringSubmatch(s); m != nil {
			return strings.TrimRight(m[1], ",. "), true
		}
		return "", true
	}
	before, after := s[:at.Start], s[at.End:]
	if len(s) > 100 || !enOnly().MatchString(before) || !enOnly().MatchString(after) {
		return "", false
	}
	for _, part := range []string{before, after} {
		part = strings.Trim(part, " ,.-")
		part = strings.TrimSuffix(strings.TrimSuffix(part, " on"), ",")
		if part == "" || part == "on" || part == "On" {
			continue
		}
		if place != "" || !capitalised(part) {
			return "", false
		}
		place = part
	}
	return place, true
}

// capitalised reports whether every word begins with a capital, as in a name.
func capitalised(s string) bool {
	for _, w := range strings.Fields(s) {
		c, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(c) && w != "of" && w != "the" && w != "de" {
			return false
		}
	}
	return len(strings.Fields(s)) <= 6
}

// dates fills Date, Place, Visit and Agency.
func (r *reader) dates() {
	d, st := r.doc, &r.doc.Structure
	if d.Agency == "" && !st.Agency.IsZero() {
		d.Agency = r.text(st.Agency)
	}
	if !st.Dateline.IsZero() {
		line := r.text(st.Dateline)
		place, _ := r.dateline(line)
		r.dated(line, place)
	}
	r.formula()
	if d.Date.IsZero() {
		d.Date = coarseDate(d.Title, r.chinese)
	}
	if d.Visit == (corpus.Period{}) {
		d.Visit = r.visit()
	}
	r.agencyDate()
}

// dated takes date and place from a text, where they are still missing.
func (r *reader) dated(s, place string) {
	if r.doc.Date.IsZero() {
		r.doc.Date, _ = dateIn(s, r.chinese)
	}
	if r.doc.Place == "" {
		r.doc.Place = place
	}
}

// formula reads the closing formula of a Chinese text: 本公报于……在……签署.
func (r *reader) formula() {
	if !r.chinese || len(r.body) == 0 || !r.doc.Structure.Dateline.IsZero() && r.doc.Place != "" {
		return
	}
	s := r.text(r.body[len(r.body)-1])
	if m := zhFormula().FindStringSubmatchIndex(s); m != nil {
		r.dated(s[m[0]:m[1]], s[m[2]:m[3]])
	}
}

// agencyDate takes the day of the agency line where it falls within the visit:
// only then is its year known. It stands before the coarse date of a title.
func (r *reader) agencyDate() {
	d := r.doc
	if d.Date.Day != 0 || d.Date.Month != 0 || d.Visit.To.IsZero() || !r.chinese {
		return
	}
	m := zhDayOf().FindStringSubmatch(d.Agency)
	if m == nil {
		return
	}
	for _, year := range []int{d.Visit.From.Year, d.Visit.To.Year} {
		day := checked(year, numeral(m[1]), numeral(m[2]))
		if !day.IsZero() && day.Compare(d.Visit.From) >= 0 && day.Compare(d.Visit.To) <= 0 && (d.Date.IsZero() || d.Date.Year == year) {
			d.Date = day
			return
		}
	}
}

// visitParagraphs is how far into the body the visit is looked for.
const visitParagraphs = 4

var (
	zhVisit = newPrefixSet("访问 来访 访华 出访 国事访 正式访 工作访 到访")
	enVisit = newWordSet("visit visited visiting visits")
	// Visits other than the one the text reports: what stands before the word.
	enOtherVisit = newWordSet("return next last previous earlier recent future forthcoming upcoming historic will")
)

// visit returns the first period that a sentence about a visit names, or its
// single day.
func (r *reader) visit() corpus.Period {
	for i, b := range r.body[:min(visitParagraphs, len(r.body))] {
		if b.Len() > 20000 {
			continue
		}
		for _, s := range r.sentencesOf(i) {
			if p := r.visitIn(r.text(s.Span)); p != (corpus.Period{}) {
				return p
			}
		}
	}
	return corpus.Period{}
}

func (r *reader) visitIn(s string) corpus.Period {
	at := r.visitWord(s)
	if at < 0 || !r.chinese && otherVisit(s) {
		return corpus.Period{}
	}
	if p, i := periodIn(s, r.chinese, r.doc.Date.Year); i >= 0 {
		return p
	}
	if r.chinese {
		if d, where := dateIn(s, true); !d.IsZero() && where.End <= at {
			return corpus.Period{From: d, To: d}
		}
		return corpus.Period{}
	}
	if d, where := dateIn(clip(s[at:], 300), false); !d.IsZero() && where.Start < 90 {
		return corpus.Period{From: d, To: d}
	}
	return corpus.Period{}
}

// visitWord returns the offset at which a sentence speaks of a visit: where the
// word begins in Chinese, where it ends in English; -1 when it does not.
func (r *reader) visitWord(s string) int {
	if r.chinese {
		if !strings.Contains(s, "访") {
			return -1
		}
		at, _ := zhVisit.find(s)
		return at
	}
	if !containsFold(s, "visit") {
		return -1
	}
	for i := 0; i < len(s); i++ {
		w := firstWord(s[i:])
		if i += len(w); enVisit[strings.ToLower(w)] {
			return i
		}
	}
	return -1
}

// otherVisit reports whether an English sentence speaks of a visit other than
// the one the text reports.
func otherVisit(s string) bool {
	for i := 0; ; i++ {
		if i = indexFrom(s, i, " "); i < 0 {
			return false
		}
		if after := s[i+1:]; len(after) >= len("visit") && strings.EqualFold(after[:len("visit")], "visit") && enOtherVisit[strings.ToLower(wordBefore(s[:i]))] {
			return true
		}
	}
}
