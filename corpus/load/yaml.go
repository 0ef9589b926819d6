package load

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

// readYAML reads a list of mappings with the key file, or a mapping from file
// names to mappings.
func (s *sidecar) readYAML(text string) error {
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(text), &root); err != nil {
		return &Error{Path: s.path, Problem: "broken YAML", Want: "a list of mappings", Err: err}
	}
	if len(root.Content) != 1 {
		return &Error{Path: s.path, Problem: "empty YAML", Want: "a list of mappings with the key file"}
	}
	top := root.Content[0]
	switch top.Kind {
	case yaml.SequenceNode:
		for _, n := range top.Content {
			if err := s.putNode("", n); err != nil {
				return err
			}
		}
		return nil
	case yaml.MappingNode:
		for i := 0; i+1 < len(top.Content); i += 2 {
			if err := s.putNode(top.Content[i].Value, top.Content[i+1]); err != nil {
				return err
			}
		}
		return nil
	}
	return &Error{Path: s.path, Line: top.Line, Problem: "not a list or mapping", Want: "a list of mappings with the key file"}
}

func (s *sidecar) putNode(file string, n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return &Error{Path: s.path, Line: n.Line, Problem: "not a mapping", Want: "fields and values for one file"}
	}
	var names []string
	for i := 0; i < len(n.Content); i += 2 {
		names = append(names, n.Content[i].Value)
	}
	role := roles(names, "")
	r := &record{}
	for i, name := range names {
		v := n.Content[2*i+1]
		if role[i] == "file" {
			file = v.Value
			continue
		}
		if err := r.setNode(role[i], name, v); err != nil {
			err.Path = s.path
			return err
		}
	}
	return s.put(file, n.Line, r)
}

// setNode takes one value of a mapping: scalars as written, parties also as a
// list.
func (r *record) setNode(role, name string, v *yaml.Node) *Error {
	switch {
	case v.Kind == yaml.ScalarNode && v.Tag == "!!null":
		return nil
	case v.Kind == yaml.ScalarNode && role != "text":
		r.set(role, name, v.Value)
		return nil
	case v.Kind == yaml.SequenceNode && role == "parties":
		var names []string
		if err := v.Decode(&names); err != nil {
			return &Error{Line: v.Line, Problem: "parties", Want: "a list of names", Err: err}
		}
		for _, n := range names {
			r.parties = append(r.parties, splitParties(n+";")...)
		}
		return nil
	}
	return &Error{Line: v.Line, Problem: fmt.Sprintf("value of %q", name), Want: "a plain value"}
}
