package analysis

import (
	"testing"

	"concord/corpus"
)

func TestGroupName(t *testing.T) {
	doc := func(id, lang string, parties ...corpus.Party) *corpus.Document {
		return &corpus.Document{ID: id, Lang: lang, Text: id, SHA256: corpus.Hash(id), Parties: parties}
	}
	// The documents stand in reverse order: names must not depend on it.
	c, err := corpus.New([]*corpus.Document{
		doc("KHM-2022-2", "zh", corpus.Party{Name: "柬埔寨王国", Code: "KHM"}, corpus.Party{Name: "中国", Code: "CHN"}),
		doc("KHM-2022-1", "zh", corpus.Party{Name: "中国", Code: "CHN"}, corpus.Party{Name: "柬埔寨", Code: "KHM"}, corpus.Party{Name: "某组织"}),
		doc("KHM-2022-0", "en", corpus.Party{Name: "China", Code: "CHN"}, corpus.Party{Name: "Cambodia", Code: "KHM"}),
		doc("AUS-1", "en", corpus.Party{Name: "Australia", Code: "AUS"}, corpus.Party{Name: "India", Code: "IND"}),
		doc("NIL-1", "en", corpus.Party{Code: "NIL"}, corpus.Party{Name: "India", Code: "IND"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]Text{
		"pair:CHN-KHM":      T("中国–柬埔寨", "China–Cambodia"),
		" pair:khm-chn ":    T("中国–柬埔寨", "China–Cambodia"),
		"pair：CHN-KHM":      T("中国–柬埔寨", "China–Cambodia"),
		"pair:IND-AUS":      T("Australia–India", "Australia–India"),
		"pair:IND-NIL":      T("“pair:IND-NIL”", "“pair:IND-NIL”"),
		"pair:CHN-LAO":      T("“pair:CHN-LAO”", "“pair:CHN-LAO”"),
		"pair:CHN-KHM,AUS":  T("“pair:CHN-KHM,AUS”", "“pair:CHN-KHM,AUS”"),
		"year:2014..2019":   T("2014–2019年", "2014–2019"),
		"year:2014..":       T("2014年起", "the years from 2014"),
		"year:..2013":       T("2013年及以前", "the years up to 2013"),
		"year:2022":         T("2022年", "2022"),
		"year:2022..2022":   T("2022年", "2022"),
		"year:2022,2024":    T("“year:2022,2024”", "“year:2022,2024”"),
		"year:2022-11":      T("“year:2022-11”", "“year:2022-11”"),
		"year:..":           T("“year:..”", "“year:..”"),
		"id:khm-2022-1":     T("KHM-2022-1", "KHM-2022-1"),
		"id:KHM*":           T("“id:KHM*”", "“id:KHM*”"),
		"id:none":           T("“id:none”", "“id:none”"),
		"not pair:CHN-KHM":  T("“not pair:CHN-KHM”", "“not pair:CHN-KHM”"),
		"party:KHM year:..": T("“party:KHM year:..”", "“party:KHM year:..”"),
		"party:KHM":         T("“party:KHM”", "“party:KHM”"),
		"broken":            T("“broken”", "“broken”"),
		"":                  T("全部文本", "all documents"),
	} {
		if got := GroupName(c, query); got != want {
			t.Errorf("%q is called %q, want %q", query, got, want)
		}
	}
}
