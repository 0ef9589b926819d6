package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
)

// choices are the combinations every figure is laid out in.
func choices() []Options {
	var out []Options
	for _, p := range Profiles() {
		for _, lang := range []bilingual.Lang{bilingual.ZH, bilingual.EN} {
			for _, c := range []Column{Full, Single} {
				out = append(out, Options{Profile: p.Name, Lang: lang, Column: c, Title: c == Full, Note: c == Full})
			}
		}
	}
	return out
}

func profileNamed(t *testing.T, name string) Profile {
	t.Helper()
	p, err := profile(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestLayout measures the text boxes of every sample in every profile, column
// and language: inside the page, no overlap, no type below the minimum, a
// glyph for every character.
func TestLayout(t *testing.T) {
	face, err := font.Regular()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append(samples(t), hostile(t)...) {
		for _, o := range choices() {
			name := fmt.Sprintf("%s/%s/%s/%s", s.name, o.Profile, o.Lang, o.Column)
			d, err := Draw(s.fig, s.table, o)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			prof := profileNamed(t, o.Profile)
			want := prof.Full
			if o.Column == Single {
				want = prof.Single
			}
			if math.Abs(d.WidthMM-want) > 0.1 {
				t.Errorf("%s: %g mm wide, want %g", name, d.WidthMM, want)
			}
			if len(d.Texts) == 0 {
				t.Errorf("%s: no text", name)
			}
			checkBoxes(t, name, d, prof, face)
		}
	}
}

func checkBoxes(t *testing.T, name string, d Drawing, prof Profile, face *font.Face) {
	t.Helper()
	const tolerance = 0.05 // points
	width, height := d.WidthMM*pointsPerMM, d.HeightMM*pointsPerMM
	for i, b := range d.Texts {
		if b.MinX < -tolerance || b.MinY < -tolerance || b.MaxX > width+tolerance || b.MaxY > height+tolerance {
			t.Errorf("%s: %q at %.1f..%.1f, %.1f..%.1f lies outside the page of %.1f × %.1f", name, b.Text, b.MinX, b.MaxX, b.MinY, b.MaxY, width, height)
		}
		if b.Size < prof.Min {
			t.Errorf("%s: %q is set in %g pt, least is %g", name, b.Text, b.Size, prof.Min)
		}
		for _, r := range b.Text {
			if !face.Has(r) {
				t.Errorf("%s: %q: no glyph for U+%04X", name, b.Text, r)
			}
		}
		for _, c := range d.Texts[:i] {
			if math.Min(b.MaxX, c.MaxX)-math.Max(b.MinX, c.MinX) > tolerance && math.Min(b.MaxY, c.MaxY)-math.Max(b.MinY, c.MinY) > tolerance {
				t.Errorf("%s: %q overlaps %q", name, b.Text, c.Text)
			}
		}
	}
}

// TestNothingLeavesThePage checks every point of every path.
func TestNothingLeavesThePage(t *testing.T) {
	for _, s := range append(samples(t), hostile(t)...) {
		for _, o := range choices() {
			o, prof, err := checked(o)
			if err != nil {
				t.Fatal(err)
			}
			p, err := layout(s.fig, s.table, o, prof)
			if err != nil {
				t.Fatal(err)
			}
			for _, op := range p.ops {
				for _, st := range op.path {
					x, y := float64(st.end().X), -float64(st.end().Y)
					half := op.width / 2
					if st.op != 'Z' && !(x-half >= 0 && y-half >= 0 && x+half <= p.sheet.width && y+half <= p.height) {
						t.Fatalf("%s/%s/%s/%s: a path reaches %.1f, %.1f on a page of %.1f × %.1f", s.name, o.Profile, o.Lang, o.Column, x, y, p.sheet.width, p.height)
					}
				}
			}
		}
	}
}

// TestLanguage looks for words of the other language among the texts that the
// chart itself supplies.
func TestLanguage(t *testing.T) {
	words := map[bilingual.Lang][]string{
		bilingual.ZH: {"空心：区间含 0", "仅见于目标组（6 项）", "对数比（以 2 为底）", "2022 年多用 →", "（空）"},
		bilingual.EN: {"hollow: interval includes 0", "only in the target (6)", "log ratio (base 2)", "more in 2022 →", "(empty)"},
	}
	s := sample{fig: ratioFigure(), table: tableOf(t, ratios(18, 9))}
	for lang, own := range words {
		d, err := Draw(s.fig, s.table, Options{Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		all := "\n"
		for _, b := range d.Texts {
			all += b.Text + "\n"
		}
		for _, w := range own {
			if !strings.Contains(all, "\n"+w+"\n") {
				t.Errorf("%s: no text %q", lang, w)
			}
		}
		for other, foreign := range words {
			for _, w := range foreign {
				if other != lang && strings.Contains(all, w) {
					t.Errorf("%s: has the text %q", lang, w)
				}
			}
		}
	}
}

// TestNumbers checks that tick labels carry a true minus sign.
func TestNumbers(t *testing.T) {
	d, err := Draw(ratioFigure(), tableOf(t, ratios(9, 0)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	minus := false
	for _, b := range d.Texts {
		minus = minus || strings.HasPrefix(b.Text, "−")
		if strings.HasPrefix(b.Text, "-") {
			t.Errorf("tick label %q with a hyphen", b.Text)
		}
	}
	if !minus {
		t.Error("no negative tick label, want −2 or the like")
	}
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{{-0.5, 1, "−0.5"}, {-0.04, 1, "0.0"}, {12345, 0, "12 345"}, {1234, 0, "1234"}, {-1234567.25, 2, "−1 234 567.25"}} {
		if got := decimal(c.x, c.decimals); got != c.want {
			t.Errorf("decimal(%g, %d) = %q, want %q", c.x, c.decimals, got, c.want)
		}
	}
}

func TestAxis(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   string
		power  int
	}{
		{0, 10, 5, "0 2 4 6 8 10", 0},
		{-1, 1, 4, "−1.0 −0.5 0.0 0.5 1.0", 0},
		{3, 3, 3, "2.8 3.0 3.2", 0},
		{0, 4e6, 4, "0 1 2 3 4", 6},
		{0, 0.0004, 4, "0 100 200 300 400", -6},
		{0.1, 0.13, 3, "0.10 0.11 0.12 0.13", 0},
	} {
		a := newAxis(c.lo, c.hi, c.n)
		if got := strings.Join(a.labels, " "); got != c.want || a.power != c.power {
			t.Errorf("newAxis(%g, %g, %d): %q × 10^%d, want %q × 10^%d", c.lo, c.hi, c.n, got, a.power, c.want, c.power)
		}
	}
}

// TestFit checks line breaking: closing punctuation never begins a line, and a
// shortened label keeps both ends.
func TestFit(t *testing.T) {
	face, err := font.Regular()
	if err != nil {
		t.Fatal(err)
	}
	p := &page{sheet: newSheet(100), face: face, lang: bilingual.ZH, noted: map[string]bool{}}
	if got := strings.Join(p.wrap("和平、和平、和平", 10, 20), "|"); got != "和|平、|和|平、|和平" {
		t.Errorf("wrap: %q", got)
	}
	if got := strings.Join(p.wrap("joint statement of", 10, 50), "|"); got != "joint|statement|of" {
		t.Errorf("wrap: %q", got)
	}
	lines := p.fit("关于深化全面战略合作的联合声明 2022", 10, 100, 1)
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "关于") || !strings.HasSuffix(lines[0], "2022") || !strings.Contains(lines[0], "…") {
		t.Errorf("fit: %q", lines)
	}
	if w := face.Width(lines[0], 10); w > 100 {
		t.Errorf("fit: %g points wide, want at most 100", w)
	}
	if len(p.notes) != 1 || !strings.Contains(p.notes[0], "关于深化全面战略合作的联合声明 2022") {
		t.Errorf("notes: %q", p.notes)
	}
	for in, want := range map[string]string{
		"China’s “so-called” … plan": `China's "so-called" ... plan`,
		"China’s 与“五角战略”对接":          "China's 与“五角战略”对接",
		"“year:2013..”多用":            "“year:2013..”多用",
		"深化…合作":                      "深化…合作",
	} {
		if got := font.Straight(in); got != want {
			t.Errorf("font.Straight(%q) = %q, want %q", in, got, want)
		}
	}
	// Positions that no shortening can reach still end.
	if got := p.fit(strings.Repeat("声", 10_000), 10, 30, 1); len(got) != 1 {
		t.Errorf("%d lines", len(got))
	}
}

// TestLooksDiffer demands of any two series distinct shapes or a lightness
// difference (CIE L*) of 12, so that a grey print keeps them apart.
func TestLooksDiffer(t *testing.T) {
	lightness := func(l look) float64 {
		lin := func(v uint8) float64 {
			if x := float64(v) / 255; x > 0.04045 {
				return math.Pow((x+0.055)/1.055, 2.4)
			} else {
				return x / 12.92
			}
		}
		y := 0.2126*lin(l.colour.R) + 0.7152*lin(l.colour.G) + 0.0722*lin(l.colour.B)
		if y <= 216./24389 {
			return y * 24389 / 27
		}
		return 116*math.Cbrt(y) - 16
	}
	for i := range 7 {
		for j := range i {
			a, b := seriesLook(i), seriesLook(j)
			if a.shape == b.shape && math.Abs(lightness(a)-lightness(b)) < 12 {
				t.Errorf("series %d and %d look alike in grey", j, i)
			}
		}
	}
	last := 101.0
	for i := range 11 {
		l := lightness(look{colour: sequential(float64(i) / 10)})
		if l >= last {
			t.Errorf("sequential palette: lightness %g after %g", l, last)
		}
		last = l
	}
	if math.Abs(lightness(look{colour: okabeIto(0)})-46) > 1 { // charts of Okabe and Ito (2008): blue has L* 46
		t.Errorf("blue has lightness %g, want 46", lightness(look{colour: okabeIto(0)}))
	}
}
