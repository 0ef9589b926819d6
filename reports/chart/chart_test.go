package chart

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/table"
	"concord/corpus/bilingual"
)

func provenance() Provenance {
	return Provenance{
		Corpus: "ab12cd34", Documents: 24, Query: "pair:河畔国-山地国", Method: "keyness",
		Parameters: json.RawMessage(`{"min_count":2,"note":"]]></metadata>"}`), Seed: 7, Software: "Concord test", Created: "2022-11-11",
	}
}

// TestSameBytes draws everything twice, the second time on another number of
// processors.
func TestSameBytes(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, s := range samples(t) {
		for _, f := range Formats() {
			o := Options{Format: f, DPI: 96, Provenance: provenance(), Note: true}
			runtime.GOMAXPROCS(1)
			a, err := Draw(s.fig, s.table, o)
			if err != nil {
				t.Fatal(err)
			}
			runtime.GOMAXPROCS(2)
			b, err := Draw(s.fig, s.table, o)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a.Data, b.Data) {
				t.Errorf("%s: %s differs between runs", s.name, f)
			}
		}
	}
}

// svgText is what an XML reader finds in the file.
type svgText struct {
	Width    string   `xml:"width,attr"`
	Height   string   `xml:"height,attr"`
	Role     string   `xml:"role,attr"`
	Labelled string   `xml:"aria-labelledby,attr"`
	Title    svgNode  `xml:"title"`
	Desc     svgNode  `xml:"desc"`
	Metadata string   `xml:"metadata"`
	Style    string   `xml:"style"`
	Text     []string `xml:"g>text"`
}

type svgNode struct {
	ID   string `xml:"id,attr"`
	Text string `xml:",chardata"`
}

// TestSVG reads every figure back with an XML parser.
func TestSVG(t *testing.T) {
	for _, s := range append(samples(t), hostile(t)...) {
		d, err := Draw(s.fig, s.table, Options{Provenance: provenance()})
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, s.name, d.Data)
		var got svgText
		if err := xml.Unmarshal(d.Data, &got); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if got.Width != "183mm" || got.Role != "img" || got.Labelled != got.Title.ID+" "+got.Desc.ID {
			t.Errorf("%s: width %q, role %q, labelled by %q", s.name, got.Width, got.Role, got.Labelled)
		}
		if got.Title.Text != s.fig.Title.ZH || got.Desc.Text != s.fig.Alt.ZH {
			t.Errorf("%s: title %q, description %q", s.name, got.Title.Text, got.Desc.Text)
		}
		var p Provenance
		if err := json.Unmarshal([]byte(got.Metadata), &p); err != nil || p.Seed != 7 || p.Figure != s.fig.Name {
			t.Errorf("%s: metadata %q: %v", s.name, got.Metadata, err)
		}
		if !strings.Contains(got.Style, "@font-face") {
			t.Errorf("%s: no embedded font", s.name)
		}
		var want []string
		for _, b := range d.Texts {
			want = append(want, b.Text)
		}
		if strings.Join(got.Text, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: live text %q, want %q", s.name, got.Text, want)
		}
		if bytes.Contains(d.Data, []byte("</script")) || bytes.Contains(d.Data, []byte("NaN")) {
			t.Errorf("%s: the file holds raw markup or NaN", s.name)
		}
	}
}

func wellFormed(t *testing.T, name string, data []byte) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: not well-formed: %v", name, err)
		}
	}
}

func TestOutlineMode(t *testing.T) {
	s := samples(t)[2]
	d, err := Draw(s.fig, s.table, Options{Text: Outline})
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, s.name, d.Data)
	if bytes.Contains(d.Data, []byte("<text")) || bytes.Contains(d.Data, []byte("@font-face")) {
		t.Error("outlined SVG holds text or a font")
	}
	d, err = Draw(s.fig, s.table, Options{Text: Outline, Format: PDF})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(d.Data, []byte("/FontFile2")) {
		t.Error("outlined PDF holds a font")
	}
}

// tool runs a program of poppler on a file.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

