package table

import "concord/corpus/bilingual"

// values says how readers see the values of columns that have only a few.
func values() map[string]map[string]bilingual.Text {
	return map[string]map[string]bilingual.Text{
		"exclusive": {
			"target":    bilingual.T("目标组", "target"),
			"reference": bilingual.T("参照组", "reference"),
		},
		"direction": {
			"more": bilingual.T("偏多", "more"),
			"less": bilingual.T("偏少", "less"),
		},
		"side": {
			"joint": bilingual.T("双方", "joint"),
			"A":     bilingual.T("甲方", "A"),
			"B":     bilingual.T("乙方", "B"),
			"other": bilingual.T("他方", "other"),
		},
		"doubt": {
			"unstable":   bilingual.T("不稳定", "unstable"),
			"unspecific": bilingual.T("无特征", "unspecific"),
		},
		"list": {
			"only-target":    bilingual.T("仅见于目标组", "only in the target"),
			"only-reference": bilingual.T("仅见于参照组", "only in the reference"),
			"lockword":       bilingual.T("两组同样常用", "used alike"),
		},
		"reference": {
			"others": bilingual.T("其余文本", "the others"),
		},
		"role": {
			"active":        bilingual.T("参与拟合", "active"),
			"supplementary": bilingual.T("只作投影", "supplementary"),
			"reference":     bilingual.T("参照", "reference"),
			"virgin":        bilingual.T("待评", "scored"),
		},
		"verdict": {
			"robust":    bilingual.T("稳健", "robust"),
			"sensitive": bilingual.T("敏感", "sensitive"),
		},
		"factor": {
			"unit":          bilingual.T("分词与否", "segmentation"),
			"lexicon":       bilingual.T("外交词语合并", "formula merging"),
			"unknown":       bilingual.T("未登录词识别", "unknown words"),
			"names":         bilingual.T("去除当事方名称", "party names"),
			"numbers":       bilingual.T("数字取舍", "numbers"),
			"stop":          bilingual.T("停用词表", "stop list"),
			"script":        bilingual.T("字形统一", "script"),
			"min_documents": bilingual.T("最少篇数", "fewest documents"),
			"boilerplate":   bilingual.T("去除套语段落", "boilerplate"),
			"longest":       bilingual.T("去除最长文本", "longest document"),
		},
		"problem": {
			"gap":            bilingual.T("缺期", "gap in the series"),
			"duplicate":      bilingual.T("重复", "duplicate"),
			"near-duplicate": bilingual.T("近似重复", "near-duplicate"),
			"breaks-off":     bilingual.T("文末不全", "breaks off"),
			"date-conflict":  bilingual.T("日期不一", "date conflict"),
			"short":          bilingual.T("过短", "short"),
			"long":           bilingual.T("过长", "long"),
			"no-date":        bilingual.T("缺日期", "no date"),
			"no-parties":     bilingual.T("缺双方", "no parties"),
			"no-kind":        bilingual.T("缺文体", "no kind"),
			"no-title":       bilingual.T("缺标题", "no title"),
			"no-language":    bilingual.T("语言不明", "no language"),
			"reading":        bilingual.T("读取存疑", "doubt in reading"),
		},
	}
}
