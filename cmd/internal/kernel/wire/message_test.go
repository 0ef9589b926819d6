package wire

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// request makes the frames of a message as a client with the key sends it.
func request(t testing.TB, key string, to ...string) [][]byte {
	t.Helper()
	o := Out{Type: "kernel_info_request", Content: map[string]any{"text": "语料 <&>"}}
	for _, id := range to {
		o.To = append(o.To, []byte(id))
	}
	frames, err := NewSession(key).Encode(o)
	if err != nil {
		t.Fatal(err)
	}
	return frames
}

// The signature is the one that Python makes:
// hmac.new(b"key", b'{"a":1}{}{}{"code":"\xe8\xaf\xad"}', "sha256").hexdigest()
func TestSignature(t *testing.T) {
	sum := NewSession("key").sign([][]byte{[]byte(`{"a":1}`), []byte("{}"), []byte("{}"), []byte(`{"code":"语"}`)})
	if got, want := fmt.Sprintf("%x", sum), "dacd3f249588cb02427f4c1142e08a05a535234e97cba631c9df50cd41a2c636"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMessagesComeBack(t *testing.T) {
	s := NewSession("key")
	frames := request(t, "key", "a", "b")
	frames = append(frames, []byte("buffer"))
	m, err := s.Decode(frames)
	if err != nil {
		t.Fatal(err)
	}
	if m.Header.Type != "kernel_info_request" || m.Header.Version != "5.5" || len(m.Identities) != 2 || string(m.Identities[1]) != "b" ||
		string(m.Content) != `{"text":"语料 <&>"}` || len(m.Buffers) != 1 {
		t.Errorf("got %+v", m)
	}
	reply, err := s.Encode(Out{To: m.Identities, Type: "kernel_info_reply", Parent: m.RawHeader, Content: map[string]any{}})
	if err != nil {
		t.Fatal(err)
	}
	if got := reply[len(reply)-3]; !bytes.Equal(got, m.RawHeader) {
		t.Errorf("the parent is %s, want the header %s", got, m.RawHeader)
	}
	if string(reply[0]) != "a" || string(reply[2]) != "<IDS|MSG>" {
		t.Errorf("got %q", reply)
	}
}

func TestParentHeadersAreNotTouched(t *testing.T) {
	s := NewSession("")
	header := []byte(`{ "msg_id":"1", "msg_type":"x" , "extra":{"b":1.0,"a":"\u00e9\/"} }`)
	m, err := s.Decode([][]byte{[]byte("<IDS|MSG>"), nil, header, []byte("{}"), []byte("{}"), []byte("{}")})
	if err != nil {
		t.Fatal(err)
	}
	frames, err := s.Encode(Out{Type: "y", Parent: m.RawHeader, Content: struct{}{}})
	if err != nil || !bytes.Equal(frames[3], header) {
		t.Errorf("parent %s, %v", frames[3], err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	good := func() [][]byte { return request(t, "key", "me") }
	for name, test := range map[string]struct {
		change func([][]byte) [][]byte
		want   string
	}{
		"another key":           {func([][]byte) [][]byte { return request(t, "yek", "me") }, "wrong signature"},
		"no signature":          {func(f [][]byte) [][]byte { f[2] = nil; return f }, "wrong signature"},
		"half a signature":      {func(f [][]byte) [][]byte { f[2] = f[2][:32]; return f }, "wrong signature"},
		"a signature and more":  {func(f [][]byte) [][]byte { f[2] = append(f[2], "00"...); return f }, "wrong signature"},
		"no hexadecimal digits": {func(f [][]byte) [][]byte { f[2] = bytes.Repeat([]byte("zz"), 32); return f }, "wrong signature"},
		"another content":       {func(f [][]byte) [][]byte { f[6] = []byte(`{"code":"evil"}`); return f }, "wrong signature"},
		"no delimiter":          {func(f [][]byte) [][]byte { f[1] = []byte("x"); return f }, "want a signature"},
		"too few frames":        {func(f [][]byte) [][]byte { return f[:6] }, "want a signature"},
		"nothing":               {func([][]byte) [][]byte { return nil }, "want a signature"},
	} {
		if _, err := NewSession("key").Decode(test.change(good())); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
	for _, part := range []int{2, 3, 4, 5} {
		for _, bad := range []string{"", "null", "[]", "{", "{}{}", `"x"`, "{\"a\":}"} {
			frames := request(t, "")
			frames[part] = []byte(bad)
			if _, err := NewSession("").Decode(frames); err == nil {
				t.Errorf("part %d %q: no error", part, bad)
			}
		}
	}
	frames := request(t, "")
	frames[2] = []byte(`{"msg_id":"1"}`)
	if _, err := NewSession("").Decode(frames); err == nil {
		t.Error("no msg_type: no error")
	}
}

func TestAMessageIsTakenOnce(t *testing.T) {
	s := NewSession("key")
	frames := request(t, "key", "me")
	if _, err := s.Decode(frames); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Decode(frames); err == nil || !strings.Contains(err.Error(), "came before") {
		t.Errorf("a message that was recorded and sent again: error %v", err)
	}
	for range remembered + 10 {
		if err := s.check(frames[2], frames[3:7]); err == nil {
			t.Fatal("taken again")
		}
	}
	if len(s.order) != 1 {
		t.Errorf("%d signatures are kept, want 1", len(s.order))
	}
	free := NewSession("")
	for range 2 {
		if _, err := free.Decode(request(t, "")); err != nil {
			t.Errorf("without a key: %v", err)
		}
	}
}

func FuzzMessages(f *testing.F) {
	add := func(frames [][]byte) { f.Add(bytes.Join(frames, []byte("\n"))) }
	add(request(f, "", "me"))
	add(request(f, "key"))
	f.Add([]byte("a\n<IDS|MSG>\n\n{\"msg_id\":\"1\",\"msg_type\":\"x\"}\n{}\n{}\n{}\nbuffer"))
	f.Add([]byte("<IDS|MSG>\n\n{\"msg_id\":1,\"msg_type\":[]}\n{}\n{}\n{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := NewSession("").Decode(bytes.Split(data, []byte("\n")))
		if err == nil {
			frames, err := NewSession("key").Encode(Out{To: m.Identities, Type: "reply", Parent: m.RawHeader, Content: m.Content})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := NewSession("key").Decode(frames); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := NewSession("a key that nobody has").Decode(bytes.Split(data, []byte("\n"))); err == nil {
			t.Fatal("taken without the key")
		}
	})
}
