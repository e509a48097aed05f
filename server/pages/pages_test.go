package pages

import (
	"io/fs"
	"regexp"
	"testing"
)

// Every sentence that a page asks for is in the catalogue.
func TestSentences(t *testing.T) {
	names, err := fs.Glob(sources, "html/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	asked := regexp.MustCompile(`say "([^"]*)"`)
	for _, name := range names {
		b, err := fs.ReadFile(sources, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range asked.FindAllStringSubmatch(string(b), -1) {
			if _, ok := sentences[key[1]]; !ok {
				t.Errorf("%s says %q, which is no sentence", name, key[1])
			}
		}
	}
}
