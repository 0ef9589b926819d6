// Package keyness compares the words of two groups of documents, and of one
// document with many.
//
// It answers: which words does the target use more than the reference, by how
// much, and is the difference more than the documents vary by themselves?
//
// The unit of inference is the document, never the token. With a uses among N_A
// tokens of the m_A target documents and b among N_B of the m_B reference
// documents:
//
//	log_ratio   log2[((a+½)/(N_A+1)) / ((b+½)/(N_B+1))] (Hardie 2014, half a use
//	            added): +1 is twice as often in the target
//	lo, hi      delete-one-document jackknife-t interval, Satterthwaite degrees
//	            of freedom (Tukey 1958; Satterthwaite 1946)
//	influential the document whose removal moves log_ratio most;
//	            log_ratio_without is the estimate without it
//	log_odds    log-odds difference with an informative Dirichlet prior (Monroe,
//	            Colaresi & Quinn 2008); prior weight α_w = α0·(a+b)/(N_A+N_B)
//	zeta        log_odds over its standard deviation √(1/(a+α_w)+1/(b+α_w)). It
//	            orders the table; it is no test
//	p           permutation of whole documents between the groups, studentised
//	            difference of mean rates (Janssen 1997), two-sided: all
//	            arrangements up to 20 000, else random ones with (1+#)/(B+1)
//	            (Phipson & Smyth 2010)
//	p_adj       p adjusted over all features that meet min_count and
//	            min_documents: bh (Benjamini & Hochberg 1995), holm (Holm 1979),
//	            maxt (Westfall & Young 1993), or none
//	g2          four-cell G² (Dunning 1993), for comparison with other tools
//	            only: it takes tokens for independent and calls a third to two
//	            thirds of the equal words of bursty texts different
//	dpnorm      deviation of proportions over all documents of both groups
//	            (Gries 2008; Lijffijt & Gries 2012); empty where there are fewer
//	            uses than documents
//
// Rows are ordered by |zeta|, ties by feature in code-point order; swapping
// target and reference turns the signs and keeps the order. The prior's
// background is both groups together, and its weight α0 is the median length of
// the documents unless given: it weighs as much as one document. How far the
// order depends on it is said in warning KEY-06.
//
// Words used on one side only are kept: exclusive names the side, log_ratio has
// the half use added, and the interval is empty, as what never occurs does not
// vary. Where no feature could be selected whatever its counts, no test is made
// and p and p_adj are empty (KEY-05).
//
// Findings are calibrated comparisons only where p_adj < .05 and the interval
// excludes 0, and never with adjust=none, which controls nothing over many
// words. All others say how often a word was used. Numbers and names of
// parties and places stay in the table and the figure but are never told: every
// pair uses its own names more. Words of one formula, with equal counts in every
// document and mostly near each other, are told as one finding that names them all.
//
// A query with side: or section: picks parts of documents; an empty reference
// is still whole documents, so name both groups then.
//
// Floors: two documents on either side for intervals and tests; below, counts
// and shares only, without findings. For one document against many use focus.
//
// Defaults: at least 5 uses in 3 documents, 9 999 arrangements, bh, seed 1, 100
// rows. An empty reference is every document outside the target.
//
// cluster=pair makes the pair of parties the unit: pairs that lie whole on one side
// change places, and are left out, as one; where a pair has documents on both,
// labels are permuted within pairs, and the interval leaves a pair out on both
// sides at once, with one degree of freedom less than pairs. influential then names
// a pair, as do KEY-01 and the sentences. A document whose pair is not known is a
// unit of its own. Below two pairs on a side there are counts only; below six, or
// as good as six by their numbers of documents, the intervals are rough (KEY-11).
//
// When it misleads: texts of one pair of parties copy each other, so documents
// are less independent than the interval assumes (see cluster); groups that differ in
// language, genre or length differ in every word; one long document can carry a
// pooled rate (KEY-01); |zeta| above 1.96 is not p below .05 (KEY-02).
//
// KEY-01 looks at the document without which the estimate is nearest to zero,
// and warns where the interval would no longer exclude 0 without it, or where it
// holds more than half of the uses of its group. It names at most five features,
// those told as a difference before those drawn, and of each those first whose
// estimate moves most; how many more the table has is said in one warning.
//
// Warnings: KEY-01 one document carries a difference; KEY-02 what zeta is;
// KEY-05 what the test can reach; KEY-06 how much the prior matters; KEY-07
// documents without a token left out; KEY-08 more than one language; KEY-09 no
// feature within the limits; KEY-11 few pairs.
package keyness
