package kwic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/corpus"
)

// tally is how often one group uses what was looked for.
type tally struct {
	group            string
	count, documents int
}

// tallies counts hits, which stand in order of the corpus, by a variable: years
// in order, other groups by their count, then by name.
func tallies(c *corpus.Corpus, hits []Hit, by string) []tally {
	at := map[string]int{}
	last := map[string]int{}
	var out []tally
	for _, h := range hits {
		g := groupOf(c.Doc(h.Doc), h, by)
		i, ok := at[g]
		if !ok {
			i = len(out)
			at[g] = i
			last[g] = -1
			out = append(out, tally{group: g})
		}
		out[i].count++
		if last[g] != h.Doc {
			last[g] = h.Doc
			out[i].documents++
		}
	}
	slices.SortFunc(out, func(a, b tally) int {
		if by == "year" {
			return cmp.Compare(a.group, b.group)
		}
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.group, b.group))
	})
	return out
}

// groupOf returns the group of a hit, "unknown" where the document does not say.
func groupOf(d *corpus.Document, h Hit, by string) string {
	g := ""
	switch by {
	case "year":
		if !d.Date.IsZero() {
			g = fmt.Sprintf("%04d", d.Date.Year)
		}
	case "pair":
		g = d.Pair()
	case "kind":
		g = d.Kind
	case "lang":
		g = d.Lang
	case "side":
		g = string(sideOf(d, h.Span.Start))
	}
	if g == "" {
		return "unknown"
	}
	return g
}

// shownGroups is how many groups a sentence lists.
const shownGroups = 12

// counted tells how often each group uses what was looked for.
func counted(c *corpus.Corpus, hits []Hit, o Options) analysis.Finding {
	all := tallies(c, hits, o.By)
	var zh, en []string
	for _, t := range all[:min(len(all), shownGroups)] {
		zh = append(zh, fmt.Sprintf("%s %d次（%d篇）", t.group, t.count, t.documents))
		en = append(en, fmt.Sprintf("%s %d (documents: %d)", t.group, t.count, t.documents))
	}
	list := analysis.T(strings.Join(zh, "、"), strings.Join(en, ", "))
	if n := len(all) - shownGroups; n > 0 {
		list.ZH += fmt.Sprintf("，另有%d组", n)
		list.EN += fmt.Sprintf(" and %d more", n)
	}
	by := map[string]analysis.Text{
		"year": analysis.T("年份", "year"), "pair": analysis.T("国家对", "pair"), "kind": analysis.T("文种", "kind"),
		"lang": analysis.T("语言", "language"), "side": analysis.T("发言方", "side"),
	}[o.By]
	f := analysis.NewFinding(analysis.Descriptive, 0.4, -1,
		analysis.T("“{find}”按{by}计：{counts}；未按文本长短折算。", "Uses of “{find}” by {by}: {counts}; the length of the texts is not taken into account."),
		analysis.Word("find", o.Find), analysis.Phrase("by", by), analysis.Phrase("counts", list))
	f.Evidence = []analysis.Evidence{hits[0].evidence(c.Doc(hits[0].Doc), findingWidth)}
	return f
}
