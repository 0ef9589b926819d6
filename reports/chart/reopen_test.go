package chart

import (
	"bytes"
	"strings"
	"testing"

	"concord/corpus/bilingual"
	"concord/reports/chart/font"
	"concord/reports/pdf"
)

// What is read back draws the same, to the thousandth of a point that SVG keeps.
func TestReopenGivesTheFigureBack(t *testing.T) {
	for _, s := range samples(t) {
		d, err := Draw(s.fig, s.table, Options{Lang: bilingual.ZH})
		if err != nil {
			t.Fatalf("%s: %v", s.fig.Name, err)
		}
		back, err := Reopen(d.Data)
		if err != nil {
			t.Errorf("%s: %v", s.fig.Name, err)
			continue
		}
		if back.WidthMM != d.WidthMM || back.HeightMM != d.HeightMM || back.Title != d.Title || back.Alt != d.Alt {
			t.Errorf("%s: %v × %v %q, want %v × %v %q", s.fig.Name, back.WidthMM, back.HeightMM, back.Title, d.WidthMM, d.HeightMM, d.Title)
		}
		var a, b bytes.Buffer
		for _, o := range d.ops {
			o.svg(&a)
		}
		for _, o := range back.ops {
			o.svg(&b)
		}
		if a.String() != b.String() {
			t.Errorf("%s: reopened, the figure differs", s.fig.Name)
		}
		file := pdf.New(pdf.Info{})
		back.On(file.Add(600, 800), 10, 10, 0.5)
		face, err := font.Regular()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Bytes(face); err != nil {
			t.Errorf("%s: %v", s.fig.Name, err)
		}
	}
}

func TestReopenRefusesWhatIsNotOurs(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">`
	for _, bad := range []string{
		"", "no", "<svg", "<html/>", head + "<script/></svg>", head + `<path d="Q1 1 2 2" fill="#000000"/></svg>`,
		head + `<path d="M1 NaN" fill="#000000"/></svg>`, head + `<path d="M1 1" fill="red"/></svg>`,
		head + `<text x="1" y="1" font-size="9" fill="#000000" transform="scale(9)">a</text></svg>`,
		head + `<text x="1" y="1" font-size="9" fill="#000000">𠀀</text></svg>`, head + `<path d="M1 1L" fill="none" stroke="#000000" stroke-width="1"/></svg>`,
		strings.Replace(head, "0 0 10 10", "0 0 -1 10", 1) + "</svg>",
	} {
		if _, err := Reopen([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func FuzzReopen(f *testing.F) {
	f.Add([]byte(`<svg viewBox="0 0 10 10"><path d="M1 1L2 2Z" fill="#102030"/><text x="1" y="1" font-size="9" fill="#000000" transform="rotate(90 1 1)">双</text></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Reopen(data)
		if err == nil && !(d.WidthMM > 0) {
			t.Errorf("width %v", d.WidthMM)
		}
	})
}
