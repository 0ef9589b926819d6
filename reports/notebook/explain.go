package notebook

import (
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"

	"go.starlark.net/starlark"
)

// maxExplained is how much of a value an explanation shows, in characters.
const maxExplained = 600

// Inspect explains what stands at a place of code, counted in bytes: a function,
// an option of a call, a column, a value. Between the brackets of a call and
// beside a name it explains the function that is called.
func (s *Scope) Inspect(source string, at int) (string, bool) {
	at = min(max(at, 0), len(source))
	from, to := nameBefore(source, at), nameAfter(source, at)
	p := cursorAt(source, from)
	g := guesser{s, p.before}
	name := source[from:to]
	switch {
	case p.comment:
		return "", false
	case p.quote >= 0:
		return s.explainText(g, p, source[p.inside:to])
	case name != "" && from > 0 && source[from-1] == '.':
		of := g.of(operandBefore(source, from-1), 0)
		if text := g.attributeHelp(of, name); text != "" {
			return name + "\n" + text, true
		}
		return describe(name, g.attribute(of, name), s.lang)
	case name != "" && '0' <= name[0] && name[0] <= '9':
		return "", false
	case name != "":
		if text, ok := s.explainOption(p, source[to:], name); ok {
			return text, true
		}
		if text, ok := s.explainName(g, name); ok {
			return text, true
		}
	}
	if f, _, ok := p.call(); ok {
		return s.explainName(g, f)
	}
	return "", false
}

// explainText explains a text that names a column or stands for an option.
func (s *Scope) explainText(g guesser, p cursor, name string) (string, bool) {
	if option := p.argument(p.quote); option != "" {
		f, _, _ := p.call()
		return s.optionHelp(f, option)
	}
	f, _, _ := p.call()
	receiver, method, _ := cutLast(f, ".")
	before := strings.TrimRight(p.before[:p.quote], " \t\n")
	var of known
	switch {
	case strings.HasSuffix(before, "["):
		of = g.of(operandBefore(before, len(before)-1), 0)
	case method == "select" || method == "sort":
		of = g.of(receiver, 0)
	}
	for _, c := range of.columns() {
		if c.Name == name {
			return columnHelp(c, s.lang), true
		}
	}
	if f != "" {
		return s.explainName(g, f)
	}
	return "", false
}

// explainOption explains a name before = within a call.
func (s *Scope) explainOption(p cursor, after, name string) (string, bool) {
	rest := strings.TrimLeft(after, " \t")
	if !strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "==") {
		return "", false
	}
	f, _, ok := p.call()
	if !ok {
		return "", false
	}
	return s.optionHelp(f, name)
}

func (s *Scope) optionHelp(f, name string) (string, bool) {
	options, _ := s.options(f)
	at := slices.IndexFunc(options, func(o analysis.Option) bool { return o.Name == name })
	if at < 0 {
		return "", false
	}
	o := options[at]
	value := o.Default
	if o.Kind == table.String {
		value = fmt.Sprintf("%q", o.Default)
	}
	text := fmt.Sprintf("%s(%s=%s)\n%s", f, name, value, o.Help.In(s.lang))
	if len(o.Choices) > 0 {
		text += "\n" + strings.Join(o.Choices, ", ")
	}
	if o.Min != "" || o.Max != "" {
		text += fmt.Sprintf("\n[%s, %s]", o.Min, o.Max)
	}
	return text, true
}

// explainName explains a function or a value by its name, or by its call.
func (s *Scope) explainName(g guesser, name string) (string, bool) {
	if text, ok := s.texts[name]; ok {
		return strings.TrimRight(text, "\n"), true
	}
	if !slices.Contains(s.own, name) && !slices.Contains(boundIn(g.before), name) {
		if text, ok := Help(name, s.lang); ok && name != "" {
			return strings.TrimRight(text, "\n"), true
		}
		if v, ok := starlark.Universe[name]; ok {
			return v.String(), true
		}
	}
	if receiver, method, ok := cutLast(name, "."); ok {
		of := g.of(receiver, 0)
		if text := g.attributeHelp(of, method); text != "" {
			return method + "\n" + text, true
		}
		return describe(method, g.attribute(of, method), s.lang)
	}
	return describe(name, g.of(name, 0), s.lang)
}