// TestPDF lets poppler judge: fonts embedded, subset and mapped to Unicode;
// every label can be found; size, title and language are stated.
func TestPDF(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			d, err := Draw(s.fig, s.table, Options{Format: PDF, Provenance: provenance()})
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "figure.pdf")
			if err := os.WriteFile(file, d.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			fonts := strings.Split(strings.TrimSpace(tool(t, "pdffonts", file)), "\n")
			if len(fonts) != 3 || !strings.Contains(fonts[2], "+NotoSansSC-Regular") || !strings.Contains(fonts[2], "CID TrueType") || !strings.Contains(fonts[2], "yes yes yes") {
				t.Errorf("pdffonts: %q, want one CID TrueType font, embedded, subset, with Unicode", fonts)
			}
			found := squeeze(tool(t, "pdftotext", "-raw", file, "-"))
			for _, b := range d.Texts {
				if !strings.Contains(found, squeeze(b.Text)) {
					t.Errorf("pdftotext does not find %q", b.Text)
				}
			}
			info := tool(t, "pdfinfo", file)
			for _, want := range []string{s.fig.Title.ZH, s.fig.Alt.ZH, "CreationDate:    Fri Nov 11", "Metadata Stream: yes", "Page size:       518.74 x"} { // 183 mm
				if !strings.Contains(info, want) {
					t.Errorf("pdfinfo lacks %q:\n%s", want, info)
				}
			}
			if !bytes.Contains(d.Data, []byte("/Lang (zh-CN)")) {
				t.Error("the catalogue states no language")
			}
			xmp := tool(t, "pdfinfo", "-meta", file)
			wellFormed(t, "XMP", []byte(xmp))
			if !strings.Contains(xmp, "ab12cd34") {
				t.Errorf("XMP lacks the provenance: %s", xmp)
			}
		})
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// TestPNG decodes the picture and reads its chunks.
func TestPNG(t *testing.T) {
	s := samples(t)[0]
	d, err := Draw(s.fig, s.table, Options{Format: PNG, DPI: 300, Column: Single, Provenance: provenance()})
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(d.Data))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Dx(); got != 1051 { // 89 mm / 25.4 × 300
		t.Errorf("%d pixels wide, want 1051", got)
	}
	dark := 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x4000 {
				dark++
			}
		}
	}
	if share := float64(dark) / float64(img.Bounds().Dx()*img.Bounds().Dy()); share < 0.01 || share > 0.2 {
		t.Errorf("%.3f of the pixels are dark, want some but not most", share)
	}
	texts := make(map[string]string)
	for at := 8; at < len(d.Data); {
		n := int(binary.BigEndian.Uint32(d.Data[at:]))
		kind, body := string(d.Data[at+4:at+8]), d.Data[at+8:at+8+n]
		switch kind {
		case "pHYs":
			if v := binary.BigEndian.Uint32(body); v != 11811 || body[8] != 1 { // 300 / 0.0254
				t.Errorf("pHYs: %d per unit %d, want 11811 per metre", v, body[8])
			}
			texts[kind] = "seen"
		case "iTXt":
			key, rest, _ := strings.Cut(string(body), "\x00")
			texts[key] = rest[strings.LastIndexByte(rest, 0)+1:]
		}
		at += 12 + n
	}
	if texts["pHYs"] == "" || texts["Title"] != s.fig.Title.ZH || !strings.Contains(texts["Provenance"], `"seed":7`) {
		t.Errorf("chunks: %q", texts)
	}
}

// TestNotesTellOfMissingGlyphs: a script the typeface lacks shows as 〓 and is
// named.
func TestNotesTellOfMissingGlyphs(t *testing.T) {
	fig, rows := rateFigure(), []rateRow{{Feature: "កម្ពុជា", Rate: 1, Lo: 0.5, Hi: 2}, {Feature: "𠮷野", Rate: 1, Lo: 0.5, Hi: 2}}
	d, err := Draw(fig, tableOf(t, rows), Options{Lang: bilingual.EN})
	if err != nil {
		t.Fatal(err)
	}
	if d.Texts[0].Text != "〓〓〓〓〓〓〓" || d.Texts[1].Text != "〓野" {
		t.Errorf("labels %q, %q", d.Texts[0].Text, d.Texts[1].Text)
	}
	if len(d.Notes) != 1 || !strings.Contains(d.Notes[0], "U+1780") || !strings.Contains(d.Notes[0], "U+20BB7") {
		t.Errorf("notes: %q", d.Notes)
	}
}

