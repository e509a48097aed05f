// Package servicetest starts private Redis and PostgreSQL processes for tests, each on a
// free port and in a folder of its own. They end with the test, by process id, and with
// the test program, however that ends.
package servicetest

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// A Service is a process that a test started.
type Service struct {
	URL string
	Dir string // where it keeps its files

	t    testing.TB
	make func() *exec.Cmd
	cmd  *exec.Cmd
	done <-chan struct{} // closed when the process has ended
	up   func() bool
}

// startWait bounds how long a service may take to answer.
const startWait = 20 * time.Second

// Signal sends sig to the process: SIGKILL ends it as a crash does, SIGSTOP freezes it,
// SIGCONT thaws it.
func (s *Service) Signal(sig syscall.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
	if sig == syscall.SIGKILL {
		s.Wait()
	}
}

// PID is the process's id.
func (s *Service) PID() int { return s.cmd.Process.Pid }

// Wait returns when the process has ended.
func (s *Service) Wait() { <-s.done }

// Start starts the process, again after its end, and returns when it answers. A PostgreSQL
// whose last children are still ending cannot start yet; then it is tried again.
func (s *Service) Start() {
	s.t.Helper()
	s.launch()
	for began := time.Now(); !s.up(); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > startWait {
			s.t.Fatalf("%s does not answer", s.cmd.Path)
		}
		select {
		case <-s.done:
			s.launch()
		default:
		}
	}
}

func (s *Service) launch() {
	s.t.Helper()
	s.cmd = s.make()
	done, err := Launch(s.cmd, syscall.SIGQUIT) // PostgreSQL: at once; Redis: ends
	if err != nil {
		s.t.Fatal(err)
	}
	s.done = done
}

// Launch starts a process that gets a signal when this one ends, however that ends. The channel
// is closed when the process has ended, and been waited for.
func Launch(cmd *exec.Cmd, signal syscall.Signal) (done <-chan struct{}, err error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = new(syscall.SysProcAttr)
	}
	cmd.SysProcAttr.Pdeathsig = signal
	started, ended := make(chan error), make(chan struct{})
	go func() { // on a thread that lives as long as the process: its end is taken for the program's
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(ended)
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
	}()
	return ended, <-started
}

// stop ends the process.
func (s *Service) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGCONT)
	_ = s.cmd.Process.Signal(syscall.SIGINT) // PostgreSQL: soon; Redis: saves nothing
	late := time.AfterFunc(5*time.Second, func() { _ = s.cmd.Process.Kill() })
	defer late.Stop()
	<-s.done
}

// run starts what command makes and sees to its end.
func run(t testing.TB, url, dir string, command func() *exec.Cmd, up func() bool) *Service {
	t.Helper()
	s := &Service{URL: url, Dir: dir, t: t, make: command, up: up}
	s.Start()
	t.Cleanup(s.stop)
	return s
}

// Redis starts a Redis that keeps nothing on disk.
func Redis(t testing.TB) *Service {
	t.Helper()
	return redis(t, "--save", "", "--appendonly", "no")
}

// DurableRedis starts a Redis that writes down every change.
func DurableRedis(t testing.TB) *Service {
	t.Helper()
	return redis(t, "--save", "1", "1", "--appendonly", "yes", "--appendfsync", "always")
}

func redis(t testing.TB, keeping ...string) *Service {
	t.Helper()
	skipShort(t)
	dir, address := t.TempDir(), Address(t)
	host, port, _ := net.SplitHostPort(address) // it is one
	args := append([]string{"--port", port, "--bind", host, "--dir", dir}, keeping...)
	return run(t, "redis://"+address, dir, func() *exec.Cmd {
		return exec.Command(find(t, "redis-server"), args...)
	}, func() bool { return says(address, "PING\r\n", "+PONG") })
}

// says reports whether whoever listens at address answers ask with want.
func says(address, ask, want string) bool {
	c, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return false
	}
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(time.Second))
	answer := make([]byte, len(want))
	_, err = c.Write([]byte(ask))
	if err == nil {
		_, err = c.Read(answer)
	}
	return err == nil && string(answer) == want
}

// skipShort leaves tests with processes to the run that has time for them.
func skipShort(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts another program")
	}
}

// find finds a program; Debian keeps PostgreSQL's off PATH.
func find(t testing.TB, name string) string {
	t.Helper()
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name) // the pattern is well formed
	if len(found) == 0 {
		t.Fatalf("%s is missing: make test installs it", name)
	}
	return found[len(found)-1]
}

// Address is a host and port for a process that is to be found there also after it was killed
// and started again: of a loopback address of its own, since on 127.0.0.1 another listener, or
// any connection, may get the port meanwhile.
func Address(t testing.TB) string {
	t.Helper()
	own := net.IPv4(127, byte(1+rand.IntN(254)), byte(rand.IntN(256)), byte(1+rand.IntN(254)))
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: own})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// folder is a folder that another user may work in; a test's own is closed to others.
func folder(t testing.TB, uid, gid int) string {
	t.Helper()
	dir, err := os.MkdirTemp("", fmt.Sprintf("convener-test-%d-", os.Getpid())) //nolint:usetesting // see above
	if err == nil {
		err = os.Chown(dir, uid, gid)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// Flush empties the Redis at address, as its operator might.
func Flush(address string) error {
	if !says(address, "FLUSHALL\r\n", "+OK") {
		return fmt.Errorf("the Redis at %s cannot be emptied", address)
	}
	return nil
}
