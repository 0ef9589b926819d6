package web

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"concord/analysis"
	"concord/corpus/bilingual"
	"concord/reports/chart"
	"concord/reports/render"
)

// format is a form of a result and its media type.
type format struct{ name, kind string }

// The formats, the default first.
var (
	resultFormats = []format{
		{"json", kindJSON}, {"csv", "text/csv; charset=utf-8"}, {"html", kindHTML},
		{"svg", "image/svg+xml"}, {"pdf", "application/pdf"}, {"png", "image/png"}, {"eps", "application/postscript"},
	}
	reportFormats = []format{{"zip", "application/zip"}, {"html", kindHTML}}
)

func names(formats []format) []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = f.name
	}
	return out
}

// chosen returns the format that ?format names, else the one that Accept
// prefers, else the first.
func chosen(r *http.Request, formats []format) (format, error) {
	if name := r.URL.Query().Get("format"); name != "" {
		i := slices.Index(names(formats), name)
		if i < 0 {
			return format{}, newFault(http.StatusBadRequest, "format", "got %q, want one of %s", clip(name), strings.Join(names(formats), ", "))
		}
		return formats[i], nil
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if accept == "" {
		return formats[0], nil
	}
	best, weight := -1, 0.0
	for i, f := range formats {
		if q := accepted(accept, f.kind); q > weight {
			best, weight = i, q
		}
	}
	if best < 0 {
		return format{}, newFault(http.StatusNotAcceptable, "accept", "none of the media types can be made, want one of %s", strings.Join(names(formats), ", "))
	}
	return formats[best], nil
}

// accepted returns the weight that an Accept header gives a media type: that of
// the most specific range that holds it, 0 for none.
func accepted(accept, kind string) float64 {
	kind, _, _ = strings.Cut(kind, ";")
	group, _, _ := strings.Cut(kind, "/")
	weight, best := 0.0, 0
	for part := range strings.SplitSeq(accept, ",") {
		media, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		specific := map[string]int{"*/*": 1, group + "/*": 2, kind: 3}[media]
		if specific <= best {
			continue
		}
		q := 1.0
		if v, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(v, 64); err != nil || !(q >= 0 && q <= 1) {
				continue
			}
		}
		weight, best = q, specific
	}
	return weight
}

// shape says in which form a result is wanted.
type shape struct {
	format  format
	lang    bilingual.Lang
	profile string
	figure  int
}

func shapeOf(r *http.Request) (shape, error) {
	f, err := chosen(r, resultFormats)
	if err != nil {
		return shape{}, err
	}
	q := r.URL.Query()
	sh := shape{format: f, profile: q.Get("profile")}
	if sh.lang, err = language(q.Get("lang")); err != nil {
		return shape{}, err
	}
	if have := profiles(); sh.profile != "" && !slices.Contains(have, sh.profile) {
		return shape{}, newFault(http.StatusBadRequest, "profile", "got %q, want one of %s", clip(sh.profile), strings.Join(have, ", "))
	}
	if n := q.Get("figure"); n != "" {
		if sh.figure, err = strconv.Atoi(n); err != nil || sh.figure < 0 {
			return shape{}, newFault(http.StatusBadRequest, "figure", "got %q, want a number from 0", clip(n))
		}
	}
	return sh, nil
}

func profiles() []string {
	var out []string
	for _, p := range chart.Profiles() {
		out = append(out, p.Name)
	}
	return out
}

// language reads ?lang; Chinese where there is none.
func language(s string) (bilingual.Lang, error) {
	switch l := bilingual.Lang(s); l {
	case "":
		return bilingual.ZH, nil
	case bilingual.ZH, bilingual.EN:
		return l, nil
	}
	return "", newFault(http.StatusBadRequest, "lang", "got %q, want zh or en", clip(s))
}

// parameters refuses names in the query part of the address that mean nothing
// here, so that a misspelt one does not pass for a default.
func parameters(r *http.Request, known ...string) error {
	for _, name := range sortedNames(r.URL.Query()) {
		if slices.Contains(known, name) {
			continue
		}
		if near := analysis.Nearest(name, known); near != "" {
			return newFault(http.StatusBadRequest, "address", "unknown parameter %q; did you mean %s?", clip(name), near)
		}
		return newFault(http.StatusBadRequest, "address", "unknown parameter %q, have %s", clip(name), strings.Join(known, ", "))
	}
	return nil
}

func sortedNames[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// render writes a result in the form wanted. JSON and CSV are what the command
// line prints.
func (s *Server) render(r *analysis.Result, sh shape) (*reply, error) {
	out := &limited{most: s.limits.ResultBytes}
	answer := &reply{status: http.StatusOK, kind: sh.format.kind, file: r.Method + "." + sh.format.name}
	var err error
	switch sh.format.name {
	case "json":
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		err = e.Encode(r)
	case "csv":
		err = r.Table.WriteCSV(out)
	case "html":
		answer.policy = policyResult
		var page []byte
		if page, err = render.ResultPage(r, sh.lang); err == nil {
			_, err = out.Write(page)
		}
	default:
		answer.policy = policyResult
		err = draws(out, r, sh)
	}
	answer.body = out.Bytes()
	return answer, err
}

func draws(out *limited, r *analysis.Result, sh shape) error {
	if sh.figure >= len(r.Figures) {
		return newFault(http.StatusUnprocessableEntity, "figure", "%s has %d figures for these data, no number %d", r.Method, len(r.Figures), sh.figure)
	}
	d, err := render.Figure(r, sh.figure, chart.Options{Lang: sh.lang, Profile: sh.profile, Format: chart.Format(sh.format.name)})
	if err == nil {
		_, err = out.Write(d.Data)
	}
	return err
}
