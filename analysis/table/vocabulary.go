package table

import (
	"sync"

	"concord/corpus/bilingual"
)

// term is one entry of the vocabulary.
func term(name string, kind Kind, decimals int, titleZH, titleEN, helpZH, helpEN string) Column {
	return Column{
		Name: name, Kind: kind, Decimals: decimals,
		Title: bilingual.T(titleZH, titleEN),
		Help:  bilingual.T(helpZH, helpEN),
	}
}

// vocabulary is made once; nothing writes to it.
var vocabulary = sync.OnceValue(func() map[string]Column {
	out := map[string]Column{}
	for _, c := range Vocabulary() {
		out[c.Name] = c
	}
	return out
})

// Vocabulary returns every column that a table may have, in order of name
// groups: what a name means does not depend on the method.
func Vocabulary() []Column {
	var out []Column
	for _, part := range [][]Column{places(), counts(), effects(), tests(), spread(), relations(), time(), series(), richness(), ease()} {
		out = append(out, part...)
	}
	few := values()
	for i := range out {
		out[i].Values = few[out[i].Name]
	}
	return out
}

// Lookup returns the column of the vocabulary with this name.
func Lookup(name string) (Column, bool) {
	c, ok := vocabulary()[name]
	return c, ok
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
		term("lang", String, 0, "语言", "language", "zh、en，不明则空", "zh or en; empty where neither"),
		term("list", String, 0, "列表", "list", "only-target（仅见于目标组）、only-reference（仅见于参照组）、lockword（两组同样常用）", "only-target, only-reference or lockword (used alike on both sides)"),
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
		term("documents_reference_known", Float, 0, "参照篇数", "documents, reference", "参照组中含该词项的文本数；参照为频率表时空", "documents of the reference that hold the feature; empty where the reference is a frequency list"),
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
		term("joint", Int, 0, "共现次数", "joint count", "词项在节点窗口内的次数", "uses of the feature within the window around the node"),
		term("joint_documents", Int, 0, "共现篇数", "joint documents", "词项在节点窗口内出现的文本数", "documents in which the feature stands within the window"),
		term("joint_expected", Float, 1, "期望共现", "expected joint count", "词项与节点互不相关时，窗口内的期望次数", "uses expected within the window if feature and node were unrelated"),
		term("count_node", Int, 0, "节点次数", "count, node", "节点出现次数", "number of uses of the node"),
		term("count_left", Int, 0, "左侧次数", "count, left", "在节点左侧的次数", "uses to the left of the node"),
		term("count_right", Int, 0, "右侧次数", "count, right", "在节点右侧的次数", "uses to the right of the node"),
		term("count_outside", Int, 0, "独立次数", "count, alone", "不与所列更长词组重叠的次数", "uses that overlap no longer phrase of the list"),
		term("length", Int, 0, "长度", "length", "词组的词项数", "tokens of the phrase"),
		term("types", Int, 0, "型数", "types", "不同词项数", "number of different tokens"),
		term("words", Int, 0, "单词数", "words", "英语单词数，不计数字", "English words, numbers not counted"),
		term("sentences", Int, 0, "句数", "sentences", "含有文字的句子数", "sentences that hold a word"),
		term("characters", Int, 0, "汉字数", "Han characters", "汉字数", "number of Han characters"),
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
		term("exclusive", String, 0, "仅见于", "only in", "只见于一方时该方：target 或 reference", "target or reference, when used there only"),
		term("influential", String, 0, "影响最大文本", "most influential", "去除后估计变化最大的文本", "document whose removal changes the estimate most"),
		term("log_ratio_without", Float, 2, "去除后对数比", "log ratio without it", "去除影响最大文本后的对数比", "log ratio without the most influential document"),
		term("direction", String, 0, "方向", "direction", "more：多于期望；less：少于期望", "more or less than expected"),
		term("density_rank", Int, 0, "率位次", "rate rank", "该文本的使用率在全部文本中的位次，1 为最高", "rank of the rate of the focus among all documents, 1 is the highest"),
		term("absence_bound", Float, 3, "缺席上界", "absence bound", "全部参照文本均未使用时，此类文本使用率的 95% 上界，0 至 1", "when no reference document uses it: 95 % upper bound of the share of such documents that do, 0 to 1"),
		term("mi", Float, 2, "MI", "MI", "点间互信息，log2(共现/期望)；偏向罕见词", "pointwise mutual information log2(joint/expected); favours rare words"),
		term("mi3", Float, 2, "MI³", "MI³", "log2(共现³/期望)", "log2(joint³/expected)"),
		term("dice", Float, 4, "Dice", "Dice", "2·共现/(节点次数+词项次数)", "2·joint/(uses of node + uses of feature)"),
		term("logdice", Float, 2, "logDice", "logDice", "14+log2(Dice)；不随语料大小变化", "14 + log2(Dice); does not depend on the size of the corpus"),
		term("t_score", Float, 2, "t 值（旧式）", "t-score (legacy)", "(共现−期望)/√共现，以词项为单位，仅供与其他工具对照", "(joint−expected)/√joint, token-level, for comparison with other tools only"),
		term("z_score", Float, 2, "z 值（旧式）", "z-score (legacy)", "(共现−期望)/√期望，以词项为单位，仅供与其他工具对照", "(joint−expected)/√expected, token-level, for comparison with other tools only"),
		term("delta_p", Float, 4, "ΔP 节点→词", "ΔP node→word", "窗口内与窗口外该词项占比之差，−1 至 1", "share of the feature within the window less its share elsewhere, −1 to 1"),
		term("delta_p_back", Float, 4, "ΔP 词→节点", "ΔP word→node", "该词项与其他词项落入窗口的比例之差，−1 至 1", "share of the feature that lies within the window less that of other words, −1 to 1"),
		term("log_ratio_conservative", Float, 2, "保守对数比", "conservative log ratio", "对数比的单侧精确下界，按检验数校正，以词项为单位", "one-sided exact lower bound of the log ratio, corrected for the number of tests, token-level"),
		term("cohesion", Float, 2, "凝固度", "cohesion", "各种切分中 ln[p(词组)/(p(前)p(后))] 的最小值", "least ln[p(phrase)/(p(left)p(right))] over all ways to split it"),
		term("effect", Float, 3, "效应", "effect", "基准设定下的效应；单位见所重做方法的效应列", "effect of the baseline or the specification, in the unit of the method that is rerun"),
		term("effect_median", Float, 3, "效应中位数", "effect, median", "各设定效应的中位数", "median effect over the specifications"),
		term("effect_low", Float, 3, "效应最小", "effect, least", "各设定中最小的效应", "least effect over the specifications"),
		term("effect_high", Float, 3, "效应最大", "effect, greatest", "各设定中最大的效应", "greatest effect over the specifications"),
		term("specification", String, 0, "设定", "specification", "与基准不同的预处理选择；baseline 为基准", "choices of preprocessing that differ from the baseline"),
		term("specifications", Int, 0, "设定数", "specifications", "适用于该词项的预处理设定数", "number of preprocessing specifications that apply to the feature"),
		term("missing", Int, 0, "缺失数", "missing", "得不出该词项的设定数", "number of specifications that do not yield the feature"),
		term("same_sign", Float, 3, "同号占比", "same sign", "效应与基准同号的设定占比，缺失不算同号，0 至 1", "share of specifications whose effect has the sign of the baseline, missing ones not counted as such, 0 to 1"),
		term("excludes_zero", Float, 3, "不含零占比", "excludes zero", "区间不含 0 的设定占比，缺失不算，0 至 1", "share of specifications whose interval excludes 0, missing ones not counted as such, 0 to 1"),
		term("factor", String, 0, "关键步骤", "factor", "影响最大的预处理步骤：敏感者指最能决定其成立与否的一步", "step of preprocessing that matters most; where the verdict is sensitive, the one that most often decides whether the finding holds"),
		term("factor_difference", Float, 3, "该步之差", "difference by factor", "改变该步骤前后效应之差的平均，其余各步相同，缺失计 0", "mean difference of the effect when that step alone is switched, a missing effect counted as 0"),
		term("verdict", String, 0, "判断", "verdict", "robust：同号至少九成且区间不含 0 至少七成；否则 sensitive", "robust: at least 90 % same sign and 70 % excluding 0; else sensitive"),
		term("lrc", Float, 2, "LRC（旧式）", "LRC (legacy)", "对数比的精确（Clopper–Pearson）95% 区间中较近 0 的一端，按所比词项数校正，区间含 0 则为 0；以词项为单位，仅供与其他工具对照", "end nearer 0 of the exact (Clopper–Pearson) 95 % interval of the log ratio, corrected for the number of features, 0 where it covers 0; token-level, for comparison with other tools only"),
		term("pct_diff", Float, 1, "%DIFF（旧式）", "%DIFF (legacy)", "目标率比参照率高百分之几；参照无用例则空；按合计词项计，仅供与其他工具对照", "per cent by which the rate in the target exceeds that in the reference, empty where the reference has no use; from pooled tokens, for comparison with other tools only"),
		term("odds_ratio", Float, 2, "优势比（旧式）", "odds ratio (legacy)", "样本优势比；分母为 0 则空；按合计词项计，仅供与其他工具对照", "sample odds ratio, empty where a divisor is 0; from pooled tokens, for comparison with other tools only"),
		term("difference_coefficient", Float, 3, "差异系数（旧式）", "difference coefficient (legacy)", "两率之差除以两率之和，−1 至 1；按合计词项计，仅供与其他工具对照", "difference of the rates over their sum, −1 to 1; from pooled tokens, for comparison with other tools only"),
		term("simple_maths", Float, 2, "Simple maths（旧式）", "simple maths (legacy)", "（目标每百万词次数+k）/（参照每百万词次数+k）；按合计词项计，仅供与其他工具对照", "(uses per million in the target + k)/(uses per million in the reference + k); from pooled tokens, for comparison with other tools only"),
		term("chi2", Float, 2, "χ²（旧式）", "χ² (legacy)", "四格 Pearson χ²，不作连续性校正，以词项为单位，仅供与其他工具对照", "Pearson’s χ² over four cells without continuity correction, token-level, for comparison with other tools only"),
		term("bic", Float, 2, "BIC（旧式）", "BIC (legacy)", "四格 G² 减词项总数的自然对数，以词项为单位，仅供与其他工具对照", "four-cell G² less the natural logarithm of the number of tokens, token-level, for comparison with other tools only"),
		term("share_difference", Float, 3, "篇数占比之差", "difference of document shares", "目标与参照含该词项的文本占比之差（Zeta），−1 至 1", "share of documents of the target that hold the feature less that of the reference (Zeta), −1 to 1"),
		term("share_lo", Float, 3, "占比差下限", "difference of shares, low", "篇数占比之差的 95% 区间下限（Newcombe），以文本为单位", "lower end of the 95 % interval of the difference of document shares (Newcombe), document-level"),
		term("share_hi", Float, 3, "占比差上限", "difference of shares, high", "篇数占比之差的 95% 区间上限（Newcombe），以文本为单位", "upper end of the 95 % interval of the difference of document shares (Newcombe), document-level"),
		term("absence_share", Float, 3, "未用方上界", "bound on the absent side", "一方均未使用时，此类文本使用率的 95% 单侧精确上界，0 至 1", "where a side never uses it: one-sided exact 95 % upper bound of the share of such documents that do, 0 to 1"),
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
		term("p_fisher", Float, 4, "Fisher p（旧式）", "Fisher p (legacy)", "Fisher 精确检验的双侧 p 值，以词项为单位，仅供与其他工具对照", "two-sided p of Fisher’s exact test, token-level, for comparison with other tools only"),
		term("p_rank", Float, 4, "秩和 p", "rank-sum p", "各篇使用率的 Wilcoxon–Mann–Whitney 检验，双侧，计入同秩；以文本为单位", "two-sided p of the Wilcoxon–Mann–Whitney test on the rates of the documents, ties corrected; the document is the unit"),
		term("p_rank_adj", Float, 4, "秩和 p（校正）", "rank-sum p, adjusted", "秩和检验的 p 值，按全部所比词项校正", "p of the rank-sum test adjusted over all features compared"),
		term("p_share", Float, 4, "占比 p", "share p", "含与不含该词项的文本数之 Fisher 精确检验，双侧；以文本为单位", "two-sided p of Fisher’s exact test on the numbers of documents with and without the feature; the document is the unit"),
		term("p_share_adj", Float, 4, "占比 p（校正）", "share p, adjusted", "篇数占比检验的 p 值，按全部所比词项校正", "p of the test of document shares adjusted over all features compared"),
	}
}

