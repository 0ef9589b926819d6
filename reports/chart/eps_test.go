package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEPS reads the structure: header, box, 7-bit text, comments that give
// title and provenance back.
func TestEPS(t *testing.T) {
	for _, s := range append(samples(t), hostile(t)...) {
		d, err := Draw(s.fig, s.table, Options{Format: EPS, Provenance: provenance()})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(d.Data, []byte("%!PS-Adobe-3.0 EPSF-3.0\n")) || !bytes.HasSuffix(d.Data, []byte("%%EOF\n")) {
			t.Errorf("%s: begins %q, ends %q", s.name, d.Data[:24], d.Data[len(d.Data)-8:])
		}
		height := d.HeightMM / 25.4 * 72 // 183 mm are 518.74 pt
		if want := fmt.Sprintf("%%%%BoundingBox: 0 0 519 %d\n", int(math.Ceil(height-0.01))); !bytes.Contains(d.Data, []byte(want)) {
			t.Errorf("%s: no %q in %q", s.name, want, d.Data[:120])
		}
		var told strings.Builder
		for line := range bytes.Lines(d.Data) {
			if len(line) > 255 {
				t.Errorf("%s: a line of %d characters", s.name, len(line))
			}
			if part, ok := bytes.CutPrefix(line, []byte("%Concord:")); ok {
				told.Write(bytes.TrimSuffix(part, []byte("\n")))
			}
		}
		for _, c := range d.Data {
			if c >= 0x7f || c < ' ' && c != '\n' {
				t.Fatalf("%s: byte %#x", s.name, c)
			}
		}
		var got struct {
			Title      string
			Provenance Provenance
		}
		if err := json.Unmarshal([]byte(told.String()), &got); err != nil || got.Title != s.fig.Title.ZH || got.Provenance.Seed != 7 {
			t.Errorf("%s: comments %q: %v", s.name, told.String(), err)
		}
		if bytes.Contains(d.Data, []byte("NaN")) || bytes.Contains(d.Data, []byte("Inf")) {
			t.Errorf("%s: a number is none", s.name)
		}
	}
}

// TestEPSLooksLikePNG lets Ghostscript draw the file and compares it with our
// own picture, which another program (golang.org/x/image/vector) filled.
func TestEPSLooksLikePNG(t *testing.T) {
	const dpi = 100
	for _, i := range []int{1, 4, 8} {
		s := samples(t)[i]
		own, err := Draw(s.fig, s.table, Options{Format: PNG, DPI: dpi})
		if err != nil {
			t.Fatal(err)
		}
		d, err := Draw(s.fig, s.table, Options{Format: EPS})
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		from, to := filepath.Join(dir, "figure.eps"), filepath.Join(dir, "figure.png")
		if err := os.WriteFile(from, d.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		tool(t, "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dEPSCrop", "-dGraphicsAlphaBits=4", "-sDEVICE=png16m", fmt.Sprintf("-r%d", dpi), "-sOutputFile="+to, from)
		drawn, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		a, err := png.Decode(bytes.NewReader(own.Data))
		if err != nil {
			t.Fatal(err)
		}
		b, err := png.Decode(bytes.NewReader(drawn))
		if err != nil {
			t.Fatal(err)
		}
		w, h := a.Bounds().Dx(), a.Bounds().Dy()
		// The bounding box is in whole points, up to 1.4 pixels more.
		if dw, dh := b.Bounds().Dx()-w, b.Bounds().Dy()-h; dw < -1 || dw > 2 || dh < -1 || dh > 2 {
			t.Errorf("%s: Ghostscript draws %v, we draw %v", s.name, b.Bounds(), a.Bounds())
		}
		// Compare squares of 10 pixels, from the lower left corner: strokes may
		// fall on other pixels, ink may not get lost.
		const square = 10
		ink := func(img interface{ At(x, y int) color.Color }, bottom, x0, y0 int) float64 {
			sum := 0.0
			for x := x0; x < x0+square; x++ {
				for y := y0; y < y0+square; y++ {
					sum += 1 - float64(color.GrayModel.Convert(img.At(x, bottom-1-y)).(color.Gray).Y)/255
				}
			}
			return sum / square / square
		}
		inked := 0
		for x := 0; x+square <= w; x += square {
			for y := 0; y+square <= h-2; y += square {
				p, q := ink(a, h, x, y), ink(b, b.Bounds().Dy(), x, y)
				if math.Abs(p-q) > 0.2 {
					t.Fatalf("%s: the square at %d, %d has %.2f of ink, Ghostscript's %.2f", s.name, x, y, p, q)
				}
				if p > 0.05 {
					inked++
				}
			}
		}
		if inked < 50 {
			t.Errorf("%s: only %d squares hold ink", s.name, inked)
		}
	}
}
