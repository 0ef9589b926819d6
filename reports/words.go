package reports

import (
	"cmp"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/bilingual"
)

// describeSet says in a sentence what the focus is compared with.
func describeSet(all, set *corpus.Corpus, focus *corpus.Document) analysis.Text {
	values := map[string]analysis.Text{
		"doc":  bilingual.Same(focus.ID),
		"n":    analysis.Int("n", set.Len()-1).Text,
		"out":  analysis.Int("out", all.Len()-set.Len()).Text,
		"lang": language(focus.Lang),
	}
	t := analysis.T("{doc} 与 {n} 篇{lang}文本比较", "{doc} is compared with {n} documents in {lang}")
	if set.Len() == 2 {
		t.EN = "{doc} is compared with one document in {lang}"
	}
	if order := set.ByDate(); len(order) > 1 {
		first, last := set.Doc(order[0]).Date, set.Doc(order[len(order)-1]).Date
		values["from"], values["to"] = bilingual.Same(first.String()), bilingual.Same(last.String())
		t.ZH += "，日期自 {from} 至 {to}"
		t.EN += ", dated {from} to {to}"
	}
	if all.Len() > set.Len() {
		t.ZH += "；另有 {out} 篇因语言不同或不合条件而未列入"
		t.EN += "; {out} more were left out because they are in another language or do not meet the condition"
	}
	t.ZH += "。"
	t.EN += "."
	return t.Fill(values)
}

func language(code string) analysis.Text {
	switch code {
	case "zh":
		return analysis.T("中文", "Chinese")
	case "en":
		return analysis.T("英文", "English")
	}
	return analysis.T("未能识别语言的", "an unrecognised language")
}

// limits says what the report cannot say: the refusals first, then what no
// report of this kind can.
func limits(r *Report) []analysis.Text {
	var out []analysis.Text
	for _, s := range r.Sections {
		if f := s.Result.Refusal; f != nil {
			out = append(out, analysis.T(s.Title.ZH+"："+f.Reason.ZH, s.Title.EN+": "+f.Reason.EN))
		}
	}
	return append(out,
		analysis.T("“首见”“未见”都只就本语料而言；语料之外的文本可能另有用例。",
			"\u201cFirst\u201d and \u201cabsent\u201d hold for this corpus only; other documents may use the wording."),
		analysis.T("用词的增减不等于立场的变化；每一数字都应回到原文核对。",
			"More or fewer uses of a word are not a change of position; check every number against the text it came from."))
}

// Facts lists the card of the focus document: name and value, as a reader sees
// them. What was not found says so.
func (r *Report) Facts() [][2]string {
	d := r.Focus
	lang := r.Lang
	none := analysis.T("未见", "not found").In(lang)
	var parties string
	for i, p := range d.Parties {
		if i > 0 {
			parties += analysis.T("、", ", ").In(lang)
		}
		parties += p.Name
		if p.Code != "" {
			parties += " (" + p.Code + ")"
		}
	}
	visit := d.Visit.From.String()
	if !d.Visit.To.IsZero() && d.Visit.To != d.Visit.From {
		visit += analysis.T(" 至 ", " to ").In(lang) + d.Visit.To.String()
	}
	facts := []struct {
		name  analysis.Text
		value string
	}{
		{analysis.T("编号", "ID"), d.ID},
		{analysis.T("标题", "Title"), d.Title},
		{analysis.T("文体", "Kind"), d.Kind},
		{analysis.T("双方", "Parties"), parties},
		{analysis.T("日期", "Date"), d.Date.String()},
		{analysis.T("访问", "Visit"), visit},
		{analysis.T("地点", "Place"), d.Place},
		{analysis.T("电头", "Agency line"), d.Agency},
		{analysis.T("语言", "Language"), language(d.Lang).In(lang)},
		{analysis.T("结构", "Structure"), structure(d).In(lang)},
		{analysis.T("来源", "Source"), cmp.Or(d.Source.URL, d.Source.Path)},
		{analysis.T("编码", "Encoding"), d.Source.Encoding},
		{analysis.T("原文 SHA-256", "SHA-256 of the text"), d.SHA256},
	}
	out := make([][2]string, len(facts))
	for i, f := range facts {
		out[i] = [2]string{f.name.In(lang), cmp.Or(f.value, none)}
	}
	return out
}

func structure(d *corpus.Document) analysis.Text {
	sections, items := d.Structure.Numbered()
	values := map[string]analysis.Text{
		"s": analysis.Int("s", sections).Text, "i": analysis.Int("i", items).Text,
		"p": analysis.Int("p", len(d.Structure.Paragraphs)).Text,
		"t": analysis.Int("t", len(d.Structure.Sentences)).Text,
		"c": analysis.Int("c", len(d.Structure.Clauses)).Text,
		"n": analysis.Int("n", d.Characters()).Text,
	}
	return analysis.T("{s} 节，{i} 项，{p} 段，{t} 句，{c} 小句，{n} 字（不计空白）",
		"{s} sections, {i} items, {p} paragraphs, {t} sentences, {c} clauses, {n} characters without blanks").Fill(values)
}
