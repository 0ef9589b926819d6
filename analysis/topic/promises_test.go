package topic

import (
	"testing"

	"concord/analysis/promises"
)

func TestPromises(t *testing.T) {
	promises.Keep(t, Method(), promises.Case{Options: with(nil)})
	promises.Keep(t, Prevalence(), promises.Case{Options: with(nil)})
}
