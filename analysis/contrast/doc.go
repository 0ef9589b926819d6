// Package contrast sets the remaining measures and views of keyness side by
// side: measures, groups and lists.
//
// measures answers: what does each measure say of a feature, and which of them
// are tests? Two groups are compared, one row for each feature. With a uses
// among N_A tokens of the m_A target documents, d_A of which hold the feature,
// and b, N_B, m_B, d_B in the reference, O the 2×2 table of the feature against
// all other tokens and E its expectation:
//
//	share_difference  d_A/m_A − d_B/m_B (Zeta: Burrows 2007; text dispersion
//	                  keyness: Egbert & Biber 2019); share_lo, share_hi is the
//	                  hybrid score interval (Newcombe 1998, method 10)
//	p_share           Fisher's exact test, two-sided, of documents with and
//	                  without the feature (Fisher 1935)
//	p_rank            Wilcoxon–Mann–Whitney test of the rates of the documents
//	                  (Wilcoxon 1945; Mann & Whitney 1947): exact given the ties
//	                  up to 20 documents, else normal with the variance corrected
//	                  for ties and a continuity correction
//	p_share_adj, p_rank_adj
//	                  adjusted over all features that meet the limits, each test
//	                  a family of its own: holm (Holm 1979), bh (Benjamini &
//	                  Hochberg 1995), sidak (Šidák 1967) or none
//	log_ratio         log2[((a+½)/(N_A+½)) / ((b+½)/(N_B+½))] (Walter 1975);
//	                  keyness adds 1 to totals instead of ½, which moves it by
//	                  less than 0.001 from 1 000 tokens on
//
// These two p-values have the document as unit. Everything below takes tokens
// for independent and is there for comparison with other tools only:
//
//	lrc               end nearer 0 of the exact interval of the log ratio
//	                  (Clopper & Pearson 1934) at 95 %, Bonferroni-corrected for
//	                  all features compared; 0 where it covers 0 (Evert 2022)
//	pct_diff          100·(p_A−p_B)/p_B (Gabrielatos & Marchi 2011)
//	odds_ratio        O11·O22/(O12·O21)
//	difference_coefficient
//	                  (p_A−p_B)/(p_A+p_B) (Hofland & Johansson 1982)
//	simple_maths      (fpm_A+k)/(fpm_B+k), option k (Kilgarriff 2009)
//	g2                2·ΣO·ln(O/E) over four cells (Dunning 1993), unsigned
//	chi2              Σ(O−E)²/E without correction (Pearson 1900)
//	p_fisher          Fisher's exact test of tokens, two-sided
//	bic               g2 − ln(N_A+N_B) (Wilson 2013)
//
// Rows are ordered by |lrc|, then g2, then feature in code-point order. What one
// side never uses is kept: exclusive names the side, and only the measures that
// divide by 0 are empty.
//
// reference_list names a CSV or TSV file of feature and count to compare with
// instead of documents. It has two columns, or a header that names them (feature
// or 词项, count or 次数); a row #total gives the number of tokens behind it, else
// it is their sum; reference_total overrides both. A count that is no whole
// number from 0 or a feature that stands twice is an error with its line. There
// are no document-level columns then, and no test. Features that the target
// does not use are compared when the list lets expect min_count uses there. The
// list must be cut and written as the recipe does: warning MEA-04 says how many
// features meet.
//
// A query with side: or section: picks parts of documents; an empty reference
// is still whole documents, so name both groups then.
//
// Defaults: at least 5 uses in 3 documents, holm, k = 1, 100 rows. An empty
// reference is every document outside the target. Floor: one document with
// tokens on either side for the table, two for tests and findings.
//
// When it misleads: the shares of documents depend on their length, since long
// documents hold everything; the rank-sum test sees rates only and loses power
// where most are 0; documents of one pair copy each other and are less
// independent than either test assumes; the intervals of the shares are not
// corrected for the number of features; p_fisher and G² select bursty words
// whose use does not differ.
//
// Warnings: MEA-01 which columns are tests; MEA-02 family and correction;
// MEA-03 no test; MEA-04 the frequency list; MEA-05 what the tests can reach;
// MEA-06 documents of unlike length; MEA-07 documents without a token left out;
// MEA-08 more than one language; MEA-09 no feature within the limits.
package contrast
