package web

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTokenIsNeeded(t *testing.T) {
	s := serverOf(t, Options{})
	for _, test := range []struct {
		header string
		status int
	}{
		{"Authorization: Bearer " + testToken, 200},
		{"Authorization: bearer " + testToken, 200},
		{"Authorization: ", 401},
		{"Authorization: Bearer wrong", 401},
		{"Authorization: Bearer " + testToken + "x", 401},
		{"Authorization: Basic " + testToken, 401},
		{"Authorization: Bearer ", 401},
	} {
		for _, target := range []string{"/v1/methods", "/", "/nothing"} {
			w := ask(s, "GET", target, "", test.header)
			if want := test.status; w.Code != want && !(want == 200 && target == "/nothing" && w.Code == 404) {
				t.Errorf("%s with %q: %d, want %d", target, test.header, w.Code, want)
			}
			if w.Code == 401 && w.Header().Get("WWW-Authenticate") == "" {
				t.Errorf("%s: 401 without WWW-Authenticate", target)
			}
		}
	}
	for _, target := range []string{"/v1/methods?token=" + testToken, "/?token=wrong", "/?token="} {
		if w := ask(s, "GET", target, "", "Authorization: "); w.Code != 401 {
			t.Errorf("%s: %d, want 401", target, w.Code)
		}
	}
}

func TestTokenBecomesACookie(t *testing.T) {
	s := serverOf(t, Options{})
	w := ask(s, "GET", "/?lang=en&token="+testToken, "", "Authorization: ")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/?lang=en" {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies %v", cookies)
	}
	c := cookies[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" {
		t.Errorf("cookie %+v", c)
	}
	if w := ask(s, "GET", "/", "", "Authorization: ", "Cookie: "+c.Name+"="+c.Value); w.Code != 200 {
		t.Errorf("with the cookie: %d", w.Code)
	}
	if w := ask(s, "GET", "/", "", "Authorization: ", "Cookie: "+c.Name+"=wrong"); w.Code != 401 {
		t.Errorf("with a wrong cookie: %d", w.Code)
	}
}

func TestHostAndOrigin(t *testing.T) {
	s := serverOf(t, Options{Hosts: []string{"desk.example"}})
	for host, status := range map[string]int{
		"localhost": 200, "localhost:1": 200, "LOCALHOST.:80": 200, "127.0.0.1:8080": 200, "127.9.9.9": 200, "[::1]:8080": 200, "desk.example:443": 200,
		"evil.example": 421, "localhost.evil.example": 421, "192.0.2.1:8080": 421, "127.0.0.1.evil.example:80": 421, "": 421, "0.0.0.0:80": 421,
	} {
		if w := ask(s, "GET", "/v1/methods", "", "Host: "+host); w.Code != status {
			t.Errorf("Host %q: %d, want %d", host, w.Code, status)
		}
	}
	body := `{"corpus":"nowhere"}`
	for _, test := range []struct {
		header string
		status int
	}{
		{"Origin: http://evil.example", 403}, {"Sec-Fetch-Site: cross-site", 403}, {"Sec-Fetch-Site: same-site", 403}, {"Origin: null", 403},
		{"Origin: http://localhost:9999", 403}, {"Origin: http://localhost:8080", 404}, {"Sec-Fetch-Site: same-origin", 404}, {"X-Other: y", 404},
	} {
		if w := ask(s, "POST", "/v1/run/frequency", body, test.header); w.Code != test.status {
			t.Errorf("%s: %d, want %d", test.header, w.Code, test.status)
		}
	}
	open := serverOf(t, Options{Listen: "0.0.0.0:8080", Insecure: true})
	if w := ask(open, "GET", "/v1/methods", "", "Host: 192.0.2.1:8080"); w.Code != 200 {
		t.Errorf("an address of a server that listens on all: %d", w.Code)
	}
	if w := ask(open, "GET", "/v1/methods", "", "Host: evil.example:8080"); w.Code != 421 {
		t.Errorf("a foreign name of a server that listens on all: %d", w.Code)
	}
}

func TestPathsStayInTheFolder(t *testing.T) {
	outside := t.TempDir()
	put(t, filepath.Join(outside, "secret.txt"), "双方同意保守秘密。")
	dir := folder(t)
	link := func(to string, from ...string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(append([]string{dir}, from...)...)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	link(filepath.Join(outside, "secret.txt"), "leak.txt")
	link(outside, "leakdir")
	link("statements", "alias")
	put(t, filepath.Join(dir, "mixed", "own.txt"), "双方同意。")
	link(filepath.Join(outside, "secret.txt"), "mixed", "leak.txt")
	s := serverOf(t, Options{Path: dir})
	for _, name := range []string{
		"leak.txt", "leakdir", "..", ".", "..%2f" + filepath.Base(outside), "..%2F..%2Fetc%2Fpasswd", "%2fetc%2fpasswd", "statements%2fa.txt",
		"statements%5c..%5cone.txt", "..%00", "%ff", "leakdir%2fsecret.txt", strings.Repeat("a", 5000),
	} {
		w := ask(s, "GET", "/v1/corpora/"+name, "")
		if w.Code != 404 && w.Code != 307 && w.Code != 301 {
			t.Errorf("%.40s: %d %.200s", name, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "秘密") || strings.Contains(w.Body.String(), outside) || strings.Contains(w.Body.String(), dir) {
			t.Errorf("%.40s tells too much: %s", name, w.Body)
		}
	}
	if w := ask(s, "GET", "/v1/corpora/alias", ""); w.Code != 200 {
		t.Errorf("a link within the folder: %d %s", w.Code, w.Body)
	}
	w := ask(s, "GET", "/v1/corpora/mixed", "")
	if where, _ := problem(t, w); w.Code != 422 || where != "mixed/leak.txt" || strings.Contains(w.Body.String(), outside) {
		t.Errorf("a link that leads out of a corpus: %d %s", w.Code, w.Body)
	}
}

func TestNewRefuses(t *testing.T) {
	for want, opt := range map[string]Options{
		"no such file": {Path: filepath.Join(t.TempDir(), "none")},
		"at least 16":  {Token: "short"},
	} {
		if s, err := New(opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, %v, want %q", opt, s, err, want)
		}
	}
}
