package kernel

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
)

// Connection is what a connection file says: where to listen and the key of
// messages. A port of 0 is a free one.
type Connection struct {
	Transport string `json:"transport"` // tcp or ipc
	IP        string `json:"ip"`        // for ipc the path before -PORT
	Shell     int    `json:"shell_port"`
	IOPub     int    `json:"iopub_port"`
	Stdin     int    `json:"stdin_port"`
	Control   int    `json:"control_port"`
	Heartbeat int    `json:"hb_port"`
	Key       string `json:"key"` // "" for messages that are not signed
	Scheme    string `json:"signature_scheme"`
}

const scheme = "hmac-sha256"

// ReadConnection reads a connection file.
func ReadConnection(path string) (Connection, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return Connection{}, fmt.Errorf("kernel: connection file: %w", err)
	}
	var c Connection
	if err := json.Unmarshal(raw, &c); err != nil {
		return Connection{}, fmt.Errorf("kernel: %s: %w", path, err)
	}
	if err := c.check(); err != nil {
		return Connection{}, fmt.Errorf("kernel: %s: %w", path, err)
	}
	return c, nil
}

func (c Connection) check() error {
	switch {
	case c.Transport != "tcp" && c.Transport != "ipc":
		return fmt.Errorf("transport: got %q, want tcp or ipc", c.Transport)
	case c.IP == "":
		return fmt.Errorf("ip: missing, want an address, or a path for ipc")
	case c.Scheme != scheme && (c.Scheme != "" || c.Key != ""):
		return fmt.Errorf("signature_scheme: got %q, want %s", c.Scheme, scheme)
	}
	for name, port := range map[string]int{"shell": c.Shell, "iopub": c.IOPub, "stdin": c.Stdin, "control": c.Control, "hb": c.Heartbeat} {
		if port < 0 || port > 65535 {
			return fmt.Errorf("%s_port: got %d, want 0 to 65535", name, port)
		}
	}
	return nil
}

// endpoint is where a socket with this port listens.
func (c Connection) endpoint(port int) string {
	if c.Transport == "ipc" {
		return fmt.Sprintf("ipc://%s-%d", c.IP, port)
	}
	return "tcp://" + net.JoinHostPort(c.IP, strconv.Itoa(port))
}

// portOf is the port of an endpoint as endpoint writes it.
func portOf(endpoint string) int {
	n, err := strconv.Atoi(endpoint[strings.LastIndexAny(endpoint, ":-")+1:])
	if err != nil {
		return 0
	}
	return n
}
