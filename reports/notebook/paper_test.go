package notebook

import (
	"bytes"
	"strings"
	"testing"

	"concord/corpus/bilingual"
	"concord/reports/paper"
)

func TestPaperHoldsTheNotebook(t *testing.T) {
	nb := New()
	nb.Add(Markdown, "# 两份公报\n\n先看**词频**，再看 `keyness`。\n\n- 一\n- 二\n\n| 词 | 次 |\n|---|---|\n| 支持 | 15 |\n\n> 引文")
	nb.Add(Code, "print('双方')\n1 + 1")
	nb.Add(Code, "nonsense(")
	if err := Run(t.Context(), nb, RunOptions{}); err == nil {
		t.Fatal("the third cell runs")
	}
	d, err := Paper(nb, bilingual.ZH)
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "两份公报" {
		t.Errorf("title %q", d.Title)
	}
	var kinds []string
	text := ""
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case paper.Paragraph:
			kinds = append(kinds, "p:"+string(b.Style))
			for _, s := range b.Spans {
				text += s.Text
			}
		case paper.List:
			kinds = append(kinds, "list")
		case paper.Table:
			kinds = append(kinds, "table")
			if b.Columns[0].Title != "词" || b.Rows[0][1] != "15" {
				t.Errorf("table %v", b)
			}
		}
	}
	for _, want := range []string{"词频", "keyness", "print('双方')", "双方\n", "2", "引文", "nonsense("} {
		if !strings.Contains(text, strings.TrimSpace(want)) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	for _, want := range []string{"list", "table", "p:listing", "p:quoted", "p:notice"} {
		if !strings.Contains(strings.Join(kinds, " "), want) {
			t.Errorf("no %s among %v", want, kinds)
		}
	}
}

func TestExport(t *testing.T) {
	nb := New()
	nb.Add(Code, "1")
	if err := Run(t.Context(), nb, RunOptions{}); err != nil {
		t.Fatal(err)
	}
	for format, head := range map[Format]string{FormatHTML: "<!DOCTYPE html>", FormatPDF: "%PDF-1.4", FormatDOCX: "PK"} {
		data, err := Export(nb, bilingual.EN, format)
		if err != nil || !bytes.HasPrefix(data, []byte(head)) {
			t.Errorf("%s: %v, begins %.20q", format, err, data)
		}
	}
	if _, err := Export(nb, bilingual.EN, "odt"); err == nil || !strings.Contains(err.Error(), `"odt"`) {
		t.Errorf("odt: %v", err)
	}
}