func spread() []Column {
	return []Column{
		term("dpnorm", Float, 3, "DPnorm", "DPnorm", "偏离比例，归一，0 均匀至 1 集中", "normalised deviation of proportions, 0 even to 1 concentrated"),
		term("range", Float, 3, "覆盖率", "range", "含该词项的文本占全部文本之比", "share of documents that hold the feature"),
		term("dp", Float, 3, "DP", "DP", "偏离比例，0 均匀，愈大愈集中", "deviation of proportions, 0 even, larger is more concentrated"),
		term("dpnorm_percentile", Float, 2, "同频百分位", "percentile among peers", "DPnorm 在频次相近（±25%）词项中的百分位，0 最均匀至 1 最集中", "percentile of DPnorm among features of similar count (±25 %), 0 the most even to 1 the most concentrated"),
		term("kld", Float, 3, "KLD", "KLD", "用例分布与文本长度分布的 KL 差异（比特），0 均匀", "Kullback–Leibler divergence of uses from document sizes in bits, 0 even"),
		term("kld_norm", Float, 3, "KLD 归一", "KLD, normalised", "1−2^(−KLD)，0 均匀至 1 集中", "1−2^(−KLD), 0 even to 1 concentrated"),
		term("juilland_d", Float, 3, "Juilland D", "Juilland D", "1 均匀，0 集中于一篇", "1 even, 0 in one document"),
		term("rosengren_s", Float, 3, "Rosengren S", "Rosengren S", "1 均匀，愈小愈集中", "1 even, smaller is more concentrated"),
		term("carroll_d2", Float, 3, "Carroll D₂", "Carroll D₂", "1 均匀，0 集中于一篇", "1 even, 0 in one document"),
		term("da", Float, 3, "DA", "DA", "1 均匀，0 集中于一篇", "1 even, 0 in one document"),
	}
}