// describe says what a value is.
func describe(name string, k known, lang bilingual.Lang) (string, bool) {
	if k.kind == "" {
		return "", false
	}
	text := name + ": " + k.kind
	if k.value != nil {
		shown := []rune(k.value.String())
		if len(shown) > maxExplained {
			shown = append(shown[:maxExplained], '…')
		}
		text += "\n" + string(shown)
	}
	if r, ok := k.value.(*resultValue); ok {
		text += "\n" + r.r.Title.In(lang) + "\n" + strings.Join(tableValue{t: r.r.Table}.names(), ", ")
	}
	return text, true
}

func columnHelp(c table.Column, lang bilingual.Lang) string {
	return c.Name + "  " + c.Title.In(lang) + "\n" + c.Help.In(lang)
}

// attributeHelp explains what stands behind a dot; "" when there is nothing to
// say beyond its value.
func (g guesser) attributeHelp(of known, name string) string {
	for _, c := range of.columns() {
		if of.kind == "row" && c.Name == name {
			return columnHelp(c, g.lang)
		}
	}
	return attributeTexts()[of.kind+"."+name].In(g.lang)
}

func attributeTexts() map[string]analysis.Text {
	t := analysis.T
	return map[string]analysis.Text{
		"corpus.documents": t("各篇文本，成一列表。", "The documents, as a list."),
		"corpus.hash":      t("语料的校验值。", "What identifies the corpus."),
		"result.table":     t("结果的数据表。", "The table of the result."),
		"result.figures":   t("可绘制的图，成一列表；用 figure(结果, i) 绘制。", "The figures, as a list; figure(result, i) draws one."),
		"result.findings":  t("结论，每条一句。", "The findings, a sentence each."),
		"result.warnings":  t("须注意之处，每条一句。", "What to mind, a sentence each."),
		"result.refusal":   t("未作估计的原因；\"\" 为已作估计。", "Why nothing was estimated; \"\" when it was."),
		"result.signature": t("语料、方法、选项与版本的签名。", "Corpus, method, options and version on one line."),
		"result.source":    t("来历：语料、篇数、词数、切分方式、随机种子、版本。", "Where it comes from: corpus, documents, tokens, recipe, seed, version."),
		"result.method":    t("分析的名称。", "The name of the analysis."),
		"result.title":     t("结果的标题。", "The title of the result."),
		"table.columns":    t("各列的名称。", "The names of the columns."),
		"table.rows":       t("各行，成一列表；行.列名 取值。", "The rows, as a list; row.column is a value."),
		"table.head":       t("head(n=10)：前 n 行。", "head(n=10): the first n rows."),
		"table.select":     t("select(\"列\", …)：只留这些列。", "select(\"column\", …): these columns only."),
		"table.filter":     t("filter(lambda 行: 条件)：只留合乎条件的行。", "filter(lambda row: condition): the rows that fit."),
		"table.sort":       t("sort(\"列\", reverse=False)：按一列排序；缺失值在后。", "sort(\"column\", reverse=False): by a column; missing values last."),
		"table.to_csv":     t("to_csv()：CSV 文本。", "to_csv(): the table as CSV."),
		"report.findings":  t("结论，每条一句。", "The findings, a sentence each."),
		"report.focus":     t("所考察的文本。", "The document in question."),
		"report.limits":    t("本报告不能说明什么。", "What the report cannot say."),
		"report.sections":  t("各节的结果，以名称为键。", "The results by section."),
		"report.set":       t("与哪些文本比较。", "What it is compared with."),
		"figure.alt":       t("图的文字说明。", "The figure in words."),
		"figure.title":     t("图题。", "The title of the figure."),
		"figure.note":      t("图注。", "The note below the figure."),
		"document.text":    t("全文。", "The whole text."),
		"document.pair":    t("双方代码，如 CHN-KHM。", "The codes of the two parties, such as CHN-KHM."),
		"document.date":    t("日期，如 2022-11-11。", "The date, such as 2022-11-11."),
		"document.year":    t("年份；未知为 None。", "The year; None when unknown."),
	}
}
