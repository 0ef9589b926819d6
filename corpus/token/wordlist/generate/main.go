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
// Words that weigh more than their parts together are never part of a best cut
// and are dropped last; that changes no cut.
//
// The entries tagged as foreign and as Chinese names, one count each, give the
// weights of characters in names.
package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"log"
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
}

// measure matches a number with its measure word.
var measure = regexp.MustCompile(`^第?[一二两三四五六七八九十百千几数]+[个种座条位名次项届件年月日天号章场张支只家份批篇]$`)

// read returns the words of Han characters.
func read(path string) (*dictionary, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	d := &dictionary{make(map[string]float64), make(map[rune]float64), make(map[rune]float64)}
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
		if measure.MatchString(fields[0]) {
			continue
		}
		word := script.String(fields[0])
		d.counts[word] += max(count, 1)
		d.name(word, fields[2])
	}
	return d, nil
}

func (d *dictionary) name(word, tag string) {
	chars := []rune(word)
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
// 0 for one seen less than twice.
func weigh(alphabet []rune, counts map[rune]float64) []uint32 {
	total := 0.0
	for _, r := range alphabet {
		total += counts[r]
	}
	weights := make([]uint32, len(alphabet))
	for i, r := range alphabet {
		if counts[r] >= 2 {
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
	list.Foreign, list.Given = weigh(list.Alphabet, d.foreign), weigh(list.Alphabet, d.given)
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
	if list.Trie, err = wordlist.Build(entries); err != nil {
		return nil, err
	}
	list.Trie, err = wordlist.Build(eligible(list, entries))
	return list, err
}

// eligible drops the words that no cut ever takes, since their parts weigh less
// than they do.
func eligible(list *wordlist.List, entries []wordlist.Entry) []wordlist.Entry {
	var board wordlist.Board
	var kept []wordlist.Entry
	for _, e := range entries {
		if len(list.Cut(e.Key, &board)) == 1 {
			kept = append(kept, e)
		}
	}
	log.Printf("%d words, %d of them eligible", len(entries), len(kept))
	return kept
}
