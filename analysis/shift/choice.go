package shift

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"concord/analysis"
	"concord/corpus"
)

// Choice says which sets of documents are compared.
type Choice struct {
	By        string `opt:"by" default:"period" choices:"period,groups" zh:"比较相邻时期，或 target 与 reference 两组" en:"compare consecutive periods, or the groups target and reference"`
	Cuts      string `opt:"cuts" default:"scan" zh:"新时期的起始年，如 2013,2018；auto 均分；scan 在用词变化最大的一年分为前后两期" en:"first years of new periods, such as 2013,2018; auto to divide evenly; scan to cut once, where the vocabulary changes most"`
	Target    string `opt:"target" default:"" zh:"目标组的查询，用于 by=groups" en:"query for the target, with by=groups"`
	Reference string `opt:"reference" default:"" zh:"参照组的查询，用于 by=groups；空为其余全部文本" en:"query for the reference, with by=groups; empty for all other documents"`
	Where     string `opt:"where" default:"" zh:"只看这些文本，如 lang:zh pair:CHN-KHM；空为全部" en:"look at these documents only, such as lang:zh pair:CHN-KHM; empty for all"`
}

// Validate reports choices that contradict each other or cannot be read.
func (o Choice) Validate() error {
	for _, q := range []struct{ option, text string }{{"target", o.Target}, {"reference", o.Reference}, {"where", o.Where}} {
		if err := analysis.Readable(q.option, q.text); err != nil {
			return err
		}
	}
	if _, err := o.cuts(); err != nil {
		return &analysis.OptionError{Option: "cuts", Problem: err.Error()}
	}
	if o.By == "period" && o.Target+o.Reference != "" {
		return &analysis.OptionError{Option: "by", Problem: "target or reference is given but by is period, want by=groups"}
	}
	return nil
}

// scan is the value of cuts that asks for a scan.
const scanCut = "scan"

// cuts returns the years given, nil for auto and scan.
func (o Choice) cuts() ([]int, error) {
	if o.Cuts == "auto" || o.Cuts == scanCut || o.Cuts == "" {
		return nil, nil
	}
	var out []int
	for _, s := range strings.Split(o.Cuts, ",") {
		y, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || y < 1 || y > 9999 {
			return nil, fmt.Errorf("%q: want years such as 2013,2018, auto or scan", o.Cuts)
		}
		if len(out) > 0 && y <= out[len(out)-1] {
			return nil, fmt.Errorf("%q: want years in ascending order", o.Cuts)
		}
		out = append(out, y)
	}
	return out, nil
}

// pairing is one comparison of two sets.
type pairing struct{ target, reference corpus.Group }

// pairings returns the comparisons in order of time, and the number of undated
// documents left out. None means that the documents do not make two sets. With a
// scan, found is what it found, with a p where so asks for one.
func (o Choice) pairings(ctx context.Context, c *corpus.Corpus, t *corpus.Tokens, method string, so scanOptions) (list []pairing, found *scan, undated int, err error) {
	all, err := analysis.Pick(c, method, "where", o.Where)
	if err != nil {
		return nil, nil, 0, err
	}
	if o.By == "groups" {
		p, err := o.groups(c, method, all)
		return []pairing{p}, nil, 0, err
	}
	cuts, err := o.cuts()
	if err != nil {
		return nil, nil, 0, &analysis.OptionError{Method: method, Option: "cuts", Problem: err.Error()}
	}
	if o.Cuts == scanCut {
		s, err := scanned(ctx, c, t, all, so)
		if err != nil {
			return nil, nil, 0, err
		}
		found, cuts = &s, []int{s.year}
	}
	list, undated, problem := byPeriod(c, all, cuts)
	if found != nil && found.year == 0 {
		return nil, nil, undated, nil
	}
	if problem != "" {
		return nil, nil, 0, &analysis.OptionError{Method: method, Option: "cuts", Problem: problem}
	}
	return list, found, undated, nil
}

// groups returns the comparison of target and reference.
func (o Choice) groups(c *corpus.Corpus, method string, all corpus.Group) (p pairing, err error) {
	if o.Target == "" {
		return p, analysis.NoTarget(c, method)
	}
	if p.target, err = o.pick(c, method, "target", o.Target); err != nil {
		return p, err
	}
	if o.Reference == "" {
		p.reference = analysis.Without(all, p.target)
		return p, nil
	}
	if p.reference, err = o.pick(c, method, "reference", o.Reference); err != nil {
		return p, err
	}
	return p, analysis.Disjoint(c, method, p.target, p.reference)
}

// pick returns the group of a query narrowed by where, named by the query.
func (o Choice) pick(c *corpus.Corpus, method, option, text string) (corpus.Group, error) {
	g, err := analysis.Pick(c, method, option, analysis.Narrow(text, o.Where))
	g.Name = text
	return g, err
}
