package analysis

import (
	"fmt"

	"concord/corpus/bilingual"
)

// wordings says in prose what values of options stand for, by option and value.
var wordings = map[string]map[string]Text{
	"adjust": {
		"bh": T("Benjamini–Hochberg 法", "Benjamini–Hochberg"), "holm": T("Holm 法", "Holm"), "sidak": T("Šidák 法", "Šidák"),
		"maxt": T("Westfall–Young 最大统计量法", "Westfall–Young max-T"), "none": T("未校正", "none"),
	},
	"cluster": {"document": T("文本", "document"), "pair": T("当事方组合", "pair of parties")},
	"measure": {"jaccard": T("Jaccard 系数", "the Jaccard coefficient"), "cosine": T("余弦", "the cosine")},
	"linkage": {"single": T("单", "single"), "complete": T("全", "complete"), "average": T("平均", "average"), "ward": T("Ward", "Ward")},
	"distance": {
		"jsd": T("Jensen–Shannon 距离", "Jensen–Shannon"), "hellinger": T("Hellinger 距离", "Hellinger"),
		"cosine": T("余弦距离", "cosine"), "jaccard": T("五字串 Jaccard 距离", "Jaccard"),
		"dice": T("五字串 Dice 距离", "Dice"), "wjaccard": T("加权 Jaccard 距离", "weighted Jaccard"), "euclidean": T("欧氏距离", "Euclidean"),
		"manhattan": T("曼哈顿距离", "Manhattan"), "correlation": T("相关距离", "correlation"),
	},
	"model": {
		"lda": T("隐含狄利克雷分配，折叠吉布斯抽样，主题先验不对称", "latent Dirichlet allocation by collapsed Gibbs sampling with an asymmetric prior of topics"),
		"nmf": T("非负矩阵分解，KL 散度", "non-negative factorisation under the Kullback–Leibler divergence"),
		"vem": T("隐含狄利克雷分配，变分 EM 算法", "latent Dirichlet allocation by variational EM"),
	},
	"topics": {"0": T("主题数按段落数自动确定", "as many topics as the number of paragraphs allows")},
}

// Spoken is the account of the method with its options as run, in prose.
func (m Method) Spoken(r *Result) Text {
	values := map[string]Text{}
	for _, v := range OptionValues(r.Options) {
		text := fmt.Sprint(v.Value)
		prose, ok := wordings[v.Name][text]
		if !ok {
			prose = bilingual.Same(text)
			if v.Name == "topics" {
				prose = T("主题数为"+text, text+" topics")
			}
		}
		values[v.Name] = prose
	}
	return m.Account.Fill(values)
}
