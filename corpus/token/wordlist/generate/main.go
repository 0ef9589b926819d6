// Command generate makes the word list of package wordlist from jieba's
// dict.txt.
//
// Entries named in the file -removed are left out, as are those that hold
// anything but Han characters (72 of the dictionary, such as C++ and T恤), which
// the segmenter never looks up, and those of a number and a measure word (一个,
// 第七次), which are two words each and of which the dictionary holds an
// accidental choice. Words that become one in simplified characters add their
// counts. The total is that of the entries kept.
//
// The dictionary holds many phrases of words of its own (信息技术, 国有企业). An
// entry of three characters and more stays only where it is clearly more
// frequent than its parts are side by side: see holdsTogether. Of shorter ones
// go those that no best cut takes; that changes no cut.
//
// The entries tagged as foreign and as Chinese names, and all of two
// characters, one count each, give the weights of characters in names and in
// unknown words.
package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"concord/corpus/token/script"
	"concord/corpus/token/wordlist"
)

func main() {
	log.SetFlags(0)
	from := flag.String("from", "dict.txt", "jieba's dictionary: word, count, tag, parted by blanks")
	removed := flag.String("removed", "removed.txt", "entries to leave out, one a line")
	out := flag.String("out", "words.bin", "the list to write")
	flag.Parse()
	d, err := read(*from)
	if err != nil {
		log.Fatal(err)
	}
	if err := remove(d.counts, *removed); err != nil {
		log.Fatal(err)
	}
	list, err := compile(d)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, list.Encode(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// dictionary is what is read from the file: the count of every word, and how
// many names hold a character.
type dictionary struct {
	counts  map[string]float64
	foreign map[rune]float64 // in transliterated names
	given   map[rune]float64 // in Chinese names of three characters, the surname left out
	first   map[rune]float64 // words of two characters that begin with it
	second  map[rune]float64 // words of two characters that end with it
}

// measures matches a number with its measure word.
var measures = []*regexp.Regexp{
	regexp.MustCompile(`^第?[一二两三四五六七八九十百千几数]+[个种座条位名次项届件年月日天号章场张支只家份批篇]$`),
	regexp.MustCompile(`^(一个)?[一二两三四五六七八九十百千几数]+[多余]?[岁吨倍亩]$`),
	regexp.MustCompile(`^(一个)?[一二两三四五六七八九十百千万亿几数多余]*[十百千万亿][多余]?(元|美元|日元|英镑|马克|法郎|卢布|公里|公斤|平方米|平方公里|人次|公顷|吨|亩)$`),
}

// measured reports whether a word is a number with its measure word.
func measured(word string) bool {
	return slices.ContainsFunc(measures, func(m *regexp.Regexp) bool { return m.MatchString(word) })
}

// read returns the words of Han characters.
func read(path string) (*dictionary, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	d := &dictionary{counts: make(map[string]float64)}
	for _, m := range []*map[rune]float64{&d.foreign, &d.given, &d.first, &d.second} {
		*m = make(map[rune]float64)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		fields := strings.Fields(line)
		if len(fields) != 3 {
			return nil, fmt.Errorf("%s:%d: %d fields, want word, count, tag", path, n, len(fields))
		}
		count, err := strconv.ParseFloat(fields[1], 64)
		if err != nil || count < 0 {
			return nil, fmt.Errorf("%s:%d: count %q, want a number from 0", path, n, fields[1])
		}
		if strings.ContainsFunc(fields[0], func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			continue
		}
		if measured(fields[0]) {
			continue
		}
		word := script.String(fields[0])
		d.counts[word] += max(count, 1)
		d.characters(word, fields[2])
	}
	return d, nil
}

// characters counts those of a word by what it is.
func (d *dictionary) characters(word, tag string) {
	chars := []rune(word)
	if len(chars) == 2 {
		d.first[chars[0]]++
		d.second[chars[1]]++
	}
	switch {
	case tag == "nrt" && len(chars) >= 3:
		for _, r := range chars {
			d.foreign[r]++
		}
	case (tag == "nr" || tag == "nrfg") && len(chars) == 3:
		for _, r := range chars[1:] {
			d.given[r]++
		}
	}
}

// weigh returns the weight of each character of the alphabet among the counts,
// 0 for one seen less than least times.
func weigh(alphabet []rune, counts map[rune]float64, least float64) []uint32 {
	total := 0.0
	for _, r := range alphabet {
		total += counts[r]
	}
	weights := make([]uint32, len(alphabet))
	for i, r := range alphabet {
		if counts[r] >= least {
			weights[i] = wordlist.Weigh(counts[r], total)
		}
	}
	return weights
}

// remove takes out the entries that the file names: one a line, with an
// optional reason after a tab; lines that begin with # are comments.
func remove(counts map[string]float64, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		word, _, _ := strings.Cut(lines.Text(), "\t")
		if word == "" || strings.HasPrefix(word, "#") {
			continue
		}
		if _, ok := counts[word]; !ok {
			return fmt.Errorf("%s:%d: %q is not in the dictionary", path, n, word)
		}
		delete(counts, word)
	}
	return lines.Err()
}

// compile numbers the characters by how much text they account for, most
// first, so that what is used together lies together, and builds the trie.
func compile(d *dictionary) (*wordlist.List, error) {
	counts, total := d.counts, 0.0
	weight := make(map[rune]float64)
	words := make([]string, 0, len(counts))
	for w := range counts {
		words = append(words, w)
	}
	slices.Sort(words)
	for _, w := range words {
		total += counts[w]
		for _, r := range w {
			weight[r] += counts[w]
		}
	}
	list := &wordlist.List{Unknown: wordlist.Weigh(1, total)}
	for r := range weight {
		list.Alphabet = append(list.Alphabet, r)
	}
	slices.SortFunc(list.Alphabet, func(a, b rune) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b))
	})
	list.Foreign, list.Given = weigh(list.Alphabet, d.foreign, 2), weigh(list.Alphabet, d.given, 2)
	list.First, list.Second = weigh(list.Alphabet, d.first, 1), weigh(list.Alphabet, d.second, 1)
	code := make(map[rune]uint16, len(list.Alphabet))
	for i, r := range list.Alphabet {
		code[r] = uint16(i + 1)
	}
	entries := make([]wordlist.Entry, len(words))
	for i, w := range words {
		for _, r := range w {
			entries[i].Key = append(entries[i].Key, code[r])
		}
		entries[i].Weight = wordlist.Weigh(counts[w], total)
	}
	var err error
	list.Trie, err = wordlist.Build(holdsTogether(list, entries))
	return list, err
}

