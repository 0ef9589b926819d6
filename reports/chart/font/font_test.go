package font

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func face(t testing.TB) *Face {
	t.Helper()
	f, err := Regular()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const mixed = "命運共同體 命运共同体 Étude, χ² = 3.84 − 1 → “一带一路” ≤ ½"

// TestSource keeps SOURCE, which the generator writes, true to the font.
func TestSource(t *testing.T) {
	source, err := os.ReadFile("SOURCE")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		fmt.Sprintf("%x", sha256.Sum256(regularTTF)),
		fmt.Sprintf("%d bytes, %d characters", len(regularTTF), len(face(t).Runes())),
	} {
		if !strings.Contains(string(source), want) {
			t.Errorf("SOURCE does not state %q", want)
		}
	}
	if licence, err := os.ReadFile("OFL.txt"); err != nil || !strings.Contains(string(licence), "SIL OPEN FONT LICENSE Version 1.1") {
		t.Errorf("OFL.txt: %v", err)
	}
	if len(regularTTF) > 7_000_000 {
		t.Errorf("the font has %d bytes, want at most 7 MB", len(regularTTF))
	}
}

// TestCoverage decodes both national sets with x/text: GB 2312 has 6763
// ideographs (rows 16 to 87), Big5 has 5401 in its first level.
func TestCoverage(t *testing.T) {
	f := face(t)
	gb, big := simplifiedchinese.GBK.NewDecoder(), traditionalchinese.Big5.NewDecoder()
	n := 0
	for hi := 0xB0; hi <= 0xF7; hi++ {
		for lo := 0xA1; lo <= 0xFE; lo++ {
			s, err := gb.String(string([]byte{byte(hi), byte(lo)}))
			if err != nil {
				t.Fatal(err)
			}
			r := []rune(s)[0]
			if r >= 0xE000 { // unassigned in GB 2312, private use in GBK
				continue
			}
			n++
			if !f.Has(r) {
				t.Errorf("GB 2312 %02X%02X: no glyph for %c", hi, lo, r)
			}
		}
	}
	if n != 6763 {
		t.Errorf("%d ideographs of GB 2312, want 6763", n)
	}
	n = 0
	for code := 0xA440; code <= 0xC67E; code++ {
		s, err := big.String(string([]byte{byte(code >> 8), byte(code)}))
		if lo := code & 0xFF; err != nil || lo < 0x40 || lo > 0x7E && lo < 0xA1 || lo > 0xFE {
			continue
		}
		n++
		if r := []rune(s)[0]; !f.Has(r) {
			t.Errorf("Big5 %04X: no glyph for %c", code, r)
		}
	}
	if n != 5401 {
		t.Errorf("%d characters in level 1 of Big5, want 5401", n)
	}
	for _, r := range "−–—…→←↑↓·×÷±≤≥≠∞□■○●△▲◇◆¹²³½¼‰℃αβγδχζρσμ〓āáǎàōóǒòǖǘǚǜ" {
		if !f.Has(r) {
			t.Errorf("no glyph for %c (U+%04X)", r, r)
		}
	}
}

// TestSubsetReadByOthers compares the subset with the full font through an
// independent reader, golang.org/x/image.
func TestSubsetReadByOthers(t *testing.T) {
	f := face(t)
	cut, err := f.Subset([]rune(mixed))
	if err != nil {
		t.Fatal(err)
	}
	full, err := sfnt.Parse(regularTTF)
	if err != nil {
		t.Fatal(err)
	}
	small, err := sfnt.Parse(cut)
	if err != nil {
		t.Fatal(err)
	}
	if len(cut) > 20_000 {
		t.Errorf("subset of %d characters has %d bytes", len(mixed), len(cut))
	}
	var buf sfnt.Buffer
	ppem := fixed.I(1000)
	for _, r := range mixed {
		g, err := full.GlyphIndex(&buf, r)
		if err != nil || g == 0 {
			t.Fatalf("%c: glyph %d, %v", r, g, err)
		}
		h, err := small.GlyphIndex(&buf, r)
		if err != nil || h == 0 {
			t.Fatalf("%c: glyph %d in the subset, %v", r, h, err)
		}
		wantAdvance, _ := full.GlyphAdvance(&buf, g, ppem, font.HintingNone)
		advance, _ := small.GlyphAdvance(&buf, h, ppem, font.HintingNone)
		if advance != wantAdvance || math.Abs(f.Advance(r)-float64(wantAdvance)/64000) > 1e-9 {
			t.Errorf("%c: advance %v in the subset, %g here, want %v", r, advance, f.Advance(r), wantAdvance)
		}
		want, err := full.LoadGlyph(&buf, g, ppem, nil)
		if err != nil {
			t.Fatal(err)
		}
		want = slices.Clone(want)
		got, err := small.LoadGlyph(&buf, h, ppem, nil)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%c: outline differs in the subset: %v", r, err)
		}
	}
}

