// Package render writes a report as a folder that can be handed on:
//
//	report.html      self-contained; opens offline, runs no script
//	report.pdf       the same for printing, places in notes at the foot
//	report.docx      the same for editing
//	figures/         each figure as SVG, PDF and PNG
//	tables/          each table in full, CSV
//	findings.json    every claim with its values, evidence and sentence
//	run.json         what was run on what: options, seed, versions, hashes
//
// Corpus text is escaped wherever it goes. Nothing depends on the clock, so
// the same report gives the same bytes.
package render
