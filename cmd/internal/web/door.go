package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// door decides who comes in.
type door struct {
	token  [sha256.Size]byte // its hash: all comparisons are of one length
	cookie string            // name: cookies are shared by all ports of a host
	secret string
	hosts  []string
	open   bool // beyond the loopback address: any address of this machine is its name
	secure bool // behind TLS
	cross  *http.CrossOriginProtection
}

func newDoor(opt Options) *door {
	sum := sha256.Sum256([]byte(opt.Token))
	d := &door{
		token: sum, cookie: "concord-" + hex.EncodeToString(sum[:4]), secret: opt.Token,
		secure: opt.TLSCert != "", cross: http.NewCrossOriginProtection(),
	}
	for _, h := range opt.Hosts {
		d.hosts = append(d.hosts, strings.ToLower(h))
	}
	if host, _, err := net.SplitHostPort(opt.Listen); err == nil && host != "" {
		addr, err := netip.ParseAddr(host)
		d.open = err == nil && !addr.IsLoopback()
		if err != nil {
			d.hosts = append(d.hosts, strings.ToLower(host))
		}
	} else if err == nil {
		d.open = true
	}
	return d
}

// admit refuses requests for another host, from another site, or without the
// token.
func (d *door) admit(r *http.Request) error {
	if !d.ours(r.Host) {
		return newFault(http.StatusMisdirectedRequest, "host", "this server does not answer for that host")
	}
	if err := d.cross.Check(r); err != nil {
		return newFault(http.StatusForbidden, "origin", "requests from other sites are refused")
	}
	if !d.bears(r) {
		return newFault(http.StatusUnauthorized, "token", "missing or wrong, want Authorization: Bearer TOKEN, or open the address that the server printed")
	}
	return nil
}

// ours reports whether a Host header names this server. A name that somebody
// else's DNS points here does not (DNS rebinding).
func (d *door) ours(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || slices.Contains(d.hosts, host) {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && (addr.IsLoopback() || d.open)
}

// bears reports whether the request has the token.
func (d *door) bears(r *http.Request) bool {
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		return d.matches(token)
	}
	if token, ok := fromStart(r); ok {
		return d.matches(token)
	}
	c, err := r.Cookie(d.cookie)
	return err == nil && d.matches(c.Value)
}

func (d *door) matches(token string) bool {
	sum := sha256.Sum256([]byte(token))
	return subtle.ConstantTimeCompare(sum[:], d.token[:]) == 1
}

// fromStart returns the token of /?token=…, the one address that may hold it.
func fromStart(r *http.Request) (string, bool) {
	if r.URL.Path != "/" || r.Method != http.MethodGet {
		return "", false
	}
	q := r.URL.Query()
	return q.Get("token"), q.Has("token")
}

// enter turns the token of the start address into a cookie and sends the
// browser to an address without it. It reports whether it has answered.
func (d *door) enter(w http.ResponseWriter, r *http.Request) bool {
	if _, ok := fromStart(r); !ok {
		return false
	}
	http.SetCookie(w, &http.Cookie{
		Name: d.cookie, Value: d.secret, Path: "/", HttpOnly: true, Secure: d.secure || r.TLS != nil, SameSite: http.SameSiteStrictMode,
	})
	clean := url.URL{Path: "/"}
	if name := r.URL.Query().Get("open"); name != "" && notebookName(name) == nil {
		clean.Path, clean.RawPath = "/notebook/"+name, "/notebook/"+url.PathEscape(name)
	}
	if l := r.URL.Query().Get("lang"); l == "zh" || l == "en" {
		clean.RawQuery = "lang=" + l
	}
	w.Header().Set("Location", clean.String())
	w.WriteHeader(http.StatusSeeOther)
	return true
}
