package load

import (
	"bytes"
	"path"
	"strings"
)

// Formats, as they stand in Source.Format.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatHTML     = "html"
	formatDOCX     = "docx"
	formatODT      = "odt"
	formatPDF      = "pdf"
	formatCSV      = "csv"
	formatJSON     = "json"

	formatLines = "jsonl" // shown as json
)

// Signatures of files.
const (
	magicZip  = "PK\x03\x04"
	magicNone = "PK\x05\x06" // an empty zip
	magicGzip = "\x1f\x8b"
	magicPDF  = "%PDF-"
	magicOLE  = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// byExtension returns the format of a file name without .gz, or "".
func byExtension(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".text":
		return formatText
	case ".md", ".markdown":
		return formatMarkdown
	case ".html", ".htm", ".xhtml":
		return formatHTML
	case ".docx":
		return formatDOCX
	case ".odt":
		return formatODT
	case ".pdf":
		return formatPDF
	case ".csv", ".tsv", ".tab":
		return formatCSV
	case ".json":
		return formatJSON
	case ".jsonl", ".ndjson":
		return formatLines
	}
	return ""
}

// unpackedName drops a .gz.
func unpackedName(name string) string {
	if strings.EqualFold(path.Ext(name), ".gz") {
		return name[:len(name)-len(".gz")]
	}
	return name
}

// known reports whether a file of this name in a folder is taken for a text.
func known(name string) bool {
	name = unpackedName(name)
	return byExtension(name) != "" || strings.EqualFold(path.Ext(name), ".zip")
}

// streams reports whether the file is read record by record, so that its size
// does not matter.
func streams(name string) bool { return byExtension(unpackedName(name)) == formatLines }

// unwanted says why a file or folder found in a folder is not a text, or "".
func unwanted(name string, folder bool) string {
	upper := strings.ToUpper(name)
	switch {
	case name == "__MACOSX", strings.HasPrefix(name, "._"), name == ".DS_Store":
		return "left by macOS"
	case strings.HasPrefix(name, "."):
		return "hidden"
	case strings.HasPrefix(name, "~$"):
		return "lock file of an office program"
	case folder && strings.EqualFold(path.Ext(name), ".concord"):
		return "a store of texts, to be named by itself"
	case folder:
		return ""
	case strings.HasPrefix(upper, "README"):
		return "documentation"
	case strings.HasPrefix(upper, "LICENSE"), strings.HasPrefix(upper, "LICENCE"):
		return "licence"
	}
	return ""
}

// formatOf decides by the first bytes, then by the extension. Text of unknown
// extension is plain text unless it begins like HTML.
func formatOf(name string, head []byte) string {
	switch ext := byExtension(name); {
	case bytes.Contains(head[:min(len(head), 1024)], []byte(magicPDF)) && (ext == "" || ext == formatPDF || bytes.HasPrefix(head, []byte(magicPDF))):
		return formatPDF
	case bytes.HasPrefix(head, []byte(magicZip)):
		return officeFormat(ext)
	case ext != "":
		return ext
	case looksLikeHTML(head):
		return formatHTML
	}
	return formatText
}

// officeFormat is the format of a zip that is not an archive of texts: ODF puts
// its media type first, but only the members tell for sure, so the reader of
// either checks.
func officeFormat(ext string) string {
	if ext == formatODT {
		return formatODT
	}
	return formatDOCX
}

func looksLikeHTML(head []byte) bool {
	start := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}

// binaryKind names what the bytes are when they are known not to be a text.
func binaryKind(head []byte) (kind, want string) {
	signatures := []struct{ magic, kind, want string }{
		{magicOLE, "an OLE file (Word 97, or an encrypted DOCX)", "DOCX, ODT, PDF or text without a password; save it as one of these"},
		{"{\\rtf", "a rich text file (RTF)", "DOCX, ODT, PDF or text; save it in one of these"},
		{"\x89PNG", "a PNG image", ""}, {"\xff\xd8\xff", "a JPEG image", ""}, {"GIF8", "a GIF image", ""},
		{"II*\x00", "a TIFF image", ""}, {"MM\x00*", "a TIFF image", ""},
		{"7z\xbc\xaf\x27\x1c", "a 7z archive", "a zip, or the files"}, {"Rar!", "a RAR archive", "a zip, or the files"},
		{"BZh", "a bzip2 file", "a zip, a .gz, or the file"}, {"\xfd7zXZ", "an xz file", "a zip, a .gz, or the file"},
		{"\x28\xb5\x2f\xfd", "a zstd file", "a zip, a .gz, or the file"},
		{"\x7fELF", "a program", ""}, {"MZ\x90", "a program", ""},
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.kind, cmpOr(s.want, "a text")
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "a tar archive", "a zip, or the files"
	}
	return "", ""
}
