package store

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concord/corpus"
)

// TestEveryByteCounts flips bits all over a store: the first and the last bytes
// of every file and of every section, and 200 places at random. Verify has to
// find each and name the file. What Open and Corpus read, they have to find.
func TestEveryByteCounts(t *testing.T) {
	path := build(t, specimens(t).Docs(), Options{SegmentBytes: 300 << 10})
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	unread := map[string][][2]int64{} // texts and tokens, by file
	places := map[string][]int64{}
	for _, p := range s.parts {
		name := filepath.Base(p.path)
		for _, sec := range p.order {
			if sec.size > 0 {
				places[name] = append(places[name], sec.at, sec.at+sec.size-1)
			}
			if sec.name == colTexts || strings.HasPrefix(sec.name, "tokens/") {
				unread[name] = append(unread[name], [2]int64{sec.at, sec.at + sec.size + alignment})
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	var names []string
	contents := files(t, path)
	for name, data := range contents {
		names = append(names, name)
		n := int64(len(data))
		for _, at := range []int64{0, 15, 16, 20, 40, 63, 64, n - 130, n - 64, n - 50, n - 45, n - 33, n - 32, n - 1} {
			if at >= 0 && at < n {
				places[name] = append(places[name], at)
			}
		}
	}
	if len(names) < 3 {
		t.Fatalf("only the files %v", names)
	}
	for range 200 {
		name := names[r.IntN(len(names))]
		places[name] = append(places[name], r.Int64N(int64(len(contents[name]))))
	}
	for _, name := range names {
		data := []byte(contents[name])
		for _, at := range places[name] {
			data[at] ^= 1 << r.IntN(8)
			write0(t, filepath.Join(path, name), data)
			err := Verify(t.Context(), path)
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Fatalf("%s: byte %d of %d was flipped; Verify says %v", name, at, len(data), err)
			}
			if touched(unread[name], at) {
				if s, err := Open(path); err == nil {
					if _, err = s.Corpus(t.Context()); err == nil {
						t.Errorf("%s: byte %d was flipped; Open and Corpus found nothing", name, at)
					}
					s.Close()
				}
			}
			copy(data, contents[name])
		}
		write0(t, filepath.Join(path, name), data)
	}
	if err := Verify(t.Context(), path); err != nil {
		t.Errorf("the store as it was written: %v", err)
	}
}

// touched reports whether a byte lies outside the ranges. The bytes of a block
// that only a text has are not read by Open.
func touched(unread [][2]int64, at int64) bool {
	for _, u := range unread {
		if u[0] <= at && at < u[1] {
			return false
		}
	}
	return true
}

// write0 replaces a file by another: one that is mapped is not changed.
func write0(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestDamageIsNamed(t *testing.T) {
	path := build(t, made(0, 40), Options{SegmentBytes: 8 << 10})
	contents := files(t, path)
	segment, manifest := contents["000001.seg"], contents[manifestName]
	version := func(n uint32) string {
		b := []byte(segment)
		binary.LittleEndian.PutUint32(b[len(segmentMagic):], n)
		return string(b)
	}
	for _, c := range []struct {
		file, data string
		says       []string
	}{
		{"000001.seg", version(2), []string{"version 2", "newer program", "want version 1"}},
		{"000001.seg", version(0), []string{"version 0", "older program", "build the store anew"}},
		{manifestName, strings.Replace(manifest, "store 1", "store 7", 1), []string{"version 7", "newer program"}},
		{manifestName, strings.Replace(manifest, "store 1", "store 0", 1), []string{"version 0", "older program"}},
		{"000001.seg", segment[:len(segment)/2], []string{"truncated"}},
		{"000001.seg", segment[:len(segment)-1], []string{"truncated"}},
		{"000001.seg", segment[:10], []string{"not a segment"}},
		{"000001.seg", "", []string{"not a segment"}},
		{"000001.seg", contents["000002.seg"], []string{"another segment", "manifest"}},
		{manifestName, manifest[:len(manifest)/2], []string{"truncated"}},
		{manifestName, manifest[:len(manifest)-1], []string{"changed"}},
		{manifestName, "", []string{"not the manifest"}},
		{manifestName, manifest + "\n", []string{"changed"}},
	} {
		write0(t, filepath.Join(path, c.file), []byte(c.data))
		_, err := Open(path)
		wantError(t, err, append(c.says, c.file)...)
		wantError(t, Verify(t.Context(), path), append(c.says, c.file)...)
		write0(t, filepath.Join(path, c.file), []byte(contents[c.file]))
	}
	if err := os.Remove(filepath.Join(path, "000001.seg")); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path)
	wantError(t, err, "000001.seg", "cannot be opened")
	// A broken store is not built over: what is left in it may be wanted.
	write0(t, filepath.Join(path, manifestName), []byte("x"))
	_, err = Build(t.Context(), path, Documents(made(0, 1)), Options{})
	wantError(t, err, manifestName, "not the manifest")
}

// TestDamagedTextIsNotCopied: a merge must not give wrong bytes a right
// checksum, nor may a document be read with them.
func TestDamagedTextIsNotCopied(t *testing.T) {
	docs := made(0, 1)
	docs[0].Text = strings.Repeat(docs[0].Text, 2+blockBytes/len(docs[0].Text)) // the first block is text alone
	docs[0].SHA256 = corpus.Hash(docs[0].Text)
	path := build(t, docs, Options{})
	data := []byte(files(t, path)["000001.seg"])
	data[blockBytes/2] ^= 4
	write0(t, filepath.Join(path, "000001.seg"), data)
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Document(0)
	wantError(t, err, "000001.seg: bytes 0–262143 (texts) changed", "SHA-256")
	more := made(1, 2)
	more[0].Text = strings.Repeat(more[0].Text, 5000)
	more[0].SHA256 = corpus.Hash(more[0].Text)
	_, err = Add(t.Context(), path, Documents(more), Options{})
	wantError(t, err, "000001.seg", "changed")
}

func TestNotAStore(t *testing.T) {
	dir := t.TempDir()
	put := func(name, data string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	file := put("a.concord", "x")
	_, err := Open(file)
	wantError(t, err, file, "a file", "want a folder")
	_, err = Build(t.Context(), file, Documents(made(0, 1)), Options{})
	wantError(t, err, file)
	_, err = Build(t.Context(), dir, Documents(made(0, 1)), Options{})
	wantError(t, err, dir, "not a store", "a.concord is in it")
	if Is(file) || Is(dir) || Is(filepath.Join(dir, "none")) || IsFS(os.DirFS(dir), "a.concord") || IsFS(os.DirFS(dir), "none") {
		t.Error("a file, a folder or nothing was taken for a store")
	}
	put(manifestName, manifestMagic+"1\n")
	if !Is(dir) || !IsFS(os.DirFS(dir), ".") || !IsFS(os.DirFS(filepath.Dir(dir)), filepath.Base(dir)) {
		t.Error("a folder with a manifest was not taken for a store")
	}
	_, err = Build(t.Context(), filepath.Join(dir, "none", "b.concord"), Documents(made(0, 1)), Options{})
	wantError(t, err, "b.concord", "cannot be written")
}

// TestFeedThatFails leaves nothing behind, neither beside an old store nor
// where there was none.
func TestFeedThatFails(t *testing.T) {
	path := build(t, made(0, 3), Options{})
	before := files(t, path)
	for _, f := range []func(string) error{
		func(p string) error {
			_, err := Build(t.Context(), p, failing(made(0, 50), os.ErrClosed), Options{SegmentBytes: 1 << 10})
			return err
		},
		func(p string) error {
			_, err := Add(t.Context(), p, failing(made(3, 50), os.ErrClosed), Options{SegmentBytes: 1 << 10})
			return err
		},
	} {
		wantError(t, f(path), "closed")
		if after := files(t, path); len(after) != len(before) || after[manifestName] != before[manifestName] {
			t.Errorf("%d files after a failure, %d before", len(after), len(before))
		}
	}
	fresh := filepath.Join(t.TempDir(), "new.concord")
	if _, err := Build(t.Context(), fresh, failing(made(0, 50), os.ErrClosed), Options{SegmentBytes: 1 << 10}); err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Stat(fresh); !os.IsNotExist(err) {
		t.Errorf("a build that failed left its folder: %v", err)
	}
}

// TestHostileSegments changes a segment whose checksums are then made right:
// what it holds is decoded or refused, without a panic.
func TestHostileSegments(t *testing.T) {
	valid := []byte(files(t, build(t, made(0, 2), Options{}))["000001.seg"])
	s := &segment{path: "s", data: valid}
	if err := s.frame(); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(9, 10))
	for range 8000 {
		data := slices.Clone(valid)
		sec := s.order[r.IntN(len(s.order))]
		for range 1 + r.IntN(3) {
			if sec.size > 0 {
				data[sec.at+r.Int64N(sec.size)] = []byte{0, 1, 0x7f, 0x80, 0xff}[r.IntN(5)]
			}
		}
		hostile := &segment{path: "s", data: data}
		if err := hostile.frame(); err != nil {
			t.Fatal(err)
		}
		for i := range hostile.checked {
			hostile.checked[i].Store(true)
		}
		readAll(t, hostile)
	}
}
