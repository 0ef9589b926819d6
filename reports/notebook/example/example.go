// Package example holds two notebooks for a first look, one in Chinese and one
// in English, on the built-in specimen. The files are made by running the cells
// that stand here; a test makes them again and compares.
//
//go:generate go run ./generate
package example

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"

	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

//go:embed *.ipynb
var files embed.FS

// Files returns the notebooks as files, with their outputs.
func Files() fs.FS { return files }

// Example is a notebook in the making.
type Example struct {
	Name string         // of its file, without .ipynb
	Lang bilingual.Lang // of its outputs
	text []cell
}

type cell struct {
	kind   notebook.CellType
	id     string
	source string
	tag    string
}

// Examples returns the notebooks in order.
func Examples() []Example {
	return []Example{
		{"first-look-zh", bilingual.ZH, chinese()},
		{"first-look-en", bilingual.EN, english()},
	}
}

// Make runs the notebook and returns it with its outputs.
func (e Example) Make(ctx context.Context) (*notebook.Notebook, error) {
	nb := e.Blank()
	err := notebook.Run(ctx, nb, notebook.RunOptions{Options: notebook.Options{Lang: e.Lang}})
	return nb, err
}

// Blank returns the notebook before it runs.
func (e Example) Blank() *notebook.Notebook {
	nb := notebook.New()
	for _, c := range e.text {
		made := nb.Add(c.kind, c.source)
		made.ID = c.id
		if c.tag != "" {
			made.Metadata = notebook.Metadata{"tags": json.RawMessage(fmt.Sprintf("[%q]", c.tag))}
		}
	}
	return nb
}

func chinese() []cell {
	return []cell{
		{notebook.Markdown, "title", "# 初次使用：比较一组联合声明\n\n本笔记本使用内置样本：虚构国家之间的 48 篇中文联合声明，事先埋有若干变化。单元格从上到下运行；改动一处，受影响的结果会标为“已过期”。\n\n- 换用自己的文本：把 `\"specimen\"` 改为笔记本所在文件夹内的路径；\n- 函数说明：`help(keyness)`。", ""},
		{notebook.Code, "parameters", "语料路径 = \"specimen\"\n分界年 = 2012", "parameters"},
		{notebook.Markdown, "corpus-text", "## 语料\n\n`where` 用查询语言挑选文本；最后一行的值会自动显示。", ""},
		{notebook.Code, "corpus", "语料 = where(corpus(语料路径), \"lang:zh\")\nprint(fmt(\"{} 篇，共 {:,d} 字\", len(语料), sum([d.characters for d in 语料])))\nfor 文体, 次数 in count([d.kind for d in 语料]).items():\n    print(文体, 次数)", ""},
		{notebook.Code, "documents", "head(语料, 5)", ""},
		{notebook.Markdown, "keyness-text", "## 前后两个时期的用词差异\n\n以一篇文本为推断单位；“仅见于一方”的词语照列不误。", ""},
		{notebook.Code, "keyness", "差异 = keyness(语料, target=fmt(\"year:{}..\", 分界年), top=15, permutations=499)\nfor 一条 in 差异.findings:\n    print(一条)\n差异.table.select(\"rank\", \"feature\", \"count_target\", \"count_reference\", \"log_ratio\", \"lo\", \"hi\", \"p_adj\")", ""},
		{notebook.Code, "keyness-figure", "figure(差异)", ""},
		{notebook.Markdown, "lines-text", "## 回到原文\n\n每个数字都应能回到原文。下面取校正后 p 值最小的一个词。", ""},
		{notebook.Code, "lines", "词 = 差异.table.sort(\"p_adj\")[0].feature\nkwic(语料, find=词, top=8).table.select(\"doc\", \"date\", \"left\", \"node\", \"right\")", ""},
		{notebook.Markdown, "own-text", "## 自己的计算\n\n单元格语言近似 Python。文本按字计数：`标题[:4]` 就是前四个字。", ""},
		{notebook.Code, "own", "def 每年(年份列表):\n    \"\"\"各年的文本篇数。\"\"\"\n    return count(年份列表)\n\n年份 = 每年([d.year for d in 语料])\n最多 = max(年份.values())\nprint(\"文本最多的年份：\", [y for y in sorted(年份) if 年份[y] == 最多])\nprint(\"标题前四字：\", unique([d.title[:4] for d in 语料])[:5])\nprint(fmt(\"篇幅中位数 {:.0f} 字，九成文本不超过 {:.0f} 字\", median([d.characters for d in 语料]), quantile([d.characters for d in 语料], 0.9)))", ""},
	}
}

func english() []cell {
	return []cell{
		{notebook.Markdown, "title", "# A first look: what sets one statement apart\n\nThis notebook works on the built-in specimen: joint statements between invented states, in which some changes are planted. Cells run from top to bottom. Change one, and the results that depend on it are marked out of date.\n\n- For texts of your own, replace `\"specimen\"` by a path within the folder of the notebook.\n- `help(similarity)` explains a function.", ""},
		{notebook.Code, "parameters", "path = \"specimen\"\nlanguage = \"en\"", "parameters"},
		{notebook.Markdown, "corpus-text", "## The texts", ""},
		{notebook.Code, "corpus", "texts = where(corpus(path), \"lang:\" + language)\nlatest = sorted(texts.documents, key=lambda d: d.date)[-1]\nprint(fmt(\"{} documents; the latest is {} of {}\", len(texts), latest.id, latest.date))\ntail(texts, 5)", ""},
		{notebook.Markdown, "words-text", "## The words that are used most\n\nRates stand with an interval and with the spread over documents.", ""},
		{notebook.Code, "words", "words = frequency(texts, top=12, numbers=\"drop\")\nwords.table.select(\"rank\", \"feature\", \"count\", \"documents\", \"per_million\", \"lo\", \"hi\")", ""},
		{notebook.Code, "words-figure", "figure(words, column=\"single\")", ""},
		{notebook.Markdown, "near-text", "## The nearest documents", ""},
		{notebook.Code, "near", "near = similarity(texts, focus=latest.id)\nnear.table.select(\"rank\", \"doc_b\", \"date\", \"cosine\", \"jaccard\").head(8)", ""},
		{notebook.Markdown, "own-text", "## A calculation of your own\n\nFunctions see names as they are where they are called; values of cells above cannot be changed, only copied.", ""},
		{notebook.Code, "own", "def mean_cosine(same_pair):\n    \"\"\"The mean cosine to documents of the same pair, or of other pairs.\"\"\"\n    pairs = {d.id: d.pair for d in texts}\n    return mean([r.cosine for r in near.table if (pairs[r.doc_b] == latest.pair) == same_pair])\n\nprint(fmt(\"same pair {:.3f}, other pairs {:.3f}\", mean_cosine(True), mean_cosine(False)))", ""},
	}
}
