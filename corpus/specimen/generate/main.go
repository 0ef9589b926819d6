// Command generate writes the embedded corpus: the two languages and the truth.
// Run it as go generate in the folder of package specimen.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"concord/corpus/specimen"
)

func main() {
	if err := write("data"); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	g, err := specimen.Generate(specimen.DefaultOptions())
	if err != nil {
		return err
	}
	var zh, en, truth bytes.Buffer
	if err := g.WriteJSONL(&zh, "zh"); err != nil {
		return err
	}
	if err := g.WriteJSONL(&en, "en"); err != nil {
		return err
	}
	if err := g.WriteTruth(&truth); err != nil {
		return err
	}
	for name, b := range map[string][]byte{specimen.FileZh: zh.Bytes(), specimen.FileEn: en.Bytes(), specimen.FileTruth: truth.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}
