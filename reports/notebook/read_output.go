package notebook

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func parseOutput(place string, raw json.RawMessage) (Output, error) {
	var o Output
	fields, err := object(place, raw)
	if err != nil {
		return o, err
	}
	if err := decode(place+".output_type", fields["output_type"], &o.Type, "a text"); err != nil {
		return o, err
	}
	names := map[OutputType][]string{
		Stream: {"name", "text"}, DisplayData: {"data", "metadata"},
		ExecuteResult: {"data", "metadata", "execution_count"}, ErrorOutput: {"ename", "evalue", "traceback"},
	}[o.Type]
	if names == nil {
		return o, &ReadError{place + ".output_type", fmt.Sprintf("%q, want stream, display_data, execute_result or error", o.Type)}
	}
	if err := exactly(place, fields, append(names, "output_type")...); err != nil {
		return o, err
	}
	switch o.Type {
	case Stream:
		if err := decode(place+".name", fields["name"], &o.Name, "a text"); err != nil {
			return o, err
		}
		o.Text, err = multiline(place+".text", fields["text"])
		return o, err
	case ErrorOutput:
		if err := decode(place+".ename", fields["ename"], &o.EName, "a text"); err != nil {
			return o, err
		}
		if err := decode(place+".evalue", fields["evalue"], &o.EValue, "a text"); err != nil {
			return o, err
		}
		err := decode(place+".traceback", fields["traceback"], &o.Traceback, "a list of texts")
		return o, err
	}
	if o.Metadata, err = metadata(place+".metadata", fields["metadata"]); err != nil {
		return o, err
	}
	if raw, ok := fields["execution_count"]; ok {
		var count *int
		if err := decode(place+".execution_count", raw, &count, "a whole number or null"); err != nil {
			return o, err
		}
	}
	o.Data, err = bundle(place+".data", fields["data"])
	return o, err
}

func bundle(place string, raw json.RawMessage) (map[string]string, error) {
	fields, err := object(place, raw)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(fields))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if isJSON(name) {
			out[name] = string(fields[name])
			continue
		}
		if out[name], err = multiline(place+"["+name+"]", fields[name]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// isJSON reports whether a media type may hold any JSON value.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}
