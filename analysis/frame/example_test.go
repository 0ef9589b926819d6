package frame_test

import (
	"fmt"

	"concord/analysis/frame"
	"concord/analysis/table"
)

func ExampleFrom() {
	type row struct {
		Feature string `col:"feature"`
		Count   int    `col:"count"`
	}
	t, err := table.From([]row{{"007", 2}, {"合作", 5}})
	if err != nil {
		fmt.Println(err)
		return
	}
	df, err := frame.From(t)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(df.Types(), df.Col("feature").Elem(0), df.Col("count").Max())
	// Output:
	// [string int] 007 5
}
