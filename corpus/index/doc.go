// Package index finds words, phrases and patterns in a corpus that was cut into
// tokens, without reading the text again.
//
// An Index holds, for every feature, the positions at which it stands: flat
// arrays of numbers, which Sections gives and From takes back, so that a store
// on disk can keep them and map them into memory. Positions count the tokens of
// all documents in one row.
//
// # The query language
//
//	the united nations          a phrase: tokens one after another
//	命运共同体                    found however it was cut into words
//	合作*  *主义  *政*            words that begin, end or go on both ways
//	wom?n  c*n                  ? is one character, * any number of them
//	(支持|赞赏)  支持 | be glad   alternatives, of one or several words
//	中方 []{0,4} 支持            a gap: [] is any token, here none to four
//	(very){1,3} good            one to three times; {2} twice
//	"what?"  “支持|赞赏”         in quotes every sign stands for itself
//
// Brackets, bars and the other signs may be typed in full width. Blanks part
// words; between Chinese characters they are a border that must be there.
//
// What a word matches. A literal is cut by the recipe of the tokens and counts
// as the recipe says: with lower it is found in any case, with stem in any
// form. It is found wherever whole tokens, one after another, spell the same
// features: 命运共同体 stands for 命运 共同体 as well as for 命运共同体. A border
// within the literal may fall only where a character of a script without blanks
// (Chinese, Japanese, Thai, Khmer, Lao, Burmese) or a sign stands on either
// side, so that today is not found in "to day"; where the recipe itself cuts
// between letters (e-mail), the border must be there. A term of the lexicon
// counts as the words it consists of too: 命运共同体 and 人类命运 are found in the
// token 人类命运共同体, and 共同 is not. * at an end of a literal lets its first or
// last token go on beyond it anywhere. A word with ? or with * inside is held
// against single tokens. Under a recipe that counts runs of characters a literal
// is the runs that the recipe makes of it.
//
// Matches. What begins first is taken; of matches that begin at one token the
// one with the fewest tokens in gaps, of those the longest. Matches do not
// overlap (the next one begins after the last), nor do they cross the end of a
// sentence; Options changes both. Outside the body (title, date, agency) a line
// stands for a sentence.
package index
