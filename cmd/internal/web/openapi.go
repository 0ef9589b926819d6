package web

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"concord/analysis"
	"concord/analysis/table"
)

// object is a JSON object; its names are written in code-point order.
type object = map[string]any

// openAPI describes the interface in OpenAPI 3.1, made from the methods: every
// option and column with its meaning in both languages. cookie is the name of the
// cookie that bears the token.
func openAPI(methods []analysis.Method, cookie string) ([]byte, error) {
	paths := object{
		"/v1/openapi.json":   get("this description", "application/json"),
		"/v1/methods":        get("the analyses", "application/json"),
		"/v1/methods/{name}": get("one analysis with its options, columns and formulas", "application/json", inPath("name", "of a method")),
		"/v1/corpora":        get("the corpora of the served folder, and the specimen", "application/json"),
		"/v1/corpora/{name}": get("the documents of a corpus", "application/json", inPath("name", "of a corpus")),
		"/v1/report":         reportPath(),
		"/v1/jobs":           get("the jobs, oldest first", "application/json"),
		"/v1/jobs/{id}": object{
			"get":    operation("state and progress of a job", "200", "application/json", inPath("id", "of a job")),
			"delete": operation("cancels the job (202), or forgets it when it is over (204)", "202", "application/json", inPath("id", "of a job")),
		},
		"/v1/jobs/{id}/events": get("state and progress as server-sent events", "text/event-stream", inPath("id", "of a job"), inHeader("Last-Event-ID", "number of the last event seen")),
		"/v1/jobs/{id}/result": get("what the run without job=1 would have answered", "application/json", inPath("id", "of a job")),
	}
	for _, m := range methods {
		paths["/v1/run/"+m.Name] = methodPath(m)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Concord", "version": analysis.Version,
			"summary": "Compares joint statements, communiqués and other official texts that recur.",
		},
		"security": []any{object{"bearer": []string{}}, object{"cookie": []string{}}},
		"paths":    paths,
		"components": object{
			"securitySchemes": object{
				"bearer": object{"type": "http", "scheme": "bearer"},
				"cookie": object{"type": "apiKey", "in": "cookie", "name": cookie},
			},
			"schemas":   object{"Error": errorSchema()},
			"responses": object{"Error": object{"description": "where it went wrong, and what was expected", "content": content("application/json", ref("schemas/Error"))}},
		},
	})
	return b.Bytes(), err
}

func errorSchema() object {
	text := object{"type": "string"}
	return object{"type": "object", "required": []string{"error"}, "properties": object{"error": object{
		"type": "object", "required": []string{"where", "problem"}, "properties": object{"where": text, "problem": text},
	}}}
}

func ref(to string) object { return object{"$ref": "#/components/" + to} }

func content(kind string, schema object) object { return object{kind: object{"schema": schema}} }

func inPath(name, meaning string) object {
	return object{"name": name, "in": "path", "required": true, "description": meaning, "schema": object{"type": "string"}}
}

func inHeader(name, meaning string) object {
	return object{"name": name, "in": "header", "description": meaning, "schema": object{"type": "string"}}
}

func inQuery(name, meaning string, schema object) object {
	return object{"name": name, "in": "query", "description": meaning, "schema": schema}
}

func get(summary, kind string, parameters ...object) object {
	return object{"get": operation(summary, "200", kind, parameters...)}
}

func operation(summary, status, kind string, parameters ...object) object {
	o := object{"summary": summary, "responses": object{
		status: object{"description": "done", "content": object{kind: object{}}}, "default": ref("responses/Error"),
	}}
	if len(parameters) > 0 {
		o["parameters"] = parameters
	}
	return o
}

