// Package chart draws an analysis figure for print: SVG and PDF with live,
// correct Chinese and English text, PNG, and EPS with outlined text.
//
// [Draw] lays the figure out once on a sheet, a display list in points, and
// writes the sheet in the format asked for; so every format shows the same
// geometry, and tests can measure the text boxes of a [Drawing] instead of
// looking at pixels. The marks are gonum/plot plotters on gonum's vg canvas.
//
// Journal rules (column widths, type sizes) are data: see [Profiles]. The same
// figure, table and options give the same bytes on any machine: no clock, no
// map order, no installed fonts.
package chart
