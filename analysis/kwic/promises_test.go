package kwic

import (
	"testing"

	"concord/analysis/promises"
)

// Rows stand in order of the corpus unless sorted otherwise, so that their order
// follows that of the documents.
func TestPromises(t *testing.T) {
	promises.Keep(t, Method(), promises.Case{Options: map[string]any{"find": "合作"}, OrderMatters: true})
}
