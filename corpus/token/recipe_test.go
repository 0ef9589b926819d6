package token

import (
	"reflect"
	"strings"
	"testing"
)

func TestRecipeDefaults(t *testing.T) {
	r := Default()
	want := Recipe{Unit: "word", Lower: true, Numbers: "keep", Punct: "drop", Width: true, Script: "as-is",
		Stop: "default", Lexicon: "diplomatic", Unknown: true}
	if r != want {
		t.Errorf("default recipe %s, want %s", r, want)
	}
	if err := r.Validate(); err != nil {
		t.Error(err)
	}
	if s := r.String(); strings.Contains(s, "\n") || !strings.HasPrefix(s, "unit=word stem=false lower=true") {
		t.Errorf("String: %q", s)
	}
}

func TestRecipeTags(t *testing.T) {
	typ := reflect.TypeFor[Recipe]()
	for i := range typ.NumField() {
		f := typ.Field(i)
		for _, key := range []string{"opt", "default", "zh", "en"} {
			if f.Tag.Get(key) == "" {
				t.Errorf("%s has no tag %s", f.Name, key)
			}
		}
		choices := f.Tag.Get("choices")
		switch f.Type.Kind() {
		case reflect.String:
			if !strings.HasPrefix(choices, f.Tag.Get("default")+",") {
				t.Errorf("%s: choices %q, want the default %q first", f.Name, choices, f.Tag.Get("default"))
			}
		case reflect.Bool:
			if d := f.Tag.Get("default"); choices != "" || d != "true" && d != "false" {
				t.Errorf("%s: default %q, choices %q, want true or false and no choices", f.Name, d, choices)
			}
		default:
			t.Errorf("%s is a %s, want a text or a switch", f.Name, f.Type)
		}
	}
}

// Every field is part of what identifies a recipe, and so are further terms.
func TestRecipeHash(t *testing.T) {
	seen := map[string]string{Default().Hash(): "default"}
	note := func(hash, what string) {
		if other, ok := seen[hash]; ok || len(hash) != 12 {
			t.Errorf("%s: hash %q, the same as of %s", what, hash, other)
		}
		seen[hash] = what
	}
	typ := reflect.TypeFor[Recipe]()
	for i := range typ.NumField() {
		r := Default()
		f := reflect.ValueOf(&r).Elem().Field(i)
		if f.Kind() == reflect.Bool {
			f.SetBool(!f.Bool())
		} else {
			f.SetString(strings.Split(typ.Field(i).Tag.Get("choices"), ",")[1])
		}
		note(r.Hash(), typ.Field(i).Name)
	}
	k, err := New(Default(), "澜湄之约")
	if err != nil {
		t.Fatal(err)
	}
	note(k.hash, "a further term")
	if k, err = New(Default(), "b", "a", "b"); err != nil {
		t.Fatal(err)
	}
	if other, err := New(Default(), "a", "b"); err != nil || other.hash != k.hash {
		t.Errorf("the order of the terms changes the hash; error %v", err)
	}
}

func TestValidateNamesTheField(t *testing.T) {
	typ := reflect.TypeFor[Recipe]()
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Type.Kind() != reflect.String {
			continue
		}
		r := Default()
		reflect.ValueOf(&r).Elem().Field(i).SetString("x")
		err := r.Validate()
		if err == nil || !strings.Contains(err.Error(), f.Tag.Get("opt")+`: unknown choice "x", want one of `+f.Tag.Get("default")) {
			t.Errorf("%s: error %v", f.Name, err)
		}
		if _, err := New(r); err == nil {
			t.Errorf("%s: New takes a recipe that is not valid", f.Name)
		}
		if Words("中柬", r) != nil {
			t.Errorf("%s: words by a recipe that is not valid", f.Name)
		}
	}
}
