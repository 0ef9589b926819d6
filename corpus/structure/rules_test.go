package structure_test

import (
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/structure"
)

// All texts of this file are invented.

func pieces[T any](d *corpus.Document, units []T, span func(T) corpus.Span) string {
	var out []string
	for _, u := range units {
		out = append(out, d.Slice(span(u)))
	}
	return strings.Join(out, "|")
}

func paragraphs(d *corpus.Document) string {
	return pieces(d, d.Structure.Paragraphs, func(p corpus.Paragraph) corpus.Span { return p.Span })
}

func sentences(d *corpus.Document) string {
	return pieces(d, d.Structure.Sentences, func(p corpus.Sentence) corpus.Span { return p.Span })
}

func clauses(d *corpus.Document) string {
	return pieces(d, d.Structure.Clauses, func(p corpus.Clause) corpus.Span { return p.Span })
}

// sides prints the sides of the clauses; a star marks an inherited one.
func sides(d *corpus.Document) string {
	var out []string
	for _, c := range d.Structure.Clauses {
		s := string(c.Side)
		if s == "" {
			s = "-"
		}
		if c.Inherited {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"双方同意加强合作。":                                                         "zh",
		"雙方同意加強合作，並簽署 MOU。":                                                 "zh",
		"The two sides agreed to work together for the good of the region.": "en",
		"Les deux parties ont décidé de renforcer leur coopération.":        "",
		"両国は協力を強化することで一致しました。":                                              "",
		"Стороны договорились о сотрудничестве.":                            "",
		"12345 !?": "",
	} {
		same(t, text, read(text).Lang, want)
	}
}

func TestGivenMetadataWins(t *testing.T) {
	d := &corpus.Document{
		Text: "甲乙会谈\n双方同意加强合作。\n2020年1月2日于河内", Title: "另一标题", Kind: "纪要", Lang: "zh", Place: "万象",
		Date: corpus.Date{Year: 1999}, Parties: []corpus.Party{{Name: "老挝"}, {Name: "Viet Nam"}, {Name: "甲国", Code: "XXA"}, {Name: "乙国"}},
	}
	structure.Read(d)
	same(t, "title", d.Title, "另一标题")
	same(t, "kind", d.Kind, "纪要")
	same(t, "date", d.Date.String(), "1999")
	same(t, "place", d.Place, "万象")
	same(t, "parties", names(d), "老挝 LAO, Viet Nam VNM, 甲国 XXA, 乙国")
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"line feeds", "双方同意合作。\n甲方愿支持。", "双方同意合作。|甲方愿支持。"},
		{"wide gaps", "　　双方同意合作。　　甲方愿支持。\u00a0\u00a0　　完。", "双方同意合作。|甲方愿支持。|完。"},
		{"one wide blank parts nothing", "国务院总理李　强出席。", "国务院总理李　强出席。"},
		{"gap after a number", "第一条　　双方同意合作。\n第二条　　完。", "第一条　　双方同意合作。|第二条　　完。"},
		{"hard-wrapped", "The two sides agreed to work\ntogether for the good of the\nregion and beyond it.\n\nThey thanked the hosts for the\nwarm welcome in the capital.",
			"The two sides agreed to work\ntogether for the good of the\nregion and beyond it.|They thanked the hosts for the\nwarm welcome in the capital."},
		{"blank lines without wrapping", "The two sides agreed.\n\nThey thanked the hosts.\nIt is done.", "The two sides agreed.|They thanked the hosts.|It is done."},
		{"list in a wrapped text", "The sides agreed to do what is\nsaid in this list:\n1. to trade more with each\nother; and\n2. to meet.\n\nIt was signed by all of the\nministers.",
			"The sides agreed to do what is\nsaid in this list:|1. to trade more with each\nother; and|2. to meet.|It was signed by all of the\nministers."},
	} {
		same(t, c.name, paragraphs(read(c.text)), c.want)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"stops", "双方同意合作。真的？真的！好", "双方同意合作。|真的？|真的！|好"},
		{"closing marks", "他说：“好。”双方同意。", "他说：“好。”|双方同意。"},
		{"the sentence goes on after a quotation", "“加强合作。”的口号，双方同意。", "“加强合作。”的口号，双方同意。"},
		{"within a quotation", "双方重申“一国。两制。”原则。完。", "双方重申“一国。两制。”|原则。|完。"},
		{"book title", "双方签署《合作！计划》。完。", "双方签署《合作！计划》。|完。"},
		{"stray opening mark", "双方（同意合作。完。", "双方（同意合作。|完。"},
		{"colon at the end", "双方同意：\n加强合作。", "双方同意：|加强合作。"},
		{"abbreviations", "Mr. Smith of the U.S. Senate met Gen. A. B. Jones Jr. in St. Ives. They talked.", "Mr. Smith of the U.S. Senate met Gen. A. B. Jones Jr. in St. Ives.|They talked."},
		{"numbers", "See No. 5 and Art. 3 of the text. It ends in the U.S. The sides agree.", "See No. 5 and Art. 3 of the text.|It ends in the U.S.|The sides agree."},
		{"labels", "1. The sides agree.\n2. They part.", "1. The sides agree.|2. They part."},
		{"brackets", "They agreed (see the annex. It is long.) to meet. Done.", "They agreed (see the annex. It is long.) to meet.|Done."},
	} {
		same(t, c.name, sentences(read(c.text)), c.want)
	}
}

