package table

import "concord/corpus/bilingual"

// term is one entry of the vocabulary.
func term(name string, kind Kind, decimals int, titleZH, titleEN, helpZH, helpEN string) Column {
	return Column{
		Name: name, Kind: kind, Decimals: decimals,
		Title: bilingual.T(titleZH, titleEN),
		Help:  bilingual.T(helpZH, helpEN),
	}
}

// Vocabulary returns every column that a table may have, in order of name
// groups: what a name means does not depend on the method.
func Vocabulary() []Column {
	var out []Column
	for _, part := range [][]Column{places(), counts(), effects(), tests(), spread(), relations(), time()} {
		out = append(out, part...)
	}
	return out
}

// Lookup returns the column of the vocabulary with this name.
func Lookup(name string) (Column, bool) {
	for _, c := range Vocabulary() {
		if c.Name == name {
			return c, true
		}
	}
	return Column{}, false
}

func places() []Column {
	return []Column{
		term("rank", Int, 0, "序", "rank", "表中次序，从 1 起", "position in the table, from 1"),
		term("feature", String, 0, "词项", "feature", "词、短语或字符串", "word, phrase or character string"),
		term("doc", String, 0, "文本", "document", "文本编号", "ID of the document"),
		term("doc_b", String, 0, "对照文本", "other document", "另一文本的编号", "ID of the other document"),
		term("group", String, 0, "组", "group", "组名", "name of the group"),
		term("address", String, 0, "出处", "address", "文中位置，可据以重新打开原文", "place in the text, from which the words can be reopened"),
		term("left", String, 0, "左文", "left", "节点左侧的文字", "text to the left of the node"),
		term("node", String, 0, "节点", "node", "所查的文字，照原文", "the words found, as they stand in the text"),
		term("right", String, 0, "右文", "right", "节点右侧的文字", "text to the right of the node"),
		term("side", String, 0, "发言方", "side", "joint（双方）、A、B、other，不明则空", "joint, A, B or other; empty where unknown"),
		term("target", String, 0, "目标", "target", "目标组的名称或所用查询", "name of the target group, or the query that picked it"),
		term("reference", String, 0, "参照", "reference", "参照组的名称或所用查询", "name of the reference group, or the query that picked it"),
		term("title", String, 0, "标题", "title", "文本标题", "title of the document"),
		term("problem", String, 0, "问题", "problem", "问题的种类，见该方法的说明", "kind of problem; see the documentation of the method"),
		term("detail", String, 0, "详情", "detail", "所见的数值或文字", "the figures or words met"),
	}
}

func counts() []Column {
	return []Column{
		term("count", Int, 0, "次数", "count", "出现次数", "number of uses"),
		term("count_target", Int, 0, "目标次数", "count, target", "目标组中的出现次数", "number of uses in the target"),
		term("count_reference", Int, 0, "参照次数", "count, reference", "参照组中的出现次数", "number of uses in the reference"),
		term("documents", Int, 0, "篇数", "documents", "含该词项的文本数", "number of documents that hold the feature"),
		term("documents_target", Int, 0, "目标篇数", "documents, target", "目标组中含该词项的文本数", "documents of the target that hold the feature"),
		term("documents_reference", Int, 0, "参照篇数", "documents, reference", "参照组中含该词项的文本数", "documents of the reference that hold the feature"),
		term("per_million", Float, 1, "每百万词", "per million", "每百万词项的次数", "uses per million tokens"),
		term("per_1000_chars", Float, 3, "每千字", "per 1000 chars", "每千字（不计空白）的次数", "uses per 1 000 characters, blanks not counted"),
		term("rate_target", Float, 1, "目标率", "rate, target", "目标组中每百万词项的次数", "uses per million tokens of the target"),
		term("rate_reference", Float, 1, "参照率", "rate, reference", "参照组中每百万词项的次数", "uses per million tokens of the reference"),
		term("share", Float, 3, "占比", "share", "份额，0 至 1", "share, 0 to 1"),
		term("tokens", Int, 0, "词项数", "tokens", "词项总数", "number of tokens"),
		term("size_target", Int, 0, "目标文本数", "documents in target", "目标组的文本数", "number of documents in the target"),
		term("size_reference", Int, 0, "参照文本数", "documents in reference", "参照组的文本数", "number of documents in the reference"),
		term("tokens_target", Int, 0, "目标词项数", "tokens, target", "目标组的词项总数", "number of tokens of the target"),
		term("tokens_reference", Int, 0, "参照词项数", "tokens, reference", "参照组的词项总数", "number of tokens of the reference"),
		term("tokens_matched", Int, 0, "等长词项数", "tokens matched", "两组各抽取的等量词项数，停用词不计", "tokens drawn from either group so that both are equally long, stop words not counted"),
		term("expected", Float, 1, "期望次数", "expected count", "按参照文本的总使用率，在该文本长度下的期望次数", "count expected in a document of this length at the pooled rate of the reference"),
		term("rate_median", Float, 1, "参照中位率", "median rate, reference", "各参照文本每百万词项次数的中位数", "median over the reference documents of uses per million tokens"),
		term("rate_low", Float, 1, "参照一成位", "10 % rate, reference", "各参照文本每百万词项次数的 10% 分位数", "10 % quantile over the reference documents of uses per million tokens"),
		term("rate_high", Float, 1, "参照九成位", "90 % rate, reference", "各参照文本每百万词项次数的 90% 分位数", "90 % quantile over the reference documents of uses per million tokens"),
	}
}

