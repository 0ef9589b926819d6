package kwic

import (
	"testing"

	"concord/analysis/promises"
)

// Rows stand in order of the corpus unless sorted otherwise, so that their order
// follows that of the documents.
func TestPromises(t *testing.T) {
	for match, find := range map[string]string{MatchString: "合作", MatchQuery: "(双方|两国) []{0,6} 合作*"} {
		t.Run(match, func(t *testing.T) {
			promises.Keep(t, Method(), promises.Case{
				Options:      map[string]any{"find": find, "match": match, "by": "year", "sample": 60},
				OrderMatters: true,
			})
		})
	}
}
