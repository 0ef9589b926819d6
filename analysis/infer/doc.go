// Package infer holds the statistics of uncertainty on plain numbers: intervals
// by leaving one unit out, permutation tests, resampling, adjustment of p-values
// for many tests, and tails of distributions that do not underflow.
//
// The unit of inference is whatever the caller counts as one independent
// observation: a document, or a pair of parties; never a token. The package
// knows nothing of corpora.
//
// Undefined results are NaN. Randomness takes a seed and gives every unit of
// work its own stream, so results do not depend on the number of processors.
package infer
