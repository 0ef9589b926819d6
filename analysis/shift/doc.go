// Package shift measures how far the vocabulary of two sets of documents lies
// apart, between periods or between groups, and which words lie behind it.
//
// It answers: did the vocabulary shift between these periods, beyond what
// different documents of one period would show?
//
// Divergence. The Jensen–Shannon divergence of the word shares p and q of two
// sets, ½Σp·log2(p/m) + ½Σq·log2(q/m) with m = ½(p+q), in bits from 0 to 1 (Lin
// 1991). Words on the stop list are left out of the shares.
//
// Short texts make a divergence large by themselves, so it is never given
// without its null. Both sets are cut to the same number of tokens
// (tokens_matched, at most 50 000, drawn in proportion from every document), and
// the documents are permuted between the sets, each arrangement cut to the same
// length. tokens_matched is what the shorter side of every arrangement holds.
//
//	divergence           mean over 25 draws of tokens from the sets as they are
//	null_mean            mean over the permuted arrangements
//	null_low, null_high  their 2.5 % and 97.5 % quantiles
//	excess               divergence − null_mean
//	p                    (1+#{permuted ≥ divergence})/(B+1), one-sided (Phipson &
//	                     Smyth 2010)
//	p_adj                over the comparisons of the table (Holm 1979)
//
// Periods: consecutive ones are compared, the later one is the target. cuts are
// the first years of new periods (2013,2018); auto makes at most four periods
// of about equal numbers of documents, at least five each, cut between years; scan
// cuts once, at the first of the year where the vocabularies before and after differ
// most, at least five documents on either side: by the sum of squares between them of
// the square roots of the shares of the 300 commonest words, stop words, names and
// numbers left out. Its p is (1+#{largest over the years in a random order of the
// documents ≥ largest})/(B+1), which allows for the choice; null and excess are those
// of the one cut and do not. Even periods seldom start in the year of a change and
// each comparison has half of the documents: in invented corpora of 48 statements
// with a topic that begins to grow in 2014, auto told of a change in 1 of 20, scan in
// 11 of 12, and scan in none of 12 where nothing is planted. For several changes see
// changepoints.
// Undated documents are left out (SHF-04). With by=groups the queries target
// and reference are compared instead; an empty reference is every other
// document.
//
// cluster=pair takes the documents of one pair of parties, which copy each other, as
// dependent: where no pair has documents on both sides, the random groupings move
// whole pairs; otherwise they move documents within their pair only, so that what the
// pairs are holds constant (a pair on one side adds nothing then). It is the more
// cautious test, and SHF-07 tells when too few groupings exist.
//
// Floor: three documents on either side; below there is no divergence, only
// sizes.
//
// Defaults: periods, scan, 999 permutations, seed 1.
//
// When it misleads: statements of one pair copy their predecessors, so that
// documents close in time are alike by descent, and a set of other pairs is
// another vocabulary (names of countries!) without any change of policy: hold
// the pairs constant with where, or read the words behind it with wordshift. A
// change of genre, language or translator shows as a shift. No direction is
// implied.
//
// A finding names the word that contributes most; numbers and names
// of parties and places are passed over there, as every pair uses its own names
// more.
//
// Warnings: SHF-02 how much of the divergence the null explains; SHF-04 undated
// documents; SHF-05 more than one language; SHF-06 comparisons below the floor;
// SHF-07 too few documents for any small p; SHF-08 documents without a token.
package shift
