// Package calibration holds tests of what the methods promise about chance: how
// often they see a difference, and how often their intervals miss, in counts
// and texts between which there is none.
//
// It has no code beside its tests. Each test draws many corpora with
// specimen.NullCounts or specimen.Generate, runs what a user would run, and
// compares the share of errors with the nominal one. The tables of shares are
// logged:
//
//	go test -v ./analysis/calibration
//
// The seeds are fixed, so a test passes or fails for good; bounds say how far a
// share may lie above its nominal value by the luck of the draw (see rate in
// the tests). With -short fewer corpora are drawn and the bounds are wider.
package calibration
