package notebook

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"concord/analysis"
	"concord/corpus/bilingual"
)

func withParameters(source string) *Notebook {
	nb := New()
	nb.Add(Markdown, "# 标题")
	nb.Add(Code, source).Metadata = Metadata{"tags": json.RawMessage(`["parameters"]`)}
	return nb
}

func TestParameters(t *testing.T) {
	nb := withParameters("x = 1\nname = 'a'")
	nb.Add(Code, "print(x, name)")
	for range 2 { // the second run replaces the injected cell
		if err := Run(t.Context(), nb, RunOptions{Parameters: map[string]any{"x": 5, "name": "乙\"\n"}}); err != nil {
			t.Fatal(err)
		}
	}
	if len(nb.Cells) != 4 || !nb.Cells[2].Tagged("injected-parameters") || nb.Cells[2].Source != "# Parameters of this run\nname = \"乙\\\"\\n\"\nx = 5" {
		t.Errorf("%d cells, the injected one is %q", len(nb.Cells), nb.Cells[2].Source)
	}
	if got := plainText(nb.Cells[3]); got != "5 乙\"\n\n" {
		t.Errorf("got %q", got)
	}
	if err := Run(t.Context(), nb, RunOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := plainText(nb.Cells[2]); len(nb.Cells) != 3 || got != "1 a\n" {
		t.Errorf("without parameters: %d cells, %q", len(nb.Cells), got)
	}
	for name, want := range map[string]string{"nmae": "did you mean name?", "zzzzzz": "which has name, x"} {
		var wrong *analysis.OptionError
		err := Run(t.Context(), nb, RunOptions{Parameters: map[string]any{name: 1}})
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	if err := Run(t.Context(), book("1"), RunOptions{Parameters: map[string]any{"x": 1}}); err == nil || !strings.Contains(err.Error(), `tagged "parameters"`) {
		t.Errorf("no parameters cell: %v", err)
	}
}

func TestParameterOfTheCommandLine(t *testing.T) {
	for in, want := range map[string]any{
		"x=1": int64(1), "x=-2.5": -2.5, "x=True": true, "x=None": nil, "x=abc": "abc", "x='1'": "1", "x=year:2010..": "year:2010..",
		"x=[1, 'a']": []any{int64(1), "a"}, "x=": "", "x=a=b": "a=b", "x=中国": "中国", "x=f(1)": "f(1)",
	} {
		name, got, err := Parameter(in)
		if err != nil || name != "x" || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q %#v %v, want %#v", in, name, got, err, want)
		}
	}
	for _, in := range []string{"x", "=1", ""} {
		if _, _, err := Parameter(in); err == nil {
			t.Errorf("%q is taken", in)
		}
	}
}

func TestRunSavesResumesAndStops(t *testing.T) {
	nb := book("a = 1\nprint('one')", "b = a + 1\nprint('two')", "fail('three')", "print('four')")
	nb.Cells[3].Outputs = []Output{{Type: Stream, Name: "stdout", Text: "of old\n"}}
	var saved []string
	save := func(nb *Notebook) error {
		saved = append(saved, written(t, nb))
		return nil
	}
	err := Run(t.Context(), nb, RunOptions{Options: Options{Lang: bilingual.EN}, Save: save})
	var fault *CellError
	if !errors.As(err, &fault) || fault.Cell != 3 || fault.ID != "c3" || fault.Name != "Failure" {
		t.Fatalf("got %v", err)
	}
	if len(saved) != 3 || !strings.Contains(saved[0], "one") || strings.Contains(saved[0], "three\"") && strings.Contains(saved[0], "Failure") {
		t.Errorf("%d times saved", len(saved))
	}
	again, err := Read(strings.NewReader(saved[2]))
	if err != nil {
		t.Fatal(err)
	}
	if o := again.Cells[2].Outputs; len(o) != 1 || o[0].Type != ErrorOutput || o[0].EName != "Failure" || o[0].EValue != "three" {
		t.Errorf("the error kept: %+v", o)
	}
	if got := plainText(again.Cells[3]); got != "of old\n" {
		t.Errorf("the cell below the error has %q", got)
	}
	// Mended, only what is stale runs; values of skipped cells are there.
	again.Cells[2].Source = "print(b)"
	count := 0
	if err := Run(t.Context(), again, RunOptions{Options: Options{Lang: bilingual.EN}, Save: func(*Notebook) error { count++; return nil }}); err != nil {
		t.Fatal(err)
	}
	if got := plainText(again.Cells[2]) + plainText(again.Cells[3]); count != 2 || got != "2\nfour\n" {
		t.Errorf("%d cells ran, %q", count, got)
	}
	before := written(t, again)
	count = 0
	if err := Run(t.Context(), again, RunOptions{Options: Options{Lang: bilingual.EN}, Save: func(*Notebook) error { count++; return nil }}); err != nil || count != 0 {
		t.Errorf("%d cells ran again, %v", count, err)
	}
	if written(t, again) != before {
		t.Error("a run without work changes the file")
	}
	if err := Run(t.Context(), again, RunOptions{Options: Options{Lang: bilingual.EN}, Fresh: true}); err != nil || written(t, again) != before {
		t.Errorf("a fresh run changes the file, %v", err)
	}
	broken := errors.New("disk full")
	if err := Run(t.Context(), book("1"), RunOptions{Save: func(*Notebook) error { return broken }}); !errors.Is(err, broken) {
		t.Errorf("saving fails: %v", err)
	}
}

func TestRunLeavesMarkdownAlone(t *testing.T) {
	nb := New()
	nb.Add(Markdown, "**x** 1 +")
	nb.Add(Raw, "raw")
	if err := Run(t.Context(), nb, RunOptions{}); err != nil || nb.Cells[0].Source != "**x** 1 +" || nb.Cells[0].Outputs != nil {
		t.Errorf("%+v, %v", nb.Cells[0], err)
	}
}

func TestRunStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var fault *CellError
	if err := Run(ctx, book("1"), RunOptions{}); !errors.As(err, &fault) || fault.Name != "Interrupted" {
		t.Errorf("got %v", err)
	}
}

