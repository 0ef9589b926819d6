// Package structure finds the anatomy of a document: language, title, kind,
// parties, dates, numbered sections, paragraphs, sentences, clauses, and the
// side on whose behalf each clause speaks. It reads Chinese and English by
// rules, in time linear in the text. What the rules do not find is missing;
// nothing is guessed.
//
// # Paragraphs
//
// A paragraph ends at a line end, at a run of two or more U+3000 and at a run
// of two or more U+00A0 (a gap directly after a printed number parts nothing).
// Whether the text is hard-wrapped is decided once for the document: it is when
// no line is wider than 110 columns, and at least two thirds of the lines that
// another line follows directly end in the middle of a sentence. Then blank
// lines part the paragraphs (failing these, lines that begin with a blank), and
// so does a list item after a line that ends a sentence.
//
// Title, dateline, agency line, the author's line under a Chinese title, and
// signature lines marked as such are not paragraphs of the body. A title is a
// heading at the beginning that names a kind or repeats the given title; a
// heading that does neither stays in the body.
//
// # Sentences
//
// Chinese: after 。！？ with the closing marks that follow, and at the end of the
// paragraph. Not within paired marks of up to 300 characters; after a quotation
// that ends in a stop, unless the sentence visibly goes on (“……。”的……).
// English: Unicode text segmentation (UAX #29), joined again after titles,
// abbreviations, initials, dotted abbreviations before a word that does not
// begin a sentence, and printed numbers, before small letters, and within
// brackets and double quotation marks.
//
// # Clauses
//
// The clauses of a sentence cover it; each takes its closing mark along.
// Chinese: after ，；：, not after 、, not between digits, not within 《》 and not
// within other marks around less than thirty characters. English: after , ; :
// and dashes, but a piece of fewer than four words after a comma (two after the
// other marks) goes back to the piece before it, and so does "and ..." after
// such list items.
//
// # Sections
//
// Chinese labels: 第一部分, 第一章, 第一节, 第一条, 一、, （一）, （1）, 1. English: Part,
// Chapter, Section, Article, I., A., 1., (1), (i), (a). They stand at the
// beginning of a paragraph; a run of （一） may go on within one. Ordinals run from
// 1 without a break (one missing number is let pass when the next follows), and
// a run has at least two members. Nesting follows the text; the third level and
// deeper are left out. Articles may count anew, as in a text with annexes.
//
// # Metadata
//
// Kind: in Chinese the last kind of the title outside 《》; in English the first,
// in small letters without accents. Parties: from the title, before what it is
// about; else names joined by hyphens; else from the first sentences, those that
// offices and governments belong to. Named groups of fixed membership (G7, Quad,
// AUKUS, P3, P5) count by their members. The European Union, ASEAN and other
// organisations have a name and no code. Governments that are not in the table
// of countries count where the title names two of them. Date: dateline, closing
// formula, agency line (only where its day falls within the visit, which gives
// the year), title. The day of a meeting is not taken for the day of issue: in
// half of the English statements tried it was another. Visit: the first period
// in a sentence on a visit; without a printed year that of the document's date.
//
// # Sides
//
// A and B are the first two parties in order of naming; further parties are
// SideOther, not told apart. A subject is looked for at the beginning of each
// clause: joint ones (双方, 两国领导人, 中柬 before a verb, the two sides, we, both
// parties joined by "and"), a party with its organ (中方, 中国政府, the Cambodian
// side), ministers whose party the opening tells, and a bare country name
// only before a verb at the beginning of a sentence. A clause without one
// inherits from the clause before, to the end of the paragraph, and is marked
// so; adverbial clauses that open a sentence take the side of its subject. After
// a verb of saying the rest of the sentence stays with who said it, unless a
// named party takes the word with such a verb of its own. In a list that a joint
// sentence announced (双方商定……以下……：) every sentence starts from joint. Before
// any subject the side is unknown.
//
// # Known misses
//
// A party named only by its leader (President Biden) is not found. Lists of
// dozens of members break off where an office or a body stands between the
// names. In texts numbered across unnumbered headings the nesting can be wrong,
// and lists in lists that lost their indentation are mixed up. A sentence with a
// subject of its own that is no party (中柬关系……) inherits the side of the
// sentence before. "They" inherits and does not search for its antecedent. Two
// ministers of one side named in a row before those of the other count as the
// first side alone. Of traditional characters only the commonest kinds and joint
// subjects are known.
package structure
