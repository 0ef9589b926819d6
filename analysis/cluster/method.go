package cluster

import (
	"context"
	_ "embed"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/query"
	"concord/corpus/token"
)

//go:embed doc.go
var doc string

// Choice says which documents are joined and how. It is part of the options of
// both methods.
type Choice struct {
	Where    string `opt:"where" default:"" zh:"哪些文本，如 lang:zh pair:CHN-KHM；空为全部" en:"which documents, such as lang:zh pair:CHN-KHM; empty for all"`
	Distance string `opt:"distance" default:"jsd" choices:"jsd,hellinger,cosine,correlation,euclidean,manhattan,wjaccard,jaccard,dice" zh:"距离：jsd（Jensen–Shannon 差异之根）、hellinger、cosine 与 correlation（词频）、euclidean、manhattan 与 wjaccard（占比）、jaccard 与 dice（五字串集合）" en:"distance: jsd (root of the Jensen–Shannon divergence), hellinger, cosine and correlation (of counts), euclidean, manhattan and wjaccard (of shares), jaccard and dice (of sets of 5-grams)"`
	Linkage  string `opt:"linkage" default:"ward" choices:"ward,average,complete,single" zh:"归并方式：ward、average、complete、single" en:"linkage: ward, average, complete or single"`
	token.Recipe
}

// Validate reports a query or a recipe that cannot be read.
func (c Choice) Validate() error {
	if _, err := query.Parse(c.Where); err != nil {
		return &analysis.OptionError{Option: "where", Problem: err.Error()}
	}
	return c.Recipe.Validate()
}

// Options says further into how many groups to cut.
type Options struct {
	Choice
	K     int    `opt:"k" default:"0" min:"0" max:"100" zh:"分成几组；0 则在归并高度差距最大处分" en:"how many groups; 0 cuts at the widest gap between heights"`
	Draws int    `opt:"draws" default:"100" min:"0" max:"10000" zh:"重抽文本的次数，用于重现度；0 则不算" en:"draws of documents behind recovery; 0 leaves it out"`
	Seed  uint64 `opt:"seed" default:"1" zh:"随机数种子" en:"seed of the random numbers"`
	// Cluster is named as in the methods that make intervals.
	Cluster string `opt:"cluster" default:"document" choices:"document,pair" zh:"重抽以文本或缔约双方为单位" en:"unit that is drawn: the document or the pair of parties"`
}

// Row is one document in leaf order.
type Row struct {
	Rank       int     `col:"rank"`
	Doc        string  `col:"doc"`
	Date       string  `col:"date"`
	Group      string  `col:"group"`
	Height     float64 `col:"height"`
	Silhouette float64 `col:"silhouette"`
	Recovery   float64 `col:"recovery"`
	Tokens     int     `col:"tokens"`
}

// Method returns the catalog entry.
func Method() analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "cluster",
		Title:    analysis.T("文本聚类", "Clusters"),
		Question: analysis.T("这些文本按措辞可分为哪几组，分组是否牢靠？", "Into which groups do these documents fall by their wording, and how firm are the groups?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"文本按距离（{distance}）作层次聚类（{linkage}连接），叶序取最优排列；分组的牢靠程度以重抽文本（以{cluster}为单位）{draws}次的平均 Jaccard 重现度表示，并给出共表型相关系数与轮廓值。",
			"Documents are clustered hierarchically by distance ({distance}, {linkage} linkage), leaves in optimal order; the firmness of groups is told by their mean Jaccard recovery over {draws} draws of documents (unit: {cluster}), with the cophenetic correlation and silhouettes."),
		Cites: []string{
			"Lance, G. N. & Williams, W. T. (1967). A general theory of classificatory sorting strategies: 1. Hierarchical systems. The Computer Journal, 9(4), 373–380.",
			"Bar-Joseph, Z., Gifford, D. K. & Jaakkola, T. S. (2001). Fast optimal leaf ordering for hierarchical clustering. Bioinformatics, 17(Suppl. 1), S22–S29.",
			"Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis, 52(1), 258–271.",
		},
	}, run)
}

func run(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
	out := &analysis.Output[Row]{Seed: o.Seed}
	t, refusal, err := grow(ctx, in, o.Choice)
	if err != nil {
		return nil, err
	}
	out.Tokens, out.Groups = t.tokens, []corpus.Group{t.group}
	if out.Refusal = refusal; refusal != nil {
		return out, nil
	}
	k := min(o.K, t.size())
	if k == 0 {
		k = t.hierarchy.LargestGap(mostGroups)
	}
	c := t.cut(k)
	if c.recovery, err = t.recover(ctx, c, t.units(o.Cluster == "pair"), o.Draws, o.Seed); err != nil {
		return nil, err
	}
	c.rows(out)
	c.tell(out, o)
	return out, nil
}
