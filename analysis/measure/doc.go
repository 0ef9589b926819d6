// Package measure holds the formulas of text comparison on plain numbers:
// keyness, dispersion, weights, similarity, divergence, collocation, diversity,
// readability, topics, scaling and reuse. It knows nothing of corpora, files or
// tables.
//
// Conventions that hold throughout: a value that is not defined is NaN, never 0
// and never ±Inf; where tools differ, the convention is a parameter, not a
// second function; token-level tests are formulas here and not a recommendation
// (the unit of inference is the document, see package infer).
package measure
