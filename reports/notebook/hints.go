package notebook

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"concord/analysis"

	"go.starlark.net/starlark"
)

// fullWidth maps punctuation that a Chinese keyboard types to what code wants.
var fullWidth = map[rune]string{
	'（': "(", '）': ")", '，': ",", '：': ":", '；': ";", '。': ".", '【': "[", '】': "]", '［': "[", '］': "]",
	'｛': "{", '｝': "}", '＝': "=", '＋': "+", '－': "-", '＊': "*", '／': "/", '＜': "<", '＞': ">", '！': "!=", '、': ",",
	'“': `"`, '”': `"`, '‘': "'", '’': "'", '＂': `"`, '＇': "'", '《': `"`, '》': `"`, '「': `"`, '」': `"`, '\u3000': "a blank",
	'＃': "#", '．': ".", '＿': "_", '％': "%", '×': "*", '÷': "/", '–': "-", '—': "-", '−': "-",
}

// misplaced finds the first full-width sign outside texts and comments: its
// line and column, from 1.
func misplaced(source string) (sign rune, line, column int) {
	line, column = 1, 0
	quote, triple, comment := rune(0), false, false
	runes := []rune(source)
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		column++
		switch {
		case c == '\n':
			line, column, comment = line+1, 0, false
			if !triple {
				quote = 0
			}
		case comment:
		case quote != 0 && c == '\\':
			i++
			column++
		case quote != 0 && c == quote:
			if !triple {
				quote = 0
			} else if strings.HasPrefix(string(runes[i:min(i+3, len(runes))]), strings.Repeat(string(quote), 3)) {
				i, column, quote, triple = i+2, column+2, 0, false
			}
		case quote != 0:
		case c == '#':
			comment = true
		case c == '"' || c == '\'':
			quote = c
			if strings.HasPrefix(string(runes[i:min(i+3, len(runes))]), strings.Repeat(string(c), 3)) {
				triple = true
				i, column = i+2, column+2
			}
		case fullWidth[c] != "":
			return c, line, column
		}
	}
	return 0, 0, 0
}

// habit is something that other languages have and Starlark has not.
type habit struct {
	pattern *regexp.Regexp // of a line, texts and comments taken out
	hint    analysis.Text
}

func habits() []habit {
	h := func(pattern, zh, en string) habit { return habit{regexp.MustCompile(pattern), analysis.T(zh, en)} }
	return []habit{
		h(`^\s*(import|from)\b|\bload\s*\(`, "没有 import：所有函数都已备好，help() 可列出。", "There is no import: every function is there already; help() lists them."),
		h(`\b[fF]["']`, "没有 f 字符串，请用 fmt(\"{:.2f}\", x)。", "There are no f-strings; write fmt(\"{:.2f}\", x)."),
		h(`<-`, "赋值用 =，例如 x = 3；x <- 3 是把 x 与 -3 相比。", "Assign with =, as in x = 3; x <- 3 compares x with -3."),
		h(`\*\*\s*[\w(]`, "没有 **，请用 math.pow(x, y) 或 x * x。", "There is no **; write math.pow(x, y) or x * x."),
		h(`^\s*class\b`, "没有 class；用 dict 或函数即可。", "There are no classes; a dict or a function will do."),
		h(`^\s*(try|except|finally|raise)\b`, "没有 try；出错时单元格停止，fail(\"…\") 可主动报错。", "There is no try; an error stops the cell, and fail(\"…\") makes one."),
		h(`^\s*with\b`, "没有 with；读入文本用 corpus(\"路径\")。", "There is no with; read texts with corpus(\"path\")."),
		h(`^\s*del\b`, "没有 del；字典可用 d.pop(键)。", "There is no del; a dict has d.pop(key)."),
		h(`^\s*assert\b`, "没有 assert；请写 if not 条件: fail(\"…\")。", "There is no assert; write if not condition: fail(\"…\")."),
		h(`^\s*(global|nonlocal|yield|async|await)\b`, "没有这个关键字；函数以 return 交回值。", "There is no such keyword; a function hands back values with return."),
		h(`\bis\b`, "没有 is，请用 == 比较。", "There is no is; compare with ==."),
		h(`^\s*print\s+["'\w]`, "print 是函数，请写 print(…)。", "print is a function; write print(…)."),
		h(`:=`, "没有 :=，请分两行写。", "There is no :=; use two lines."),
		h(`^\s*\w+\s*:\s*\w+(\[.*\])?\s*=|\)\s*->`, "没有类型标注，请删去。", "There are no type hints; leave them out."),
		h(`^\s*[%!]|^\s*\?|\?\s*$`, "没有 % ! ? 命令；说明请用 help(名称)。", "There are no % ! ? commands; use help(name)."),
		h(`&&|\|\|`, "请用 and、or、not。", "Write and, or, not."),
		h(`[+][+]\s*$`, "没有 ++，请写 x += 1。", "There is no ++; write x += 1."),
		h(`[<>]=?[^<>=,()]+[<>]=?|==[^=,()]+==`, "不能连写比较，请用 and：a < b and b < c。", "Comparisons do not chain; join them with and: a < b and b < c."),
		h(`(""|'')\s*(""|'')`, "相邻的字符串不会自动相连，请用 +。", "Neighbouring texts are not joined; write +."),
		h(`^\s*(elif|else|if|for|while|def)\b[^:]*$`, "这一行末尾缺冒号 :。", "This line lacks its colon : at the end."),
	}
}

