package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"sync"

	"concord/analysis"
	"concord/corpus/bilingual"
)

//go:embed page.html
var pageSource string

//go:embed page.css
var pageStyle string

// pageTemplate parses the page once.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageSource))
})

// policyPage allows the page its own style, by its hash, and nothing else.
var policyPage = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return policyNone + "; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
})

// pageView is what the start page shows.
type pageView struct {
	HTMLLang string
	Other    string // the other language
	Version  string
	Style    template.CSS
	Words    map[string]string
	Methods  []pageMethod
	Corpora  []corpusInfo
	LeftOut  []leftOut
}

type pageMethod struct{ Name, Title, Question string }

// pageWords are the words of the start page.
var pageWords = map[string]bilingual.Text{
	"lead":      bilingual.T("比较联合公报、联合声明等官方文本。", "Compares joint statements, communiqués and other official texts that recur."),
	"other":     bilingual.T("English", "中文"),
	"methods":   bilingual.T("分析方法", "Analyses"),
	"corpora":   bilingual.T("语料", "Corpora"),
	"documents": bilingual.T("篇文本", "documents"),
	"leftout":   bilingual.T("未列入", "Left out"),
	"interface": bilingual.T("接口", "Interface"),
	"openapi":   bilingual.T("OpenAPI 说明", "OpenAPI description"),
	"jobs":      bilingual.T("后台运行", "Jobs"),
}

// startPage answers GET /.
func (s *Server) startPage(w http.ResponseWriter, r *http.Request) error {
	if err := parameters(r, "lang"); err != nil {
		return err
	}
	lang, err := language(r.URL.Query().Get("lang"))
	if err != nil {
		return err
	}
	corpora, others, err := s.store.list()
	if err != nil {
		return err
	}
	v := pageView{HTMLLang: "zh-Hans", Other: "en", Version: analysis.Version, Style: template.CSS(pageStyle), Words: map[string]string{}, Corpora: corpora, LeftOut: others}
	if lang == bilingual.EN {
		v.HTMLLang, v.Other = "en", "zh"
	}
	for name, text := range pageWords {
		v.Words[name] = text.In(lang)
	}
	for _, m := range s.methods {
		v.Methods = append(v.Methods, pageMethod{m.Name, m.Title.In(lang), m.Question.In(lang)})
	}
	var b bytes.Buffer
	if err := pageTemplate().Execute(&b, v); err != nil {
		return err
	}
	s.send(w, &reply{status: http.StatusOK, kind: kindHTML, policy: policyPage(), body: b.Bytes()})
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
