package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"example.org/convener/server/servicetest"
)

const testToken = "cva_of_a_test"

// A process is a server of its own, on a free port and a folder that outlive it.
type process struct {
	t       *testing.T
	program string   // this test's own, unless it is another
	env     []string // beside this test's own
	data    string
	temp    string // where it would put what it does not keep
	addr    string
	args    []string
	cmd     *exec.Cmd
	ended   <-chan struct{}
	log     bytes.Buffer
}

// startServer starts a server, with more arguments, and waits until it answers.
func startServer(t *testing.T, args ...string) *process {
	t.Helper()
	p := newServer(t, args...)
	p.start()
	return p
}

// newServer is a server that is not started yet.
func newServer(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{t: t, program: os.Args[0], data: t.TempDir(), temp: t.TempDir(), addr: servicetest.Address(t), args: args}
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("the server at %s said:\n%s", p.addr, p.log.String())
		}
	})
	return p
}

func (p *process) start() {
	args := append([]string{"serve", "--listen", p.addr, "--data", p.data, "--admin-token", testToken}, p.args...)
	p.cmd = exec.Command(p.program, args...)
	p.cmd.Env = append(append(os.Environ(), asProgram+"=1", "TMPDIR="+p.temp), p.env...)
	p.cmd.Stdout, p.cmd.Stderr = &p.log, &p.log
	ended, err := servicetest.Launch(p.cmd, syscall.SIGKILL)
	if err != nil {
		p.t.Fatal(err)
	}
	p.ended = ended
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := insist(ctx, func() error { return call(ctx, http.MethodGet, "http://"+p.addr+"/healthz", "", nil, nil) }); err != nil {
		p.t.Fatalf("the server does not start: %v\n%s", err, p.log.String())
	}
}

// kill ends the process as a power cut would.
func (p *process) kill() {
	if p.ended == nil {
		return // it was never started
	}
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.ended
}

func (p *process) url(format string, args ...any) string {
	return "http://" + p.addr + fmt.Sprintf(format, args...)
}

// insist does try again until it succeeds, as clients do, or until ctx ends.
func insist(ctx context.Context, try func() error) error {
	again := rate.NewLimiter(rate.Every(20*time.Millisecond), 1)
	for {
		err := try()
		if err == nil {
			return nil
		}
		if again.Wait(ctx) != nil {
			return fmt.Errorf("gave up: %w", err)
		}
	}
}

// A refusalError is an answer other than 2xx.
type refusalError struct {
	status int
	body   string
}

func (r refusalError) Error() string { return fmt.Sprintf("%d %s", r.status, r.body) }

// call asks once. body is sent as JSON, or as it is if it is a string.
func call(ctx context.Context, method, url, session string, body, into any) error {
	var b []byte
	switch body := body.(type) {
	case nil:
	case string:
		b = []byte(body)
	default:
		var err error
		if b, err = json.Marshal(body); err != nil {
			return err
		}
	}
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+session)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if b, err = io.ReadAll(resp.Body); err != nil {
		return err
	}
	if resp.StatusCode/100 != 2 {
		return refusalError{resp.StatusCode, string(b)}
	}
	switch into := into.(type) {
	case nil:
		return nil
	case *string:
		*into = string(b)
		return nil
	default:
		return json.Unmarshal(b, into)
	}
}
