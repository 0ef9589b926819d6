package specimen

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestNullHoldsNothing(t *testing.T) {
	g := generate(t, optionsOf(48, true))
	tr := g.Truth
	if tr.Shift != nil || tr.Long != nil || tr.Gaps != nil || tr.Focus != nil || tr.Reuse.Paragraphs != 0 || tr.Reuse.Planned != 0 {
		t.Errorf("the null has shift %v, long %v, gaps %v, focus %v, reuse %+v", tr.Shift, tr.Long, tr.Gaps, tr.Focus, tr.Reuse)
	}
	for _, topic := range tr.Topics {
		if topic.Before != topic.After {
			t.Errorf("topic %s: rate %v, then %v", topic.Name, topic.Before, topic.After)
		}
	}
	for _, f := range formulas() {
		for i := range g.Docs {
			if f.event != Stable && strings.Contains(g.Docs[i].Text, f.wording.in(g.Docs[i].Lang)) {
				t.Errorf("%s holds the formula %s", g.Docs[i].ID, f.id)
			}
		}
	}
	longest, total := 0, 0
	for i := range g.Docs {
		d := &g.Docs[i]
		if d.Lang == "zh" {
			longest, total = max(longest, d.Truth.Characters["zh"]), total+d.Truth.Characters["zh"]
		}
		for _, term := range []phrase{longTerm(), focusTerm()} {
			if strings.Contains(d.Text, term.in(d.Lang)) {
				t.Errorf("%s holds the planted term %s", d.ID, term.en)
			}
		}
		if slices.Max(d.Truth.Carried) > 0 {
			t.Errorf("%s carries paragraphs over", d.ID)
		}
	}
	if mean := float64(total) / 48; float64(longest) > 2*mean {
		t.Errorf("the longest document has %d characters, the mean is %.0f", longest, mean)
	}
}

// shares returns the share of the shifting topic in each document.
func shares(t *testing.T, o Options) (share []float64, year []int) {
	docs, err := Documents(o)
	if err != nil {
		t.Fatal(err)
	}
	for d := range docs {
		all, named := d.Truth.topicParagraphs("digital")
		share = append(share, ratio(named, all))
		year = append(year, yearOf(d.Date))
	}
	return share, year
}

func meanVar(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		variance += (v - mean) * (v - mean)
	}
	return mean, variance / float64(len(x)-1)
}

// Over many documents the shares come out as planned: the same on both sides of
// the year in the null, as the shift says otherwise. The bound is four standard
// errors of the difference.
func TestRatesComeOutAsPlanned(t *testing.T) {
	for _, c := range []struct {
		null          bool
		before, after float64
	}{{true, shiftNull, shiftNull}, {false, shiftBefore, shiftAfter}} {
		o := optionsOf(4000, c.null, "zh")
		share, year := shares(t, o)
		cut := slices.IndexFunc(year, func(y int) bool { return y >= shiftYear(o) })
		for _, side := range []struct {
			x    []float64
			want float64
		}{{share[:cut], c.before}, {share[cut:], c.after}} {
			mean, variance := meanVar(side.x)
			se := math.Sqrt(variance / float64(len(side.x)))
			// The gamma weights are divided by their sum, which moves the mean of
			// a rare topic by up to a tenth.
			if math.Abs(mean-side.want) > 4*se+0.1*side.want {
				t.Errorf("null %v: share %.4f ± %.4f, want %.2f", c.null, mean, se, side.want)
			}
		}
	}
}

// The words themselves say the same as the truth. Between the two halves of the
// time no keyword differs in the null; where a shift is planted, keywords of the
// shifting topic do. The statistic is Welch's t of the uses in a document; with
// about fifty keywords one beyond 4.5 is to be expected in three thousand runs.
func TestKeywordsOverTime(t *testing.T) {
	for _, null := range []bool{true, false} {
		g := generate(t, optionsOf(400, null, "zh"))
		for _, topic := range g.Truth.Topics {
			for _, k := range topic.Keywords {
				var uses [2][]float64
				for i, d := range g.Docs {
					half := b2i(yearOf(d.Date) >= 2014)
					uses[half] = append(uses[half], float64(strings.Count(g.Docs[i].Text, k.Zh)))
				}
				m0, v0 := meanVar(uses[0])
				m1, v1 := meanVar(uses[1])
				welch := (m1 - m0) / math.Sqrt(v0/float64(len(uses[0]))+v1/float64(len(uses[1])))
				if null && math.Abs(welch) > 4.5 {
					t.Errorf("null: keyword %s of %s differs between the halves: t = %.1f", k.Zh, topic.Name, welch)
				}
				if !null && topic.Name == "digital" && welch < 4.5 {
					t.Errorf("keyword %s of the shifting topic does not rise: t = %.1f", k.Zh, welch)
				}
			}
		}
	}
}