// margin is how many nats an entry must weigh less than the best cut of its
// characters into other words, by its length. They were set by word F1 on
// four hand-segmented test sets of three conventions (UD GSDSimp dev and test,
// SIGHAN 2005 pku and msr), on which they move all four up and lie on a flat
// top: 1 to 3 for three characters, 4 to 6 for more.
func margin(length int) float64 {
	switch {
	case length < 3:
		return 0
	case length == 3:
		return 2
	}
	return 5
}

// holdsTogether drops the entries whose parts explain them nearly as well: at a
// margin of 0 those that no cut ever takes.
func holdsTogether(list *wordlist.List, entries []wordlist.Entry) []wordlist.Entry {
	weights := make(map[string]uint32, len(entries))
	for _, e := range entries {
		weights[spelling(e.Key)] = e.Weight
	}
	var kept []wordlist.Entry
	for _, e := range entries {
		parts := apart(e.Key, weights, list.Unknown)
		if float64(e.Weight)+margin(len(e.Key))*wordlist.Scale <= parts {
			kept = append(kept, e)
		}
	}
	log.Printf("%d words, %d of them kept", len(entries), len(kept))
	return kept
}

// apart returns the least weight of a cut of the key into two words or more,
// infinite for one of a single code.
func apart(key []uint16, weights map[string]uint32, unknown uint32) float64 {
	best := make([]float64, len(key)+1)
	for end := 1; end <= len(key); end++ {
		best[end] = math.Inf(1)
		for from := range end {
			w, ok := weights[spelling(key[from:end])]
			if !ok && end-from == 1 {
				w, ok = unknown, true
			}
			if ok && end-from < len(key) {
				best[end] = min(best[end], best[from]+float64(w))
			}
		}
	}
	return best[len(key)]
}

// spelling returns a key as one can look it up by.
func spelling(key []uint16) string {
	b := make([]byte, 0, 2*len(key))
	for _, c := range key {
		b = append(b, byte(c), byte(c>>8))
	}
	return string(b)
}