func relations() []Column {
	return []Column{
		term("cosine", Float, 3, "余弦", "cosine", "词频向量的余弦，0 至 1", "cosine of the count vectors, 0 to 1"),
		term("jaccard", Float, 3, "Jaccard", "Jaccard", "五字串集合的 Jaccard 系数，0 至 1", "Jaccard coefficient of the sets of character 5-grams, 0 to 1"),
		term("distance", Float, 3, "距离", "distance", "两文之间的距离，0 至 1；种类见参数", "distance between the documents, 0 to 1; the kind is an option"),
		term("cophenetic", Float, 3, "归并高度", "cophenetic distance", "两文在聚类中归并时的高度", "height at which the two documents join in the hierarchy"),
		term("height", Float, 3, "首次归并高度", "joins at", "该文本首次与其他文本归并的高度", "height at which the document first joins another"),
		term("silhouette", Float, 2, "轮廓值", "silhouette", "−1 至 1；高则与本组近、与他组远，负则更近他组", "−1 to 1; high lies near its group and far from others, negative lies nearer to another group"),
		term("recovery", Float, 2, "重现度", "recovery", "重抽文本后最相配组与该组的平均 Jaccard 系数，0 至 1", "mean Jaccard coefficient of the group with its best match when documents are drawn anew, 0 to 1"),
		term("role", String, 0, "角色", "role", "active（参与拟合）、supplementary（只作投影）、reference（给定分数）、virgin（待评）", "active (fitted), supplementary (projected only), reference (score given) or virgin (scored)"),
		term("dim1", Float, 3, "第一维", "dimension 1", "第一维坐标", "coordinate on the first dimension"),
		term("dim2", Float, 3, "第二维", "dimension 2", "第二维坐标", "coordinate on the second dimension"),
		term("dim2_lo", Float, 3, "第二维下限", "dimension 2, low", "第二维坐标 95% 区间下限", "lower end of the 95 % interval on the second dimension"),
		term("dim2_hi", Float, 3, "第二维上限", "dimension 2, high", "第二维坐标 95% 区间上限", "upper end of the 95 % interval on the second dimension"),
		term("dim1_share", Float, 3, "第一维贡献", "share of dimension 1", "该文本占第一维惯量的份额，0 至 1", "share of the inertia of the first dimension that is due to the document, 0 to 1"),
		term("dim2_share", Float, 3, "第二维贡献", "share of dimension 2", "该文本占第二维惯量的份额，0 至 1", "share of the inertia of the second dimension that is due to the document, 0 to 1"),
		term("cos2", Float, 2, "cos²", "cos²", "两维所表示的该文本与中心距离平方的份额，0 至 1；低则位置不可读", "share of the squared distance from the centre that two dimensions show, 0 to 1; low means the place cannot be read"),
		term("score_given", Float, 3, "给定分数", "score given", "参照文本的给定分数", "score given to a reference document"),
		term("raw_score", Float, 4, "原始得分", "raw score", "未换算的 Wordscores 得分", "Wordscores score before rescaling"),
		term("position", Float, 3, "位置", "position", "一维尺度上的位置", "place on a one-dimensional scale"),
		term("se", Float, 4, "标准误（旧式）", "SE (legacy)", "以词项为单位的标准误，过小，仅供与其他工具对照", "token-level standard error, too small, for comparison with other tools only"),
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
		term("doubt", String, 0, "存疑", "doubt", "不作解释的原因：unstable（不稳定）、unspecific（无特征）；无则空", "why the row is not interpreted: unstable or unspecific; empty when it is"),
		term("date_first", String, 0, "最早日期", "first date", "最早使用该词项的文本日期", "date of the earliest document that uses it"),
		term("date_last", String, 0, "最晚日期", "last date", "最晚使用该词项的文本日期", "date of the latest document that uses it"),
	}
}

