package reports

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/corpus/query"
)

// Options says what to compare.
type Options struct {
	Focus    string         // ID or path of the document in focus; "" for the latest
	Where    string         // query that limits the comparison set
	Lang     bilingual.Lang // of the report; "" is Chinese
	Seed     uint64         // of all random numbers
	Left     []Left         // what loading left out
	Progress func(done, total int)
}

// maxFindings is the number of findings on the first page.
const maxFindings = 5

// Compare makes the comparison report of c. A focus that does not exist and a
// query that cannot be read, or that leaves nothing to compare, are
// *analysis.OptionError.
func Compare(ctx context.Context, c *corpus.Corpus, opt Options) (*Report, error) {
	opt.Lang = cmp.Or(opt.Lang, bilingual.ZH)
	set, focus, chosen, err := comparisonSet(c, opt)
	if err != nil {
		return nil, err
	}
	r := &Report{Lang: opt.Lang, Focus: focus, Chosen: chosen, Where: opt.Where, Seed: opt.Seed, Corpus: set, Left: opt.Left}
	r.Title = title(focus).In(opt.Lang)
	r.Set = describeSet(c, set, focus)
	in := analysis.NewInput(set)
	steps := catalog.Comparison(set, focus, opt.Seed)
	for i, step := range steps {
		if opt.Progress != nil {
			opt.Progress(i, len(steps))
		}
		result, err := step.Method.Run(ctx, in, step.Options)
		if err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		r.Sections = append(r.Sections, Section{
			Name: step.Name, Title: step.Title, Intro: step.Intro, Result: result, Columns: step.Columns, Rows: step.Rows,
		})
		if result.Refusal == nil {
			r.Methods = append(r.Methods, step.Method.Spoken(result))
			r.Cites = append(r.Cites, step.Method.Cites...)
		}
	}
	if opt.Progress != nil {
		opt.Progress(len(steps), len(steps))
	}
	r.Cites = unique(r.Cites)
	r.Findings = choose(r.Sections)
	r.Checks = checks(set, focus)
	r.Limits = limits(r)
	if err := c.Err(); err != nil {
		return nil, err
	}
	return r, nil
}

func title(focus *corpus.Document) analysis.Text {
	name := cmp.Or(focus.Title, focus.ID)
	return analysis.T("比较报告："+name, "Comparison report: "+name)
}

// comparisonSet returns the documents that the query leaves and that are in
// the language of the focus, the focus among them.
func comparisonSet(c *corpus.Corpus, opt Options) (set *corpus.Corpus, focus *corpus.Document, chosen analysis.Text, err error) {
	fail := func(option, problem string) error {
		return &analysis.OptionError{Method: "report", Option: option, Problem: problem}
	}
	group, err := query.Select(c, opt.Where, "set")
	if err != nil {
		return nil, nil, chosen, fail("where", err.Error())
	}
	for _, m := range group.Members {
		if m.Parts != nil {
			return nil, nil, chosen, fail("where", "side and section pick parts of documents; a report compares whole ones")
		}
	}
	if len(group.Members) == 0 {
		return nil, nil, chosen, fail("where", fmt.Sprintf("%q leaves no document of %d", opt.Where, c.Len()))
	}
	at, chosen, err := pickFocus(c, group.Positions(), opt)
	if err != nil {
		return nil, nil, chosen, err
	}
	focus = c.Doc(at)
	var keep []int
	for _, p := range group.Positions() {
		if c.Doc(p).Lang == focus.Lang {
			keep = append(keep, p)
		}
	}
	set, err = c.Subset(keep)
	return set, focus, chosen, err
}

