package catalog

import (
	"fmt"
	"strings"

	"concord/analysis"
)

// Reference returns the reference page of the methods in Markdown.
// analysis/METHODS.md is Reference(Methods()); a test fails when it is stale.
func Reference(methods []analysis.Method) string {
	var b strings.Builder
	b.WriteString("# Methods\n\nGenerated from analysis/catalog by `go generate ./analysis/catalog`; do not edit.\n")
	for _, m := range methods {
		fmt.Fprintf(&b, "\n## %s · %s\n\n%s\n\n%s\n\n```text\n%s\n```\n", m.Name, m.Title.ZH, m.Question.ZH, m.Question.EN, m.Doc)
		b.WriteString("\n| option | kind | default | 说明 | meaning |\n|---|---|---|---|---|\n")
		for _, o := range m.Options {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", o.Name, optionKind(o), code(o.Default), cell(o.Help.ZH), cell(o.Help.EN))
		}
		b.WriteString("\n| column | kind | 说明 | meaning |\n|---|---|---|---|\n")
		for _, c := range m.Columns {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Name, c.Kind, cell(c.Help.ZH), cell(c.Help.EN))
		}
		if len(m.Cites) > 0 {
			b.WriteString("\n")
		}
		for _, c := range m.Cites {
			fmt.Fprintf(&b, "- %s\n", c)
		}
	}
	return b.String()
}

func optionKind(o analysis.Option) string {
	switch {
	case len(o.Choices) > 0:
		return cell(strings.Join(o.Choices, ", "))
	case o.Min != "" && o.Max != "":
		return fmt.Sprintf("%s, %s to %s", o.Kind, o.Min, o.Max)
	case o.Min != "":
		return fmt.Sprintf("%s, at least %s", o.Kind, o.Min)
	}
	return string(o.Kind)
}

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;", "\n", " ").Replace(s)
}
