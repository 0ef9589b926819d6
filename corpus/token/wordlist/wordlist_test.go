package wordlist

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// key returns the codes of a word, nil where a character has none.
func key(l *List, word string) []uint16 {
	var k []uint16
	for _, r := range word {
		i := slices.Index(l.Alphabet, r)
		if i < 0 {
			return nil
		}
		k = append(k, uint16(i+1))
	}
	return k
}

func TestListHoldsWords(t *testing.T) {
	l := Load()
	for word, want := range map[string]bool{
		"双方": true, "同意": true, "反对": true, "不": true, "柬埔寨": true, "合作": true,
		"双方同意": false, "表示感谢": false, "一个": false, "不能同意": false,
		// Phrases hardly more frequent than their words, against set ones.
		"信息技术": false, "充分发挥": false, "举世瞩目": true, "自力更生": true, "共产党": true,
		"亿美元": false, "五十岁": false, "万岁": true, "多元": true,
	} {
		k := key(l, word)
		if got := k != nil && l.Trie.Weight(k) != 0; got != want {
			t.Errorf("%s in the list: %v, want %v", word, got, want)
		}
	}
	// 反对 stands 9366 times in dict.txt, 同意 5348 times.
	if a, b := l.Trie.Weight(key(l, "反对")), l.Trie.Weight(key(l, "同意")); a >= b {
		t.Errorf("反对 weighs %d, 同意 %d; want the more frequent word to weigh less", a, b)
	}
}

func TestRemovedWordsAreGone(t *testing.T) {
	data, err := os.ReadFile("removed.txt")
	if err != nil {
		t.Fatal(err)
	}
	l, n := Load(), 0
	for line := range strings.Lines(string(data)) {
		word, reason, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(word, "#") {
			continue
		}
		n++
		if !ok || reason == "" {
			t.Errorf("%s is removed without a reason", word)
		}
		if k := key(l, word); k != nil && l.Trie.Weight(k) != 0 {
			t.Errorf("%s is in the list", word)
		}
	}
	if n < 100 {
		t.Errorf("%d entries removed, want 100 or more", n)
	}
}

// The hashes in SOURCE are those of the files beside it.
func TestSource(t *testing.T) {
	source, err := os.ReadFile("SOURCE")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"words.bin", "removed.txt"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if !strings.Contains(string(source), hex.EncodeToString(sum[:])+"  "+name) {
			t.Errorf("SOURCE does not give the SHA-256 of %s, %x", name, sum)
		}
	}
}

func randomEntries(rng *rand.Rand, n, letters, longest int) ([]Entry, map[string]uint32) {
	var entries []Entry
	weights := map[string]uint32{}
	for range n {
		k := make([]uint16, 1+rng.IntN(longest))
		for i := range k {
			k[i] = uint16(1 + rng.IntN(letters))
		}
		id := string(spell(k))
		if weights[id] == 0 {
			weights[id] = 1 + uint32(rng.IntN(1000))
			entries = append(entries, Entry{k, weights[id]})
		}
	}
	return entries, weights
}

func spell(k []uint16) []rune {
	out := make([]rune, len(k))
	for i, c := range k {
		out[i] = rune(0x4e00 + int(c))
	}
	return out
}

func TestTrieIsAMap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 40 {
		letters := 1 + rng.IntN(60)
		entries, weights := randomEntries(rng, rng.IntN(400), letters, 5)
		trie, err := Build(entries)
		if err != nil {
			t.Fatal(err)
		}
		shuffled := slices.Clone(entries)
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if again, _ := Build(shuffled); !slices.Equal(trie.nodes, again.nodes) {
			t.Fatal("the order of the entries changes the trie")
		}
		for _, e := range entries {
			if got := trie.Weight(e.Key); got != e.Weight {
				t.Fatalf("weight of %v: %d, want %d", e.Key, got, e.Weight)
			}
		}
		for range 2000 {
			k := make([]uint16, rng.IntN(6))
			for i := range k {
				k[i] = uint16(rng.IntN(letters + 3))
			}
			want := uint32(0)
			if !slices.Contains(k, 0) {
				want = weights[string(spell(k))]
			}
			if got := trie.Weight(k); got != want {
				t.Fatalf("weight of %v: %d, want %d", k, got, want)
			}
		}
	}
}

func TestBuildErrors(t *testing.T) {
	for _, c := range []struct {
		entries []Entry
		want    string
	}{
		{[]Entry{{nil, 1}}, "want codes from 1"},
		{[]Entry{{[]uint16{0}, 1}}, "want codes from 1"},
		{[]Entry{{[]uint16{1}, 0}}, "a weight from 1"},
		{[]Entry{{[]uint16{1}, 1 << 24}}, "a weight from 1"},
		{[]Entry{{[]uint16{1}, 1}, {[]uint16{1}, 2}}, "stands twice"},
	} {
		if _, err := Build(c.entries); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: error %v, want %s", c.entries, err, c.want)
		}
	}
}

// cheapest returns the least weight of any cut, found by trying all.
func cheapest(l *List, codes []uint16) uint64 {
	if len(codes) == 0 {
		return 0
	}
	best := uint64(unreached)
	for n := 1; n <= len(codes); n++ {
		w := uint64(l.Trie.Weight(codes[:n]))
		if w == 0 && n == 1 {
			w = uint64(l.Unknown)
		}
		if w != 0 {
			best = min(best, w+cheapest(l, codes[n:]))
		}
	}
	return best
}

func TestCutIsTheCheapest(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	var board Board
	for range 60 {
		entries, _ := randomEntries(rng, 60, 5, 4)
		trie, err := Build(entries)
		if err != nil {
			t.Fatal(err)
		}
		l := &List{Trie: trie, Unknown: 1000}
		l.prepare()
		for range 50 {
			codes := make([]uint16, rng.IntN(11))
			for i := range codes {
				codes[i] = uint16(rng.IntN(7))
			}
			ends := l.Cut(codes, &board)
			sum, from := uint64(0), 0
			for _, e := range ends {
				w := uint64(trie.Weight(codes[from:e]))
				if w == 0 && e-from == 1 {
					w = uint64(l.Unknown)
				}
				if w == 0 {
					t.Fatalf("%v is no word", codes[from:e])
				}
				if got := board.Weight(from, e); got != int64(w) {
					t.Fatalf("weight of %v: %d, want %d", codes[from:e], got, w)
				}
				sum, from = sum+w, e
			}
			if from != len(codes) || sum != cheapest(l, codes) {
				t.Fatalf("cut %v of %v weighs %d, want %d", ends, codes, sum, cheapest(l, codes))
			}
		}
	}
}

func TestFileErrors(t *testing.T) {
	l := Load()
	if again, err := decode(string(l.Encode())); err != nil || !reflect.DeepEqual(again, l) {
		t.Errorf("a list read back differs; error %v", err)
	}
	for _, s := range []string{"", "concord words 1\n", magic, file[:len(file)-1], file + "x"} {
		if _, err := decode(s); err == nil || !strings.HasPrefix(err.Error(), "word list: ") {
			t.Errorf("file of %d bytes: error %v", len(s), err)
		}
	}
	held := []byte(file[:len(magic)+16+20*len(l.Alphabet)])
	rest := []byte(file[len(held):])
	for i := range 8 {
		rest[i] = 0xff
	}
	if _, err := decode(string(held) + string(rest)); err == nil || !strings.Contains(err.Error(), "holds a node") {
		t.Errorf("more slots than nodes: error %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := decode(file); err != nil {
			b.Fatal(err)
		}
	}
}
