package load

import (
	"strings"
	"testing"

	"concord/corpus"
)

func TestTextIsKept(t *testing.T) {
	p := write(t, t.TempDir(), "a.txt", []byte("\ufeff"+strings.ReplaceAll(statement, "\n", "\r\n")))
	d := one(t, p, Options{})
	if d.Text != statement {
		t.Errorf("text %q, want %q", d.Text, statement)
	}
	want := corpus.Source{Path: p, Format: "text", Encoding: "UTF-8", Certain: 1, SHA256: d.Source.SHA256}
	if d.Source != want || len(d.Source.SHA256) != 64 {
		t.Errorf("source %+v, want %+v", d.Source, want)
	}
}

// TestHostileText keeps what other programs trip over.
func TestHostileText(t *testing.T) {
	for _, s := range []string{
		"NaN", "NA", "=cmd()", "</script>", "e\u0301\u0323 e", "\u202eשלום עולם", strings.Repeat("长", 10_000),
		"a\u3000\u3000b\u00a0c", "\u200b.",
	} {
		frozen, _ := corpus.Freeze(s)
		dir := t.TempDir()
		if d := one(t, write(t, dir, "a.txt", []byte(s)), Options{}); d.Text != frozen {
			t.Errorf("text %.20q became %.20q", s, d.Text)
		}
		csv := "id,text,v\n1,\"" + s + "\",\"" + s + "\"\n"
		if d := one(t, write(t, dir, "a.csv", []byte(csv)), Options{}); d.Text != frozen || d.Vars["v"] != s {
			t.Errorf("row %.20q became %.20q, %.20q", s, d.Text, d.Vars["v"])
		}
	}
}

func TestMarkdown(t *testing.T) {
	src := "---\ntitle: 联合声明\ndate: 2021-03-04\nparties: [中国, 澜沧]\nscore: 007\n---\n# 联合声明\n\n一、双方**同意**深化\n合作，见[附件](http://x.example/a)。\n\n" +
		"- They *agreed* to\n  co-operate.\n1. `first` item\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |\n<!-- hidden -->\n***\nsnake_case_name 2 * 3 * 4\n"
	d := one(t, write(t, t.TempDir(), "a.md", []byte(src)), Options{})
	want := "联合声明\n一、双方同意深化合作，见附件。\nThey agreed to co-operate.\n1. first item\nquoted\na\tb\nc\td\nsnake_case_name 2 * 3 * 4"
	if d.Text != want {
		t.Errorf("text\n%s\nwant\n%s", d.Text, want)
	}
	if d.Title != "联合声明" || d.Date.String() != "2021-03-04" || len(d.Parties) != 2 || d.Vars["score"] != "007" {
		t.Errorf("front matter: %q %v %v %v", d.Title, d.Date, d.Parties, d.Vars)
	}
}

