package load

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// Fields are cut as encoding/json cuts them: on random runs of the pieces of
// objects, valid or not.
func TestFieldsAsEncodingJSON(t *testing.T) {
	pieces := []string{"{", "}", "[", "]", `"a"`, `"text"`, `"b\\"`, `"\u4e2d\""`, `"{,}"`, ":", ":", ",", "1", "-2.5e3", "true", "null", " ", "\n", `"\\\\\""`,
		`{"a":1}`, `{"a":[{"b":"]"}],"text":"x"}`, `"k":"v",`, `"k":null,`, `"\ud800":[],`}
	rng := rand.New(rand.NewPCG(3, 4))
	valid := 0
	for range 50000 {
		var b strings.Builder
		b.WriteString("{")
		for range rng.IntN(7) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		b.WriteString(`"z": {"y":"\\"} }`)
		var want map[string]json.RawMessage
		err := json.Unmarshal([]byte(b.String()), &want)
		got, bad := fieldsOf([]byte(b.String()))
		if (err != nil) != (bad != nil) {
			t.Fatalf("%s: %v, encoding/json says %v", b.String(), bad, err)
		}
		if err != nil {
			continue
		}
		if valid++; !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: fields %q, encoding/json says %q", b.String(), got, want)
		}
	}
	if valid < 500 {
		t.Errorf("only %d texts were valid", valid)
	}
	for _, s := range []string{"", " ", "null", "[1]", `"a"`, "3", "{}", " {} ", "{} {}"} {
		var want map[string]json.RawMessage
		err := json.Unmarshal([]byte(s), &want)
		got, bad := fieldsOf([]byte(s))
		if (err != nil) != (bad != nil) || err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("fieldsOf(%q) = %v, %v; encoding/json says %v, %v", s, got, bad, want, err)
		}
	}
}
