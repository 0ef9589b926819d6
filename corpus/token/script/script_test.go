package script

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// Expected forms are those of the Table of General Standard Chinese Characters
// (2013); the phrases are exceptions that OpenCC lists.
func TestString(t *testing.T) {
	for from, want := range map[string]string{
		"":            "",
		"雙方同意加強合作":    "双方同意加强合作",
		"中華人民共和國":     "中华人民共和国",
		"双方同意":        "双方同意",
		"乾燥":          "干燥",
		"乾隆年間，乾坤":     "乾隆年间，乾坤",
		"聯合公報 2022 X": "联合公报 2022 X",
	} {
		if got := String(from); got != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
}

func TestFoldKeepsLength(t *testing.T) {
	for line := range strings.Lines(table) {
		from, to, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || utf8.RuneCountInString(from) != utf8.RuneCountInString(to) {
			t.Fatalf("line %q: want two forms of one length", line)
		}
		if got := String(from); got != to {
			t.Errorf("%s: %s, want %s", from, got, to)
		}
	}
}

func TestSource(t *testing.T) {
	source, err := os.ReadFile("SOURCE")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(table))
	if !strings.Contains(string(source), hex.EncodeToString(sum[:])+"  simplified.txt") {
		t.Errorf("SOURCE does not give the SHA-256 of simplified.txt, %x", sum)
	}
}
