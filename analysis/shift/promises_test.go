package shift_test

import (
	"testing"

	"concord/analysis/promises"
	"concord/analysis/shift"
)

func TestPromises(t *testing.T) {
	t.Run("shift", func(t *testing.T) {
		promises.Keep(t, shift.Method(), promises.Case{Options: map[string]any{"permutations": 199}})
	})
	t.Run("changepoints", func(t *testing.T) {
		promises.Keep(t, shift.Changes(), promises.Case{Options: map[string]any{"permutations": 99}})
	})
	t.Run("bursts", func(t *testing.T) {
		promises.Keep(t, shift.Bursts(), promises.Case{Options: map[string]any{"permutations": 99}})
	})
	t.Run("wordshift", func(t *testing.T) { promises.Keep(t, shift.Words(), promises.Case{}) })
}
