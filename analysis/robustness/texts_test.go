package robustness

import (
	"strings"
	"testing"

	"concord/corpus"
)

func made(t *testing.T, paragraphs ...[]string) *corpus.Corpus {
	t.Helper()
	var docs []*corpus.Document
	for i, list := range paragraphs {
		text := strings.Join(list, "\n")
		d := &corpus.Document{
			ID: string(rune('A' + i)), Text: text, SHA256: corpus.Hash(text), Lang: "zh",
			Parties: []corpus.Party{{Name: "格朗德", Code: "QMA"}, {Name: "Torland", Code: "QMB"}},
		}
		at := 0
		for _, p := range list {
			d.Structure.Paragraphs = append(d.Structure.Paragraphs, corpus.Paragraph{Span: corpus.Span{Start: at, End: at + len(p)}, Section: -1})
			at += len(p) + 1
		}
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const (
	copiedText = "双方重申恪守互不干涉内政的原则，愿在平等互利的基础上继续发展友好合作关系，并就共同关心的问题保持沟通。"
	nearText   = "双方重申恪守互不干涉内政的原则，愿在平等互利的基础上继续发展友好合作关系，并就共同关心的问题保持协调。"
	ownText    = "格朗德愿向Torland提供水稻育种的技术，今年派遣两批专家，为当地农户举办培训班并建立示范田。"
)

func TestNearCopiesAreBlanked(t *testing.T) {
	c := made(t, []string{copiedText, ownText, "短句。"}, []string{"短句。", nearText}, []string{ownText + "此外，双方将开通直航，简化签证手续，鼓励两国青年互访并设立奖学金，支持互办文化节。双方还将共同建设港口、铁路和电站，扩大农产品贸易，便利投资，加强金融监管部门的联系。"})
	x := newTexts(c, bit("boilerplate")|bit("names")|bit("longest"), nil)
	if got := x.takesOut(); got != bit("boilerplate")|bit("names")|bit("longest") {
		t.Errorf("take out %v", got.names())
	}
	// copiedText and nearText share 42 of 46 character 5-grams (Jaccard 0.91); ownText is a third of the last document.
	without, err := x.without(bit("boilerplate"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{ownText + "\n短句。", "短句。", c.Doc(2).Text} {
		d := without.Doc(i)
		if got := strings.Trim(d.Text, "\u3000\u00a0 \n"); got != want || len(d.Text) != len(c.Doc(i).Text) {
			t.Errorf("%s without copies: %q (%d bytes), want %q and %d bytes", d.ID, got, len(d.Text), want, len(c.Doc(i).Text))
		}
	}
	both, err := x.without(bit("names") | bit("longest"))
	if err != nil {
		t.Fatal(err)
	}
	if both.Len() != 2 || both.Index("C") >= 0 {
		t.Errorf("without the longest: %q, want A and B", both.IDs())
	}
	if got := both.Doc(0).Text; strings.Contains(got, "格朗德") || strings.Contains(got, "Torland") || !strings.Contains(got, "\u3000\u3000\u3000愿向       提供") {
		t.Errorf("names are left in %q", got)
	}
	if both.Doc(1) != c.Doc(1) {
		t.Error("a document without names was copied")
	}
}

func TestLongestOfTheCompared(t *testing.T) {
	c := made(t, []string{strings.Repeat("长", 90)}, []string{strings.Repeat("中", 60)}, []string{strings.Repeat("短", 30)}, []string{strings.Repeat("中", 60)})
	for _, x := range []struct {
		options map[string]any
		want    int
	}{
		{nil, 0},
		{map[string]any{"where": "id:B,C"}, 1},
		{map[string]any{"target": "id:D", "reference": "id:B,C"}, 1},
		{map[string]any{"target": "id:C"}, 0},
	} {
		if got := longest(c, compared(c, x.options)); got != x.want {
			t.Errorf("%v: longest is %d, want %d", x.options, got, x.want)
		}
	}
}

func TestSpecify(t *testing.T) {
	list, all := specify(bit("unit")|bit("lexicon")|bit("stop"), 128, 1)
	// 2 × 2 of words and stop with lexicon, 2 of characters with stop
	if len(list) != 6 || all != 6 || list[0] != 0 {
		t.Errorf("%d of %d specifications, want 6", len(list), all)
	}
	every := mask(1<<len(factors) - 1)
	list, all = specify(every, 128, 1)
	// 2⁹ of words and 2⁷ of characters, for which lexicon and unknown do nothing
	if len(list) != 128 || all != 512+128 {
		t.Errorf("%d of %d specifications, want 128 of 640", len(list), all)
	}
	for _, f := range factors {
		if stepName(f).ZH == "" || stepName(f).EN == "" {
			t.Errorf("step %s has no name", f)
		}
	}
}
