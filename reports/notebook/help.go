package notebook

import (
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/analysis/table"
	"concord/corpus/bilingual"

	"go.starlark.net/starlark"
)

// word is a function of ours that is no analysis.
type word struct {
	name string
	call string // how it is written
	help analysis.Text
	make func(*run) goFunction
}

func same(f goFunction) func(*run) goFunction { return func(*run) goFunction { return f } }

// words lists the functions in the order in which help shows them.
func words() []word {
	t := analysis.T
	return []word{
		{"corpus", `corpus("path")`, t("读入笔记本文件夹内的文件或文件夹；corpus(\"specimen\") 是内置样本。其 documents 为各篇文本，hash 为校验值。", "Reads a file or folder within the folder of the notebook; corpus(\"specimen\") is the built-in specimen. documents lists its texts, hash identifies it."), func(r *run) goFunction { return r.corpus }},
		{"where", `where(corpus, "pair:CHN-KHM year:2010..")`, t("合乎条件的文本组成的语料。", "The corpus of the documents that a query picks."), func(r *run) goFunction { return r.where }},
		{"report", `report(corpus, focus="ID", where="", seed=1)`, t("比较报告。其 title、findings、limits、sections 可取用。", "The comparison report: title, findings, limits and sections."), func(r *run) goFunction { return r.report }},
		{"figure", `figure(result, 0, profile="", column="full", pdf=False)`, t("结果中的一幅图，可按期刊要求绘制。", "A figure of a result, drawn to the rules of a journal."), func(r *run) goFunction { return r.figure }},
		{"show", `show(x, …)`, t("显示一个或多个值；单元格最后的表达式会自动显示。", "Displays values; the last expression of a cell is displayed anyway."), func(r *run) goFunction { return r.show }},
		{"help", `help(name)`, t("说明一个函数；不给名称则列出全部。", "Explains a function, or lists them all."), func(r *run) goFunction { return r.help }},
		{"len", `len(x)`, t("长度。文本按字计，不按字节计；下标、切片和 find 也是如此。", "The length. Texts count characters, not bytes, and so do indexes, slices and find."), same(length)},
		{"nchar", `nchar(text)`, t("文本的字数。", "The number of characters of a text."), same(countCharacters)},
		{"chars", `chars(text)`, t("文本的各个字，成一列表。", "The characters of a text, as a list."), same(characters)},
		{"head", `head(x, n=10)`, t("前 n 个字、元素或行。", "The first n characters, elements or rows."), same(end("head", true))},
		{"tail", `tail(x, n=10)`, t("后 n 个字、元素或行。", "The last n characters, elements or rows."), same(end("tail", false))},
		{"fmt", `fmt("{} {:.2f} {name}", x, y, name=z)`, t("按格式写出数值：.2f 两位小数，.1% 百分数，,d 千分位，>8 右对齐。", "Writes values into a text: .2f two decimals, .1% per cent, ,d thousands, >8 to the right."), same(format)},
		{"sum", `sum(list)`, t("总和。", "The sum."), same(sum)},
		{"round", `round(x, digits)`, t("四舍六入五成双；不给位数则得整数。", "Rounds, ties to even; without digits to a whole number."), same(round)},
		{"mean", `mean(list)`, t("平均数。缺失值 None 须先剔除。", "The mean. Missing values (None) must be left out first."), same(mean)},
		{"median", `median(list)`, t("中位数。", "The median."), same(median)},
		{"quantile", `quantile(list, p)`, t("分位数，线性插值（第 7 型）。", "A quantile, interpolated linearly (type 7)."), same(quantile)},
		{"unique", `unique(list)`, t("各不相同的值，按首次出现的次序。", "The distinct values in order of first appearance."), same(distinct)},
		{"count", `count(list)`, t("各值的次数，多者在前。", "How often each value occurs, the commonest first."), same(count)},
	}
}

// help prints the explanation of a function, of an analysis from the same text
// as the command line has it.
func (r *run) help(_ *starlark.Thread, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var about starlark.Value
	if err := starlark.UnpackArgs("help", args, kwargs, "name?", &about); err != nil {
		return nil, err
	}
	name := ""
	switch v := about.(type) {
	case nil:
	case starlark.String:
		name = string(v)
	case *starlark.Builtin:
		name = v.Name()
	case *starlark.Function:
		return starlark.None, r.sink.print(strings.TrimSpace(v.Name()+"\n"+v.Doc()) + "\n")
	default:
		return nil, fmt.Errorf("help: got a %s, want a function or its name, such as help(keyness)", v.Type())
	}
	text, ok := Help(name, r.e.opt.Lang)
	if !ok {
		if near := analysis.Nearest(name, helped()); near != "" {
			return nil, fmt.Errorf("help: nothing about %q; did you mean %s?", name, near)
		}
		return nil, fmt.Errorf("help: nothing about %q; help() lists what there is", name)
	}
	return starlark.None, r.sink.print(text)
}

func helped() []string {
	names := catalog.Names()
	for _, w := range words() {
		names = append(names, w.name)
	}
	return names
}

// Help returns the explanation of a function of cells, or the list of all for
// "". It reports whether there is such a function.
func Help(name string, lang bilingual.Lang) (string, bool) {
	var b strings.Builder
	if name == "" {
		for _, w := range words() {
			line(&b, w.name, w.help.In(lang))
		}
		for _, m := range catalog.Methods() {
			line(&b, m.Name, m.Question.In(lang))
		}
		return b.String(), true
	}
	all := words()
	if i := slices.IndexFunc(all, func(w word) bool { return w.name == name }); i >= 0 {
		fmt.Fprintf(&b, "%s\n%s\n", all[i].call, all[i].help.In(lang))
		return b.String(), true
	}
	m, ok := catalog.Find(name)
	if !ok {
		return "", false
	}
	fmt.Fprintf(&b, "%s(corpus, …)  %s\n%s\n\n%s\n\n", m.Name, m.Title.In(lang), m.Question.In(lang), m.Doc)
	for _, o := range m.Options {
		value := o.Default
		if o.Kind == table.String {
			value = fmt.Sprintf("%q", o.Default)
		}
		help := o.Help.In(lang)
		if len(o.Choices) > 0 {
			help += " (" + strings.Join(o.Choices, ", ") + ")"
		}
		fmt.Fprintf(&b, "  %s=%s  %s\n", o.Name, value, help)
	}
	b.WriteByte('\n')
	for _, c := range m.Columns {
		fmt.Fprintf(&b, "  .table[%q]  %s\n", c.Name, c.Help.In(lang))
	}
	return b.String(), true
}

func line(b *strings.Builder, name, text string) {
	fmt.Fprintf(b, "%s%s %s\n", name, strings.Repeat(" ", max(12-len(name), 0)), text)
}
