// Package cluster joins documents into groups by the distance between them.
//
// Cluster answers: into which groups do these documents fall by their wording, and
// how firm are the groups?
//
// Hierarchical clustering. The two nearest clusters are joined until one is left
// (Lance & Williams 1967). Linkage (option linkage): ward is Ward’s criterion on
// squared distances with heights as roots (ward.D2: Murtagh & Legendre 2014),
// average the mean distance, complete the largest, single the smallest.
//
// Distances (option distance): jsd is the root of the Jensen–Shannon
// divergence in bits, a metric (Endres & Schindelin 2003); hellinger; cosine is
// 1 − cosine of counts, not weighted; jaccard is 1 − the Jaccard coefficient of
// the sets of character 5-grams, which needs no segmentation, and dice the same with
// that of Dice (1945). correlation is 1 − Pearson’s r of counts; of shares of the
// words, euclidean is √Σ(p−q)², manhattan Σ|p−q| and wjaccard 1 − Σmin/Σmax (Ruzicka
// 1958). All but jaccard and dice use every word of the recipe, stop words left out.
//
//	rank        place in leaf order: branches are turned so that neighbours are as
//	            near as can be (Bar-Joseph, Gifford & Jaakkola 2001), the order
//	            begins at the end with the smaller ID; above 300 documents branches
//	            stand as they were joined
//	group       number of the group, in leaf order, after cutting into k groups;
//	            k=0 cuts where the next merge is farthest above the last, 2 to 10
//	height      height at which the document first joins another
//	silhouette  (b−a)/max(a, b): a the mean distance to the own group, b to the
//	            nearest other (Rousseeuw 1987)
//	recovery    mean over draws of documents of the Jaccard coefficient of the
//	            group with its best match in the clustering of the documents drawn
//	            (Hennig 2007; a document drawn twice counts once). Below 0.75 a group
//	            is not to be interpreted: texts drawn from one and the same
//	            distribution gave 0.4 to 0.8 with 24 and 0.35 to 0.65 with 60
//	            documents (simulated). A group of one document comes back easily.
//	            cluster=pair draws pairs of parties, with all their documents, in
//	            place of documents: statements of one pair copy each other
//
// The cophenetic correlation (Sokal & Rohlf 1962), that of the distances with the
// heights at which documents join, tells how much of the distances the hierarchy
// keeps; below 0.7 CLU-01 warns.
//
// Every clustering finds groups, whether there are any or not. What speaks for a
// group is its recovery and its silhouette, not that it was found.
//
// Defaults: jsd, ward (the root of the divergence is Euclidean, so that Ward’s
// criterion applies: Fuglede & Topsøe 2004), k=0, 100 draws. Average linkage keeps
// distances best, but splits off single documents.
// Floors: 4 documents; at most 2 000.
//
// When it misleads: distances grow as texts become shorter, so that short
// documents join last and alone (CLU-03); single linkage chains; ward makes groups
// of like size, and on cosine, which is no Euclidean distance, it is a rule of thumb
// only; the order of leaves is one of many, neighbours across a high merge
// are not near.
//
// Warnings: CLU-01 the hierarchy keeps little of the distances; CLU-02 groups that
// do not come back; CLU-03 a group of one document; CLU-04 documents left out;
// CLU-05 several languages; CLU-07 groups shade into each other.
package cluster
