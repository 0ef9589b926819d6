package token

import (
	"context"
	"errors"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"concord/corpus"
	"concord/corpus/sharedtest"
)

func recipe(change func(*Recipe)) Recipe {
	r := Default()
	if change != nil {
		change(&r)
	}
	return r
}

func texts(words []Word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.Text
	}
	return out
}

func communique(t testing.TB) string {
	data, err := os.ReadFile(sharedtest.Dir(t, "corpus", "communique-2022-china-cambodia.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The cuts of the sentences of 2022 are what a reader of the communiqué takes
// for its words; the other sentences are invented.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		text, want string
		change     func(*Recipe)
	}{
		{"双方同意坚定维护国际关系基本准则", "双方 同意 坚定 维护 国际关系基本准则", nil},
		{"加快推进中柬命运共同体建设", "加快 推进 中柬 命运共同体 建设", nil},
		{"高质量共建“一带一路”。", "高质量 共建 一带一路", nil},
		{"推进了中柬全面战略合作伙伴关系", "推进 了 中柬 全面战略合作伙伴关系", nil},
		{"充分发挥《中柬自贸协定》", "充分 发挥 中柬 自贸协定", nil},
		{"以西哈努克港经济特区为重点", "以 西哈努克港经济特区 为 重点", nil},
		{"早日达成“南海行为准则”", "早日 达成 南海行为准则", nil},
		{"诺罗敦·西哈努克太皇", "诺罗敦·西哈努克 太皇", nil},
		{"其中柬埔寨和中国", "其中 柬埔寨 和 中国", nil},
		{"发展中柬埔寨的农业", "发展 中 柬埔寨 的 农业", nil},
		{"双方未达成协议，不支持制裁", "双方 未 达成 协议 不 支持 制裁", nil},
		{"柬方不反对", "柬方 不 反对", nil},
		{"出口额四百五十万元", "出口额 四百五十万 元", nil},
		{"增长20.5%，达1,000人", "增长 20.5% 达 1,000 人", nil},
		{"增长20.5%，达1,000人", "增长 达 人", func(r *Recipe) { r.Numbers = "drop" }},
		{"增长20.5%，达1,000人", "增长 <num> 达 <num> 人", func(r *Recipe) { r.Numbers = "class" }},
		{"签署RCEP和10+3文件", "签署 rcep 和 10+3 文件", func(r *Recipe) { r.Numbers = "drop" }},
		{"签署ＲＣＥＰ，２０２２年", "签署 rcep 2022 年", nil},
		{"签署ＲＣＥＰ，２０２２年", "签署 ＲＣＥＰ ２０２２ 年", func(r *Recipe) { r.Width, r.Lower = false, false }},
		{"雙方同意加快推進中柬命運共同體建設", "雙方 同意 加快 推進 中柬 命運共同體 建設", nil},
		{"雙方同意加快推進中柬命運共同體建設", "双方 同意 加快 推进 中柬 命运共同体 建设", func(r *Recipe) { r.Script = "simplified" }},
		{"中柬命运 共同体 建 设", "中柬命运 共同体 建 设", func(r *Recipe) { r.Presegmented = true }},
		{"合作 ， Cooperation", "合作 ， Cooperation", func(r *Recipe) { r.Presegmented, r.Punct, r.Lower, r.Width = true, "keep", false, false }},
		{"The two sides don't support U.S. sanctions; win-win in 2022.", "the two sides don't support u.s sanctions win win in 2022", nil},
		{"The parties supported the having of cooperations", "the parti support the having of cooper", func(r *Recipe) { r.Stem = true }},
		{"中国China—东盟ASEAN合作", "中国 china 东盟 asean 合作", nil},
		{"好——好……占８０％", "好 —— 好 …… 占 80%", func(r *Recipe) { r.Punct = "keep" }},
		{"二○二二年", "二○二二 年", nil},
		{"二〇二二年", "二〇二二 年", nil},
		{"二○二二年", "<num> 年", func(r *Recipe) { r.Numbers = "class" }},
		{"支持小微企业，推动绿色低碳发展", "支持 小微 企业 推动 绿色 低碳 发展", nil},
		{"好，好", "好 , 好", func(r *Recipe) { r.Punct = "keep" }},
		{"", "", nil},
		{" \u3000\n\t", "", nil},
		{"中柬。合作", "中柬 合作", func(r *Recipe) { r.Unit = "char2" }},
		{"中柬 合\u3000作", "中柬 柬合 合作", func(r *Recipe) { r.Unit = "char2" }},
		{"中柬，合作", "中柬 柬, ,合 合作", func(r *Recipe) { r.Unit, r.Punct = "char2", "keep" }},
		{"中柬\n合作", "中柬 合作", func(r *Recipe) { r.Unit = "char2" }},
		{"ＡB中", "ab b中", func(r *Recipe) { r.Unit = "char2" }},
		{"於是", "于是", func(r *Recipe) { r.Unit, r.Script = "char2", "simplified" }},
	} {
		r := recipe(c.change)
		if got := strings.Join(texts(Words(c.text, r)), " "); got != c.want {
			t.Errorf("%s (%s):\n got %s\nwant %s", c.text, r, got, c.want)
		}
	}
}

// Counts as plain character strings, from the README of the shared corpus.
func TestCommunique(t *testing.T) {
	text := communique(t)
	counts := map[string]int{}
	for _, w := range Words(text, Default()) {
		counts[w.Text]++
	}
	for term, want := range map[string]int{"中柬": 17, "双方": 14, "柬方": 10, "反对": 9, "命运共同体": 5, "人类命运共同体": 1, "一带一路": 2, "两国": 15, "支持": 15, "双方同意": 0} {
		if counts[term] != want {
			t.Errorf("%s: %d times, want %d", term, counts[term], want)
		}
	}
}

func TestTermErrors(t *testing.T) {
	for _, term := range []string{"", "中 柬", "中|柬", "\xff"} {
		if _, err := New(Default(), term); err == nil || !strings.Contains(err.Error(), "want UTF-8 text without blanks") {
			t.Errorf("term %q: error %v", term, err)
		}
	}
}

func TestCut(t *testing.T) {
	c := one(t, "双方同意合作。", "The two sides 同意 cooperation, 合作！", "不支持")
	tok, err := Cut(context.Background(), c, Default())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(tok.Features) || len(tok.Docs) != 3 || tok.RecipeHash != Default().Hash() || tok.Recipe != Default().String() {
		t.Errorf("features %q, %d documents, recipe %s", tok.Features, len(tok.Docs), tok.Recipe)
	}
	for i, d := range tok.Docs {
		want := Words(c.Doc(i).Text, Default())
		for j, id := range d.IDs {
			if w := (Word{tok.Features[id], int(d.Start[j]), int(d.End[j])}); w != want[j] {
				t.Errorf("document %d: token %v, want %v", i, w, want[j])
			}
		}
		if len(want) != d.Len() {
			t.Errorf("document %d: %d tokens, want %d", i, d.Len(), len(want))
		}
	}
	for feature, want := range map[string]bool{"the": true, "two": false, "不": false, "合作": false, "双方": false} {
		if i := tok.Feature(feature); i < 0 || tok.Stopped[i] != want {
			t.Errorf("%s: feature %d, want stopped %v", feature, i, want)
		}
	}
}

func TestCutIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	var docs []string
	for i := range 40 {
		docs = append(docs, strings.Repeat("双方同意推动中柬合作 text "+string(rune('a'+i%26))+string(rune('一'+i)), 1+i%7))
	}
	c := one(t, docs...)
	for _, r := range recipes() {
		var first *corpus.Tokens
		for _, n := range []int{1, 2, 8} {
			old := runtime.GOMAXPROCS(n)
			tok, err := Cut(context.Background(), c, r)
			runtime.GOMAXPROCS(old)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = tok
			} else if !reflect.DeepEqual(first, tok) {
				t.Fatalf("%s: another result on %d processors", r, n)
			}
		}
	}
}

