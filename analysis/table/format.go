package table

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"

	"concord/corpus/bilingual"
)

// Minus is the minus sign U+2212, which readers see; files keep the hyphen.
const Minus = "\u2212"

// Missing is what readers see for a number that is not defined.
const Missing = "–"

// Cell returns a cell as files have it: every digit, NaN empty.
func (t *Table) Cell(row, col int) string {
	switch v := t.data[col].(type) {
	case []string:
		return v[row]
	case []int64:
		return strconv.FormatInt(v[row], 10)
	case []bool:
		return strconv.FormatBool(v[row])
	case []float64:
		if math.IsNaN(v[row]) {
			return ""
		}
		return strconv.FormatFloat(v[row], 'g', -1, 64)
	}
	return ""
}

// Display returns a cell as readers see it: rounded, with a minus sign, a dash
// for what is not defined, yes or no for a bool.
func (t *Table) Display(row, col int, lang bilingual.Lang) string {
	switch v := t.data[col].(type) {
	case []string:
		if word, ok := t.columns[col].Values[v[row]]; ok {
			return word.In(lang)
		}
	case []int64:
		return Integer(v[row])
	case []float64:
		return Round(v[row], fewer(v[row], t.columns[col].Decimals))
	case []bool:
		if v[row] {
			return bilingual.T("是", "yes").In(lang)
		}
		return bilingual.T("否", "no").In(lang)
	}
	return t.Cell(row, col)
}

// fewer takes decimals off large numbers: nobody reads 41632.20.
func fewer(x float64, decimals int) int {
	switch x = math.Abs(x); {
	case x >= 10000:
		return 0
	case x >= 1000:
		return min(decimals, 1)
	}
	return decimals
}

// Integer prints a whole number for readers: 12 345, with a no-break space from
// five digits on.
func Integer(n int64) string {
	s := strconv.FormatInt(n, 10)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	if len(s) > 4 {
		var b strings.Builder
		for i, r := range s {
			if i > 0 && (len(s)-i)%3 == 0 {
				b.WriteString("\u00a0")
			}
			b.WriteRune(r)
		}
		s = b.String()
	}
	if neg {
		s = Minus + s
	}
	return s
}

// Round prints a number for readers with the given number of decimals. A
// number that would read as zero but is not gets its first two digits instead:
// 0.00041, and 4.1×10⁻⁷ below a ten-thousandth.
func Round(x float64, decimals int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Missing
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if x != 0 && strings.Trim(s, "-0.") == "" {
		s = small(x)
	}
	if strings.HasPrefix(s, "-") {
		if strings.Trim(s, "-0.") == "" {
			return s[1:]
		}
		return Minus + s[1:]
	}
	return s
}

// small prints a number near zero with two digits.
func small(x float64) string {
	if math.Abs(x) >= 1e-4 {
		return strconv.FormatFloat(x, 'g', 2, 64)
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', 1, 64), "e-")
	return strings.TrimSuffix(mantissa, ".0") + "×10⁻" + superscripts.Replace(strings.TrimLeft(exponent, "0"))
}

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// WriteCSV writes the table as CSV (RFC 4180, UTF-8, line ends LF, a header).
// A text cell that a spreadsheet would take for a formula gets a leading
// apostrophe, as spreadsheets themselves write it.
func (t *Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	record := make([]string, len(t.columns))
	for i, c := range t.columns {
		record[i] = c.Name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for r := range t.rows {
		for c := range t.columns {
			record[c] = t.Cell(r, c)
			if t.columns[c].Kind == String {
				record[c] = disarm(record[c])
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func disarm(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// MarshalJSON writes the table as an array of rows, each an object with the
// columns in order; NaN is null.
func (t *Table) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('[')
	for r := range t.rows {
		if r > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('{')
		for c, col := range t.columns {
			if c > 0 {
				b.WriteByte(',')
			}
			v := t.Value(r, c)
			if x, ok := v.(float64); ok && math.IsNaN(x) {
				v = nil
			}
			value, err := json.Marshal(v)
			if err != nil {
				return nil, err
			}
			b.WriteString(strconv.Quote(col.Name))
			b.WriteByte(':')
			b.Write(value)
		}
		b.WriteByte('}')
	}
	b.WriteByte(']')
	return []byte(b.String()), nil
}

// WriteText writes the table for a terminal: columns aligned by display width,
// numbers to the right, headings in lang.
func (t *Table) WriteText(w io.Writer, lang bilingual.Lang) error {
	widths := make([]int, len(t.columns))
	for c, col := range t.columns {
		widths[c] = Width(col.Title.In(lang))
		for r := range t.rows {
			widths[c] = max(widths[c], Width(oneLine(t.Display(r, c, lang))))
		}
	}
	var b strings.Builder
	for c, col := range t.columns {
		pad(&b, col.Title.In(lang), widths[c], col.Kind, c == len(t.columns)-1)
	}
	b.WriteByte('\n')
	for r := range t.rows {
		for c, col := range t.columns {
			pad(&b, oneLine(t.Display(r, c, lang)), widths[c], col.Kind, c == len(t.columns)-1)
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func pad(b *strings.Builder, s string, width int, kind Kind, last bool) {
	space := strings.Repeat(" ", max(width-Width(s), 0))
	if kind == Int || kind == Float {
		s = space + s
	} else if !last {
		s += space
	}
	b.WriteString(s)
	if !last {
		b.WriteString("  ")
	}
}

// oneLine keeps control characters of the corpus out of the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// WriteMarkdown writes the table as a pipe table with headings in lang.
func (t *Table) WriteMarkdown(w io.Writer, lang bilingual.Lang) error {
	var b strings.Builder
	for _, col := range t.columns {
		b.WriteString("| " + markdownCell(col.Title.In(lang)) + " ")
	}
	b.WriteString("|\n")
	for _, col := range t.columns {
		if col.Kind == Int || col.Kind == Float {
			b.WriteString("|---:")
		} else {
			b.WriteString("|---")
		}
	}
	b.WriteString("|\n")
	for r := range t.rows {
		for c := range t.columns {
			b.WriteString("| " + markdownCell(t.Display(r, c, lang)) + " ")
		}
		b.WriteString("|\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var markdownEscapes = strings.NewReplacer("|", `\|`, "\\", `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "<", "&lt;", ">", "&gt;", "[", `\[`, "]", `\]`)

func markdownCell(s string) string { return markdownEscapes.Replace(oneLine(s)) }