func TestClauses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"marks", "双方认为，和平、稳定与发展重要；双方同意：合作。", "双方认为，|和平、稳定与发展重要；|双方同意：|合作。"},
		{"short quotation", "双方支持“和平，发展”原则，同意合作。", "双方支持“和平，发展”原则，|同意合作。"},
		{"figures", "总额１，０００万元，会议10：30开始。", "总额１，０００万元，|会议10：30开始。"},
		{"short list items", "They support peace, stability, and prosperity in the region.", "They support peace, stability, and prosperity in the region."},
		{"long parts", "The two sides agreed on trade, and they decided to meet again; both will report.", "The two sides agreed on trade,|and they decided to meet again;|both will report."},
		{"figures in English", "The fund of $1,000,000 was set up at 10:30 in the capital.", "The fund of $1,000,000 was set up at 10:30 in the capital."},
		{"dash", "The two sides agreed on the plan — a new beginning for all — and signed it.", "The two sides agreed on the plan —|a new beginning for all —|and signed it."},
	} {
		same(t, c.name, clauses(read(c.text)), c.want)
	}
}

func TestSections(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"two levels", "一、甲。\n二、乙。\n（一）子。\n（二）丑。\n三、丙。\n（一）寅。\n（二）卯。", "一、 二、 .（一） .（二） 三、 .（一） .（二）"},
		{"items alone", "前言。\n（一）子。\n（二）丑。", "（一） （二）"},
		{"parts", "第一部分 甲\n文。\n第二部分 乙\n文。", "第一部分 第二部分"},
		{"articles", "第一条 甲。\n第二条 乙。", "第一条 第二条"},
		{"figures", "1、甲。\n2、乙。", "1、 2、"},
		{"wide figures", "１．甲。\n２．乙。", "１． ２．"},
		{"third level is left out", "一、甲。\n（一）子。\n1.天。\n2.地。\n（二）丑。\n二、乙。", "一、 .（一） .（二） 二、"},
		{"goes on within a paragraph", "（一）甲。（二）乙。\n（三）丙。", "（一） （二） （三）"},
		{"a year is no section", "2022. was a good year.\n1. one\n2. two", "1. 2."},
		{"a lonely number", "一、甲。\n文。", ""},
		{"does not begin with one", "四、甲。\n五、乙。", ""},
		{"a decimal is no label", "1.5 per cent of it.\n2.5 per cent of it.", ""},
		{"Roman and letters", "I. First\ntext of it.\n(a) one;\n(b) two.\nII. Second\nIII. Third", "I. .(a) .(b) II. III."},
		{"letters past I", "A. a\nB. b\nC. c\nD. d\nE. e\nF. f\nG. g\nH. h\nI. i\nJ. j", "A. B. C. D. E. F. G. H. I. J."},
		{"articles in English", "Article 1\nText.\nArticle 2\nText.", "Article 1 Article 2"},
		{"one number missing", "1. a\n2. b\n4. d\n5. e", "1. 2. 4. 5."},
	} {
		d := read(c.text)
		checkSpans(t, d)
		same(t, c.name, labels(d), c.want)
	}
	d := read("一、甲。\n二、乙。\n（一）子。\n续。\n三、丙。")
	same(t, "end of a section", d.Slice(d.Structure.Sections[1].Span), "二、乙。\n（一）子。\n续。")
}

