// Package quality looks at a corpus before anything is counted: gaps in the
// series of a pair, duplicates, texts that break off, records that are
// incomplete or contradict themselves, doubts about encodings.
//
// Each row is one problem:
//
//	gap             two editions of one pair lie more than twice their median
//	                distance apart, and more than a year longer than it
//	duplicate       two documents have the same text but for blanks and
//	                punctuation
//	near-duplicate  two documents share character 5-grams with a Jaccard
//	                coefficient, estimated from bottom-k sketches (Broder 1997),
//	                of at least the option near
//	breaks-off      the last paragraph is long and ends without a full stop
//	short           fewer than 500 characters: too short for statistics
//	long            more than four times the median length of its language: one
//	                document may drive every comparison
//	date-conflict   the title names another year than the date
//	no-date, no-parties, no-kind, no-title, no-language
//	                not found, and not guessed
//	reading         a doubt met while reading, such as an uncertain encoding
//
// It misleads where a series is irregular by nature: a gap is then no gap. A
// clean table does not mean that the corpus is complete; only documents that
// are there can be looked at.
package quality
