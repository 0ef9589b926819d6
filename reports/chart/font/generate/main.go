// Command generate cuts Noto Sans SC Regular down to the characters figures
// need and writes the font and its SOURCE file.
//
//	npm pack @expo-google-fonts/noto-sans-sc@0.4.3   # outside the repository
//	tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
//	go run ./generate -out . package/400Regular/NotoSansSC_400Regular.ttf
//
// The same input gives the same bytes. An input with another hash is refused.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"concord/reports/chart/font"
)

const (
	inputSHA256 = "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"
	name        = "NotoSansSC-Regular.ttf"
)

func main() {
	out := flag.String("out", ".", "folder to write to")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "generate: want one argument, the path of NotoSansSC_400Regular.ttf")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(in, dir string) error {
	data, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(data)); sum != inputSHA256 {
		return fmt.Errorf("%s: SHA-256 is %s, want %s", in, sum, inputSHA256)
	}
	face, err := font.Parse(data)
	if err != nil {
		return err
	}
	var keep []rune
	for _, r := range face.Runes() {
		if wanted(r) {
			keep = append(keep, r)
		}
	}
	for _, e := range []encoding.Encoding{simplifiedchinese.GBK, traditionalchinese.Big5} {
		keep = append(keep, doubleBytes(e, face)...)
	}
	cut, err := face.Subset(keep)
	if err != nil {
		return err
	}
	kept, err := font.Parse(cut)
	if err != nil {
		return err
	}
	source := fmt.Sprintf(sourceText, inputSHA256, sha256.Sum256(cut), len(cut), len(kept.Runes()))
	if err := os.WriteFile(filepath.Join(dir, name), cut, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "SOURCE"), []byte(source), 0o644)
}

const sourceText = `NotoSansSC-Regular.ttf
  from      npm @expo-google-fonts/noto-sans-sc 0.4.3, file 400Regular/NotoSansSC_400Regular.ttf
  input     SHA-256 %s
  output    SHA-256 %x
            %d bytes, %d characters
  changed   cut to GB 2312, Big5, Latin, Greek, Cyrillic, punctuation and signs;
            hinting and layout tables removed; glyphs renumbered
  made by   go run ./generate
  licence   SIL Open Font License 1.1, see OFL.txt (Reserved Font Name: Source, not used here)
`

// ranges are the Unicode blocks kept whole, as far as the font has them.
var ranges = [...][2]rune{
	{0x0020, 0x024F}, // Basic Latin to Latin Extended-B
	{0x02B0, 0x036F}, // modifiers and combining marks
	{0x0370, 0x052F}, // Greek, Cyrillic
	{0x1E00, 0x1EFF}, // Latin Extended Additional (pinyin, Vietnamese)
	{0x2000, 0x209F}, // punctuation, superscripts, subscripts
	{0x20A0, 0x20BF}, // currencies
	{0x2100, 0x27BF}, // letterlike to dingbats: arrows, operators, shapes
	{0x2E80, 0x2FDF}, // radicals
	{0x3000, 0x33FF}, // CJK punctuation, kana, bopomofo, enclosed
	{0xFE30, 0xFE4F}, // CJK compatibility forms
	{0xFF00, 0xFFFD}, // full-width forms, replacement character
}

func wanted(r rune) bool {
	for _, b := range ranges {
		if b[0] <= r && r <= b[1] {
			return true
		}
	}
	return false
}

// doubleBytes lists the characters of the national standard inside the wider
// encoding: GB 2312 is GBK with both bytes from A1, to row 87; Big5 ends its
// second level at F9D5.
func doubleBytes(e encoding.Encoding, face *font.Face) []rune {
	var out []rune
	d := e.NewDecoder()
	for hi := 0xA1; hi <= 0xF9; hi++ {
		for lo := 0x40; lo <= 0xFE; lo++ {
			if e == simplifiedchinese.GBK && (lo < 0xA1 || hi > 0xF7) {
				continue
			}
			if e == traditionalchinese.Big5 && hi<<8|lo > 0xF9D5 {
				continue
			}
			s, err := d.Bytes([]byte{byte(hi), byte(lo)})
			if err != nil {
				continue
			}
			for _, r := range string(s) {
				if r < 0xE000 && face.Has(r) { // no private use
					out = append(out, r)
				}
			}
		}
	}
	return out
}
