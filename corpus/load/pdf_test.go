package load

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPDFs compiles PDFium once for all its parts.
func TestPDFs(t *testing.T) {
	opt := Options{CacheDir: t.TempDir()}
	t.Run("text", func(t *testing.T) { testPDF(t, opt) })
	t.Run("page without text", func(t *testing.T) { testPDFPageWithoutText(t, opt) })
	t.Run("bad", func(t *testing.T) { testBadPDF(t, opt) })
	t.Run("positions", func(t *testing.T) { testParagraphsByPosition(t, opt) })
	if kept, err := os.ReadDir(opt.CacheDir); err != nil || len(kept) == 0 {
		t.Errorf("the cache holds %v (%v), want the compiled PDF reader", kept, err)
	}
}

func testPDF(t *testing.T, opt Options) {
	p := write(t, t.TempDir(), "a.pdf", pdfOf(false, []string{
		"联合声明", "一、双方就双边关系以及共同关心的国际和地区问题深入交", "换意见，达成共识。", "二、双方同意深化合作。", "- 1 -",
	}, []string{"Both sides agreed to further strengthen their coop-", "eration in trade and invest-", "ment. Their cooperation is old.", "2"}))
	d := one(t, p, opt)
	want := "联合声明\n一、双方就双边关系以及共同关心的国际和地区问题深入交换意见，达成共识。\n二、双方同意深化合作。\n" +
		"Both sides agreed to further strengthen their cooperation in trade and investment. Their cooperation is old."
	if d.Text != want {
		t.Errorf("text\n%s\nwant\n%s", d.Text, want)
	}
	if d.Source.Format != "pdf" {
		t.Errorf("format %q", d.Source.Format)
	}
}

func testPDFPageWithoutText(t *testing.T, opt Options) {
	d := one(t, write(t, t.TempDir(), "a.pdf", pdfOf(false, []string{"Words."}, nil)), opt)
	if !hasNote(d, "LOD-05") || !strings.Contains(d.Notes[0].Text.EN, "2") {
		t.Errorf("notes %v, want LOD-05 for page 2", d.Notes)
	}
}

func testBadPDF(t *testing.T, opt Options) {
	dir := t.TempDir()
	wantError(t, []string{write(t, dir, "enc.pdf", pdfOf(true, []string{"x"}))}, opt, "enc.pdf", "encrypted PDF", "password")
	wantError(t, []string{write(t, dir, "scan.pdf", pdfOf(false, nil, nil))}, opt, "scan.pdf", "image-only PDF", "2 pages", "OCR")
	wantError(t, []string{write(t, dir, "cut.pdf", pdfOf(false, []string{"x"})[:40])}, opt, "cut.pdf", "broken PDF")
	wantError(t, []string{write(t, dir, "no.pdf", []byte("words"))}, opt, "no.pdf", "broken PDF", "%PDF-")
}

// testParagraphsByPosition sets the second paragraph off by a gap only.
func testParagraphsByPosition(t *testing.T, opt Options) {
	lines := []string{"The two sides agreed on all of the points of their talks, and they", "thanked each other.",
		"The leaders of both sides met three times over the course of two days.", "", "The long-", "term plan of the Sino-", "Khmer side is a long-term plan."}
	d := one(t, write(t, t.TempDir(), "a.pdf", pdfOf(false, lines)), opt)
	want := strings.Join(lines[:2], " ") + "\n" + lines[2] + "\nThe long-term plan of the Sino-Khmer side is a long-term plan."
	if d.Text != want {
		t.Errorf("text\n%s\nwant\n%s", d.Text, want)
	}
}

// TestPDFWithoutCache names a folder that cannot be made.
func TestPDFWithoutCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles PDFium")
	}
	dir := t.TempDir()
	blocked := write(t, dir, "file", []byte("x"))
	if d := one(t, write(t, dir, "a.pdf", pdfOf(false, []string{"Words."})), Options{CacheDir: filepath.Join(blocked, "cache")}); d.Text != "Words." {
		t.Errorf("text %q", d.Text)
	}
}
