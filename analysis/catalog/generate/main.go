// Command generate writes analysis/METHODS.md. It is run by go generate in
// analysis/catalog.
package main

import (
	"fmt"
	"os"

	"concord/analysis/catalog"
)

func main() {
	if err := os.WriteFile("../METHODS.md", []byte(catalog.Reference(catalog.Methods())), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}
