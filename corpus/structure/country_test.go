package structure

import (
	"regexp"
	"testing"
)

// The number of members of the United Nations is 193; two observer states, and
// former states with codes of ISO 3166-3, are in the table besides.
func TestCountryTable(t *testing.T) {
	g := countries()
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	seen := map[string]bool{}
	for _, c := range g.list {
		if c.zh == "" || c.en == "" {
			t.Errorf("%+v: a name is missing", c)
		}
		if c.code == "" {
			continue
		}
		if !code.MatchString(c.code) || seen[c.code] {
			t.Errorf("code %q of %s is no alpha-3 code or stands twice", c.code, c.en)
		}
		seen[c.code] = true
	}
	if len(seen) < 200 {
		t.Errorf("%d codes, want 200 at least", len(seen))
	}
	for n, c := range g.list {
		for _, text := range []string{c.zh, c.zhFormal, c.en, c.enFormal} {
			if text == "" {
				continue
			}
			if all := g.find(text); len(all) != 1 || all[0].country != n && g.list[all[0].country].zh != c.zh {
				t.Errorf("%q is read as %v, want %s alone", text, all, c.en)
			}
		}
	}
}

func TestFindCountries(t *testing.T) {
	for text, want := range map[string]string{
		"印度尼西亚和印度": "IDN IND", "印度洋沿岸": "", "发展中国家和中国": "CHN", "南苏丹与苏丹": "SSD SDN", "巴西利亚": "BRA",
		"几内亚比绍、赤道几内亚、巴布亚新几内亚、几内亚": "GNB GNQ PNG GIN", "苏联和俄罗斯联邦": "SUN RUS", "印尼": "IDN",
		"THE UNITED STATES OF AMERICA": "USA", "People’s Republic\nof China": "CHN", "Chinatown, Indiana": "", "Nigerien and Nigerian": "NER NGA",
		"U.S.-Mexico": "USA MEX", "Northern Ireland": "", "the UK and Ireland": "GBR IRL", "Côte d’Ivoire": "CIV",
	} {
		got := ""
		for _, m := range countries().find(text) {
			if got != "" {
				got += " "
			}
			got += countries().list[m.country].code
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNumerals(t *testing.T) {
	for text, want := range map[string]int{
		"11": 11, "１１": 11, "十一": 11, "二十": 20, "二十五": 25, "廿八": 28, "三十一": 31, "二〇二二": 2022, "一九五○": 1950, "十": 10, "x": 0, "": 0,
	} {
		if got := numeral(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]int{"I": 1, "IV": 4, "IX": 9, "XIV": 14, "xii": 12, "a": 0} {
		if got := roman(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
