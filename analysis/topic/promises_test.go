package topic

import (
	"testing"

	"concord/analysis/promises"
)

func TestPromises(t *testing.T) {
	promises.Keep(t, Method(), promises.Case{Options: with(nil)})
	promises.Keep(t, Prevalence(), promises.Case{Options: with(nil)})
	promises.Keep(t, Coherence(), promises.Case{Options: with(map[string]any{"model": "nmf", "runs": 2, "sweeps": 20})})
}
