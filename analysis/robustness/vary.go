package robustness

import (
	"context"
	"slices"

	"concord/analysis"
	"concord/corpus"
	"concord/corpus/token"
)

// specify finds the factors that change anything and lists their combinations.
func (s *study) specify(ctx context.Context, in *analysis.Input, recipe token.Recipe) error {
	wanted, err := s.options.wanted()
	if err != nil {
		return err
	}
	s.texts = newTexts(in.Corpus, wanted, s.values)
	s.apply = s.texts.takesOut()
	for _, f := range (wanted &^ ofTexts()).names() {
		var works bool
		switch {
		case !s.hasOption(f):
		case f == "min_documents":
			works = true
		case f == "unit":
			works = s.values["unit"] == "word" && slices.ContainsFunc(s.subjects, func(x subject) bool { return x.gram > 0 })
		default:
			if works, err = s.cutsOtherwise(ctx, in, f); err != nil {
				return err
			}
		}
		if works {
			s.apply |= bit(f)
		}
	}
	s.apply &= wanted
	s.idle = wanted &^ s.apply
	s.list, s.all = specify(s.apply, s.options.Limit, s.options.Seed)
	if len(s.list) < s.all {
		s.seed = s.options.Seed
	}
	return nil
}

// cutsOtherwise reports whether switching a factor of the recipe changes the
// tokens of any text.
func (s *study) cutsOtherwise(ctx context.Context, in *analysis.Input, factor string) (bool, error) {
	options, err := s.method.Parse(s.switched(bit(factor), 0))
	if err != nil {
		return false, err
	}
	r, ok := recipeOf(options)
	if !ok || s.tokens == nil {
		return true, nil
	}
	other, err := token.Cut(ctx, in.Corpus, r)
	if err != nil {
		return false, err
	}
	same := slices.Equal(other.Features, s.tokens.Features) && slices.Equal(other.Stopped, s.tokens.Stopped) &&
		slices.EqualFunc(other.Docs, s.tokens.Docs, func(a, b corpus.Sequence) bool { return slices.Equal(a.IDs, b.IDs) })
	return !same, nil
}

// switched returns the options of a specification.
func (s *study) switched(m mask, gram int) map[string]any {
	out := map[string]any{}
	for k, v := range s.given {
		out[k] = v
	}
	for _, f := range (m &^ ofTexts()).names() {
		if f == "unit" {
			out[f] = gramUnit(gram)
		} else {
			out[f] = switched(f, s.values)
		}
	}
	if _, given := s.given["permutations"]; s.hasOption("permutations") && !given {
		out["permutations"] = rerunPermutations
	}
	return out
}
