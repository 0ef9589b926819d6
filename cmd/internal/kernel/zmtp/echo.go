package zmtp

// Echo is a REP socket that returns what it is sent: the heartbeat of a kernel.
type Echo struct{ socket }

// ListenEcho binds a REP socket.
func ListenEcho(endpoint string, limits Limits) (*Echo, error) {
	e := &Echo{}
	e.socket = socket{
		kind: "REP", partners: []string{"REQ", "DEALER"}, limits: limits,
		joined: func(*peer, string) {}, left: func(*peer) {}, command: ignoreCommand,
		// All frames go back, the empty one before the body too.
		message: func(p *peer, m Message) error { p.put(encode(m)); return nil },
	}
	if err := e.listen(endpoint); err != nil {
		return nil, err
	}
	return e, nil
}
