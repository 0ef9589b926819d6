// Package sharedtest finds the folder of real texts and reference numbers that
// tests read but the repository does not contain.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir returns the path of elem inside the shared folder. The folder is named by
// the environment variable CONCORD_SHARED or, without it, is ../shared beside
// the module root. The test is skipped where the path does not exist.
func Dir(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv("CONCORD_SHARED")
	if root == "" {
		module, ok := moduleRoot()
		if !ok {
			t.Skip("sharedtest: no go.mod above the working directory and CONCORD_SHARED is not set")
		}
		root = filepath.Join(module, "..", "shared")
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("sharedtest: %s is absent; set CONCORD_SHARED to the shared folder to run this test", filepath.Join(elem...))
	}
	return path
}

// moduleRoot walks up from the working directory to the folder of go.mod.
func moduleRoot() (string, bool) {
	dir, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}
