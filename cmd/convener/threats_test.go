package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// threats is how many there are. Source: section 2 of our attribution reference.
const threats = 32

// untested are the threats that no test is of, and why.
var untested = map[int]string{
	30: "what captioners' own programs, recorders and participants keep is out of our reach; the page on access says so",
}

// T-5 and the like stand in the comments of the tests that are of these threats: of each there
// is one, or it is said why not.
func TestEachThreatHasATest(t *testing.T) {
	named := make(map[int]string)
	name := func(path, comment string) {
		for _, hit := range regexp.MustCompile(`\bT-(\d+)`).FindAllStringSubmatch(comment, -1) {
			n, _ := strconv.Atoi(hit[1]) // they are digits
			named[n] = path
		}
	}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".cache" || d.Name() == ".git"):
			return filepath.SkipDir
		case d.Name() == "threats_test.go":
			return nil
		case strings.HasSuffix(path, "_test.go"):
			return ofTests(path, name)
		case strings.HasSuffix(path, ".spec.ts"), strings.HasSuffix(path, ".test.ts"):
			return ofSpecs(path, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= threats; n++ {
		switch path, why := named[n], untested[n]; {
		case path == "" && why == "":
			t.Errorf("no test names T-%d", n)
		case path != "" && why != "":
			t.Errorf("%s names T-%d: take it out of untested", path, n)
		}
		delete(named, n)
	}
	for n, path := range named {
		t.Errorf("%s names T-%d, and there is no such threat", path, n)
	}
}

// ofTests tells the comments that Go's tests begin with.
func ofTests(path string, tell func(path, comment string)) error {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && (strings.HasPrefix(fn.Name.Name, "Test") || strings.HasPrefix(fn.Name.Name, "Fuzz")) {
			tell(path, fn.Doc.Text())
		}
	}
	return nil
}

// ofSpecs tells the comments right before the tests of the front end.
func ofSpecs(path string, tell func(path, comment string)) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for _, hit := range regexp.MustCompile(`(?m)((?:^\s*//.*\n)+)\s*(?:test|it)\(`).FindAllStringSubmatch(string(b), -1) {
		tell(path, hit[1])
	}
	return nil
}
