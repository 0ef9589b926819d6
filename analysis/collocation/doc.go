// Package collocation finds the words that stand around a node, and the phrases
// that a set of documents repeats.
//
// It answers: which words keep company with this word or phrase more than their
// frequency lets expect, on which side, and in how many documents?
//
// The node is a word or a phrase; several may be given with | between them. It
// is found where it begins and ends at borders of tokens, whatever the
// segmentation inside. The window is the given number of tokens on either side
// (or on one); it never crosses the end of a sentence, and the tokens of the
// node itself are left out of all counts. A token near two uses of the node is
// counted once, at the nearer one; at equal distance it counts as standing to
// the right of the first.
//
// Formulas. With a uses of the word within windows that hold R tokens in all, C
// uses altogether, N tokens, n uses of the node, and E = R·C/N (Evert 2008):
//
//	joint, count           a and C, outside the node
//	joint_expected         E
//	mi                     log2(a/E) (Church & Hanks 1990)
//	mi3                    log2(a³/E) (Daille 1994)
//	dice, logdice          2a/(n+C), 14 + log2 of it (Dice 1945; Rychlý 2008): the
//	                       margin is uses of the node, not tokens of windows, so
//	                       that other tools' values compare; above 1 or 14 only
//	                       where the word stands twice beside one use
//	delta_p                a/R − (C−a)/(N−R), node → word (Gries 2013)
//	delta_p_back           a/C − (R−a)/(N−C), word → node
//	log_ratio              log2[((a+½)/(R+1)) / ((C−a+½)/(N−R+1))] (Hardie 2014)
//	lo, hi                 delete-one-document jackknife-t interval of log_ratio
//	                       (Tukey 1958), documents less 1 degrees of freedom
//	log_ratio_conservative one-sided exact lower bound of the log ratio
//	                       (Clopper & Pearson 1934; Evert 2022), the 5 % divided
//	                       by the number of collocates compared (Bonferroni)
//	t_score                (a−E)/√a (Church et al. 1991)
//	z_score                (a−E)/√E (Berry-Rogghe 1973, without the 1−p term)
//	g2                     four-cell log-likelihood ratio (Dunning 1993)
//	p_fisher               two-sided exact test of the four cells (Fisher 1935)
//
// t_score, z_score, g2, p_fisher and log_ratio_conservative take tokens for
// independent, which words of texts that copy each other are not. They are
// given for comparison with other tools and are no evidence of their own
// (COL-01). Only lo and hi take the document for the unit. They are empty where
// the word stands beside the node in fewer than three documents.
//
// Rows are ordered by the chosen measure, ties by feature in code-point order,
// and cut to top after that. With ll the order is that of g2 with the sign of
// a−E. Words on the stop list are not listed but fill windows.
//
// Evidence of a row: the first use by date, the first use in the document with
// most, and the last use by date, each from the word to the node.
//
// Defaults: window 5 on both sides, logdice, at least 3 joint uses, 100 rows. A
// node that is not found is a refusal: it has no neighbours to count.
//
// When it misleads: mi puts rare words first (COL-02); logdice puts words first
// that are about as frequent as the node; a formula repeated in every document
// makes each of its words a collocate of the others: see joint_documents and
// the method phrases. Chinese windows depend on the segmentation; unit=char2
// counts overlapping strings, and those that touch the node are left out.
//
// Warnings: COL-01 which columns are token-level; COL-02 mi and rare words;
// COL-03 no word reaches the floor; COL-04 the node stands in one document
// only; COL-05 more than one language; COL-06 documents without a token left
// out.
package collocation
