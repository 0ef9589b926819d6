package render

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"html"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"concord/analysis"
	"concord/analysis/promises"
	"concord/corpus"
	"concord/corpus/bilingual"
	"concord/corpus/load"
	"concord/corpus/specimen"
	"concord/corpus/structure"
	"concord/reports"
)

// compared makes the report of the specimen, once for each language.
func compared(t *testing.T, c *corpus.Corpus, lang bilingual.Lang) (*reports.Report, map[string]string) {
	t.Helper()
	r, err := reports.Compare(t.Context(), c, reports.Options{Lang: lang, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	files, err := Files(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		if _, ok := out[f.Name]; ok {
			t.Errorf("two files are called %s", f.Name)
		}
		out[f.Name] = string(f.Data)
	}
	return r, out
}

// onSpecimen is the Chinese report of the specimen, which several tests look
// at: made once.
var onSpecimen struct {
	sync.Once
	corpus *corpus.Corpus
	report *reports.Report
	files  map[string]string
}

func specimenReport(t *testing.T) (*corpus.Corpus, *reports.Report, map[string]string) {
	t.Helper()
	s := &onSpecimen
	s.Do(func() {
		s.corpus = promises.Specimen(t)
		s.report, s.files = compared(t, s.corpus, bilingual.ZH)
	})
	if s.report == nil {
		t.Fatal("the report of the specimen could not be made")
	}
	return s.corpus, s.report, s.files
}

func TestPageStandsAlone(t *testing.T) {
	_, _, files := specimenReport(t)
	page := files["report.html"]
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		target := html.UnescapeString(m[1])
		if id, ok := strings.CutPrefix(target, "#"); ok {
			if !strings.Contains(page, `id="`+id+`"`) {
				t.Errorf("link to %s leads nowhere", target)
			}
			continue
		}
		if !strings.HasPrefix(target, "data:image/svg+xml;base64,") {
			t.Errorf("the page asks for %.60s", target)
		}
	}
	if strings.Contains(page, "<script") || !strings.Contains(page, `content="default-src 'none'`) {
		t.Error("the page has a script, or no content security policy")
	}
	ids := regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1)
	seen := map[string]bool{}
	for _, m := range ids {
		if seen[m[1]] {
			t.Errorf("two elements are called %s", m[1])
		}
		seen[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`\{[a-z_]+\}`).FindAllString(page, -1) {
		t.Errorf("a value is missing in the page: %s", m)
	}
	if !strings.Contains(page, `<html lang="zh-Hans">`) || strings.Count(page, "<figure>") < 6 {
		t.Error("language or figures are missing")
	}
}

// wellFormed parses a page as strictly as HTML with closed elements allows.
func wellFormed(page string) error {
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict = false
	d.AutoClose = xml.HTMLAutoClose
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestEveryNumberLeadsToItsWords(t *testing.T) {
	c, r, files := specimenReport(t)
	var all []analysis.Evidence
	for _, s := range r.Sections {
		for _, f := range s.Result.Findings {
			if len(f.Evidence) == 0 {
				t.Errorf("finding %s has no evidence", f.ID)
			}
			all = append(all, f.Evidence...)
		}
		for _, e := range s.Result.Evidence {
			all = append(all, e...)
		}
	}
	if len(all) < 100 {
		t.Fatalf("only %d pieces of evidence", len(all))
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 30 {
		e := all[rng.IntN(len(all))]
		words, err := c.Open(e.Address)
		if err != nil || words != e.Quote {
			t.Errorf("%s opens %q, %v; quoted is %q", e.Address, words, err, e.Quote)
		}
	}
	if n := len(r.Findings); n < 1 || n > 5 {
		t.Errorf("%d findings on the first page, want 1 to 5", n)
	}
	var told struct {
		First    []string `json:"first_page"`
		Findings []struct {
			ID, Tier string
			Text     analysis.Text
			Values   []struct {
				Name   string
				Number *float64
			}
		}
	}
	if err := json.Unmarshal([]byte(files["findings.json"]), &told); err != nil {
		t.Fatal(err)
	}
	for _, id := range told.First {
		if !strings.Contains(files["report.html"], `id="f-`+id+`"`) {
			t.Errorf("finding %s is not on the page", id)
		}
	}
	for _, f := range told.Findings {
		if len(f.Values) == 0 || f.Text.ZH == "" || f.Text.EN == "" {
			t.Errorf("finding %s lacks values or a sentence", f.ID)
		}
	}
}

// With four reference documents no p-value appears anywhere.
func TestFewReferencesGiveNoProbabilities(t *testing.T) {
	all := promises.Specimen(t)
	for _, lang := range []bilingual.Lang{bilingual.ZH, bilingual.EN} {
		few, err := all.Subset([]int{0, 10, 20, 30, 47})
		if err != nil {
			t.Fatal(err)
		}
		r, files := compared(t, few, lang)
		for _, s := range r.Sections {
			for _, name := range []string{"p", "p_adj"} {
				for row, p := range s.Result.Table.Floats(name) {
					if p == p {
						t.Errorf("%s, row %d: %s = %v with four references", s.Name, row, name, p)
					}
				}
			}
			for _, f := range s.Result.Findings {
				if f.Tier == analysis.Calibrated {
					t.Errorf("finding %s claims a comparison: %s", f.ID, f.Text.EN)
				}
			}
		}
		if m := regexp.MustCompile(`[pq] ?[=<] ?0\.\d`).FindString(files["report.html"]); m != "" {
			t.Errorf("the page has %q", m)
		}
		for _, s := range r.Sections {
			if f := s.Result.Refusal; f != nil && !strings.Contains(files["report.html"], f.Unlock.In(lang)) {
				t.Errorf("the page does not say what would unlock %s", s.Name)
			}
		}
	}
}

// The generator's sentences use none of the words that claim more than counts
// can bear.
func TestSentencesClaimNoMoreThanTheyMay(t *testing.T) {
	banned := map[bilingual.Lang]*regexp.Regexp{
		bilingual.EN: regexp.MustCompile(`(?i)\b(significant|proves?|unprecedented|hardened|softened|influenced?|increasingly)\b`),
		bilingual.ZH: regexp.MustCompile(`显著|证明|史无前例|日益`),
	}
	_, r, _ := specimenReport(t)
	for _, s := range r.Sections {
		for _, f := range s.Result.Findings {
			template := f.Text
			for _, v := range f.Values {
				template = analysis.T(strings.ReplaceAll(template.ZH, v.Text.ZH, ""), strings.ReplaceAll(template.EN, v.Text.EN, ""))
			}
			for lang, re := range banned {
				if m := re.FindString(template.In(lang)); m != "" {
					t.Errorf("finding %s says %q: %s", f.ID, m, f.Text.In(lang))
				}
			}
			if f.Tier == analysis.ModelBased && !strings.Contains(f.Text.EN, "fitted model") {
				t.Errorf("finding %s is of a model and does not say so: %s", f.ID, f.Text.EN)
			}
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	var docs []*corpus.Document
	for i, s := range []string{`</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `{{.Title}} {n}`, `=cmd()`, "\u202eabc", `]]>--><!--`} {
		text, _ := corpus.Freeze("合作" + s + "。\n" + strings.Repeat("双方同意"+s+"加强合作。\n", 4))
		d := &corpus.Document{ID: "D" + s, Text: text, SHA256: corpus.Hash(text), Title: s, Kind: s, Lang: "zh",
			Date: corpus.Date{Year: 2000 + i}, Source: corpus.Source{Path: s, URL: "javascript:alert(1)"}}
		structure.Read(d)
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	_, files := compared(t, c, bilingual.ZH)
	page := files["report.html"]
	for _, bad := range []string{"<script", "<img src=x", `href="javascript:`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if err := wellFormed(page); err != nil {
		t.Error(err)
	}
	for name := range files {
		if strings.Contains(name, "..") || strings.ContainsAny(name, `<>"\`) {
			t.Errorf("file name %q", name)
		}
	}
}

func TestEnglishReportIsEnglish(t *testing.T) {
	text := strings.Repeat("The two sides agreed to strengthen cooperation in trade. ", 20)
	var docs []*corpus.Document
	for i, id := range []string{"A", "B", "C"} {
		d := &corpus.Document{ID: id, Text: text + id + ".", SHA256: corpus.Hash(text + id + "."), Title: "Joint Statement " + id, Lang: "en", Date: corpus.Date{Year: 2001 + i}}
		structure.Read(d)
		docs = append(docs, d)
	}
	c, err := corpus.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	_, files := compared(t, c, bilingual.EN)
	page := files["report.html"]
	if m := regexp.MustCompile(`\p{Han}+|[，。；：、（）《》　]`).FindString(page[strings.Index(page, "<body>"):]); m != "" {
		t.Errorf("an English report on English texts has %q", m)
	}
}

var update = flag.Bool("update", false, "write the figure of the README")

// The figure of the README is the keyness figure of the English report.
func TestReadmeFigureIsFresh(t *testing.T) {
	loaded, err := load.FS(t.Context(), specimen.Embedded(), ".", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, files := compared(t, loaded.Corpus, bilingual.EN)
	const name = "testdata/keyness.png"
	if *update {
		if err := os.WriteFile(name, []byte(files["figures/keyness.png"]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != files["figures/keyness.png"] {
		t.Errorf("reports/render/%s is stale: run go test ./reports/render -update", name)
	}
}

func TestResultPage(t *testing.T) {
	_, r, _ := specimenReport(t)
	i := slices.IndexFunc(r.Sections, func(s reports.Section) bool { return len(s.Result.Figures) > 0 && s.Result.Table.Len() > 0 })
	page, err := ResultPage(r.Sections[i].Result, bilingual.EN)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<!DOCTYPE html>", "data:image/svg+xml;base64,", "<table>", r.Sections[i].Result.Title.EN} {
		if !strings.Contains(html.UnescapeString(string(page)), want) {
			t.Errorf("the page of one result lacks %s", want)
		}
	}
	if err := wellFormed(string(page)); err != nil {
		t.Error(err)
	}
}
