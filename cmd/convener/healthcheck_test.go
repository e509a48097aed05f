package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealthcheck(t *testing.T) {
	status := make(map[string]int) // of the answer, by path
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "localhost" {
			t.Errorf("asked for %q", r.Host)
		}
		w.WriteHeader(status[r.URL.Path])
	}))
	defer web.Close()
	address := web.Listener.Addr().String()
	_, port, _ := strings.Cut(address, ":")
	for _, tt := range []struct {
		rule           string
		ready, healthy int
		listen         string
		code           int
		says           string
	}{
		{"a server that is ready", 200, 500, address, 0, ""},
		{"on all addresses", 200, 500, ":" + port, 0, ""},
		{"on all addresses of the old kind", 200, 500, "0.0.0.0:" + port, 0, ""},
		{"one that is not", 503, 200, address, 1, "not ready: Service Unavailable"},
		{"one that knows only whether it is there", 404, 200, address, 0, ""},
		{"or not even that", 404, 404, address, 1, "not ready: Not Found"},
		{"no server", 0, 0, "127.0.0.1:1", 1, "does not answer"},
		{"no address", 0, 0, "8080", 1, "not an address and a port"},
	} {
		status["/readyz"], status["/healthz"] = tt.ready, tt.healthy
		var out, log bytes.Buffer
		code := run([]string{"healthcheck", "--listen", tt.listen}, stdio{In: strings.NewReader(""), Out: &out, Err: &log})
		if code != tt.code || !strings.Contains(log.String(), tt.says) || out.Len() > 0 {
			t.Errorf("%s: exit code %d: %s", tt.rule, code, log.String())
		}
	}
}
