package table

// series is the columns of change points, bursts and topics measured by their words.
func series() []Column {
	return []Column{
		term("from", String, 0, "起", "from", "时段内最早的日期或年份", "earliest date or year of the span"),
		term("to", String, 0, "止", "to", "时段内最晚的日期或年份", "latest date or year of the span"),
		term("doc_first", String, 0, "首篇", "first document", "时段内最早文本的编号", "ID of the earliest document of the span"),
		term("doc_last", String, 0, "末篇", "last document", "时段内最晚文本的编号", "ID of the latest document of the span"),
		term("per_1000_tokens", Float, 3, "每千词", "per 1000 tokens", "各篇每千词项次数的均值", "mean over documents of uses per 1 000 tokens"),
		term("gain", Float, 3, "变点所得", "gain", "该变点使代价减少多少（energy 为检验统计量）", "what the change takes off the cost; the statistic of energy"),
		term("rose", String, 0, "增加最多", "rose most", "与前一时段相比增加最多的词，专名与数字除外", "words that rose most against the span before, names and numbers aside"),
		term("burst_level", Int, 0, "突现层级", "level of the burst", "高出基准态几级，从 1 起", "states above the base state, from 1"),
		term("documents_span", Int, 0, "时段篇数", "documents of the span", "时段内的全部文本数", "all documents of the span"),
		term("share_rest", Float, 3, "其余占比", "share elsewhere", "时段以外的文本中含该词项者的占比，0 至 1", "share of the documents outside the span that hold the feature, 0 to 1"),
		term("burst_weight", Float, 2, "突现权重", "weight of the burst", "高态在时段内省下的代价；愈大愈突出", "cost that the upper state saves over the span; larger stands out more"),
		term("coherence_npmi", Float, 3, "连贯度 NPMI", "coherence NPMI", "代表词两两 NPMI 的均值，−1 至 1", "mean NPMI of pairs of leading words, −1 to 1"),
		term("coherence_umass", Float, 2, "连贯度 UMass", "coherence UMass", "ln P(同篇|较前词) 的均值，至多 0；愈高愈连贯", "mean ln of the share of documents with the earlier word that have the later too, at most 0; high is coherent"),
		term("coherence_uci", Float, 2, "连贯度 UCI", "coherence UCI", "代表词两两 PMI 的均值（自然对数）", "mean PMI of pairs of leading words, natural logarithm"),
		term("coherence_cv", Float, 3, "连贯度 C_v", "coherence C_v", "各词 NPMI 向量与总向量的余弦均值，0 至 1", "mean cosine of the NPMI vector of a word with that of all, 0 to 1"),
		term("exclusivity", Float, 2, "专属度", "exclusivity", "代表词的 FREX 之和，至多为代表词数；愈高愈为该主题所专有", "sum of FREX over the leading words, at most their number; high is exclusive to the topic"),
		term("vocd_d", Float, 1, "vocd-D", "vocd-D", "随机抽词的 TTR 曲线所拟合的 D，愈高愈丰富；不足 50 词项则空", "D fitted to the TTR curve of random draws, high is diverse; empty below 50 tokens"),
		term("ellipse_major", Float, 3, "椭圆长半轴", "ellipse, long half-axis", "95% 置信椭圆的长半轴，坐标单位", "long half-axis of the 95 % ellipse, in units of the coordinates"),
		term("ellipse_minor", Float, 3, "椭圆短半轴", "ellipse, short half-axis", "95% 置信椭圆的短半轴，坐标单位", "short half-axis of the 95 % ellipse, in units of the coordinates"),
		term("ellipse_angle", Float, 1, "椭圆倾角", "ellipse, angle", "长轴与第一维的夹角，度，−90 至 90", "angle of the long axis to dimension 1 in degrees, −90 to 90"),
	}
}
