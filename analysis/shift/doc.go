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
// of about equal numbers of documents, at least five each, cut between years.
// Undated documents are left out (SHF-04). With by=groups the queries target
// and reference are compared instead; an empty reference is every other
// document.
//
// Floor: three documents on either side; below there is no divergence, only
// sizes.
//
// Defaults: periods, auto, 999 permutations, seed 1.
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