func TestRowsAreShownInOrder(t *testing.T) {
	fig := rateFigure()
	fig.Rows = []int{4, 0}
	d, err := Draw(fig, tableOf(t, rates(6, 1)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Texts[0].Text != words[4] || d.Texts[1].Text != words[0] {
		t.Errorf("first labels %q, %q, want %q, %q", d.Texts[0].Text, d.Texts[1].Text, words[4], words[0])
	}
}

func TestRefusals(t *testing.T) {
	good, rows := rateFigure(), tableOf(t, rates(3, 1))
	change := func(f func(*analysis.Figure)) analysis.Figure {
		fig := good
		f(&fig)
		return fig
	}
	for _, c := range []struct {
		fig  analysis.Figure
		tab  *table.Table
		o    Options
		want string
	}{
		{good, rows, Options{Lang: "fr"}, `language "fr"`},
		{good, rows, Options{Profile: "lancet"}, `profile "lancet" is not known, have two-column`},
		{good, rows, Options{Format: "gif"}, `format "gif"`},
		{good, rows, Options{Text: "curves"}, `text "curves"`},
		{good, rows, Options{Column: "third"}, `column "third"`},
		{good, rows, Options{DPI: 10}, "10 dots per inch"},
		{good, nil, Options{}, `figure "rates": no table`},
		{good, rows, Options{Provenance: Provenance{Created: "yesterday"}}, "want YYYY-MM-DD"},
		{good, rows, Options{Provenance: Provenance{Parameters: json.RawMessage("{")}}, "not JSON"},
		{change(func(f *analysis.Figure) { f.Mark = "pie" }), rows, Options{}, `mark "pie" is not known`},
		{change(func(f *analysis.Figure) { f.Encoding.X = "height" }), rows, Options{}, `no column "height"`},
		{change(func(f *analysis.Figure) { f.Encoding.X = "feature" }), rows, Options{}, "want a number"},
		{change(func(f *analysis.Figure) { f.Encoding.Label = "" }), rows, Options{}, "needs a column for label"},
		{change(func(f *analysis.Figure) { f.Mark, f.Encoding.Y = analysis.Plane, "" }), rows, Options{}, "needs a column for y"},
		{change(func(f *analysis.Figure) { f.Encoding.Major = "lo" }), rows, Options{}, "needs a column for minor"},
		{change(func(f *analysis.Figure) { f.Rows = []int{3} }), rows, Options{}, "row 3, the table has 3"},
	} {
		_, err := Draw(c.fig, c.tab, c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "chart: ") {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

// TestHeightFollowsRows: every row needs its line.
func TestHeightFollowsRows(t *testing.T) {
	last := 0.0
	for _, n := range []int{1, 5, 20, 60} {
		d, err := Draw(shiftFigure(), tableOf(t, shifts(n)), Options{Lang: bilingual.EN})
		if err != nil {
			t.Fatal(err)
		}
		if d.HeightMM < last+3 {
			t.Errorf("%d rows: %g mm, fewer rows took %g", n, d.HeightMM, last)
		}
		last = d.HeightMM
	}
	if last > 240 {
		t.Errorf("60 rows: %g mm, want at most the 240 of the profile", last)
	}
}

// BenchmarkDraw times every sample in every format at print resolution.
func BenchmarkDraw(b *testing.B) {
	for _, s := range samples(b) {
		for _, f := range Formats() {
			b.Run(fmt.Sprintf("%s/%s", s.name, f), func(b *testing.B) {
				for b.Loop() {
					d, err := Draw(s.fig, s.table, Options{Format: f})
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(len(d.Data)), "bytes")
				}
			})
		}
	}
}
