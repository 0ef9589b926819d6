package similarity

import (
	"testing"

	"concord/analysis/promises"
)

func TestPromises(t *testing.T) { promises.Keep(t, Method(), promises.Case{}) }
