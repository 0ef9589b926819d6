package web

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"time"

	"concord/analysis"
)

// Serve listens and answers until ctx ends, then lets requests under way end,
// for Limits.Grace at most. ready is told the address to open, with the token,
// once the server listens. An address beyond the loopback one needs TLS files
// or Insecure; that and the files are checked before it listens, and a fault in
// them is an *analysis.OptionError.
func Serve(ctx context.Context, opt Options, ready func(url string)) error {
	opt.Listen = cmp.Or(opt.Listen, "127.0.0.1:0")
	opt.Limits = opt.Limits.withDefaults()
	certificates, err := opt.certificates()
	if err != nil {
		return err
	}
	for _, c := range certificates {
		if c.Leaf != nil {
			opt.Hosts = append(opt.Hosts, c.Leaf.DNSNames...)
		}
	}
	addr, err := opt.address()
	if err != nil {
		return err
	}
	s, err := New(opt)
	if err != nil {
		return err
	}
	listener, err := net.ListenTCP("tcp", addr)
	if err != nil {
		return errors.Join(fmt.Errorf("web: %w", err), s.Close())
	}
	if ready != nil {
		ready(opt.start(listener.Addr().(*net.TCPAddr), s.Token()))
	}
	return s.serve(ctx, listener, certificates)
}

// serve answers what comes through the listener until ctx ends.
func (s *Server) serve(ctx context.Context, listener net.Listener, certificates []tls.Certificate) error {
	notes := s.opt.Log
	if notes == nil {
		notes = log.New(io.Discard, "", 0)
	}
	server := &http.Server{
		Handler: s, ErrorLog: notes, MaxHeaderBytes: s.limits.HeaderBytes,
		ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		WriteTimeout: s.limits.RunTime + s.limits.SendTime, // set anew before each answer; see extend
	}
	over := make(chan error, 1)
	go func() {
		if certificates != nil {
			server.TLSConfig = &tls.Config{Certificates: certificates, MinVersion: tls.VersionTLS12}
			over <- server.ServeTLS(listener, "", "")
			return
		}
		over <- server.Serve(listener)
	}()
	select {
	case err := <-over:
		return errors.Join(fmt.Errorf("web: %w", err), s.Close())
	case <-ctx.Done():
	}
	s.ebb() // event streams would not end by themselves
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.limits.Grace)
	defer cancel()
	err := server.Shutdown(limit)
	if errors.Is(err, context.DeadlineExceeded) { // what is still at work then is cut off
		err = server.Close()
	}
	closed := s.Close()
	<-over
	return errors.Join(closed, err)
}

// certificates reads the TLS files, nil when there are none.
func (opt Options) certificates() ([]tls.Certificate, error) {
	if opt.TLSCert == "" && opt.TLSKey == "" {
		return nil, nil
	}
	if opt.TLSCert == "" || opt.TLSKey == "" {
		return nil, misused("tls-cert", "one TLS file is given, want the certificate and the key")
	}
	c, err := tls.LoadX509KeyPair(opt.TLSCert, opt.TLSKey)
	if err != nil {
		return nil, misused("tls-cert", "%v", err)
	}
	return []tls.Certificate{c}, nil
}

// address resolves Listen and refuses to be reached from elsewhere in the
// clear.
func (opt Options) address() (*net.TCPAddr, error) {
	addr, err := net.ResolveTCPAddr("tcp", opt.Listen)
	if err != nil {
		return nil, misused("listen", "got %q, want HOST:PORT such as 127.0.0.1:8080: %v", opt.Listen, err)
	}
	if !addr.IP.IsLoopback() && opt.TLSCert == "" && !opt.Insecure {
		return nil, misused("listen", "others could reach %q and read the token on its way, want a TLS certificate and key, or the flag insecure", opt.Listen)
	}
	return addr, nil
}

// misused is an error in how the server was asked for; the command line exits
// with 2 on it.
func misused(option, format string, args ...any) error {
	return &analysis.OptionError{Method: "serve", Option: option, Problem: fmt.Sprintf(format, args...)}
}

// start returns the address to open in a browser.
func (opt Options) start(addr *net.TCPAddr, token string) string {
	u := url.URL{Scheme: "http", Host: addr.String(), Path: "/", RawQuery: "token=" + url.QueryEscape(token)}
	if opt.Open != "" {
		u.RawQuery += "&open=" + url.QueryEscape(opt.Open)
	}
	if opt.TLSCert != "" {
		u.Scheme = "https"
	}
	host, _, err := net.SplitHostPort(opt.Listen)
	if addr.IP.IsUnspecified() {
		host = "localhost"
	}
	if err == nil && host != "" && net.ParseIP(host) == nil {
		u.Host = net.JoinHostPort(host, fmt.Sprint(addr.Port))
	} else if addr.IP.IsUnspecified() {
		u.Host = net.JoinHostPort("localhost", fmt.Sprint(addr.Port))
	}
	return u.String()
}
