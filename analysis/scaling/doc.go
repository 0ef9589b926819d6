// Package scaling places documents on one or two dimensions by the words they
// use.
//
// Correspondence answers: along which two dimensions do these documents differ
// most in their choice of words, and which stand where?
//
// Correspondence analysis (Benzécri 1973; Greenacre 2007). With P the counts over
// their total, r and c its margins: the singular value decomposition of
// D_r^(−½)(P−rcᵀ)D_c^(−½). Coordinates are principal: the mean of squares of a
// dimension, weighted by length, is its inertia.
//
//	dim1, dim2   principal coordinates; signs are set so that the document that
//	             weighs most on a dimension is positive
//	lo, hi       95 % interval of dim1; dim2_lo, dim2_hi that of dim2
//	dim1_share, dim2_share  r_i·f²/λ: shares of the inertia of the dimension
//	cos2         (f1²+f2²)/d²: what the plane shows of the distance d to the
//	             mean profile
//
// A supplementary document (option supplementary, a query) is placed by the
// others, at the mean of the standard coordinates of its words, and has no part
// in the axes.
//
// Intervals are percentiles of a bootstrap. In each draw documents are drawn with
// replacement and give the axes; the paragraphs of every document are drawn with
// replacement and place it; the plane is turned to the original one by an
// orthogonal rotation (Milan & Whittaker 1995). The interval of an active document
// is that of the draws that hold it, as it is part of what gives the axes. A document with fewer than four
// paragraphs is cut into runs of 50 tokens instead. The 95 % region of a document is
// an ellipse around its place: ellipse_major and ellipse_minor are its half-axes,
// √(−2·ln .05·λ) with the eigenvalues λ of the covariance of the draws, as if they
// were normal, and ellipse_angle that of the long axis to the first dimension in
// degrees (Ringrose 2012). The two intervals are those of each dimension alone: a box
// around them is larger than the region and does not tell how the two go together.
// cluster=pair draws pairs of parties, with all their documents, in place of
// documents: statements of one pair copy each other.
//
// Reading. What the first dimension is, is told by its correlations with year,
// with log length and with the share of template (runs of four tokens that at
// least half of the documents hold): a finding gives them, SCL-01, SCL-03 and
// SCL-04 warn from |r| 0.7.
//
// Defaults: words with 5 uses in 3 documents, the 800 most used of them, stop
// words left out; 200 draws. Floors: 4 active documents, 10 words.
//
// When it misleads: a gradient bends into a horseshoe on the second dimension,
// which is then not a second subject; rare words used by one document make a
// dimension of their own, see dim1_share; documents with a low cos2 stand near the
// centre because the plane does not show them.
//
// Warnings: SCL-01 a time axis; SCL-03 length; SCL-04 template; SCL-05 documents
// left out; SCL-06 several languages; SCL-07 one document makes the dimension.
package scaling
