// Package store keeps a corpus on disk: the folder NAME.concord.
//
// A store holds what reading texts takes time to find (the frozen texts, their
// structure, variables and character offsets, and their tokens by chosen
// recipes) in columns that are mapped into memory. Opening one reads a few
// pages, whatever its size. Build, Add and Remove change a store, Verify reads
// every byte of it; Open and Store.Corpus are for readers.
//
// # What a reader may rely on
//
// A store is a set of segments, which never change once they are written, and
// one small manifest that names them. A change writes new segments beside the
// old ones and then puts a new manifest in the place of the old: file and folder
// are brought to the disk before and after the rename. So a process that is
// killed, a disk that is full or a power cut leaves the old store or the new
// one. Readers take no lock. They have the documents of the manifest that they
// opened, however the store changes, until they close it: the next writer but
// one unlinks segments that are no longer named, and a mapping keeps its file.
//
// Writers lock the file LOCK; a second one is refused with the name of the
// first. A writer first removes what killed ones left behind (NNNNNN.seg.part,
// MANIFEST.part and segments that the manifest does not name).
//
// Texts, strings and token positions lie in mapped memory. They are valid until
// Store.Close, not longer; to use them later ends the program with a memory
// fault. Files of a store must not be changed in place by other programs.
//
// # Checksums
//
// Every byte of a file lies under a SHA-256. Open checks the manifest and of
// each segment the frame, the directory and where documents begin;
// Store.Corpus checks the records; Corpus.Doc and Store.Document check all that
// the document consists of; cutting checks the tokens that it takes over. Verify
// checks everything, and that each text matches the SHA-256 in its record. A
// merge checks everything that it copies.
//
// # Manifest
//
// The file MANIFEST: a line "concord store 1" with the version of the format,
// one JSON object, and a line "sha256 …" over all before it. The object has
// generation (counts the changes), next (number of the next segment; none is
// used twice), documents, text_bytes, hash (of the corpus), recipes (by which
// new texts are cut), left (what was left out when texts were read) and
// segments in the order of their documents: file, size, sha256 (of its directory
// and footer), documents, text_bytes, and the positions of those removed. Data
// derived from all documents together, such as an index, are segments without
// documents under derived; a change of the documents drops them.
//
// # Segment
//
// All numbers are little-endian.
//
//	0        16  "concord segment\n"
//	16        4  version
//	20       44  zeros
//	64           sections, each at a multiple of 64, zeros between
//	d            directory: number of sections, and name, start and size of each;
//	             number of blocks, and the SHA-256 of each block of 256 KiB
//	             from 0 to d, the last one shorter
//	end-64    8  d
//	end-56    8  size of the directory
//	end-48    4  version
//	end-44   12  "segment end\n"
//	end-32   32  SHA-256 of the directory and of the 32 bytes before
//
// In the directory and in records, numbers are varints (signed ones in zigzag
// form) and strings stand behind their length. The sections of n documents:
//
//	texts, records, ids   the entries one behind the other
//	….at                  uint64 × n+1: where each begins, and the end
//	offsets               int32: the character offset of every 256th byte of
//	                      each text (see corpus.Offsets)
//	units                 uint64 × 4(n+1): the first row of each document in
//	                      sections, paragraphs, sentences and clauses
//	sections              uint32 × 7 a row: start, end, number, level, parent,
//	                      start and end of the label in labels
//	paragraphs            uint32 × 3: start, end, section
//	sentences             uint32 × 3: start, end, paragraph
//	clauses               uint32 × 3: start, end, sentence
//	sides                 a byte a clause: number in side.names, plus 128 when
//	                      the side is carried over
//	side.names            the names of the sides
//	tokens/R/recipe       the recipe with the hash R in words
//	tokens/R/features     the features of the segment in code-point order
//	tokens/R/features.at  uint64 × f+1
//	tokens/R/stopped      a byte a feature
//	tokens/R/docs.at      uint64 × n+1: the first token of each document
//	tokens/R/ids          uint32 a token: the number of its feature here
//	tokens/R/start, end   uint32 a token: its place in the text
//
// R names the recipe together with the word list, the lexicon and the rules (see
// token.Recipe.Hash): tokens that other rules made are never taken for those of
// this program. A reader ignores sections that it does not know, so that what
// else is derived from a segment can be kept beside them.
//
// A record holds, in this order: the SHA-256 of the text, title, kind, lang,
// place, agency; the dates of signature and of the visit, year, month and day
// each; the source: path, line, certainty (8 bytes, IEEE 754), format, encoding,
// SHA-256, URL, fetched, licence, citation; parties, variables (in order of
// their names) and notes, each list behind its length plus one, 0 for none; the
// spans of title, dateline and agency line; and four bits that tell empty lists
// of units from missing ones.
//
// # Segments in a row
//
// Documents are collected until their texts amount to 64 MiB, then written and
// cut while the next ones are read, so that memory does not grow with the
// corpus. After each addition, segments at the end are merged when none is more
// than twice as large as all behind it and together they fit one: one document
// added a thousand times leaves some ten segments, and copies each text about as
// often.
package store
