package analysis

import (
	"slices"
	"strconv"
	"strings"

	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/corpus/query"
)

// GroupName is how sentences and figures call the documents that a query
// picks. A query of one condition has a name of its own:
//
//	pair:CHN-KHM      中国–柬埔寨, with the names that the first document of the
//	                  pair has, in order of ID; where documents of the pair
//	                  exist in both languages, each language has its own
//	year:2014..2019   2014–2019年 / 2014–2019
//	year:2014..       2014年起 / the years from 2014
//	year:..2013       2013年及以前 / the years up to 2013
//	year:2022         2022年 / 2022
//	id:KHM-2022-1     KHM-2022-1
//
// Every other query, a condition with several values and a pattern are called
// by their text in quotation marks; the empty query is 全部文本 / all documents.
// Where an empty query means the documents that another leaves, see OthersName.
func GroupName(c *corpus.Corpus, text string) Text {
	text = strings.TrimSpace(text)
	if text == "" {
		return T("全部文本", "all documents")
	}
	var name Text
	switch key, value := oneCondition(text); key {
	case "pair":
		name = pairName(c, text)
	case "year":
		name = yearsName(value)
	case "id":
		if g, err := query.Select(c, text, text); err == nil && len(g.Members) == 1 {
			name = bilingual.Same(c.Doc(g.Members[0].Doc).ID)
		}
	}
	if name.IsZero() {
		return bilingual.Same("“" + text + "”")
	}
	return name
}

// OthersName is how sentences call the documents that no query picked.
func OthersName() Text { return T("其余文本", "the other documents") }

// oneCondition takes a query of one condition with one plain value apart; key
// is "" for any other.
func oneCondition(text string) (key, value string) {
	key, value, _ = strings.Cut(strings.Replace(text, "：", ":", 1), ":")
	if strings.ContainsAny(text, " \t\n\u3000()\",*") {
		return "", ""
	}
	return strings.ToLower(key), value
}

// pairName joins the names of the parties; zero where no document has any.
func pairName(c *corpus.Corpus, text string) Text {
	g, err := query.Select(c, text, text)
	if err != nil {
		return Text{}
	}
	docs := make([]*corpus.Document, len(g.Members))
	for i, m := range g.Members {
		docs[i] = c.Doc(m.Doc)
	}
	slices.SortFunc(docs, func(a, b *corpus.Document) int { return strings.Compare(a.ID, b.ID) })
	var first, zh, en string
	for _, d := range docs {
		name := partiesName(d)
		if name == "" {
			continue
		}
		switch {
		case d.Lang == "zh" && zh == "":
			zh = name
		case d.Lang == "en" && en == "":
			en = name
		}
		if first == "" {
			first = name
		}
	}
	if zh == "" {
		zh = first
	}
	if en == "" {
		en = first
	}
	return T(zh, en)
}

// partiesName is the names of the parties that make up the pair, in order of
// the document; "" where one is missing.
func partiesName(d *corpus.Document) string {
	var out []string
	for _, p := range d.Parties {
		switch {
		case p.Code == "":
			continue
		case p.Name == "":
			return ""
		}
		out = append(out, p.Name)
	}
	return strings.Join(slices.Compact(out), "–")
}

// yearsName names a year or a range of years; zero for anything else.
func yearsName(value string) Text {
	from, to, isRange := strings.Cut(value, "..")
	if !isRange || from == to {
		to = from
	}
	if from+to == "" || !isYear(from) && from != "" || !isYear(to) && to != "" {
		return Text{}
	}
	switch {
	case from == "":
		return T(to+"年及以前", "the years up to "+to)
	case to == "":
		return T(from+"年起", "the years from "+from)
	case from == to:
		return T(from+"年", from)
	}
	return T(from+"–"+to+"年", from+"–"+to)
}

func isYear(s string) bool {
	y, err := strconv.Atoi(s)
	return err == nil && len(s) <= 4 && y > 0
}
