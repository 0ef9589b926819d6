package contrast_test

import (
	"testing"

	"concord/analysis/contrast"
	"concord/analysis/promises"
)

func TestPromises(t *testing.T) {
	t.Run("measures", func(t *testing.T) {
		promises.Keep(t, contrast.Method(), promises.Case{Options: map[string]any{"target": "year:2014.."}})
	})
	t.Run("groups", func(t *testing.T) {
		promises.Keep(t, contrast.Groups(), promises.Case{Options: map[string]any{"permutations": 199}})
	})
	t.Run("groups by side", func(t *testing.T) {
		promises.Keep(t, contrast.Groups(), promises.Case{Options: map[string]any{"by": "side", "permutations": 199}})
	})
	t.Run("groups pairwise by party", func(t *testing.T) {
		promises.Keep(t, contrast.Groups(), promises.Case{Options: map[string]any{"by": "party", "versus": "pairwise", "permutations": 199}})
	})
	t.Run("lists", func(t *testing.T) {
		promises.Keep(t, contrast.Lists(), promises.Case{Options: map[string]any{"target": "year:2014.."}})
	})
}