// richness is the columns of lexical diversity.
func richness() []Column {
	return []Column{
		term("ttr", Float, 3, "TTR", "TTR", "型数/词项数；随文本长度变化", "types/tokens; depends on text length"),
		term("herdan_c", Float, 3, "Herdan C", "Herdan C", "ln 型数/ln 词项数", "ln types/ln tokens"),
		term("guiraud_r", Float, 2, "Guiraud R", "Guiraud R", "型数/√词项数；随文本长度变化", "types/√tokens; depends on text length"),
		term("cttr", Float, 2, "CTTR", "CTTR", "型数/√(2·词项数)；随文本长度变化", "types/√(2·tokens); depends on text length"),
		term("dugast_u", Float, 1, "Dugast U", "Dugast U", "(lg N)²/(lg N−lg V)，以 10 为底", "(log N)²/(log N − log V), base 10"),
		term("summer_s", Float, 3, "Summer S", "Summer S", "lg lg V/lg lg N，以 10 为底", "log log V/log log N, base 10"),
		term("yule_k", Float, 1, "Yule K", "Yule K", "10⁴(Σf²−N)/N²；愈低愈丰富", "10⁴(Σf²−N)/N²; low is diverse"),
		term("yule_i", Float, 2, "Yule I", "Yule I", "V²/(Σf²−V)；愈高愈丰富", "V²/(Σf²−V); high is diverse"),
		term("simpson_d", Float, 4, "Simpson D", "Simpson D", "任取两词相同的概率，0 至 1；愈低愈丰富", "chance that two tokens are alike, 0 to 1; low is diverse"),
		term("herdan_vm", Float, 4, "Herdan Vm", "Herdan Vm", "√(Σp²−1/V)；愈低愈丰富", "√(Σp²−1/V); low is diverse"),
		term("maas", Float, 4, "Maas a", "Maas a", "√((lg N−lg V)/(lg N)²)；愈低愈丰富", "√((log N − log V)/(log N)²), base 10; low is diverse"),
		term("msttr", Float, 3, "MSTTR", "MSTTR", "各完整等长段 TTR 的均值，0 至 1；文本短于一段则空", "mean TTR of full segments of equal length, 0 to 1; empty for a shorter text"),
		term("mattr", Float, 3, "MATTR", "MATTR", "滑动窗口 TTR 的均值，0 至 1；文本短于窗口则空", "mean TTR over a moving window, 0 to 1; empty for a text shorter than the window"),
		term("mtld", Float, 1, "MTLD", "MTLD", "TTR 保持在阈值以上的平均段长（词项数），双向平均", "mean length in tokens of stretches whose TTR stays above a threshold, mean of both directions"),
		term("mtld_ma", Float, 1, "MTLD-MA", "MTLD-MA", "自每一词项起算的 MTLD 段长均值，双向平均", "MTLD with a stretch begun at every token, mean of both directions"),
		term("hdd", Float, 3, "HD-D", "HD-D", "不放回抽取若干词项时的期望 TTR，0 至 1；文本更短则空", "expected TTR of a draw without replacement, 0 to 1; empty for a text shorter than the draw"),
	}
}

