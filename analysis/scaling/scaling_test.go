package scaling_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"concord/analysis"
	"concord/analysis/promises"
	"concord/analysis/scaling"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/sharedtest"
)

// document makes a document of one paragraph a line.
func document(id, date, text string) *corpus.Document {
	d := &corpus.Document{ID: id, Text: text, SHA256: corpus.Hash(text), Lang: "en"}
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	at := 0
	for line := range strings.Lines(text) {
		end := at + len(strings.TrimSuffix(line, "\n"))
		d.Structure.Paragraphs = append(d.Structure.Paragraphs, corpus.Paragraph{Span: corpus.Span{Start: at, End: end}, Section: -1})
		at += len(line)
	}
	return d
}

// camps draws documents of two camps: n of each, with dates that alternate
// between the camps. Words of the own camp are used four times as often as those
// of the other.
func camps(seed uint64, n int) []*corpus.Document {
	r := rand.New(rand.NewPCG(seed, 5))
	var docs []*corpus.Document
	for i := range 2 * n {
		camp := i % 2
		var b strings.Builder
		for range 8 {
			for range 20 {
				side := camp
				if r.IntN(5) == 0 {
					side = 1 - camp
				}
				word := fmt.Sprintf("%s%s", []string{"red", "blue"}[side], string(rune('a'+r.IntN(12))))
				if r.IntN(3) == 0 {
					word = "common" + string(rune('a'+r.IntN(6)))
				}
				b.WriteString(word + " ")
			}
			b.WriteString("\n")
		}
		docs = append(docs, document(fmt.Sprintf("%s-%02d", []string{"r", "b"}[camp], i), fmt.Sprint(1980+i), strings.TrimSpace(b.String())))
	}
	return docs
}

func input(t testing.TB, docs ...*corpus.Document) *analysis.Input {
	t.Helper()
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewInput(c)
}

