package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/cmd/internal/worker"
	"concord/reports/notebook/example"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestMain lets the test binary be the process of a notebook.
func TestMain(m *testing.M) {
	if os.Getenv("CONCORD_TEST_WORKER") != "" {
		if err := worker.Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if browser.stop != nil {
		browser.stop()
	}
	os.Exit(code)
}

// browser is shared by the tests: each has a tab of its own.
var browser struct {
	once sync.Once
	ctx  context.Context
	stop func()
	err  error
}

func startBrowser() {
	dir, err := os.MkdirTemp("", "concord-browser")
	if err != nil {
		browser.err = err
		return
	}
	alloc, end := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(browserPath()), chromedp.UserDataDir(dir), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.WindowSize(1280, 900),
		chromedp.Flag("blink-settings", "preferredColorScheme="+cmp.Or(os.Getenv("CONCORD_SHOTS_SCHEME"), "1")))
	ctx, cancel := chromedp.NewContext(alloc)
	browser.ctx = ctx
	browser.stop = func() {
		cancel()
		end()
		_ = os.RemoveAll(dir)
	}
	browser.err = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// testWorker starts this test binary as the process of a notebook.
func testWorker(t testing.TB) []string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	env, err := exec.LookPath("env")
	if err != nil {
		t.Skip("no env command")
	}
	return []string{env, "CONCORD_TEST_WORKER=1", self}
}

// tab is a page of a browser that looks at a served folder.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string
}

var browserPath = sync.OnceValue(func() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
})

// browse starts a browser on a served folder. Tests of the page are skipped
// where there is none.
func browse(t *testing.T, dir string) (*tab, *Server) {
	t.Helper()
	if testing.Short() || browserPath() == "" {
		t.Skip("no chromium")
	}
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	browser.once.Do(startBrowser)
	if browser.err != nil {
		t.Skipf("the browser does not start: %v", browser.err)
	}
	ctx, cancel := chromedp.NewContext(browser.ctx)
	t.Cleanup(cancel)
	ctx, over := context.WithTimeout(ctx, 240*time.Second)
	t.Cleanup(over)
	b := &tab{t: t, ctx: ctx, base: server.URL}
	b.do(chromedp.Navigate(server.URL + "/?token=" + testToken + "&lang=zh"))
	return b, s
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("the browser: %v\n%s", err, b.text("document.body.innerText.slice(0, 3000)"))
	}
}

// wait waits until an expression of the page is true.
func (b *tab) wait(expression string) {
	b.t.Helper()
	deadline := time.Now().Add(60 * time.Second) // against hanging, on busy machines
	for time.Now().Before(deadline) {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && ok {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.shot("failed")
	b.t.Fatalf("never true: %s\n%s", expression, b.text("document.body.innerText.slice(0, 3000)"))
}

func (b *tab) text(expression string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		return "(" + err.Error() + ")"
	}
	return s
}

func (b *tab) eval(expression string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void]("void(" + expression + ")"))
}

func (b *tab) key(keys string, modifiers ...chromedp.KeyOption) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys, modifiers...))
}

// press presses a key that the page takes for a command. A key of KeyEvent is
// followed by its character whatever the page does with it.
func (b *tab) press(key string) {
	b.t.Helper()
	b.eval(fmt.Sprintf(`document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: %q, bubbles: true, cancelable: true}))`, key))
}

// open opens a notebook and waits until it stands.
func (b *tab) open(name, lang string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + "/notebook/" + strings.ReplaceAll(name, "/", "%2F") + "?lang=" + lang))
	b.wait(`document.body.dataset.ready === 'yes'`)
}

// shot keeps a picture of the page where CONCORD_SHOTS names a folder.
func (b *tab) shot(name string) {
	dir := os.Getenv("CONCORD_SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644)
	}
	if err != nil {
		b.t.Logf("no picture: %v", err)
	}
}

