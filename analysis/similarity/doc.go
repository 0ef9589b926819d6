// Package similarity measures how near documents are to each other.
//
// It answers: which documents are nearest to this one, and which are farthest?
//
// Cosine. Counts of features under the recipe, stopped features left out, not
// weighted: cos(a, b) = Σ a_i·b_i / (‖a‖·‖b‖) (Salton & McGill 1983). Raw counts
// are weighed by common words; it compares subjects rather than wordings.
//
// Jaccard. Sets of runs of five characters (option shingle), |A ∩ B| / |A ∪ B|
// (Jaccard 1901; on shingles Broder 1997). The text is taken as a stream of
// letters, ideographs and digits: blanks, punctuation and symbols are dropped,
// letters written small, full-width forms as half-width ones, and with
// script=simplified traditional characters as simplified ones. It needs no word
// segmentation and compares wordings.
//
// A value is missing where it is not defined: the cosine of a document without
// features, the Jaccard coefficient of one shorter than a run.
//
// Without a focus every pair is listed: doc is the earlier one. With a focus,
// the pairs that hold it come first, nearest first, and doc is the focus; the
// pairs among the documents of the heat map follow (option neighbours). date is
// that of doc_b.
//
// The heat map stands in order of date, undated documents last. It shows every
// document of at most 60, otherwise the focus and its nearest neighbours.
//
// Findings are descriptive: nearest and farthest, beside the median of all pairs
// of the set, which is what to expect of any two texts of this genre. In a set of
// more than 2 000 documents it is the median of the pairs of the focus or, without
// a focus, of evenly spaced documents; the number of pairs stands beside it. The
// evidence is the longest run of characters that the nearest pair shares.
//
// Defaults: shingle 5, order by Jaccard, every pair, 39 neighbours.
//
// When it misleads: both measures grow with length, the Jaccard coefficient
// shrinks when lengths differ much; a formulaic genre is similar throughout, so
// read a value against the median; names of parties count, so that documents of
// one pair are near without any reuse (on the specimen without reuse 25 of 48 have
// their nearest in their own pair); nearness does not say who took from whom; texts
// in two languages share next to nothing.
//
// Warnings: SIM-01 lengths differ; SIM-02 no heat map; SIM-03 several languages.
package similarity
