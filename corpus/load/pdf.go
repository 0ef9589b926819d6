package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"concord/corpus"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// pdfEngine is PDFium compiled to WebAssembly, started with the first PDF. It
// sees no file system and no network.
type pdfEngine struct {
	cacheDir string

	once  sync.Once
	pool  pdfium.Pool
	cache wazero.CompilationCache
	err   error
}

// maxPDFMemory is what one PDF may use, in WebAssembly pages of 64 KiB: 1 GiB.
const maxPDFMemory = 16384

// start compiles PDFium, which takes seconds, or reads it from the cache.
func (p *pdfEngine) start(ctx context.Context, workers int) error {
	p.once.Do(func() {
		p.cache = compilationCache(p.cacheDir)
		if p.pool, p.err = startPDFium(ctx, workers, p.cache); p.err == nil {
			return
		}
		// A cache that cannot be written or read back must not cost the run.
		p.cache.Close(ctx)
		p.cache = wazero.NewCompilationCache()
		p.pool, p.err = startPDFium(ctx, workers, p.cache)
	})
	return p.err
}

func startPDFium(ctx context.Context, workers int, cache wazero.CompilationCache) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCompilationCache(cache).WithMemoryLimitPages(maxPDFMemory).WithCloseOnContextDone(true)
	return webassembly.Init(webassembly.Config{Context: ctx, MaxTotal: workers, MaxIdle: workers, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard, RandomSource: zeros{}})
}

// zeros is the randomness PDFium gets: reading text needs none, and the same
// file must give the same text.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// compilationCache is on disk where that is possible, else in memory.
func compilationCache(dir string) wazero.CompilationCache {
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return wazero.NewCompilationCache()
		}
		dir = filepath.Join(user, "concord")
	}
	if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
		return cache
	}
	return wazero.NewCompilationCache()
}

func (p *pdfEngine) close() {
	if p.pool != nil {
		p.pool.Close() // nothing to do about a failure: the memory goes with the process
	}
	if p.cache != nil {
		p.cache.Close(context.Background())
	}
}

// readPDF reads the text layer of a PDF and joins its lines into paragraphs.
func (l *loader) readPDF(ctx context.Context, b *batch, src corpus.Source, data []byte) error {
	if !bytes.Contains(data[:min(len(data), 1024)], []byte(magicPDF)) {
		return b.bad(0, "broken PDF: no header", "a file that begins with "+magicPDF)
	}
	if err := l.pdf.start(ctx, l.workers()); err != nil {
		return fmt.Errorf("load: the PDF reader cannot be started: %w", err)
	}
	pages, err := l.pdf.pages(ctx, data, l.limits.MaxTextBytes)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return b.bad(0, "encrypted PDF", "a PDF that opens without a password")
	case errors.Is(err, errPDFText):
		return tooLarge(b.entry.path, l.limits.MaxTextBytes, "MaxTextBytes")
	case err != nil:
		return &Error{Path: b.entry.path, Problem: "broken PDF", Want: "a complete file", Err: err}
	}
	text, empty := pageTexts(pages)
	if len(empty) == len(pages) {
		return b.bad(0, fmt.Sprintf("image-only PDF: no text on any of %s", count(len(pages), "page")), "a text layer; run OCR first")
	}
	r := &record{text: text}
	if len(empty) > 0 {
		r.notes = append(r.notes, note("LOD-05", "第 {value} 页没有文字（可能是图像），未收入；请先做文字识别。",
			"Pages {value} have no text (perhaps images) and are missing; run OCR first.", strings.Join(empty, ", ")))
	}
	src.Encoding, src.Certain = nameUTF8, 1 // PDFium gives Unicode
	b.add(src, r)
	return nil
}

var errPDFText = errors.New("too much text")

// pages returns the lines of every page. PDFium is not trusted not to fail.
func (p *pdfEngine) pages(ctx context.Context, data []byte, limit int64) (pages [][]textLine, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("PDFium failed: %v", v)
		}
	}()
	in, err := p.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	doc, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return nil, err
	}
	n, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, err
	}
	total := int64(0)
	for i := range n.PageCount {
		page, err := readPage(in, doc.Document, i)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		for _, line := range page {
			total += int64(len(line.text))
		}
		if total > limit {
			return nil, errPDFText
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// readPage returns the lines of a page, from 0, with their places.
func readPage(in pdfium.Pdfium, doc references.FPDF_DOCUMENT, number int) ([]textLine, error) {
	loaded, err := in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: number}}})
	if err != nil {
		return nil, err
	}
	defer in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	n, err := in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil {
		return nil, err
	}
	var lines []textLine
	var cur strings.Builder
	at := textLine{page: number}
	for i := range n.Count {
		char, err := in.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: loaded.TextPage, Index: i})
		if err != nil {
			return nil, err
		}
		r := rune(char.Unicode)
		if r == softHyphen && cur.Len() > 0 {
			cur.WriteByte('-')
		}
		if r == '\n' || r == '\r' || r == softHyphen {
			lines, at = addLine(lines, at, &cur), textLine{page: number}
			continue
		}
		if cur.Len() == 0 {
			// A character that PDFium added has no place; the line then counts as
			// standing where it was read.
			if o, err := in.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: loaded.TextPage, Index: i}); err == nil {
				at.x, at.y = o.X, o.Y
			}
		}
		if r >= ' ' && r != '\ufffe' || r == '\t' {
			cur.WriteRune(r)
		}
	}
	return addLine(lines, at, &cur), nil
}

// softHyphen is what PDFium gives for a hyphen at the end of a line and for the
// line break after it.
const softHyphen = '\x02'

func addLine(lines []textLine, at textLine, cur *strings.Builder) []textLine {
	if at.text = cur.String(); at.text != "" {
		lines = append(lines, at)
	}
	cur.Reset()
	return lines
}

// pageTexts joins the pages and lists the numbers of those without text.
func pageTexts(pages [][]textLine) (text string, empty []string) {
	for i, page := range pages {
		if len(withoutPageNumber(page)) == 0 {
			empty = append(empty, strconv.Itoa(i+1))
		}
	}
	return unwrap(pages), empty
}
