package frequency_test

import (
	"testing"

	"concord/analysis/frequency"
	"concord/analysis/promises"
)

func TestPromises(t *testing.T) {
	promises.Keep(t, frequency.Method(), promises.Case{})
}
