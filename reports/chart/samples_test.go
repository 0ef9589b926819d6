package chart

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"
)

// Invented rows; the numbers mean nothing and only exercise the layout.

type rateRow struct {
	Feature   string  `col:"feature"`
	Group     string  `col:"group"`
	Rate      float64 `col:"per_1000_chars"`
	Lo        float64 `col:"lo"`
	Hi        float64 `col:"hi"`
	Exclusive string  `col:"exclusive"`
}

type ratioRow struct {
	Feature   string  `col:"feature"`
	LogRatio  float64 `col:"log_ratio"`
	Lo        float64 `col:"lo"`
	Hi        float64 `col:"hi"`
	Exclusive string  `col:"exclusive"`
}

type shiftRow struct {
	Feature      string  `col:"feature"`
	Contribution float64 `col:"contribution"`
	Lo           float64 `col:"lo"`
	Hi           float64 `col:"hi"`
}

type pairRow struct {
	Doc    string  `col:"doc"`
	DocB   string  `col:"doc_b"`
	Cosine float64 `col:"cosine"`
}

type yearRow struct {
	Topic string  `col:"topic"`
	Year  float64 `col:"year"`
	Share float64 `col:"share"`
	Lo    float64 `col:"lo"`
	Hi    float64 `col:"hi"`
}

type placeRow struct {
	Doc   string  `col:"doc"`
	Role  string  `col:"role"`
	Dim1  float64 `col:"dim1"`
	Dim2  float64 `col:"dim2"`
	Major float64 `col:"ellipse_major"`
	Minor float64 `col:"ellipse_minor"`
	Angle float64 `col:"ellipse_angle"`
}

// sample is a figure with its table.
type sample struct {
	name  string
	fig   analysis.Figure
	table *table.Table
}

