package robustness_test

import (
	"testing"

	"concord/analysis"
	"concord/analysis/frequency"
	"concord/analysis/keyness"
	"concord/analysis/promises"
	"concord/analysis/robustness"
	"concord/analysis/shift"
)

func methods() []analysis.Method {
	return []analysis.Method{
		keyness.Method(), shift.Words(), frequency.Method(),
		robustness.Method(methods), robustness.Curve(methods),
	}
}

func TestPromises(t *testing.T) {
	given := map[string]any{"options": "target=year:2014..;permutations=99;min_count=20", "factors": "unit,names,longest", "top": 3}
	t.Run("robustness", func(t *testing.T) { promises.Keep(t, robustness.Method(methods), promises.Case{Options: given}) })
	t.Run("specifications", func(t *testing.T) { promises.Keep(t, robustness.Curve(methods), promises.Case{Options: given}) })
}
