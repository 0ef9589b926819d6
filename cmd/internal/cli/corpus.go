package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"concord/analysis"
	"concord/analysis/catalog"
	"concord/corpus"
	"concord/corpus/load"
	"concord/corpus/store"
	"concord/corpus/token"
	"concord/reports"

	"github.com/spf13/cobra"
)

// newCorpus is the commands about stores.
func newCorpus(s Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "corpus",
		Short:   "Keep texts in a store that opens at once: build, add, remove, info, verify",
		GroupID: "main",
		Long: `Keep texts in a store: a folder NAME.concord with the texts as they were read,
their structure, variables and tokens. Every command takes a store where it
takes a PATH and prints the same as from the files.

A change is there whole or not at all, whatever happens to the process; readers
are never disturbed. One writer at a time.

A store also keeps the index that kwic searches, up to a gigabyte of texts; each
change makes it anew, so that many files are best added by one command.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("corpus: unknown command %q, want build, add, remove, info or verify", args[0])}
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(newCorpusBuild(s), newCorpusAdd(s), newCorpusRemove(s), newCorpusInfo(s), newCorpusVerify(s))
	return cmd
}

// atLeast checks the number of arguments.
func atLeast(n int, want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usageError{fmt.Errorf("corpus %s: got %d arguments, want %s", cmd.Name(), len(args), want)}
		}
		return nil
	}
}

// oneStore checks that there is one argument.
func oneStore(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usageError{fmt.Errorf("corpus %s: got %d arguments, want one STORE", cmd.Name(), len(args))}
	}
	return nil
}

func newCorpusBuild(s Streams) *cobra.Command {
	var (
		in      source
		path    string
		recipes []string
	)
	cmd := &cobra.Command{
		Use:   "build PATH… -o NAME.concord",
		Short: "Make a store of texts; one that stands there is replaced when the new one is whole",
		Example: `  concord corpus build statements/ -o statements.concord
  concord corpus build --recipe '' --recipe 'unit=char2 stop=none' statements/ -o s.concord`,
		Args: atLeast(1, "at least one PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if path == "" {
				return usageError{errors.New("corpus build: no --output, want -o NAME" + store.Extension)}
			}
			if !strings.HasSuffix(path, store.Extension) {
				return usageError{fmt.Errorf("corpus build: --output %s: want a name that ends in %s", path, store.Extension)}
			}
			opt, err := storeOptions(recipes)
			if err != nil {
				return err
			}
			replaced := documentsIn(path)
			change, err := store.Build(cmd.Context(), path, in.feed(path, args, s), opt)
			if err == nil && replaced > 0 {
				fmt.Fprintf(s.Err, "replaced: the store of %d documents that stood at %s\n", replaced, path)
			}
			return tellChange(cmd.Context(), s, path, change, err)
		},
	}
	in.register(cmd)
	cmd.Flags().StringVarP(&path, "output", "o", "", "store to write, NAME"+store.Extension)
	cmd.Flags().StringArrayVar(&recipes, "recipe", []string{"", searchRecipe}, "cut the texts by this recipe and keep the tokens: fields that differ from the default, such as 'unit=char2 stop=none'; with "+searchRecipe+" also the index that kwic searches; none keeps no tokens; may be repeated")
	return cmd
}

func newCorpusAdd(s Streams) *cobra.Command {
	var in source
	cmd := &cobra.Command{
		Use:   "add STORE PATH…",
		Short: "Put texts behind those of a store",
		Args:  atLeast(2, "a STORE and at least one PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			feed, err := tellTwins(cmd.Context(), args[0], in.feed(args[0], args[1:], s), s)
			if err != nil {
				return err
			}
			change, err := store.Add(cmd.Context(), args[0], feed, store.Options{})
			return tellChange(cmd.Context(), s, args[0], change, err)
		},
	}
	in.register(cmd)
	return cmd
}

// documentsIn is the number of documents of a store that can be read, else 0.
func documentsIn(path string) int {
	if !store.Is(path) {
		return 0
	}
	st, err := store.Open(path)
	if err != nil {
		return 0 // Build says what is wrong with it
	}
	defer st.Close()
	return st.Len()
}

// tellTwins makes a feed say which texts stand in the store already. They are
// added: two documents may have one text.
func tellTwins(ctx context.Context, path string, feed store.Feed, s Streams) (store.Feed, error) {
	st, err := store.Open(path)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	c, err := st.Corpus(ctx)
	if err != nil {
		return nil, err
	}
	have := make(map[string]string, c.Len()) // ID by hash of the text
	for i := range c.Len() {
		d := c.Record(i)
		have[strings.Clone(d.SHA256)] = strings.Clone(d.ID) // they outlive the store
	}
	return func(ctx context.Context, taken []string, add func(*corpus.Document) error) (store.Fed, error) {
		return feed(ctx, taken, func(d *corpus.Document) error {
			if twin, ok := have[d.SHA256]; ok {
				fmt.Fprintf(s.Err, "doubt: %s: this text is in the store already, as %s\n", place(d), twin)
			}
			return add(d)
		})
	}, nil
}

func newCorpusRemove(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "remove STORE ID…",
		Short: "Take documents out of a store",
		Long: `Take documents out of a store. No command sees them any more; their bytes leave
the disk when the store is built anew, or its segments are merged.`,
		Args: atLeast(2, "a STORE and at least one ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := knownIDs(cmd.Context(), args[0], args[1:]); err != nil {
				return err
			}
			change, err := store.Remove(cmd.Context(), args[0], args[1:])
			return tellChange(cmd.Context(), s, args[0], change, err)
		},
	}
}

// knownIDs refuses IDs that are not in the store and names the nearest.
func knownIDs(ctx context.Context, path string, ids []string) error {
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	defer st.Close()
	have, err := st.IDs(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !slices.Contains(have, id) {
			problem := fmt.Errorf("corpus remove: no document %q among %d", id, len(have))
			if near := analysis.Nearest(id, have); near != "" {
				problem = fmt.Errorf("%w; did you mean %s?", problem, near)
			}
			return usageError{problem}
		}
	}
	return nil
}

func newCorpusInfo(s Streams) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "info STORE",
		Short: "Show what is in a store",
		Args:  oneStore,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := choice("format", format, "text", "json"); err != nil {
				return err
			}
			st, err := store.Open(args[0])
			if err != nil {
				return err
			}
			defer st.Close()
			if format == "json" {
				e := json.NewEncoder(s.Out)
				e.SetEscapeHTML(false)
				return e.Encode(st.Info())
			}
			return showInfo(s, st.Info())
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

func showInfo(s Streams, i store.Info) error {
	fmt.Fprintf(s.Out, "store       %s (format %d, generation %d)\n", i.Path, i.Version, i.Generation)
	fmt.Fprintf(s.Out, "documents   %d, %d removed\n", i.Documents, i.Removed)
	fmt.Fprintf(s.Out, "text        %d bytes\n", i.TextBytes)
	fmt.Fprintf(s.Out, "on disk     %d bytes in %d segments\n", i.DiskBytes, i.Segments)
	fmt.Fprintf(s.Out, "corpus      %s\n", i.Hash)
	for _, t := range i.Tokens {
		state := ""
		if !t.Whole {
			state += ", not of all texts"
		}
		if !t.Current {
			state += ", cut by another version of the rules"
		}
		fmt.Fprintf(s.Out, "tokens      %d by recipe %s%s: %s\n", t.Tokens, t.Hash, state, t.Recipe)
	}
	for _, name := range i.Derived {
		if name == catalog.SearchIndex().Name {
			name += ", for kwic"
		}
		fmt.Fprintf(s.Out, "derived     %s\n", name)
	}
	var err error
	for _, l := range i.Left {
		_, err = fmt.Fprintf(s.Out, "left out    %s: %s\n", l.Where, l.Why)
	}
	return err
}

func newCorpusVerify(s Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "verify STORE",
		Short: "Read every byte of a store and check it",
		Args:  oneStore,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := store.Verify(cmd.Context(), args[0]); err != nil {
				return err
			}
			_, err := fmt.Fprintf(s.Out, "%s: sound\n", args[0])
			return err
		},
	}
}

// storeOptions reads the recipes of --recipe.
func storeOptions(recipes []string) (store.Options, error) {
	opt := store.Options{Recipes: []token.Recipe{}}
	for _, text := range recipes {
		if text == "none" {
			continue
		}
		r, err := parseRecipe(text)
		if err != nil {
			return opt, usageError{fmt.Errorf("--recipe %q: %w", text, err)}
		}
		if !slices.Contains(opt.Recipes, r) {
			opt.Recipes = append(opt.Recipes, r)
		}
	}
	return opt, nil
}

// parseRecipe reads fields in the form in which a recipe prints; those not
// named have their defaults.
func parseRecipe(text string) (token.Recipe, error) {
	r := token.Default()
	v := reflect.ValueOf(&r).Elem()
	for _, word := range strings.Fields(text) {
		name, value, _ := strings.Cut(word, "=")
		var names []string
		at := -1
		for i := range v.NumField() {
			names = append(names, v.Type().Field(i).Tag.Get("opt"))
			if names[i] == name {
				at = i
			}
		}
		if at < 0 {
			return r, fmt.Errorf("no field %q, want one of %s", name, strings.Join(names, ", "))
		}
		if f := v.Field(at); f.Kind() == reflect.Bool {
			if value != "true" && value != "false" {
				return r, fmt.Errorf("%s=%s, want true or false", name, value)
			}
			f.SetBool(value == "true")
		} else {
			f.SetString(value)
		}
	}
	return r, r.Validate()
}

// searchRecipe is the recipe of kwic (see catalog.SearchIndex) as parseRecipe reads it.
const searchRecipe = "punct=keep"

// tellChange prints what a writer did, and puts the index beside the texts.
func tellChange(ctx context.Context, s Streams, path string, c store.Change, err error) error {
	if err != nil {
		return err
	}
	if err := keepIndex(ctx, path); err != nil {
		return fmt.Errorf("%s is changed, but its index could not be made; kwic makes one for each run: %w", path, err)
	}
	_, err = fmt.Fprintf(s.Out, "%s: %d added, %d removed, %d documents\n", path, c.Added, c.Removed, c.Documents)
	return err
}

// mostIndexed is the size of texts up to which an index is kept: making it takes
// about as much memory again as these.
const mostIndexed = 1 << 30

// keepIndex makes the index that kwic searches anew after a change, which has
// dropped the old one. A store without the tokens for it is left alone.
func keepIndex(ctx context.Context, path string) error {
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	info, hash := st.Info(), catalog.SearchIndex().Recipe.Hash()
	due := info.TextBytes <= mostIndexed && slices.ContainsFunc(info.Tokens, func(t store.TokensInfo) bool { return t.Hash == hash && t.Whole })
	if err := st.Close(); err != nil || !due {
		return err
	}
	return store.Derive(ctx, path, catalog.SearchIndex().Name, func(st *store.Store) ([]store.Section, error) {
		c, err := st.Corpus(ctx)
		if err != nil {
			return nil, err
		}
		sections, err := catalog.SearchIndex().Make(ctx, c)
		if err == nil {
			err = c.Err()
		}
		var out []store.Section
		for _, s := range sections {
			out = append(out, store.Section(s))
		}
		return out, err
	})
}

// feed reads the paths for a store, one document after the other. Stores among
// them have their documents at hand.
func (s *source) feed(into string, paths []string, streams Streams) store.Feed {
	return func(ctx context.Context, taken []string, add func(*corpus.Document) error) (store.Fed, error) {
		if slices.ContainsFunc(paths, store.Is) {
			return s.feedCorpus(ctx, paths, streams, add)
		}
		bar := newProgress(streams, "reading")
		defer bar.finish()
		opt := load.Options{TextColumn: s.textColumn, SkipBad: s.skipBad, Progress: bar.set}
		read, err := load.Each(ctx, paths, opt, load.Taken{IDs: taken, By: into}, add)
		if err != nil {
			return store.Fed{}, err
		}
		left := left(&load.Loaded{Skipped: read.Skipped, Ignored: read.Ignored})
		tell(streams, left)
		return store.Fed{IDs: read.IDs, Left: kept(left)}, nil
	}
}

func (s *source) feedCorpus(ctx context.Context, paths []string, streams Streams, add func(*corpus.Document) error) (store.Fed, error) {
	c, left, err := s.read(ctx, paths, streams)
	if err != nil {
		return store.Fed{}, err
	}
	tell(streams, left)
	fed, err := store.Documents(c.Docs())(ctx, nil, add)
	fed.Left = kept(left)
	return fed, err
}

// kept is what was left out, as a store keeps it.
func kept(left []reports.Left) []store.Left {
	var out []store.Left
	for _, l := range left {
		out = append(out, store.Left(l))
	}
	return out
}

// readPaths reads files, folders and stores, in the order given.
func readPaths(ctx context.Context, paths []string, opt load.Options) (*corpus.Corpus, []reports.Left, error) {
	if !slices.ContainsFunc(paths, store.Is) {
		loaded, err := load.Paths(ctx, paths, opt)
		if err != nil {
			return nil, nil, err
		}
		return loaded.Corpus, left(loaded), nil
	}
	if len(paths) == 1 {
		return readStore(ctx, paths[0])
	}
	var docs []*corpus.Document
	var all []reports.Left
	for len(paths) > 0 {
		n := max(1, slices.IndexFunc(append(slices.Clone(paths), ""), func(p string) bool { return p == "" || store.Is(p) }))
		c, left, err := readPaths(ctx, paths[:n], opt)
		if err != nil {
			return nil, nil, err
		}
		docs, all, paths = append(docs, c.Docs()...), append(all, left...), paths[n:]
	}
	c, err := corpus.New(docs)
	return c, all, err
}

// readStore reads a store. It stays open: the corpus lies in its files.
func readStore(ctx context.Context, path string) (*corpus.Corpus, []reports.Left, error) {
	st, err := store.Open(path)
	if err != nil {
		return nil, nil, err
	}
	c, err := st.Corpus(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	var out []reports.Left
	for _, l := range st.Left() {
		out = append(out, reports.Left(l))
	}
	return c, out, nil
}
