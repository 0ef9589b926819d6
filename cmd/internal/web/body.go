package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"concord/analysis"
)

// request is the body of a run.
type request struct {
	Corpus  string         `json:"corpus"`
	Options map[string]any `json:"options"`
}

// parse makes the options of a method and checks them, before a corpus is read.
func parse(m analysis.Method, given map[string]any) (any, error) {
	values := make(map[string]any, len(given))
	for _, name := range sortedNames(given) {
		keyword := strings.ReplaceAll(name, "-", "_")
		if _, twice := values[keyword]; twice {
			return nil, &analysis.OptionError{Method: m.Name, Option: keyword, Problem: "given twice, want one of " + name + " and " + keyword}
		}
		value, problem := plainValue(given[name])
		if problem != "" {
			return nil, &analysis.OptionError{Method: m.Name, Option: clip(keyword), Problem: problem}
		}
		values[keyword] = value
	}
	options, err := m.ParseUntrusted(values)
	if err != nil {
		return nil, err
	}
	if v, ok := options.(analysis.Validator); ok {
		if err := v.Validate(); err != nil {
			var option *analysis.OptionError
			if errors.As(err, &option) {
				return nil, &analysis.OptionError{Method: m.Name, Option: option.Option, Problem: option.Problem}
			}
			return nil, &analysis.OptionError{Method: m.Name, Problem: err.Error()}
		}
	}
	return options, nil
}

// plainValue turns a number of JSON into a float64 and refuses one that would
// become another by it, and what is neither text, number, truth value nor list.
func plainValue(v any) (value any, problem string) {
	switch v := v.(type) {
	case json.Number:
		f, err := v.Float64()
		if err != nil || math.Abs(f) > 1<<53 || math.Abs(f) == 1<<53 && v.String() != "9007199254740992" && v.String() != "-9007199254740992" {
			return nil, "got " + clip(v.String()) + ", want a number of at most 2^53"
		}
		return f, ""
	case string, bool:
		return v, ""
	case []any:
		out := make([]any, len(v))
		for i := range v {
			if out[i], problem = plainValue(v[i]); problem != "" {
				return nil, problem
			}
		}
		return out, ""
	}
	return nil, "got null or an object, want a text, a number, true or false"
}

// body reads the JSON of a run.
func (s *Server) body(w http.ResponseWriter, r *http.Request) (*request, error) {
	data, err := s.payload(w, r, "application/json", s.limits.BodyBytes)
	if err != nil {
		return nil, err
	}
	return decode(data)
}

// payload reads a body of one media type, up to a number of bytes.
func (s *Server) payload(w http.ResponseWriter, r *http.Request, want string, most int64) ([]byte, error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != want || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
		return nil, newFault(http.StatusUnsupportedMediaType, "content-type", "want %s", want)
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(s.limits.SendTime)) // none in tests
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	_ = control.SetReadDeadline(time.Time{})
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, newFault(http.StatusRequestEntityTooLarge, "body", "larger than %d bytes", large.Limit)
	}
	if err != nil {
		return nil, newFault(http.StatusBadRequest, "body", "cannot be read to its end")
	}
	return data, nil
}

func decode(data []byte) (*request, error) {
	wrong := func(format string, args ...any) error {
		return newFault(http.StatusBadRequest, "body", format, args...)
	}
	if !utf8.Valid(data) {
		return nil, wrong("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	d.DisallowUnknownFields()
	var out request
	if err := d.Decode(&out); err != nil {
		return nil, wrong(`%s, want {"corpus": NAME, "options": {…}}`, clip(strings.TrimPrefix(err.Error(), "json: ")))
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, wrong("more than one JSON value")
	}
	if out.Corpus == "" {
		return nil, newFault(http.StatusBadRequest, "corpus", `missing, want a name from /v1/corpora, such as "specimen"`)
	}
	return &out, nil
}