func effects() []Column {
	return []Column{
		term("log_ratio", Float, 2, "对数比", "log ratio", "目标率与参照率之比，以 2 为底的对数，各加半次", "log2 of the ratio of rates, half a use added on each side"),
		term("lo", Float, 2, "下限", "low", "95% 区间下限", "lower end of the 95 % interval"),
		term("hi", Float, 2, "上限", "high", "95% 区间上限", "upper end of the 95 % interval"),
		term("log_odds", Float, 3, "对数优势差", "log-odds", "对数优势差，以全体语料为先验", "difference of log-odds with a corpus prior"),
		term("zeta", Float, 2, "ζ", "ζ", "对数优势差除以其标准差，仅供排序，不是显著性检验", "log-odds over its standard deviation; it ranks, it is not a test"),
		term("g2", Float, 2, "G²（旧式）", "G² (legacy)", "四格对数似然比，以词项为单位，仅供与其他工具对照", "four-cell log-likelihood ratio, token-level, for comparison with other tools only"),
		term("exclusive", String, 0, "独有于", "only in", "只见于一方时该方：target 或 reference", "target or reference, when used there only"),
		term("influential", String, 0, "影响最大文本", "most influential", "去除后估计变化最大的文本", "document whose removal changes the estimate most"),
		term("log_ratio_without", Float, 2, "去除后对数比", "log ratio without it", "去除影响最大文本后的对数比", "log ratio without the most influential document"),
		term("direction", String, 0, "方向", "direction", "more：多于期望；less：少于期望", "more or less than expected"),
		term("density_rank", Int, 0, "率位次", "rate rank", "该文本的使用率在全部文本中的位次，1 为最高", "rank of the rate of the focus among all documents, 1 is the highest"),
		term("absence_bound", Float, 3, "缺席上界", "absence bound", "全部参照文本均未使用时，此类文本使用率的 95% 上界，0 至 1", "when no reference document uses it: 95 % upper bound of the share of such documents that do, 0 to 1"),
	}
}

func tests() []Column {
	return []Column{
		term("p", Float, 4, "p", "p", "检验的 p 值，0 至 1", "p-value of the test, 0 to 1"),
		term("p_adj", Float, 4, "校正 p", "p, adjusted", "多重比较校正后的 p 值", "p-value adjusted for the whole family"),
		term("null_mean", Float, 3, "零分布均值", "null mean", "零假设下的平均值", "mean under the null"),
		term("excess", Float, 3, "超出", "excess", "观察值减零分布均值", "observed less null mean"),
		term("null_low", Float, 3, "零分布下限", "null, low", "零假设下的 2.5% 分位数", "2.5 % quantile under the null"),
		term("null_high", Float, 3, "零分布上限", "null, high", "零假设下的 97.5% 分位数", "97.5 % quantile under the null"),
	}
}

func spread() []Column {
	return []Column{
		term("dpnorm", Float, 3, "DPnorm", "DPnorm", "偏离比例，归一，0 均匀至 1 集中", "normalised deviation of proportions, 0 even to 1 concentrated"),
		term("range", Float, 3, "覆盖率", "range", "含该词项的文本占全部文本之比", "share of documents that hold the feature"),
	}
}

func relations() []Column {
	return []Column{
		term("cosine", Float, 3, "余弦", "cosine", "词频向量的余弦，0 至 1", "cosine of the count vectors, 0 to 1"),
		term("jaccard", Float, 3, "Jaccard", "Jaccard", "五字串集合的 Jaccard 系数，0 至 1", "Jaccard coefficient of the sets of character 5-grams, 0 to 1"),
	}
}

func time() []Column {
	return []Column{
		term("date", String, 0, "日期", "date", "日期，YYYY、YYYY-MM 或 YYYY-MM-DD", "date: YYYY, YYYY-MM or YYYY-MM-DD"),
		term("year", Float, 2, "年", "year", "年，小数表示年内位置", "year, with the place in the year as decimals"),
		term("period", String, 0, "时期", "period", "时期名", "name of the period"),
		term("contribution", Float, 4, "贡献", "contribution", "对 Jensen–Shannon 差异的贡献（比特），目标多用为正，参照多用为负", "contribution to the Jensen–Shannon divergence in bits; positive when the target uses it more, negative when the reference does"),
		term("divergence", Float, 3, "JSD", "JSD", "Jensen–Shannon 差异（比特），0 至 1", "Jensen–Shannon divergence in bits, 0 to 1"),
		term("topic", String, 0, "主题", "topic", "主题编号与代表词", "number of the topic and its leading words"),
		term("stability", Float, 2, "稳定性", "stability", "各次重复中最相配主题的余弦中位数，0 至 1", "median cosine of the best-matching topic over the other runs, 0 to 1"),
		term("paragraphs", Int, 0, "段落数", "paragraphs", "以该主题为首要主题的不重复段落数", "distinct paragraphs in which the topic leads"),
		term("doubt", String, 0, "存疑", "doubt", "不作解释的原因：unstable（不稳定）；无则空", "why the row is not interpreted: unstable; empty when it is"),
	}
}
