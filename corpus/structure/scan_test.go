package structure

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"concord/corpus"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// The scanners are held against the patterns and the library whose work they
// do faster, on texts put together at random from pieces that matter to them.

// mixture returns n texts of up to twelve pieces.
func mixture(n int, pieces ...string) []string {
	rng := rand.New(rand.NewPCG(1, 2))
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		out[i] = b.String()
	}
	return out
}

func TestSegmenterFollowsUnicode(t *testing.T) {
	texts := mixture(20000, "U.S", "A", "b", " ", " ", "\n", "\t", ".", ".", "?", "!", "…", "”", "“", "’", ")", "(", "3", "é", "É", "\u0301", "。", "中", ",", ":", "–", "«", "\u00a0", "\u2028", "etc", "\u00ad")
	for _, s := range texts {
		p := corpus.Span{Start: 0, End: len(s)}
		g := segmenter{text: s, marks: englishMarks.appendMarks(nil, s, p)}
		it := sentences.FromString(lineFeeds.Replace(s))
		for it.Next() {
			if got := g.next(); got != it.End() {
				t.Fatalf("%q: a sentence ends at %d, want %d", s, got, it.End())
			}
		}
	}
}

func TestSaysEnglishFollowsItsPattern(t *testing.T) {
	re := regexp.MustCompile(`(?i)\b(?:reaffirm|affirm|emphasi[sz]e|stress|underscore|underline|reiterate|agree|declare|state|note|recogni[sz]e|acknowledge|believe|consider|hope|announce|confirm|expect|decide)(?:s|d|ed)?(?:\s+(?:that|to)\b.*|\s+(?:the )?following)?[,:]?$`)
	for _, s := range mixture(20000, "agree", "Reaffirm", "noted", "d", "s", "ed", " ", " ", "\n", "that", "to", "To", "the", "the ", "following", ",", ":", "-", "’", "x", "them") {
		if got, want := saysEnglish(s), re.MatchString(s); got != want {
			t.Fatalf("saysEnglish(%q) = %v, its pattern says %v", s, got, want)
		}
	}
}

func TestSaysChineseFollowsItsPatterns(t *testing.T) {
	ends := regexp.MustCompile(`(?:重申|强调|表示|认为|指出|坚信|相信|同意|商定|决定|愿意|承诺|宣布|声明|确认|呼吁|主张|注意到|希望|期待|保证|建议|提出|表明|议定|一致|确信|深信|达成(?:如下)?共识)[，：,:]$`)
	towards := regexp.MustCompile(`^(?:对|就|向)[^，。；]{1,60}(?:表示|感谢|赞赏|祝贺|重申|高度评价)`)
	lead := regexp.MustCompile(`^(?:\p{Han}{0,2}、|[（(]\p{Han}{1,3}[）)])?(?:在|应|面对|为|为了|为此|对此|根据|通过|鉴于|进入|随着|自|访问期间|会谈中|会谈期间|期间|本着|基于|按照|依据|考虑到|展望|着眼|作为|当前|关于|有鉴于此|除|除了|经|围绕|就)|(?:期间|基础上|时|之际|同时|背景下|形势下|领导下|精神|原则)[，,]$`)
	for _, s := range mixture(20000, "对", "就", "此", "表示", "重申", "达成", "如下", "共识", "一", "甲乙", "、", "（", "）", "(", "在", "为", "时", "原则", "，", ",", "：", "。", "x") {
		if got, want := says(s), ends.MatchString(s); got != want {
			t.Fatalf("says(%q) = %v, its pattern says %v", s, got, want)
		}
		if got, want := reportsTowards(s), towards.MatchString(clip(s, 240)); got != want {
			t.Fatalf("reportsTowards(%q) = %v, its pattern says %v", s, got, want)
		}
		if got, want := leadsInChinese(s), lead.MatchString(s); got != want {
			t.Fatalf("leadsInChinese(%q) = %v, its pattern says %v", s, got, want)
		}
	}
}

