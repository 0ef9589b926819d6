package frequency_test

import (
	"os"
	"testing"

	"concord/corpus"
)

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := corpus.Freeze(string(b))
	return s
}
