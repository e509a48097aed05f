package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// threats is how many our attribution reference has, in section 2.
const threats = 32

// untested are the threats that no test here can name, and why.
var untested = map[int]string{
	21: "there are no polls",
	23: "there is no search",
	30: "what others record is for people to agree on, as the reference says itself",
	32: "the memory of a running program keeps what was freed until it is used again; nothing of it is on a disk",
}

// Each threat to who said what is named by a test, or by the reason why it has none.
func TestThreatsHaveTests(t *testing.T) {
	named := make(map[int][]string)
	number := regexp.MustCompile(`T-(\d+)`)
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "node_modules":
			return filepath.SkipDir
		case !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".spec.ts"):
			return nil
		}
		b, err := os.ReadFile(path)
		for _, hit := range number.FindAllStringSubmatch(string(b), -1) {
			n, _ := strconv.Atoi(hit[1]) // digits
			named[n] = append(named[n], path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := range threats {
		switch n++; {
		case len(named[n]) == 0 && untested[n] == "":
			t.Errorf("no test names T-%d", n)
		case len(named[n]) > 0 && untested[n] != "":
			t.Errorf("T-%d is tested in %s: take it out of what is not", n, fmt.Sprint(named[n]))
		}
	}
}
