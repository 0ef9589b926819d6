package kwic

import (
	"concord/analysis"
	"concord/corpus"
)

// findingWidth is the context in characters of the places that findings quote.
const findingWidth = 30

// findings says how often and in how many documents the words stand, and when
// first and last. Hits stand in order of the corpus.
func findings(c *corpus.Corpus, hits []Hit, find string, searched int) []analysis.Finding {
	first, last, documents, at := -1, -1, 0, -1
	for i, h := range hits {
		if h.Doc == at {
			continue
		}
		at = h.Doc
		documents++
		if c.Doc(h.Doc).Date.IsZero() {
			continue
		}
		if first < 0 || c.Doc(h.Doc).Date.Compare(c.Doc(hits[first].Doc).Date) < 0 {
			first = i
		}
		if last < 0 || c.Doc(h.Doc).Date.Compare(c.Doc(hits[last].Doc).Date) > 0 {
			last = i
		}
	}
	quote := func(i int) analysis.Evidence { return hits[i].evidence(c.Doc(hits[i].Doc), findingWidth) }
	uses := analysis.NewFinding(analysis.Descriptive, 1, -1,
		analysis.T("“{find}”共出现{count}次，见于所查{searched}篇文本中的{documents}篇。",
			"Uses of “{find}”: {count}, in {documents} of the {searched} documents searched."),
		analysis.Word("find", find), analysis.Int("count", len(hits)),
		analysis.Int("documents", documents), analysis.Int("searched", searched))
	uses.Evidence = []analysis.Evidence{quote(0)}
	out := []analysis.Finding{uses}
	if first >= 0 && hits[first].Doc != hits[last].Doc {
		a, b := c.Doc(hits[first].Doc), c.Doc(hits[last].Doc)
		dates := analysis.NewFinding(analysis.Descriptive, 0.5, -1,
			analysis.T("所查文本中，“{find}”最早见于{doc}（{date}），最近见于{doc_last}（{date_last}）。",
				"In the documents searched, “{find}” stands first in {doc} ({date}) and last in {doc_last} ({date_last})."),
			analysis.Word("find", find), analysis.Word("doc", a.ID), analysis.Word("date", a.Date.String()),
			analysis.Word("doc_last", b.ID), analysis.Word("date_last", b.Date.String()))
		dates.Evidence = []analysis.Evidence{quote(first), quote(last)}
		out = append(out, dates)
	}
	return out
}

func notFound(o Options, searched int) analysis.Warning {
	advice := analysis.T("请核对字形（简体或繁体）", "check the spelling and the script (simplified or traditional)")
	switch o.Match {
	case MatchQuery:
		advice = analysis.T("可用 * 放宽词形，或加大间隔", "widen the query, with * or a larger gap")
	case MatchWord:
		advice = analysis.T("可改用 match=string，不受分词影响", "match=string looks without regard to word borders")
	}
	return analysis.Warn("KWC-01",
		analysis.T("所查{searched}篇文本中未见“{find}”；{advice}。",
			"“{find}” is not found in the {searched} documents searched; {advice}."),
		analysis.Word("find", o.Find), analysis.Int("searched", searched), analysis.Phrase("advice", advice))
}

func nothingToSearch(documents int) *analysis.Refusal {
	if documents == 0 {
		return analysis.Refuse(
			analysis.T("语料中没有文本，无从检索。", "The corpus holds no documents to search."),
			analysis.T("至少载入一篇文本。", "Load at least one document."))
	}
	return analysis.Refuse(
		analysis.T("全部{documents}篇文本中没有一篇符合 where 的条件。", "None of the {documents} documents meets the condition of where."),
		analysis.T("放宽 where 的条件，或将其留空。", "Widen the condition of where, or leave it empty."),
		analysis.Int("documents", documents))
}
