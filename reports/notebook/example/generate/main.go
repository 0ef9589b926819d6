// Command generate writes the example notebooks with their outputs.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"concord/reports/notebook/example"
)

func main() {
	for _, e := range example.Examples() {
		nb, err := e.Make(context.Background())
		var b bytes.Buffer
		if err == nil {
			err = nb.Write(&b)
		}
		if err == nil {
			err = os.WriteFile(e.Name+".ipynb", b.Bytes(), 0o644)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "generate: %s: %v\n", e.Name, err)
			os.Exit(1)
		}
	}
}
