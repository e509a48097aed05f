package servicetest

import (
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// Postgres starts a PostgreSQL with an empty database, as durable as in service.
func Postgres(t testing.TB) *Service {
	t.Helper()
	skipShort(t)
	owner := caller(t)
	dir, address := folder(t, int(owner.Uid), int(owner.Gid)), Address(t)
	host, port, _ := net.SplitHostPort(address) // it is one
	as := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(find(t, name), args...)
		c.Dir = dir
		if os.Getuid() == 0 {
			c.SysProcAttr = &syscall.SysProcAttr{Credential: owner}
		}
		return c
	}
	data := filepath.Join(dir, "data")
	if out, err := as("initdb", "-D", data, "-U", "convener", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	ready := func() bool {
		return as("pg_isready", "-q", "-h", host, "-p", port, "-U", "convener", "-d", "postgres").Run() == nil
	}
	return run(t, "postgres://convener@"+address+"/postgres?sslmode=disable", dir, func() *exec.Cmd {
		return as("postgres", "-D", data, "-p", port, "-k", dir, "-c", "listen_addresses="+host, "-c", "max_connections=200", "-c", "shared_buffers=32MB",
			"-c", "recovery_init_sync_method=syncfs")
	}, ready)
}

// caller is who runs PostgreSQL, which refuses root: the user that its package makes then.
func caller(t testing.TB) *syscall.Credential {
	t.Helper()
	u, err := user.Current()
	if err == nil && u.Uid == "0" {
		u, err = user.Lookup("postgres")
	}
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}
