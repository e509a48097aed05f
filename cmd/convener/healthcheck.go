package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthcheckCmd asks the server of this machine whether it can be used: for containers,
// whose image has no other program.
type healthcheckCmd struct {
	Listen string `default:":8080" env:"CONVENER_LISTEN" help:"Address and port that the server listens on."`
}

// healthWait bounds how long the server may take to answer.
const healthWait = 4 * time.Second

// Run returns an error, and so exit code 1, unless the server says that it is ready; one
// that does not know that question is asked whether it is there.
func (h *healthcheckCmd) Run(ctx context.Context) error {
	host, port, err := net.SplitHostPort(h.Listen)
	if err != nil {
		return fmt.Errorf("--listen %q is not an address and a port: %w", h.Listen, err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	ctx, cancel := context.WithTimeout(ctx, healthWait)
	defer cancel()
	status, err := health(ctx, net.JoinHostPort(host, port), "/readyz")
	if status == http.StatusNotFound {
		status, err = health(ctx, net.JoinHostPort(host, port), "/healthz")
	}
	if err != nil {
		return fmt.Errorf("the server does not answer: %w", err)
	}
	if status != http.StatusOK {
		return errors.New("the server is not ready: " + http.StatusText(status))
	}
	return nil
}

// health asks at an address, and returns the status of the answer.
func health(ctx context.Context, address, path string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		return 0, err
	}
	req.Host = "localhost" // a server answers to that name, whatever address it listens on
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	return res.StatusCode, res.Body.Close()
}
