package load

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"concord/corpus"
)

const (
	memberDOCX = "word/document.xml"
	memberODT  = "content.xml"
)

// isOffice reports whether a zip is a DOCX or ODT file.
func isOffice(r *zip.Reader) bool {
	return findMember(r, memberDOCX) != nil || findMember(r, memberODT) != nil && findMember(r, "mimetype") != nil
}

func findMember(r *zip.Reader, name string) *zip.File {
	if i := slices.IndexFunc(r.File, func(m *zip.File) bool { return m.Name == name }); i >= 0 {
		return r.File[i]
	}
	return nil
}

// readOffice reads the body of a DOCX or ODT file: paragraphs and tables.
// Footnotes, headers, comments and deleted text are left out.
func (l *loader) readOffice(b *batch, src corpus.Source, data []byte) error {
	kind := strings.ToUpper(src.Format)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return &Error{Path: b.entry.path, Problem: "broken " + kind, Want: "a complete file", Err: err}
	}
	body, words := findMember(z, memberDOCX), &docxWords
	src.Format = formatDOCX
	if body == nil {
		body, words = findMember(z, memberODT), &odtWords
		src.Format = formatODT
	}
	if body == nil {
		return b.bad(0, "broken "+kind+": neither "+memberDOCX+" nor "+memberODT+" in it", "a DOCX or ODT file")
	}
	if src.Format == formatODT && odtEncrypted(z, l.limits) {
		return b.bad(0, "encrypted ODT", "a file without a password")
	}
	o := &officeReader{words: words}
	if err := l.readXML(b, body, int64(len(data)), o); err != nil {
		return err
	}
	r := &record{text: strings.Join(o.top, "\n")}
	if strings.TrimSpace(r.text) == "" {
		return b.bad(0, strings.ToUpper(src.Format)+" without text", "at least one paragraph")
	}
	if o.footnotes > 0 {
		r.notes = append(r.notes, note("LOD-04", "脚注、尾注共 {value} 处未收入正文；如需分析，请并入正文。",
			"{value} footnotes or endnotes are left out of the text; move them into the text if they matter.", strconv.Itoa(o.footnotes)))
	}
	if o.numbered > 0 {
		r.notes = append(r.notes, note("LOD-04", "有 {value} 段使用自动编号或项目符号，编号不在文字中；请在文字处理软件中转为普通文字。",
			"{value} paragraphs are numbered or bulleted automatically and their numbers are not in the text; turn them into plain text in the word processor.", strconv.Itoa(o.numbered)))
	}
	src.Encoding, src.Certain = nameUTF8, 1 // checked by the XML decoder
	b.add(src, r)
	return nil
}

// readXML feeds one member to the reader, within the limits.
func (l *loader) readXML(b *batch, m *zip.File, packed int64, o *officeReader) error {
	rc, err := m.Open()
	if err != nil {
		return &Error{Path: b.entry.path, Problem: "broken " + m.Name, Want: "a complete file", Err: err}
	}
	defer rc.Close()
	limits := l.limits
	limits.MaxUnpackedBytes = min(limits.MaxUnpackedBytes, limits.MaxFileBytes)
	u := &unpacker{r: rc, packed: &counter{n: packed}, path: b.entry.path, limits: limits}
	if err := o.read(u); err != nil {
		var bad *Error
		if errors.As(err, &bad) {
			return bad
		}
		return &Error{Path: b.entry.path, Problem: "broken " + m.Name, Want: "well-formed XML", Err: err}
	}
	return nil
}

// odtEncrypted looks for encryption in the manifest.
func odtEncrypted(z *zip.Reader, limits Limits) bool {
	m := findMember(z, "META-INF/manifest.xml")
	if m == nil {
		return false
	}
	rc, err := m.Open()
	if err != nil {
		return false
	}
	defer rc.Close()
	data, err := io.ReadAll(io.LimitReader(rc, 1<<20))
	return err == nil && bytes.Contains(data, []byte("encryption-data"))
}
