package notebook

import (
	"strings"
	"testing"

	"concord/corpus/bilingual"
)

// A table made of a result's table says where its numbers come from, also when
// read back from a file; what was made of other values says nothing.
func TestDerivedTablesKeepTheirOrigin(t *testing.T) {
	nb := book("c = where(corpus('specimen'), '"+few+"')\nr = frequency(c)", "print(r.signature)", "r", "r.table",
		"r.table.head(3)", "r.table.select('feature', 'count')", "r.table.sort('feature', reverse=True)",
		"r.table.filter(lambda x: x['count'] > 1)", "tail(r.table, 2)", "head(r.table.select('feature').sort('feature'), 2)", "c", "[1, 2]")
	if err := Run(t.Context(), nb, RunOptions{Options: Options{Lang: bilingual.EN}}); err != nil {
		t.Fatal(err)
	}
	again, err := Read(strings.NewReader(written(t, nb)))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimSpace(plainText(again.Cells[1]))
	if !strings.HasPrefix(want, "frequency(") {
		t.Fatalf("signature %q", want)
	}
	for i, cell := range again.Cells[2:] {
		got, ok := cell.Outputs[0].Origin()
		if i >= len(again.Cells)-4 { // the corpus and the list
			if ok {
				t.Errorf("%s comes from %+v", cell.Source, got)
			}
			continue
		}
		if !ok || got.Signature != want || got.Method != "frequency" || got.Source.Corpus == "" || got.Source.Documents == 0 {
			t.Errorf("%s comes from %+v, want %s", cell.Source, got, want)
		}
	}
}