// labelPatterns are the labels as patterns, in the order of their reading.
var labelPatterns = map[bool][]struct {
	scheme scheme
	re     *regexp.Regexp
}{
	true: {
		{"第部分", regexp.MustCompile(`^第([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})部分[\s\x{3000}：:、，]?`)},
		{"第章", regexp.MustCompile(`^第([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})章[\s\x{3000}：:、]`)},
		{"第节", regexp.MustCompile(`^第([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})节[\s\x{3000}：:、]`)},
		{"第条", regexp.MustCompile(`^第([一二三四五六七八九十百零〇]{1,5}|[0-9０-９]{1,3})条[\s\x{3000}：:、]?`)},
		{"一、", regexp.MustCompile(`^([一二三四五六七八九十]{1,3})\s?、`)},
		{"（一）", regexp.MustCompile(`^[（(]([一二三四五六七八九十]{1,3})[）)]、?`)},
		{"（1）", regexp.MustCompile(`^[（(]([0-9０-９]{1,2})[）)]、?`)},
		{"1.", regexp.MustCompile(`^([0-9０-９]{1,2})\s?(?:[、．]|\.(?:[^0-9]|$))`)},
	},
	false: {
		{"Part", regexp.MustCompile(`^(?:Part|PART)\s+([0-9]{1,2}|[IVX]{1,5}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b[.:]?`)},
		{"Chapter", regexp.MustCompile(`^(?:Chapter|CHAPTER)\s+([0-9]{1,2}|[IVX]{1,5})\b[.:]?`)},
		{"Section", regexp.MustCompile(`^(?:Section|SECTION)\s+([0-9]{1,2}|[IVX]{1,5})\b[.:]?`)},
		{"Article", regexp.MustCompile(`^(?:Article|ARTICLE)\s+([0-9]{1,2}|[IVX]{1,5})\b[.:]?`)},
		{"I.", regexp.MustCompile(`^([IVX]{1,5})[.)]\s`)},
		{"A.", regexp.MustCompile(`^([A-Z])[.)]\s`)},
		{"1.", regexp.MustCompile(`^([0-9]{1,3})[.)]\s`)},
		{"(1)", regexp.MustCompile(`^\(([0-9]{1,2})\)\s`)},
		{"(i)", regexp.MustCompile(`^\(?([ivx]{1,5})[.)]\s`)},
		{"(a)", regexp.MustCompile(`^\(?([a-z])[.)]\s`)},
	},
}

func TestLabelsFollowTheirPatterns(t *testing.T) {
	texts := append(mixture(20000, "第", "一", "十", "百", "〇", "1", "２", "部分", "章", "节", "条", "、", "（", "(", "）", ")", "．", ".", " ", "\u3000", "：", "x"),
		mixture(20000, "Part", "ARTICLE", "Section", "Chapter", " ", "\t", "1", "12", "I", "XV", "ix", "a", "A", "Seven", "(", ")", ".", ":", "_")...)
	inline := regexp.MustCompile(`[。：]\s?([（(][一二三四五六七八九十]{1,3}[）)])`)
	for _, s := range texts {
		for _, chinese := range []bool{true, false} {
			var want []reading
			head := clip(s, labelBytes)
			for _, f := range labelPatterns[chinese] {
				m := f.re.FindStringSubmatchIndex(head)
				if m == nil || !mayBeLabel(head, chinese) {
					continue
				}
				if n := ordinal(f.scheme, head[m[2]:m[3]]); n > 0 {
					want = append(want, reading{f.scheme, n, labelSize(head, m[3])})
				}
			}
			got := readings(s, chinese)
			if len(got) != len(want) {
				t.Fatalf("readings(%q, %v) = %v, the patterns say %v", s, chinese, got, want)
			}
			for i := range got {
				if got[i] != want[i] {
					t.Fatalf("readings(%q, %v) = %v, the patterns say %v", s, chinese, got, want)
				}
			}
		}
		s = strings.ReplaceAll(s, "条", "。")
		all := inline.FindAllStringSubmatchIndex(s, -1)
		got := inlineLabels(s)
		if len(got) != len(all) {
			t.Fatalf("inlineLabels(%q) = %v, its pattern says %v", s, got, all)
		}
		for i := range got {
			if got[i] != all[i][2] {
				t.Fatalf("inlineLabels(%q) = %v, its pattern says %v", s, got, all)
			}
		}
	}
}