// pickFocus finds the document that the user named, or the latest.
func pickFocus(c *corpus.Corpus, positions []int, opt Options) (int, analysis.Text, error) {
	if opt.Focus != "" {
		at, err := named(c, positions, opt.Focus)
		return at, analysis.T("本篇由用户指定。", "The document in focus was named by the user."), err
	}
	best := -1
	for _, p := range positions {
		if best < 0 || later(c.Doc(p), c.Doc(best), opt.Lang) {
			best = p
		}
	}
	if c.Doc(best).Date.IsZero() {
		return best, analysis.T("未指定文本，各篇又都没有日期，故取最后一篇为本篇。",
			"No document was named and none has a date, so the last one read is in focus."), nil
	}
	return best, analysis.T("未指定文本，故取日期最晚的一篇为本篇。", "No document was named, so the latest by date is in focus."), nil
}

// later reports whether a is the better default than b: the later date, then
// the language of the report, then the later ID.
func later(a, b *corpus.Document, lang bilingual.Lang) bool {
	rank := func(d *corpus.Document) int {
		if d.Lang == string(lang) {
			return 1
		}
		return 0
	}
	return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.ID, b.ID)) > 0
}

// named finds a document by its ID, or by the path it was read from when that
// is the path of one document only.
func named(c *corpus.Corpus, positions []int, name string) (int, error) {
	var byPath []int
	ids := make([]string, 0, len(positions))
	for _, p := range positions {
		d := c.Doc(p)
		if d.ID == name {
			return p, nil
		}
		ids = append(ids, d.ID)
		if d.Source.Path == name || strings.HasSuffix(d.Source.Path, "/"+name) {
			byPath = append(byPath, p)
		}
	}
	if len(byPath) == 1 {
		return byPath[0], nil
	}
	problem := fmt.Sprintf("no document %q among %d", name, len(positions))
	if len(byPath) > 1 {
		problem = fmt.Sprintf("%s holds %d documents, want the ID of one", name, len(byPath))
	} else if near := analysis.Nearest(name, ids); near != "" {
		problem += fmt.Sprintf("; did you mean %s?", near)
	} else {
		problem += "; have " + listed(ids, 8)
	}
	return -1, &analysis.OptionError{Method: "report", Option: "focus", Problem: problem}
}

func listed(ids []string, most int) string {
	if len(ids) > most {
		return strings.Join(ids[:most], ", ") + fmt.Sprintf(" and %d more", len(ids)-most)
	}
	return strings.Join(ids, ", ")
}

// choose takes the strongest findings: calibrated before descriptive before
// model-based ones, then larger weights; what found nothing comes last, for it
// is news only where there is no other. First two of a method at most (one
// where it only describes), so that the page is not one table retold; what
// room is left goes to the next in line.
func choose(sections []Section) []analysis.Finding {
	var all []analysis.Finding
	for _, s := range sections {
		all = append(all, s.Result.Findings...)
	}
	slices.SortStableFunc(all, func(a, b analysis.Finding) int {
		return cmp.Or(cmp.Compare(standing(a), standing(b)), cmp.Compare(b.Weight, a.Weight))
	})
	taken := make([]bool, len(all))
	used := map[string]int{}
	room := maxFindings
	take := func(allowed func(analysis.Finding) bool) {
		for i, f := range all {
			if room > 0 && !taken[i] && allowed(f) {
				taken[i] = true
				used[f.Method]++
				room--
			}
		}
	}
	take(func(f analysis.Finding) bool {
		return !f.Null && (used[f.Method] == 0 || used[f.Method] == 1 && f.Tier == analysis.Calibrated)
	})
	take(func(f analysis.Finding) bool { return !f.Null })
	take(func(f analysis.Finding) bool { return used[f.Method] == 0 })
	var out []analysis.Finding
	for i, f := range all {
		if taken[i] {
			out = append(out, f)
		}
	}
	return out
}

// standing orders findings on the first page, least first.
func standing(f analysis.Finding) int {
	switch {
	case f.Null:
		return 3
	case f.Tier == analysis.Calibrated:
		return 0
	case f.Tier == analysis.Descriptive:
		return 1
	}
	return 2
}

func unique(s []string) []string {
	var out []string
	for _, v := range s {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