// methodPath describes POST /v1/run/METHOD.
func methodPath(m analysis.Method) object {
	row := object{}
	for _, c := range m.Columns {
		row[c.Name] = columnSchema(c)
	}
	result := object{"type": "object", "properties": object{
		"method": object{"const": m.Name}, "rows": object{"type": "array", "items": object{"type": "object", "properties": row}},
	}}
	media := object{}
	for _, f := range resultFormats {
		media[strings.ReplaceAll(f.kind, " ", "")] = object{}
	}
	media[kindJSON] = object{"schema": result}
	number := object{"type": "integer", "minimum": 0, "default": 0}
	return object{"post": object{
		"operationId": m.Name, "summary": m.Question.EN, "x-summary-zh": m.Question.ZH,
		"x-title": m.Title, "description": m.Doc,
		"parameters": []object{
			inQuery("format", "of the result; else Accept decides", enum(names(resultFormats), "json")),
			inQuery("lang", "language of html and figures", enum([]string{"zh", "en"}, "zh")),
			inQuery("profile", "rules of a journal for the figure", enum(profiles(), "")),
			inQuery("figure", "which figure, for svg, pdf, png and eps", number), jobParameter(),
		},
		"requestBody": requestBody(m.Options),
		"responses": object{
			"200": object{"description": "the result", "content": media}, "202": jobResponse(), "default": ref("responses/Error"),
		},
	}}
}

func reportPath() object {
	m := reportMethod()
	media := object{}
	for _, f := range reportFormats {
		media[strings.ReplaceAll(f.kind, " ", "")] = object{}
	}
	return object{"post": object{
		"operationId": m.Name, "summary": m.Question.EN, "x-summary-zh": m.Question.ZH, "x-title": m.Title,
		"parameters":  []object{inQuery("format", "of the report; else Accept decides", enum(names(reportFormats), "zip")), jobParameter()},
		"requestBody": requestBody(m.Options),
		"responses": object{
			"200": object{"description": "the report", "content": media}, "202": jobResponse(), "default": ref("responses/Error"),
		},
	}}
}

func jobParameter() object {
	return inQuery("job", "1 to run in the background", enum([]string{"0", "1"}, "0"))
}

func jobResponse() object {
	return object{"description": "a job has been started; Location says where", "content": object{kindJSON: object{}}}
}

func enum(values []string, def string) object {
	o := object{"type": "string", "enum": values}
	if def != "" {
		o["default"] = def
	}
	return o
}

func requestBody(options []analysis.Option) object {
	properties := object{}
	for _, o := range options {
		properties[o.Name] = optionSchema(o)
	}
	return object{"required": true, "content": content(kindJSON, object{
		"type": "object", "required": []string{"corpus"}, "additionalProperties": false,
		"properties": object{
			"corpus":  object{"type": "string", "description": "name from /v1/corpora", "examples": []string{specimenName}},
			"options": object{"type": "object", "additionalProperties": false, "properties": properties},
		},
	})}
}

// optionSchema describes an option.
func optionSchema(o analysis.Option) object {
	out := object{"type": schemaType(o.Kind), "description": o.Help.EN, "x-description-zh": o.Help.ZH, "x-flag": "--" + o.Flag(), "default": defaultValue(o)}
	if len(o.Choices) > 0 {
		out["enum"] = o.Choices
	}
	for name, bound := range map[string]string{"minimum": o.Min, "maximum": o.Max} {
		if x, err := strconv.ParseFloat(bound, 64); err == nil {
			out[name] = x
		}
	}
	return out
}

// defaultValue returns the default as JSON has it; what is not set is 0 or
// false.
func defaultValue(o analysis.Option) any {
	switch o.Kind {
	case table.Bool:
		b, _ := strconv.ParseBool(o.Default)
		return b
	case table.Int, table.Float:
		x, _ := strconv.ParseFloat(o.Default, 64)
		return x
	}
	return o.Default
}

func columnSchema(c table.Column) object {
	kind := any(schemaType(c.Kind))
	if c.Kind == table.Float { // null where it is not defined
		kind = []string{"number", "null"}
	}
	return object{"type": kind, "title": c.Title.EN, "x-title-zh": c.Title.ZH, "description": c.Help.EN, "x-description-zh": c.Help.ZH}
}

func schemaType(k table.Kind) string {
	switch k {
	case table.Int:
		return "integer"
	case table.Float:
		return "number"
	case table.Bool:
		return "boolean"
	}
	return "string"
}