func TestFrame(t *testing.T) {
	d := read("老挝人民民主共和国政府和泰王国政府联合声明\n（2019年3月4日，万象）\n新华社万象3月4日电（记者张三）　应邀访问。\n双方同意合作。\n张三（签字）\n二〇一九年三月四日于万象")
	same(t, "title", d.Title, "老挝人民民主共和国政府和泰王国政府联合声明")
	same(t, "agency", d.Agency, "新华社万象3月4日电")
	same(t, "body", paragraphs(d), "应邀访问。|双方同意合作。")
	same(t, "date and place", d.Date.String()+" "+d.Place, "2019-03-04 万象")
	same(t, "parties", names(d), "老挝 LAO, 泰国 THA")

	d = read("政府工作报告\n——2019年3月5日在第一次会议上\n国务院总理\n李某某\n各位代表：\n现在报告工作。")
	same(t, "report title", d.Title, "政府工作报告")
	same(t, "report body", paragraphs(d), "各位代表：|现在报告工作。")
	same(t, "report date", d.Date.String(), "2019-03-05")

	d = read("JOINT STATEMENT OF THE KINGDOM OF CAMBODIA AND THE LAO PDR\n\nThe two sides agreed to meet.\n\nDone at Phnom Penh on 11 November 2022, in two copies.")
	same(t, "English", d.Kind+"; "+names(d)+"; "+d.Date.String()+" "+d.Place, "joint statement; Cambodia KHM, Laos LAO; 2022-11-11 Phnom Penh")
	same(t, "English body", paragraphs(d), "The two sides agreed to meet.")

	d = read("甲国双方会谈\n双方同意合作。")
	same(t, "a heading that names no kind is no title", d.Title+d.Kind, "")
	d = read("双方同意合作。\n本联合公报于2020年5月6日在河内签署。")
	same(t, "closing formula", d.Date.String()+" "+d.Place+" "+paragraphs(d), "2020-05-06 河内 双方同意合作。|本联合公报于2020年5月6日在河内签署。")
	d = read("Joint Statement\nHANOI, Nov. 8 (Xinhua) -- The two sides agreed to meet.")
	same(t, "agency before an English paragraph", d.Agency+"|"+paragraphs(d), "HANOI, Nov. 8 (Xinhua)|The two sides agreed to meet.")
}

func TestVisitsAndDates(t *testing.T) {
	for text, want := range map[string]string{
		"越南总理于2021年12月30日至2022年1月2日对老挝进行访问。":                                       "2021-12-30 2022-01-02",
		"越南总理于2021年9月8日至11日访问老挝。":                                                  "2021-09-08 2021-09-11",
		"越南总理于2021年9月28日至10月1日访问老挝。":                                               "2021-09-28 2021-10-01",
		"越南总理于二〇二一年九月二十八日至三十日访问老挝。":                                                "2021-09-28 2021-09-30",
		"越南总理于2021年9月8日访问老挝。":                                                      "2021-09-08 2021-09-08",
		"越南总理于9月8日至10日访问老挝。":                                                       "",
		"越南总理于2021年2月30日至31日访问老挝。":                                                 "",
		"双方于2021年9月8日至11日举行会谈。":                                                    "",
		"The Prime Minister paid a visit to Laos from 8 to 11 November 2022.":      "2022-11-08 2022-11-11",
		"The Prime Minister visited Laos on November 8-11, 2022, and left.":        "2022-11-08 2022-11-11",
		"The Prime Minister visited Laos from 30 October to 2 November 2022.":      "2022-10-30 2022-11-02",
		"The Prime Minister visited Laos from December 30 to January 2, 2022.":     "2021-12-30 2022-01-02",
		"The visit to Laos took place on 8 November 2022 and was a great success.": "2022-11-08 2022-11-08",
		"The Prime Minister will visit Laos from 8 to 11 November 2022.":           "",
	} {
		d := read(text)
		same(t, text, strings.TrimSpace(d.Visit.From.String()+" "+d.Visit.To.String()), want)
	}
	d := read("老挝和越南联合公报\n越南总理于2021年9月8日至11日访问老挝。\n（新华社万象9月11日电）")
	same(t, "agency's day within the visit", d.Date.String(), "2021-09-11")
	d = read("老挝和越南联合公报\n越南总理于2021年9月8日至11日访问老挝。\n（新华社万象10月11日电）")
	same(t, "agency's day outside the visit", d.Date.String(), "")
}

