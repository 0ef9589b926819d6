package specimen_test

import (
	"fmt"
	"strings"

	"concord/corpus/specimen"
)

func ExampleGenerate() {
	o := specimen.DefaultOptions()
	o.Documents = 20
	g, err := specimen.Generate(o)
	if err != nil {
		fmt.Println(err)
		return
	}
	s := g.Truth.Shift
	fmt.Printf("%d versions; %s rises from %.0f%% to %.0f%% in %d\n",
		len(g.Docs), s.Topic, 100*s.Before, 100*s.After, s.Year)
	// Output: 40 versions; digital rises from 4% to 16% in 2014
}

func ExampleDocuments() {
	o := specimen.DefaultOptions()
	o.Documents, o.Langs = specimen.MaxDocuments, []string{"zh"}
	docs, err := specimen.Documents(o)
	if err != nil {
		fmt.Println(err)
		return
	}
	for d := range docs {
		title, _, _ := strings.Cut(d.Text, "\n")
		fmt.Println(d.ID, title == d.Title)
		break
	}
	// Output: XHE-XVT-2001-1 true
}
