package catalog

import (
	"concord/analysis"
	"concord/analysis/frequency"
	"concord/analysis/keyness"
	"concord/analysis/shift"
	"concord/analysis/similarity"
	"concord/analysis/topic"
	"concord/corpus"
)

// Step is one part of a report: a method, its options, and what the reader is
// told before its result.
type Step struct {
	Name    string // of the section, fit for a file name and an anchor
	Title   analysis.Text
	Intro   analysis.Text
	Method  analysis.Method
	Options map[string]any
	Columns []string // shown in the report, in this order; the CSV has all
	Rows    int      // shown at most
}

// Comparison is the plan of the comparison report: one document of c, the
// focus, against the others. The seed goes to every method that draws random
// numbers.
func Comparison(c *corpus.Corpus, focus *corpus.Document, seed uint64) []Step {
	steps := []Step{
		{
			Name: "frequency", Title: analysis.T("用词概况", "Vocabulary at a glance"),
			Intro:   analysis.T("全部文本中最常见的词语，附各篇使用率的区间与分布。", "The commonest words of the whole set, with an interval for their rate and their spread over the documents."),
			Method:  frequency.Method(),
			Options: map[string]any{"numbers": "drop"},
			Columns: []string{"rank", "feature", "count", "documents", "per_million", "lo", "hi", "dpnorm"}, Rows: 20,
		},
		{
			Name: "focus", Title: analysis.T("本篇与其余各篇", "This document against the others"),
			Intro:   analysis.T("本篇用得特别多、特别少或完全不用的词语。参照文本少时只排序，不给概率。", "Words that this document uses more than the others, less, or not at all. With few reference documents there are ranks and no probabilities."),
			Method:  keyness.Focus(),
			Options: map[string]any{"focus": focus.ID, "numbers": "drop"},
			Columns: []string{"rank", "feature", "count", "per_million", "rate_median", "rate_low", "rate_high", "density_rank", "documents_reference", "p", "p_adj"}, Rows: 25,
		},
	}
	if pair := focus.Pair(); pair != "" && comparable(c, pair) {
		steps = append(steps, Step{
			Name: "keyness", Title: analysis.T("本文各方与其他各方", "These parties against the others"),
			Intro:   analysis.T("本文各方历次文本与其他各方文本的用词差异，以文本为推断单位。", "How the wording of these parties' documents differs from that of the others; the document is the unit of inference."),
			Method:  keyness.Method(),
			Options: map[string]any{"target": "pair:" + pair, "seed": seed, "numbers": "drop"},
			Columns: []string{"rank", "feature", "count_target", "count_reference", "documents_target", "documents_reference", "log_ratio", "lo", "hi", "zeta", "p_adj", "exclusive"}, Rows: 25,
		})
	}
	return append(steps,
		Step{
			Name: "similarity", Title: analysis.T("相近的文本", "Nearest documents"),
			Intro:   analysis.T("本篇与其余各篇的相近程度：词频余弦，以及不依赖分词的五字串重合。", "How near the others are: the cosine of word counts, and shared character 5-grams, which need no word segmentation."),
			Method:  similarity.Method(),
			Options: map[string]any{"focus": focus.ID},
			Columns: []string{"rank", "doc", "doc_b", "date", "cosine", "jaccard"}, Rows: 15,
		},
		Step{
			Name: "shift", Title: analysis.T("各时期的用词变化", "Change between periods"),
			Intro:   analysis.T("用词变化最大之处前后两个时期的差异，与同样长度的随机分组相比较。", "Where the wording changes most, how far the periods before and after differ, beside what groups of the same lengths differ by chance."),
			Method:  shift.Method(),
			Options: map[string]any{"seed": seed, "numbers": "drop"},
			Columns: []string{"target", "reference", "size_target", "size_reference", "tokens_matched", "divergence", "null_mean", "null_low", "null_high", "excess", "p_adj"}, Rows: 10,
		},
		Step{
			Name: "wordshift", Title: analysis.T("变化背后的词语", "The words behind the change"),
			Intro:   analysis.T("变化前后两个时期之间，哪些词语造成了差异。", "Which words make the difference between the periods before and after."),
			Method:  shift.Words(),
			Options: map[string]any{"numbers": "drop"},
			Columns: []string{"rank", "feature", "contribution", "lo", "hi", "share", "count_target", "count_reference", "documents_target", "documents_reference", "exclusive"}, Rows: 25,
		},
		Step{
			Name: "topic", Title: analysis.T("主题", "Topics"),
			Intro:   analysis.T("以段落为单位的主题模型；各次重复中不稳定的主题不作解释。", "A topic model over paragraphs; topics that do not return from run to run are not interpreted."),
			Method:  topic.Method(),
			Options: map[string]any{"seed": seed, "numbers": "drop"}, Rows: 12,
		},
		Step{
			Name: "prevalence", Title: analysis.T("主题的消长", "Topics over time"),
			Intro:   analysis.T("各时期中每个主题所占的份额及区间。", "The share of each topic by period, with intervals."),
			Method:  topic.Prevalence(),
			Options: map[string]any{"seed": seed, "numbers": "drop"},
			Columns: []string{"topic", "period", "share", "lo", "hi", "documents", "doubt"}, Rows: 40,
		},
	)
}

// comparable reports whether the pair and the others have two documents each,
// the least that two groups need. One document alone is compared as the focus.
func comparable(c *corpus.Corpus, pair string) bool {
	own := 0
	for i := range c.Len() {
		if c.Doc(i).Pair() == pair {
			own++
		}
	}
	return own >= 2 && c.Len()-own >= 2
}
