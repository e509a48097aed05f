package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"example.org/convener/meeting"
)

// T-24: a server tells nobody of a meeting who has not asked: it makes no connection, neither
// straight nor by the proxy that it is told to use.
func TestNothingGoesOut(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	proxy, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int32
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			c, err := proxy.Accept()
			if err != nil {
				return // the test is over
			}
			asked.Add(1)
			_ = c.Close() // nobody is served
		}
	}()
	t.Cleanup(func() { _ = proxy.Close(); <-ended })
	p := newServer(t)
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"} {
		p.env = append(p.env, name+"=http://"+proxy.Addr().String(), strings.ToLower(name)+"=http://"+proxy.Addr().String())
	}
	p.start()
	r := newRuled(t, canaries, "chatham-house", p)
	r.goesOut()
	r.begins()
	r.goesOut()
	r.ends()
	r.goesOut()
	if n := asked.Load(); n > 0 {
		t.Errorf("the proxy is asked %d times", n)
	}
}

// goesOut checks that each connection of the server was made to it.
func (r *ruled) goesOut() {
	r.t.Helper()
	proc := fmt.Sprintf("/proc/%d/", r.server.cmd.Process.Pid)
	fds, err := filepath.Glob(proc + "fd/*")
	r.must(err)
	own := make(map[string]bool)
	for _, fd := range fds {
		if to, err := os.Readlink(fd); err == nil { // it may be closed by now
			own[strings.TrimSuffix(strings.TrimPrefix(to, "socket:["), "]")] = true
		}
	}
	_, port, err := net.SplitHostPort(r.server.addr)
	r.must(err)
	n, err := strconv.Atoi(port)
	r.must(err)
	in := 0
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		b, err := os.ReadFile(proc + "net/" + table)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the machine has no IPv6
		}
		r.must(err)
		for line := range strings.Lines(string(b)) {
			f := strings.Fields(line)
			if len(f) < 10 || !own[f[9]] || strings.HasSuffix(f[2], ":0000") {
				continue // of somebody else, or not connected
			}
			if strings.HasSuffix(f[1], fmt.Sprintf(":%04X", n)) {
				in++
				continue
			}
			r.t.Errorf("the server has a %s connection from %s to %s", table, f[1], f[2])
		}
	}
	if in == 0 {
		r.t.Error("not even our own connection is seen: the test shows nothing")
	}
}

// T-21, T-23, T-24: there are no polls, no search, and nothing that programs fetch or are sent by
// themselves. Whoever adds one of them writes the test that our attribution reference asks for,
// and takes it out here.
func TestWhatThereIsNotCannotLeak(t *testing.T) {
	for command := range meeting.Permissions() {
		if regexp.MustCompile(`poll|vote|ballot|elect`).MatchString(command) {
			t.Errorf("there is the wish %s: T-21", command)
		}
	}
	if testing.Short() {
		t.Skip("starts a process")
	}
	p := startServer(t)
	var described struct{ Paths map[string]any }
	if err := call(t.Context(), http.MethodGet, p.url("/openapi.json"), "", nil, &described); err != nil || len(described.Paths) < 10 {
		t.Fatalf("%v: %d paths are described", err, len(described.Paths))
	}
	for path := range described.Paths {
		if regexp.MustCompile(`search|suggest|hook|subscri|mail|sitemap|rss|atom|card`).MatchString(path) {
			t.Errorf("there is %s: T-23 or T-24", path)
		}
	}
	for _, path := range []string{"/search?q=a", "/suggest?q=a", "/api/v1/search?q=a", "/feed", "/feed.xml", "/rss", "/rss.xml", "/atom.xml", "/sitemap.xml"} {
		if err := call(t.Context(), http.MethodGet, p.url("%s", path), "", nil, nil); !strings.HasPrefix(fmt.Sprint(err), "404") {
			t.Errorf("there is %s: T-23 or T-24: %v", path, err)
		}
	}
}
