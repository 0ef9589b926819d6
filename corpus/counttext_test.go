package corpus

import (
	"context"
	"errors"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// byBlanks cuts texts at blanks.
func byBlanks(_ context.Context, c *Corpus) (*Tokens, error) {
	t := &Tokens{Docs: make([]Sequence, c.Len())}
	number := map[string]uint32{}
	for i := range c.Len() {
		for _, w := range strings.Fields(c.Doc(i).Text) {
			if _, ok := number[w]; !ok {
				number[w] = 0
				t.Features = append(t.Features, w)
			}
		}
	}
	slices.Sort(t.Features)
	for f, w := range t.Features {
		number[w] = uint32(f)
	}
	for i := range c.Len() {
		s := &t.Docs[i]
		for _, w := range strings.Fields(c.Doc(i).Text) {
			s.IDs, s.Start, s.End = append(s.IDs, number[w]), append(s.Start, 0), append(s.End, 0)
		}
	}
	return t, nil
}

// Documents of three sizes, cut a few or all at a time; the reference keeps the
// tokens of all.
func TestCountTextIsCount(t *testing.T) {
	var docs []*Document
	for i := range 90 {
		line := strings.Repeat(string(rune('a'+i%26)), 1+i%7) + " the " + string(rune('α'+i%5)) + " of"
		text := strings.Repeat(line+" ", []int{1, 20, 400}[i%3])
		docs = append(docs, &Document{ID: "d" + strings.Repeat("x", i), Text: text, SHA256: Hash(text)})
	}
	c, err := New(docs)
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := byBlanks(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	want := Count(c, tokens, Whole(c, "all"))
	for _, limit := range []int{1, 5000, 60_000, 1 << 30} {
		calls := 0
		got, err := countText(t.Context(), c, func(ctx context.Context, c *Corpus) (*Tokens, error) {
			calls++
			return byBlanks(ctx, c)
		}, limit)
		if err != nil {
			t.Fatal(err)
		}
		if limit == 5000 && (calls < 3 || calls == len(docs)) {
			t.Errorf("cut in %d parts: the test joins nothing", calls)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("another matrix from %d parts", calls)
		}
	}
	stop := errors.New("stop")
	if _, err := CountText(t.Context(), c, func(context.Context, *Corpus) (*Tokens, error) { return nil, stop }); !errors.Is(err, stop) {
		t.Errorf("error %v, want that of cutting", err)
	}
	empty, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := CountText(t.Context(), empty, byBlanks); err != nil || len(m.Rows) != 0 || len(m.Start) != 1 {
		t.Errorf("of no documents: %+v, %v", m, err)
	}
}

// The reference adds the rows of a group one by one.
func TestSumsByIsSumsOfEachGroup(t *testing.T) {
	c, tok := randomTokens(t, 300, 1500, 4000)
	m := Count(c, tok, Whole(c, "all"))
	group, rows := make([]int, len(m.Rows)), make([][]int, 3)
	for r := range group {
		if group[r] = r%4 - 1; group[r] >= 0 {
			rows[group[r]] = append(rows[group[r]], r)
		}
	}
	for _, parts := range []int{1, 4} {
		old := runtime.GOMAXPROCS(parts)
		sums, err := m.SumsBy(group, 3)
		runtime.GOMAXPROCS(old)
		if err != nil {
			t.Fatal(err)
		}
		for g := range sums {
			if !slices.Equal(sums[g], m.SumsOf(rows[g])) {
				t.Errorf("group %d, %d processors: other sums", g, parts)
			}
		}
	}
	if _, err := m.SumsBy(group[1:], 3); err == nil {
		t.Error("no error for a group too few")
	}
	if _, err := m.SumsBy(group, 2); err == nil {
		t.Error("no error for a group out of range")
	}
}

// 27 650 documents of some 250 features among 137 000: sums of two groups.
func BenchmarkSumsBy(b *testing.B) {
	c, tok := randomTokens(b, 27_650, 300, 137_000)
	m := Count(c, tok, Whole(c, "all"))
	group := make([]int, len(m.Rows))
	for r := range group {
		group[r] = r % 2
	}
	for b.Loop() {
		if _, err := m.SumsBy(group, 2); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(m.Col))/1e6, "Mnonzeros")
}
