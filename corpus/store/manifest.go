package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"concord/corpus/token"
)

// The files of a store beside its segments.
const (
	manifestName  = "MANIFEST"
	lockName      = "LOCK"
	partSuffix    = ".part" // of what is being written
	manifestMagic = "concord store "
	sumPrefix     = "sha256 "
)

var segmentName = regexp.MustCompile(`^\d{6,}\.seg$`)

// manifest says what a store consists of. Its file is the first line with the
// version, one JSON object, and a last line with the SHA-256 of what stands
// before.
type manifest struct {
	Generation int            `json:"generation"` // grows with every change
	Next       int            `json:"next"`       // number of the next segment; numbers are not used twice
	Documents  int            `json:"documents"`
	TextBytes  int64          `json:"text_bytes"`
	Hash       string         `json:"hash"`    // of the corpus
	Recipes    []token.Recipe `json:"recipes"` // by which new documents are cut
	Left       []Left         `json:"left,omitempty"`
	Segments   []segmentEntry `json:"segments"`
	Derived    []derivedEntry `json:"derived,omitempty"`
}

// segmentEntry is a segment in a manifest.
type segmentEntry struct {
	File      string `json:"file"`
	Size      int64  `json:"size"`
	SHA256    string `json:"sha256"`            // of its directory and footer
	Documents int    `json:"documents"`         // with those removed
	TextBytes int64  `json:"text_bytes"`        // without those removed
	Removed   []int  `json:"removed,omitempty"` // positions, ascending
}

func segmentFile(number int) string { return fmt.Sprintf("%06d.seg", number) }

func encodeManifest(m *manifest) ([]byte, error) {
	body, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, err
	}
	b := fmt.Appendf(nil, "%s%d\n%s\n", manifestMagic, formatVersion, body)
	sum := sha256.Sum256(b)
	return fmt.Appendf(b, "%s%x\n", sumPrefix, sum), nil
}

// decodeManifest reads what encodeManifest wrote; path is for errors.
func decodeManifest(path string, b []byte) (*manifest, error) {
	bad := func(problem, want string, err error) error {
		return &Error{Path: path, Problem: problem, Want: want, Err: err}
	}
	line, rest, _ := bytes.Cut(b, []byte("\n"))
	digits, ok := strings.CutPrefix(string(line), manifestMagic)
	version, err := strconv.ParseUint(digits, 10, 32)
	if !ok || err != nil {
		return nil, bad("not the manifest of a store", fmt.Sprintf("the first line %q", manifestMagic+strconv.Itoa(formatVersion)), nil)
	}
	if version != formatVersion {
		return nil, versionError(path, uint32(version))
	}
	at := bytes.LastIndex(rest, []byte("\n"+sumPrefix))
	if at < 0 {
		return nil, bad("truncated: no checksum at its end", "a last line "+sumPrefix+"…", nil)
	}
	last := string(rest[at+1:])
	sum := sha256.Sum256(b[:len(b)-len(last)])
	if want := sumPrefix + hex.EncodeToString(sum[:]) + "\n"; last != want {
		return nil, bad("changed since it was written", fmt.Sprintf("the last line %.15s…, have %.15s…", want, last), nil)
	}
	m := &manifest{}
	d := json.NewDecoder(bytes.NewReader(rest[:at]))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return nil, bad("not a manifest of this version", "one JSON object", err)
	}
	if problem := m.fault(); problem != "" {
		return nil, bad(problem, "what a writer of this format stores", nil)
	}
	return m, nil
}

// fault reports what in a manifest cannot be.
func (m *manifest) fault() string {
	documents, textBytes := 0, int64(0)
	for _, s := range m.Segments {
		if s.Documents < 1 || s.TextBytes < 0 || len(s.Removed) >= s.Documents {
			return fmt.Sprintf("segment %s has %d documents, %d of them removed, %d bytes of text", s.File, s.Documents, len(s.Removed), s.TextBytes)
		}
		for i, r := range s.Removed {
			if r < 0 || r >= s.Documents || i > 0 && r <= s.Removed[i-1] {
				return fmt.Sprintf("segment %s: document %d of %d is removed", s.File, r, s.Documents)
			}
		}
		documents += s.Documents - len(s.Removed)
		textBytes += s.TextBytes
	}
	if documents != m.Documents || textBytes != m.TextBytes || documents == 0 {
		return fmt.Sprintf("%d documents with %d bytes of text are announced, the segments hold %d with %d", m.Documents, m.TextBytes, documents, textBytes)
	}
	seen := map[string]bool{}
	for _, f := range m.files() {
		n, _ := strconv.Atoi(strings.TrimSuffix(f, ".seg"))
		if !segmentName.MatchString(f) || seen[f] || n >= m.Next {
			return fmt.Sprintf("a segment is called %q, and the next one is number %d", f, m.Next)
		}
		seen[f] = true
	}
	return ""
}

// files lists the segments, with those of derived data.
func (m *manifest) files() []string {
	var out []string
	for _, s := range m.Segments {
		out = append(out, s.File)
	}
	for _, d := range m.Derived {
		out = append(out, d.File)
	}
	return out
}

// live lists the positions that are not removed.
func (s segmentEntry) live() []int {
	out := make([]int, 0, max(s.Documents-len(s.Removed), 0))
	for i, r := 0, s.Removed; i < s.Documents; i++ {
		if len(r) > 0 && r[0] == i {
			r = r[1:]
			continue
		}
		out = append(out, i)
	}
	return out
}

// count fills in the sums over the segments.
func (m *manifest) count() {
	m.Documents, m.TextBytes = 0, 0
	for _, s := range m.Segments {
		m.Documents += s.Documents - len(s.Removed)
		m.TextBytes += s.TextBytes
	}
}

func (m *manifest) clone() *manifest {
	c := *m
	c.Segments, c.Recipes, c.Derived = slices.Clone(m.Segments), slices.Clone(m.Recipes), slices.Clone(m.Derived)
	return &c
}

// readManifest reads the manifest of the store in a folder.
func readManifest(fsys fs.FS, shown string) (*manifest, error) {
	b, err := fs.ReadFile(fsys, manifestName)
	path := shown + "/" + manifestName
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Path: shown, Problem: "no " + manifestName + " in it", Want: "a store; one whose first build was cut off has to be built again"}
	}
	if err != nil {
		return nil, &Error{Path: path, Problem: "cannot be read", Err: cause(err)}
	}
	return decodeManifest(path, b)
}

// publish puts a manifest in the place of the one before: the moment at which
// a change happens.
func publish(dir string, m *manifest) error {
	b, err := encodeManifest(m)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, manifestName)
	f, err := os.OpenFile(path+partSuffix, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return unwritable(path, err)
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		// The segments must have their names for good before they are named.
		if err = syncDir(dir); err == nil {
			err = os.Rename(path+partSuffix, path)
		}
	}
	if err != nil {
		os.Remove(path + partSuffix)
		return unwritable(path, err)
	}
	return syncDir(dir)
}

// syncDir brings the names in a folder to the disk. Windows does so by itself
// and refuses to be asked.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return unwritable(dir, err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return unwritable(dir, err)
	}
	return nil
}
