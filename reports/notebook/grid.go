package notebook

import (
	"fmt"
	"html"
	"strings"

	"concord/analysis/table"
	"concord/corpus/bilingual"
)

// shownRows is how many rows of a table a display has; to_csv has all.
const shownRows = 50

// grid is a table made ready for display.
type grid struct {
	head    []string
	names   []string // of the columns, for machines
	numbers []bool   // by column: set to the right
	rows    [][]string
	total   int
}

func gridOf(t *table.Table, lang bilingual.Lang) grid {
	g := grid{total: t.Len()}
	for _, c := range t.Columns() {
		g.head = append(g.head, c.Title.In(lang))
		g.names = append(g.names, c.Name)
		g.numbers = append(g.numbers, c.Kind == table.Int || c.Kind == table.Float)
	}
	for r := range min(t.Len(), shownRows) {
		row := make([]string, len(g.head))
		for c := range row {
			row[c] = t.Display(r, c, lang)
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// more says how many rows are not shown.
func (g grid) more(lang bilingual.Lang) string {
	if len(g.rows) == g.total {
		return ""
	}
	return fmt.Sprintf(bilingual.T("共 %d 行，此处列出前 %d 行。", "%d rows, the first %d shown.").In(lang), g.total, len(g.rows))
}

// html writes a plain table: no style, no script, every text escaped.
func (g grid) html(lang bilingual.Lang) string {
	var b strings.Builder
	b.WriteString("<table>\n<thead>\n<tr>")
	for _, h := range g.head {
		fmt.Fprintf(&b, "<th scope=\"col\">%s</th>", html.EscapeString(h))
	}
	b.WriteString("</tr>\n</thead>\n<tbody>\n")
	for _, row := range g.rows {
		b.WriteString("<tr>")
		for c, cell := range row {
			if g.numbers[c] {
				fmt.Fprintf(&b, "<td class=\"n\">%s</td>", html.EscapeString(cell))
			} else {
				fmt.Fprintf(&b, "<td>%s</td>", html.EscapeString(cell))
			}
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n")
	if m := g.more(lang); m != "" {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(m))
	}
	return b.String()
}

// tsv writes the table with tabs, under the names of its columns.
func (g grid) tsv(lang bilingual.Lang) string {
	var b strings.Builder
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(clean.Replace(c))
		}
		b.WriteByte('\n')
	}
	line(g.names)
	for _, row := range g.rows {
		line(row)
	}
	if m := g.more(lang); m != "" {
		b.WriteString(m + "\n")
	}
	return b.String()
}
