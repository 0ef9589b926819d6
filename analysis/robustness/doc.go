// Package robustness reruns a method over choices of preprocessing and says
// which of its findings depend on them.
//
// It answers: would this finding stand if the texts had been cut, counted and
// selected in another defensible way?
//
// One analysis is one path through many defensible choices; all of them
// together are the multiverse of the analysis (Steegen, Tuerlinckx, Gelman &
// Vanpaemel 2016), and the effects over it are the specification curve
// (Simonsohn, Simmons & Nelson 2020). For texts the choices are those of
// preprocessing (Denny & Spirling 2018). The choices here are those of Chinese:
//
//	unit          words against runs of characters as long as the feature, which
//	              need no segmentation: 合作 is then every 合作, whatever stands
//	              around it. For Chinese features of 2 to 5 characters only
//	lexicon       diplomatic terms never split, or no such terms
//	unknown       names and numerals missing from the word list joined, or not
//	names         full names of the parties kept, or blanked out: they are no
//	              tokens then and do not count towards the length of a text
//	numbers       kept or dropped
//	stop          stop list, or none
//	script        characters as printed, or simplified
//	min_documents the method's own floor, or 5 documents (2 where it is 5 or more)
//	boilerplate   all paragraphs, or only those without a near copy in another
//	              document (Jaccard coefficient of the sets of character 5-grams
//	              of at least 0.8, paragraphs of 20 characters or more)
//	longest       all documents, or all but the longest of those compared
//
// A choice that the method does not have, or that changes nothing in these
// texts, is left out and named (ROB-03). Lexicon and unknown do nothing to runs
// of characters, so they are varied for words only. All combinations are run up
// to limit; where there are more, the baseline, each single switch and as many
// random others as there is room for (ROB-04).
//
// The method may be any whose table has the columns feature, lo and hi and one
// of log_ratio, contribution, log_odds, per_million and share; the first of
// these is the effect. It runs once as it would run by itself, which is the
// baseline, and once for each specification, then with 99 permutations unless
// options say otherwise: only the effect and its interval are used here, never p.
//
//	effect, lo, hi  of the baseline
//	specifications  how many apply to the feature
//	missing         in how many the feature is not in the method's table: cut
//	                another way, below the floors, or the method refused
//	same_sign       share with the sign of the baseline; missing ones do not count
//	                as such
//	excludes_zero   share whose interval excludes 0; missing ones do not
//	effect_median, effect_low, effect_high
//	                over the specifications that have the feature: median, least,
//	                greatest
//	factor          the step that matters most: for a sensitive finding the one
//	                whose switch most often decides whether it holds (same sign,
//	                interval excluding 0); else, and of equals, the one with the
//	                largest difference of effects. Both are means over pairs of
//	                specifications alike in all else; a missing effect counts as 0
//	factor_difference
//	                mean difference of effects by that step, switched less baseline
//	verdict         robust: at least 90 % same sign and 70 % excluding 0; else
//	                sensitive. Empty where the baseline has no interval, and for
//	                effects that cannot be negative (ROB-06)
//
// Features are those that the method tells as findings, in that order, and then
// the first rows of its table, as far as they have an interval and are neither
// names nor numbers; unless they are named.
//
// Findings have the tier of the method's own finding on the same row, and are
// descriptive where it tells none.
//
// When it misleads: specifications are not a sample, and their shares are no
// probabilities; robust says that preprocessing does not decide, not that the
// finding is true. A term of the lexicon is missing wherever it is split: it is
// then not contradicted but not seen. Where most paragraphs
// have near copies, what is left without them is little (ROB-09). A difference
// whose interval includes 0 in the baseline cannot be robust. Blanking names leaves out their full
// forms only (柬埔寨, not 中柬).
//
// Floors: those of the method, whose refusal is passed on.
//
// Defaults: keyness, the first 5 features, all choices that apply, at most 128
// specifications, seed 1.
//
// Warnings: ROB-01 a finding depends on a step; ROB-02 features missing in some
// specifications; ROB-03 choices left out; ROB-04 a part of the combinations
// drawn; ROB-05 fewer permutations in the reruns; ROB-06 no verdict; ROB-07
// specifications that the method refused; ROB-08 features to which the choice
// of unit does not apply; ROB-09 how much of the texts is boilerplate.
package robustness
