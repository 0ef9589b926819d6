// Package specimen makes statements between invented states, in Chinese and in
// English, with truths planted in them that are written down beside the texts.
//
// The statements follow the genre: a title, numbered sections (一、 … （一）),
// sides (双方, the first side, the second side), fixed formulas, thanks and an
// invitation, a dateline and an agency line. States, persons and places are
// invented; the codes come from the range XAA–XZZ that ISO 3166-1 leaves to its
// users, so no code names a real state. Every English sentence renders the
// Chinese sentence of the same template and the same choices.
//
// A corpus with planted truths holds a topic that rises from a known year, whole
// paragraphs carried over from the same pair's previous statement, formulas that
// are born, strengthened or dropped in a known year, one document several times
// longer than the others, a gap in one pair's series, and a latest document with
// features of its own. Truth records all of it as realised. The null version is
// drawn by the same process with nothing planted: a constant topic mix, no
// carried paragraphs, formulas used at a constant rate, the same pairs and the
// same leaders throughout. What still differs are the proper names of the pairs
// and the dates.
//
// Same options, same bytes: each statement draws from its own PCG stream, named
// by seed, pair and edition. Documents come in order of date in constant memory,
// so a million of them can be streamed.
//
// Counts draws plain counts without text, for tests of inference.
package specimen

//go:generate go run ./generate