func run(t testing.TB, m analysis.Method, in *analysis.Input, options map[string]any) *analysis.Result {
	t.Helper()
	r, err := m.Run(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every method must put the two planted camps on two sides.
func TestCampsAreToldApart(t *testing.T) {
	in := input(t, camps(1, 12)...)
	for _, test := range []struct {
		method  analysis.Method
		column  string
		options map[string]any
	}{
		{scaling.Correspondence(), "dim1", map[string]any{"draws": 60}},
		{scaling.MDS(), "dim1", nil},
		{scaling.MDS(), "dim1", map[string]any{"distance": "cosine"}},
		{scaling.Wordfish(), "position", map[string]any{"draws": 60, "low": "r-00", "high": "b-01"}},
		{scaling.Wordscores(), "position", map[string]any{"draws": 60, "reference": "r-00=-1,b-01=1"}},
	} {
		r := run(t, test.method, in, test.options)
		if r.Refusal != nil {
			t.Fatalf("%s refuses: %s", test.method.Name, r.Refusal.Reason.EN)
		}
		promises.Sound(t, in.Corpus, r)
		// Rows stand in order of position: the first twelve must be of one camp.
		names := r.Table.Strings("doc")
		for i, name := range names {
			if name[0] != names[i/12*12][0] {
				t.Errorf("%s %v: %s stands among the other camp, at %v", test.method.Name, test.options, name, r.Table.Floats(test.column)[i])
			}
		}
		if len(r.Findings) == 0 || len(r.Figures) == 0 {
			t.Errorf("%s: %d findings, %d figures", test.method.Name, len(r.Findings), len(r.Figures))
		}
		for _, f := range r.Findings {
			if f.Tier == analysis.ModelBased && (!strings.Contains(f.Text.EN, "n the fitted model") || !strings.Contains(f.Text.ZH, "在拟合的模型中")) {
				t.Errorf("%s: a model-based sentence without its words: %s %s", test.method.Name, f.Text.EN, f.Text.ZH)
			}
		}
		if test.options["draws"] == nil {
			continue
		}
		covered, parted := 0, 0
		for i := range names {
			lo, hi, x := r.Table.Floats("lo")[i], r.Table.Floats("hi")[i], r.Table.Floats(test.column)[i]
			if lo <= x && x <= hi {
				covered++
			}
			if lo > 0 || hi < 0 {
				parted++
			}
		}
		if covered < 20 || parted < 18 {
			t.Errorf("%s: %d of 24 intervals hold the position, %d lie on one side of 0", test.method.Name, covered, parted)
		}
	}
}

// The direction is that of the documents named.
func TestDirectionOfWordfish(t *testing.T) {
	in := input(t, camps(2, 12)...)
	for _, low := range []string{"r-00", "b-01"} {
		high := map[string]string{"r-00": "b-01", "b-01": "r-00"}[low]
		r := run(t, scaling.Wordfish(), in, map[string]any{"draws": 20, "low": low, "high": high})
		if first := r.Table.Strings("doc")[0]; first[0] != low[0] {
			t.Errorf("low %s: the lowest is %s", low, first)
		}
	}
}

// With one document named the other is the default, even where that is the same.
func TestDirectionByOneDocument(t *testing.T) {
	in := input(t, camps(2, 12)...)
	for option, id := range map[string]string{"low": "b-23", "high": "r-00"} {
		r := run(t, scaling.Wordfish(), in, map[string]any{"draws": 20, option: id})
		names := r.Table.Strings("doc")
		end := names[0]
		if option == "high" {
			end = names[len(names)-1]
		}
		if end[0] != id[0] {
			t.Errorf("%s=%s: that end is %s", option, id, end)
		}
	}
}

// Real statements: every method keeps what every result must keep.
func TestRealStatements(t *testing.T) {
	l, err := load.Paths(t.Context(), []string{sharedtest.Dir(t, "corpus", "joint-statements-en.jsonl")}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := analysis.NewInput(l.Corpus)
	reference := l.Corpus.Doc(0).ID + "=-1," + l.Corpus.Doc(l.Corpus.Len()-1).ID + "=1"
	for _, test := range []struct {
		method  analysis.Method
		options map[string]any
	}{
		{scaling.Correspondence(), map[string]any{"draws": 20}}, {scaling.MDS(), nil},
		{scaling.Wordscores(), map[string]any{"draws": 20, "reference": reference}},
		{scaling.Wordfish(), map[string]any{"draws": 20, "features": 300}},
	} {
		r := run(t, test.method, in, test.options)
		if r.Refusal != nil || r.Table.Len() != in.Corpus.Len() {
			t.Errorf("%s: %d rows, refusal %v", test.method.Name, r.Table.Len(), r.Refusal)
		}
		promises.Sound(t, in.Corpus, r)
	}
}

// A copy that has no part in the axes stands where its original stands.
func TestSupplementaryCopyStandsAtItsOriginal(t *testing.T) {
	docs := camps(3, 6)
	alone := run(t, scaling.Correspondence(), input(t, camps(3, 6)...), map[string]any{"draws": 20})
	docs = append(docs, document("copy", "2020", docs[0].Text))
	r := run(t, scaling.Correspondence(), input(t, docs...), map[string]any{"draws": 20, "supplementary": "id:copy"})
	at := map[string]int{}
	for i, name := range r.Table.Strings("doc") {
		at[name] = i
	}
	for _, column := range []string{"dim1", "dim2", "cos2"} {
		x := r.Table.Floats(column)
		if math.Abs(x[at["copy"]]-x[at["r-00"]]) > 1e-9 {
			t.Errorf("%s: copy at %v, original at %v", column, x[at["copy"]], x[at["r-00"]])
		}
	}
	if r.Table.Strings("role")[at["copy"]] != "supplementary" || !math.IsNaN(r.Table.Floats("dim1_share")[at["copy"]]) {
		t.Error("the copy counts as active")
	}
	// The others stand as they do without it.
	for i, name := range alone.Table.Strings("doc") {
		if x, y := alone.Table.Floats("dim1")[i], r.Table.Floats("dim1")[at[name]]; math.Abs(x-y) > 1e-9 {
			t.Errorf("%s at %v, without the copy at %v", name, y, x)
		}
	}
	share := 0.0
	for _, x := range alone.Table.Floats("dim1_share") {
		share += x
	}
	if math.Abs(share-1) > 1e-9 {
		t.Errorf("shares of dimension 1 sum to %v", share)
	}
}

// Words drift with time: SCL-01 must say so.
func TestTimeAxisIsWarnedOf(t *testing.T) {
	var docs []*corpus.Document
	for i := range 24 {
		var b strings.Builder
		for p := range 4 {
			for k := range 30 {
				b.WriteString("word" + string(rune('a'+(i+k+p)%40/2)) + " ")
			}
			b.WriteString("\n")
		}
		docs = append(docs, document(fmt.Sprintf("d%02d", i), fmt.Sprint(1990+i), strings.TrimSpace(b.String())))
	}
	in := input(t, docs...)
	r := run(t, scaling.Wordfish(), in, map[string]any{"draws": 20})
	found := false
	for _, w := range r.Warnings {
		found = found || w.Code == "SCL-01" && strings.Contains(w.Text.EN, "time axis")
	}
	if !found {
		t.Errorf("no SCL-01 among %v", r.Warnings)
	}
}

func TestScoresOfReferencesComeBack(t *testing.T) {
	in := input(t, camps(4, 6)...)
	r := run(t, scaling.Wordscores(), in, map[string]any{"reference": " r-00 = -2 , b-01=3", "draws": 20})
	for i, name := range r.Table.Strings("doc") {
		want := map[string]float64{"r-00": -2, "b-01": 3}
		x, ok := want[name]
		if ok != (r.Table.Strings("role")[i] == "reference") || ok && math.Abs(r.Table.Floats("position")[i]-x) > 1e-9 {
			t.Errorf("%s is %s at %v", name, r.Table.Strings("role")[i], r.Table.Floats("position")[i])
		}
	}
	none := run(t, scaling.Wordscores(), in, map[string]any{"reference": "r-00=-2,b-01=3", "draws": 20, "rescale": "none"})
	for i := range none.Table.Len() {
		if none.Table.Floats("position")[i] != none.Table.Floats("raw_score")[i] {
			t.Error("rescale=none changes the score")
		}
	}
}

func TestRefusalsAndOptions(t *testing.T) {
	few := input(t, camps(5, 9)...) // 18 documents
	if r := run(t, scaling.Wordfish(), few, nil); r.Refusal == nil || !strings.Contains(r.Refusal.Reason.EN, "20") {
		t.Error("Wordfish takes 18 documents, want a refusal below 20")
	}
	three := input(t, camps(5, 2)[:3]...)
	for _, m := range []analysis.Method{scaling.Correspondence(), scaling.MDS()} {
		if r := run(t, m, three, nil); r.Refusal == nil || r.Table.Len() != 0 {
			t.Errorf("%s takes three documents", m.Name)
		}
	}
	for _, test := range []struct {
		method  analysis.Method
		options map[string]any
		option  string
	}{
		{scaling.Wordscores(), nil, "reference"},
		{scaling.Wordscores(), map[string]any{"reference": "r-00=1"}, "reference"},
		{scaling.Wordscores(), map[string]any{"reference": "r-00=1,b-01=1"}, "reference"},
		{scaling.Wordscores(), map[string]any{"reference": "r-00=1,b-01=inf"}, "reference"},
		{scaling.Wordscores(), map[string]any{"reference": "r-00=1,r-00=2"}, "reference"},
		{scaling.Wordscores(), map[string]any{"reference": "r-00=1,=2"}, "reference"},
		{scaling.Wordscores(), map[string]any{"reference": "r-00=1,b-99=2"}, "reference"},
		{scaling.Wordfish(), map[string]any{"low": "r-00", "high": "r-00"}, "high"},
		{scaling.Wordfish(), map[string]any{"low": "nobody"}, "low"},
		{scaling.Correspondence(), map[string]any{"supplementary": "year:"}, "supplementary"},
		{scaling.Correspondence(), map[string]any{"supplementary": "id:nobody"}, "supplementary"},
		{scaling.Correspondence(), map[string]any{"where": "id:nobody"}, "where"},
		{scaling.MDS(), map[string]any{"distance": "far"}, "distance"},
	} {
		_, err := test.method.Run(t.Context(), few, test.options)
		var wrong *analysis.OptionError
		if !errors.As(err, &wrong) || wrong.Option != test.option {
			t.Errorf("%s %v: error %v, want one of option %s", test.method.Name, test.options, err, test.option)
		}
	}
}

// Documents that are all alike have no dimension: no crash, no infinite number.
func TestEqualDocuments(t *testing.T) {
	var docs []*corpus.Document
	text := strings.TrimSpace(strings.Repeat("one two three four five six seven eight nine ten eleven twelve peace trade water\n", 6))
	for i := range 22 {
		docs = append(docs, document(fmt.Sprintf("d%02d", i), "", text))
	}
	in := input(t, docs...)
	for _, m := range []analysis.Method{scaling.Correspondence(), scaling.MDS(), scaling.Wordfish()} {
		options := map[string]any{}
		if m.Name != "mds" {
			options["draws"] = 20
		}
		r := run(t, m, in, options)
		promises.Sound(t, in.Corpus, r)
		if _, err := json.Marshal(r); err != nil {
			t.Errorf("%s: %v", m.Name, err)
		}
	}
}

// Both maps show the plane; regions are drawn while they can be told apart.
func TestMaps(t *testing.T) {
	for _, test := range []struct {
		documents int
		regions   bool
	}{{12, true}, {62, false}} {
		in := input(t, camps(1, test.documents/2)...)
		ca := run(t, scaling.Correspondence(), in, map[string]any{"draws": 20}).Figures
		mds := run(t, scaling.MDS(), in, nil).Figures
		if len(ca) != 1 || len(mds) != 1 {
			t.Fatalf("%d and %d figures, want one each", len(ca), len(mds))
		}
		for _, f := range []analysis.Figure{ca[0], mds[0]} {
			if f.Mark != analysis.Plane || f.Encoding.X != "dim1" || f.Encoding.Y != "dim2" || f.Encoding.Label != "doc" || f.Rows != nil {
				t.Errorf("figure %+v", f)
			}
		}
		e := ca[0].Encoding
		if got := e.Major == "ellipse_major" && e.Minor == "ellipse_minor" && e.Angle == "ellipse_angle"; got != test.regions {
			t.Errorf("%d documents: regions %+v, want %v", test.documents, e, test.regions)
		}
		if told := strings.Contains(ca[0].Note.EN, "Ellipses are 95 %"); told != test.regions {
			t.Errorf("%d documents: note %q", test.documents, ca[0].Note.EN)
		}
		if mds[0].Encoding.Major != "" {
			t.Error("a map of distances has no regions")
		}
	}
}
