package keyness_test

import (
	"testing"

	"concord/analysis/keyness"
	"concord/analysis/promises"
)

func TestPromises(t *testing.T) {
	t.Run("keyness", func(t *testing.T) {
		promises.Keep(t, keyness.Method(), promises.Case{Options: map[string]any{"target": "year:2014..", "permutations": 499}})
	})
	t.Run("focus", func(t *testing.T) { promises.Keep(t, keyness.Focus(), promises.Case{}) })
}