func TestPartiesOfTitles(t *testing.T) {
	for title, want := range map[string]string{
		"中柬联合公报":  "中国 CHN, 柬埔寨 KHM",
		"中印尼联合声明": "中国 CHN, 印度尼西亚 IDN",
		"中华人民共和国和印度尼西亚共和国联合声明":  "中国 CHN, 印度尼西亚 IDN",
		"印度共和国和巴基斯坦伊斯兰共和国联合声明":  "印度 IND, 巴基斯坦 PAK",
		"刚果民主共和国和刚果共和国联合公报":     "刚果（金） COD, 刚果（布） COG",
		"朝鲜民主主义人民共和国和大韩民国联合声明":  "朝鲜 PRK, 韩国 KOR",
		"几内亚比绍共和国和几内亚共和国联合声明":   "几内亚比绍 GNB, 几内亚 GIN",
		"尼日尔共和国和尼日利亚联邦共和国联合声明":  "尼日尔 NER, 尼日利亚 NGA",
		"中华人民共和国和欧盟关于老挝问题的联合声明": "中国 CHN, 欧盟",
		"中马联合公报":                                                                                "",
		"关于印度洋和发展中国家的宣言":                                                                        "",
		"Guinea-Bissau and Guinea Joint Statement":                                              "Guinea-Bissau GNB, Guinea GIN",
		"Niger-Nigeria Joint Declaration":                                                       "Niger NER, Nigeria NGA",
		"Joint Statement of the DPRK and the Republic of Korea":                                 "North Korea PRK, South Korea KOR",
		"Joint Statement of the Democratic Republic of the Congo and the Republic of the Congo": "Democratic Republic of the Congo COD, Republic of the Congo COG",
		"U.S.–ROK Leaders’ Joint Statement":                                                     "United States USA, South Korea KOR",
		"Soviet-Cambodian Joint Communiqué":                                                     "Soviet Union SUN, Cambodia KHM",
		"People’s Republic of China and Burma: Joint Statement":                                 "China CHN, Myanmar MMR",
		"Joint Statement on the Indian Ocean and the South China Sea":                           "",
	} {
		d := &corpus.Document{Title: title, Text: "x"}
		if title[0] > 0x7f {
			d.Lang = "zh"
		}
		structure.Read(d)
		same(t, title, names(d), want)
	}
}

func TestKinds(t *testing.T) {
	for title, want := range map[string]string{
		"老挝和越南联合公报": "联合公报", "关于落实《联合声明》的行动计划": "行动计划", "某年政府工作报告": "政府工作报告", "谅解备忘录": "谅解备忘录",
		"Joint Communiqué of A and B": "joint communique", "JOINT US-EU STATEMENT ON STEEL": "joint statement",
		"G7 Leaders’ Statement on Trade": "leaders' statement", "Memorandum of Understanding on Rice": "memorandum of understanding",
		"Remarks by the Minister": "", "讲话": "",
	} {
		d := &corpus.Document{Title: title, Text: "x"}
		if title[0] > 0x7f {
			d.Lang = "zh"
		}
		structure.Read(d)
		same(t, title, d.Kind, want)
	}
}

func TestSides(t *testing.T) {
	const zh, en = "老挝和泰国联合公报\n", "Joint Statement of Laos and Thailand\n"
	for _, c := range []struct{ name, text, want string }{
		{"named and inherited", zh + "老方重申支持泰方，愿加强合作。泰方表示感谢。", "A A* B"},
		{"traditional", zh + "雙方同意加強合作。兩國人民友好。", "joint joint*"},
		{"joint", zh + "双方同意合作，愿继续努力。两国领导人出席。", "joint joint* joint"},
		{"content stays with the reporter", zh + "泰方相信，老挝人民一定能成功，老挝国家建设将取得成就。", "B B* B*"},
		{"a speaker within content", zh + "双方认为，泰方的倡议很重要。双方同意，泰方将主办会议。", "joint joint* joint joint*"},
		{"another takes the word", zh + "老方邀请泰方访问，泰方表示感谢。", "A B"},
		{"owner of the subject", zh + "两国人民的友谊很深。", "-"},
		{"lead-in", zh + "在此背景下，双方同意合作。对此，老方表示赞赏。", "joint* joint A* A"},
		{"ends with the paragraph", zh + "老方重申支持。\n会议很成功。", "A -"},
		{"announced list", zh + "一、双方商定开展以下合作：\n（一）加强贸易，老方愿进口商品。扩大投资。\n（二）发展旅游。\n二、会议很成功。", "joint joint* A joint* joint* -"},
		{"both named", zh + "老挝政府和泰国政府决定建交。", "joint"},
		{"English names", en + "The Lao side reaffirmed its support, and thanked the people of Thailand. Thailand welcomed this decision. Both sides agreed to meet.", "A A* B joint"},
		{"English possessive", en + "Thailand’s economy is growing well this year.", "-"},
		{"English content", en + "The two sides agreed that trade matters, and that Thailand will host the meeting.", "joint joint*"},
		{"English people", en + "President Kham Somsak of Laos met Prime Minister Anan Chai of Thailand. President Somsak thanked the hosts. Prime Minister Chai expressed his joy.", "A A B"},
		{"English both", en + "Laos and Thailand reaffirmed their friendship. We will meet again.", "joint joint"},
		{"English lead-in", en + "In this regard, the two sides agreed to meet.", "joint* joint"},
	} {
		same(t, c.name, sides(read(c.text)), c.want)
	}
	d := read("老挝、泰国和越南三国联合声明\n老方表示支持。泰方表示支持。越方表示支持。三方同意。")
	same(t, "three parties", sides(d), "A B other joint")
}
