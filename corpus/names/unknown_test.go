package names

import (
	"testing"

	"concord/corpus"
)

func setOf(t *testing.T, lang, text string) *Set {
	t.Helper()
	c, err := corpus.New([]*corpus.Document{{ID: "D", Text: text, SHA256: corpus.Hash(text), Lang: lang}})
	if err != nil {
		t.Fatal(err)
	}
	return Of(c, corpus.Whole(c, "all").Members)
}

// Names of the invented states of the specimen, which no list holds.
func TestUnknownChineseNames(t *testing.T) {
	s := setOf(t, "zh", "尤斯克首相同凯瑟恩总统会谈。洛伊·伊克女士到访。双方在伊尔瑟姆设立中心，加强互鉴，精准施策。两国总统就碳达峰交换意见。")
	for _, w := range []string{"伊尔瑟姆", "凯瑟恩", "尤斯克"} {
		if !s.Has(w) {
			t.Errorf("%q is not taken for a name", w)
		}
		if s.Form(w) {
			t.Errorf("%q is a form: what is known by its looks only is none", w)
		}
	}
	for _, w := range []string{"互鉴", "施策", "达峰", "比特币", "两国", "双方", "安全", "一带一路", "中心", "高质量"} {
		if s.Has(w) {
			t.Errorf("%q is taken for a name", w)
		}
	}
}

func TestUnknownEnglishNames(t *testing.T) {
	s := setOf(t, "en", `The sides met in Ilsem, and trade with Ilsem grew. They opened a centre in Ilsem near Ilsem station.
President Kaethern thanked Prime Minister Haldan Yusk. Later President Kaethern invited Prime Minister Haldan Yusk to visit.
Both support a free Indo-Pacific and peace in the Indo-Pacific. They cut GHG emissions, in GHG terms too, and report ODA in ODA figures.
They value the Partnership, in Partnership with others; the partnership grew, as did the partnership of towns.
They welcome the Accord in Accord matters, the Accord on trade, the Accord on tax and the Accord on fish.
North of the line, talks between North and South went on, with dialogue between North and South.`)
	for _, w := range []string{"ilsem", "kaethern", "haldan", "yusk"} {
		if !s.Has(w) || s.Form(w) {
			t.Errorf("%q: has %v, form %v; want only has (%+v)", w, s.Has(w), s.Form(w), s.standings().english[w])
		}
	}
	for _, w := range []string{"indo-pacific", "ghg", "oda", "partnership", "accord", "president", "minister", "north", "trade", "they"} {
		if s.Has(w) {
			t.Errorf("%q is taken for a name (%+v)", w, s.standings().english[w])
		}
	}
}
