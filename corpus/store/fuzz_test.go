package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"concord/corpus"
)

// FuzzManifest reads manifests whose checksum is right, whatever they say.
func FuzzManifest(f *testing.F) {
	valid := files(f, build(f, made(0, 3), Options{}))[manifestName]
	_, body, _ := strings.Cut(valid, "\n")
	f.Add([]byte(body[:strings.LastIndex(body, sumPrefix)]))
	f.Fuzz(func(t *testing.T, body []byte) {
		if _, err := decodeManifest("m", body); err != nil && len(err.Error()) == 0 {
			t.Error("an error without words")
		}
		b := fmt.Appendf(nil, "%s%d\n%s\n", manifestMagic, formatVersion, bytes.TrimSuffix(body, []byte("\n")))
		m, err := decodeManifest("m", fmt.Appendf(b, "%s%x\n", sumPrefix, sha256.Sum256(b)))
		if err != nil {
			return
		}
		for _, s := range m.Segments {
			if s.Documents < 1000 && len(s.live()) != s.Documents-len(s.Removed) {
				t.Errorf("%d documents live of %d without %d", len(s.live()), s.Documents, len(s.Removed))
			}
		}
		again, err := encodeManifest(m)
		if err != nil {
			t.Fatal(err)
		}
		n, err := decodeManifest("m", again)
		if err != nil || !reflect.DeepEqual(m, n) {
			t.Errorf("written and read again: %v\n%+v\n%+v", err, m, n)
		}
	})
}

// FuzzSegment reads segments whose checksums are right, whatever they hold:
// everything is decoded, or refused with words.
func FuzzSegment(f *testing.F) {
	for _, docs := range [][]*corpus.Document{made(0, 1), made(0, 3)} {
		f.Add([]byte(files(f, build(f, docs, Options{}))["000001.seg"]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &segment{path: "s", data: data}
		if s.frame() == nil {
			readAll(t, s)
		}
		if len(data) < headerBytes+footerBytes {
			return
		}
		foot := data[len(data)-footerBytes:]
		at := binary.LittleEndian.Uint64(foot)
		if at > uint64(len(data)-footerBytes) {
			return
		}
		sum := footerSum(data[at:len(data)-footerBytes], foot)
		copy(foot[32:], sum[:])
		if s = (&segment{path: "s", data: data}); s.frame() != nil {
			return
		}
		for i := range s.checked {
			s.checked[i].Store(true)
		}
		readAll(t, s)
	})
}

// readAll decodes a segment as the store does and uses what comes out.
func readAll(t *testing.T, s *segment) {
	c, err := openColumns(t.Context(), s)
	if err != nil {
		return
	}
	p := &part{columns: c}
	for i := range c.n {
		p.live = append(p.live, i)
		d := &corpus.Document{}
		if c.document(i, d) != nil || c.fill(i, d) != nil {
			continue
		}
		for _, cl := range d.Structure.Clauses {
			_ = d.Slice(cl.Span) + d.Address(cl.Span).String()
		}
	}
	st := &Store{manifest: &manifest{Documents: c.n}, parts: []*part{p}}
	if corpus, err := st.Corpus(t.Context()); err == nil {
		for i := range corpus.Len() {
			d := corpus.Record(i)
			span, _ := d.Span(wholeOf(d))
			_ = d.Slice(span)
		}
	}
	for _, hash := range s.recipes() {
		for i := range c.n {
			if kept := p.kept(i, hash); kept != nil {
				for _, id := range kept.IDs {
					_ = kept.Features[id]
				}
			}
		}
	}
}

// wholeOf is the address of a whole document.
func wholeOf(d *corpus.Document) corpus.Address {
	return d.Address(corpus.Span{Start: 0, End: len(d.Text)})
}

// TestWriteSeeds writes the committed seeds when it is asked to.
func TestWriteSeeds(t *testing.T) {
	if os.Getenv("CONCORD_WRITE_SEEDS") == "" {
		t.Skip("CONCORD_WRITE_SEEDS is not set")
	}
	contents := files(t, build(t, made(0, 2), Options{}))
	_, body, _ := strings.Cut(contents[manifestName], "\n")
	for name, data := range map[string]string{"FuzzSegment": contents["000001.seg"], "FuzzManifest": body[:strings.LastIndex(body, sumPrefix)]} {
		dir := filepath.Join("testdata", "fuzz", name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		seed := fmt.Sprintf("go test fuzz v1\n[]byte(%q)\n", data)
		if err := os.WriteFile(filepath.Join(dir, "whole"), []byte(seed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
