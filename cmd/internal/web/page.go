package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"net/http"
	"path"
	"strings"
	"sync"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports/chart"
	"concord/reports/notebook/example"
)

//go:embed page.html notebook.html
var pages embed.FS

//go:embed assets
var assets embed.FS

// templates parses the pages once.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(pages, "*.html"))
})

// policyPage lets a page have scripts, styles and pictures of this server, and
// nothing else: no inline script, no other host. Frames show foreign HTML in a
// sandbox.
const policyPage = policyNone + "; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'"

// pageView is what the start page shows.
type pageView struct {
	HTMLLang string
	Other    string // the other language
	Version  string
	Config   pageConfig
	Words    map[string]string
	Methods  []pageMethod
	Corpora  []corpusInfo
	LeftOut  []leftOut
	Examples []pageExample
	Folder   bool
}

type pageMethod struct{ Name, Title, Question string }

type pageExample struct{ Name, HTMLLang, Title, Text string }

// pageConfig is what the scripts of a page are told.
type pageConfig struct {
	Name     string        `json:"name"` // of the notebook
	Lang     string        `json:"lang"`
	Version  string        `json:"version"`
	Formats  []pageFormat  `json:"formats"`
	Profiles []pageProfile `json:"profiles"`
}

type pageFormat struct {
	Name  string         `json:"name"`
	Title bilingual.Text `json:"title"`
}

type pageProfile struct {
	Name   string  `json:"name"`
	Single float64 `json:"single"` // mm
	Full   float64 `json:"full"`
}

func configOf(name string, lang bilingual.Lang) pageConfig {
	c := pageConfig{Name: name, Lang: string(lang), Version: analysis.Version}
	for _, f := range exportFormats() {
		c.Formats = append(c.Formats, pageFormat{f.name, f.title})
	}
	for _, p := range chart.Profiles() {
		c.Profiles = append(c.Profiles, pageProfile{p.Name, p.Single, p.Full})
	}
	return c
}

// pageWords are the words of the pages that stand in them before their scripts.
var pageWords = map[string]bilingual.Text{
	"lead":      bilingual.T("比较联合公报、联合声明等官方文本。每个数字都能回到它所依据的原文。", "Compares joint statements, communiqués and other official texts that recur. Every number leads back to the words it came from."),
	"other":     bilingual.T("English", "中文"),
	"methods":   bilingual.T("分析方法", "Analyses"),
	"corpora":   bilingual.T("语料", "Corpora"),
	"documents": bilingual.T("篇文本", "documents"),
	"leftout":   bilingual.T("未列入", "Left out"),
	"interface": bilingual.T("接口", "Interface"),
	"openapi":   bilingual.T("OpenAPI 说明", "OpenAPI description"),
	"jobs":      bilingual.T("后台运行", "Jobs"),
	"notebooks": bilingual.T("笔记本", "Notebooks"),
	"examples":  bilingual.T("从示例开始", "Start with an example"),
	"title":     bilingual.T("新笔记本的标题", "Title of a new notebook"),
	"create":    bilingual.T("新建", "Create"),
	"drop":      bilingual.T("把文本文件或笔记本拖到这里，或", "Drop texts or a notebook here, or"),
	"choose":    bilingual.T("选择文件", "choose a file"),
	"nofolder":  bilingual.T("服务启动时没有给出文件夹：笔记本只留在内存中，可用“导出”保存。", "The server was started without a folder: notebooks stay in memory; use Export to keep them."),
	"all":       bilingual.T("种方法", "methods"),
	"skip":      bilingual.T("跳到正文", "Skip to the content"),
	"script":    bilingual.T("此页需要 JavaScript。", "This page needs JavaScript."),
}

func wordsIn(lang bilingual.Lang) map[string]string {
	out := map[string]string{}
	for name, text := range pageWords {
		out[name] = text.In(lang)
	}
	return out
}

// spoken returns the language of a page: of the address, else of the browser.
func spoken(r *http.Request) (bilingual.Lang, error) {
	if asked := r.URL.Query().Get("lang"); asked != "" {
		return language(asked)
	}
	if accept := strings.ToLower(r.Header.Get("Accept-Language")); accept != "" && !strings.HasPrefix(accept, "zh") {
		return bilingual.EN, nil
	}
	return bilingual.ZH, nil
}

func htmlLang(lang bilingual.Lang) (own, other string) {
	if lang == bilingual.EN {
		return "en", "zh"
	}
	return "zh-Hans", "en"
}

// startPage answers GET /.
func (s *Server) startPage(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "lang"); err != nil {
		return err
	}
	lang, err := spoken(r)
	if err != nil {
		return err
	}
	corpora, others, err := s.store.list()
	if err != nil {
		return err
	}
	v := pageView{Version: analysis.Version, Config: configOf("", lang), Words: wordsIn(lang), Corpora: corpora, LeftOut: others, Folder: s.shelf.root != nil}
	v.HTMLLang, v.Other = htmlLang(lang)
	for _, m := range s.methods {
		v.Methods = append(v.Methods, pageMethod{m.Name, m.Title.In(lang), m.Question.In(lang)})
	}
	for _, e := range example.Examples() {
		v.Examples = append(v.Examples, showExample(e))
	}
	return s.sendPage(w, "page.html", v)
}

// showExample takes title and first words of an example from its first note.
func showExample(e example.Example) pageExample {
	own, _ := htmlLang(e.Lang)
	lines := strings.SplitN(e.Blank().Cells[0].Source, "\n", 4)
	v := pageExample{Name: e.Name, HTMLLang: own, Title: strings.TrimLeft(lines[0], "# ")}
	if len(lines) > 2 {
		v.Text = lines[2]
	}
	return v
}

// notebookPage answers GET /notebook/{name}. The page is the same for all; what
// it shows comes as events.
func (s *Server) notebookPage(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "lang"); err != nil {
		return err
	}
	lang, err := spoken(r)
	if err != nil {
		return err
	}
	name := r.PathValue("name")
	if _, err := s.shelf.openIn(name, lang); err != nil {
		return err
	}
	own, _ := htmlLang(lang)
	return s.sendPage(w, "notebook.html", map[string]any{"Name": name, "Lang": lang, "HTMLLang": own, "Words": wordsIn(lang), "Config": configOf(name, lang)})
}

func (s *Server) sendPage(w http.ResponseWriter, name string, v any) error {
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, name, v); err != nil {
		return err
	}
	s.send(w, &reply{status: http.StatusOK, kind: kindHTML, policy: policyPage, body: b.Bytes()})
	return nil
}

// asset answers GET /assets/{file}. Browsers ask again each time and are told
// when nothing has changed.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	name := r.PathValue("file")
	kind := map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}[path.Ext(name)]
	data, err := assets.ReadFile("assets/" + name)
	if err != nil || kind == "" {
		return newFault(http.StatusNotFound, "path", "nothing here")
	}
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "no-cache")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	s.send(w, &reply{status: http.StatusOK, kind: kind, body: data})
	return nil
}

// describe answers GET /v1/openapi.json.
func (s *Server) describe(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r); err != nil {
		return err
	}
	s.send(w, &reply{status: http.StatusOK, kind: kindJSON, body: s.openapi})
	return nil
}
