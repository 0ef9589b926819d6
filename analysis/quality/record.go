package quality

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"concord/analysis/table"
	"concord/corpus"
)

// Floors of single documents.
const (
	shortLength  = 500 // characters; below, only side-by-side reading is offered
	longFactor   = 4   // times the median length of the language
	fewForMedian = 5   // documents from which a median length says something
	longEnding   = 40  // characters from which a last paragraph should end in a full stop
)

// record lists what is missing from, or contradicts itself in, one document.
func record(d *corpus.Document) []Row {
	var rows []Row
	for _, f := range []struct {
		problem string
		missing bool
	}{
		{"no-date", d.Date.IsZero()}, {"no-parties", len(d.Parties) == 0}, {"no-kind", d.Kind == ""},
		{"no-title", d.Title == ""}, {"no-language", d.Lang == ""},
	} {
		if f.missing {
			rows = append(rows, Row{Problem: f.problem, Doc: d.ID, Detail: d.Source.Path})
		}
	}
	if year, ok := titleYear(d); ok {
		rows = append(rows, Row{Problem: "date-conflict", Doc: d.ID, Detail: fmt.Sprintf("%d, %s", year, d.Date)})
	}
	if s, ok := brokenOff(d); ok {
		rows = append(rows, Row{Problem: "breaks-off", Doc: d.ID, Address: d.Address(s).String(), span: s})
	}
	for _, n := range d.Notes {
		rows = append(rows, Row{Problem: "reading", Doc: d.ID, Detail: n.Code + " " + n.Text.EN})
	}
	return rows
}

var yearInTitle = regexp.MustCompile(`(?:^|[^\d])((?:19|20)\d\d)(?:[^\d]|$)`)

// titleYear returns the one year that the title names when it is not that of
// the date.
func titleYear(d *corpus.Document) (int, bool) {
	if d.Date.IsZero() {
		return 0, false
	}
	m := yearInTitle.FindAllStringSubmatch(d.Title, -1)
	if len(m) != 1 {
		return 0, false
	}
	year, err := strconv.Atoi(m[0][1])
	return year, err == nil && year != d.Date.Year
}

// brokenOff returns the last paragraph when it is long and has no end.
func brokenOff(d *corpus.Document) (corpus.Span, bool) {
	st := d.Structure
	if len(st.Paragraphs) == 0 || !st.Dateline.IsZero() || !st.Agency.IsZero() {
		return corpus.Span{}, false
	}
	last := st.Paragraphs[len(st.Paragraphs)-1].Span
	text := strings.TrimSpace(d.Slice(last))
	end, _ := utf8.DecodeLastRuneInString(text)
	broken := utf8.RuneCountInString(text) >= longEnding && !strings.ContainsRune(".!?。！？…”’\"')）]】》」』*", end)
	return last, broken
}

// lengths lists documents that are too short, or far longer than the others of
// their language.
func lengths(docs []*corpus.Document) []Row {
	byLang := map[string][]int{}
	for _, d := range docs {
		byLang[d.Lang] = append(byLang[d.Lang], d.Characters())
	}
	median := map[string]int{}
	for lang, n := range byLang {
		if len(n) >= fewForMedian {
			slices.Sort(n)
			median[lang] = n[len(n)/2]
		}
	}
	var rows []Row
	for _, d := range docs {
		n := d.Characters()
		if n < shortLength {
			rows = append(rows, Row{Problem: "short", Doc: d.ID, Detail: strconv.Itoa(n)})
		}
		if m := median[d.Lang]; m > 0 && n > longFactor*m {
			rows = append(rows, Row{Problem: "long", Doc: d.ID, Detail: fmt.Sprintf("%d, median %d", n, m)})
		}
	}
	return rows
}

// gaps lists pairs of neighbouring editions that lie too far apart for their
// series. Two language versions of one day are one edition.
func gaps(docs []*corpus.Document) []Row {
	series := map[string][]*corpus.Document{}
	for _, d := range docs {
		if pair := d.Pair(); pair != "" && !d.Date.IsZero() {
			key := pair + " " + d.Lang
			series[key] = append(series[key], d)
		}
	}
	var rows []Row
	for _, s := range series {
		slices.SortFunc(s, func(a, b *corpus.Document) int {
			return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
		})
		if len(s) < 4 {
			continue
		}
		steps := make([]float64, len(s)-1)
		for i := range steps {
			steps[i] = s[i+1].Date.Decimal() - s[i].Date.Decimal()
		}
		sorted := slices.Sorted(slices.Values(steps))
		median := (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
		for i, step := range steps {
			if step > 2*median && step > median+1 {
				rows = append(rows, Row{
					Problem: "gap", Doc: s[i].ID, DocB: s[i+1].ID,
					Detail: fmt.Sprintf("%s %s..%s, %s years, median %s", s[i].Pair(), s[i].Date, s[i+1].Date, table.Round(step, 1), table.Round(median, 1)),
				})
			}
		}
	}
	return rows
}