// A newcomer opens the example, runs it, and saves a figure.
func TestNewcomer(t *testing.T) {
	dir := t.TempDir()
	b, _ := browse(t, dir)
	b.wait(`document.querySelector('[data-example="first-look-zh"]')`)
	b.wait(`document.querySelector('#corpora li')`)
	b.shot("start-zh")
	b.do(chromedp.Click(chromedp.CSS("#language")))
	b.wait(`document.documentElement.lang === 'en' && document.querySelector('h2').textContent === 'Start with an example' && document.querySelector('#corpora code')`)
	b.shot("start-en")
	b.do(chromedp.Click(chromedp.CSS("#language")))
	b.wait(`document.querySelector('h2').textContent === '从示例开始' && document.querySelector('#corpora code')`)
	b.do(chromedp.Click(chromedp.CSS(`[data-example="first-look-zh"]`)))
	b.wait(`document.body.dataset.ready === 'yes'`)
	b.wait(`document.querySelector('figure img')?.naturalWidth > 0 || (document.querySelector('figure').scrollIntoView(), false)`)
	if got, want := b.text(`document.querySelectorAll('.cell').length`), fmt.Sprint(len(example.Examples()[0].Blank().Cells)); got != want {
		t.Errorf("%s cells, the example has %s", got, want)
	}
	if got := b.text(`[...document.querySelectorAll('.cell')].map(c => c.dataset.state).filter(s => s === 'running' || s === 'queued').length`); got != "0" {
		t.Errorf("opening ran %s cells", got)
	}
	began := time.Now()
	b.eval(`document.querySelector('[data-run=all]').click()`)
	b.wait(`[...document.querySelectorAll('.cell.code')].every(c => c.dataset.state === 'fresh' && / s|秒/.test(c.querySelector('.state').textContent))`)
	t.Logf("the example ran in %v", time.Since(began))
	b.shot("notebook-zh")
	b.eval(`document.querySelector('figure').scrollIntoView()`)
	b.shot("figure-zh")
	b.do(chromedp.Click(chromedp.CSS(`.figure-tools button`)))
	b.wait(`document.querySelector('dialog[open]')`)
	b.shot("figure-dialog-zh")
	b.eval(`(window.saved = '', URL.createObjectURL = (o => x => { window.saved = x.type + ' ' + x.size; return o.call(URL, x); })(URL.createObjectURL))`)
	b.eval(`(document.querySelector('dialog [name=format]').value = 'pdf', document.querySelector('.save-figure').click())`)
	b.wait(`window.saved`)
	if got := b.text(`window.saved`); !strings.HasPrefix(got, "application/pdf ") {
		t.Errorf("saved %q, want a PDF", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "first-look-zh.ipynb")); err != nil {
		t.Error(err)
	}
}

var _ = kb.Enter

// The run goes on while nobody looks; a page that comes back shows where it is.
func TestReloadWhileRunning(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "for i in range(60000000):\n    if i % 2000000 == 0:\n        print('line', i)\nprint('end')")
	b, _ := browse(t, dir)
	b.open("a.ipynb", "en")
	b.eval(`document.querySelector('.run').click()`)
	b.wait(`document.querySelector('.stream')?.textContent.includes('line 2000000')`)
	b.do(chromedp.Reload())
	b.wait(`document.querySelector('.cell')?.dataset.state === 'running' && document.querySelector('.stream')?.textContent.startsWith('line 0\n')`)
	b.wait(`document.querySelector('.stream').textContent.split('\n').length > 5`)
	b.wait(`!document.getElementById('progress').hidden`)
	b.shot("running-en")
	b.eval(`document.getElementById('stop').click()`)
	b.wait(`document.querySelector('.trouble')?.textContent.includes('Interrupted')`)
	b.shot("stopped-en")
}

