// Package kwic finds words in their context: every place where they stand, with
// the text to the left and to the right (key word in context; Luhn 1960).
//
// It answers: where do these words stand, who says them, and what stands beside
// them?
//
// What is found. A string is found as it stands, wherever it stands: 印度 is
// found within 印度尼西亚 too. A word is a string whose two ends are borders of
// words under the standard recipe (punctuation kept), so that 印度 is not found
// there. A regular expression follows the RE2 syntax (Cox 2010), which takes
// linear time. Several strings or words stand with | between them; where two
// begin at one place the longer one is taken, and what is found does not
// overlap. A blank in a string or word stands for any run of blanks, a line end
// included. With ignore_case letters are compared in lower case.
//
// A query (match=query) is made of words, whatever their case:
//
//	the united nations         words one after another
//	命运共同体                   found however it was cut into words
//	合作*  *主义  wom?n          * is any run of characters, ? is one
//	(支持|赞赏) 合作              alternatives, of one or several words
//	中方 []{0,4} 支持           a gap of none to four words or signs
//	(very){1,3} good           one to three times
//	"what?"                    in quotation marks every sign stands for itself
//
// A word without signs is found wherever whole words spell it, one or several,
// and as a part of a term of the lexicon: 命运共同体 in 人类命运共同体. For other
// parts of words there is *命运*, or match=string, which looks at characters
// alone. A word with ? or with * inside is held against single words. Signs of
// punctuation count as words. A match does not cross the end of a sentence
// unless within says so; of matches that begin at one place, that with the
// fewest words in gaps is taken, of those the longest, and the next one begins
// after it.
//
// The context is at most so many characters on either side and never crosses a
// paragraph. Outside the body (title, date, agency) a line is the unit. Strings,
// words and expressions never cross a unit either.
//
// Order. text: documents as they stand in the corpus, then places. left and
// right: by the words beside the node, outward from it, character by character
// in code-point order without regard to blanks next to the node; what is alike
// stays in order of the text. date: oldest first, documents of one day by their
// ID, undated documents last. sample picks places at random (Knuth 1969, algorithm
// S); findings count all places. by adds a finding with the places and documents
// of each group: years in order, other groups by their count.
//
// The side is that of the clause in which the node begins.
//
// Defaults: match string, 30 characters on both sides, order of the text, every
// place.
//
// When it misleads: counts are of places in texts, not evidence of a difference
// between texts: see frequency and keyness for rates and their intervals.
// Traditional and simplified characters are different strings here. A document
// that is missing from the corpus holds no uses: first and last date are those
// of the corpus.
//
// Warnings: KWC-01 nothing was found.
package kwic
