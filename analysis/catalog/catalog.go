// Package catalog is the one list of methods. The command line, the notebook,
// the report and the reference page are made from it; nothing else names a
// method.
//
//go:generate go run ./generate
package catalog

import (
	"slices"

	"concord/analysis"
	"concord/analysis/cluster"
	"concord/analysis/collocation"
	"concord/analysis/contrast"
	"concord/analysis/dispersion"
	"concord/analysis/diversity"
	"concord/analysis/frequency"
	"concord/analysis/keyness"
	"concord/analysis/kwic"
	"concord/analysis/quality"
	"concord/analysis/robustness"
	"concord/analysis/scaling"
	"concord/analysis/shift"
	"concord/analysis/similarity"
	"concord/analysis/topic"
)

// Methods returns every method, in the order in which a reader meets them.
func Methods() []analysis.Method {
	return []analysis.Method{
		quality.Method(),
		frequency.Method(),
		dispersion.Method(),
		kwic.Method(),
		collocation.Method(),
		collocation.Phrases(),
		keyness.Method(),
		keyness.Focus(),
		contrast.Method(),
		contrast.Groups(),
		contrast.Lists(),
		diversity.Method(),
		diversity.Readability(),
		similarity.Method(),
		cluster.Method(),
		cluster.Dendrogram(),
		scaling.Correspondence(),
		scaling.MDS(),
		scaling.Wordscores(),
		scaling.Wordfish(),
		shift.Method(),
		shift.Words(),
		shift.Changes(),
		shift.Bursts(),
		topic.Method(),
		topic.Prevalence(),
		topic.Coherence(),
		robustness.Method(Methods),
		robustness.Curve(Methods),
	}
}

// Find returns the method with this name.
func Find(name string) (analysis.Method, bool) {
	methods := Methods()
	i := slices.IndexFunc(methods, func(m analysis.Method) bool { return m.Name == name })
	if i < 0 {
		return analysis.Method{}, false
	}
	return methods[i], true
}

// Names returns the names of the methods in order.
func Names() []string {
	var out []string
	for _, m := range Methods() {
		out = append(out, m.Name)
	}
	return out
}
