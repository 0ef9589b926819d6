package quality_test

import (
	"testing"

	"concord/analysis/promises"
	"concord/analysis/quality"
)

func TestPromises(t *testing.T) { promises.Keep(t, quality.Method(), promises.Case{}) }
