package keyness_test

import (
	"context"
	"fmt"

	"concord/analysis/keyness"
	"concord/corpus"
)

func ExampleCompare() {
	// Four documents of 100 tokens: peace is used 8 and 6 times in the target,
	// 1 and 2 times in the reference.
	m := &corpus.Matrix{
		Rows: []string{"a1", "a2", "b1", "b2"}, Features: []string{"peace"},
		Start: []int{0, 1, 2, 3, 4}, Col: []uint32{0, 0, 0, 0}, Count: []uint32{8, 6, 1, 2},
		Total: []float64{100, 100, 100, 100},
	}
	c, err := keyness.Compare(context.Background(),
		keyness.Data{Matrix: m, Target: []bool{true, true, false, false}},
		keyness.Settings{Adjust: "bh", MinCount: 5})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := c.Rows[0]
	fmt.Printf("%s: log ratio %.2f, without %s %.2f\n", r.Feature, r.LogRatio, r.Influential, r.LogRatioWithout)
	fmt.Printf("smallest p %.2f, tested: %v\n", c.Reach.SmallestP, c.Tested)
	// Output:
	// peace: log ratio 2.05, without b1 1.54
	// smallest p 0.33, tested: false
}