// Every pattern compiles: they are compiled when first used.
func TestPatternsCompile(t *testing.T) {
	for _, p := range []func() *regexp.Regexp{kindAtStart, hanOnly, signature, zhAgencyLine, zhAgencyHead, enAgencyHead, enAgencyLine,
		zhAbout, enAbout, zhPair, enNamedOf, enOfNamed, enOfTitle, enAdjName, englishKind,
		zhTitleParties, enTitleParties, listMark, labelOnly, zhDateFirst, zhPlaceFirst, zhSpoken, zhFormula, enDone, enAt, enOnly,
		enOfficeOf, enOfficer, enListed, enSubject, enIntroduced, enBetween, zhDate, zhMonth, zhDayOf,
		zhPeriod, enDate, enMonth, enPeriods} {
		if p() == nil {
			t.Fatal("a pattern is nil")
		}
	}
	for _, g := range groups {
		if len(members(g.codes)) < 3 || namedWhole("no group", g.names[0]) {
			t.Errorf("group %q: %d members known", g.codes, len(members(g.codes)))
		}
	}
}

func TestWordListsFollowTheirPatterns(t *testing.T) {
	actor := regexp.MustCompile(`^(?:国)?(?:中央人民)?(?:政府|国务院|总理|首相|总统|国家主席|主席|国王|外交部|外长|领导人|部长会议|内阁|最高苏维埃|方面|和|与|、|同)`)
	person := regexp.MustCompile(`总理大臣|总理|首相|总统|国家主席|主席|国王|总书记|外交部长|外务大臣|外长`)
	runTogether := regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
	seven := regexp.MustCompile(`\bG-?7\b`)
	for _, s := range mixture(20000, "国", "王", "家", "主席", "中央人民", "政府", "总理", "大臣", "外交部", "长", "同", "x", "Ab", "C", "é", "É", "ß", " ", "G7", "G-7", "_", "-") {
		if got, want := actsChinese(s), actor.MatchString(s); got != want {
			t.Fatalf("actsChinese(%q) = %v, its pattern says %v", s, got, want)
		}
		from, to := zhPersonTitle.find(s)
		if m := person.FindStringIndex(s); m == nil && from >= 0 || m != nil && (m[0] != from || m[1] != to) {
			t.Fatalf("the first title of %q at %d to %d, its pattern says %v", s, from, to, m)
		}
		if got, want := parted(s), runTogether.ReplaceAllString(s, "$1 $2"); got != want {
			t.Fatalf("parted(%q) = %q, its pattern says %q", s, got, want)
		}
		if got, want := namedWhole(s, "G7") || namedWhole(s, "G-7"), seven.MatchString(s); got != want {
			t.Fatalf("%q names the group: %v, its pattern says %v", s, got, want)
		}
	}
}

func TestVisitsFollowTheirPatterns(t *testing.T) {
	visit := regexp.MustCompile(`(?i)\bvisit(?:ed|ing|s)?\b`)
	other := regexp.MustCompile(`(?i)\b(?:return|next|last|previous|earlier|recent|future|forthcoming|upcoming|historic) visit|\bwill visit`)
	r := &reader{}
	for _, s := range mixture(20000, "visit", "Visit", "s", "ed", "ing", "or", "next", "Will", "x", " ", " ", "-", "_", "é", ",") {
		want := -1
		if m := visit.FindStringIndex(s); m != nil {
			want = m[1]
		}
		if got := r.visitWord(s); got != want {
			t.Fatalf("the visit of %q ends at %d, its pattern says %d", s, got, want)
		}
		if got, want := otherVisit(s), other.MatchString(s); got != want {
			t.Fatalf("otherVisit(%q) = %v, its pattern says %v", s, got, want)
		}
	}
}

// The places at which dates are tried are all that there are.
func TestNextDateFollowsItsPatterns(t *testing.T) {
	for _, p := range []func() *regexp.Regexp{enDate, enPeriods} {
		whole := regexp.MustCompile(`\b` + strings.TrimPrefix(p().String(), "^"))
		for _, s := range mixture(5000, "8", "11", "2022", "1", "-", "–", " to ", "to", " and ", " ", " ", ",", "November", "Nov.", "May", "mayor", "x", "_", "st", "th", "of ", "\n") {
			want := whole.FindStringSubmatchIndex(s)
			got := nextDate(p, s, 0)
			if !slices.Equal(got, want) {
				t.Fatalf("%q: a date at %v, its pattern says %v", s, got, want)
			}
		}
	}
}
