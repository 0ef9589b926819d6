// Package dispersion measures how evenly a feature is spread over documents.
//
// It answers: which words do all documents use alike, and which are the
// property of a few?
//
// Parts are documents, of unequal size as they are. With v_d uses of a feature
// in document d, f = Σv_d, document shares s_d = n_d/N, rates r_d = v_d/n_d and M
// documents:
//
//	range              documents with the feature / M
//	dp                 ½Σ|v_d/f − s_d|, 0 even (Gries 2008)
//	dpnorm             dp/(1 − min s_d), 0 even to 1 concentrated (Lijffijt &
//	                   Gries 2012)
//	lo, hi             delete-one-document jackknife-t interval of dpnorm (Tukey
//	                   1958), M−1 degrees of freedom, cut at 0 and 1
//	dpnorm_percentile  place of dpnorm among features of similar count (within 25
//	                   per cent), equal values counted half, 0 the most even to 1
//	                   the most concentrated; empty below ten such features
//	kld                Σ(v_d/f)·log2[(v_d/f)/s_d] in bits, 0 even (Gries 2020)
//	kld_norm           1 − 2^−kld, 0 even to 1 concentrated (Gries 2020)
//	juilland_d         1 − V/√(M−1), V the coefficient of variation of the r_d
//	                   (Juilland & Chang-Rodríguez 1964), 1 even
//	rosengren_s        (Σ√(s_d·v_d))²/f (Rosengren 1971), 1 even
//	carroll_d2         entropy of the r_d over log M (Carroll 1970), 1 even
//	da                 1 − mean|r_i−r_j|/(2·mean r) over pairs (Burch, Egbert &
//	                   Biber 2017), 1 even
//
// dp, dpnorm and kld grow with concentration, the last four fall with it.
//
// A feature with fewer uses than there are documents cannot be spread over all
// of them: its measures would be high whatever its spread, and are empty
// (DIS-01). Its range is given, and its percentile too, as that compares it only
// with features in the same position. The interval is empty where fewer than
// three documents hold the feature.
//
// Rows are ordered by count, or by dpnorm (even: the most even first; uneven:
// the most concentrated first) or by percentile, largest first; ties by count,
// then by feature in code-point order; cut to top after that. Features without a
// value of the measure that orders come last. Words on the stop list are not
// listed and are no peers. Evidence of a row: first use by date, first use in
// the document with the highest rate, last use by date.
//
// Floors: two documents. Defaults: all documents, at least 5 uses, order by
// count, 100 rows.
//
// When it misleads: dispersion falls with frequency, so that unlike counts do
// not compare: read the percentile; documents of one series copy each other, so
// that even spread over documents may be one formula copied; long documents hold
// more words and make everything look more even; parts that differ in language
// make every word uneven (DIS-02); the interval rests on documents being drawn
// alike, and dpnorm is biased upwards in few documents.
//
// Warnings: DIS-01 uses too few; DIS-02 more than one language; DIS-03 documents
// without a token left out; DIS-04 no feature reaches the floor; DIS-05 few
// documents.
package dispersion
