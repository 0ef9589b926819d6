package load

import (
	"encoding/json"
	"testing"
)

func TestUnquoteAsEncodingJSON(t *testing.T) {
	for _, s := range []string{`""`, `"a"`, `"中\n\t\"\\\/\r\b\f"`, `"\u4e2d\u00e9x"`, `"\ud83d\ude00"`, `"\ud83d"`, `"a\ud83dz\n"`, `"\u0000"`, `"\\n"`, `"é\\"`} {
		var want string
		if err := json.Unmarshal([]byte(s), &want); err != nil {
			t.Fatal(err)
		}
		if got, err := unquote([]byte(s)); err != nil || got != want {
			t.Errorf("unquote(%s) = %q, %v, want %q", s, got, err, want)
		}
	}
}