// texts matches texts and comments, which hold no code.
var texts = regexp.MustCompile(`"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|#.*`)

// bareLine is a line of code with its texts emptied.
func bareLine(s string) string {
	return texts.ReplaceAllStringFunc(s, func(t string) string {
		if t[0] == '#' {
			return ""
		}
		return t[:1] + t[:1]
	})
}

// elsewhere are names of other languages and what stands for them here.
func elsewhere(name string) analysis.Text {
	t := analysis.T
	switch name {
	case "true", "false", "TRUE", "FALSE":
		return t("请写 True 或 False。", "Write True or False.")
	case "null", "nil", "NULL", "NA", "NaN", "nan", "undefined":
		return t("缺失值写作 None。", "A missing value is None.")
	case "np", "pd", "plt", "numpy", "pandas":
		return t("没有 Python 库；分析函数见 help()。", "There are no Python libraries; help() lists the analyses.")
	case "isinstance":
		return t("请用 type(x) == \"int\"。", "Write type(x) == \"int\".")
	case "map", "filter", "reduce":
		return t("请用列表推导：[f(x) for x in list if …]。", "Write a list: [f(x) for x in list if …].")
	case "open", "input", "exec", "eval":
		return t("单元格不读写文件、不执行外部代码；读入文本用 corpus(\"路径\")。", "Cells read and write no files and run no other code; corpus(\"path\") reads texts.")
	case "c":
		return t("列表写作 [1, 2, 3]。", "A list is [1, 2, 3].")
	case "library", "require":
		return t("不需要载入库；help() 列出全部函数。", "Nothing needs loading; help() lists the functions.")
	}
	return analysis.Text{}
}

// hint says what to do about an error; the zero Text when nothing is known.
func (r *run) hint(err error, e *CellError, frames []starlark.CallFrame) analysis.Text {
	source := r.plan.nb.Cells[r.cell].Source
	var unknown *nameError
	switch {
	case e.Name == "SyntaxError":
		return r.syntaxHint(source, e.Value, frames)
	case errors.As(err, &unknown):
		return r.nameHint(unknown, source)
	}
	return r.valueHint(e, frames)
}

func (r *run) syntaxHint(source, message string, frames []starlark.CallFrame) analysis.Text {
	if sign, line, column := misplaced(source); sign != 0 {
		ascii := fullWidth[sign]
		return analysis.T(
			fmt.Sprintf("第 %d 行第 %d 列的全角“%c”应改为半角 %s 。", line, column, sign, strings.Replace(ascii, "a blank", "空格", 1)),
			fmt.Sprintf("Line %d column %d has the full-width %c; type %s instead.", line, column, sign, ascii))
	}
	if len(frames) > 0 {
		if h := r.habitAt(frames[0]); !h.IsZero() {
			return h
		}
	}
	if strings.Contains(message, "want ':'") {
		return analysis.T("前面 if、for、def 等行的末尾缺冒号 :。", "The line with if, for, def or the like lacks its colon : at the end.")
	}
	if strings.Contains(message, "got end of file") || strings.Contains(message, "got outdent") {
		return analysis.T("代码未写完：检查括号是否成对、缩进之后是否有内容。", "The code breaks off: check that brackets are closed and that something follows the colon, indented.")
	}
	if strings.Contains(message, "indentation") || strings.Contains(message, "got indent") {
		return analysis.T("检查这一行的缩进；同一层用同样多的空格。", "Check the indentation of this line; one level has the same blanks throughout.")
	}
	return analysis.Text{}
}

