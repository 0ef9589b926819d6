package notebook

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func written(t *testing.T, nb *Notebook) string {
	t.Helper()
	var b bytes.Buffer
	if err := nb.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// small is a notebook with every kind of cell and output, as another program
// might have written it.
const small = `{"nbformat_minor": 5, "nbformat": 4, "metadata": {"language_info": {"name": "starlark"}, "other": {"z": 1, "a": [1.50, "\u003c"]}},
"cells": [
 {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "# 标题\n<b>", "attachments": {"a.png": {"image/png": "AA=="}}},
 {"cell_type": "raw", "id": "r", "metadata": {"format": "text/x"}, "source": []},
 {"cell_type": "code", "id": "c-1_X", "metadata": {"tags": ["parameters"]}, "source": ["x = 1\n", "x"], "execution_count": 7, "outputs": [
  {"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]},
  {"output_type": "display_data", "data": {"text/plain": "p", "application/json": {"b": 1, "a": null}, "image/png": "AA=="}, "metadata": {}},
  {"output_type": "execute_result", "data": {"text/html": ["<p>", "x"]}, "metadata": {"concord": {"k": "<"}}, "execution_count": null},
  {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["l1", "l2"]}]}
]}`

func TestReadAndWrite(t *testing.T) {
	nb, err := Read(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	if nb.Cells[0].Source != "# 标题\n<b>" || !nb.Cells[2].Tagged("parameters") || nb.Cells[2].Source != "x = 1\nx" || nb.Number(2) != 1 || nb.Number(0) != 0 {
		t.Errorf("cells: %+v", nb.Cells)
	}
	o := nb.Cells[2].Outputs
	if len(o) != 4 || o[0].Text != "a\nb" || o[2].Data["text/html"] != "<p>x" || o[3].Traceback[1] != "l2" {
		t.Errorf("outputs: %+v", o)
	}
	first := written(t, nb)
	for _, want := range []string{"\n  {\n   \"attachments\"", `"# 标题\n"`, `"<b>"`, `"execution_count": null`, `"source": []`, "1.50", "\"<\"\n"} {
		if !strings.Contains(first, want) {
			t.Errorf("the file lacks %q:\n%s", want, first)
		}
	}
	if strings.Contains(first, `\u003c`) || !strings.HasSuffix(first, "}\n") || strings.Contains(first, "\t") {
		t.Error("escapes, tabs or no line end")
	}
	again, err := Read(strings.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if second := written(t, again); second != first {
		t.Errorf("reading and writing changes the file:\n%s\n%s", first, second)
	}
}

func TestReadRefuses(t *testing.T) {
	cell := func(s string) string {
		return `{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[` + s + `]}`
	}
	for _, test := range []struct{ in, place, problem string }{
		{"", "line 1 column 1", "not JSON"},
		{"{\n \"cells\": [,]}", "line 2 column 12", "not JSON"},
		{cell("") + "x", "line 1 column", "after the end"},
		{"\"\xff\"", "line 1 column 2", "not UTF-8"},
		{`{"nbformat":4,"nbformat":4}`, "line 1", `"nbformat" stands twice`},
		{`[]`, "", "want an object"},
		{`{"nbformat":3,"nbformat_minor":0,"metadata":{},"worksheets":[]}`, "nbformat", "3.0, want 4.5"},
		{`{"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":[]}`, "nbformat", "4.4, want 4.5"},
		{`{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[],"extra":1}`, "", `unknown key "extra"`},
		{`{"nbformat":4,"nbformat_minor":5,"cells":[]}`, "", `no "metadata"`},
		{`{"nbformat":4,"nbformat_minor":5,"metadata":{"language_info":{"name":"python"}},"cells":[]}`, "metadata.language_info.name", `"python", want "starlark"`},
		{`{"nbformat":4,"nbformat_minor":5,"metadata":{"kernelspec":{"language":"R"}},"cells":[]}`, "metadata.kernelspec.language", `"R"`},
		{cell(`{"cell_type":"code","metadata":{},"source":"","outputs":[],"execution_count":null}`), "cells[0]", "no id"},
		{cell(`{"id":"a b","cell_type":"raw","metadata":{},"source":""}`), "cells[0].id", "want 1 to 64"},
		{cell(`{"id":"` + strings.Repeat("a", 65) + `","cell_type":"raw","metadata":{},"source":""}`), "cells[0].id", "want 1 to 64"},
		{cell(`{"id":"a","cell_type":"raw","metadata":{},"source":""},{"id":"a","cell_type":"raw","metadata":{},"source":""}`), "cells[1].id", "cells[0] too"},
		{cell(`{"id":"a","cell_type":"slide","metadata":{},"source":""}`), "cells[0].cell_type", `"slide"`},
		{cell(`{"id":"a","cell_type":"markdown","metadata":{},"source":"","outputs":[]}`), "cells[0]", `unknown key "outputs"`},
		{cell(`{"id":"a","cell_type":"code","metadata":{},"source":"","outputs":[]}`), "cells[0]", `no "execution_count"`},
		{cell(`{"id":"a","cell_type":"raw","metadata":{},"source":[1]}`), "cells[0].source", "want a text"},
		{cell(`{"id":"a","cell_type":"raw","metadata":{},"source":[null]}`), "cells[0].source[0]", "null"},
		{cell(`{"id":"a","cell_type":"raw","metadata":null,"source":""}`), "cells[0].metadata", "want an object"},
		{cell(`{"id":"a","cell_type":"code","metadata":{},"source":"","execution_count":1.5,"outputs":[]}`), "cells[0].execution_count", "whole number"},
		{cell(`{"id":"a","cell_type":"code","metadata":{},"source":"","execution_count":1,"outputs":[{"output_type":"pyout"}]}`), "cells[0].outputs[0].output_type", `"pyout"`},
		{cell(`{"id":"a","cell_type":"code","metadata":{},"source":"","execution_count":1,"outputs":[{"output_type":"display_data","data":{},"metadata":{},"transient":{}}]}`), "cells[0].outputs[0]", `unknown key "transient"`},
		{cell(`{"id":"a","cell_type":"code","metadata":{},"source":"","execution_count":1,"outputs":[{"output_type":"display_data","data":{"text/html":{}},"metadata":{}}]}`), "outputs[0].data[text/html]", "want a text"},
	} {
		_, err := Read(strings.NewReader(test.in))
		var fault *ReadError
		if !errors.As(err, &fault) || !strings.Contains(fault.Place, test.place) || !strings.Contains(fault.Problem, test.problem) {
			t.Errorf("%.80s: got %v, want %s: %s", test.in, err, test.place, test.problem)
		}
	}
}

// endless is a notebook that does not end.
type endless struct{ given int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.given += len(p)
	return len(p), nil
}

func TestReadStopsAtTheBound(t *testing.T) {
	e := &endless{}
	_, err := Read(e)
	if err == nil || !strings.Contains(err.Error(), "larger than 256 MiB") || e.given > 2*MaxBytes {
		t.Errorf("%d bytes taken: %v", e.given, err)
	}
}

func TestWriteRefusesDoubleIDs(t *testing.T) {
	nb := book("1", "2")
	nb.Cells[1].ID = nb.Cells[0].ID
	if err := nb.Write(&bytes.Buffer{}); err == nil {
		t.Error("two cells of one id are written")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(small)
	f.Add(`{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}`)
	f.Fuzz(func(t *testing.T, s string) {
		nb, err := Read(strings.NewReader(s))
		if err != nil {
			var fault *ReadError
			if !errors.As(err, &fault) {
				t.Fatalf("%v is no ReadError", err)
			}
			return
		}
		first := written(t, nb)
		again, err := Read(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, first)
		}
		if second := written(t, again); second != first {
			t.Fatalf("writing is not stable:\n%s\n%s", first, second)
		}
	})
}
