package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/store"
	"concord/corpus/token"
)

// The inputs of stages: files that hold a JSON list of texts.
const (
	chinese = "zh.json"
	words   = "zh-words.json" // the same, its words parted by blanks
	english = "en.json"
)

// longText is the length, in bytes, from which on a text is parted at a line
// end, so that one long text is many documents.
const longText = 1 << 16

// prepare reads the texts and writes the inputs of the stages.
func prepare(ctx context.Context, paths []string, dir string) error {
	docs, err := documents(ctx, paths)
	if err != nil {
		return err
	}
	texts := map[string][]string{}
	for _, d := range docs {
		texts[d.Lang] = append(texts[d.Lang], parted(d.Text)...)
	}
	if len(texts["zh"])+len(texts["en"]) < 2 {
		return fmt.Errorf("bench: %d texts in Chinese and %d in English, want at least 2", len(texts["zh"]), len(texts["en"]))
	}
	parts, err := segmented(ctx, texts["zh"])
	if err != nil {
		return err
	}
	for name, list := range map[string][]string{chinese: texts["zh"], words: parts, english: texts["en"]} {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(list); err != nil {
			return fmt.Errorf("bench: %w", err)
		}
		if len(list) == 0 {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o600); err != nil {
			return fmt.Errorf("bench: %w", err)
		}
	}
	return nil
}

// documents reads files, folders and stores. Stores stay open: the documents lie
// in their files.
func documents(ctx context.Context, paths []string) ([]*corpus.Document, error) {
	var docs []*corpus.Document
	for len(paths) > 0 {
		if store.Is(paths[0]) {
			st, err := store.Open(paths[0])
			if err != nil {
				return nil, err
			}
			c, err := st.Corpus(ctx)
			if err != nil {
				return nil, errors.Join(err, st.Close())
			}
			docs, paths = append(docs, c.Docs()...), paths[1:]
			if err := c.Err(); err != nil {
				return nil, err
			}
			continue
		}
		n := slices.IndexFunc(paths, store.Is)
		if n < 0 {
			n = len(paths)
		}
		loaded, err := load.Paths(ctx, paths[:n], load.Options{})
		if err != nil {
			return nil, err
		}
		docs, paths = append(docs, loaded.Corpus.Docs()...), paths[n:]
	}
	return docs, nil
}

// parted parts a long text at line ends.
func parted(text string) []string {
	var out []string
	for len(text) > longText {
		i := strings.IndexByte(text[longText:], '\n')
		if i < 0 {
			break
		}
		out, text = append(out, text[:longText+i+1]), text[longText+i+1:]
	}
	if text == "" {
		return out
	}
	return append(out, text)
}

// segmented parts the words of Chinese texts by blanks.
func segmented(ctx context.Context, texts []string) ([]string, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	c, err := corpusOf(texts)
	if err != nil {
		return nil, err
	}
	r := token.Default()
	r.Punct = "keep"
	t, err := token.Cut(ctx, c, r)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(texts))
	for d, s := range t.Docs {
		var b strings.Builder
		last := uint32(0)
		for i := range s.IDs {
			b.WriteString(strings.Repeat("\n", strings.Count(texts[d][last:s.Start[i]], "\n")))
			b.WriteString(texts[d][s.Start[i]:s.End[i]] + " ")
			last = s.End[i]
		}
		out[d] = b.String()
	}
	return out, nil
}

func corpusOf(texts []string) (*corpus.Corpus, error) {
	docs := make([]*corpus.Document, len(texts))
	for i, t := range texts {
		docs[i] = &corpus.Document{ID: "d" + strconv.Itoa(i), Text: t, SHA256: corpus.Hash(t)}
	}
	return corpus.New(docs)
}

// read returns the corpus of an input; nil where there is none.
func read(dir, name string) (*corpus.Corpus, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	var texts []string
	if err := json.Unmarshal(data, &texts); err != nil {
		return nil, fmt.Errorf("bench: %s: %w", name, err)
	}
	return corpusOf(texts)
}

func bytesOf(c *corpus.Corpus) int { return textBytes(c.Docs()) }

func textBytes(docs []*corpus.Document) int {
	n := 0
	for _, d := range docs {
		n += len(d.Text)
	}
	return n
}
