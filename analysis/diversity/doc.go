// Package diversity measures how varied the vocabulary of each document is, and
// how hard its sentences are.
//
// It answers: does this document keep repeating its words, or does it have many?
//
// With N tokens, V types, f the count of a type, one row for each document:
//
//	ttr         V/N (Johnson 1944)
//	herdan_c    ln V/ln N (Herdan 1960)
//	guiraud_r   V/√N (Guiraud 1954)
//	cttr        V/√(2N) (Carroll 1964)
//	dugast_u    (log N)²/(log N − log V), base 10 (Dugast 1978)
//	summer_s    log log V/log log N, base 10 (Summer 1966)
//	yule_k      10⁴(Σf²−N)/N² (Yule 1944); low is diverse
//	yule_i      V²/(Σf²−V) (Yule 1944)
//	simpson_d   Σf(f−1)/(N(N−1)) (Simpson 1949); low is diverse
//	herdan_vm   √(Σ(f/N)²−1/V) (Herdan 1955); low is diverse
//	maas        a = √((log N − log V)/(log N)²), base 10 (Maas 1972); low is
//	            diverse
//	msttr       mean TTR of consecutive full segments of window tokens (Johnson
//	            1944)
//	mattr       mean TTR of all stretches of window tokens (Covington & McFall
//	            2010)
//	mtld        mean length of stretches whose TTR stays at or above the
//	            threshold, the last one in part, mean of both directions
//	            (McCarthy & Jarvis 2010)
//	mtld_ma     mean length of the first such stretch of ten tokens or more from
//	            every start that reaches one, mean of both directions (the
//	            moving-average form of McCarthy & Jarvis 2010, bounds as Kyle's
//	            lexical_diversity)
//	hdd         Σ[1−P(type absent from a draw)]/draw, hypergeometric (McCarthy &
//	            Jarvis 2007)
//	vocd_d      D of TTR = (D/n)·(√(1+2n/D) − 1) fitted by least squares to the mean
//	            TTR of 100 random draws of each of 35 to 50 tokens, mean of three
//	            runs (McKee, Malvern & Richards 2000). hdd is what it estimates,
//	            without the draws (McCarthy & Jarvis 2007)
//
// A value is empty, never computed on a smaller window, where the document is
// shorter than the window (msttr, mattr), the draw (hdd) or 50 tokens (vocd_d), where no stretch
// reaches the threshold (mtld, mtld_ma), and where a formula has no value (one
// token, all tokens alike or all different). DIV-01 names the documents.
//
// Stop words count as tokens. Rows are in order of date, undated documents last,
// then by ID. Evidence of a row is the stretch of thirty tokens with the fewest
// types, the first of equals: where the document repeats itself most.
//
// Defaults: window 100, threshold .72, draw 42, seed 1, all documents.
//
// When it misleads: ttr, guiraud_r, cttr, summer_s, herdan_c and the others of V
// and N alone depend on length, so that a longer document looks poorer (DIV-02);
// compare mattr, mtld and hdd. Names and lists of a formulaic text raise
// diversity without any change of style. Chinese values depend on the
// segmentation: they order documents of one corpus under one recipe and are not
// comparable with other corpora or with English (DIV-03, DIV-04). No interval is
// given: a document is one observation.
//
// Warnings: DIV-01 documents too short; DIV-02 lengths differ; DIV-03 Chinese
// values are relative; DIV-04 more than one language; DIV-05 documents without a
// token left out.
package diversity
