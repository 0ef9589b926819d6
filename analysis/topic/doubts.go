package topic

import (
	"math"
	"strconv"
	"strings"

	"concord/analysis"
)

// warnings tells what limits the model.
func (v *view) warnings() []analysis.Warning {
	m, u := v.model, v.model.Units
	var out []analysis.Warning
	if copies := len(u.Paragraphs) - len(u.Distinct); copies > 0 {
		out = append(out, analysis.Warn("TOP-01",
			analysis.T("{share}%的段落与较早的某段近乎相同；主题以{distinct}个不重复的段落拟合，近似重复的段落沿用与其最相近段落的主题。",
				"{share} % of paragraphs nearly repeat an earlier one; topics were fitted on {distinct} distinct paragraphs, and a copy takes the topics of what it repeats."),
			analysis.Percent("share", float64(copies)/float64(len(u.Paragraphs)), 1), analysis.Int("distinct", len(u.Distinct))))
	}
	var unsteady []string
	for t := range m.Share {
		if !m.Steady(t) {
			unsteady = append(unsteady, strconv.Itoa(t+1))
		}
	}
	if len(unsteady) > 0 {
		out = append(out, analysis.Warn("TOP-03",
			analysis.T("主题{list}在{runs}次拟合中不稳定（匹配余弦的中位数低于{steady}），或其不同于全部文本之处未能再现（中位数低于{specific}），存疑，不作解释；可减少主题数。",
				"Topics {list}: unstable over {runs} fits (median matched cosine below {steady}), or what sets it apart from the whole does not return (median below {specific}); doubtful, not interpreted. Fewer topics may help."),
			analysis.Phrase("list", analysis.T(strings.Join(unsteady, "、"), strings.Join(unsteady, ", "))),
			analysis.Int("runs", m.Runs), analysis.Num("steady", steady, 1), analysis.Num("specific", specific, 1)))
	}
	if n := len(u.Distinct); n < goodParagraphs*m.Settings.Topics {
		out = append(out, analysis.Warn("TOP-04",
			analysis.T("每个主题平均只有{each}个不重复的段落，少于宜有的{good}个；结果只宜粗读。",
				"Distinct paragraphs for each topic: {each}, fewer than the {good} that are advisable; read the result roughly."),
			analysis.Int("each", n/m.Settings.Topics), analysis.Int("good", goodParagraphs)))
	}
	empty := 0
	for _, row := range m.Shares {
		if math.IsNaN(row[0]) {
			empty++
		}
	}
	if empty > 0 {
		out = append(out, analysis.Warn("TOP-06",
			analysis.T("{empty}篇文本没有可用的段落（每段至少{words}个词），不计入份额。",
				"Documents without a usable paragraph (of at least {words} words): {empty}; they do not count in the shares."),
			analysis.Int("empty", empty), analysis.Int("words", minWords)))
	}
	return out
}

// belowFloor refuses a model of too few paragraphs.
func belowFloor(paragraphs, topics int) *analysis.Refusal {
	need := floorParagraphs * topics
	if paragraphs >= need {
		return nil
	}
	unlock := analysis.T("再增加{more}个不重复的段落，或改用人工编码。", "{more} more distinct paragraphs would unlock it; else code by hand.")
	if most := paragraphs / floorParagraphs; most >= leastTopics {
		unlock = analysis.T("再增加{more}个不重复的段落，或将主题数减至{most}个或更少。", "{more} more distinct paragraphs would unlock it, or at most {most} topics.")
	}
	return analysis.Refuse(
		analysis.T("不重复的段落有{paragraphs}个，不足以拟合{topics}个主题：每个主题至少{floor}个。",
			"Distinct paragraphs: {paragraphs}, too few for {topics} topics: at least {floor} for each."),
		unlock,
		analysis.Int("paragraphs", paragraphs), analysis.Int("topics", topics), analysis.Int("floor", floorParagraphs),
		analysis.Int("more", need-paragraphs), analysis.Int("most", paragraphs/floorParagraphs))
}

func nothing(documents int) *analysis.Refusal {
	if documents == 0 {
		return analysis.Refuse(
			analysis.T("语料中没有文本。", "The corpus holds no documents."),
			analysis.T("至少载入{need}个段落。", "Load at least {need} paragraphs."),
			analysis.Int("need", leastTopics*floorParagraphs))
	}
	return analysis.Refuse(
		analysis.T("全部{documents}篇文本中没有一篇符合 where 的条件。", "None of the {documents} documents meets the condition of where."),
		analysis.T("放宽 where 的条件，或将其留空。", "Widen the condition of where, or leave it empty."),
		analysis.Int("documents", documents))
}
