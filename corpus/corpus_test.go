package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// made returns a document of two sections, the first with one item, cut at
// full stops.
func made(id, text string) *Document {
	d := &Document{ID: id, Text: text, SHA256: Hash(text), Lang: "zh"}
	start := 0
	for start < len(text) {
		end := strings.Index(text[start:], "\n")
		if end < 0 {
			end = len(text) - start
		}
		d.Structure.Paragraphs = append(d.Structure.Paragraphs, Paragraph{Span: Span{start, start + end}, Section: -1})
		at := start
		for at < start+end {
			stop := strings.Index(text[at:start+end], "。")
			next := start + end
			if stop >= 0 {
				next = at + stop + len("。")
			}
			d.Structure.Sentences = append(d.Structure.Sentences, Sentence{Span{at, next}, len(d.Structure.Paragraphs) - 1})
			at = next
		}
		start += end + 1
	}
	return d
}

func corpusOf(t *testing.T, docs ...*Document) *Corpus {
	t.Helper()
	c, err := New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAddressPrintsAndParses(t *testing.T) {
	for _, want := range []string{"KHM-2022-1 §3 ¶12 s2 c41–67", "a b §3.2 ¶1 s1 c1–1", "X c1–9", "X ¶4 c1–9"} {
		a, err := ParseAddress(want)
		if err != nil {
			t.Fatal(err)
		}
		if a.String() != want {
			t.Errorf("%q prints as %q", want, a)
		}
	}
	if a, err := ParseAddress("X c3-5"); err != nil || a.String() != "X c3–5" {
		t.Errorf("a hyphen: %v, %v", a, err)
	}
	for _, bad := range []string{"", "X", "X c0–1", "X c5–4", "X c1–99999999999999999999", "c1–2"} {
		if a, err := ParseAddress(bad); err == nil {
			t.Errorf("%q parses as %v", bad, a)
		}
	}
}

func TestAddressReopens(t *testing.T) {
	text := "一、双方同意。\n中方支持a\u0301柬方。柬方感谢😀。\n" + strings.Repeat("长句子，", 300) + "。\n二、完。"
	d := made("D", text)
	d.Structure.Sections = []Section{
		{Span: Span{0, len(text) - len("二、完。")}, Label: "一、", Number: 1, Level: 1, Parent: -1},
		{Span: d.Structure.Paragraphs[1].Span, Label: "（一）", Number: 1, Level: 2, Parent: 0},
		{Span: Span{len(text) - len("二、完。"), len(text)}, Label: "二、", Number: 2, Level: 1, Parent: -1},
	}
	c := corpusOf(t, d)
	thanks := strings.Index(text, "柬方感谢")
	a := d.Address(Span{thanks, thanks + len("柬方感谢")})
	if got, want := a.String(), "D §1.1 ¶2 s2 c18–21"; got != want {
		t.Errorf("address is %q, want %q", got, want)
	}
	var starts []int
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		i := rng.IntN(len(starts) - 1)
		j := i + 1 + rng.IntN(min(len(starts)-1-i, 40))
		span := Span{starts[i], starts[j]}
		parsed, err := ParseAddress(d.Address(span).String())
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Open(parsed)
		if err != nil || got != d.Slice(span) {
			t.Fatalf("%v reopens %q, %v, want %q", parsed, got, err, d.Slice(span))
		}
		if s, ok := d.Span(parsed); !ok || s != span {
			t.Fatalf("%v is %v, %v, want %v", parsed, s, ok, span)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	c := corpusOf(t, made("D", "双方同意。"))
	good := c.Doc(0).Address(Span{0, 6})
	stale := good
	stale.SHA256 = Hash("another text")
	long := good
	long.To = 99
	other := good
	other.Doc = "E"
	slip := good
	slip.Section = "9"
	for a, want := range map[Address]string{stale: "stale", long: "5 characters", other: `no document "E"`, slip: "want D"} {
		if _, err := c.Open(a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: got %v, want an error with %q", a, err, want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	twin := made("A", "双方。")
	twin.Source = Source{Path: "b.jsonl", Line: 4}
	first := made("A", "中方。")
	first.Source = Source{Path: "a.txt"}
	if _, err := New([]*Document{first, twin}); err == nil ||
		!strings.Contains(err.Error(), `"A": a.txt and b.jsonl:4`) {
		t.Errorf("two documents with one ID: %v", err)
	}
	if _, err := New([]*Document{made("A", "")}); err == nil {
		t.Error("an empty text is taken")
	}
	changed := made("A", "中方。")
	changed.Text = "柬方。"
	if _, err := New([]*Document{changed}); err == nil {
		t.Error("a text that does not match its hash is taken")
	}
}

func TestHashCoversWhatAnalysesSee(t *testing.T) {
	base := func() *Document { return made("A", "中方。") }
	hashes := map[string]string{"same": corpusOf(t, base()).Hash()}
	for name, change := range map[string]func(*Document){
		"again":   func(*Document) {},
		"id":      func(d *Document) { d.ID = "B" },
		"date":    func(d *Document) { d.Date = Date{Year: 2022} },
		"kind":    func(d *Document) { d.Kind = "联合公报" },
		"parties": func(d *Document) { d.Parties = []Party{{"中国", "CHN"}} },
		"vars":    func(d *Document) { d.Vars = map[string]string{"a": "b"} },
	} {
		d := base()
		change(d)
		hashes[name] = corpusOf(t, d).Hash()
	}
	if hashes["same"] != hashes["again"] {
		t.Error("one corpus has two hashes")
	}
	delete(hashes, "again")
	seen := map[string]string{}
	for name, h := range hashes {
		if other, ok := seen[h]; ok {
			t.Errorf("%s and %s have one hash", name, other)
		}
		seen[h] = name
	}
}

func TestFreeze(t *testing.T) {
	for in, want := range map[string]string{
		"\ufeffa\r\nb\rc": "a\nb\nc",
		"e\u0301":         "\u00e9",
		"双方":              "双方",
		"a\xffb":          "a\ufffdb",
	} {
		got, replaced := Freeze(in)
		if got != want || replaced != !utf8.ValidString(in) {
			t.Errorf("Freeze(%q) = %q, %v", in, got, replaced)
		}
	}
}

func TestDates(t *testing.T) {
	for _, s := range []string{"2022", "2022-11", "2022-11-11", "2024-02-29"} {
		d, err := ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("%s reads as %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "22-13", "2022-02-30", "2023-02-29", "2022-00-01", "2022-1-1-1", "x"} {
		if d, err := ParseDate(s); err == nil && s != "22-13" || s == "22-13" && err == nil {
			t.Errorf("%q reads as %v", s, d)
		}
	}
	// 1 July at noon is 181.5 days into a year of 365.
	if got, want := (Date{2022, 7, 1}).Decimal(), 2022+181.5/365; got != want {
		t.Errorf("1 July 2022 is %v, want %v", got, want)
	}
	order := []Date{{}, {2021, 0, 0}, {2022, 0, 0}, {2022, 3, 0}, {2022, 3, 4}}
	if !slices.IsSortedFunc(order, Date.Compare) {
		t.Error("dates are out of order")
	}
}

// tokensOf cuts at every character, for matrices small enough to count by eye.
func tokensOf(c *Corpus) *Tokens {
	t := &Tokens{}
	for _, d := range c.Docs() {
		for _, r := range d.Text {
			if i, ok := slices.BinarySearch(t.Features, string(r)); !ok {
				t.Features = slices.Insert(t.Features, i, string(r))
			}
		}
	}
	t.Stopped = make([]bool, len(t.Features))
	for _, d := range c.Docs() {
		var s Sequence
		for i, r := range d.Text {
			id, _ := slices.BinarySearch(t.Features, string(r))
			s.IDs = append(s.IDs, uint32(id))
			s.Start = append(s.Start, uint32(i))
			s.End = append(s.End, uint32(i+utf8.RuneLen(r)))
		}
		t.Docs = append(t.Docs, s)
	}
	return t
}

func TestMatrix(t *testing.T) {
	c := corpusOf(t, made("A", "abca"), made("B", "bb"), made("C", "ccab"))
	tok := tokensOf(c)
	m := Count(c, tok, Whole(c, "all"))
	counts, rows := m.Sums()
	if !slices.Equal(counts, []uint32{3, 4, 3}) || !slices.Equal(rows, []uint32{2, 3, 2}) {
		t.Errorf("sums %v in %v rows", counts, rows)
	}
	if m.At(0, 0) != 2 || m.At(1, 0) != 0 || m.At(2, 2) != 2 || !slices.Equal(m.Total, []float64{4, 2, 4}) {
		t.Errorf("matrix %+v", m)
	}
	columns := m.Columns()
	if !slices.Equal(columns[0].Row, []uint32{0, 2}) || !slices.Equal(columns[0].Count, []uint32{2, 1}) {
		t.Errorf("column a is %+v", columns[0])
	}
	parts := Group{Name: "parts", Members: []Member{{Doc: 0, Parts: []Span{{0, 1}, {2, 4}}}}}
	p := Count(c, tok, parts)
	if p.At(0, 0) != 2 || p.At(0, 1) != 0 || p.At(0, 2) != 1 || p.Total[0] != 3 {
		t.Errorf("parts %+v", p)
	}
	if n := parts.Members[0].Characters(c); n != 3 {
		t.Errorf("parts have %d characters, want 3", n)
	}
}

func TestByDateAndPair(t *testing.T) {
	a, b, d := made("A", "一"), made("B", "二"), made("C", "三")
	a.Date, b.Date = Date{2022, 1, 2}, Date{2021, 5, 0}
	a.Parties = []Party{{"中国", "CHN"}, {"柬埔寨", "KHM"}}
	b.Parties = []Party{{"柬埔寨", "KHM"}, {"中国", "CHN"}}
	d.Parties = []Party{{"中国", "CHN"}, {"某地", ""}}
	c := corpusOf(t, a, b, d)
	if got := c.ByDate(); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("by date: %v", got)
	}
	if a.Pair() != "CHN-KHM" || b.Pair() != "CHN-KHM" || d.Pair() != "" {
		t.Errorf("pairs %q %q %q", a.Pair(), b.Pair(), d.Pair())
	}
}
