package load

import (
	"fmt"

	"concord/corpus"
	"concord/corpus/bilingual"
)

func noteDate(given string) corpus.Note {
	return note("LOD-02", "给出的日期“{value}”不成立，按缺失处理；请改为 2022、2022-11 或 2022-11-11 的形式。",
		"The date given, “{value}”, is not a date and is left out; write it like 2022, 2022-11 or 2022-11-11.", given)
}

func noteLanguage(given string) corpus.Note {
	return note("LOD-07", "给出的语言“{value}”既非中文也非英文，不采用；请改为 zh 或 en。",
		"The language given, “{value}”, is neither Chinese nor English and is not used; write zh or en.", given)
}

func note(code, zh, en, value string) corpus.Note {
	return corpus.Note{Code: code, Text: bilingual.T(zh, en).Fill(map[string]bilingual.Text{"value": bilingual.Same(value)})}
}

func noteEncoding(s corpus.Source) corpus.Note {
	return note("LOD-01", "编码判断把握不大（{value}）；请核对文字，或另存为 UTF-8。",
		"The encoding is uncertain ({value}); check the text or save it as UTF-8.", fmt.Sprintf("%s, %.2f", s.Encoding, s.Certain))
}

func noteLost(n int) corpus.Note {
	return note("LOD-06", "文中有 {value} 个 U+FFFD（此前转码时丢失的字符）；请核对原文。",
		"The text holds U+FFFD, a character lost in an earlier conversion, {value} times; check it against the original.", fmt.Sprint(n))
}

func noteWholePage() corpus.Note {
	return note("LOD-03", "未能识别网页正文，采用了整页文字；请检查是否含有导航等内容。",
		"The main text of the page was not recognised and the whole page was taken; check it for navigation and the like.", "")
}
