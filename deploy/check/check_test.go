package check

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// settings are the variables that the program knows, as it says itself.
func settings(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("../../bin/convener", "config").Output()
	if err != nil {
		t.Fatalf("%v: make build makes the program", err)
	}
	return regexp.MustCompile(`CONVENER_\w+`).FindAllString(string(out), -1)
}

// known checks that the program knows the variables that an example sets.
func known(t *testing.T, names ...string) {
	t.Helper()
	all := settings(t)
	for _, name := range names {
		if strings.HasPrefix(name, "CONVENER_") && !slices.Contains(all, name) {
			t.Errorf("%s is set, and convener config does not know it", name)
		}
	}
}

func TestDockerfile(t *testing.T) {
	file, err := parser.Parse(strings.NewReader(read(t, "Dockerfile")))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range file.Warnings {
		t.Errorf("%+v", w)
	}
	lint := linter.New(&linter.Config{Warn: func(rule, _, _, text string, where []parser.Range) { t.Errorf("%s: %s, %v", rule, text, where) }})
	stages, _, err := instructions.Parse(file.AST, lint)
	if err != nil {
		t.Fatal(err)
	}
	last := stages[len(stages)-1]
	if last.BaseName != "gcr.io/distroless/static-debian12:nonroot" {
		t.Errorf("the image is made from %s", last.BaseName)
	}
	for _, command := range last.Commands {
		switch command := command.(type) {
		case *instructions.EnvCommand:
			for _, kv := range command.Env {
				known(t, kv.Key)
			}
		case *instructions.RunCommand:
			t.Error("the last stage runs something, and has no shell")
		case *instructions.HealthCheckCommand:
			asks(t, command.Health.Test)
		}
	}
}

// asks checks that a health check runs a command of the program.
func asks(t *testing.T, test []string) {
	t.Helper()
	args := append(slices.Clone(test[2:]), "--help")
	if out, err := exec.Command("../../bin/convener", args...).CombinedOutput(); err != nil || test[0] != "CMD" {
		t.Errorf("the health check is %q: %v %s", test, err, out)
	}
}

// compose reads compose.yaml with profiles.
func compose(t *testing.T, profiles ...string) *types.Project {
	t.Helper()
	o, err := cli.NewProjectOptions([]string{"../compose.yaml"}, cli.WithProfiles(profiles))
	if err != nil {
		t.Fatal(err)
	}
	p, err := o.LoadProject(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCompose(t *testing.T) {
	one := compose(t)
	if len(one.Services) != 1 || len(compose(t, "nodes").Services) != 3 {
		t.Errorf("without a profile there are the services %v", one.ServiceNames())
	}
	s := one.Services["convener"]
	for name := range s.Environment {
		known(t, name)
	}
	if _, err := os.Stat(filepath.Join(s.Build.Context, s.Build.Dockerfile)); err != nil {
		t.Error(err)
	}
	if len(s.Volumes) != 1 || s.Volumes[0].Target != "/data" || !s.ReadOnly || s.Ports[0].HostIP != "127.0.0.1" {
		t.Errorf("volumes %+v, read only %v, ports %+v", s.Volumes, s.ReadOnly, s.Ports)
	}
}

// ordinary is what a program warns of though it is meant: captions are taken by plain http.
const ordinary = "so no automatic HTTPS will be applied to this server"

// warning is a line that says that something is wrong: systemd only passes over a key that it
// does not know, and says so.
var warning = regexp.MustCompile(`(?i)warn|\.service:\d+:`)

// program runs a program that reads a file, and reports what it says if it refuses or warns.
func program(t *testing.T, env []string, name string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		path = "/usr/sbin/" + name // not on everybody's PATH
	}
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s %q: %v\n%s", name, args, err, out)
	}
	for line := range strings.Lines(string(out)) {
		if warning.MatchString(line) && !strings.Contains(line, ordinary) {
			t.Errorf("%s: %s", name, line)
		}
	}
}

// mostExposure is how much systemd may find wanting, of 100; it calls up to 20 "OK".
const mostExposure = "20"

func TestService(t *testing.T) {
	unit := read(t, "convener.service")
	for _, set := range regexp.MustCompile(`(?m)^Environment=(\w+)=`).FindAllStringSubmatch(unit, -1) {
		known(t, set[1])
	}
	for _, off := range []string{"\nLimitCORE=0\n", "\nMemorySwapMax=0\n"} { // T-32: what is in memory stays there
		if !strings.Contains(unit, off) {
			t.Errorf("memory may be written to a disk: there is no %s", strings.TrimSpace(off))
		}
	}
	bin, err := filepath.Abs("../../bin/convener")
	if err != nil {
		t.Fatal(err)
	}
	file := written(t, "convener.service", strings.ReplaceAll(unit, "/usr/local/bin/convener", bin))
	program(t, nil, "systemd-analyze", "verify", file)
	program(t, nil, "systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold="+mostExposure, file)
}

// written writes a file of the test's own.
func written(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCaddyfile(t *testing.T) {
	home := t.TempDir()
	program(t, []string{"HOME=" + home, "XDG_DATA_HOME=" + home, "XDG_CONFIG_HOME=" + home},
		"caddy", "validate", "--adapter", "caddyfile", "--config", "../Caddyfile")
}
