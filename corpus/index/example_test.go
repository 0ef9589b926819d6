package index_test

import (
	"context"
	"fmt"

	"concord/corpus"
	"concord/corpus/index"
	"concord/corpus/token"
)

func ExampleIndex_Find() {
	ctx := context.Background()
	text := "双方支持经贸合作。中方赞赏并支持柬方。"
	c, err := corpus.New([]*corpus.Document{{ID: "XAA-2020-1", Text: text, SHA256: corpus.Hash(text)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	recipe := token.Default()
	tokens, err := token.Cut(ctx, c, recipe)
	if err != nil {
		fmt.Println(err)
		return
	}
	x, err := index.Build(ctx, c, tokens)
	if err != nil {
		fmt.Println(err)
		return
	}
	q, err := index.Parse("中方 []{0,4} (支持|反对)", recipe)
	if err != nil {
		fmt.Println(err)
		return
	}
	hits, err := x.Find(ctx, q, index.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range x.Lines(hits, 1) {
		fmt.Printf("%s: %s [%s] %s\n", c.Doc(l.Doc).Address(l.Span), l.Left, l.Node, l.Right)
	}
	_, err = index.Parse("中方 []{0,4", recipe)
	fmt.Println(err)
	// Output:
	// XAA-2020-1 c10–16: 经贸合作。 [中方赞赏并支持] 柬方
	// column 6: this bracket is never closed, want {n} or {m,n}
	//   中方 []{0,4
	//   　　   ^
}
