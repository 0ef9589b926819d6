package load

import (
	"encoding/json"
	"testing"

	"concord/corpus"

	"golang.org/x/text/unicode/norm"
)

// Every character that is taken for composed is in NFC beside any other: it
// is a boundary before it, has no other form, and follows letters unchanged.
func TestComposedCharacters(t *testing.T) {
	for r := rune(0x80); r < 0x30000; r++ {
		if !composed(r) {
			continue
		}
		s := string(r)
		p := norm.NFC.PropertiesString(s)
		if !p.BoundaryBefore() || !norm.NFC.IsNormalString(s) || norm.NFC.String("a"+s+"e") != "a"+s+"e" {
			t.Fatalf("U+%04X is not in NFC on its own", r)
		}
	}
}

func TestFreezeAsTheCorpusDoes(t *testing.T) {
	for _, s := range []string{"", "abc", "a\r\nb\rc", "\ufeffa", "é", "e\u0301", "中e\u0301", "中\u302a", "が", "か\u3099", "a\xffb", "\u212b", "\u2126",
		"가\u11a8", "\ufb01", "，。“”……", "\uf900", "\U0002f800", "a\u00a0\u3000b\u2028", "\ufffd", "\xc2\x85"} {
		want, _ := corpus.Freeze(s)
		if got := freeze(s); got != want {
			t.Errorf("freeze(%q) = %q, want %q", s, got, want)
		}
		if isFrozen(s) && s != want {
			t.Errorf("isFrozen(%q), which corpus.Freeze changes", s)
		}
	}
	if !isFrozen("China–Cambodia “joint”\n双方，（一）。\u3000ＡＢ é") {
		t.Error("a plain text is not seen to be frozen")
	}
}

func TestUnquoteAsEncodingJSON(t *testing.T) {
	for _, s := range []string{`""`, `"a"`, `"中\n\t\"\\\/\r\b\f"`, `"\u4e2d\u00e9x"`, `"\ud83d\ude00"`, `"\ud83d"`, `"a\ud83dz\n"`, `"\u0000"`, `"\\n"`, `"é\\"`} {
		var want string
		if err := json.Unmarshal([]byte(s), &want); err != nil {
			t.Fatal(err)
		}
		if got, err := unquote([]byte(s)); err != nil || got != want {
			t.Errorf("unquote(%s) = %q, %v, want %q", s, got, err, want)
		}
	}
}
