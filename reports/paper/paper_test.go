package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
)

func picture1(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everything holds every block and the signs that break careless writers.
func everything(t *testing.T) Document {
	hostile := "R&D <b>\"'\x00\x01 \u200b 双方 ‘a’ ]]> 𠀀 \u202e"
	return Document{
		Lang: bilingual.ZH, Title: "比较报告：" + hostile, Subject: "说明", Software: "concord test", Date: time.Date(2022, 11, 11, 0, 0, 0, 0, time.UTC),
		Blocks: []Block{
			Heading{Level: 1, Text: "要点", Anchor: "findings"},
			Paragraph{Spans: []Span{{Text: "双方一致认为"}, {Text: "命运共同体", Marked: true, Note: []Span{{Text: "KHM-2022-1 §3 ¶12 s2 c41–67", Link: "#p-1"}, {Text: hostile}}}, {Text: "。"}, {Text: "无处可去", Link: "#nowhere"}}},
			List{Ordered: true, Items: [][]Span{Plain("第一"), {{Text: "第二", Strong: true}}}},
			List{Items: [][]Span{Plain(hostile)}},
			Table{Caption: "表 1", Columns: []Column{{Title: "词"}, {Title: "次数", Number: true}}, Rows: [][]string{{"支持", "15"}, {hostile, "1"}}},
			Table{Bare: true, Columns: make([]Column, 2), Rows: [][]string{{"编号", "KHM-2022-1"}}},
			Figure{Caption: "图 1", Alt: hostile, WidthMM: 40, HeightMM: 20, PNG: picture1(t)},
			Paragraph{Style: Listing, Spans: []Span{{Text: "a\n\nb", Code: true}}},
			Paragraph{Style: Quoted, Anchor: "p-1", Spans: Plain("原文段落")},
		},
	}
}

func TestWordIsWellFormed(t *testing.T) {
	data, err := DOCX(everything(t))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(body)
		if !strings.HasSuffix(f.Name, ".xml") && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		for d := xml.NewDecoder(bytes.NewReader(body)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	for _, want := range []string{`<w:footnoteReference w:id="2"/>`, `w:name="a_p_1"`, `<w:tblHeader/>`, `descr="R&amp;D`, `w:val="Heading1"`} {
		if !strings.Contains(parts["word/document.xml"], want) {
			t.Errorf("the document lacks %s", want)
		}
	}
	if !strings.Contains(parts["word/footnotes.xml"], `w:anchor="a_p_1"`) {
		t.Error("the note does not lead to its passage")
	}
	if strings.Contains(parts["word/document.xml"], "nowhere") {
		t.Error("a link without a place was written")
	}
}

func TestSameBytes(t *testing.T) {
	for name, write := range map[string]func(Document) ([]byte, error){"pdf": PDF, "docx": DOCX} {
		a, err := write(everything(t))
		if err != nil {
			t.Fatal(err)
		}
		b, err := write(everything(t))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: two writings differ, %v", name, err)
		}
	}
}

func TestPDFHoldsTheText(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	data, err := PDF(everything(t))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), "")
	for _, want := range []string{"要点", "双方一致认为", "命运共同体", "KHM-2022-1§3¶12s2c41–67", "支持15", "图1", "原文段落", "〓", "U+20000", "1/1"} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF lacks %q in %q", want, text)
		}
	}
}

// A page holds its text, the notes it calls and nothing lower: the bottom of
// what is set above meets the notes, never crosses them.
func TestNotesStandOnTheirPage(t *testing.T) {
	d := Document{Lang: bilingual.EN, Title: "Notes"}
	for i := range 120 {
		d.Blocks = append(d.Blocks, Paragraph{Spans: []Span{{Text: fmt.Sprintf("Paragraph %d ", i) + strings.Repeat("words and more words ", 12), Note: Plain(fmt.Sprintf("note-of-%d ", i) + strings.Repeat("quoted at some length ", 10))}}})
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	data, err := PDF(d)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(string(out), "\f")
	for i := range 120 {
		text, note := fmt.Sprintf("Paragraph %d ", i), fmt.Sprintf("note-of-%d ", i)
		found := false
		for _, p := range pages {
			// A paragraph may run over two pages; its note stands where its call, the
			// end of the paragraph, is.
			if strings.Contains(p, note) {
				found = true
				if before, _, _ := strings.Cut(p, note); i > 0 && strings.Contains(p, text) && !strings.Contains(before, text) {
					t.Errorf("note %d stands above its text", i)
				}
			}
		}
		if !found {
			t.Errorf("note %d is lost", i)
		}
	}
}

func TestColumnsShareThePage(t *testing.T) {
	for _, c := range []struct{ need, want []float64 }{
		{[]float64{10, 20}, []float64{45, 55}},           // 70 left, halved
		{[]float64{10, 200, 300}, []float64{10, 45, 45}}, // the wide ones share what the narrow one leaves
		{[]float64{200, 200}, []float64{50, 50}},
	} {
		got := shared(c.need, 100)
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("shared(%v, 100) = %v, want %v", c.need, got, c.want)
		}
	}
}

func TestLinesBreakByTheRules(t *testing.T) {
	face, err := font.Regular()
	if err != nil {
		t.Fatal(err)
	}
	s := &setter{face: face}
	all, looks := s.measured(Plain("双方（中方和柬方）一致认为，“命运共同体”建设取得成果。The two sides agreed."), 10, nil)
	for _, width := range []float64{35, 60, 90, 140} {
		joined := ""
		for _, l := range broken(all, looks, width) {
			text := ""
			for _, p := range l.pieces {
				text += p.Text
			}
			if first := []rune(text)[0]; strings.ContainsRune("，。）”", first) {
				t.Errorf("width %v: a line begins with %c", width, first)
			}
			if r := []rune(text); strings.ContainsRune("（“", r[len(r)-1]) {
				t.Errorf("width %v: a line ends with %c", width, r[len(r)-1])
			}
			joined += text
		}
		if squeeze := strings.ReplaceAll(joined, " ", ""); squeeze != "双方（中方和柬方）一致认为，“命运共同体”建设取得成果。Thetwosidesagreed." {
			t.Errorf("width %v: text lost: %q", width, squeeze)
		}
	}
}

func TestBadFigures(t *testing.T) {
	for name, f := range map[string]Figure{
		"no picture": {Caption: "x", WidthMM: 10, HeightMM: 10},
		"no size":    {Caption: "x", PNG: []byte{1}},
	} {
		d := Document{Title: "t", Blocks: []Block{f}}
		if _, err := PDF(d); err == nil {
			t.Errorf("%s: PDF takes it", name)
		}
		if _, err := DOCX(d); err == nil {
			t.Errorf("%s: DOCX takes it", name)
		}
	}
}
