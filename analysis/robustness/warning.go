package robustness

import (
	"math"
	"slices"
	"strings"

	"concord/analysis"
)

const dependWarnings = 10 // of ROB-01 for single features

// warnings are the doubts about the features, then those about the study.
func (t *teller) warnings() []analysis.Warning {
	var out []analysis.Warning
	more := 0
	for i, r := range t.rows {
		switch {
		case r.Verdict != "sensitive" || !excludes(r.Lo, r.Hi) || t.untold(r.Feature):
		case len(out) < dependWarnings:
			out = append(out, t.depends(i))
		default:
			more++
		}
	}
	if more > 0 {
		out = append(out, analysis.Warn("ROB-01",
			analysis.T("另有{n}个词项的结论取决于预处理，见表中判断一列。", "Further features whose finding depends on preprocessing: {n}; see the column verdict."), analysis.Int("n", more)))
	}
	return slices.Concat(out, t.missing(), t.unjudged(), t.s.warnings())
}

// missing names the features that some specifications do not yield.
func (t *teller) missing() []analysis.Warning {
	var zh, en []string
	for i, r := range t.rows {
		if r.Missing > 0 {
			item := analysis.Fill(analysis.T("“{feature}”（{n}种中的{missing}种）", "“{feature}” ({missing} of {n})"), t.values(i)...)
			zh, en = append(zh, item.ZH), append(en, item.EN)
		}
	}
	if len(zh) == 0 {
		return nil
	}
	return []analysis.Warning{analysis.Warn("ROB-02",
		analysis.T("有的设定得不出以下词项（切分不同，或未达最少次数、篇数），不计为同号：{items}。",
			"Features missing in some specifications (cut another way, or below the fewest uses or documents), not counted as the same sign: {items}."),
		analysis.Phrase("items", analysis.T(strings.Join(zh, "、"), strings.Join(en, ", "))))}
}

// depends is ROB-01, with the number of the method's own finding where it has
// one.
func (t *teller) depends(i int) analysis.Warning {
	id := t.s.method.Name
	if f := t.inner[i]; f != nil {
		id = f.ID
	}
	text := analysis.T("结论{id}（“{feature}”）在{n}种设定中有{holds}种成立（同号且区间不含0），最取决于{factor}。",
		"Finding {id} (“{feature}”) holds in {holds}/{n} specifications (same sign, interval excluding 0); it depends on {factor}.")
	if t.rows[i].Factor == "" {
		text = analysis.T("结论{id}（“{feature}”）在{n}种设定中有{holds}种成立（同号且区间不含0），不取决于某一步。",
			"Finding {id} (“{feature}”) holds in {holds}/{n} specifications (same sign, interval excluding 0); no single step changes its effect.")
	}
	return analysis.Warn("ROB-01", text, append(t.values(i), analysis.Word("id", id))...)
}

// unjudged says why there is no verdict, and for which features segmentation
// was not varied.
func (t *teller) unjudged() []analysis.Warning {
	var open, whole []string
	for i, r := range t.rows {
		if math.IsNaN(r.Lo) || math.IsNaN(r.Hi) {
			open = append(open, r.Feature)
		}
		if t.s.apply.has("unit") && t.s.subjects[i].gram == 0 {
			whole = append(whole, r.Feature)
		}
	}
	var out []analysis.Warning
	if !t.s.signed() {
		out = append(out, analysis.Warn("ROB-06",
			analysis.T("{method}的效应不会为负，同号与不含0均无意义，故不作判断；请看各设定的最小与最大效应。",
				"The effect of {method} cannot be negative, so that its sign and 0 say nothing and no verdict is given; see the least and the greatest effect."),
			analysis.Phrase("method", t.s.method.Title)))
	} else if len(open) > 0 {
		out = append(out, analysis.Warn("ROB-06",
			analysis.T("基准没有区间，不作判断：{features}。", "No interval in the baseline, hence no verdict: {features}."), features(open)))
	}
	if len(whole) > 0 {
		out = append(out, analysis.Warn("ROB-08",
			analysis.T("非二至五个汉字，不能不经分词而计数，故未变动分词：{features}。",
				"Not two to five Chinese characters, hence not counted without segmentation: {features}."), features(whole)))
	}
	return out
}

func features(f []string) analysis.Value {
	return analysis.Phrase("features", analysis.T("“"+strings.Join(f, "”“")+"”", "“"+strings.Join(f, "”, “")+"”"))
}

// warnings are the doubts about the study itself.
func (s *study) warnings() []analysis.Warning {
	values := []analysis.Value{
		analysis.Int("n", len(s.list)), analysis.Int("all", s.all), analysis.Word("seed", text(int(s.options.Seed))),
		analysis.Phrase("method", s.method.Title), analysis.Int("permutations", rerunPermutations), analysis.Int("failed", s.failed),
		analysis.Phrase("steps", stepNames(s.idle)), analysis.Percent("copied", s.texts.copiedShare(), 0),
	}
	var out []analysis.Warning
	add := func(when bool, code, zh, en string) {
		if when {
			out = append(out, analysis.Warn(code, analysis.T(zh, en), values...))
		}
	}
	add(s.idle != 0, "ROB-03", "以下步骤在该方法或这些文本中不起作用，未变动：{steps}。",
		"Steps that do nothing to this method or to these texts and were not varied: {steps}.")
	add(len(s.list) < s.all, "ROB-04", "共有{all}种设定，做了{n}种：基准、各步单独变动，其余随机抽取（种子{seed}）；limit 更大则更全。",
		"Of {all} specifications {n} were run: the baseline, each step alone, and a random draw of the others (seed {seed}); a larger limit runs more.")
	add(s.apply.has("boilerplate"), "ROB-09", "在他篇有近似复本的段落占全部字符的{copied}%；去除套语段落时，效应只取自其余文字。",
		"Paragraphs with a near copy in another document hold {copied} % of all characters; without boilerplate, effects rest on the other text only.")
	add(s.fewer, "ROB-05", "重做时只作{permutations}次置换：此处只用效应与区间，不用 p 值。",
		"Reruns draw {permutations} permutations only: effects and intervals are used here, p is not.")
	add(s.failed > 0, "ROB-07", "{method}有{failed}次重做因文本不足未给出结果，记为缺失。",
		"Reruns in which {method} had too few texts to answer, counted as missing: {failed}.")
	return out
}
