package corpus

import (
	"errors"
	"sync"
	"testing"
)

// Damage that is met when a structure is asked for is an error of the corpus
// from then on, on any number of goroutines, and none before.
func TestDamageMetLater(t *testing.T) {
	broken := errors.New("block 3 changed")
	doc := func(id string) *Document { return &Document{ID: id, Text: "a", SHA256: Hash("a")} }
	c, err := Stored([]*Document{doc("x"), doc("y")}, Keeper{
		Offsets: func(int) []int32 { return []int32{0} },
		Structure: func(i int, d *Document) error {
			if i == 1 {
				return broken
			}
			d.Structure.Title = Span{0, 1}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.Record(0).Structure.Title.Len() != 0 || c.Doc(0).Structure.Title.Len() != 1 {
		t.Error("the structure is not read when it is asked for")
	}
	if err := c.Err(); err != nil {
		t.Errorf("before the damaged document is read: %v", err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { c.Docs() })
	}
	wg.Wait()
	if !errors.Is(c.Err(), broken) {
		t.Errorf("after it: %v", c.Err())
	}
	if _, err := c.Subset([]int{1}); !errors.Is(err, broken) {
		t.Errorf("a part with it: %v", err)
	}
}