// TestOutlineAgainstOthers compares our outlines, point by point, with those
// of golang.org/x/image.
func TestOutlineAgainstOthers(t *testing.T) {
	f := face(t)
	full, err := sfnt.Parse(regularTTF)
	if err != nil {
		t.Fatal(err)
	}
	var buf sfnt.Buffer
	for _, r := range mixed {
		ours, err := f.Outline(r)
		if err != nil {
			t.Fatal(err)
		}
		g, _ := full.GlyphIndex(&buf, r)
		theirs, err := full.LoadGlyph(&buf, g, fixed.I(1000), nil)
		if err != nil {
			t.Fatal(err)
		}
		box := func(points [][2]float64) (b [4]float64) {
			b = [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
			for _, p := range points {
				b = [4]float64{min(b[0], p[0]), min(b[1], p[1]), max(b[2], p[0]), max(b[3], p[1])}
			}
			return b
		}
		var a, b [][2]float64
		moves, starts := 0, 0
		for _, s := range ours {
			switch s.Op {
			case 'M':
				moves++
				a = append(a, [2]float64{s.X1, s.Y1})
			case 'L':
				a = append(a, [2]float64{s.X1, s.Y1})
			case 'Q':
				a = append(a, [2]float64{s.X1, s.Y1}, [2]float64{s.X2, s.Y2})
			}
		}
		for _, s := range theirs {
			if s.Op == sfnt.SegmentOpMoveTo {
				starts++
			}
			for _, p := range s.Args[:map[sfnt.SegmentOp]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1, sfnt.SegmentOpQuadTo: 2}[s.Op]] {
				b = append(b, [2]float64{float64(p.X) / 64000, -float64(p.Y) / 64000})
			}
		}
		if moves != starts {
			t.Errorf("%c: %d contours, want %d", r, moves, starts)
		}
		if len(b) == 0 {
			continue
		}
		got, want := box(a), box(b)
		for i := range got {
			if math.Abs(got[i]-want[i]) > 2e-4 { // x/image rounds to 1/64 of a unit
				t.Errorf("%c: extent %v, want %v", r, got, want)
				break
			}
		}
	}
}

func TestSubsetIgnoresOrder(t *testing.T) {
	f := face(t)
	a, err := f.Subset([]rune("联合声明 2022"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.Subset([]rune("2220 明声合联联"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("the order of characters changes the bytes")
	}
	cut, err := Parse(a)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(cut.Runes()); got != " 02合声明联" {
		t.Errorf("subset holds %q", got)
	}
	if w, want := cut.Width("联合 2", 10), f.Width("联合 2", 10); w != want {
		t.Errorf("width %g in the subset, want %g", w, want)
	}
}

func TestMissingCharacters(t *testing.T) {
	f := face(t)
	if _, err := f.Subset([]rune("aក")); err == nil || !strings.Contains(err.Error(), "U+1780") {
		t.Errorf("Khmer letter: %v", err)
	}
	if _, err := f.Outline('ក'); err == nil {
		t.Error("outline of a missing character, want an error")
	}
	if got := f.Advance('中'); got != 1 {
		t.Errorf("an ideograph is %g em wide, want 1", got)
	}
}

// TestDamagedFonts cuts and changes a small font: an error or a font, never a
// panic.
func TestDamagedFonts(t *testing.T) {
	good, err := face(t).Subset([]rune("é声明A½"))
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte) {
		f, err := Parse(data)
		if err != nil {
			return
		}
		for _, r := range f.Runes()[:min(20, len(f.Runes()))] {
			_, _ = f.Outline(r)
			_, _ = f.Subset([]rune{r})
		}
	}
	for n := range len(good) {
		try(good[:n])
	}
	for i := range good {
		bad := slices.Clone(good)
		bad[i] ^= 0xFF
		try(bad)
	}
	if _, err := Parse([]byte("OTTO")); err == nil {
		t.Error("a CFF font was accepted")
	}
}