func TestHTML(t *testing.T) {
	nb := New()
	nb.Add(Markdown, "# 标题 <script>alert(1)</script>\n\n**重** `x<y` [链](https://example.org/a) [坏](javascript:alert(1)) ![图](https://example.org/x.png)\n\n- 一\n- 二\n\n| a | b |\n|---|---|\n| 1 | <i>2</i> |\n\n```\n<pre>\n```")
	nb.Add(Code, "x = 1\nprint('<b>')")
	nb.Add(Code, "frequency(where(corpus('specimen'), '"+few+"'), top=3).table")
	nb.Add(Code, "print(x)")
	if err := Run(t.Context(), nb, RunOptions{}); err != nil {
		t.Fatal(err)
	}
	page := func() string {
		t.Helper()
		b, err := HTML(nb, bilingual.ZH)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	got := page()
	for _, want := range []string{"<h1>标题 &lt;script&gt;", "<strong>重</strong>", "<code>x&lt;y</code>", `<a href="https://example.org/a"`, "<li>二</li>", "<td>&lt;i&gt;2&lt;/i&gt;</td>", "<pre>&lt;b&gt;\n</pre>", "<thead>", "default-src 'none'"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, bad := range []string{"<script", "href=\"javascript", "example.org/x.png", "已过期："} {
		if strings.Contains(got, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	nb.Cells[1].Source = "x = 2\nprint('<b>')"
	if got := page(); strings.Count(got, "已过期：") != 2 || !strings.Contains(got, "有 2 个单元格的结果已过期") || strings.Count(got, "state-stale\"") != 2 {
		t.Error("stale results are not marked")
	}
	first, second := page(), page()
	if first != second {
		t.Error("two pages differ")
	}
	if _, err := HTML(nb, "fr"); err == nil {
		t.Error("a language that is not there is taken")
	}
}

func TestHTMLTrustsNothingStored(t *testing.T) {
	hostile := []string{
		"<script>alert(1)</script>", "<table onload=alert(1)><tr></tr></table>", `<p class="n" onclick="x">a</p>`, "<img src=x onerror=alert(1)>",
		"<p>a</p><iframe src=x>", "<p><style>*{}</style></p>", "</main><p>", "<p>", "<p/>", "<!-- <p> -->", "<p>a</td>", "<P>", "<svg/onload=alert(1)>", "<p\n>", "a > b",
	}
	nb := New()
	for _, h := range hostile {
		if harmless(h) {
			t.Errorf("%q passes for harmless", h)
		}
		c := nb.Add(Code, "1")
		c.Outputs = []Output{
			{Type: DisplayData, Data: map[string]string{"text/html": h}},
			{Type: DisplayData, Data: map[string]string{"image/svg+xml": "<svg onload='alert(1)'>" + h, "text/plain": "\"><script>"}},
			{Type: DisplayData, Data: map[string]string{"image/png": "\"><script>alert(1)</script>", "text/plain": "png"}},
			{Type: Stream, Name: "stdout", Text: h}, {Type: ErrorOutput, EName: h, Traceback: []string{h}},
		}
	}
	b, err := HTML(nb, bilingual.EN)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<iframe", "<svg", "onerror=alert(1)>", "<img src=x", "<style>*"} {
		if strings.Contains(string(b), bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if !harmless("<table>\n<tr><td class=\"n\">1 &lt; 2</td></tr>\n</table>\n<p>x</p>") {
		t.Error("a plain table is refused")
	}
}
