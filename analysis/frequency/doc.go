// Package frequency counts features: how often each is used, in how many
// documents, and how evenly.
//
// It answers: which words or strings do these documents use most, and how sure
// is the rate?
//
// Formulas. With y_d uses among n_d tokens of document d, f = Σy_d and N = Σn_d:
//
//	per_million     10⁶·f/N
//	lo, hi          delete-one-document jackknife-t interval of per_million
//	                (Tukey 1958), m−1 degrees of freedom, cut at 0
//	per_1000_chars  1000·f/(characters that are not blank)
//	dpnorm          ½Σ|y_d/f − n_d/N| / (1 − min n_d/N) (Gries 2008; Lijffijt &
//	                Gries 2012), 0 even to 1 concentrated
//	range           documents with the feature / all documents
//
// The unit of inference is the document. The interval is empty where only one
// document has the feature, and where there is only one document: what is not
// seen to vary has no interval. dpnorm is empty where a feature has fewer uses
// than there are documents (warning DIS-01): it would be high whatever the
// spread.
//
// Rows are ordered by count, ties by feature in code-point order, and cut to
// top after that. Words on the stop list are not listed but count as tokens, so
// rates do not depend on the list. Documents without a token are left out.
//
// Evidence of a row, for the first 200 rows: the first use by date, the first
// use in the document with the highest rate, and the last use by date. Findings
// tell the first five rows that are neither numbers nor names of parties or
// places; those stay in the table and the figure.
//
// Defaults: all documents, every feature, the first 100 rows.
//
// When it misleads: a rate per million of a set of twenty short texts is a
// rate, not a count to be expected; texts of one series copy each other, so the
// true uncertainty is larger than the interval; counts of words depend on the
// segmentation (see the recipe), counts of strings (unit char2 …) overlap.
// Rates of Chinese words and English words are not comparable: choose one
// language with lang:zh or lang:en.
//
// Warnings: DIS-01 uses too few for a dispersion; FRQ-01 documents without a
// token left out.
package frequency
