package example_test

import (
	"bytes"
	"io/fs"
	"testing"
	"time"

	"concord/reports/notebook"
	"concord/reports/notebook/example"
)

func TestStoredOutputsAreThoseOfARun(t *testing.T) {
	for _, e := range example.Examples() {
		stored, err := fs.ReadFile(example.Files(), e.Name+".ipynb")
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		nb, err := e.Make(t.Context())
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		if d := time.Since(start); d > 4*time.Second {
			t.Errorf("%s takes %v, want 2 s on an idle machine", e.Name, d)
		} else {
			t.Logf("%s: %v", e.Name, d)
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
