// Package topic fits a topic model to paragraphs (methods topic and prevalence).
//
// It answers: which subjects do the paragraphs fall into, how firmly does the
// model find them, and how do their shares change over time?
//
// Units. The unit is the paragraph. Its words are those of the recipe without
// stopped features, features without a letter, features shorter than min_length
// characters and those in fewer than min_documents documents. Names of the parties count as slots and
// are left out: each place where the name of a party of any document stands,
// its English adjective (Cambodian), and in Chinese its side and the pair by
// first characters (柬方, 中柬). Paragraphs of fewer than five words are left
// out. Of paragraphs that nearly agree (Jaccard coefficient of their pairs of
// neighbouring words at least 0.8) the oldest alone is fitted, so that a
// template weighs as much as one text; the copies take its topics.
//
// Model. Latent Dirichlet allocation (Blei, Ng & Jordan 2003) by collapsed Gibbs
// sampling (Griffiths & Steyvers 2004):
// p(z=k) ∝ (n_dk + α_k)·(n_kw + β)/(n_k + Vβ), symmetric β, asymmetric α
// (Wallach, Mimno & McCallum 2009) by Minka's fixed point (2000) during the
// second half of the burn-in:
// α_k ← α_k·Σ_d[ψ(n_dk+α_k) − ψ(α_k)] / Σ_d[ψ(n_d+Σα) − ψ(Σα)],
// but not below 0.05: where every paragraph is of one topic α tends to 0, and a
// sampler that moves single words comes to a stand.
// Results are means over 25 draws taken at equal distances after the burn-in.
//
// Two other models take the same units, seeds and measures of stability; they give
// one result a run, so that intervals hold no doubt about the model, and they end
// early when a round changes little.
// model=nmf: counts X ≈ WH with non-negative parts by multiplicative updates under
// Σ x·ln(x/x̂) − x + x̂ (Lee & Seung 2001), which has the optima of probabilistic
// latent semantic analysis (Ding, Li & Peng 2008); the words of a topic are a row of
// H scaled to sum 1, its words in a paragraph W times what that row summed to.
// model=vem: LDA with α = 1/topics and unsmoothed words by variational
// expectation–maximisation (Blei, Ng & Jordan 2003), γ − α as the words of a topic
// in a paragraph.
//
// Stability. The model is fitted with several seeds. Topics of two runs are
// matched one to one by the Hungarian method (Kuhn 1955) on the cosine of their
// departures from the word distribution of all paragraphs; the run nearest to
// all others, the medoid, is reported (compare Rieger, Rahnenführer & Jentsch
// 2020). The stability of a topic is the median cosine of its word distribution
// with that of its match over the other runs. Below 0.8 the topic is unstable.
// Where a text has no topics at all, every topic resembles the whole, and hence
// its match, with cosines of 0.8 to 0.99 (own simulation, 500 to 2 000 paragraphs
// of words drawn alike); so the departures themselves must match as well, with a
// median of at least 0.7, or the topic is unspecific. Doubtful topics are hollow
// in the figure of topics and left out of that of prevalence, and no sentence is
// made of them.
//
// Number of topics. 0 takes one for each 50 distinct paragraphs, from 2 to 12;
// under 100 paragraphs one for each 30. Fewer than 30 distinct paragraphs for
// each topic is refused (TOP-04). No number of topics is the right one: read the
// result at a few.
//
// A topic is named by its number, from the largest share, and by its leading
// words: of its 30 most probable those with the highest FREX score, the harmonic
// mean of the ranks of frequency and exclusivity (Bischof & Airoldi 2012;
// weight 0.5).
//
// The share of a topic in a document is that of the words of its paragraphs,
// copies included; the share in a set is the mean over documents.
//
// Prevalence. by=period cuts the years into blocks of 1, 2, 3, 4, 5, 10, 20 or 50
// years, the shortest for which at least 80 % of the documents fall into blocks of
// five or more; by=year takes single years. Years without documents are a gap.
// The interval is that of the mean share of a document: delete-one jackknife-t
// over documents, or over pairs of parties with cluster=pair, pooled over the
// draws by the rules of Rubin (1987): variance = mean variance within draws +
// (1+1/M) × variance between draws. It takes in how documents vary and how sure
// the model is of the paragraphs, given the topics of the reported run; a
// percentile bootstrap would be too short for so few documents. Periods of fewer
// than three units have no interval.
//
// Findings are model-based. The first and the last third of the dated documents,
// cut between years, are compared (thirds see a step or a trend better than
// halves; Bartlett 1949); a topic is told of only where the 95 % interval of the
// difference (Satterthwaite 1946), widened for the number of topics (Bonferroni),
// leaves out 0.
//
// When it misleads: topics are regularities of wording, not policies; a name is a
// reading aid; seeds differ; too many topics destroy stability; shares sum to 1,
// so one that grows makes others shrink; documents of one pair copy each other,
// so that intervals over documents are too narrow (PRV-02).
//
// Warnings: TOP-01 near-copies; TOP-03 unstable or unspecific topics; TOP-04 few
// paragraphs for each topic; TOP-06 documents without paragraphs; PRV-01 undated
// documents left out; PRV-02 pairs with several documents in a period.
package topic