const page = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="%s"><title>联合声明（全文）_某某网</title>
<meta property="og:title" content="联合声明（全文）"><meta property="article:published_time" content="2021-03-05T08:00:00+08:00"></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li></ul></nav><article><h1>联合声明（全文）</h1>
<p>一、双方就双边关系以及共同关心的国际和地区问题深入交换意见，达成广泛共识，一致同意进一步深化全面合作。</p>
<p>二、双方同意深化<b>合作</b>，推进共建项目，扩大双边贸易规模，为两国企业到对方国家投资兴业提供良好环境。</p>
<table><tr><td>贸易</td><td>投资</td></tr></table>
<p>三、双方认为，和平与发展是共同愿望，愿在国际和地区事务中加强协调配合，维护发展中国家共同利益。</p>
</article><script>var x = "</p>";</script><footer>版权所有 某某网 联系我们</footer></body></html>`

func TestHTML(t *testing.T) {
	d := one(t, write(t, t.TempDir(), "a.html", []byte(strings.Replace(page, "%s", "utf-8", 1))), Options{})
	for _, s := range []string{"一、双方就双边关系", "二、双方同意深化合作，推进", "贸易", "投资", "三、双方认为"} {
		if !strings.Contains(d.Text, s) {
			t.Errorf("text lacks %q:\n%s", s, d.Text)
		}
	}
	for _, s := range []string{"首页", "版权所有", "var x", "<"} {
		if strings.Contains(d.Text, s) {
			t.Errorf("text holds %q:\n%s", s, d.Text)
		}
	}
	if strings.Count(d.Text, "\n") < 3 {
		t.Errorf("paragraphs run together:\n%s", d.Text)
	}
	if d.Title != "联合声明（全文）" || d.Date.String() != "2021-03-05" || d.Lang != "zh" {
		t.Errorf("title %q, date %v, lang %q", d.Title, d.Date, d.Lang)
	}
}

func TestHTMLWithoutMainText(t *testing.T) {
	d := one(t, write(t, t.TempDir(), "a.htm", []byte("<html><body>Both sides agreed.<br>They met.</body></html>")), Options{})
	if d.Text != "Both sides agreed.\nThey met." {
		t.Errorf("text %q", d.Text)
	}
}

func TestDOCX(t *testing.T) {
	p := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	body := "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"420\"/></w:tabs></w:pPr><w:r><w:t>一、双方</w:t></w:r><w:ins><w:r><w:t>一致</w:t></w:r></w:ins>" +
		"<w:del><w:r><w:delText>不</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">同意 </w:t><w:br/><w:t>A&amp;B</w:t><w:tab/><w:t>C</w:t></w:r></w:p>" +
		"<w:p/><w:tbl><w:tr><w:tc>" + p("贸易") + p("额") + "</w:tc><w:tc>" + p("投资") + "</w:tc></w:tr></w:tbl>" +
		"<w:p><w:r><w:t>末段</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>编号段</w:t></w:r></w:p>" +
		"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("框") + "</w:txbxContent></mc:Choice><mc:Fallback>" + p("框") + "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
	d := one(t, write(t, t.TempDir(), "a.docx", docxOf(t, body)), Options{})
	want := "一、双方一致同意 \nA&B\tC\n\n贸易 额\t投资\n末段\n编号段\n框\n"
	if d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	if d.Source.Format != "docx" || !hasNote(d, "LOD-04") || len(d.Notes) != 2 {
		t.Errorf("format %q, notes %v, want docx and a note each on footnotes and numbering", d.Source.Format, d.Notes)
	}
}

func TestODT(t *testing.T) {
	body := `<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h>联合声明</text:h>` +
		`<text:p>一、双方<text:span>同意</text:span><text:note><text:p>注</text:p></text:note>合作<text:s text:c="2"/>A<text:tab/>B
 C<text:line-break/>D</text:p><table:table><table:table-row><table:table-cell><text:p>贸易</text:p></table:table-cell>` +
		`<table:table-cell><text:p>投资</text:p></table:table-cell></table:table-row></table:table>`
	d := one(t, write(t, t.TempDir(), "a.odt", odtOf(t, body)), Options{})
	if want := "联合声明\n一、双方同意合作  A\tB C\nD\n贸易\t投资"; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	if d.Source.Format != "odt" || !hasNote(d, "LOD-04") {
		t.Errorf("format %q, notes %v", d.Source.Format, d.Notes)
	}
}

func TestCSV(t *testing.T) {
	for name, src := range map[string]string{
		"a.csv":  "id,date,Parties,text,score\nx1,2021/3/4,中国;澜沧,\"第一, 行\n续\",007\nx2,2021,\"中国、澜沧\",第二,NaN\n",
		"b.tsv":  "id\tdate\tParties\ttext\tscore\nx1\t2021/3/4\t中国;澜沧\t\"第一, 行\n续\"\t007\nx2\t2021\t中国、澜沧\t第二\tNaN\n",
		"sc.csv": "编号;日期;缔约方;正文;score\nx1;2021年3月4日;中国|澜沧;\"第一, 行\n续\";007\nx2;２０２１;中国、澜沧;第二;NaN\n",
	} {
		out, err := Paths(t.Context(), []string{write(t, t.TempDir(), name, []byte(src))}, Options{})
		if err != nil {
			t.Fatal(name, err)
		}
		a, b := out.Corpus.Doc(0), out.Corpus.Doc(1)
		if a.ID != "x1" || a.Text != "第一, 行\n续" || a.Date.String() != "2021-03-04" || a.Vars["score"] != "007" || a.Source.Line != 2 {
			t.Errorf("%s: first row %q %q %v %v line %d", name, a.ID, a.Text, a.Date, a.Vars, a.Source.Line)
		}
		if b.ID != "x2" || b.Date.String() != "2021" || b.Vars["score"] != "NaN" || b.Source.Line != 4 || len(b.Parties) != 2 {
			t.Errorf("%s: second row %q %v %v line %d %v", name, b.ID, b.Date, b.Vars, b.Source.Line, b.Parties)
		}
	}
}

func TestTextColumn(t *testing.T) {
	p := write(t, t.TempDir(), "a.csv", []byte("text,body\nsummary,full words\n"))
	if d := one(t, p, Options{TextColumn: "body"}); d.Text != "full words" || d.Vars["text"] != "summary" {
		t.Errorf("text %q, variables %v", d.Text, d.Vars)
	}
	wantError(t, []string{p}, Options{TextColumn: "Body"}, "a.csv:1", `"text", "body"`, `"Body"`)
}

func TestJSON(t *testing.T) {
	object := `{"id":"j1","title":"T","date":"2021-03","parties":[{"name":"中国","code":"CHN"},"澜沧"],"lang":"zh_Hans","text":"甲\n乙",
 "source_repo":"r","source_path":"p","source_commit":"c","licence":"CC0","year":2021,"ok":true,"none":null,"tags":["a", 1]}`
	line := strings.ReplaceAll(object, "\n", " ")
	for name, src := range map[string]string{"a.json": object, "b.json": "[" + object + "]", "c.jsonl": "\n" + line, "d.ndjson": line + "\r\n\r\n", "e.jsonl": "\ufeff" + line} {
		d := one(t, write(t, t.TempDir(), name, []byte(src)), Options{})
		if d.ID != "j1" || d.Text != "甲\n乙" || d.Date.String() != "2021-03" || d.Lang != "zh" || d.Source.Format != "json" ||
			d.Source.Citation != "r: p @ c" || d.Source.Licence != "CC0" || d.Source.Line == 0 {
			t.Errorf("%s: %q %q %v %q %+v", name, d.ID, d.Text, d.Date, d.Lang, d.Source)
		}
		if len(d.Vars) != 3 || d.Vars["year"] != "2021" || d.Vars["ok"] != "true" || d.Vars["tags"] != `["a",1]` {
			t.Errorf("%s: variables %v", name, d.Vars)
		}
		if len(d.Parties) != 2 || d.Parties[0] != (corpus.Party{Name: "中国", Code: "CHN"}) || d.Parties[1].Name != "澜沧" {
			t.Errorf("%s: parties %v", name, d.Parties)
		}
	}
}

func TestPartiesAsText(t *testing.T) {
	for in, want := range map[string]string{
		"中国、柬埔寨": "中国|柬埔寨", "Korea, Republic of; China": "Korea, Republic of|China", "CHN-KHM": "CHN|KHM",
		"China, Cambodia": "China|Cambodia", "中国": "中国", "Guinea-Bissau": "Guinea-Bissau", "；": "",
	} {
		var names []string
		for _, p := range splitParties(in) {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2022": "2022", "2022-11": "2022-11", "2022-11-11": "2022-11-11", "2022/1/2": "2022-01-02", "2022.1.2": "2022-01-02", "2022年": "2022",
		"2022年11月": "2022-11", "2022年11月11日": "2022-11-11", "２０２２年１１月": "2022-11", "2022-11-11T08:00:00Z": "2022-11-11", "2022-11-11 8:00": "2022-11-11",
		"2022-02-30": "", "2022-13": "", "2022-00": "", "11/11/2022": "", "NA": "", "20221111": "", "2022-1-1-1": "", "-5": "", "２０２２-0-1": "",
	} {
		d, ok := parseDate(in)
		if d.String() != want || ok != (want != "") {
			t.Errorf("%q: %v %v, want %q", in, d, ok, want)
		}
	}
	d := one(t, write(t, t.TempDir(), "a.jsonl", []byte(`{"id":"a","date":"2022-02-30","lang":"fr","text":"x"}`)), Options{})
	if !d.Date.IsZero() || !hasNote(d, "LOD-02") || !hasNote(d, "LOD-07") {
		t.Errorf("date %v, notes %v; want no date and LOD-02, LOD-07", d.Date, d.Notes)
	}
}

func TestGzip(t *testing.T) {
	dir := t.TempDir()
	d := one(t, write(t, dir, "a.txt.gz", gzipOf(t, []byte(statement))), Options{})
	plain := one(t, write(t, dir, "b.txt", []byte(statement)), Options{})
	if d.Text != statement || d.Source.SHA256 != plain.Source.SHA256 {
		t.Errorf("text %q, SHA-256 %s, want those of the plain file", d.Text, d.Source.SHA256)
	}
	d = one(t, write(t, dir, "c.docx.gz", gzipOf(t, docxOf(t, "<w:p><w:r><w:t>x</w:t></w:r></w:p>"))), Options{})
	if d.Source.Format != "docx" {
		t.Errorf("format %q", d.Source.Format)
	}
	d = one(t, write(t, dir, "d.zip.gz", gzipOf(t, zipOf(t, "m.txt", "words"))), Options{})
	if d.Text != "words" || !strings.HasSuffix(d.Source.Path, "d.zip.gz!m.txt") {
		t.Errorf("member %q at %s", d.Text, d.Source.Path)
	}
}

func TestTextFieldOfJSON(t *testing.T) {
	p := write(t, t.TempDir(), "a.jsonl", []byte(`{"id":"a","zh":"双方","text":"both"}`+"\n"+`{"id":"b","text":"only"}`))
	out, err := Paths(t.Context(), []string{p}, Options{TextColumn: "zh"})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := out.Corpus.Doc(0), out.Corpus.Doc(1); a.Text != "双方" || a.Vars["text"] != "both" || b.Text != "only" {
		t.Errorf("texts %q (%v), %q", a.Text, a.Vars, b.Text)
	}
}