func (r *run) habitAt(f starlark.CallFrame) analysis.Text {
	text, ok := r.lineAt(f.Pos)
	if !ok {
		return analysis.Text{}
	}
	text = bareLine(text)
	for _, h := range habits() {
		if h.pattern.MatchString(text) {
			return h.hint
		}
	}
	return analysis.Text{}
}

func (r *run) nameHint(e *nameError, source string) analysis.Text {
	if h := elsewhere(e.name); !h.IsZero() {
		return h
	}
	for i := r.cell + 1; i < len(r.plan.facts); i++ {
		if f := r.plan.facts[i]; f != nil && slices.Contains(f.defs, e.name) {
			return analysis.T(fmt.Sprintf("%s 在下面的单元格 %d 中定义；请把它移到上面。", e.name, r.plan.numbers[i]),
				fmt.Sprintf("%s is made in cell %d, below; move that cell up.", e.name, r.plan.numbers[i]))
		}
	}
	for i := range r.cell {
		if r.plan.faults[i] != nil && strings.Contains(r.plan.nb.Cells[i].Source, e.name) {
			return analysis.T(fmt.Sprintf("单元格 %d 有语法错误，其中的名称都不可用。", r.plan.numbers[i]),
				fmt.Sprintf("Cell %d cannot be read, so none of its names is there.", r.plan.numbers[i]))
		}
	}
	if near := analysis.Nearest(e.name, r.defined()); near != "" {
		return analysis.T(fmt.Sprintf("是否要写 %s？", near), fmt.Sprintf("Did you mean %s?", near))
	}
	if sign, _, _ := misplaced(source); sign != 0 {
		return r.syntaxHint(source, "", nil)
	}
	return analysis.Text{}
}

func (r *run) valueHint(e *CellError, frames []starlark.CallFrame) analysis.Text {
	t := analysis.T
	switch {
	case e.Name == "FrozenError":
		return t("这个值属于上面的单元格，不可更改；先复制：x = list(x) 或 x = dict(x)。", "The value belongs to a cell above and cannot change; copy it first: x = list(x) or x = dict(x).")
	case e.Name == "RecursionError":
		return t("函数反复调用自身；检查何时停止。", "A function calls itself without end; check when it stops.")
	case e.Name == "LimitError":
		return t("检查循环何时结束；大表请用 head() 或 to_csv()。", "Check when the loop ends; show large tables with head().")
	case strings.Contains(e.Value, "invalid call of non-function"):
		for i := range r.plan.facts[:r.cell+1] {
			if f := r.plan.facts[i]; f != nil {
				for _, name := range f.defs {
					if r.e.names[name] {
						return t(fmt.Sprintf("单元格 %d 把 %s 用作变量名，同名函数就不可用了；请换一个变量名。", r.plan.numbers[i], name),
							fmt.Sprintf("Cell %d took the name %s for a value, which hides the function; choose another name.", r.plan.numbers[i], name))
					}
				}
			}
		}
	case strings.Contains(e.Value, "string is not iterable") || strings.Contains(e.Value, "string value is not iterable"):
		return t("逐字处理请用 chars(文本)。", "Go through characters with chars(text).")
	case strings.Contains(e.Value, "unknown conversion") || strings.Contains(e.Value, "format spec"):
		return t("数值格式请用 fmt(\"{:.2f}\", x)。", "Format numbers with fmt(\"{:.2f}\", x).")
	case strings.Contains(e.Value, "list has no .sort"):
		return t("请用 sorted(list)。", "Write sorted(list).")
	case strings.Contains(e.Value, "unknown binary op: string + int"), strings.Contains(e.Value, "unknown binary op: int + string"),
		strings.Contains(e.Value, "unknown binary op: string + float"):
		return t("数与文本不能相加；请用 str(x) 或 fmt(\"{}\", x)。", "A number and a text cannot be added; use str(x) or fmt(\"{}\", x).")
	case strings.Contains(e.Value, "NoneType"):
		return t("这个值缺失（None）；表中无定义的数都是 None。", "The value is missing (None); numbers that are not defined are None.")
	}
	return analysis.Text{}
}
