package structure_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/sharedtest"
	"concord/corpus/structure"
)

// statement is a line of the shared corpus.
type statement struct {
	ID, Title, Date, Kind, Text string
	Parties                     []string
}

func statements(t *testing.T, file string) []statement {
	t.Helper()
	f, err := os.Open(sharedtest.Dir(t, "corpus", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []statement
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<23)
	for lines.Scan() {
		var s statement
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// document makes the document from text and title alone; all else must be
// found.
func (s statement) document() *corpus.Document {
	text, _ := corpus.Freeze(s.Text)
	return &corpus.Document{ID: s.ID, Text: text, SHA256: corpus.Hash(text), Title: s.Title}
}

// The expected values were typed from reading titles and texts; "" is what
// neither names. misses are read wrongly today and noted in the package
// comment.
func TestEnglishByEye(t *testing.T) {
	table := []struct{ id, parties, kind, date, visit, misses string }{
		{"dfat-v14-074", "GBR AUS NZL ZAF IND PAK LKA CAN", "communique", "1949-04", "", ""},
		{"frus1952-54v12p2-d375", "USA PHL", "joint communique", "", "", ""},
		{"frus1958-60v19-d209", "USA TWN", "joint communique", "", "", ""},
		{"dfat-v27-150", "GBR AUS", "joint statement", "", "", ""},
		{"frus1969-76ve04-d202", "USA IRN", "joint communique", "", "1972-05-30 1972-05-31", ""},
		{"dfat-v22-352", "AUS CHN", "draft joint communique", "", "", ""},
		{"dfat-v20-508", "IDN AUS", "communique", "", "1976-10-07 1976-10-11", ""},
		{"dfat-v23-001", "AUS NZL", "joint statement", "", "", ""},
		{"dfat-v23-093", "NZL AUS", "communique", "", "", ""},
		{"kremlin-63277", "RUS USA", "joint statement", "", "", ""},
		{"wh-2021-03-01-u-s-mexico-joint-declaration", "USA MEX", "joint declaration", "", "", ""},
		{"wh-2021-03-17-joint-statement-by-president-joe-biden-and-taoiseach-micheal-martin", "USA IRL", "joint statement", "", "", ""},
		{"wh-2021-05-21-u-s-rok-leaders-joint-statement", "USA KOR", "leaders' joint statement", "", "", ""},
		{"wh-2021-09-15-joint-leaders-statement-on-aukus", "AUS GBR USA", "joint leaders' statement", "", "", ""},
		{"wh-2022-01-03-p5-statement-on-preventing-nuclear-war-and-avoiding-arms-races", "CHN FRA RUS GBR USA", "joint statement", "", "", ""},
		{"wh-2022-06-28-joint-declaration-between-the-kingdom-of-spain-and-the-united-states-", "ESP USA", "joint declaration", "", "2022-06-28 2022-06-30", ""},
		{"wh-2022-07-15-the-jeddah-communique-a-joint-statement-between-the-united-states-of-", "USA SAU", "communique", "", "2022-07-15 2022-07-16", ""},
		{"wh-2023-08-02-joint-statement-on-the-strategic-third-neighbor-partnership-between-t", "USA MNG", "joint statement", "2023-08-02", "", ""},
		{"wh-2025-10-26-joint-declaration-by-the-prime-minister-of-the-kingdom-of-cambodia-an", "KHM THA", "joint declaration", "", "", ""},
		{"wh-2023-01-05-joint-press-statement-following-a-call-between-the-president-joe-bide", "USA DEU", "joint press statement", "", "", "parties"},
	}
	all := map[string]statement{}
	for _, s := range statements(t, "joint-statements-en.jsonl") {
		all[s.ID] = s
	}
	for _, want := range table {
		s, ok := all[want.id]
		if !ok {
			t.Errorf("no statement %q", want.id)
			continue
		}
		d := s.document()
		structure.Read(d)
		checkSpans(t, d)
		visit := strings.TrimSpace(d.Visit.From.String() + " " + d.Visit.To.String())
		for _, f := range [][3]string{
			{"parties", codes(d.Parties, false), want.parties}, {"kind", d.Kind, want.kind},
			{"date", d.Date.String(), want.date}, {"visit", visit, want.visit},
		} {
			if missed := f[1] != f[2]; missed != strings.Contains(want.misses, f[0]) {
				t.Errorf("%s: %s %q, want %q (known misses: %q)", want.id, f[0], f[1], f[2], want.misses)
			}
		}
	}
}

// codes prints the codes of parties, or the name where there is none.
func codes(parties []corpus.Party, sorted bool) string {
	var out []string
	for _, p := range parties {
		if p.Code == "" {
			out = append(out, p.Name)
		} else {
			out = append(out, p.Code)
		}
	}
	if sorted {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return strings.Join(out, " ")
}

// Floors over all English statements against the metadata that they come with.
// The metadata is not always right (see the package comment).
func TestEnglishShares(t *testing.T) {
	all := statements(t, "joint-statements-en.jsonl")
	var two, equal, kind, dated, sameDate, numbered int
	for _, s := range all {
		d := s.document()
		structure.Read(d)
		checkSpans(t, d)
		given := &corpus.Document{Title: s.Title, Text: "x"}
		for _, p := range s.Parties {
			given.Parties = append(given.Parties, corpus.Party{Name: p})
		}
		structure.Read(given)
		for _, p := range given.Parties {
			if p.Code == "" && !strings.Contains("European Union ASEAN NATO APEC Pacific Islands Forum African Union Council of Europe INTERPOL GCC Gulf Cooperation Council G20 Commonwealth", p.Name) {
				t.Errorf("%s: given party %q has no code", s.ID, p.Name)
			}
		}
		if got := codes(d.Parties, true); got == codes(given.Parties, true) {
			equal++
		} else {
			t.Logf("%s: parties %s, given %s", s.ID, got, codes(given.Parties, true))
		}
		two += count(len(d.Parties) >= 2)
		kind += count(d.Kind != "")
		dated += count(!d.Date.IsZero())
		sameDate += count(!d.Date.IsZero() && strings.HasPrefix(s.Date, d.Date.String()))
		numbered += count(len(d.Structure.Sections) > 0)
	}
	t.Logf("of %d: two parties or more %d, parties as given %d, kind %d, dated %d (as given, as far as known %d), numbered %d",
		len(all), two, equal, kind, dated, sameDate, numbered)
	if two < 168 || equal < 164 || kind < 174 || sameDate < dated {
		t.Error("a share fell below what was measured when this test was written")
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