// Two tabs on one cell: the second is shown both texts, and keeps both.
func TestTwoTabs(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "start")
	b, s := browse(t, dir)
	b.open("a.ipynb", "en")
	// The other tab writes while this one is cut off from the news.
	b.eval(`(document.querySelector('.editor').focus(), document.querySelector('.editor').value = 'from the page', 0)`)
	mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "from elsewhere"})
	b.wait(`document.querySelector('.editor').value === 'from elsewhere'`) // nothing was typed here: the news is shown
	b.eval(`(document.querySelector('.editor').value = 'typed here', document.querySelector('.editor').dispatchEvent(new Event('input')))`)
	mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 2, "source": "typed there"})
	b.wait(`!document.querySelector('.conflict').hidden`)
	if got := b.text(`document.querySelector('.editor').value + '|' + document.querySelector('.conflict pre').textContent`); got != "typed here|typed there" {
		t.Errorf("shown %q, want both texts", got)
	}
	b.shot("conflict-en")
	b.eval(`[...document.querySelectorAll('.conflict button')].find(x => x.textContent === 'Keep both').click()`)
	b.wait(`document.querySelectorAll('.cell').length === 2`)
	nb, _, _ := readerOf(t, s, "a.ipynb").b.Snapshot()
	if nb.Cells[0].Source != "typed there" || nb.Cells[1].Source != "typed here" {
		t.Errorf("kept %q and %q", nb.Cells[0].Source, nb.Cells[1].Source)
	}
}

// Everything by keys: write, run, insert, change to a note, delete, bring back,
// and follow a number to its paragraph.
func TestKeyboardAlone(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "")
	b, s := browse(t, dir)
	b.open("a.ipynb", "zh")
	ctrl, shift := chromedp.KeyModifiers(chromedp.ModifierCtrl), chromedp.KeyModifiers(chromedp.ModifierShift)
	b.eval(`document.querySelector('.cell').focus()`)
	b.press("Enter")
	b.wait(`document.activeElement.matches('.editor')`)
	b.key("keyn")
	b.key(kb.Tab)
	b.wait(`document.querySelector('.editor').value === 'keyness'`)
	b.key("(t")
	b.key(kb.Tab)
	b.wait(`document.querySelectorAll('.popup li').length > 1`)
	b.shot("completion-zh")
	b.key(kb.Escape)
	b.key(kb.Tab, shift)
	b.wait(`document.querySelector('.popup.help')?.textContent.includes('keyness')`)
	b.shot("help-zh")
	b.key(kb.Escape)
	b.eval(`(document.activeElement.select(), document.execCommand('delete'))`)
	b.key(`frequency(where(corpus("specimen"), "lang:zh"), top=60)`)
	b.key(kb.Enter, ctrl)
	b.wait(`document.querySelector('.cell').dataset.state === 'fresh' && document.querySelector('.frame table')`)
	b.shot("table-zh")
	b.eval(`document.querySelector('td[tabindex="0"]').focus()`)
	b.key(kb.ArrowRight)
	b.key(kb.ArrowRight)
	b.press("Enter")
	b.wait(`document.querySelector('#panel .kwic .line')`)
	b.shot("panel-zh")
	b.eval(`document.querySelector('#panel .kwic .line').focus()`)
	b.key(kb.Enter)
	b.wait(`document.querySelector('#panel .passage mark')`)
	b.shot("passage-zh")
	b.key(kb.Escape)
	b.wait(`document.getElementById('panel').hidden && document.activeElement.tagName === 'TD'`)
	b.eval(`document.querySelector('.cell').focus()`)
	b.key("b")
	b.wait(`document.querySelectorAll('.cell').length === 2 && document.activeElement === document.querySelectorAll('.cell')[1]`)
	b.key("m")
	b.wait(`document.querySelectorAll('.cell')[1].matches('.markdown')`)
	b.press("Enter")
	b.key("# 标题")
	b.key(kb.Enter, shift)
	b.wait(`document.querySelector('.note h1')?.textContent === '标题' && document.activeElement === document.querySelectorAll('.editor')[2]`)
	b.key(kb.Escape)
	b.key("d")
	b.key("d")
	b.wait(`document.querySelectorAll('.cell').length === 2`)
	b.key("z")
	b.wait(`document.querySelectorAll('.cell').length === 3`)
	b.key("k")
	b.key("?")
	b.wait(`document.querySelector('dialog[open]')`)
	b.shot("keys-zh")
	b.key(kb.Escape)
	b.wait(`!document.querySelector('dialog[open]')`)
	if nb, _, _ := readerOf(t, s, "a.ipynb").b.Snapshot(); nb.Cells[1].Source != "# 标题" {
		t.Errorf("cell 2 is %q", nb.Cells[1].Source)
	}
}

