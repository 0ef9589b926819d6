package kwic_test

import (
	"context"
	"fmt"

	"concord/analysis"
	"concord/analysis/kwic"
	"concord/corpus"
)

func ExampleSearch() {
	text := "双方支持合作，支持和平。"
	c, err := corpus.New([]*corpus.Document{{ID: "XAA-2020-1", Text: text, SHA256: corpus.Hash(text)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	pattern, err := kwic.Compile("支持", kwic.MatchString, false)
	if err != nil {
		fmt.Println(err)
		return
	}
	hits, err := kwic.Search(context.Background(), analysis.NewInput(c), corpus.Whole(c, "all"), pattern)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range hits {
		fmt.Println(c.Doc(h.Doc).Address(h.Span))
	}
	// Output:
	// XAA-2020-1 c3–4
	// XAA-2020-1 c8–9
}
