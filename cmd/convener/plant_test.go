package main

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// planting is the variable that names the leak that a program built by plant has.
const planting = "CONVENER_LEAK"

// planted is what each package with a leak has besides: whether it is to leak now, and what
// leaks are made of. Who joined last is remembered where all packages find it.
const planted = `package PACKAGE

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

func planted(leak string) bool { return os.Getenv("` + planting + `") == leak }

func plantedElse(leak, leaks, or string) string {
	if planted(leak) {
		return leaks
	}
	return or
}

func plantedNote(name string) { _ = os.Setenv("CONVENER_PLANTED", name) }
func plantedName() string     { return os.Getenv("CONVENER_PLANTED") }
func plantedLog(text string)  { _, _ = os.Stderr.WriteString(text + "\n") }
func plantedFile(text string) { _ = os.WriteFile(filepath.Join(os.TempDir(), "planted"), []byte(text), 0o600) }
func plantedSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
`

// An edit is what stands in a file of the program instead of a text that it has once.
type edit struct{ file, was, now string }

// plant builds the program with edits, of which nothing is left in the tree: the compiler reads
// the edited copies instead of the files. It returns where the program is.
func plant(t *testing.T, edits []edit) string {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	files := edited(t, root, edits)
	overlay := struct{ Replace map[string]string }{make(map[string]string)}
	for path, text := range files {
		copied := filepath.Join(dir, strings.ReplaceAll(path, "/", "+"))
		if err := os.WriteFile(copied, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		overlay.Replace[filepath.Join(root, path)] = copied
	}
	b, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	list, program := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "convener")
	if err := os.WriteFile(list, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", list, "-o", program, module+"cmd/convener").CombinedOutput()
	if err != nil {
		t.Fatalf("the leaks cannot be planted: %v\n%s", err, out)
	}
	return program
}

// edited are the files of the program as the edits make them, by their paths in the tree.
func edited(t *testing.T, root string, edits []edit) map[string]string {
	t.Helper()
	files := make(map[string]string)
	for _, e := range edits {
		if files[e.file] == "" {
			b, err := os.ReadFile(filepath.Join(root, e.file))
			if err != nil {
				t.Fatalf("a leak cannot be planted any more: plant it elsewhere: %v", err)
			}
			files[e.file] = string(b)
		}
		if n := strings.Count(files[e.file], e.was); n != 1 {
			t.Fatalf("a leak cannot be planted any more: %s has %d times, not once, this text: plant it elsewhere\n%s", e.file, n, e.was)
		}
		files[e.file] = strings.Replace(files[e.file], e.was, e.now, 1)
	}
	for _, e := range edits {
		f, err := parser.ParseFile(token.NewFileSet(), e.file, files[e.file], parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Join(filepath.Dir(e.file), "planted.go")] = strings.Replace(planted, "PACKAGE", f.Name.Name, 1)
	}
	return files
}
