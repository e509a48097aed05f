// Package documenttest has programs that nobody here wrote read documents, and says what
// they found.
package documenttest

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"
)

// Program runs a program of others, for two minutes at most, and returns what it says.
func Program(t *testing.T, name string, args ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts another program")
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing: make test installs it", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var out, complaints bytes.Buffer
	c := exec.CommandContext(ctx, path, args...)
	c.Stdout, c.Stderr = &out, &complaints
	c.Env = append(os.Environ(), "HOME="+t.TempDir())
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // soffice is a script
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	if err := c.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, complaints.String())
	}
	if name != "soffice" && complaints.Len() > 0 {
		t.Errorf("%s complains: %s", name, complaints.String())
	}
	return out.String()
}

// OnDisk is what a writer makes, in a file of the test's.
func OnDisk(t *testing.T, name string, write func(io.Writer) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Holds says that s has each of what is wanted, in this order, spaces and line ends aside.
func Holds(t *testing.T, s string, wanted ...string) {
	t.Helper()
	rest := strings.Join(strings.Fields(s), " ")
	for _, want := range wanted {
		_, after, found := strings.Cut(rest, strings.Join(strings.Fields(want), " "))
		if !found {
			t.Errorf("%q is not there, or not in its place, in:\n%s", want, s)
			return
		}
		rest = after
	}
}

// Nodes are the elements of a PDF's structure, each with its text.
func Nodes(t *testing.T, path string) string {
	t.Helper()
	return regexp.MustCompile(` \((block|inline)\)`).ReplaceAllString(Program(t, "pdfinfo", "-struct-text", path), "")
}

// Words are a PDF's words as they are read, without the signs that say how they run.
func Words(t *testing.T, path string) string {
	t.Helper()
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, Program(t, "pdftotext", path, "-"))
}

// OfDOCX is the tagged PDF that LibreOffice makes of a DOCX: of what it understood.
func OfDOCX(t *testing.T, path string) string {
	t.Helper()
	dir := filepath.Dir(path)
	Program(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to",
		`pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}`, "--outdir", dir, path)
	return strings.TrimSuffix(path, ".docx") + ".pdf"
}

// Plain is a tree of elements without their attributes, of which programs write different ones.
func Plain(tree string) string {
	return regexp.MustCompile(`(?m):$|^ +/.*\n`).ReplaceAllString(tree, "")
}
