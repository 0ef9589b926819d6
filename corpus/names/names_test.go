package names

import (
	"slices"
	"testing"

	"concord/corpus"
)

func TestNames(t *testing.T) {
	text := "中国和柬埔寨。柬埔寨王国。New Zealand and the United Kingdom."
	d := &corpus.Document{ID: "D", Text: text, SHA256: corpus.Hash(text), Place: "Kaloven", Parties: []corpus.Party{
		{Name: "中国", Code: "CHN"}, {Name: "柬埔寨", Code: "KHM"}, {Name: "New Zealand", Code: "NZL"}, {Name: "Indonesia", Code: "IDN"}, {Name: "X"},
	}}
	c, err := corpus.New([]*corpus.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	s := Of(c, corpus.Whole(c, "all").Members)
	if got, want := s.Full(), []string{"Indonesia", "New Zealand", "中国", "柬埔寨"}; !slices.Equal(got, want) {
		t.Errorf("full names %q, want %q", got, want)
	}
	for _, f := range []string{"中方", "柬方", "中柬", "柬中", "indonesian", "indonesia's", "n.z", "老挝", "金边"} {
		if !s.Form(f) || !s.Has(f) {
			t.Errorf("%q is not a form of a name", f)
		}
	}
	for _, f := range []string{"柬", "zealand", "kaloven"} {
		if s.Form(f) || !s.Has(f) {
			t.Errorf("%q: form %v, has %v; want only has", f, s.Form(f), s.Has(f))
		}
	}
	for _, f := range []string{"合作", "方", "cooperation", "new", "x", ""} {
		if s.Has(f) {
			t.Errorf("%q is taken for a name", f)
		}
	}
	var got []string
	for _, span := range s.In(text) {
		got = append(got, d.Slice(span))
	}
	if want := []string{"中国", "柬埔寨", "柬埔寨", "New Zealand"}; !slices.Equal(got, want) {
		t.Errorf("names in the text: %q, want %q", got, want)
	}
}
