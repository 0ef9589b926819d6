package kernel

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"

	"concord/cmd/internal/kernel/wire"
	"concord/corpus/bilingual"
	"concord/reports/notebook"
)

// Spec is what Jupyter reads of a kernel: kernel.json.
type Spec struct {
	Argv          []string       `json:"argv"`
	DisplayName   string         `json:"display_name"`
	Language      string         `json:"language"`
	InterruptMode string         `json:"interrupt_mode"`
	Protocol      string         `json:"kernel_protocol_version"`
	Metadata      map[string]any `json:"metadata"`
}

// SpecOf describes the kernel that a program runs with "kernel run". lang is ""
// for the language that CONCORD_LANG names when it starts.
func SpecOf(program string, lang bilingual.Lang) Spec {
	s := Spec{
		Argv: []string{program, "kernel", "run"}, DisplayName: "Concord", Language: notebook.Language,
		InterruptMode: "message", Protocol: wire.Version, Metadata: map[string]any{"debugger": false},
	}
	if lang != "" {
		s.Argv = append(s.Argv, "--lang", string(lang))
		s.DisplayName += " (" + map[bilingual.Lang]string{bilingual.ZH: "中文", bilingual.EN: "English"}[lang] + ")"
	}
	s.Argv = append(s.Argv, "{connection_file}")
	return s
}

// Files returns the files of the folder of a kernel by name.
func (s Spec) Files() (map[string][]byte, error) {
	raw, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"kernel.json": append(raw, '\n'), "logo-svg.svg": []byte(logo)}, nil
}

// logo is two texts that overlap.
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<rect x="8" y="8" width="34" height="34" rx="4" fill="#0072b2"/>
<rect x="22" y="22" width="34" height="34" rx="4" fill="#d55e00" fill-opacity="0.85"/>
<path d="M22 22h16a4 4 0 0 1 4 4v16H26a4 4 0 0 1-4-4z" fill="#fff"/>
</svg>
`

var specName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// SpecFolder is the folder of the kernel of this name: below prefix as
// share/jupyter, or with "" among the user's own.
func SpecFolder(prefix, name string) (string, error) {
	if !specName.MatchString(name) {
		return "", fmt.Errorf("kernel: name %q, want letters, digits, . _ and -, a letter or digit first", name)
	}
	data := filepath.Join(prefix, "share", "jupyter")
	if prefix == "" {
		var err error
		if data, err = userData(); err != nil {
			return "", err
		}
	}
	return filepath.Join(data, "kernels", name), nil
}

// userData is where Jupyter keeps the data of a user.
func userData() (string, error) {
	if d := os.Getenv("JUPYTER_DATA_DIR"); d != "" {
		return d, nil
	}
	if d := os.Getenv("APPDATA"); d != "" && runtime.GOOS == "windows" {
		return filepath.Join(d, "jupyter"), nil
	}
	if d := os.Getenv("XDG_DATA_HOME"); d != "" && runtime.GOOS != "darwin" {
		return filepath.Join(d, "jupyter"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("kernel: %w", err)
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Jupyter"), nil
	}
	return filepath.Join(home, ".local", "share", "jupyter"), nil
}