// ease is the columns of readability. Those of English formulas are empty for
// other languages, those of Chinese for English.
func ease() []Column {
	return []Column{
		term("flesch", Float, 1, "Flesch", "Flesch", "Flesch 易读度，愈高愈易；仅限英语", "reading ease, higher is easier; English only"),
		term("flesch_kincaid", Float, 1, "Flesch–Kincaid", "Flesch–Kincaid", "美国学年；仅限英语", "US school grade; English only"),
		term("ari", Float, 1, "ARI", "ARI", "自动易读指数，美国学年；仅限英语", "automated readability index, US school grade; English only"),
		term("coleman_liau", Float, 1, "Coleman–Liau", "Coleman–Liau", "美国学年；仅限英语", "US school grade; English only"),
		term("gunning_fog", Float, 1, "Gunning Fog", "Gunning fog", "美国学年；仅限英语", "US school grade; English only"),
		term("smog", Float, 1, "SMOG", "SMOG", "美国学年，三十句以上；仅限英语", "US school grade, from thirty sentences; English only"),
		term("lix", Float, 1, "LIX", "LIX", "每句词数加长词百分比；仅限英语", "words per sentence plus per cent of long words; English only"),
		term("rix", Float, 2, "RIX", "RIX", "每句长词数；仅限英语", "long words per sentence; English only"),
		term("forcast", Float, 1, "FORCAST", "FORCAST", "美国学年；仅限英语", "US school grade; English only"),
		term("words_per_sentence", Float, 1, "每句词数", "words per sentence", "每句英语单词数；仅限英语", "English words per sentence; English only"),
		term("chars_per_sentence", Float, 1, "每句汉字", "characters per sentence", "每句汉字数；仅限汉语，只可在同一语料内比较", "Han characters per sentence; Chinese only, relative within one corpus"),
		term("clauses_per_sentence", Float, 2, "每句小句", "clauses per sentence", "每句小句数；仅限汉语，只可在同一语料内比较", "clauses per sentence; Chinese only, relative within one corpus"),
		term("rare_char_share", Float, 3, "非常用字占比", "share of rare characters", "语料最常用若干字以外的汉字占比，0 至 1；仅限汉语，只可在同一语料内比较", "share of Han characters outside the commonest of the corpus, 0 to 1; Chinese only, relative within one corpus"),
	}
}