// Characters that no list holds, variants of listed ones, signs and unknown words
// are never taken for one another, however often they alternate.
func TestFeaturesAreTheTokens(t *testing.T) {
	text := strings.Repeat("㐀㐁㐀的㐂。，的發展和发展，國家与国家；䲣䲤！小微普惠", 50)
	counts := map[string]int{}
	for _, w := range Words(text, recipe(func(r *Recipe) { r.Punct, r.Width = "keep", false })) {
		if w.Text != text[w.Start:w.End] {
			t.Fatalf("feature %q of %q", w.Text, text[w.Start:w.End])
		}
		counts[w.Text]++
	}
	for feature, want := range map[string]int{"㐀": 100, "㐁": 50, "䲣": 50, "，": 100, "。": 50, "發展": 50, "发展": 50, "國家": 50, "国家": 50, "小微": 50} {
		if counts[feature] != want {
			t.Errorf("%s: %d times, want %d", feature, counts[feature], want)
		}
	}
}

func TestCutStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Cut(ctx, one(t, "中柬"), Default()); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	empty, err := corpus.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	tok, err := Cut(context.Background(), empty, Default())
	if err != nil || tok.Total() != 0 || len(tok.Features) != 0 {
		t.Errorf("empty corpus: %v tokens, error %v", tok, err)
	}
}
