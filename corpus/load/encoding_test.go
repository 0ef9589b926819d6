package load

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	textunicode "golang.org/x/text/encoding/unicode"
)

const traditional = "中華人民共和國政府和瀾滄國政府聯合聲明\n一、雙方同意深化各領域合作，推進共同建設項目，維護地區和平與穩定。\n二、雙方認為，和平與發展是兩國人民的共同願望。\n"

func encode(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestEncodings reads back what x/text has encoded.
func TestEncodings(t *testing.T) {
	little := textunicode.UTF16(textunicode.LittleEndian, textunicode.IgnoreBOM)
	big := textunicode.UTF16(textunicode.BigEndian, textunicode.IgnoreBOM)
	const english = "Both sides agreed to “deepen” co-operation – and to meet again in café Étoile’s garden next year.\n"
	for _, c := range []struct {
		name string
		data []byte
		text string
		want string
	}{
		{"utf-8", []byte(statement), statement, "UTF-8"},
		{"utf-8 mark", []byte("\xef\xbb\xbf" + statement), statement, "UTF-8"},
		{"gb18030", encode(t, simplifiedchinese.GB18030, statement), statement, "GB18030"},
		{"gbk", encode(t, simplifiedchinese.GBK, statement), statement, "GB18030"},
		{"gb18030 traditional", encode(t, simplifiedchinese.GB18030, traditional), traditional, "GB18030"},
		{"gb18030 four bytes", encode(t, simplifiedchinese.GB18030, statement+"𠮷䶮\n"), statement + "𠮷䶮\n", "GB18030"},
		{"gb18030 English first", encode(t, simplifiedchinese.GB18030, english[:11]+"\n"+statement), english[:11] + "\n" + statement, "GB18030"},
		{"big5", encode(t, traditionalchinese.Big5, traditional), traditional, "Big5"},
		{"utf-16le", encode(t, little, statement), statement, "UTF-16LE"},
		{"utf-16be", encode(t, big, statement), statement, "UTF-16BE"},
		{"utf-16le mark", encode(t, little, "\ufeff"+traditional), traditional, "UTF-16LE"},
		{"utf-16be mark", encode(t, big, "\ufeff"+traditional), traditional, "UTF-16BE"},
		{"utf-16le English", encode(t, little, english), english, "UTF-16LE"},
		{"windows", encode(t, charmap.Windows1252, english), english, "Windows-1252"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := one(t, write(t, t.TempDir(), "a.txt", c.data), Options{})
			if d.Text != c.text || d.Source.Encoding != c.want {
				t.Errorf("%s (%.2f): %q", d.Source.Encoding, d.Source.Certain, d.Text)
			}
			if (d.Source.Certain < doubtful) != hasNote(d, "LOD-01") || d.Source.Certain <= 0 || d.Source.Certain > 1 {
				t.Errorf("certain %.2f with notes %v", d.Source.Certain, d.Notes)
			}
		})
	}
}

// TestShortGB is the hard case: few bytes to judge by.
func TestShortGB(t *testing.T) {
	for _, s := range []string{"双方同意", "联合公报", "二〇二二年十一月十一日于金边"} {
		d := one(t, write(t, t.TempDir(), "a.txt", encode(t, simplifiedchinese.GB18030, s)), Options{})
		if d.Text != s || d.Source.Encoding != "GB18030" {
			t.Errorf("%q became %q (%s, %.2f)", s, d.Text, d.Source.Encoding, d.Source.Certain)
		}
	}
}

// TestTablesInOtherEncodings covers the readers that decode line by line.
func TestTablesInOtherEncodings(t *testing.T) {
	lines := `{"id":"a","text":"双方同意深化合作，推进共建项目。"}` + "\n" + `{"id":"b","text":"双方认为，和平与发展是共同愿望。"}` + "\n"
	little := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM)
	for name, data := range map[string][]byte{
		"gb.jsonl": encode(t, simplifiedchinese.GB18030, lines), "u16.jsonl": encode(t, little, lines),
		"gb.csv": encode(t, simplifiedchinese.GB18030, "id,text\na,双方同意深化合作，推进共建项目。\nb,双方认为，和平与发展是共同愿望。\n"),
		"page.html": encode(t, simplifiedchinese.GB18030, `<html><head><meta charset="gb2312"></head><body><p>双方同意深化合作，推进共建项目。</p>`+
			`<p>双方认为，和平与发展是共同愿望。</p></body></html>`),
	} {
		out, err := Paths(t.Context(), []string{write(t, t.TempDir(), name, data)}, Options{})
		if err != nil {
			t.Error(name, err)
			continue
		}
		var all []byte
		for _, d := range out.Corpus.Docs() {
			all = append(all, d.Text...)
		}
		if all = bytes.ReplaceAll(all, []byte("\n"), nil); string(all) != "双方同意深化合作，推进共建项目。双方认为，和平与发展是共同愿望。" {
			t.Errorf("%s: %s", name, all)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(statement))
	f.Add(encode(f, simplifiedchinese.GB18030, statement))
	f.Add(encode(f, traditionalchinese.Big5, traditional))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("a\xffb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		enc, bad := detect(data)
		if bad != nil {
			if bad.offset >= len(data) {
				t.Fatalf("offset %d of %d", bad.offset, len(data))
			}
			return
		}
		text, bad := enc.decode(data)
		if bad == nil && !utf8.ValidString(text) {
			t.Fatalf("%s gave invalid UTF-8 %q", enc.name, text)
		}
	})
}
