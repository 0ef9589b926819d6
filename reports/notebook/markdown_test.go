package notebook

import (
	"strings"
	"testing"
)

// The wanted HTML is CommonMark 0.31 and GFM by hand, but for what the comment of
// markdown says is ours.
func TestMarkdown(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{"# 一\n\n## Two ##", "<h1>一</h1>\n<h2>Two</h2>\n"},
		{"**强调**文字", "<p><strong>强调</strong>文字</p>\n"},
		{"**“强调”**文字", "<p><strong>“强调”</strong>文字</p>\n"},
		{"文字**“强调”**", "<p>文字<strong>“强调”</strong></p>\n"},
		{"这是**“强调”**的文字，还有*（斜体）*。", "<p>这是<strong>“强调”</strong>的文字，还有<em>（斜体）</em>。</p>\n"},
		{"见《**联合公报**》。", "<p>见《<strong>联合公报</strong>》。</p>\n"},
		{"a**\"b\"**c", "<p>a**&quot;b&quot;**c</p>\n"}, // not beside Chinese: as in CommonMark
		{"5 * 3 * 2 与 a_b_c", "<p>5 * 3 * 2 与 a_b_c</p>\n"},
		{"第一行\n第二行", "<p>第一行第二行</p>\n"},
		{"one\ntwo", "<p>one\ntwo</p>\n"},
		{"- a\n  - b\n- c", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n"},
		{"3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
		{"> a\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n"},
		{"| 甲 | n |\n|:--|--:|\n| `a|b` | 1 |", "<table>\n<thead>\n<tr>\n<th align=\"left\">甲</th>\n<th align=\"right\">n</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"left\">`a</td>\n<td align=\"right\">b`</td>\n</tr>\n</tbody>\n</table>\n"},
		{"~~x~~", "<p><del>x</del></p>\n"},
		{"`a < b`", "<p><code>a &lt; b</code></p>\n"},
		{"```python\nx < 1\n```", "<pre><code class=\"language-python\">x &lt; 1\n</code></pre>\n"},
		{"***", "<hr>\n"},
		{"[链接](https://example.org/?a=1&b=2 \"t\")", "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noreferrer\">链接</a></p>\n"},
		{"<https://example.org> <a@b.cn>", "<p><a href=\"https://example.org\" rel=\"noreferrer\">https://example.org</a> <a href=\"mailto:a@b.cn\" rel=\"noreferrer\">a@b.cn</a></p>\n"},
		{"![图 *一*](x.png)", "<p>图 一</p>\n"},
		{"<b>x</b> &amp; &lt;", "<p>&lt;b&gt;x&lt;/b&gt; &amp; &lt;</p>\n"},
		{"<div>\n<script>x</script>\n</div>", "<p>&lt;div&gt;\n&lt;script&gt;x&lt;/script&gt;\n&lt;/div&gt;</p>\n"},
	} {
		if got := markdown(test.source); got != test.want {
			t.Errorf("%q:\n%s\nwant\n%s", test.source, got, test.want)
		}
	}
}

func TestMarkdownLetsNothingIn(t *testing.T) {
	for _, source := range []string{
		"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,y)", "[x](&#106;avascript:alert(1))", "<javascript:alert(1)>",
		"![x](y\" onerror=\"z)", "[x](https://a\"onmouseover=\"b)", "[x]: javascript:alert(1)\n\n[x]", "<img src=x onerror=y>", "```\"><script>\nx\n```", "<!-- <script> -->", "# <script>x",
		"| <script>x</script> |\n|---|\n| <svg onload=x> |", "[<img src=x onerror=y>](https://a)",
	} {
		got := markdown(source)
		for _, bad := range []string{"<script", "<img", "<svg", "<!--", "href=\"javascript", "href=\"data", "href=\"JaVa", " onerror=\"", " onmouseover=\""} {
			if strings.Contains(got, bad) {
				t.Errorf("%q lets %s in: %s", source, bad, got)
			}
		}
	}
}

func TestFirstHeading(t *testing.T) {
	for source, want := range map[string]string{
		"text\n\n# **甲**与 `b`": "甲与 b", "none": "", "```\n# code\n```\n\n## real": "real", "Title\n=====": "Title", "# a &amp; b": "a & b",
	} {
		if got := firstHeading(source); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}