func tableOf[R any](t testing.TB, rows []R) *table.Table {
	t.Helper()
	out, err := table.From(rows)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var nan = math.NaN()

// words are labels of every kind that has broken figures: long Chinese, mixed
// scripts, markup, nothing at all, a script the typeface lacks.
var words = []string{
	"命运共同体", "全面战略合作伙伴关系", "双方一致同意", "“一带一路”倡议", "互利共赢",
	"构建新时代高质量、高水平、高标准的河畔国—山地国命运共同体联合行动计划（第二阶段）",
	"Belt and Road Initiative (BRI) 与“五角战略”对接", "</script><b>&amp;", "",
	"sovereignty, independence and territorial integrity of the other side", "领土完整", "不干涉内政",
	"កម្ពុជា", "e\u0301tude", "A_very_long_identifier_without_any_blank_that_must_be_broken_somewhere_2022_final_v3",
}

func wordAt(i int) string {
	if i < len(words) {
		return words[i]
	}
	return fmt.Sprintf("提法第 %d 号", i)
}

func rateFigure() analysis.Figure {
	return analysis.Figure{
		Name: "rates", Mark: analysis.DotWhisker,
		Encoding: analysis.Encoding{X: "per_1000_chars", Lo: "lo", Hi: "hi", Label: "feature", Group: "group", Hollow: "exclusive"},
		Title:    bilingual.T("各提法的使用率", "Rates of formulations"),
		Note:     bilingual.T("文本 24 篇；95% 区间（刀切法）；单位：每千字次数。", "24 documents; 95 % jackknife intervals; uses per 1 000 characters."),
		XLabel:   bilingual.T("每千字次数", "uses per 1 000 characters"),
		Alt:      bilingual.T("点须图：各提法每千字次数及区间。", "Dot-whisker chart of rates with intervals."),
	}
}

func ratioFigure() analysis.Figure {
	return analysis.Figure{
		Name: "keyness", Mark: analysis.TwoSided,
		Encoding: analysis.Encoding{X: "log_ratio", Lo: "lo", Hi: "hi", Label: "feature", Hollow: "exclusive"},
		Title:    bilingual.T("2022 年文本与其他文本的用词差异", "Words of 2022 against the other statements"),
		Note:     bilingual.T("检验 412 项，校正后 q < 0.05。", "412 tests, q < 0.05 after adjustment."),
		XLabel:   bilingual.T("对数比（以 2 为底）", "log ratio (base 2)"),
		Left:     bilingual.T("其他文本多用", "more in the others"), Right: bilingual.T("2022 年多用", "more in 2022"),
		Alt: bilingual.T("双侧图：对数比及区间。", "Two-sided chart of log ratios."),
	}
}

func shiftFigure() analysis.Figure {
	return analysis.Figure{
		Name: "shift", Mark: analysis.WordShift,
		Encoding: analysis.Encoding{X: "contribution", Lo: "lo", Hi: "hi", Label: "feature"},
		Title:    bilingual.T("词项对差异的贡献", "Contributions to the divergence"),
		XLabel:   bilingual.T("对 Jensen–Shannon 差异的贡献（比特）", "contribution to the Jensen–Shannon divergence (bits)"),
		Left:     bilingual.T("参照组多用", "reference uses more"), Right: bilingual.T("目标组多用", "target uses more"),
		Alt: bilingual.T("条形图。", "Bar chart."),
	}
}

func heatFigure() analysis.Figure {
	return analysis.Figure{
		Name: "similarity", Mark: analysis.HeatMap,
		Encoding: analysis.Encoding{X: "cosine", Label: "doc", LabelB: "doc_b"},
		Title:    bilingual.T("文本间相似度", "Similarity of documents"),
		XLabel:   bilingual.T("余弦相似度", "cosine similarity"),
		Alt:      bilingual.T("热图。", "Heat map."),
	}
}

func lineFigure() analysis.Figure {
	return analysis.Figure{
		Name: "prevalence", Mark: analysis.Lines,
		Encoding: analysis.Encoding{X: "year", Y: "share", Lo: "lo", Hi: "hi", Group: "topic"},
		Title:    bilingual.T("主题占比的变化", "Topics over the years"),
		XLabel:   bilingual.T("年", "year"), YLabel: bilingual.T("占比", "share"),
		Alt: bilingual.T("折线小图。", "Small multiples of lines."),
	}
}

func planeFigure() analysis.Figure {
	return analysis.Figure{
		Name: "map", Mark: analysis.Plane,
		Encoding: analysis.Encoding{X: "dim1", Y: "dim2", Label: "doc", Group: "role", Major: "ellipse_major", Minor: "ellipse_minor", Angle: "ellipse_angle"},
		Title:    bilingual.T("文本的平面图", "Map of documents"),
		Note:     bilingual.T("文本 24 篇；椭圆为 95% 区域；两轴比例相同。", "24 documents; ellipses are 95 % regions; both axes have one scale."),
		XLabel:   bilingual.T("第一维（占惯量 41%）", "first dimension (41 % of inertia)"),
		YLabel:   bilingual.T("第二维（占惯量 17%）", "second dimension (17 % of inertia)"),
		Alt:      bilingual.T("平面图：各文本的位置及区域。", "Map: places of documents with regions."),
	}
}

// wave is a fixed stand-in for noise: no test depends on chance.
func wave(i int) float64 { return math.Sin(float64(i)*12.9898) * 0.9 }

func rates(n, groups int) []rateRow {
	var out []rateRow
	for i := range n {
		for g := range groups {
			x := 4*math.Exp(-float64(i)/8) + 0.6 + 0.4*wave(3*i+g)
			out = append(out, rateRow{wordAt(i), []string{"中方发言", "柬方发言", "双方共同"}[g], x, max(x-0.3-0.25*math.Abs(wave(i)), 0), x + 0.4, ""})
		}
	}
	return out
}

func ratios(n, only int) []ratioRow {
	var out []ratioRow
	for i := range n {
		x := 3.2 - 6.4*float64(i)/float64(max(n-1, 1))
		out = append(out, ratioRow{wordAt(i), x, x - 0.7 - 0.3*wave(i), x + 0.8, ""})
	}
	for i := range only {
		out = append(out, ratioRow{wordAt(i + 3), 5, nan, nan, []string{"target", "reference", "target"}[i%3]})
	}
	return out
}

func shifts(n int) []shiftRow {
	var out []shiftRow
	for i := range n {
		x := 0.02 * math.Exp(-float64(i)/9)
		if i%3 == 1 {
			x = -x
		}
		out = append(out, shiftRow{wordAt(i), x, x - 0.004, x + 0.004})
	}
	return out
}

func pairs(n int) []pairRow {
	name := func(i int) string {
		if i == 2 {
			return "河畔国—山地国关于深化全面战略合作、携手构建命运共同体的联合声明 " + fmt.Sprint(1998+i)
		}
		return fmt.Sprintf("%d 年联合声明", 1998+i)
	}
	var out []pairRow
	for i := range n {
		for j := i + 1; j < n; j++ {
			v := math.Exp(-math.Abs(float64(i-j))/6)*0.8 + 0.08*wave(i*j)
			if i == 1 && j == 4 {
				v = nan
			}
			out = append(out, pairRow{name(i), name(j), max(v, 0.01)})
		}
	}
	return out
}

func years(topics, points int) []yearRow {
	var out []yearRow
	for k := range topics {
		for i := range points {
			y := 0.2 + 0.12*math.Sin(float64(i)/3+float64(k)) + 0.03*wave(i+7*k)
			r := yearRow{"主题 " + fmt.Sprint(k+1) + "：" + wordAt(k), 1998.3 + float64(i)*1.27, y, y - 0.05, y + 0.06}
			if i == 5 && k%2 == 0 {
				r.Share, r.Lo, r.Hi = nan, nan, nan
			}
			out = append(out, r)
		}
	}
	return out
}

// places are n documents in groups around several centres.
func places(n, groups int, spread float64) []placeRow {
	var out []placeRow
	for i := range n {
		name := wordAt(i)
		if i >= 5 {
			name = fmt.Sprintf("%d 年联合声明", 1990+i)
		}
		centre := 2 * math.Pi * float64(i%5) / 5
		out = append(out, placeRow{name, []string{"求轴文本", "补充文本", "对照文本"}[i%groups],
			0.8*math.Cos(centre) + spread*wave(i), 0.5*math.Sin(centre) + spread*wave(i+100),
			0.06 + 0.08*math.Abs(wave(3*i)), 0.03 + 0.03*math.Abs(wave(i+7)), 90 * wave(i+31)})
	}
	return out
}

// samples are the ordinary figures.
func samples(t testing.TB) []sample {
	return []sample{
		{"rates", rateFigure(), tableOf(t, rates(15, 1))},
		{"rates-groups", rateFigure(), tableOf(t, rates(12, 3))},
		{"keyness", ratioFigure(), tableOf(t, ratios(18, 9))},
		{"shift", shiftFigure(), tableOf(t, shifts(24))},
		{"heat-small", heatFigure(), tableOf(t, pairs(8))},
		{"heat", heatFigure(), tableOf(t, pairs(24))},
		{"lines", lineFigure(), tableOf(t, years(6, 20))},
		{"lines-few", lineFigure(), tableOf(t, years(3, 8))},
		{"plane", planeFigure(), tableOf(t, places(12, 2, 0.25))},
		{"plane-crowd", planeFigure(), tableOf(t, places(60, 3, 0.2))},
	}
}

// TestWriteSamples writes every sample to the folder in CONCORD_CHART_DIR, for
// looking at.
func TestWriteSamples(t *testing.T) {
	dir := os.Getenv("CONCORD_CHART_DIR")
	if dir == "" {
		t.Skip("CONCORD_CHART_DIR is not set")
	}
	for _, s := range append(samples(t), hostile(t)...) {
		for _, lang := range []bilingual.Lang{bilingual.ZH, bilingual.EN} {
			for _, column := range []Column{Full, Single} {
				for _, f := range []Format{PNG, SVG, PDF} {
					d, err := Draw(s.fig, s.table, Options{Lang: lang, Column: column, Format: f, DPI: 150})
					if err != nil {
						t.Fatal(err)
					}
					name := fmt.Sprintf("%s-%s-%s.%s", s.name, lang, column, f)
					if err := os.WriteFile(filepath.Join(dir, name), d.Data, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// hostile are figures of data that has broken charts.
func hostile(t testing.TB) []sample {
	one := func(x, lo, hi float64) []rateRow { return []rateRow{{"命运共同体", "", x, lo, hi, ""}} }
	var nans, equal, negative, huge, thousands []rateRow
	for i := range 6 {
		nans = append(nans, rateRow{wordAt(i), "", nan, nan, nan, ""})
		equal = append(equal, rateRow{wordAt(i), "", 2.5, 2.5, 2.5, ""})
		negative = append(negative, rateRow{wordAt(i), "", -3 - float64(i), -4 - float64(i), nan, ""})
		thousands = append(thousands, rateRow{wordAt(i), "", 9000 * float64(i), 9000*float64(i) - 4000, 9000*float64(i) + 5000, ""})
		huge = append(huge, rateRow{wordAt(i), "", 1.7e9 * float64(i+1), -1e308, 1e308, "target"})
	}
	same, far := places(9, 1, 0), places(9, 2, 0.2)
	for i := range same {
		same[i].Dim1, same[i].Dim2 = 1e9, -3
	}
	far[2].Major, far[2].Minor, far[3].Major, far[4].Dim1, far[5].Dim2, far[6].Angle, far[7].Minor = 50, 0.4, nan, nan, math.Inf(1), nan, 0
	flat := []placeRow{{"甲", "", -1, 0, nan, nan, nan}, {"乙", "", 1e-3, 0, nan, nan, nan}, {"丙", "", 1, 0, nan, nan, nan}}
	nans = append(nans, rateRow{"有值", "", 1.25, 1, 1.5, ""})
	return []sample{
		{"h-one", rateFigure(), tableOf(t, one(1.5, 1.1, 2))},
		{"h-one-zero", rateFigure(), tableOf(t, one(0, 0, 0))},
		{"h-one-missing", rateFigure(), tableOf(t, one(nan, nan, nan))},
		{"h-nan", rateFigure(), tableOf(t, nans)},
		{"h-equal", rateFigure(), tableOf(t, equal)},
		{"h-negative", rateFigure(), tableOf(t, negative)},
		{"h-huge", rateFigure(), tableOf(t, huge)},
		{"h-thousands", rateFigure(), tableOf(t, thousands)},
		{"h-sixty", rateFigure(), tableOf(t, rates(60, 1))},
		{"h-none", rateFigure(), tableOf(t, []rateRow{})},
		{"h-ratio-one", ratioFigure(), tableOf(t, ratios(1, 0))},
		{"h-ratio-only", ratioFigure(), tableOf(t, ratios(0, 40))},
		{"h-ratio-target", ratioFigure(), tableOf(t, []ratioRow{{"甲", 1, 0.5, 1.5, ""}, {"独有", 5, nan, nan, "target"}, {words[5], 5, nan, nan, "target"}, {words[9], 5, nan, nan, "target"}})},
		{"h-ratio-sixty", ratioFigure(), tableOf(t, ratios(60, 5))},
		{"h-shift-one", shiftFigure(), tableOf(t, shifts(1))},
		{"h-shift-sixty", shiftFigure(), tableOf(t, shifts(60))},
		{"h-heat-two", heatFigure(), tableOf(t, pairs(2))},
		{"h-heat-sixty", heatFigure(), tableOf(t, pairs(60))},
		{"h-lines-one", lineFigure(), tableOf(t, years(1, 1))},
		{"h-lines-many", lineFigure(), tableOf(t, years(12, 30))},
		{"h-plane-one", planeFigure(), tableOf(t, places(1, 1, 0))},
		{"h-plane-same", planeFigure(), tableOf(t, same)},
		{"h-plane-far", planeFigure(), tableOf(t, far)},
		{"h-plane-flat", planeFigure(), tableOf(t, flat)},
		{"h-plane-none", planeFigure(), tableOf(t, []placeRow{{"甲", "", nan, 1, 1, 1, 1}})},
		{"h-plane-huge", planeFigure(), tableOf(t, []placeRow{{"甲", "", -9e299, 9e299, 9e299, 9e299, 20}, {"乙", "", 9e299, 1, 1, 1, 1}})},
		{"h-plane-many", planeFigure(), tableOf(t, places(200, 3, 0.3))},
		{"h-lines-missing", lineFigure(), tableOf(t, []yearRow{{"甲", 2010, nan, nan, nan}, {"甲", nan, 1, nan, nan}})},
	}
}
