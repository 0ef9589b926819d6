package structure_test

import (
	"fmt"

	"concord/corpus"
	"concord/corpus/structure"
)

func ExampleRead() {
	d := &corpus.Document{ID: "L-1", Text: "老挝人民民主共和国政府和泰王国政府联合公报\n" +
		"一、老方重申支持泰方，愿扩大合作。\n" +
		"二、双方同意再次会晤。\n" +
		"2020年5月6日于万象"}
	structure.Read(d)
	fmt.Println(d.Kind, d.Date, d.Place, d.Pair())
	for _, c := range d.Structure.Clauses {
		fmt.Printf("%s %q\n", d.Address(c.Span), string(c.Side))
	}
	// Output:
	// 联合公报 2020-05-06 万象 LAO-THA
	// L-1 §1 ¶1 s1 c23–33 "A"
	// L-1 §1 ¶1 s1 c34–39 "A"
	// L-1 §2 ¶2 s1 c41–51 "joint"
}
