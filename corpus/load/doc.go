// Package load reads files into a corpus: text, Markdown, HTML, DOCX, ODT, PDF,
// CSV, TSV, JSON and JSON lines, alone, compressed (.gz), packed (.zip) or in a
// folder.
//
// # What is read
//
// A folder is read with its subfolders, in order of path. Within folders and
// archives, hidden files, __MACOSX, READMEs, licences and files of unknown
// extension are left out and listed in Loaded.Ignored. A file that is named
// directly is always tried, by its content. An archive inside an archive is
// refused.
//
// Tables and JSON name their columns or fields id, title, date, parties, lang,
// kind, place, agency, url, fetched, licence, citation, source_repo,
// source_path, source_commit and text, in any case, or in Chinese 编号, 标题,
// 日期, 缔约方, 语言, 文种, 地点, 电头, 网址, 正文. Whatever else they hold becomes a
// variable, as given.
//
// A sidecar, corpus.csv or corpus.yaml, sets the same fields for the files of
// its folder: a table with the column file, or a list of mappings with the key
// file, or one mapping from file names to mappings. What a sidecar says wins
// over what a file says, and both win over what is found in the text.
//
// The lines of a PDF are joined into paragraphs by their places on the page, and
// the numbers of pages are dropped. Markdown and HTML lose their marks. The main
// text of a page is told from its navigation; the day of its publication serves
// only where the text shows no date. Footnotes, headers and automatic numbers of
// DOCX and ODT are left out, with a Note.
//
// A document without an ID gets one like KHM-2022-1 where its parties and year
// are known (of China and one partner, the partner's code; the number counts by
// date, then in the order read), else one from the name of its file.
//
// # What is recorded
//
// The encoding is detected, never assumed: a byte order mark decides, then
// valid UTF-8, then the statistics of the bytes among UTF-16, GB18030, Big5 and
// Windows-1252. Source.Encoding and Source.Certain keep the answer. Source.SHA256
// is of the bytes as unpacked: of the file or member, and for JSON lines of the
// line. Doubts are Notes with the codes LOD-01 to LOD-07.
//
// # Errors
//
// Broken, empty, encrypted, oversized or unreadable input is an *Error, which
// names the file, the line, the problem and what was expected. With SkipBad the
// run goes on, and Loaded.Skipped lists what was left out and why.
package load
