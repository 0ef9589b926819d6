package book

import (
	"encoding/json"

	"concord/reports/notebook"
)

func textOf(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s) // what is no text is none
	return s
}

// folded reads the mark that Jupyter uses for a cell whose source is hidden.
func folded(c *notebook.Cell) bool {
	var m struct {
		Hidden bool `json:"source_hidden"`
	}
	return json.Unmarshal(c.Metadata["jupyter"], &m) == nil && m.Hidden
}

func without(m notebook.Metadata, key string) notebook.Metadata {
	out := notebook.Metadata{}
	for k, v := range m {
		if k != key {
			out[k] = v
		}
	}
	return out
}

func with(m notebook.Metadata, key string, v any) notebook.Metadata {
	raw, err := json.Marshal(v)
	if err != nil {
		return m // our own types only
	}
	out := without(m, key)
	out[key] = raw
	return out
}
