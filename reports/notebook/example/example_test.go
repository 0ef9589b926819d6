package example_test

import (
	"bytes"
	"io/fs"
	"testing"

	"concord/reports/notebook"
	"concord/reports/notebook/example"
)

func TestStoredOutputsAreThoseOfARun(t *testing.T) {
	for _, e := range example.Examples() {
		stored, err := fs.ReadFile(example.Files(), e.Name+".ipynb")
		if err != nil {
			t.Fatal(err)
		}
		nb, err := e.Make(t.Context())
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		var b bytes.Buffer
		if err := nb.Write(&b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), stored) {
			t.Errorf("%s.ipynb is stale: run go generate ./reports/notebook/example", e.Name)
		}
		again, err := notebook.Read(bytes.NewReader(stored))
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		var second bytes.Buffer
		if err := again.Write(&second); err != nil || !bytes.Equal(second.Bytes(), stored) {
			t.Errorf("%s: reading and writing changes the file, %v", e.Name, err)
		}
		for i, s := range notebook.NewEngine(notebook.Options{Lang: e.Lang}).States(again) {
			if again.Cells[i].Type == notebook.Code && s != notebook.Fresh {
				t.Errorf("%s: cell %s is %s", e.Name, again.Cells[i].ID, s)
			}
		}
		if _, err := notebook.HTML(again, e.Lang); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
}

// An example is what a newcomer runs first.
func BenchmarkExample(b *testing.B) {
	for _, e := range example.Examples() {
		b.Run("name="+e.Name, func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Make(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
