package notebook

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// FuzzParts holds the scanner and the cutting against encoding/json: what is
// well-formed, and what parts and texts say.
func FuzzParts(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,-0.5e+3,true,false,null],"b":{"c":"\u00e9\ud83d\ude00\ud83dx\/\n"}}`, `[]`, `{}`, ` "x" `, `0`, `-`, `01`, `1.`, `[1,]`, `{"a":1,}`,
		`{"a":1 , "\u0061":2}`, "\"\t\"", `"\x"`, `"\u12"`, `"\ud800\ud800\udc00"`, `"\udc00\u0041"`, `tru`, `[1 2]`, `{"a" 1}`, `1e`, `[[[[]]]]`, `"`, `{"`, `[{"a":[]},"]}"]`,
		`{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"k":0,"l":0,"m":0,"n":0,"o":0,"p":0,"q":0,"r":0,"a":1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		err := wellFormed(data)
		if err != nil && strings.Contains(err.Error(), "twice") {
			return // in names that encoding/json takes; see TestNamesTwice
		}
		if json.Valid(data) != (err == nil) && !strings.Contains(errorText(err), "UTF-8") {
			t.Fatalf("%q: %v; encoding/json says valid %v", data, err, json.Valid(data))
		}
		if err != nil {
			return
		}
		switch raw := bytes.TrimSpace(data); raw[0] {
		case '{':
			want := Metadata{}
			if err := json.Unmarshal(raw, &want); err != nil || !reflect.DeepEqual(members(raw), want) {
				t.Fatalf("%q: members %q, want %q, %v", raw, members(raw), want, err)
			}
		case '[':
			var want []json.RawMessage
			if err := json.Unmarshal(raw, &want); err != nil || len(want) != len(items(raw)) || len(want) > 0 && !reflect.DeepEqual(items(raw), want) {
				t.Fatalf("%q: items %q, want %q, %v", raw, items(raw), want, err)
			}
		case '"':
			var want string
			if err := json.Unmarshal(raw, &want); err != nil || unquoted(raw) != want {
				t.Fatalf("%q: says %q, want %q, %v", raw, unquoted(raw), want, err)
			}
		}
	})
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Names that stand twice are found however many there are and however they are
// written.
func TestNamesTwice(t *testing.T) {
	var many strings.Builder
	for i := range 100 {
		many.WriteString(`"n` + strings.Repeat("x", i) + `":{"same":1},`)
	}
	for text, twice := range map[string]bool{
		`{"a":1,"\u0061":2}`: true, `{"a":{"a":1},"b":{"a":1}}`: false, `{"a":{"b":1,"b":2}}`: true, `["a","a"]`: false,
		`{` + many.String() + `"last":1}`: false, `{` + many.String() + `"nxx":1}`: true,
	} {
		err := wellFormed([]byte(text))
		if (err != nil) != twice || twice && !strings.Contains(err.Error(), "stands twice in one object") {
			t.Errorf("%.60s: %v, want a fault: %v", text, err, twice)
		}
	}
}

// What is read does not hold on to the file.
func TestReadCopies(t *testing.T) {
	data := []byte(`{"nbformat":4,"nbformat_minor":5,"metadata":{"x":[1]},"cells":[{"id":"a","cell_type":"code","metadata":{"y":2},"source":["1\n","2"],"execution_count":null,` +
		`"outputs":[{"output_type":"display_data","metadata":{"z":3},"data":{"application/json":{"k":4},"text/plain":"5"}}]},` +
		`{"id":"b","cell_type":"markdown","metadata":{},"source":"","attachments":{"f":{}}}]}`)
	nb, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	var before, after bytes.Buffer
	if err := nb.Write(&before); err != nil {
		t.Fatal(err)
	}
	clear(data)
	if err := nb.Write(&after); err != nil || !bytes.Equal(before.Bytes(), after.Bytes()) || !strings.Contains(after.String(), `"k": 4`) {
		t.Errorf("%v: what was read changed with the bytes it was read from:\n%s", err, &after)
	}
}

// BenchmarkRead reads 100 MB of outputs.
func BenchmarkRead(b *testing.B) {
	nb := New()
	for range 100 {
		c := nb.Add(Code, "x = 1")
		c.Outputs = []Output{{Type: Stream, Name: "stdout", Text: strings.Repeat("双方同意加强合作 0123456789\n", 1<<20/36)}}
	}
	var text bytes.Buffer
	if err := nb.Write(&text); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, err := Read(bytes.NewReader(text.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
}
