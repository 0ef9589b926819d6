package load

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"concord/corpus"
)

// statement is an invented text of an invented state.
const statement = "中华人民共和国和澜沧国联合声明\n一、双方同意深化合作，推进共建项目。\n二、双方认为，和平与发展是共同愿望。\n2021年3月4日于北京\n"

// write puts a file into dir and returns its path.
func write(t testing.TB, dir, name string, data []byte) string {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

// zipOf packs name, content pairs.
func zipOf(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// docxOf makes a DOCX of a body in WordprocessingML.
func docxOf(t testing.TB, body string) []byte {
	return zipOf(t, "[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		memberDOCX, `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" `+
			`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`+body+`</w:body></w:document>`)
}

// odtOf makes an ODT of a body in ODF.
func odtOf(t testing.TB, body string) []byte {
	return zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text",
		memberODT, `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b">`+
			`<office:body><office:text>`+body+`</office:text></office:body></office:document-content>`)
}

// pdfOf makes a PDF with one page for each list of lines, in a font that names
// its codes as Unicode. A page without lines shows a picture.
func pdfOf(encrypt bool, pages ...[]string) []byte {
	var objects []string
	add := func(s string) int { objects = append(objects, s); return len(objects) }
	add("<< /Type /Catalog /Pages 2 0 R >>")
	add("") // the pages, when they are known
	font := add("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>")
	add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>")
	add("<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>")
	image := add(stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x80"))
	var kids []string
	for _, lines := range pages {
		content := "q 400 0 0 600 50 100 cm /I Do Q"
		if lines != nil {
			content = "BT /F 12 Tf 50 780 Td 16 TL\n"
			for _, l := range lines {
				content += "<" + utf16Hex(l) + "> Tj T*\n"
			}
			content += "ET"
		}
		c := add(stream("", content))
		page := add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F %d 0 R >> /XObject << /I %d 0 R >> >> >>", c, font, image))
		kids = append(kids, fmt.Sprintf("%d 0 R", page))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " "))
	extra := ""
	if encrypt {
		e := add(fmt.Sprintf("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>", strings.Repeat("AB", 32), strings.Repeat("CD", 32)))
		extra = fmt.Sprintf(" /Encrypt %d 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]", e)
	}
	return assemblePDF(objects, extra)
}

func assemblePDF(objects []string, extra string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, extra, xref)
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// one loads one path and returns its only document.
func one(t testing.TB, path string, opt Options) *corpus.Document {
	t.Helper()
	out, err := Paths(context.Background(), []string{path}, opt)
	if err != nil {
		t.Fatal(err)
	}
	if out.Corpus.Len() != 1 {
		t.Fatalf("%d documents, want 1", out.Corpus.Len())
	}
	return out.Corpus.Doc(0)
}

// wantError checks that loading fails with an Error that says all of this.
func wantError(t testing.TB, paths []string, opt Options, says ...string) *Error {
	t.Helper()
	_, err := Paths(context.Background(), paths, opt)
	var bad *Error
	if !errors.As(err, &bad) {
		t.Fatalf("error %v (%T), want an *Error", err, err)
	}
	for _, s := range says {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("error %q does not say %q", err, s)
		}
	}
	if strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("error %q is more than one line", err)
	}
	return bad
}

func hasNote(d *corpus.Document, code string) bool {
	for _, n := range d.Notes {
		if n.Code == code && n.Text.ZH != "" && n.Text.EN != "" && !strings.Contains(n.Text.EN, "{value}") {
			return true
		}
	}
	return false
}
