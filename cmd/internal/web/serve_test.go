package web

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// running starts Serve and returns the address to open and what ends it.
func running(t *testing.T, opt Options) (start string, end func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	opt.Token = testToken
	addr, over := make(chan string, 1), make(chan error, 1)
	go func() { over <- Serve(ctx, opt, func(u string) { addr <- u }) }()
	select {
	case start = <-addr:
	case err := <-over:
		cancel()
		t.Fatal(err)
	}
	return start, func() error {
		cancel()
		return <-over
	}
}

func TestServe(t *testing.T) {
	before := runtime.NumGoroutine()
	start, end := running(t, Options{Path: folder(t)})
	u, err := url.Parse(start)
	if err != nil || u.Hostname() != "127.0.0.1" || u.Query().Get("token") != testToken {
		t.Fatalf("%s %v", start, err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	answer, err := client.Get(start)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != 200 || answer.Request.URL.RawQuery != "" {
		t.Errorf("%s at %s, want the start page at an address without the token", answer.Status, answer.Request.URL)
	}
	base := u.Scheme + "://" + u.Host
	answer, err = client.Post(base+"/v1/run/topic?job=1", "application/json", strings.NewReader(`{"corpus":"specimen"}`))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	events, err := client.Get(base + answer.Header.Get("Location") + "/events")
	if err != nil || events.StatusCode != 200 {
		t.Fatal(events, err)
	}
	// A job under way and an open stream do not keep the server from ending.
	if err := end(); err != nil {
		t.Errorf("end: %v", err)
	}
	events.Body.Close()
	client.CloseIdleConnections()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
}

func TestServeRefuses(t *testing.T) {
	for _, test := range []struct {
		opt  Options
		want string
	}{
		{Options{Listen: ":0"}, "want a TLS certificate and key"},
		{Options{Listen: "0.0.0.0:0"}, "want a TLS certificate and key"},
		{Options{Listen: "[::]:0"}, "want a TLS certificate and key"},
		{Options{Listen: "192.0.2.1:0"}, "want a TLS certificate and key"},
		{Options{Listen: "nonsense"}, "want HOST:PORT"},
		{Options{TLSCert: "c.pem"}, "want the certificate and the key"},
		{Options{TLSCert: "none.pem", TLSKey: "none.key"}, "none.pem: no such file"},
		{Options{Path: filepath.Join(t.TempDir(), "none")}, "no such file"},
	} {
		err := Serve(t.Context(), test.opt, func(string) { t.Errorf("%+v listens", test.opt) })
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test.opt, err, test.want)
		}
	}
}

func TestServeTLS(t *testing.T) {
	cert, key, pool := certificate(t)
	start, end := running(t, Options{TLSCert: cert, TLSKey: key})
	client := &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "desk.example"}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Get(start)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if c := answer.Cookies(); answer.StatusCode != http.StatusSeeOther || len(c) != 1 || !c[0].Secure {
		t.Errorf("%s %v", answer.Status, c)
	}
	r, _ := http.NewRequest("GET", strings.SplitN(start, "?", 2)[0]+"v1/methods", nil)
	r.Host = "desk.example" // a name of the certificate
	r.Header.Set("Authorization", "Bearer "+testToken)
	if answer, err = client.Do(r); err != nil || answer.StatusCode != 200 {
		t.Errorf("by the name of the certificate: %v %v", answer, err)
	} else {
		answer.Body.Close()
	}
	client.CloseIdleConnections()
	if err := end(); err != nil {
		t.Error(err)
	}
}

// certificate writes a certificate of desk.example and its key.
func certificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "desk.example"}, DNSNames: []string{"desk.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	put(t, cert, string(text))
	put(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})))
	pool = x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	return cert, key, pool
}
