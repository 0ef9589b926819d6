package structure_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"concord/corpus"
	"concord/corpus/sharedtest"
	"concord/corpus/structure"
)

// read reads an untitled text.
func read(text string) *corpus.Document {
	frozen, _ := corpus.Freeze(text)
	d := &corpus.Document{ID: "T-1", Text: frozen, SHA256: corpus.Hash(frozen)}
	structure.Read(d)
	return d
}

func communique(t *testing.T) *corpus.Document {
	t.Helper()
	b, err := os.ReadFile(sharedtest.Dir(t, "corpus", "communique-2022-china-cambodia.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return read(string(b))
}

// The expected values are the known facts of the shared corpus README, counted
// there by hand and by a separate script.
func TestCommunique2022(t *testing.T) {
	d := communique(t)
	same(t, "language", d.Lang, "zh")
	same(t, "title", d.Title, "中华人民共和国政府和柬埔寨王国政府联合公报")
	same(t, "kind", d.Kind, "联合公报")
	same(t, "parties", names(d), "中国 CHN, 柬埔寨 KHM")
	same(t, "visit", d.Visit.From.String()+" "+d.Visit.To.String(), "2022-11-08 2022-11-11")
	same(t, "date", d.Date.String(), "2022-11-11")
	same(t, "place", d.Place, "金边")
	same(t, "agency", d.Agency, "新华社金边11月11日电")
	same(t, "dateline", d.Slice(d.Structure.Dateline), "2022年11月11日于金边")
	same(t, "sections", labels(d), "一、 二、 三、 .（一） .（二） .（三） .（四） .（五） .（六） 四、 五、")
	if n := len(d.Structure.Paragraphs); n != 23 {
		t.Errorf("body paragraphs: %d, want 23", n)
	}
	// 52 full stops, and one paragraph that ends in a colon.
	if n := len(d.Structure.Sentences); n != 53 {
		t.Errorf("sentences: %d, want 53", n)
	}
	for i, s := range d.Structure.Sections {
		if !strings.HasPrefix(d.Slice(s.Span), s.Label) {
			t.Errorf("section %d does not begin with its label %q", i, s.Label)
		}
	}
}

// A clause ends at each ，；：。 that stands outside short quotations and book
// titles: counted here by another way than the package counts.
func TestCommuniqueClauses(t *testing.T) {
	d := communique(t)
	body := d.Text[d.Structure.Paragraphs[0].Start:d.Structure.Paragraphs[22].End]
	want := 0
	for _, r := range body {
		if strings.ContainsRune("，；：。", r) {
			want++
		}
	}
	// No such mark stands inside 《》 “” or （） in this text.
	if n := len(d.Structure.Clauses); n != want {
		t.Errorf("clauses: %d, want %d", n, want)
	}
}

// The sides were read by eye.
func TestCommuniqueSides(t *testing.T) {
	d := communique(t)
	for _, want := range []struct {
		start     string
		side      corpus.Side
		inherited bool
	}{
		{"中华人民共和国国务院总理李克强于", corpus.SideA, false},
		{"两国领导人就双边关系", corpus.SideJoint, false},
		{"达成广泛共识", corpus.SideJoint, true},
		{"二、中方热烈祝贺", corpus.SideA, false},
		{"将全力为柬埔寨", corpus.SideA, true},
		{"柬埔寨国家建设将取得", corpus.SideA, true},
		{"柬方坚信", corpus.SideB, false},
		{"中国人民一定能", corpus.SideB, true},
		{"中方对此表示高度赞赏", corpus.SideA, false},
		{"三、2022年是", corpus.SideUnknown, false},
		{"中柬保持高层交往", corpus.SideJoint, false},
		{"重点推动以下交往合作", corpus.SideJoint, true},
		{"（一）加强高层战略沟通", corpus.SideJoint, true},
		{"中方愿继续做好接待", corpus.SideA, false},
		{"欢迎洪森首相和柬埔寨其他领导人", corpus.SideA, true},
		{"中国领导人也愿", corpus.SideA, false},
		{"依托中柬中医药中心", corpus.SideJoint, true},
		{"柬方将继续支持", corpus.SideB, false},
		{"保持中柬青年组织", corpus.SideJoint, true},
		{"（六）柬方支持", corpus.SideB, false},
		{"支持中方提出的全球安全倡议", corpus.SideB, true},
		{"双方主张各国", corpus.SideJoint, false},
		{"柬方感谢中方", corpus.SideB, false},
		{"李克强总理对洪森首相", corpus.SideA, false},
		{"邀请洪森首相适时访华", corpus.SideA, true},
		{"洪森首相表示感谢", corpus.SideB, false},
	} {
		c, ok := clause(d, want.start)
		if !ok {
			t.Errorf("no clause begins with %q", want.start)
			continue
		}
		if c.Side != want.side || c.Inherited != want.inherited {
			t.Errorf("%s: side %q inherited %v, want %q %v", want.start, c.Side, c.Inherited, want.side, want.inherited)
		}
	}
}

func TestAddressesReopen(t *testing.T) {
	d := communique(t)
	c, err := corpus.New([]*corpus.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(20221111, 30))
	for range 30 {
		span := d.Structure.Clauses[rng.IntN(len(d.Structure.Clauses))].Span
		a, err := corpus.ParseAddress(d.Address(span).String())
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Open(a)
		if err != nil || got != d.Slice(span) {
			t.Errorf("%s reopens %q (%v), want %q", a, got, err, d.Slice(span))
		}
		if a.Section == "" || a.Paragraph == 0 || a.Sentence == 0 {
			t.Errorf("%s: every clause of this text stands in a section, a paragraph and a sentence", a)
		}
		n := utf8.RuneCountInString(d.Text[:span.Start])
		if a.From != n+1 {
			t.Errorf("%s: begins at character %d", a, n+1)
		}
	}
}

func clause(d *corpus.Document, start string) (corpus.Clause, bool) {
	for _, c := range d.Structure.Clauses {
		if strings.HasPrefix(d.Slice(c.Span), start) {
			return c, true
		}
	}
	return corpus.Clause{}, false
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// names prints the parties.
func names(d *corpus.Document) string {
	var out []string
	for _, p := range d.Parties {
		out = append(out, strings.TrimSpace(p.Name+" "+p.Code))
	}
	return strings.Join(out, ", ")
}

// labels prints the sections; a dot stands before those of level 2.
func labels(d *corpus.Document) string {
	var out []string
	for _, s := range d.Structure.Sections {
		out = append(out, strings.Repeat(".", s.Level-1)+s.Label)
	}
	return strings.Join(out, " ")
}
