package main

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// listed is a package as go list prints it.
type listed struct {
	ImportPath string
	Imports    []string
	Doc        string
	Name       string
	GoFiles    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Doc,Name,GoFiles", "concord/...")
	data, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var out []listed
	d := json.NewDecoder(strings.NewReader(string(data)))
	for {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, "concord/")
		out = append(out, p)
	}
}

// floors, lowest first: a package imports from its own floor or a lower one.
var floors = []string{"corpus", "analysis", "reports", "cmd"}

func floor(path string) int {
	top, _, _ := strings.Cut(path, "/")
	return slices.Index(floors, top)
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range packages(t) {
		if floor(p.ImportPath) < 0 {
			t.Errorf("%s stands outside %v", p.ImportPath, floors)
		}
		for _, imported := range p.Imports {
			inner, own := strings.CutPrefix(imported, "concord/")
			if own && floor(inner) > floor(p.ImportPath) {
				t.Errorf("%s imports %s, which stands above it", p.ImportPath, inner)
			}
		}
	}
}

// notMethods are the packages of analysis that are not one method family.
var notMethods = []string{
	"analysis", "analysis/table", "analysis/frame", "analysis/measure", "analysis/infer", "analysis/catalog",
	"analysis/catalog/generate", "analysis/promises", "analysis/conformance",
}

func TestMethodsStandApart(t *testing.T) {
	var methods []string
	for _, p := range packages(t) {
		if floor(p.ImportPath) == 1 && !slices.Contains(notMethods, p.ImportPath) {
			methods = append(methods, p.ImportPath)
		}
	}
	if len(methods) < 5 {
		t.Fatalf("found only the methods %v", methods)
	}
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			inner := strings.TrimPrefix(imported, "concord/")
			if slices.Contains(methods, inner) && p.ImportPath != "analysis/catalog" {
				t.Errorf("%s imports the method %s; only analysis/catalog does", p.ImportPath, inner)
			}
		}
	}
}

func TestNumbersKnowNoTexts(t *testing.T) {
	for _, p := range packages(t) {
		if !slices.Contains([]string{"analysis/measure", "analysis/infer", "analysis/table"}, p.ImportPath) {
			continue
		}
		for _, imported := range p.Imports {
			if imported == "concord/corpus" || imported == "concord/analysis" {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

// homes names the one package in which a foreign library lives. goldmark has
// two: notes are loaded as texts and shown in notebooks.
var homes = map[string]string{
	"go.starlark.net":                         "reports/notebook",
	"github.com/go-gota/gota":                 "analysis/frame",
	"gonum.org/v1/plot":                       "reports/chart",
	"codeberg.org/go-pdf/fpdf":                "reports/pdf",
	"github.com/klippa-app/go-pdfium":         "corpus/load",
	"github.com/markusmobius/go-trafilatura":  "corpus/load",
	"github.com/wlynxg/chardet":               "corpus/load",
	"github.com/spf13/cobra":                  "cmd/internal/cli",
	"github.com/schollz/progressbar":          "cmd/internal/cli",
	"github.com/blevesearch/snowballstem":     "corpus/token",
	"gopkg.in/yaml.v3":                        "corpus/load",
	"github.com/yuin/goldmark":                "corpus/load reports/notebook",
	"github.com/edsrzf/mmap-go":               "corpus/store",
	"github.com/gofrs/flock":                  "corpus/store",
	"github.com/chromedp":                     "cmd/internal/web",
	"github.com/tetratelabs/wazero":           "corpus/load",
	"github.com/markusmobius/go-htmldate":     "corpus/load",
	"github.com/markusmobius/go-dateparser":   "corpus/load",
	"github.com/go-shiori/dom":                "corpus/load",
	"github.com/markusmobius/go-domdistiller": "corpus/load",
}

func TestForeignLibrariesLiveInOnePlace(t *testing.T) {
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			for library, home := range homes {
				if strings.HasPrefix(imported, library) && !slices.ContainsFunc(strings.Fields(home), func(h string) bool {
					return p.ImportPath == h || strings.HasPrefix(p.ImportPath, h+"/")
				}) {
					t.Errorf("%s imports %s, which lives in %s", p.ImportPath, imported, home)
				}
			}
		}
	}
}

func TestPackagesAreNamedAndDescribed(t *testing.T) {
	banned := []string{"util", "utils", "common", "helpers", "misc", "base"}
	for _, p := range packages(t) {
		if slices.Contains(banned, p.Name) {
			t.Errorf("package %s says nothing", p.ImportPath)
		}
		if p.Doc == "" && len(p.GoFiles) > 0 {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}
