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
// The context is at most so many characters on either side and never crosses a
// paragraph. Outside the body (title, date, agency) a line is the unit. What is
// found never crosses a unit either.
//
// Order. text: documents as they stand in the corpus, then places. left and
// right: by the words beside the node, outward from it, character by character
// in code-point order without regard to blanks next to the node; what is alike
// stays in order of the text. date: oldest first, undated documents last.
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
