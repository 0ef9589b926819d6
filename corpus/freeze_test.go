package corpus

import (
	"strings"
	"testing"

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

// What the quick look lets pass, the tables of normalisation leave as it is,
// and what they would leave it lets pass.
func TestFrozenAsNormalisationSays(t *testing.T) {
	pieces := []string{"", "abc", "a\r\nb\rc", "é", "e\u0301", "中e\u0301", "中\u302a", "が", "か\u3099", "a\xffb", "\u212b", "\u2126",
		"가\u11a8", "\u1100\u1161", "\ufb01", "，。“”……", "\uf900", "\U0002f800", "a\u00a0\u3000b\u2028", "\ufffd", "\xc2\x85", "○①℃",
		"Москва", "и\u0306", "\u0301", "\xe5\xb8", "\xe4\xb8\xad", "a" + strings.Repeat("\u0301", 40), "q" + strings.Repeat("\u0323", 33)}
	for _, x := range pieces {
		for _, y := range pieces {
			s := x + y
			clean := strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n"), "\r", "\n")
			want := norm.NFC.String(clean)
			if got, _ := Freeze(s); got != want {
				t.Errorf("Freeze(%q) = %q, want %q", s, got, want)
			}
			if got := isFrozen(s); got != (s == want) {
				t.Errorf("isFrozen(%q) = %v, but its normal form is %q", s, got, want)
			}
		}
	}
}

// A text that was changed after it was hashed does not pass for the old one.
func TestChangedTextIsHashedAgain(t *testing.T) {
	d := &Document{ID: "A"}
	d.SetText("\ufeff双方同意。\r\n")
	if d.Text != "双方同意。\n" || d.SHA256 != Hash("双方同意。\n") {
		t.Fatalf("SetText gave %q and %s", d.Text, d.SHA256)
	}
	if _, err := New([]*Document{d}); err != nil {
		t.Fatal(err)
	}
	other := *d
	other.Text = "双方反对。\n"
	if _, err := New([]*Document{&other}); err == nil {
		t.Error("a text with the hash of another passes")
	}
	other.SHA256 = Hash(other.Text)
	if _, err := New([]*Document{&other}); err != nil {
		t.Error(err)
	}
	other = *d
	other.SHA256 = Hash("x")
	if _, err := New([]*Document{&other}); err == nil {
		t.Error("a hash of another text passes")
	}
}
