package load_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"concord/corpus/load"
)

func ExampleFS() {
	files := fstest.MapFS{
		"texts/statement.txt": {Data: []byte("双方同意深化合作。\n")},
		"texts/table.csv":     {Data: []byte("id,text\nfirst,Both sides agreed.\nsecond\n")},
		"texts/README.md":     {Data: []byte("About these texts.")},
	}
	loaded, err := load.FS(context.Background(), files, "texts", load.Options{SkipBad: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(loaded.Corpus.IDs())
	for _, s := range loaded.Skipped {
		fmt.Println(s.Err)
	}
	for _, i := range loaded.Ignored {
		fmt.Println(i.Path, "ignored:", i.Why)
	}
	// Output:
	// [statement first]
	// load: texts/table.csv:3: 1 field, want 2
	// texts/README.md ignored: documentation
}
