package robustness

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"concord/analysis"
)

//go:embed doc.go
var doc string

// Options says what is rerun and how.
type Options struct {
	Method   string `opt:"method" default:"keyness" zh:"所重做的方法" en:"method that is rerun"`
	Options  string `opt:"options" default:"" zh:"该方法的参数，如 target=pair:CHN-KHM;min_count=3" en:"options of that method, such as target=pair:CHN-KHM;min_count=3"`
	Features string `opt:"features" default:"" zh:"所查的词项，以逗号分隔；空为基准结论所及及排在最前、有区间、非名称数字者" en:"features examined, separated by commas; empty for those the method tells, then the first of its table, that have an interval and are no names or numbers"`
	Top      int    `opt:"top" default:"5" min:"1" max:"50" zh:"未列明词项时所取的项数" en:"features taken when none are named"`
	Factors  string `opt:"factors" default:"" zh:"所变动的步骤，以逗号分隔：unit、lexicon、unknown、names、numbers、stop、script、min_documents、boilerplate、longest；空为全部" en:"steps varied, separated by commas: unit, lexicon, unknown, names, numbers, stop, script, min_documents, boilerplate, longest; empty for all"`
	Limit    int    `opt:"limit" default:"128" min:"16" max:"1024" zh:"设定数上限" en:"greatest number of specifications"`
	Seed     uint64 `opt:"seed" default:"1" zh:"设定过多时抽取所用的种子" en:"seed of the draw where there are more"`
}

// Validate reports factors that do not exist and options that cannot be read.
func (o Options) Validate() error {
	if _, err := o.wanted(); err != nil {
		return err
	}
	_, err := o.inner()
	return err
}

// wanted returns the factors asked for.
func (o Options) wanted() (mask, error) {
	var out mask
	for _, f := range list(o.Factors) {
		if !slices.Contains(factors[:], f) {
			return 0, &analysis.OptionError{Option: "factors", Problem: fmt.Sprintf("unknown step %q, want some of %s", f, strings.Join(factors[:], ", "))}
		}
		out |= bit(f)
	}
	if out == 0 {
		out = 1<<len(factors) - 1
	}
	return out, nil
}

// inner returns the options of the method that is rerun, by name.
func (o Options) inner() (map[string]any, error) {
	out := map[string]any{}
	for part := range strings.SplitSeq(strings.ReplaceAll(o.Options, "；", ";"), ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		key, value, ok := strings.Cut(part, "=")
		key = strings.ReplaceAll(strings.TrimSpace(key), "-", "_")
		switch _, twice := out[key]; {
		case !ok || key == "":
			return nil, &analysis.OptionError{Option: "options", Problem: fmt.Sprintf("got %q, want name=value", part)}
		case twice:
			return nil, &analysis.OptionError{Option: "options", Problem: fmt.Sprintf("%s stands twice, want it once", key)}
		}
		out[key] = strings.TrimSpace(value)
	}
	return out, nil
}

// list takes a list apart at commas, Chinese or not.
func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(s, "，", ","), ",") {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

func cites() []string {
	return []string{
		"Denny, M. J. & Spirling, A. (2018). Text preprocessing for unsupervised learning: why it matters, when it misleads, and what to do about it. Political Analysis, 26(2), 168–189.",
		"Simonsohn, U., Simmons, J. P. & Nelson, L. D. (2020). Specification curve analysis. Nature Human Behaviour, 4(11), 1208–1214.",
		"Steegen, S., Tuerlinckx, F., Gelman, A. & Vanpaemel, W. (2016). Increasing transparency through a multiverse analysis. Perspectives on Psychological Science, 11(5), 702–712.",
	}
}

// Method returns the catalog entry of the robustness of findings. methods lists
// what may be rerun; it is called when the method runs.
func Method(methods func() []analysis.Method) analysis.Method {
	return analysis.Define(analysis.Method{
		Name:     "robustness",
		Title:    analysis.T("稳健性", "Robustness"),
		Question: analysis.T("换一种同样合理的预处理，结论是否依然成立？取决于哪一步？", "Do findings stand under other defensible preprocessing, and on which step do they depend?"),
		Doc:      analysis.Comment(doc),
		Account: analysis.T(
			"以至多{limit}种预处理设定重做 {method}（种子{seed}）；同号的设定至少九成、区间不含0的至少七成，称为稳健，否则称为敏感，并指出影响最大的步骤。",
			"Findings of {method} were rerun over at most {limit} preprocessing specifications (seed {seed}); those with the same sign in at least 90 % and an interval that excludes 0 in at least 70 % are called robust, the others sensitive, with the step that matters most."),
		Cites: cites(),
	}, func(ctx context.Context, in *analysis.Input, o Options) (*analysis.Output[Row], error) {
		s, err := examine(ctx, in, o, "robustness", methods)
		if err != nil || s.refusal != nil {
			return &analysis.Output[Row]{Refusal: s.refused()}, err
		}
		t := newTeller(in, s)
		return &analysis.Output[Row]{
			Rows: t.rows, Evidence: t.evidence, Figures: t.figures(), Findings: t.findings(), Warnings: t.warnings(),
			Tokens: s.tokens, Seed: s.seed,
		}, nil
	})
}