// A smaller dispersion parameter makes the topics burstier.
func TestDispersion(t *testing.T) {
	var last float64
	for _, k := range []float64{math.Inf(1), 2, 1, 0.5} {
		o := optionsOf(1500, true, "zh")
		o.Dispersion = k
		share, _ := shares(t, o)
		_, variance := meanVar(share)
		if variance <= 1.2*last {
			t.Errorf("k = %v: variance of the share %.5f, want more than at the larger k (%.5f)", k, variance, last)
		}
		last = variance
	}
}

// No state, capital or language of the real world is named.
func TestNoRealNames(t *testing.T) {
	zh := strings.Fields(`中国 美国 俄罗斯 法国 英国 德国 日本 韩国 朝鲜 印度 越南 老挝 柬埔寨 泰国 缅甸 马来西亚 新加坡 印度尼西亚
		菲律宾 文莱 巴基斯坦 孟加拉 尼泊尔 斯里兰卡 蒙古 哈萨克 乌兹别克 阿富汗 伊朗 伊拉克 沙特 土耳其 以色列 埃及 南非 肯尼亚
		尼日利亚 埃塞俄比亚 坦桑尼亚 刚果 安哥拉 加纳 苏丹 摩洛哥 巴西 阿根廷 智利 秘鲁 古巴 墨西哥 加拿大 澳大利亚 新西兰 意大利
		西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 波兰 乌克兰 匈牙利 罗马尼亚 希腊 台湾 香港 澳门 西藏 新疆 北京 东京
		莫斯科 华盛顿 巴黎 伦敦 柏林 联合国 东盟 欧盟 非盟 新华社`)
	en := regexp.MustCompile(`\b(China|Chinese|America|American|United States|Russia|Russian|France|French|Britain|British|England|Germany|German|Japan|Korea|India|Indian|Vietnam|Laos|Cambodia|Thailand|Myanmar|Malaysia|Singapore|Indonesia|Philippines|Brunei|Pakistan|Bangladesh|Nepal|Mongolia|Afghanistan|Iran|Iraq|Turkey|Israel|Egypt|Kenya|Nigeria|Ethiopia|Tanzania|Congo|Angola|Ghana|Sudan|Chad|Mali|Niger|Togo|Benin|Oman|Qatar|Morocco|Brazil|Argentina|Chile|Peru|Cuba|Mexico|Canada|Australia|Italy|Spain|Portugal|Netherlands|Belgium|Sweden|Norway|Finland|Denmark|Poland|Ukraine|Hungary|Romania|Greece|Taiwan|Tibet|Xinjiang|Beijing|Tokyo|Moscow|Paris|London|Berlin|United Nations|ASEAN|NATO)\b`)
	o := optionsOf(300, false)
	o.Pairs = MaxPairs
	for _, d := range generate(t, o).Docs {
		text := strings.ReplaceAll(d.Text, "发展中国家", "") // developing countries
		for _, name := range zh {
			if d.Lang == "zh" && strings.Contains(text, name) {
				t.Fatalf("%s names %s", d.ID, name)
			}
		}
		if m := en.FindString(d.Text); m != "" {
			t.Fatalf("%s names %s", d.ID, m)
		}
	}
}

func TestStatesAreDistinct(t *testing.T) {
	seen := make(map[string]bool)
	for _, s := range states() {
		if s.code < "XAA" || s.code > "XZZ" || len(s.code) != 3 {
			t.Errorf("%s: code %s is not in the range that ISO 3166-1 leaves to its users", s.name.en, s.code)
		}
		for _, name := range []string{s.code, s.abbreviation(), s.name.zh, s.name.en, s.capital.zh, s.capital.en, s.port.en, s.city.en} {
			if seen[name] {
				t.Errorf("%s occurs twice", name)
			}
			seen[name] = true
		}
		for _, l := range s.leaders {
			if seen[l.zh] || !strings.Contains(l.zh, "·") || !strings.Contains(l.en, " ") {
				t.Errorf("leader %s: want a new name of two parts", l.en)
			}
			seen[l.zh] = true
		}
	}
	if n := len(pairs()); n != MaxPairs {
		t.Errorf("%d pairs, want %d", n, MaxPairs)
	}
}