// Probes in every place of a stored notebook stay silent, while one fires on a
// page without protection.
func TestHostileNotebookIsSilent(t *testing.T) {
	dir := t.TempDir()
	hostileNotebook(t, dir)
	b, _ := browse(t, dir)
	b.open("bad.ipynb", "en")
	b.wait(`document.querySelectorAll('.output').length === 5`)
	b.eval(`document.querySelectorAll('.output').forEach(o => o.scrollIntoView())`)
	b.eval(`document.querySelectorAll('details.source').forEach(d => { d.open = true; })`)
	b.eval(`document.querySelector('.tools .all')?.click()`)
	b.eval(`document.querySelector('td')?.click()`)
	time.Sleep(700 * time.Millisecond)
	if got := b.text(`window.hit`); got != "undefined" {
		t.Errorf("a probe has fired: %s", got)
	}
	if got := b.text(`document.querySelectorAll('.note script, .note img, .note svg, .note [onerror], .outputs script, .outputs [onerror]').length + document.querySelectorAll('.note a[href^="javascript"]').length`); got != "0" {
		t.Errorf("%s elements of a probe stand in the page", got)
	}
	b.shot("hostile-en")
	b.do(chromedp.Navigate(`data:text/html,<img src=x onerror="window.hit=1">`))
	b.wait(`window.hit === 1`) // the probe is one that fires
}

// At 400 per cent of a window of 1280 the page is 320 wide: nothing may need
// scrolling sideways but tables and code.
func TestZoom(t *testing.T) {
	dir := t.TempDir()
	b, s := browse(t, dir)
	if w := ask(s, "POST", "/v1/notebooks", `{"example":"first-look-en"}`); w.Code != 201 {
		t.Fatal(w.Body)
	}
	b.do(chromedp.EmulateViewport(320, 900))
	for _, page := range []string{"/?lang=zh", "/notebook/first-look-en.ipynb?lang=en", "/notebook/first-look-en.ipynb?lang=zh"} {
		b.do(chromedp.Navigate(b.base + page))
		if strings.HasPrefix(page, "/notebook") {
			b.wait(`document.body.dataset.ready === 'yes'`)
		}
		if got := b.text(`document.documentElement.scrollWidth`); got != "320" {
			b.shot("zoom-failed")
			t.Errorf("%s is %s wide, want 320: %s", page, got, b.text(`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321 && !e.closest('.frame, pre, .offscreen')).map(e => e.tagName + '.' + e.className + '#' + e.id).slice(0, 8).join(' ')`))
		}
	}
	b.shot("zoom-en")
}

// The words of the page, those of states too, follow the language.
func TestLanguageFollows(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "x = 1\nprint(x)", "nonsense(")
	b, s := browse(t, dir)
	b.open("a.ipynb", "zh")
	b.eval(`document.querySelector('[data-run=all]').click()`)
	b.wait(`document.querySelectorAll('.cell')[1].dataset.state === 'failed'`)
	mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "x = 2\nprint(x)"})
	b.wait(`document.querySelectorAll('.state')[0].textContent.startsWith('已过期')`)
	b.eval(`document.getElementById('language').click()`)
	b.wait(`document.querySelectorAll('.state')[0].textContent.startsWith('out of date') && document.querySelectorAll('.state')[1].textContent.startsWith('error')`)
	b.wait(`document.getElementById('stale').textContent === '1 result out of date' && document.documentElement.lang === 'en'`)
	if left := b.text(`(document.querySelector('.top').innerText + [...document.querySelectorAll('.bar [title]')].map(e => e.title).join('')).match(/[\u4e00-\u9fff]+/g)?.filter(w => w !== '中文').join(' ') ?? ''`); left != "" {
		t.Errorf("Chinese stays in the English page: %s", left)
	}
	b.shot("stale-en")
}
